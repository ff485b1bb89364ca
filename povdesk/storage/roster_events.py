"""What happened to a household between two reviews (biến động), as rows of its own table."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, bindparam, select

from povdesk.domain.household import EventKind
from povdesk.domain.review import ReviewState
from povdesk.storage.act import Act
from povdesk.storage.tables import class_history, household_event, review

MISTAKEN = "Ghi nhầm"
"""Reason of leaving that is a correction of the roster, not something that happened."""

DIED = "Chết"

_COUNTED = (
    select(class_history.c.id).where(class_history.c.household_id == bindparam("household")).limit(1),
    select(review.c.id)
    .where(
        review.c.household_id == bindparam("household"),
        review.c.state.in_((str(ReviewState.CLOSED), str(ReviewState.RECOGNISED))),
    )
    .limit(1),
)


def note(
    act: Act,
    household_id: int,
    kind: EventKind,
    on: date,
    sizes: tuple[int, int],
    *,
    reason: str = "",
    note: str = "",
    person_id: int | None = None,
    other_id: int | None = None,
) -> None:
    """Keep one event. sizes: members before and after. other_id: the other household of a split or merge."""
    act.insert(
        household_event,
        {
            "household_id": household_id,
            "kind": str(kind),
            "happened_on": on,
            "person_id": person_id,
            "other_household_id": other_id,
            "size_before": sizes[0],
            "size_after": sizes[1],
            "reason": reason,
            "note": note,
        },
    )


def note_roster(
    act: Act,
    household_id: int,
    on: date,
    size: int,
    *,
    left: Iterable[tuple[int, str]],
    joined: Iterable[int],
) -> None:
    """One event for each member who left (person id, reason) or joined; size: members before."""
    for person_id, reason in left:
        if reason != MISTAKEN:
            kind = EventKind.MEMBER_DIED if reason == DIED else EventKind.MEMBER_LEFT
            note(act, household_id, kind, on, (size, size - 1), reason=reason, person_id=person_id)
        size -= 1
    for person_id in joined:
        note(act, household_id, EventKind.MEMBER_JOINED, on, (size, size + 1), person_id=person_id)
        size += 1


def is_on_record(connection: Connection, household_id: int) -> bool:
    """Has its size been counted once, so that a change needs an event? Before, the roster is being typed."""
    asked = {"household": household_id}
    return any(connection.execute(query, asked).first() is not None for query in _COUNTED)
