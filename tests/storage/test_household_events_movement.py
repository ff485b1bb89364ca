"""Biến động in the movement tables: columns 4 and 8, hamlet by hamlet, and the identity holds."""

from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.household import Category, EventKind
from povdesk.domain.household_events import Happening
from povdesk.storage import movements
from povdesk.storage.household_events import Newcomer
from povdesk.storage.tables import class_history
from tests.storage.event_acts import DAY, ids, make_family, make_neighbours, split, write
from tests.storage.people import make_commune, make_person, open_year


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def family(database):
    kept = make_family(database)
    open_year(database)
    return kept


def tables(database):
    """T2 of the whole commune and of each hamlet, as columns 1 to 9 of households and of people."""
    with database.reading() as connection:
        report = movements.report(connection, 2024)
    assert not [check for check in report.checks if check.is_error]

    def columns(found):
        return tuple(
            tuple(row.column(number) for number in range(1, 10))
            for row in (found.poor.households, found.poor.people)
        )

    return columns(report.total.found), {unit.name: columns(unit.found) for unit in report.units}


def test_a_split_adds_a_household_in_column_8_and_moves_its_people_from_4_to_8(database, family):
    """One poor household of five becomes two, of two and of three people."""
    write(database, family.id, split(family))

    (households, people), _hamlets = tables(database)
    assert households == (1, 0, 0, 0, 0, 0, 0, 1, 2)
    assert people == (5, 0, 0, 3, 0, 0, 0, 3, 5)


def test_a_household_that_goes_is_in_column_4(database, family):
    write(database, family.id, Happening(EventKind.MOVED_OUT, DAY, "Chuyển đi tỉnh khác"))

    (households, people), _hamlets = tables(database)
    assert households == (1, 0, 0, 1, 0, 0, 0, 0, 0)
    assert people == (5, 0, 0, 5, 0, 0, 0, 0, 0)


def test_a_move_to_another_hamlet_leaves_the_one_and_comes_to_the_other(database, family):
    write(database, family.id, Happening(EventKind.MOVED_OUT, DAY, "Sang thôn khác", hamlet_id=2))

    (households, _people), hamlets = tables(database)
    assert hamlets["Trà Lạc"][0] == (1, 0, 0, 1, 0, 0, 0, 0, 0)
    assert hamlets["Trà Hoa"][0] == (0, 0, 0, 0, 0, 0, 0, 1, 1)
    assert households[0] == households[8] == 1


def test_a_household_that_moves_in_poor_is_not_newly_poor(database, family):
    event = Happening(EventKind.MOVED_IN, DAY, "Chuyển từ xã khác đến", hamlet_id=2, category=Category.POOR)
    write(database, None, event, newcomers=(Newcomer(make_person("Võ Văn Ninh")),))

    (households, people), _hamlets = tables(database)
    assert households == (1, 0, 0, 0, 0, 0, 0, 1, 2)
    assert people == (5, 0, 0, 0, 0, 0, 0, 1, 6)


def test_a_death_is_one_person_fewer_in_column_4_and_a_birth_one_more_in_8(database, family):
    write(
        database,
        family.id,
        Happening(EventKind.MEMBER_DIED, DAY, "Già yếu", (ids(family)["Đinh Thị Ương"],)),
    )
    (households, people), _hamlets = tables(database)
    assert households[3] == 0 and people == (5, 0, 0, 1, 0, 0, 0, 0, 4)

    for name in ("Hồ Văn Một", "Hồ Văn Hai"):
        born = Newcomer(make_person(name, born="1/5/2024"), "grandchild")
        write(database, family.id, Happening(EventKind.MEMBER_JOINED, DAY, "Mới sinh"), newcomers=(born,))
    (_households, people), _hamlets = tables(database)
    assert people == (5, 0, 0, 0, 0, 0, 0, 1, 6)


def test_a_poor_household_that_merges_into_one_that_is_not_leaves_the_list(database, family):
    neighbours = make_neighbours(database)
    write(database, family.id, Happening(EventKind.MERGED, DAY, "Về ở chung"), other_id=neighbours.id)

    (households, people), _hamlets = tables(database)
    assert households == (1, 0, 0, 1, 0, 0, 0, 0, 0)
    assert people == (5, 0, 0, 5, 0, 0, 0, 0, 0)


def test_the_class_carried_along_belongs_to_no_round(database, family):
    """It was not decided there: lists of a round stay as they were decided."""
    made = write(database, family.id, split(family))

    with database.reading() as connection:
        row = connection.execute(
            class_history.select().where(class_history.c.household_id == made.new_id)
        ).one()
    assert row.round_id is None and row.counted_from == date(2024, 5, 6)
