"""A household's course: what happened to it, and which household it comes from."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from povdesk.domain.household import EventKind
from povdesk.domain.review import ReviewState
from povdesk.storage.tables import household, household_event, person, review, review_round

_COUNTED = (str(ReviewState.CLOSED), str(ReviewState.RECOGNISED))


class EventLine(NamedTuple):
    """One line of a household's course. other: the household it happened with, person: to whom."""

    happened_on: date
    kind: EventKind
    person: str
    other_id: int | None
    other: str
    size_before: int | None
    size_after: int | None
    reason: str
    note: str


def timeline(connection: Connection, household_id: int) -> tuple[EventLine, ...]:
    """What happened to a household, the latest first."""
    other = household.alias("other")
    rows = connection.execute(
        select(household_event, person.c.full_name, other.c.head_name, other.c.code)
        .outerjoin(person, person.c.id == household_event.c.person_id)
        .outerjoin(other, other.c.id == household_event.c.other_household_id)
        .where(household_event.c.household_id == household_id)
        .order_by(household_event.c.happened_on.desc(), household_event.c.id.desc())
    )
    return tuple(
        EventLine(
            row.happened_on,
            EventKind(row.kind),
            row.full_name or "",
            row.other_household_id,
            f"{row.head_name} ({row.code})" if row.code else "",
            row.size_before,
            row.size_after,
            row.reason,
            row.note,
        )
        for row in rows
    )


def origin(connection: Connection, household_id: int) -> int | None:
    """The household that this one was part of before it had a record of its own."""
    found = connection.execute(
        select(household_event.c.other_household_id)
        .where(
            household_event.c.household_id == household_id,
            household_event.c.kind.in_([str(EventKind.SPLIT), str(EventKind.MOVED_IN)]),
            household_event.c.size_before == 0,
            household_event.c.other_household_id.is_not(None),
        )
        .order_by(household_event.c.happened_on, household_event.c.id)
        .limit(1)
    ).scalar()
    return int(found) if found is not None else None


def origin_form(connection: Connection, household_id: int, year: int) -> tuple[int, int] | None:
    """Key and year of the newest counted form of the household it comes from, up to that year."""
    seen = {household_id}
    before = origin(connection, household_id)
    while before is not None and before not in seen:
        seen.add(before)
        row: Any = connection.execute(
            select(review.c.id, review_round.c.year)
            .join(review_round, review_round.c.id == review.c.round_id)
            .where(
                review.c.household_id == before,
                review.c.state.in_(_COUNTED),
                review_round.c.year <= year,
            )
            .order_by(review_round.c.year.desc(), review.c.reviewed_on.desc(), review.c.id.desc())
            .limit(1)
        ).first()
        if row is not None:
            return row.id, row.year
        before = origin(connection, before)
    return None
