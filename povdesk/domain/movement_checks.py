"""Does a table of movements hold together? What does not is said with its difference, never adjusted."""

from collections.abc import Mapping
from dataclasses import dataclass

from povdesk.domain.movement import MovementRow, Movements, cross_table_doubts, identity_failure

POOR_TABLE, NEAR_POOR_TABLE = "Biểu 2, diễn biến hộ nghèo", "Biểu 3, diễn biến hộ cận nghèo"
HOUSEHOLDS, PEOPLE = "Hộ", "Nhân khẩu"
TOTAL = "Toàn xã"


@dataclass(frozen=True)
class Mismatch:
    """One place that does not agree. difference: what is written less what follows; 0 when not a number.

    is_error: the table is not "khớp" while it is there; otherwise it needs an explanation.
    """

    unit: str
    table: str
    row: str
    words: str
    difference: int = 0
    is_error: bool = True

    @property
    def text(self) -> str:
        where = ", ".join(part for part in (self.unit, self.table, self.row.lower()) if part)
        begin = "Chưa khớp" if self.is_error else "Cần giải thích"
        more = f" Lệch {self.difference:+d}." if self.difference else ""
        return f"{begin} ({where}): {self.words}{more}"


def closing_mismatch(unit: str, table: str, row: str, columns: MovementRow, closing: int) -> Mismatch | None:
    """Column 9 as it is written or counted elsewhere, against columns 1 to 8."""
    words = identity_failure(columns, closing)
    return Mismatch(unit, table, row, words, closing - columns.closing) if words else None


def opening_mismatch(unit: str, table: str, row: str, columns: MovementRow, before: int) -> Mismatch | None:
    """Column 1 against the closing of the year before, within one standard."""
    if columns.opening == before:
        return None
    words = f"Đầu kỳ là {columns.opening}, cuối kỳ năm trước là {before}."
    return Mismatch(unit, table, row, words, columns.opening - before)


Counts = tuple[int, int, int, int]
"""Poor households, people in them, near-poor households, people in them: counted apart from the tables."""


def mismatches(unit: str, found: Movements, closing: Counts, before: Counts | None) -> tuple[Mismatch, ...]:
    """All that does not agree in T2 and T3 of one unit. before: the last closing, None = not comparable."""
    rows = (
        (POOR_TABLE, HOUSEHOLDS, found.poor.households),
        (POOR_TABLE, PEOPLE, found.poor.people),
        (NEAR_POOR_TABLE, HOUSEHOLDS, found.near_poor.households),
        (NEAR_POOR_TABLE, PEOPLE, found.near_poor.people),
    )
    wrong: list[Mismatch | None] = []
    for place, (table, row, columns) in enumerate(rows):
        wrong.append(closing_mismatch(unit, table, row, columns, closing[place]))
        if before is not None:
            wrong.append(opening_mismatch(unit, table, row, columns, before[place]))
    doubts = [
        Mismatch(unit, "", "", words, is_error=words.startswith(HOUSEHOLDS + ":"))
        for words in cross_table_doubts(found.poor, found.near_poor)
        # People of one family may be more or fewer at the end: column 2 counts them before, column 5 after.
        if words.startswith(HOUSEHOLDS + ":")
    ]
    return (*(one for one in wrong if one is not None), *doubts)


def sum_mismatches(by_unit: Mapping[str, Movements], total: Movements) -> tuple[Mismatch, ...]:
    """The total row against the sum of its units."""
    added = Movements()
    for found in by_unit.values():
        added += found
    if added == total:
        return ()
    return (Mismatch(TOTAL, "", "", "Tổng các thôn khác số toàn xã."),)
