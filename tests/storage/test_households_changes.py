"""Who joins or leaves by the form is an event of the household once its size has been counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.household import Category, Household, Member
from povdesk.storage import households
from povdesk.storage.database import Database
from povdesk.storage.tables import household_event, person
from tests.storage.people import classed, keep, make_commune, make_household, make_person

BEGINNING = date(2022, 1, 1)
DAY = date(2024, 6, 1)


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def family(database: Database) -> Household:
    """Four people, poor since 2023."""
    kept = keep(
        database,
        make_household(
            "Hồ Văn Đào", ("Đinh Thị Ương", "wife"), ("Hồ Văn Con", "child"), ("Hồ Thị Út", "child")
        ),
        BEGINNING,
    )
    classed(database, kept, Category.POOR, 2022)
    return kept


def _ids(family: Household) -> list[int]:
    return [member.person.id or 0 for member in family.members]


def _events(database: Database, household_id: int | None) -> list[tuple[str, int, int, str]]:
    with database.reading() as connection:
        rows = connection.execute(
            household_event.select()
            .where(household_event.c.household_id == household_id)
            .order_by(household_event.c.id)
        ).all()
    return [(row.kind, row.size_before, row.size_after, row.reason) for row in rows]


def test_who_joins_and_leaves_a_counted_household_is_an_event(database: Database, family: Household) -> None:
    child = Member(make_person("Hồ Thị Mới", born="2024"), "child")
    wife, son, daughter = _ids(family)[1:]

    with database.writing() as act:
        households.save(
            act,
            replace(family, members=(family.members[0], child)),
            on=DAY,
            left={wife: "Chết", son: "Chuyển đi nơi khác", daughter: "Ghi nhầm"},
        )

    assert _events(database, family.id) == [
        ("member_died", 4, 3, "Chết"),
        ("member_left", 3, 2, "Chuyển đi nơi khác"),
        ("member_joined", 1, 2, ""),
    ]


def test_who_left_because_of_death_is_dead_on_record_and_the_others_are_not(
    database: Database, family: Household
) -> None:
    wife, son, daughter = _ids(family)[1:]
    with database.writing() as act:
        left = {wife: "Chết", son: "Chuyển đi nơi khác", daughter: "Ghi nhầm"}
        households.save(act, replace(family, members=family.members[:1]), on=DAY, left=left)

    with database.reading() as connection:
        died = {row.id: row.died_on for row in connection.execute(person.select())}
    assert (died[wife], died[son], died[daughter]) == (DAY, None, None)


def test_typing_a_roster_that_was_never_counted_is_no_event(database: Database) -> None:
    fresh = keep(database, make_household("Hồ Văn Mới", ("Hồ Thị Nhầm", "child")))

    keep(database, replace(fresh, members=fresh.members[:1]))

    assert _events(database, fresh.id) == []
