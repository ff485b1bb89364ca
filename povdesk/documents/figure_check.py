"""D35: the proof that all papers of a round say the same; a paper that does not is marked in words too."""

from datetime import date

from povdesk.domain.figure_check import FIGURES, FigureCheck, PaperFigures
from povdesk.domain.vietnamese import format_number

from .blocks import (
    Align,
    Block,
    Column,
    Document,
    HeaderCell,
    ListTitle,
    Orientation,
    PageNumber,
    Paragraph,
    PlainSignatures,
    Section,
    Signatory,
    Style,
    Table,
)

EQUAL, OFF, KEPT, NOTHING = "=", "≠", "▲", "–"
_PER_SHEET = 16
"""Papers side by side on a turned sheet, so that the proof is one sheet; more go into a second table."""


def build(check: FigureCheck, *, agency: str, printed_on: date, sample: bool) -> Document:
    """Numbers by paper, then what each mark means and what is to be done."""
    blocks: list[Block] = [
        ListTitle(
            agency,
            "BẢNG ĐỐI CHIẾU SỐ LIỆU",
            f"{check.round_name}. Số in trong từng văn bản, so với sổ hiện nay.",
            f"Ngày in: {printed_on:%d/%m/%Y}",
        )
    ]
    blocks += [
        _table(check, check.papers[i : i + _PER_SHEET]) for i in range(0, len(check.papers), _PER_SHEET)
    ]
    blocks += [Paragraph(line, Style.NOTE) for line in _notes(check)]
    blocks.append(
        PlainSignatures(
            (
                Signatory(("NGƯỜI LẬP",), note="(Ký, ghi rõ họ tên)"),
                Signatory(("NGƯỜI KIỂM TRA",), note="(Ký, ghi rõ họ tên)"),
            ),
            sealed=False,
        )
    )
    section = Section(tuple(blocks), Orientation.LANDSCAPE, page_number=PageNumber.OF_TOTAL)
    return Document(f"Bảng đối chiếu số liệu, {check.round_name}", (section,), sample, author=agency)


def verdict(check: FigureCheck, paper: PaperFigures) -> str:
    """One word for a paper."""
    if paper.missing:
        return "chưa có"
    if paper.is_signed:
        return "đã ký" if paper not in check.outdated else "đã ký, sổ đã đổi"
    return "lệch" if paper in check.off else "khớp"


def _table(check: FigureCheck, papers: tuple[PaperFigures, ...]) -> Table:
    header = (
        (HeaderCell("Số liệu"), HeaderCell("Sổ hiện nay"), *(HeaderCell(paper.name) for paper in papers)),
    )
    rows = tuple(
        (
            words,
            format_number(check.register[key]),
            *(_cell(check, paper, key) for paper in papers),
        )
        for key, words in FIGURES.items()
    )
    verdicts = ("Kết luận", "", *(verdict(check, paper) for paper in papers))
    each = (252.0 - 46 - 17) / _PER_SHEET
    return Table(
        columns=(
            Column(46),
            Column(17, Align.RIGHT),
            *(Column(each, Align.RIGHT) for _paper in papers),
        ),
        header=header,
        rows=rows,
        totals=(verdicts,),
        font_size=9.0,
    )


def _cell(check: FigureCheck, paper: PaperFigures, key: tuple[str, str]) -> str:
    printed, difference = paper.values.get(key), check.difference(paper, key)
    if printed is None or difference is None:
        return NOTHING
    if not difference:
        return f"{format_number(printed)} {EQUAL}"
    if paper.is_signed:
        return f"{format_number(printed)} {KEPT}"
    return f"{format_number(printed)} {OFF} lệch {difference:+d}"


def _notes(check: FigureCheck) -> list[str]:
    lines = [
        f"“{EQUAL}” bằng sổ; “{OFF} lệch” khác sổ, chưa ký nên cần lập lại; “{KEPT}” văn bản đã ký giữ số lúc"
        f" ký, sổ đã đổi sau đó; “{NOTHING}” văn bản không ghi số này."
    ]
    missing = " ".join(f"{paper.name}: {paper.missing}" for paper in check.papers if paper.missing)
    if missing:
        lines.append(missing)
    signed = [f"{paper.name} (số {paper.signed})" for paper in check.papers if paper.signed]
    if signed:
        lines.append(f"Đã ký: {'; '.join(signed)}.")
    if check.off:
        names = ", ".join(paper.name for paper in check.off)
        lines.append(f"Kết luận: lệch ở {names}.")
    elif check.outdated:
        lines.append("Kết luận: sổ đã đổi sau khi ký.")
    else:
        lines.append("Kết luận: các văn bản đã lập đều khớp.")
    return lines
