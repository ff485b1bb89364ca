"""What the office's own papers of a round say: plan, steering committee, invitation, minutes, submission."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.household import Category


@dataclass(frozen=True)
class OfficePaper:
    """Names on the paper's day, wording filled in. bases: texts in force, without "Căn cứ"."""

    year: int
    day: date
    identity: CommuneIdentity
    signer: Signer | None
    wording: Mapping[str, tuple[str, ...]]
    is_sample: bool
    bases: tuple[str, ...] = ()
    round_name: str = ""
    committee_name: str = ""
    """The steering committee of the review, as papers call it."""


@dataclass(frozen=True)
class HamletCalendar:
    """One hamlet in the plan. in_charge: names with posts. Dates that are not known yet are None."""

    hamlet: str
    households: int
    asked: int
    in_charge: tuple[str, ...] = ()
    survey_until: date | None = None
    meeting_on: date | None = None
    meeting_until: date | None = None
    posted_from: date | None = None
    posted_to: date | None = None


@dataclass(frozen=True)
class PlanStep:
    """One step of the procedure with its date."""

    name: str
    actor: str
    output: str
    due_on: date | None


@dataclass(frozen=True)
class RoundPlan:
    """D08: what differs from round to round; the text is in shared.wording."""

    shared: OfficePaper
    starts: date
    ends: date | None
    hamlets: tuple[HamletCalendar, ...]
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True)
class BoardMember:
    """One who sits on the steering committee; an empty name prints as a line to fill in."""

    name: str = ""
    post: str = ""
    part: str = "Thành viên"


@dataclass(frozen=True)
class SurveyTeam:
    """Tổ rà soát of one hamlet."""

    hamlet: str
    members: tuple[BoardMember, ...] = ()


@dataclass(frozen=True)
class Board:
    """D09."""

    shared: OfficePaper
    members: tuple[BoardMember, ...]
    teams: tuple[SurveyTeam, ...]


@dataclass(frozen=True)
class Invitation:
    """D10 for one hamlet. households: invited by the list."""

    shared: OfficePaper
    hamlet: str
    households: int
    held_on: date | None = None
    place: str = ""
    chair: str = ""


@dataclass(frozen=True)
class ListedFamily:
    """One line of D12. standing: its class until now, None when it only asked."""

    head_name: str
    size: int | None
    standing: Category | None
    asked: bool
    asked_on: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class ListedHamlet:
    """One hamlet of D12 with those who sign."""

    hamlet: str
    families: tuple[ListedFamily, ...]
    chief: str = ""


@dataclass(frozen=True)
class RoundList:
    """D12."""

    shared: OfficePaper
    hamlets: tuple[ListedHamlet, ...]


@dataclass(frozen=True)
class HamletResult:
    """One hamlet's result: households and people of each of the four lists, in the lists' order."""

    hamlet: str
    households: tuple[int, int, int, int]
    people: tuple[int, int, int, int]


@dataclass(frozen=True)
class RoundResult:
    """D15 (steering committee) and D17. complaints: how many; addressees: empty when not known."""

    shared: OfficePaper
    hamlets: tuple[HamletResult, ...]
    total: HamletResult
    forms: int
    listed: int
    meetings: int
    posted: tuple[date | None, date | None]
    complaints: int
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True)
class Objection:
    """One objection with its second look."""

    complainant: str
    content: str
    received_on: date | None
    household: str
    rechecked_on: date | None
    result: str


@dataclass(frozen=True)
class Recheck:
    """D15-PT. objection None: the empty form."""

    shared: OfficePaper
    objection: Objection | None
    hamlet: str = ""
    computed: Category | None = None
    put_forward: Category | None = None


@dataclass(frozen=True)
class PostingEnd:
    """D15-NY of one hamlet or of the commune."""

    shared: OfficePaper
    where: str
    posted_from: date | None
    posted_to: date | None
    places: str
    counts: tuple[tuple[str, int], ...]
    objections: tuple[Objection, ...]
