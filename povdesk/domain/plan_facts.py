"""What a plan's paper and its checks need besides the plan: figures, hamlets, money, names, all as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.indicator import Figure, Measured
from povdesk.domain.legal_acts import LegalAct
from povdesk.domain.plan_template import DatedName, KeptWording


@dataclass(frozen=True)
class HamletRow:
    """A line of the annex by hamlet; None: not known, printed blank.

    The opening is the closing of the year before, its shares are of that year's households.
    """

    name: str
    households: int | None = None
    minority_households: int | None = None
    poor: int | None = None
    near_poor: int | None = None
    poor_cut: int | None = None
    near_poor_cut: int | None = None
    in_charge: str = ""
    note: str = ""


@dataclass(frozen=True)
class PlanProject:
    """A project of the programme; short_name is what papers print, the code never is."""

    code: str
    name: str
    short_name: str = ""
    parent: str = ""

    @property
    def called(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True)
class BudgetAmount:
    """Planned money in đồng of one project, kind of capital and source."""

    project: str
    capital: str
    source: str
    planned: int


@dataclass(frozen=True)
class PlanFacts:
    """All of it, fetched once for a plan and a day.

    progress_on: the day of the column "Thực hiện đến ngày …". figures: the plan's indicators. others: the
    rest in use, which an office's own text neither aims at nor names; their numbers can be linked into it.
    """

    identity: CommuneIdentity
    day: date
    progress_on: date
    signer: Signer | None = None
    hamlets: tuple[HamletRow, ...] = ()
    figures: tuple[Figure, ...] = ()
    others: tuple[Figure, ...] = ()
    projects: tuple[PlanProject, ...] = ()
    budget: tuple[BudgetAmount, ...] = ()
    names: tuple[DatedName, ...] = ()
    kept: tuple[KeptWording, ...] = ()
    acts: tuple[LegalAct, ...] = ()
    minority_opening: Measured | None = None
    """Poor households among ethnic-minority households at the opening (for IND-04)."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Linked numbers by code, see plan_links.link_values."""

    def figure(self, code: str) -> Figure | None:
        return next((figure for figure in (*self.figures, *self.others) if figure.code == code), None)

    def project(self, code: str) -> PlanProject | None:
        return next((project for project in self.projects if project.code == code), None)

    def is_led_by(self, leads: tuple[str, ...], project: str) -> bool:
        """True when the project, or the one it is part of, is among the leads."""
        found = self.project(project)
        return project in leads or bool(found and found.parent and found.parent in leads)


def summed(values: list[int | None]) -> int | None:
    """The sum, or None while a part is unknown: a total with a hole would be false."""
    known = [value for value in values if value is not None]
    return sum(known) if values and len(known) == len(values) else None
