"""What the public notice of resources (D28) and the reminding letter (D25) say, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.donation import Donation
from povdesk.domain.task_report import Reminder

UNNAMED = "Chưa ghi nguồn"
"""Source of help that names none."""

Wording = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ReceivedHelp:
    """One help for one household, person or hamlet. head: of the household when somebody else received it.

    household: the key that counts households; None for a hamlet.
    """

    receiver: str
    head: str
    hamlet: str
    content: str
    quantity: str
    amount: int | None
    source: str
    given_on: date
    state: str = ""
    household: int | None = None


@dataclass(frozen=True)
class PaperFacts:
    """What both papers share. wording: the officer's or the shipped lines, filled in."""

    year: int
    day: date
    identity: CommuneIdentity
    signer: Signer | None
    wording: Wording
    is_sample: bool


@dataclass(frozen=True)
class ResourcesFacts:
    """D28. hamlet: the only hamlet listed, empty for the whole commune."""

    shared: PaperFacts
    helps: tuple[ReceivedHelp, ...]
    gifts: tuple[Donation, ...]
    hamlet: str = ""


@dataclass(frozen=True)
class ReminderFacts:
    """D25."""

    shared: PaperFacts
    reminders: tuple[Reminder, ...]


@dataclass(frozen=True)
class SourceSum:
    """Help from one source: how often, for how many households, how much money."""

    source: str
    helps: int
    households: int
    amount: int


def by_source(helps: Sequence[ReceivedHelp]) -> tuple[SourceSum, ...]:
    """The largest sum first, what names no source last; together the same money as the list's total."""
    inside: dict[str, list[ReceivedHelp]] = {}
    for one in helps:
        inside.setdefault(one.source, []).append(one)
    sums = (
        SourceSum(source, len(found), households_in(found), sum(one.amount or 0 for one in found))
        for source, found in inside.items()
    )
    return tuple(sorted(sums, key=lambda one: (one.source == UNNAMED, -one.amount, one.source)))


def households_in(helps: Sequence[ReceivedHelp]) -> int:
    """Each household once."""
    return len({one.household for one in helps if one.household is not None})
