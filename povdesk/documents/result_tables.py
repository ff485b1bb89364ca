"""T1 to T15: the result tables of a review, by hamlet with a total; each an annex of the report."""

from povdesk.domain.result_tables import Results, ResultUnit
from povdesk.domain.vietnamese import format_count

from . import administrative, numbering, result_tables_counts, result_tables_lists, result_tables_movement
from .blocks import (
    AppendixTitle,
    Block,
    Document,
    Letterhead,
    Orientation,
    Paragraph,
    Section,
    Style,
    Table,
)

REPORT_SYMBOL = "BC-UBND"
CODES = tuple(f"T{number}" for number in range(1, 16))
OFFICIAL = CODES[:10]

_TABLES = {**result_tables_movement.TABLES, **result_tables_counts.TABLES, **result_tables_lists.TABLES}


def build(results: Results, code: str) -> Document:
    """One table as a paper of its own."""
    return numbering.number(
        Document(
            f"{label(code)}. {title(results, code)}, {results.round_name}",
            (section(results, code),),
            results.is_sample,
            draft=not results.is_final,
            author=results.identity.committee,
        )
    )


def section(results: Results, code: str) -> Section:
    """One table with its head, notes below; landscape."""
    blocks: list[Block] = [
        AppendixTitle(
            f"{title(results, code)}, {results.round_name}".upper(), reference(results), label(code)
        )
    ]
    if code in result_tables_lists.TABLES and not result_tables_lists.has_rows(results, code):
        blocks.append(Paragraph("Không có hộ nào."))
    else:
        blocks.append(table(results, code))
    blocks += [Paragraph(line, Style.NOTE) for line in notes(results, code)]
    return Section(tuple(blocks), Orientation.LANDSCAPE, is_appendix=True)


def table(results: Results, code: str) -> Table:
    """The grid alone."""
    return _TABLES[code](results, code)


def label(code: str) -> str:
    """ "Biểu số 4"."""
    return f"Biểu số {code[1:]}"


def title(results: Results, code: str) -> str:
    """The title by the date of the round; marked while the numbers are a forecast."""
    words = results.rules.titles[code]
    return words if results.is_final else f"{words} (dự kiến)"


def reference(results: Results) -> str:
    """Which report the table goes with; blanks until that is signed."""
    head = Letterhead(
        agency=results.identity.agency_lines,
        symbol=REPORT_SYMBOL,
        place=results.identity.place,
        year=results.report_signed_on.year if results.report_signed_on else results.year,
        number=results.report_number or None,
        signed_on=results.report_signed_on,
    )
    return administrative.appendix_reference("Báo cáo", results.identity.committee, head)


def notes(results: Results, code: str) -> list[str]:
    """What a reader must know: forecast, what does not agree, how it was counted."""
    found = []
    template = results.rules.templates.get(code, "")
    if not results.is_final:
        words = f" Còn {format_count(results.waiting)} hộ chưa chốt phiếu." if results.waiting else ""
        found.append(f"Số liệu dự kiến, kỳ rà soát chưa công nhận.{words}")
    if template:
        found.append(
            f"Tham chiếu {template}, Phụ lục VII Thông tư 07/2021/TT-BLĐTBXH; cách trình bày của phần mềm,"
            " cần đối chiếu với mẫu."
        )
    if code in ("T1", "T2", "T3"):
        found += list(results.doubts)
        if code != "T1" and results.is_final and not results.doubts:
            found.append("Đã đối chiếu: cuối kỳ bằng đầu kỳ trừ giảm cộng tăng; đầu kỳ bằng cuối kỳ trước.")
    if code == "T1" and _untyped(results.units):
        found.append("Chưa nhập tổng số hộ, nhân khẩu của: " + ", ".join(_untyped(results.units)) + ".")
    return found + result_tables_counts.notes(results, code)


def _untyped(units: tuple[ResultUnit, ...]) -> list[str]:
    return [unit.name for unit in units if unit.households is None or unit.people is None]
