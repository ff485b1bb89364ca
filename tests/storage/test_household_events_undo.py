"""Biến động is taken back exactly, and whatever is written, nobody lives in two households."""

import contextlib
import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from povdesk.domain.household import EventKind
from povdesk.domain.household_events import Happening
from povdesk.storage import household_events, household_links, households
from povdesk.storage.household_events import EventRefused, Newcomer
from povdesk.storage.tables import household, membership, person
from tests.storage.event_acts import dump, events_of, look, make_family, make_neighbours, write
from tests.storage.people import make_commune, make_person, open_year


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def family(database):
    return make_family(database)


@pytest.fixture
def neighbours(database):
    return make_neighbours(database)


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_event_is_taken_back_exactly_as_it_was_before(database, family, neighbours, kind):
    open_year(database)
    where, event, more = events_of(family, neighbours)[kind]
    before = dump(database)
    shown = look(database, where, event, **more)

    write(database, where, event, **more)
    changed = dump(database)
    with database.writing() as act:
        action = act.undo(act.connection.exec_driver_sql("SELECT max(seq) FROM history").scalar())

    assert shown.sentences and not shown.problems
    assert changed != before
    assert dump(database) == before
    assert action == shown.title


@pytest.mark.parametrize("kind", list(EventKind))
def test_looking_at_an_event_changes_nothing(database, family, neighbours, kind):
    where, event, more = events_of(family, neighbours)[kind]
    before = dump(database)

    look(database, where, event, **more)

    assert dump(database) == before


STEPS = st.lists(
    st.tuples(
        st.sampled_from(list(EventKind)),
        st.integers(0, 5),
        st.integers(0, 5),
        st.integers(0, 30),
        st.integers(0, 280),
    ),
    min_size=1,
    max_size=10,
)


class TakenBack(Exception):
    """Ends an act without keeping it, so that the next example begins with the same register."""


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_after_any_sequence_of_events_everyone_lives_in_one_place_and_sizes_agree(
    database, family, neighbours, steps
):
    """Nobody is in two households on any day; each household's size is what its events tell."""
    with pytest.raises(TakenBack), database.writing() as act:
        for step in steps:
            where, event, more = some_event(act.connection, *step)
            with contextlib.suppress(EventRefused):
                household_events.apply(act, where, event, **more)
        everyone_is_in_one_place(act.connection)
        sizes_agree(act.connection)
        raise TakenBack


def some_event(connection, kind, first, second, third, days):
    """An event made of what is there now; it may be impossible."""
    keys = connection.execute(select(household.c.id).order_by(household.c.id)).scalars().all()
    everyone = connection.execute(select(person.c.id).order_by(person.c.id)).scalars().all()
    where, other = keys[first % len(keys)], keys[second % len(keys)]
    residents = households.get(connection, where).members
    someone = household_events.person_by_id(connection, everyone[third % len(everyone)])
    inside = [member.person.id for member in residents]
    chosen = tuple(key for place, key in enumerate(inside) if (third >> place) & 1)
    event = Happening(
        kind,
        date(2024, 1, 1) + timedelta(days=days),
        "Lý do",
        chosen,
        head_id=inside[second % len(inside)] if inside else None,
        new_head_id=chosen[0] if chosen else None,
        hamlet_id=1 + second % 2 if kind in (EventKind.MOVED_IN, EventKind.MOVED_OUT) else None,
    )
    newcomer = Newcomer(make_person("Hồ Văn Mới") if third % 3 == 0 else someone, "other")
    more = {}
    if kind in (EventKind.MEMBER_JOINED, EventKind.MEMBER_RETURNED, EventKind.MOVED_IN):
        more["newcomers"] = (newcomer,)
    if kind is EventKind.MERGED:
        more["other_id"] = other
    return (None if kind is EventKind.MOVED_IN else where), event, more


def everyone_is_in_one_place(connection):
    stays = connection.execute(
        select(membership).order_by(membership.c.person_id, membership.c.valid_from, membership.c.id)
    ).all()
    died = dict(connection.execute(select(person.c.id, person.c.died_on)).all())
    for before, after in itertools.pairwise(stays):
        if before.person_id == after.person_id and before.valid_from != before.valid_to:
            assert before.valid_to is not None and before.valid_to <= after.valid_from
    for row in stays:
        assert row.valid_to is not None or died[row.person_id] is None


def sizes_agree(connection):
    rows = connection.execute(select(household)).all()
    for row in rows:
        lines = household_links.timeline(connection, row.id)
        size = households.get(connection, row.id).size
        if lines:
            assert lines[0].size_after == size, row.code
            assert all(
                later.size_before == earlier.size_after for later, earlier in itertools.pairwise(lines)
            ), row.code
        for line in lines:
            then = households.get(connection, row.id, line.happened_on)
            assert sum(member.is_head for member in then.members) == (1 if then.size else 0)
            assert then.size in {other.size_after for other in lines if other.happened_on == line.happened_on}
        if row.ended_on is None:
            assert sum(member.is_head for member in households.get(connection, row.id).members) == 1
