"""What would happen to each line of a file, with the reason; nothing is changed by knowing it."""

import enum
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from povdesk.domain.importing.cells import Level
from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.families import FileHousehold
from povdesk.domain.importing.register import KnownHousehold, KnownPerson
from povdesk.domain.importing.rows import At, Line
from povdesk.domain.vietnamese import format_number


class Verdict(enum.StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"
    IGNORED = "ignored"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Verdict.NEW: "Mới",
    Verdict.CHANGED: "Thay đổi",
    Verdict.SAME: "Không đổi",
    Verdict.DOUBTFUL: "Chờ quyết định",
    Verdict.REFUSED: "Không nhập",
    Verdict.IGNORED: "Bỏ qua",
}


class Change(NamedTuple):
    """One field of one line: what the register has and what the file says, as a person reads them."""

    field: str
    before: str
    after: str

    @property
    def words(self) -> str:
        return f"{self.field}: {self.before or '(trống)'} → {self.after}"


@dataclass(slots=True)
class RowVerdict:
    """number: of the row, as Excel counts. household: its head. values: kept while the line waits."""

    sheet: str
    number: int
    verdict: Verdict
    name: str
    household: str = ""
    hamlet: str = ""
    changes: tuple[Change, ...] = ()
    remarks: tuple[At, ...] = ()
    why: str = ""
    values: Mapping[Field, Any] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        return max((one.remark.level for one in self.remarks), default=Level.NOTE)

    @property
    def has_warning(self) -> bool:
        return self.level >= Level.WARNING

    @property
    def may_accept(self) -> bool:
        """It waits only because somebody else may be meant: the officer may say to take it."""
        doubts = [one.remark for one in self.remarks if one.remark.level >= Level.DOUBT]
        return self.verdict is Verdict.DOUBTFUL and all(one.may_accept for one in doubts)

    @property
    def explanation(self) -> str:
        """Everything there is to say, worst first, with row and column."""
        told = sorted(self.remarks, key=lambda one: -one.remark.level)
        parts = [self.why] if self.why else []
        parts += [one.words for one in told]
        parts += [one.words for one in self.changes]
        return "; ".join(parts)

    @property
    def sentence(self) -> str:
        return f"Dòng {self.number}: {self.explanation}" if self.explanation else f"Dòng {self.number}"


@dataclass
class MemberPlan:
    """A line that is to be taken; person None for somebody new."""

    line: Line
    person: KnownPerson | None = None
    changes: tuple[Change, ...] = ()


@dataclass
class HouseholdPlan:
    """A household to be added (known None) or brought up to date. changes: of the household itself.

    class_id: of the class row to be corrected; add_class: a row is to be added.
    """

    family: FileHousehold
    known: KnownHousehold | None
    members: list[MemberPlan]
    changes: tuple[Change, ...] = ()
    class_id: int | None = None
    add_class: bool = False
    add_before: bool = False

    @property
    def has_work(self) -> bool:
        if self.known is None:
            return bool(self.members)
        people = any(one.person is None or one.changes for one in self.members)
        return people or bool(self.changes) or self.add_class or self.add_before or self.class_id is not None


@dataclass
class Rehearsal:
    """rows: a verdict for every line that is not blank, in the file's order. year: of the list's closing.

    seq: the last act of the register it was compared with. new_hamlets: names to be added. unknown_hamlets:
    names of hamlets that keep new households waiting.
    """

    file_name: str
    sha256: str
    year: int
    seq: int
    rows: list[RowVerdict]
    plans: list[HouseholdPlan]
    new_hamlets: tuple[str, ...] = ()
    converted: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    notes: tuple[str, ...] = ()
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parked: frozenset[tuple[str, str]] = frozenset()
    unknown_hamlets: tuple[str, ...] = ()

    @property
    def counts(self) -> Counter[Verdict]:
        return Counter(row.verdict for row in self.rows)

    @property
    def to_park(self) -> list[RowVerdict]:
        """Doubtful rows that do not wait already."""
        return [
            row for row in self.rows if row.verdict is Verdict.DOUBTFUL and park_key(row) not in self.parked
        ]

    @property
    def has_work(self) -> bool:
        return any(plan.has_work for plan in self.plans) or bool(self.to_park)

    @property
    def new_households(self) -> int:
        return sum(plan.known is None and bool(plan.members) for plan in self.plans)

    def summary(self) -> str:
        """ "12 dòng mới, 3 thay đổi, ..." """
        counts = self.counts
        told = [
            f"{format_number(counts[one])} dòng {one.label.lower()}"
            for one in (Verdict.NEW, Verdict.CHANGED, Verdict.SAME, Verdict.DOUBTFUL, Verdict.REFUSED)
            if counts[one]
        ]
        return ", ".join(told) or "không có dòng dữ liệu nào"


def park_key(row: RowVerdict) -> tuple[str, str]:
    """The same doubt about the same line, whatever file it comes in again."""
    said = ";".join(f"{field}={value}" for field, value in sorted(row.values.items()))
    return said, "; ".join(one.remark.words for one in row.remarks if one.remark.level is Level.DOUBT)
