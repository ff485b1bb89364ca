"""What the forms of a household say, blank or filled: requests, phiếu A and B, the household's own sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.commune import CommuneIdentity
from povdesk.domain.household import Category, Household, MemberFacts
from povdesk.domain.requests import RequestKind
from povdesk.domain.review import Review
from povdesk.domain.standard import Standard
from povdesk.domain.why_household import ClassInForce

Names = Mapping[str, Mapping[str, str]]
"""The words of each code, by code list."""


@dataclass(frozen=True)
class FormOffice:
    """Of every form: the commune on the form's day and the code lists in use."""

    year: int
    day: date
    identity: CommuneIdentity
    is_sample: bool
    names: Names = field(default_factory=dict)

    def word(self, catalogue: str, code: str) -> str:
        """The words of a code; the code itself when its list no longer has it."""
        return self.names.get(catalogue, {}).get(code, code)


@dataclass(frozen=True)
class RequestForm:
    """Mẫu 01 (RECOGNISE) or Mẫu 04 (ESCAPE). household None: the empty form."""

    office: FormOffice
    kind: RequestKind
    household: Household | None = None
    hamlet: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ReviewForm:
    """Phiếu A or B of one household. household None: the empty form. review None: not filled in.

    inputs: B1 answers by question, those of the house included. last, last_inputs, last_facts: of the form
    of last_year, None without one. items: the officer's checklist of phiếu A.
    """

    office: FormOffice
    standard: Standard
    round_name: str
    household: Household | None = None
    hamlet: str = ""
    review: Review | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    last: Review | None = None
    last_year: int | None = None
    last_inputs: Mapping[str, str] = field(default_factory=dict)
    last_facts: Mapping[int, MemberFacts] = field(default_factory=dict)
    last_category: Category | None = None
    asked: bool = False
    items: tuple[CatalogueItem, ...] = ()


@dataclass(frozen=True)
class ReceivedSupport:
    """One support of the household or its people."""

    happened_on: date | None
    kind: str
    who: str
    result: str
    amount: int | None
    source: str
    state: str


@dataclass(frozen=True)
class Happened:
    """One event of the household (biến động)."""

    on: date
    words: str


@dataclass(frozen=True)
class Helper:
    """One cadre who helps the household. since, until: None where it is not known or goes on."""

    name: str
    unit: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class HouseholdSheet:
    """D23: all that the register holds of one household. household None: the empty sheet.

    identity: full identity numbers are printed. printed_on: None = the day of the facts.
    forms: year, class counted and points of each closed form.
    """

    office: FormOffice
    household: Household | None = None
    hamlet: str = ""
    identity: bool = False
    standard: Standard | None = None
    review: Review | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    classes: tuple[ClassInForce, ...] = ()
    forms: tuple[tuple[str, Review], ...] = ()
    events: tuple[Happened, ...] = ()
    supports: tuple[ReceivedSupport, ...] = ()
    helpers: tuple[Helper, ...] = ()
    printed_on: date | None = None
