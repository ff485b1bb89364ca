"""How far each hamlet has come in a round, and the list to review as it is printed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from povdesk.domain.household import Category
from povdesk.domain.review import ReviewState
from povdesk.storage import meetings, movement_facts, recognition, rounds
from povdesk.storage.tables import hamlet


class BoardRow(NamedTuple):
    """One hamlet; every stage holds the keys of its households, so that a number can be opened.

    hamlet_id None: the whole commune. met_on: the day of its meeting. posted_to: last day of the posting.
    """

    hamlet_id: int | None
    name: str
    listed: tuple[int, ...]
    begun: tuple[int, ...]
    closed: tuple[int, ...]
    voted: tuple[int, ...]
    recognised: tuple[int, ...]
    met_on: date | None = None
    present: float | None = None
    posted_to: date | None = None

    @property
    def key(self) -> str:
        return str(self.hamlet_id or "")


def board(connection: Connection, round_id: int) -> tuple[BoardRow, ...]:
    """One row for each hamlet with a household on the list, in the commune's order; the sum last."""
    by_hamlet: dict[int, list[rounds.Listed]] = defaultdict(list)
    listed = rounds.listed(connection, round_id)
    votes = meetings.all_votes(connection, round_id, listed)
    for one in listed:
        by_hamlet[one.hamlet_id].append(one)
    posted = {one.hamlet_id: one.posted_to for one in meetings.postings(connection, round_id)}
    found = []
    order = select(hamlet.c.id, hamlet.c.name).order_by(hamlet.c.position, hamlet.c.name)
    for row in connection.execute(order).all():
        if row.id not in by_hamlet:
            continue
        held = meetings.of_hamlet(connection, round_id, row.id)
        voted = [line.household_id for line in votes[row.id] if line.vote.votes_for is not None]
        found.append(
            _row(row.id, row.name, by_hamlet[row.id], voted)._replace(
                met_on=held.held_on,
                present=held.share_present,
                posted_to=posted.get(row.id, posted.get(None)),
            )
        )
    return (*found, _sum(found))


class ToReview(NamedTuple):
    """One line of the list to review (Phụ lục I). before: its class until now. asked: it filed a request."""

    household_id: int
    hamlet_id: int
    hamlet: str
    code: str
    head_name: str
    size: int
    before: Category | None
    asked: bool
    state: ReviewState | None


def to_review(connection: Connection, round_id: int) -> tuple[ToReview, ...]:
    """The list of a round, hamlet by hamlet."""
    this = rounds.get(connection, round_id)
    before = recognition.classes_before(connection, this)
    codes = rounds.codes(connection)
    there = movement_facts.sizes(connection, this.last_day)
    order = select(hamlet.c.id, hamlet.c.name).order_by(hamlet.c.position, hamlet.c.name)
    names = {row.id: row.name for row in connection.execute(order)}
    places = list(names)
    found = [
        ToReview(
            one.household_id,
            one.hamlet_id,
            names[one.hamlet_id],
            codes[one.household_id],
            one.head_name,
            there.get(one.household_id, 0),
            before.get(one.household_id),
            one.source == rounds.REQUEST,
            one.state,
        )
        for one in rounds.listed(connection, round_id)
    ]
    return tuple(sorted(found, key=lambda one: places.index(one.hamlet_id)))


def _sum(rows: list[BoardRow]) -> BoardRow:
    return BoardRow(
        None,
        "Toàn xã",
        tuple(key for row in rows for key in row.listed),
        tuple(key for row in rows for key in row.begun),
        tuple(key for row in rows for key in row.closed),
        tuple(key for row in rows for key in row.voted),
        tuple(key for row in rows for key in row.recognised),
    )


def _row(hamlet_id: int, name: str, listed: Iterable[rounds.Listed], voted: Iterable[int]) -> BoardRow:
    there = list(listed)
    counted = (ReviewState.CLOSED, ReviewState.RECOGNISED)
    return BoardRow(
        hamlet_id,
        name,
        tuple(one.household_id for one in there),
        tuple(one.household_id for one in there if one.state is not None),
        tuple(one.household_id for one in there if one.state in counted),
        tuple(voted),
        tuple(one.household_id for one in there if one.state is ReviewState.RECOGNISED),
    )
