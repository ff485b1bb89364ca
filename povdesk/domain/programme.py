"""The target programme's projects and the money for them, by kind of capital and source."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.domain.rule_data import Fields, Mistakes
from povdesk.domain.vietnamese import format_millions


class Capital(enum.StrEnum):
    """Kind of capital as budgets split it."""

    INVESTMENT = "investment"
    RECURRENT = "recurrent"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _CAPITAL_WORDS[self]


class Source(enum.StrEnum):
    """Where money comes from."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    CREDIT = "credit"
    BUSINESS = "business"
    PEOPLE = "people"
    FUND = "fund"

    @property
    def label(self) -> str:
        return _SOURCE_WORDS[self]

    @property
    def short_label(self) -> str:
        """As column heads print it."""
        return _SHORT_SOURCES.get(self, self.label)


_CAPITAL_WORDS = {
    Capital.INVESTMENT: "Vốn đầu tư",
    Capital.RECURRENT: "Vốn sự nghiệp",
    Capital.OTHER: "Vốn khác",
}
_SOURCE_WORDS = {
    Source.CENTRAL: "Ngân sách trung ương",
    Source.PROVINCE: "Ngân sách tỉnh",
    Source.DISTRICT: "Ngân sách huyện",
    Source.COMMUNE: "Ngân sách xã",
    Source.CREDIT: "Tín dụng",
    Source.BUSINESS: "Doanh nghiệp",
    Source.PEOPLE: "Người dân đóng góp",
    Source.FUND: "Quỹ Vì người nghèo",
}
_SHORT_SOURCES = {
    Source.CENTRAL: "NSTW",
    Source.PROVINCE: "NST",
    Source.DISTRICT: "NSH",
    Source.COMMUNE: "NSX",
}

SOURCES = {
    Capital.INVESTMENT: (Source.CENTRAL, Source.PROVINCE, Source.DISTRICT, Source.COMMUNE),
    Capital.RECURRENT: (Source.CENTRAL, Source.PROVINCE, Source.DISTRICT, Source.COMMUNE),
    Capital.OTHER: (Source.CREDIT, Source.BUSINESS, Source.PEOPLE, Source.FUND),
}
"""Which sources each kind of capital has."""


@dataclass(frozen=True)
class Project:
    """A project or sub-project; short_name is what papers print, the code never is."""

    code: str
    name: str
    short_name: str = ""
    parent: str = ""
    programme: str = ""
    position: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    id: int | None = None
    uid: str = ""

    @property
    def called(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True)
class BudgetLine:
    """Money of one project from one source in one year, in đồng; None: not known.

    disbursed: paid up to the day asked for.
    """

    year: int
    project: str
    capital: Capital
    source: Source
    planned: int | None = None
    allocated: int | None = None
    disbursed: int = 0
    note: str = ""
    id: int | None = None
    uid: str = ""


@dataclass(frozen=True)
class Disbursement:
    """One payment of a line, in đồng; negative takes a payment back."""

    paid_on: date
    amount: int
    evidence_number: str = ""
    note: str = ""
    id: int | None = None


@dataclass(frozen=True)
class Sums:
    """Money of several lines together."""

    planned: int = 0
    allocated: int = 0
    disbursed: int = 0

    @property
    def remaining(self) -> int:
        """Planned and not paid yet; negative when more was paid."""
        return self.planned - self.disbursed

    @property
    def share_paid(self) -> float | None:
        """Percent of the planned money that is paid; blank without a plan."""
        return 100 * self.disbursed / self.planned if self.planned else None


def projects_from(data: Mapping[str, Any], source: str) -> tuple[Project, ...]:
    """The projects of a programme's file, in its order; RuleDataUnreadable names all mistakes.

    A project without days of its own has those of the programme.
    """
    mistakes = Mistakes(source)
    fields = Fields(data, "", mistakes)
    programme = fields.text("code", "")
    fields.text("name", "")
    for told in ("source", "certainty", "note"):
        fields.text(told, "")
    begins, ends = fields.day("valid_from"), fields.day("valid_to")
    found = tuple(_project(row, programme, begins, ends) for row in fields.tables("project"))
    above = {one.code: one.parent for one in found}
    for one in found:
        if sum(other.code == one.code for other in found) > 1:
            mistakes.add(f"project {one.code}", "mã có hai lần")
        if above.get(one.parent):
            mistakes.add(f"project {one.code}", "tiểu dự án không nằm trong tiểu dự án khác")
    fields.finish()
    mistakes.raise_if_any()
    return found


def _project(row: Fields, programme: str, begins: date | None, ends: date | None) -> Project:
    made = Project(
        code=row.text("code"),
        name=row.text("name"),
        short_name=row.text("short_name", ""),
        parent=row.text("parent", ""),
        programme=programme,
        position=row.whole("position", 0) or 0,
        valid_from=row.day("valid_from") or begins,
        valid_to=row.day("valid_to") or ends,
    )
    row.text("certainty", "")
    if made.valid_from and made.valid_to and made.valid_to < made.valid_from:
        row.wrong("ngày kết thúc ở trước ngày bắt đầu")
    row.finish()
    return made


def summed(lines: Iterable[BudgetLine]) -> Sums:
    """All lines together; unknown amounts add nothing."""
    planned = allocated = disbursed = 0
    for line in lines:
        planned += line.planned or 0
        allocated += line.allocated or 0
        disbursed += line.disbursed
    return Sums(planned, allocated, disbursed)


def warning(planned: int | None, allocated: int | None, disbursed: int) -> str:
    """What to say of a line that goes beyond what was given; empty when it does not. Nothing is blocked."""
    if allocated is not None and disbursed > allocated:
        return "Chi vượt số giao"
    if planned is not None and disbursed > planned:
        return "Chi vượt kế hoạch"
    if planned is not None and allocated is not None and allocated > planned:
        return "Giao vượt kế hoạch"
    return ""


def sums_by_source(lines: Iterable[BudgetLine]) -> dict[tuple[Capital, Source], Sums]:
    """Money of every kind of capital and source that has a line, in the order of the budget's columns."""
    kept = list(lines)
    return {
        (capital, source): summed(found)
        for capital, sources in SOURCES.items()
        for source in sources
        if (found := [line for line in kept if (line.capital, line.source) == (capital, source)])
    }


def sums_by_project(projects: Sequence[Project], lines: Sequence[BudgetLine]) -> dict[str, Sums]:
    """Money of every project, that of its sub-projects included."""
    return {
        project.code: summed(line for line in lines if line.project in _family(project.code, projects))
        for project in projects
    }


def difference(lines: Iterable[BudgetLine], in_text: int | None) -> str:
    """What to say when the lines do not add up to the sum in the plan's text; empty when they do (CHK-06)."""
    if in_text is None:
        return ""
    total = summed(lines).planned
    if total == in_text:
        return ""
    return (
        f"Cộng các dòng kinh phí được {format_millions(total)},"
        f" lời văn kế hoạch ghi {format_millions(in_text)}."
    )


def _family(code: str, projects: Sequence[Project]) -> set[str]:
    return {code, *(project.code for project in projects if project.parent == code)}
