"""The plan of 2024 as PDF and Word, warm: against its words as plain paragraphs, and LibreOffice."""

import dataclasses
import enum
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.bench.timing import ROOT, Contender, Figure, round_robin, timed


def figures(rounds: int) -> Iterator[Figure]:
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
