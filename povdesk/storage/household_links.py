"""Where a household comes from: split off another one, or moved here from another hamlet."""

from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.household import EventKind
from povdesk.domain.review import ReviewState
from povdesk.storage.tables import household_event, review, review_round

_COUNTED = (str(ReviewState.CLOSED), str(ReviewState.RECOGNISED))


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
