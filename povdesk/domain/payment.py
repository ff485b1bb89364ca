"""Danh sách chi trả, cấp phát: who gets how much of what, by hamlet, and who has signed for it."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby


class Basis(enum.StrEnum):
    """From whom a list is built."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    BOTH = "both"
    ESCAPED = "escaped"
    SUPPORT = "support"
    NONE = "none"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Basis.POOR: "Hộ nghèo",
    Basis.NEAR_POOR: "Hộ cận nghèo",
    Basis.BOTH: "Hộ nghèo và hộ cận nghèo",
    Basis.ESCAPED: "Hộ mới thoát nghèo, thoát cận nghèo",
    Basis.SUPPORT: "Lượt hỗ trợ đã ghi trong năm",
    Basis.NONE: "Danh sách trống, thêm từng hộ",
}


class Measure(enum.StrEnum):
    """What the amount of one line is counted by."""

    HOUSEHOLD = "household"
    PERSON = "person"
    EACH = "each"

    @property
    def label(self) -> str:
        return {
            Measure.HOUSEHOLD: "Mỗi hộ một dòng, cùng một mức",
            Measure.PERSON: "Mỗi hộ một dòng, mức nhân với số khẩu",
            Measure.EACH: "Mỗi người một dòng, cùng một mức",
        }[self]


@dataclass(frozen=True)
class Line:
    """One receiver. person_id None: the household, received by its head. paid_on None: not yet received."""

    household_id: int
    name: str
    hamlet: str = ""
    code: str = ""
    person_id: int | None = None
    amount: int | None = None
    in_kind: str = ""
    paid_on: date | None = None
    received_by: str = ""
    id: int | None = None


@dataclass(frozen=True)
class PaymentList:
    """policy: a code of the list of policies. period: in words ("quý III năm 2024")."""

    title: str
    policy: str = ""
    made_on: date | None = None
    period: str = ""
    note: str = ""
    lines: tuple[Line, ...] = ()
    uid: str = ""
    id: int | None = None

    @property
    def total(self) -> int:
        return total(self.lines)

    @property
    def paid(self) -> int:
        """How many lines are handed over."""
        return sum(line.paid_on is not None for line in self.lines)


def total(lines: Iterable[Line]) -> int:
    """Of all amounts; a line in kind without an amount adds nothing."""
    return sum(line.amount or 0 for line in lines)


def by_hamlet(lines: Iterable[Line]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Lines of each hamlet; they come in the commune's order of hamlets."""
    return tuple((name, tuple(group)) for name, group in groupby(lines, key=lambda line: line.hamlet))


def fault(one: PaymentList) -> str:
    """Why a list cannot be kept; empty when it can."""
    if not one.title:
        return "Chưa nhập tên danh sách."
    seen: set[tuple[int, int | None]] = set()
    for line in one.lines:
        key = (line.household_id, line.person_id)
        if key in seen:
            return f"{line.name} có hai dòng trong danh sách này."
        seen.add(key)
        if line.amount is not None and line.amount < 0:
            return f"{line.name}: số tiền không thể nhỏ hơn 0."
        if line.paid_on is not None and one.made_on is not None and line.paid_on < one.made_on:
            return f"{line.name}: ngày nhận ở trước ngày lập danh sách."
    return ""
