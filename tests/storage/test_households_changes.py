"""What happens to households between reviews: they end, merge, split, arrive; people are never lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import HEAD, Category, EventKind, Household, Member
from povdesk.storage import checks, household_changes, household_list, households
from povdesk.storage.act import last_act
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


def _listed(database: Database, day: date) -> list[str]:
    with database.reading() as connection:
        return [row.head_name for row in household_list.rows(connection, day.year, day)]


def _get(database: Database, key: int | None, on: date | None = None) -> Household:
    with database.reading() as connection:
        return households.get(connection, key or 0, on)


def _undo(database: Database) -> None:
    with database.reading() as connection:
        found = last_act(connection)
    assert found is not None
    with database.writing() as act:
        act.undo(found[0])


def _state(database: Database, *keys: int | None) -> list[Any]:
    return [(_get(database, key), _events(database, key)) for key in keys]


def test_a_household_that_moves_out_stays_in_the_lists_before(database: Database, family: Household) -> None:
    with database.writing() as act:
        household_changes.end(act, family.id or 0, EventKind.MOVED_OUT, DAY)

    assert _listed(database, date(2024, 5, 31)) == ["Hồ Văn Đào"]
    assert _listed(database, DAY) == []
    assert _get(database, family.id).members == ()
    assert _get(database, family.id, date(2024, 5, 31)).size == 4
    assert _events(database, family.id) == [("moved_out", 4, 0, "Chuyển đi nơi khác")]
    with database.reading() as connection:
        assert checks.check(connection) == ()


def test_a_merged_household_brings_its_people_and_the_old_head_stays_head(
    database: Database, family: Household
) -> None:
    elder = keep(database, make_household("Hồ Thị Già"), BEGINNING)

    with database.writing() as act:
        household_changes.merge(
            act, elder.id or 0, family.id or 0, DAY, {elder.members[0].person.id or 0: "mother"}
        )

    together = _get(database, family.id)
    assert [(m.person.full_name, m.relation) for m in together.members][-1] == ("Hồ Thị Già", "mother")
    assert together.head_name == "Hồ Văn Đào"
    assert together.members[-1].person == elder.members[0].person
    assert _get(database, elder.id).members == ()
    assert _events(database, elder.id) == [("merged", 1, 0, "Nhập vào hộ TL-001")]
    assert _events(database, family.id) == [("merged", 4, 5, "Hộ TL-002 nhập vào")]


def test_a_split_makes_a_household_of_people_who_stay_the_same_people(
    database: Database, family: Household
) -> None:
    _, _, son, sister = _ids(family)

    with database.writing() as act:
        made = household_changes.split(
            act, family.id or 0, [son, sister], son, DAY, {sister: "younger_sibling"}
        )

    assert [(m.person.full_name, m.relation) for m in made.members] == [
        ("Hồ Văn Con", HEAD),
        ("Hồ Thị Út", "younger_sibling"),
    ]
    assert made.code == "TL-002"
    assert _get(database, family.id).size == 2
    assert _get(database, family.id, date(2024, 5, 31)).size == 4
    assert _events(database, family.id) == [("split", 4, 2, "Tách ra hộ TL-002")]
    assert _events(database, made.id) == [("split", 0, 2, "Tách từ hộ TL-001")]
    with database.reading() as connection:
        assert len(connection.execute(person.select()).all()) == 4
        assert checks.check(connection) == ()


def test_each_change_is_taken_back_by_one_undo(database: Database, family: Household) -> None:
    elder = keep(database, make_household("Hồ Thị Già"), BEGINNING)
    before = _state(database, family.id, elder.id)
    son = _ids(family)[2]
    acts = (
        lambda act: household_changes.end(act, family.id or 0, EventKind.ENDED, DAY),
        lambda act: household_changes.merge(act, elder.id or 0, family.id or 0, DAY),
        lambda act: household_changes.split(act, family.id or 0, [son], son, DAY),
        lambda act: household_changes.arrive(act, elder.id or 0, DAY),
    )
    for work in acts:
        with database.writing() as act:
            work(act)  # type: ignore[no-untyped-call]
        assert _state(database, family.id, elder.id) != before
        _undo(database)
        assert _state(database, family.id, elder.id) == before


def test_the_head_cannot_be_split_off(database: Database, family: Household) -> None:
    head, wife, *_ = _ids(family)

    with pytest.raises(InvalidInput, match="Chủ hộ cũ phải ở lại"), database.writing() as act:
        household_changes.split(act, family.id or 0, [head, wife], wife, DAY)
    with pytest.raises(InvalidInput, match="Chưa chọn người"), database.writing() as act:
        household_changes.split(act, family.id or 0, [], wife, DAY)


@pytest.mark.parametrize("day", [date(2024, 10, 16), date(2021, 12, 31)])
def test_a_day_that_cannot_be_is_refused(database: Database, family: Household, day: date) -> None:
    with pytest.raises(InvalidInput), database.writing() as act:
        household_changes.end(act, family.id or 0, EventKind.MOVED_OUT, day)

    assert _events(database, family.id) == []


def test_a_household_that_is_gone_does_not_go_twice(database: Database, family: Household) -> None:
    with database.writing() as act:
        household_changes.end(act, family.id or 0, EventKind.ENDED, DAY)

    with pytest.raises(NotPossibleNow, match="thôi theo dõi từ ngày 01/06/2024"), database.writing() as act:
        household_changes.end(act, family.id or 0, EventKind.MOVED_OUT, DAY)


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


def test_typing_a_roster_that_was_never_counted_is_no_event(database: Database) -> None:
    fresh = keep(database, make_household("Hồ Văn Mới", ("Hồ Thị Nhầm", "child")))

    keep(database, replace(fresh, members=fresh.members[:1]))

    assert _events(database, fresh.id) == []
