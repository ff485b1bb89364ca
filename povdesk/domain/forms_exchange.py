"""A hamlet's forms that went out as a workbook and come back filled: what each cell would change.

Three values are compared: as it went out, as it comes back, as it stands here now. What was changed only in
the file is new; what was changed only here stays; what was changed in both, in two ways, waits.
"""

import enum
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from povdesk.domain.errors import InvalidInput
from povdesk.domain.forms_columns import FormColumn, FormColumns
from povdesk.domain.importing.workbook import RawCell

FORMAT = "PovDesk-phieu-1"
HOUSEHOLD, MEMBER = "household", "member"


@dataclass(frozen=True)
class OutRow:
    """One household, or one member. uid: of the row, never typed. fixed: cells that are only to be read."""

    uid: str
    household_uid: str
    fixed: tuple[str, ...]
    values: Mapping[str, str]


@dataclass(frozen=True)
class FormsOut:
    """A hamlet's forms as they go out. stamp: the last act here then."""

    database_uuid: str
    round_uid: str
    hamlet_uid: str
    round_name: str
    hamlet: str
    day: str
    stamp: int
    columns: FormColumns
    households: tuple[OutRow, ...]
    members: tuple[OutRow, ...]
    sample: bool = False


@dataclass(frozen=True)
class FilledRow:
    """A row as it comes back. number: as Excel counts. base: what stood there when it went out."""

    uid: str
    number: int
    cells: Mapping[str, RawCell]
    base: Mapping[str, str]
    formulas: frozenset[str] = frozenset()
    letters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FormsIn:
    """What a filled workbook says. strange: rows without a place in it, as sheet and row."""

    file_name: str
    sha256: str
    database_uuid: str
    round_uid: str
    hamlet_uid: str
    stamp: int
    households: tuple[FilledRow, ...]
    members: tuple[FilledRow, ...]
    strange: tuple[tuple[str, int], ...] = ()


class Verdict(enum.StrEnum):
    NEW = "new"
    SAME = "same"
    UNREADABLE = "unreadable"
    CONFLICT = "conflict"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Verdict.NEW: "Giá trị mới",
    Verdict.SAME: "Không đổi",
    Verdict.UNREADABLE: "Không đọc được",
    Verdict.CONFLICT: "Chờ quyết định",
    Verdict.REFUSED: "Không nhập",
}


@dataclass(frozen=True)
class CellVerdict:
    """One cell that is not the same. cell: as Excel calls it. before, after: in words."""

    sheet: str
    cell: str
    household_uid: str
    who: str
    title: str
    before: str
    after: str
    verdict: Verdict
    why: str = ""
    key: str = ""
    value: str = ""
    row_uid: str = ""


@dataclass(frozen=True)
class NowRow:
    """What is kept here now. closed: why nothing may be written to it from a file; empty when it may."""

    uid: str
    household_uid: str
    who: str
    values: Mapping[str, str]
    closed: str = ""


@dataclass(frozen=True)
class Rehearsal:
    """cells: all but the same ones. same: how many were. seq: the last act here that it was compared with."""

    source: FormsIn
    cells: tuple[CellVerdict, ...]
    same: int
    seq: int

    @property
    def counts(self) -> Counter[Verdict]:
        found = Counter(one.verdict for one in self.cells)
        found[Verdict.SAME] = self.same
        return found

    @property
    def new(self) -> tuple[CellVerdict, ...]:
        return tuple(one for one in self.cells if one.verdict is Verdict.NEW)

    @property
    def parked(self) -> tuple[CellVerdict, ...]:
        return tuple(one for one in self.cells if one.verdict is Verdict.CONFLICT)

    @property
    def households(self) -> tuple[str, ...]:
        """Whose form would be written."""
        return tuple(dict.fromkeys(one.household_uid for one in self.new))

    def summary(self) -> str:
        counts = self.counts
        told = [f"{counts[one]} ô {one.label.lower()}" for one in Verdict if counts[one]]
        return ", ".join(told) or "không có ô nào đã điền"


SHEETS = {HOUSEHOLD: "Hộ", MEMBER: "Nhân khẩu"}


def compare(
    found: FormsIn, columns: FormColumns, households: Mapping[str, NowRow], members: Mapping[str, NowRow]
) -> tuple[tuple[CellVerdict, ...], int]:
    """Every cell that is not the same as here, in the file's order, and how many are the same."""
    cells: list[CellVerdict] = []
    same = 0
    for kind, rows, now, wanted in (
        (HOUSEHOLD, found.households, households, columns.households),
        (MEMBER, found.members, members, columns.members),
    ):
        for row in rows:
            here = now.get(row.uid)
            if here is None:
                if any(_typed(row, one.key) for one in wanted):
                    why = "hộ hoặc người này không còn trong danh sách rà soát của thôn"
                    cells.append(_whole_row(kind, row, why))
                continue
            for column in wanted:
                made = _compare_cell(kind, row, column, here)
                if made is None:
                    same += 1
                else:
                    cells.append(made)
    for sheet, number in found.strange:
        why = "dòng thêm vào không có mã dòng; nhập người hoặc hộ mới trong phần mềm"
        cells.append(CellVerdict(sheet, f"A{number}", "", "", "", "", "", Verdict.REFUSED, why))
    return tuple(cells), same


def _compare_cell(kind: str, row: FilledRow, column: FormColumn, here: NowRow) -> CellVerdict | None:
    """None when nothing is to be said about the cell."""
    if column.key not in row.cells and column.key not in row.formulas:
        return None
    now, base = here.values.get(column.key, ""), row.base.get(column.key, "")
    place = f"{row.letters.get(column.key, '')}{row.number}"

    def told(verdict: Verdict, after: str, why: str = "", value: str = "") -> CellVerdict:
        return CellVerdict(
            SHEETS[kind],
            place,
            here.household_uid,
            here.who,
            column.title,
            column.shown(now),
            after,
            verdict,
            why,
            column.key,
            value,
            row.uid,
        )

    cell = row.cells.get(column.key)
    if column.key in row.formulas:
        return told(Verdict.UNREADABLE, str(cell or ""), "ô là công thức; gõ thẳng giá trị vào ô")
    try:
        given = column.read(cell)
    except InvalidInput as error:
        return told(Verdict.UNREADABLE, str(cell), error.message)
    if given == "" or given == base or _known(given) == _known(now):
        # An empty cell never erases; what nobody changed in the file says nothing.
        return None
    after = column.shown(given)
    if here.closed:
        return told(Verdict.CONFLICT, after, here.closed, given)
    if _known(now) != _known(base):
        words = f"trong phần mềm đã đổi từ “{column.shown(base) or 'trống'}” sau khi xuất tệp"
        return told(Verdict.CONFLICT, after, words, given)
    return told(Verdict.NEW, after, value=given)


def _known(value: str) -> str:
    """“Chưa rõ” is the same as nothing."""
    return "" if value == "unknown" else value


def _typed(row: FilledRow, key: str) -> bool:
    cell = row.cells.get(key)
    return cell not in (None, "") and str(cell).strip() != ""


def _whole_row(kind: str, row: FilledRow, why: str) -> CellVerdict:
    return CellVerdict(SHEETS[kind], f"A{row.number}", "", "", "", "", "", Verdict.REFUSED, why)
