"""Papers as PDF and Word, warm: the plan against its words as plain paragraphs and against LibreOffice, a
list of 5,000 rows against its words put on bare pages, and the plan as far as the first page on screen."""

import dataclasses
import enum
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.bench.timing import ROOT, Contender, Figure, process_json, round_robin, timed

ROWS = 5_000


def figures(rounds: int) -> Iterator[Figure]:
    """The plan, then the long list, then the preview."""
    yield from _plan(rounds)
    yield from _long_list(rounds)
    yield from _preview(rounds)


def _plan(rounds: int) -> Iterator[Figure]:
    """Drawing only: the plan is already there as plain values."""
    from povdesk.documents import annual_plan, docx, pdf
    from tests.plan_sample import make_facts, make_plan

    plan = make_plan()
    facts = make_facts(plan)
    alone = annual_plan.build(plan, facts, sample=False, annexes=False)
    whole = annual_plan.build(plan, facts, sample=False)
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        result = round_robin(
            {
                "plain paragraphs": _plain(alone, folder / "plain.pdf"),
                "plan": timed(lambda: pdf.write(alone, folder / "plan.pdf")),
                "plain paragraphs with annexes": _plain(whole, folder / "plain-whole.pdf"),
                "with annexes": timed(lambda: pdf.write(whole, folder / "whole.pdf")),
                "Word": timed(lambda: docx.write(whole, folder / "whole.docx")),
            },
            rounds,
        )
        yield result.figure("plan alone as PDF", "plan", to="plain paragraphs", limit=2)
        yield result.figure(
            "plan with annexes as PDF", "with annexes", to="plain paragraphs with annexes", limit=4
        )
        yield result.figure("plan with annexes as Word", "Word", to="with annexes", limit=None)
        pages = {"plan.pdf": "plan", "whole.pdf": "plan with annexes"}
        for name, title in pages.items():
            size = (folder / name).stat().st_size
            floor = (folder / name.replace("plan", "plain").replace("whole", "plain-whole")).stat().st_size
            yield Figure(f"size of the PDF, {title}", size / floor, None, floor="plain paragraphs")
        office = shutil.which("soffice")
        if office is None:
            yield Figure("plan as PDF against LibreOffice", 0, None, note="left out: it is not installed")
            return
        result = round_robin(
            {
                "LibreOffice": _converted(office, folder / "whole.docx", folder / "office"),
                "with annexes": timed(lambda: pdf.write(whole, folder / "whole.pdf")),
            },
            3,
        )
        yield result.figure("plan as PDF against LibreOffice", "with annexes", to="LibreOffice", limit=0.1)


def _long_list(rounds: int) -> Iterator[Figure]:
    """A list in columns with its frame, head on each page and wrapped cells, against the bare words."""
    from povdesk.documents import pdf

    document = long_list(ROWS)
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        result = round_robin(
            {
                "bare words": timed(lambda: _bare(document, folder / "bare.pdf")),
                "list": timed(lambda: pdf.write(document, folder / "list.pdf")),
            },
            min(rounds, 5),
        )
    yield result.figure("list of 5,000 rows as PDF", "list", to="bare words", limit=2.5)
    if sys.platform.startswith("linux"):
        peak = process_json("long_list", str(ROWS))["megabytes"]
        yield Figure("memory of that list", round(peak), 300, floor="the process", unit=" MB")


def long_list(rows: int) -> Any:
    """A list as the window prints it; all names invented."""
    from povdesk.documents import lists

    widths = {
        "TT": 10, "Mã hộ": 20, "Chủ hộ": 45, "Thôn": 25, "Địa chỉ": 40,
        "Diện": 25, "B1": 12, "B2": 12, "Ghi chú": 45,
    }  # fmt: skip
    columns = [lists.ListColumn(name, width) for name, width in widths.items()]
    lines = [
        (
            str(place),
            f"TL-{place:04}",
            f"Hồ Văn Bưởi {place % 97}",
            "thôn Trà Hoa",
            f"Tổ {place % 9}, xóm Gò Đá",
            "Hộ cận nghèo",
            str(90 + place % 60),
            str(place % 8 * 10),
            "Đã hỗ trợ nhà tiêu" if place % 3 else "",
        )
        for place in range(1, rows + 1)
    ]
    return lists.screen_list(
        "DANH SÁCH HỘ GIA ĐÌNH",
        "Tất cả các thôn",
        columns,
        lines,
        agency="UBND XÃ TRÀ LÂM",
        printed_on=date(2024, 3, 5),
        sample=False,
    )


def _bare(document: Any, path: Path) -> None:
    """The same words of the table, cell by cell, straight onto the canvas: no frame, no wrapping, no head."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from povdesk.documents.blocks import Table

    pdfmetrics.registerFont(
        TTFont("Floor", str(ROOT / "resources" / "fonts" / "tinos" / "Tinos-Regular.ttf"))
    )
    table = next(block for block in document.sections[0].blocks if isinstance(block, Table))
    canvas = Canvas(str(path), pagesize=landscape(A4), pageCompression=1)
    page = 28
    for start in range(0, len(table.rows), page):
        text = canvas.beginText()
        text.setFont("Floor", 10)
        for line, row in enumerate(table.rows[start : start + page]):
            assert isinstance(row, tuple)
            left = 85.0
            for column, words in zip(table.columns, row, strict=True):
                text.setTextOrigin(left, 520 - line * 17)
                text.textOut(words)
                left += column.width * 2.83
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()


def _preview(rounds: int) -> Iterator[Figure]:
    """From the facts to the first page as a picture: built, drawn as PDF, rendered."""
    import pypdfium2

    from povdesk.documents import annual_plan, pdf
    from tests.plan_sample import make_facts, make_plan

    plan = make_plan()
    facts = make_facts(plan)
    with tempfile.TemporaryDirectory() as kept:
        path = Path(kept) / "plan.pdf"

        def preview() -> None:
            pdf.write(annual_plan.build(plan, facts, sample=True), path)
            with pypdfium2.PdfDocument(path) as pages:
                pages[0].render(scale=1.5).close()

        result = round_robin({"preview": timed(preview)}, min(rounds, 5))
    yield result.milliseconds("plan with annexes, first page on screen", "preview", limit=1500)


def _plain(document: Any, path: Path) -> Contender:
    """All words of a paper, one plain paragraph after another, in the same font and size."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(
        TTFont("Floor", str(ROOT / "resources" / "fonts" / "tinos" / "Tinos-Regular.ttf"))
    )
    style = ParagraphStyle("floor", fontName="Floor", fontSize=14, leading=18, alignment=4)
    texts = [escape(text) for text in _words(document)]

    def draw() -> None:
        SimpleDocTemplate(str(path), pagesize=A4).build([Paragraph(text, style) for text in texts])

    return timed(draw)


def _words(value: Any) -> Iterator[str]:
    """Every text that a paper holds, in order."""
    if isinstance(value, str) and not isinstance(value, enum.Enum):
        yield from (line for line in value.splitlines() if line.strip())
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _words(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _words(getattr(value, field.name))


def _converted(office: str, document: Path, folder: Path) -> Contender:
    """LibreOffice from exec to the finished PDF, with a profile of its own."""
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]

    def convert() -> None:
        subprocess.run(
            [*command, "--outdir", str(folder), str(document)], check=True, capture_output=True, timeout=120
        )

    return timed(convert)
