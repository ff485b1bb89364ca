"""Reporting periods: a day that is reported on, what is frozen of it, and the officer's words about it."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.dashboard import Dashboard
from povdesk.domain.programme import BudgetLine, Project
from povdesk.domain.vietnamese import short_date


class PeriodKind(enum.StrEnum):
    """Why a day is reported on."""

    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    ROUND = "round"
    OWN = "own"

    @property
    def label(self) -> str:
        return _KIND_WORDS[self]


_KIND_WORDS = {
    PeriodKind.HALF: "6 tháng đầu năm",
    PeriodKind.NINE_MONTHS: "9 tháng",
    PeriodKind.YEAR: "Cả năm",
    PeriodKind.ROUND: "Kỳ rà soát",
    PeriodKind.OWN: "Kỳ khác",
}

REMARKS = {
    "addressees": "Kính gửi",
    "results": "Kết quả nổi bật",
    "strengths": "Ưu điểm",
    "limits": "Tồn tại, hạn chế",
    "causes": "Nguyên nhân",
    "next": "Phương hướng, nhiệm vụ kỳ tới",
    "proposals": "Đề xuất, kiến nghị",
}
"""The officer's own words in the report, by part; one line is one paragraph or item."""


@dataclass(frozen=True)
class Period:
    """One period. frozen_at: local time as it was frozen, empty while it is not. by: who froze it."""

    name: str
    year: int
    kind: PeriodKind
    as_of: date
    frozen_at: str = ""
    by: str = ""
    remarks: Mapping[str, str] = field(default_factory=dict)
    id: int | None = None
    uid: str = ""

    @property
    def is_frozen(self) -> bool:
        return bool(self.frozen_at)

    @property
    def frozen_on(self) -> date | None:
        return date.fromisoformat(self.frozen_at[:10]) if self.frozen_at else None

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.frozen_on is not None:
            return f"Đã chốt ngày {short_date(self.frozen_on)}"
        return "Chưa chốt" if self.id is not None else "Đề xuất"

    @property
    def called(self) -> str:
        """Inside a sentence or a title: "6 tháng đầu năm 2024"."""
        match self.kind:
            case PeriodKind.HALF:
                return f"6 tháng đầu năm {self.year}"
            case PeriodKind.NINE_MONTHS:
                return f"9 tháng năm {self.year}"
            case PeriodKind.YEAR:
                return f"năm {self.year}"
            case _:
                return f"đến ngày {short_date(self.as_of)}"


def proposed(
    year: int, known: Iterable[Period] = (), round_closings: Iterable[tuple[str, date]] = ()
) -> tuple[Period, ...]:
    """The periods a year usually has that are not there yet. round_closings: name and decision's day."""
    there = tuple(known)
    kinds = {one.kind for one in there}
    found = [
        Period(name, year, kind, day)
        for name, kind, day in (
            (f"6 tháng đầu năm {year}", PeriodKind.HALF, date(year, 6, 30)),
            (f"9 tháng năm {year}", PeriodKind.NINE_MONTHS, date(year, 9, 30)),
            (f"Cả năm {year}", PeriodKind.YEAR, date(year, 12, 31)),
        )
        if kind not in kinds
    ]
    rounds = {one.as_of for one in there if one.kind is PeriodKind.ROUND}
    found += [Period(name, year, PeriodKind.ROUND, day) for name, day in round_closings if day not in rounds]
    return tuple(sorted(found, key=lambda one: one.as_of))


@dataclass(frozen=True)
class SupportLine:
    """Support completed in the year up to the day, of one kind under one project; amounts in đồng."""

    project: str
    kind: str
    times: int
    households: int
    people: int
    amount: int


@dataclass(frozen=True)
class PeriodContent:
    """Everything a report of the day says, so that it is drawn again from this alone.

    dashboard: indicators, big numbers, hamlets. standards: names of the poverty standards in use.
    leads: who leads an indicator by the plan, by its code. wording: sentences of the report, by part.
    """

    dashboard: Dashboard
    identity: CommuneIdentity
    signer: Signer | None = None
    projects: tuple[Project, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    support: tuple[SupportLine, ...] = ()
    standards: tuple[str, ...] = ()
    leads: Mapping[str, str] = field(default_factory=dict)
    wording: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ClosedYear:
    """A year that only can be looked at."""

    year: int
    closed_at: str
    by: str = ""

    @property
    def words(self) -> str:
        day = short_date(date.fromisoformat(self.closed_at[:10]))
        return f"Năm {self.year} đã khóa ngày {day}: chỉ xem, không ghi thêm."
