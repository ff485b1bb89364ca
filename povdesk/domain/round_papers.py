"""What the papers of a review round say: lists of households, minutes, wording; plain values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.household import Category


@dataclass(frozen=True)
class PaperMember:
    """One member as a list names him or her; born as known ("1980", "05/1980", "02/05/1980")."""

    name: str
    relation: str = ""
    born: str = ""
    ethnic_group: str = ""


@dataclass(frozen=True)
class PaperHousehold:
    """One household of a list. before: its class until now."""

    hamlet: str
    code: str
    head_name: str
    category: Category
    before: Category | None
    size: int
    income_points: int | None = None
    deprivation_points: int | None = None
    members: tuple[PaperMember, ...] = ()

    @property
    def note(self) -> str:
        """Poor until now and near-poor from now on: on two lists, so both say it."""
        if self.before is Category.POOR and self.category is Category.NEAR_POOR:
            return "Thoát nghèo, thành cận nghèo"
        return ""


@dataclass(frozen=True)
class RoundLists:
    """The four lists of a decision, and of a posting."""

    poor: tuple[PaperHousehold, ...] = ()
    near_poor: tuple[PaperHousehold, ...] = ()
    escaped: tuple[PaperHousehold, ...] = ()
    escaped_near: tuple[PaperHousehold, ...] = ()

    @property
    def named(self) -> tuple[tuple[str, tuple[PaperHousehold, ...]], ...]:
        """With the words of their titles."""
        return (
            ("hộ nghèo", self.poor),
            ("hộ cận nghèo", self.near_poor),
            ("hộ thoát nghèo", self.escaped),
            ("hộ thoát cận nghèo", self.escaped_near),
        )

    def of_hamlet(self, *names: str) -> "RoundLists":
        """Only the households of one hamlet, with or without its kind before the name."""
        return RoundLists(*(tuple(one for one in rows if one.hamlet in names) for _title, rows in self.named))


@dataclass(frozen=True)
class RoundFacts:
    """Of every paper of a round. number, signed_on: empty until the paper is signed. wording: by paper and
    part (D18.subject)."""

    year: int
    round_name: str
    identity: CommuneIdentity
    signer: Signer | None
    legal_basis: tuple[str, ...]
    lists: RoundLists
    wording: Mapping[str, tuple[str, ...]]
    is_sample: bool
    number: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class PostingFacts:
    """When and where the lists are up. hamlet: "thôn Trà Hoa", empty = of the whole commune."""

    posted_from: date | None = None
    posted_to: date | None = None
    places: str = ""
    hamlet: str = ""

    @property
    def is_complete(self) -> bool:
        """What the notice must say is known."""
        return bool(self.posted_from and self.posted_to and self.places.strip())


@dataclass(frozen=True)
class VoteFacts:
    """One household in the minutes. size: people in it, None when not known."""

    head_name: str
    computed: Category | None
    agreed: Category | None
    votes_for: int | None = None
    votes_against: int | None = None
    reason: str = ""
    size: int | None = None


@dataclass(frozen=True)
class MinutesFacts:
    """One hamlet's meeting as the minutes give it; what is not known prints as dots."""

    hamlet: str
    held_on: date | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    households_listed: int | None = None
    households_present: int | None = None
    attendance: tuple[tuple[str, int | None], ...] = ()
    content: str = ""
    disagreements: str = ""
    votes: tuple[VoteFacts, ...] = field(default=())


@dataclass(frozen=True)
class CertificateFacts:
    """One household's certificate. number, issued_on: empty until given. years: class and day by year;
    the boxes of later years are printed empty."""

    head_name: str
    ethnic_group: str
    id_number: str
    id_issued_on: date | None
    place: str
    members: tuple[PaperMember, ...]
    number: str = ""
    issued_on: date | None = None
    years: tuple[tuple[int, Category, date | None], ...] = ()
