"""Households and the people in them, as the commune's register knows them."""

import enum
from dataclasses import dataclass, field
from datetime import date

from povdesk.domain.partial_date import PartialDate


class Area(enum.StrEnum):
    """Which income line applies (nông thôn, thành thị)."""

    RURAL = "rural"
    URBAN = "urban"


class Category(enum.StrEnum):
    """Poverty class of a household; UNDECIDED while anything it needs is unknown."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    NOT_POOR = "not_poor"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        """The words used on screen and paper."""
        return _CATEGORY_LABELS[self]


_CATEGORY_LABELS = {
    Category.POOR: "Hộ nghèo",
    Category.NEAR_POOR: "Hộ cận nghèo",
    Category.NOT_POOR: "Không nghèo",
    Category.UNDECIDED: "Chưa đủ dữ liệu",
}


class Sex(enum.StrEnum):
    """As printed on Mẫu 01: 1 nam, 2 nữ."""

    MALE = "male"
    FEMALE = "female"


class YesNo(enum.StrEnum):
    """A three-state fact; UNKNOWN is not NO."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class EventKind(enum.StrEnum):
    """What can happen to a household between two reviews (biến động)."""

    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    SPLIT = "split"
    MERGED = "merged"
    ENDED = "ended"
    HEAD_CHANGED = "head_changed"
    MEMBER_JOINED = "member_joined"
    MEMBER_LEFT = "member_left"
    MEMBER_DIED = "member_died"
    MEMBER_RETURNED = "member_returned"


@dataclass(frozen=True)
class Person:
    """One human being; lives for ever in the register, whatever household he or she is in."""

    full_name: str
    sex: Sex | None = None
    born: PartialDate | None = None
    id_number: str = ""
    id_issued_on: date | None = None
    ethnic_group: str = ""
    phone: str = ""
    died_on: date | None = None
    id: int | None = None
    uid: str = ""


@dataclass(frozen=True)
class MemberFacts:
    """What the review form says of one member; kept per review (decision 2).

    Codes come from the catalogues; an empty text means not answered.
    height_cm, weight_kg: as measured on measured_on. insured_until: last day of the card, None = none given.
    """

    health_insurance: YesNo = YesNo.UNKNOWN
    insurance_number: str = ""
    insured_until: date | None = None
    insurance_paid_by_budget: YesNo = YesNo.UNKNOWN
    studying: YesNo = YesNo.UNKNOWN
    school_level: str = ""
    education: str = ""
    training: str = ""
    trained: YesNo = YesNo.UNKNOWN
    certificate: YesNo = YesNo.UNKNOWN
    work_status: str = ""
    work_kind: str = ""
    contract: str = ""
    lasting_work: YesNo = YesNo.UNKNOWN
    able_to_work: YesNo = YesNo.UNKNOWN
    social_allowance: str = ""
    pension: str = ""
    disabled: YesNo = YesNo.UNKNOWN
    merit: YesNo = YesNo.UNKNOWN
    height_cm: float | None = None
    weight_kg: float | None = None
    measured_on: date | None = None
    malnourished: YesNo = YesNo.UNKNOWN
    need_job: YesNo = YesNo.UNKNOWN
    need_training: YesNo = YesNo.UNKNOWN
    need_production: YesNo = YesNo.UNKNOWN
    note: str = ""


@dataclass(frozen=True)
class Member:
    """A person's place in a household's roster, with the facts of the review at hand.

    relation: code of the catalogue `relations`; exactly one member has relation "head".
    """

    person: Person
    relation: str = ""
    joined_on: date | None = None
    facts: MemberFacts = field(default_factory=MemberFacts)
    membership_id: int | None = None

    @property
    def is_head(self) -> bool:
        return self.relation == HEAD


HEAD = "head"


@dataclass(frozen=True)
class Household:
    """A family registered in one hamlet. members: in roster order, the head included.

    area: None follows the commune's kind (xã rural, phường urban). code: shown to the officer, unique.
    """

    hamlet_id: int | None = None
    code: str = ""
    address: str = ""
    phone: str = ""
    area: Area | None = None
    note: str = ""
    members: tuple[Member, ...] = ()
    id: int | None = None
    uid: str = ""

    @property
    def head(self) -> Member | None:
        return next((member for member in self.members if member.is_head), None)

    @property
    def head_name(self) -> str:
        return self.head.person.full_name if self.head else ""

    @property
    def size(self) -> int:
        return len(self.members)
