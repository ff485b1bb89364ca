"""Closes the invented rounds of earlier years as a real one is closed: votes of the meetings, frozen list."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select

from povdesk.domain.review import RoundKind
from povdesk.storage import recognition, rounds
from povdesk.storage.act import Act
from povdesk.storage.demo.rows import Rows
from povdesk.storage.tables import household, meeting, meeting_vote, review


def close(act: Act, rows: Rows, years: Sequence[int]) -> None:
    """Everyone was voted on in the hamlet's meeting; then the list was frozen."""
    for year in years:
        this = rounds.of_kind(act.connection, year, RoundKind.PERIODIC)
        if this is None:
            continue
        _count_listed(act, this.id)
        held = _held(act, this.id)
        forms = act.connection.execute(
            select(review.c.household_id, review.c.computed, review.c.recognised, household.c.hamlet_id)
            .join(household, household.c.id == review.c.household_id)
            .where(review.c.round_id == this.id)
            .order_by(review.c.household_id)
        ).all()
        for form in forms:
            there = held.get(form.hamlet_id)
            if there is None:
                continue
            against = form.household_id % 4
            agreed = None if form.computed == form.recognised else form.recognised
            rows.add(
                meeting_vote,
                {
                    "meeting_id": there.id,
                    "household_id": form.household_id,
                    "agreed_category": agreed,
                    "votes_for": (there.households_present or 0) - against,
                    "votes_against": against,
                    "note": "Họp dân thống nhất theo thực tế" if agreed else "",
                },
            )
        rows.flush()
        recognition.freeze(act, this, recognition.proposal(act.connection, this.id))


def _held(act: Act, round_id: int) -> dict[int, Row[Any]]:
    rows = act.connection.execute(select(meeting).where(meeting.c.round_id == round_id))
    return {row.hamlet_id: row for row in rows}


def _count_listed(act: Act, round_id: int) -> None:
    """The minutes count the households that were voted on; four of five came."""
    counted = act.connection.execute(
        select(household.c.hamlet_id, func.count())
        .join(review, household.c.id == review.c.household_id)
        .where(review.c.round_id == round_id)
        .group_by(household.c.hamlet_id)
    )
    held = _held(act, round_id)
    for hamlet_id, listed in counted.all():
        if hamlet_id in held:
            values = {"households_listed": listed, "households_present": listed * 4 // 5}
            act.update(meeting, held[hamlet_id].id, values)
