"""What the papers about helping families say: plain values, wording included."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from povdesk.domain.assignment import ExitFamily, Family, LandFamily
from povdesk.domain.commune import CommuneIdentity, Signer


@dataclass(frozen=True)
class WordingPart:
    """A heading with its paragraphs; with_facts: the numbers of the assignment stand here."""

    heading: str
    body: tuple[str, ...] = ()
    parts: tuple["WordingPart", ...] = ()
    with_facts: bool = False


@dataclass(frozen=True)
class PlanWording:
    """The words of D06, filled with the commune and the year."""

    subject: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    recipients: tuple[str, ...]
    sections: tuple[WordingPart, ...]


@dataclass(frozen=True)
class Office:
    """What every one of these papers needs. plan_number, plan_signed_on: of the year's plan once issued."""

    year: int
    day: date
    printed_on: date
    identity: CommuneIdentity
    signer: Signer | None
    is_sample: bool
    plan_symbol: str = "KH-UBND"
    plan_number: str = ""
    plan_signed_on: date | None = None


@dataclass(frozen=True)
class AssignmentFacts:
    """D06. families: of the day, with helps; exits: ids of those that registered to leave poverty."""

    office: Office
    wording: PlanWording
    families: tuple[Family, ...]
    exits: frozenset[int] = frozenset()

    @property
    def assigned(self) -> tuple[Family, ...]:
        """Those that somebody helps on the day."""
        return tuple(one for one in self.families if one.helpers_on(self.office.day))

    @property
    def left_over(self) -> int:
        """Poor and near-poor families without anybody."""
        return sum(one.is_listed and not one.helpers_on(self.office.day) for one in self.families)

    @property
    def cadres(self) -> int:
        """How many people help."""
        day = self.office.day
        return len({help_.cadre_id for one in self.families for help_ in one.helpers_on(day)})


@dataclass(frozen=True)
class ExitFacts:
    """D07."""

    office: Office
    title: str
    families: tuple[ExitFamily, ...]


@dataclass(frozen=True)
class LandFacts:
    """D36. unanswered: families whose form does not say whether they have land."""

    office: Office
    title: str
    note: str
    families: Sequence[LandFamily]
    unanswered: int = 0
