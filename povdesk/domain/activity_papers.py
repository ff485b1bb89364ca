"""What the papers of the year's activities say: plain values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from povdesk.domain.commune import CommuneIdentity, Signer


@dataclass(frozen=True)
class Office:
    """Names for the head and the ending of a paper of the day. wording: by paper and part (D29.subject)."""

    day: date
    year: int
    identity: CommuneIdentity
    signer: Signer | None
    is_sample: bool
    wording: Mapping[str, tuple[str, ...]]
    printed_on: date | None = None
    """None = the day itself; figures of a past year are still printed today."""


@dataclass(frozen=True)
class FollowedHousehold:
    """One line of the register of poor households (sổ theo dõi hộ nghèo)."""

    hamlet: str
    code: str
    head_name: str
    birth_year: int | None
    size: int
    group: str
    since: date | None
    lacks: str
    reason: str
    cadre: str
    supports: int
    last_visit: date | None


@dataclass(frozen=True)
class FollowedSupport:
    """One line of the register of support (sổ theo dõi hỗ trợ)."""

    hamlet: str
    happened_on: date
    head_name: str
    code: str
    person: str
    kind: str
    result: str
    quantity: str
    amount: int | None
    source: str
    evidence_number: str
