"""Giấy xác nhận: who is confirmed to be in which class, by which decision, for what and until when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.household import Category, Member
from povdesk.domain.why_household import ClassInForce
from povdesk.domain.wording import Lines

SYMBOL = "GXN-UBND"
KIND = "GXN"
LISTED = (Category.POOR, Category.NEAR_POOR)


@dataclass(frozen=True)
class Standing:
    """What can be confirmed. words: "hộ nghèo"; found: the class and the decision it rests on."""

    words: str
    found: ClassInForce


@dataclass(frozen=True)
class ConfirmationFacts:
    """One household at the counter. standing: None when there is nothing to confirm; reason says why.

    lines: what the paper says, with names in braces.
    """

    household_id: int
    household_uid: str
    day: date
    identity: CommuneIdentity
    signers: tuple[Signer, ...]
    is_sample: bool
    code: str
    head_name: str
    place: str
    members: tuple[Member, ...]
    standing: Standing | None
    reason: str = ""
    lines: Lines = field(default_factory=dict)


@dataclass(frozen=True)
class Wording:
    """What the officer chose for one paper. number, signed_on: empty until given."""

    person_id: int
    purpose: str = ""
    valid_until: date | None = None
    signer: Signer | None = None
    number: str = ""
    signed_on: date | None = None


def standing(classes: Sequence[ClassInForce], day: date, exit_months: int) -> Standing | None:
    """What the decisions up to a day allow to confirm. classes: the latest first.

    Poor or near-poor now; or escaped not longer than exit_months ago, by the first decision after it.
    """
    if not classes:
        return None
    if classes[0].category in LISTED:
        return Standing(classes[0].category.label.lower(), classes[0])
    for after, before in pairwise(classes):
        if before.category in LISTED:
            if not _is_recent(after.since, day, exit_months):
                return None
            left = "nghèo" if before.category is Category.POOR else "cận nghèo"
            return Standing(f"hộ mới thoát {left}", after)
    return None


def _is_recent(since: date, day: date, months: int) -> bool:
    return (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day) < months
