"""The commune on paper: its names on a date, hamlets with their yearly totals, who signs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.hamlet_names import hamlet_words


@dataclass(frozen=True)
class CommuneIdentity:
    """The names printed in heads and endings, valid from a date to a date.

    drafting_unit: as in "Lưu: VT, VHXH". review_opinion_addressee: whose opinion the review results
    need, empty when unknown. hard_to_reach: "vùng khó khăn", None when not known. valid_to None: still in
    force.
    """

    name: str
    kind: str = "xã"
    district: str = ""
    province: str = ""
    place_name: str = ""
    drafting_unit: str = ""
    review_opinion_addressee: str = ""
    steering_committee: str = ""
    place_code: str = ""
    hard_to_reach: bool | None = False
    note: str = ""
    valid_from: date = date(2021, 1, 1)
    valid_to: date | None = None
    uid: str = ""

    @property
    def full_name(self) -> str:
        """ "xã Trà Lâm"."""
        return f"{self.kind} {self.name}"

    @property
    def committee(self) -> str:
        """ "Ủy ban nhân dân xã Trà Lâm"."""
        return f"Ủy ban nhân dân {self.full_name}"

    @property
    def agency_lines(self) -> tuple[str, str]:
        """The issuing body in a letterhead, in capitals."""
        return "ỦY BAN NHÂN DÂN", self.full_name.upper()

    @property
    def place(self) -> str:
        """The place before the date of a paper."""
        return self.place_name or self.name


@dataclass(frozen=True)
class Hamlet:
    """Thôn, bản, tổ dân phố; predecessor: the uid of the hamlet it came from."""

    name: str
    kind: str = "thôn"
    code: str = ""
    position: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    predecessor: str = ""
    chief_name: str = ""
    chief_phone: str = ""
    uid: str = ""

    @property
    def full_name(self) -> str:
        """ "thôn Trà Hoa"; with a number the common noun takes a capital: "Thôn 1"."""
        return hamlet_words(self.kind, self.name)


@dataclass(frozen=True)
class HamletTotal:
    """All residents of a hamlet at the closing of a year, typed; None: not yet known."""

    hamlet: str
    year: int
    households: int | None = None
    people: int | None = None
    minority_households: int | None = None
    children_under_16: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs; acting_for: empty, or "KT." when signing for the chairman."""

    full_name: str
    post: str = "Chủ tịch"
    acting_for: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    is_default: bool = False
    uid: str = ""

    @property
    def is_deputy(self) -> bool:
        return self.acting_for.startswith("KT")


def is_valid_on(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    """True inside the two dates, both included; an empty end is open."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def identity_on(identities: Iterable[CommuneIdentity], day: date) -> CommuneIdentity:
    """The commune's names on a paper of that date.

    Raises NotPossibleNow when no identity covers the day.
    """
    for identity in identities:
        if is_valid_on(day, identity.valid_from, identity.valid_to):
            return identity
    raise NotPossibleNow(
        f"Chưa có tên đơn vị cho ngày {day.day:02}/{day.month:02}/{day.year}.",
        "Vào Cài đặt, mục Đơn vị, thêm tên có hiệu lực vào ngày này.",
    )


def without_kind(name: str, kind: str) -> str:
    """ "Thôn Trà Hoa" of kind "thôn" is Trà Hoa: papers write the kind before the name themselves."""
    return name[len(kind) + 1 :].lstrip() if name.casefold().startswith(f"{kind.casefold()} ") else name


def hamlets_on(hamlets: Iterable[Hamlet], day: date) -> tuple[Hamlet, ...]:
    """The hamlets that exist on a day, in the commune's order."""
    there = [hamlet for hamlet in hamlets if is_valid_on(day, hamlet.valid_from, hamlet.valid_to)]
    return tuple(sorted(there, key=lambda hamlet: (hamlet.position, hamlet.name)))
