"""Closes the invented rounds of earlier years as a real one is closed: votes of the meetings, frozen list."""

from collections.abc import Sequence

from sqlalchemy import select

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
        held = {
            row.hamlet_id: row
            for row in act.connection.execute(select(meeting).where(meeting.c.round_id == this.id))
        }
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
