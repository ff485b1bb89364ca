"""Who became poor, escaped or fell back between two closings (biểu diễn biến); both ends must agree."""

import enum
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Category, EventKind

_Unit = TypeVar("_Unit", bound=Hashable)

ARRIVALS = frozenset({EventKind.MOVED_IN, EventKind.SPLIT})
"""Events that explain a household that was not there at the opening."""

COLUMNS = (1, 2, 3, 4, 5, 6, 7, 8, 9)
POOR_HEADINGS = (
    "Đầu kỳ",
    "Giảm: trở thành hộ cận nghèo",
    "Giảm: vượt chuẩn cận nghèo",
    "Giảm khác",
    "Tăng: hộ cận nghèo trở thành hộ nghèo",
    "Tăng: tái nghèo",
    "Tăng: phát sinh mới",
    "Tăng khác",
    "Cuối kỳ",
)
NEAR_POOR_HEADINGS = (
    "Đầu kỳ",
    "Giảm: thoát cận nghèo",
    "Giảm: trở thành hộ nghèo",
    "Giảm khác",
    "Tăng: hộ nghèo trở thành hộ cận nghèo",
    "Tăng: tái cận nghèo",
    "Tăng: phát sinh mới",
    "Tăng khác",
    "Cuối kỳ",
)


class Movement(enum.StrEnum):
    """What happened to one household between opening and closing."""

    STAYED_POOR = "stayed_poor"
    STAYED_NEAR_POOR = "stayed_near_poor"
    STAYED_OUT = "stayed_out"
    POOR_TO_NEAR_POOR = "poor_to_near_poor"
    NEAR_POOR_TO_POOR = "near_poor_to_poor"
    ESCAPED = "escaped"
    ESCAPED_NEAR_POOR = "escaped_near_poor"
    LEFT_POOR = "left_poor"
    LEFT_NEAR_POOR = "left_near_poor"
    FELL_BACK = "fell_back"
    FELL_BACK_NEAR_POOR = "fell_back_near_poor"
    NEWLY_POOR = "newly_poor"
    NEWLY_NEAR_POOR = "newly_near_poor"
    ARRIVED_POOR = "arrived_poor"
    ARRIVED_NEAR_POOR = "arrived_near_poor"

    @property
    def label(self) -> str:
        """The words used on screen and paper."""
        return _LABELS[self]


@dataclass(frozen=True)
class Passage:
    """One household from opening to closing.

    opening, closing: None = not in the register. ever_poor, ever_near_poor: recognised before the opening
    (see `counts_as_before`). arrival: the event that brought it in during the period.
    """

    opening: Category | None
    closing: Category | None
    opening_size: int = 0
    closing_size: int = 0
    ever_poor: bool = False
    ever_near_poor: bool = False
    arrival: EventKind | None = None


@dataclass(frozen=True)
class MovementRow:
    """Columns 1 to 8 of one row; column 9 follows from them."""

    columns: tuple[int, int, int, int, int, int, int, int] = (0, 0, 0, 0, 0, 0, 0, 0)

    @property
    def opening(self) -> int:
        return self.columns[0]

    @property
    def closing(self) -> int:
        """Column 9 = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8."""
        return self.columns[0] - sum(self.columns[1:4]) + sum(self.columns[4:])

    def column(self, number: int) -> int:
        """By the number printed above it, 1 to 9."""
        return self.closing if number == 9 else self.columns[number - 1]

    def with_added(self, number: int, amount: int) -> "MovementRow":
        columns = list(self.columns)
        columns[number - 1] += amount
        return MovementRow(tuple(columns))  # type: ignore[arg-type]  # the length is kept

    def __add__(self, other: "MovementRow") -> "MovementRow":
        both = zip(self.columns, other.columns, strict=True)
        return MovementRow(tuple(left + right for left, right in both))  # type: ignore[arg-type]


@dataclass(frozen=True)
class MovementTable:
    """The two rows of a unit, Hộ and Nhân khẩu, for poor (T2) or near-poor households (T3)."""

    households: MovementRow = MovementRow()
    people: MovementRow = MovementRow()

    def __add__(self, other: "MovementTable") -> "MovementTable":
        return MovementTable(self.households + other.households, self.people + other.people)


@dataclass(frozen=True)
class Movements:
    """T2 and T3 of one unit."""

    poor: MovementTable = MovementTable()
    near_poor: MovementTable = MovementTable()

    def __add__(self, other: "Movements") -> "Movements":
        return Movements(self.poor + other.poor, self.near_poor + other.near_poor)


def movement_of(passage: Passage, *, former_poor_fall_back: bool = False) -> Movement:
    """What happened. former_poor_fall_back: once poor and now near-poor counts as tái cận nghèo."""
    opening, closing = _known(passage.opening), _known(passage.closing)
    if opening in _IN_THE_LISTS:
        return _FROM_THE_LISTS[opening, closing]
    if closing not in _IN_THE_LISTS:
        return Movement.STAYED_OUT
    poor = closing is Category.POOR
    # Without an arrival an absent household was not poor: the register may hold only the poor (decision 9).
    if opening is None and passage.arrival in ARRIVALS:
        return Movement.ARRIVED_POOR if poor else Movement.ARRIVED_NEAR_POOR
    if poor:
        return Movement.FELL_BACK if passage.ever_poor else Movement.NEWLY_POOR
    before = passage.ever_near_poor or (former_poor_fall_back and passage.ever_poor)
    return Movement.FELL_BACK_NEAR_POOR if before else Movement.NEWLY_NEAR_POOR


def counts_as_before(last_recognised: date | None, day: date, within_years: int | None = None) -> bool:
    """Was it recognised before, within the officer's number of years (None = ever)?"""
    if last_recognised is None or last_recognised > day:
        return False
    if within_years is None:
        return True
    limit = (last_recognised.year + within_years, last_recognised.month, last_recognised.day)
    return limit >= (day.year, day.month, day.day)


def movements(passages: Iterable[Passage], *, former_poor_fall_back: bool = False) -> Movements:
    """T2 and T3 of one unit; the identity holds in both rows by construction."""
    total = Movements()
    for passage in passages:
        movement = movement_of(passage, former_poor_fall_back=former_poor_fall_back)
        total += Movements(
            _table(passage, Category.POOR, _POOR_COLUMNS.get(movement)),
            _table(passage, Category.NEAR_POOR, _NEAR_POOR_COLUMNS.get(movement)),
        )
    return total


def identity_failure(row: MovementRow, closing: int) -> str:
    """Why a closing, counted or printed elsewhere, does not follow from the row; empty when it does."""
    if row.closing == closing:
        return ""
    return (
        f"Cuối kỳ phải là {row.closing} (= đầu kỳ {row.opening} − giảm {sum(row.columns[1:4])}"
        f" + tăng {sum(row.columns[4:])}), đang ghi {closing}."
    )


def cross_table_doubts(poor: MovementTable, near_poor: MovementTable) -> list[str]:
    """Between T2 and T3: who left one for the other must be counted in both. A doubt needs an explanation."""
    doubts = []
    for number, other, words in (
        (2, 5, "hộ nghèo trở thành hộ cận nghèo"),
        (5, 3, "hộ cận nghèo trở thành hộ nghèo"),
    ):
        for row, left, right in (
            ("Hộ", poor.households, near_poor.households),
            ("Nhân khẩu", poor.people, near_poor.people),
        ):
            if left.column(number) != right.column(other):
                doubts.append(
                    f"{row}: {words} là {left.column(number)} ở biểu hộ nghèo (cột {number}),"
                    f" {right.column(other)} ở biểu hộ cận nghèo (cột {other})."
                )
    return doubts


_LABELS = {
    Movement.STAYED_POOR: "Nghèo cũ",
    Movement.STAYED_NEAR_POOR: "Cận nghèo cũ",
    Movement.STAYED_OUT: "Không nghèo",
    Movement.POOR_TO_NEAR_POOR: "Thoát nghèo, thành cận nghèo",
    Movement.NEAR_POOR_TO_POOR: "Từ cận nghèo thành nghèo",
    Movement.ESCAPED: "Thoát nghèo, vượt chuẩn cận nghèo",
    Movement.ESCAPED_NEAR_POOR: "Thoát cận nghèo",
    Movement.LEFT_POOR: "Hộ nghèo giảm khác",
    Movement.LEFT_NEAR_POOR: "Hộ cận nghèo giảm khác",
    Movement.FELL_BACK: "Tái nghèo",
    Movement.FELL_BACK_NEAR_POOR: "Tái cận nghèo",
    Movement.NEWLY_POOR: "Nghèo phát sinh mới",
    Movement.NEWLY_NEAR_POOR: "Cận nghèo phát sinh mới",
    Movement.ARRIVED_POOR: "Hộ nghèo tăng khác",
    Movement.ARRIVED_NEAR_POOR: "Hộ cận nghèo tăng khác",
}

_IN_THE_LISTS = (Category.POOR, Category.NEAR_POOR)

_FROM_THE_LISTS: dict[tuple[Category | None, Category | None], Movement] = {
    (Category.POOR, Category.POOR): Movement.STAYED_POOR,
    (Category.POOR, Category.NEAR_POOR): Movement.POOR_TO_NEAR_POOR,
    (Category.POOR, Category.NOT_POOR): Movement.ESCAPED,
    (Category.POOR, None): Movement.LEFT_POOR,
    (Category.NEAR_POOR, Category.NEAR_POOR): Movement.STAYED_NEAR_POOR,
    (Category.NEAR_POOR, Category.POOR): Movement.NEAR_POOR_TO_POOR,
    (Category.NEAR_POOR, Category.NOT_POOR): Movement.ESCAPED_NEAR_POOR,
    (Category.NEAR_POOR, None): Movement.LEFT_NEAR_POOR,
}

_POOR_COLUMNS = {
    Movement.POOR_TO_NEAR_POOR: 2,
    Movement.ESCAPED: 3,
    Movement.LEFT_POOR: 4,
    Movement.NEAR_POOR_TO_POOR: 5,
    Movement.FELL_BACK: 6,
    Movement.NEWLY_POOR: 7,
    Movement.ARRIVED_POOR: 8,
}
_NEAR_POOR_COLUMNS = {
    Movement.ESCAPED_NEAR_POOR: 2,
    Movement.NEAR_POOR_TO_POOR: 3,
    Movement.LEFT_NEAR_POOR: 4,
    Movement.POOR_TO_NEAR_POOR: 5,
    Movement.FELL_BACK_NEAR_POOR: 6,
    Movement.NEWLY_NEAR_POOR: 7,
    Movement.ARRIVED_NEAR_POOR: 8,
}


def _known(category: Category | None) -> Category | None:
    if category is Category.UNDECIDED:
        raise NotPossibleNow(
            "Còn hộ chưa được phân loại nên chưa lập được biểu diễn biến.",
            "Chốt và công nhận các hộ còn lại.",
        )
    return category


def _table(passage: Passage, category: Category, column: int | None) -> MovementTable:
    """One household's share of the table of one category."""
    households, people = MovementRow(), MovementRow()
    if passage.opening is category:
        households, people = households.with_added(1, 1), people.with_added(1, passage.opening_size)
    if column is None:
        return MovementTable(households, _with_change_of_size(people, passage, category))
    size = passage.opening_size if column <= 4 else passage.closing_size
    return MovementTable(households.with_added(column, 1), people.with_added(column, size))


def _with_change_of_size(people: MovementRow, passage: Passage, category: Category) -> MovementRow:
    if passage.opening is not category or passage.closing is not category:
        return people
    change = passage.closing_size - passage.opening_size
    return people.with_added(8 if change > 0 else 4, abs(change))
