"""Doubled records are found, kept apart for good or merged in one act that can be taken back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import HEAD, Household, Member, Sex
from povdesk.storage import duplicate_merging, duplicates, households, search
from povdesk.storage.act import last_act
from povdesk.storage.tables import household, membership, person, support_event
from tests.storage.event_acts import BEGINNING, dump, now
from tests.storage.people import keep, make_commune, make_household, make_person

TODAY = date(2024, 10, 15)


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


def home(head="Hồ Văn Đào", *members: Member, hamlet=1) -> Household:
    people = (Member(make_person(head, born="1950"), HEAD), *members)
    return Household(hamlet_id=hamlet, members=people)


def mai(born="5/6/2001", **more):
    return Member(make_person("Hồ Thị Mai", born=born, sex=Sex.FEMALE, **more), "child")


@pytest.fixture
def twice(database):
    """Hồ Thị Mai stands in her parents' household and in her husband's."""
    first = keep(database, home("Hồ Văn Đào", mai(id_number="051301000007")), BEGINNING)
    second = keep(database, home("Võ Văn Ninh", replace(mai(), relation="wife")), date(2024, 1, 1))
    return first, second


def key_of(found: Household, name: str) -> int:
    return next(m.person.id or 0 for m in found.members if m.person.full_name == name)


def pairs(database):
    with database.reading() as connection:
        return duplicates.pairs(connection)


def test_one_person_in_two_households_is_listed_with_both_places(database, twice):
    (pair,) = pairs(database)

    assert pair.person and pair.score.points == 76
    assert {pair.one.place, pair.other.place} == {
        "hộ Hồ Văn Đào (TL-001), Trà Lạc",
        "hộ Võ Văn Ninh (TL-002), Trà Lạc",
    }


def test_the_same_name_in_another_generation_is_not_listed(database):
    keep(database, home("Hồ Văn Đào", mai("1950")), BEGINNING)
    keep(database, home("Võ Văn Ninh", mai("2001")), BEGINNING)

    assert pairs(database) == ()


def test_what_was_decided_not_to_be_one_is_not_asked_again(database, twice):
    (pair,) = pairs(database)
    with database.writing() as act:
        duplicates.keep_apart(act, pair.other.uid, pair.one.uid, pair.one.name)

    assert pairs(database) == ()
    with database.writing() as act:
        act.undo(last_act(act.connection)[0])
    assert len(pairs(database)) == 1


def test_merging_two_records_of_a_person_leaves_one_who_lives_in_one_place(database, twice):
    """The record that stays keeps its household and its number; events tell the other household's size."""
    first, second = twice
    keep_id, gone_id = key_of(first, "Hồ Thị Mai"), key_of(second, "Hồ Thị Mai")
    with database.writing() as act:
        duplicate_merging.merge_people(act, keep_id, gone_id)

    assert now(database, first.id).size == 2 and now(database, second.id).size == 1
    assert pairs(database) == ()
    with database.reading() as connection:
        assert len(search.find(connection, "ho thi mai")) == 1
        stays = connection.execute(
            select(membership.c.household_id, membership.c.valid_to).where(membership.c.person_id == keep_id)
        ).all()
    assert [row.valid_to for row in stays if row.household_id == first.id] == [None]


def test_what_the_staying_record_lacks_comes_from_the_other(database, twice):
    first, second = twice
    with database.writing() as act:
        duplicate_merging.merge_people(act, key_of(second, "Hồ Thị Mai"), key_of(first, "Hồ Thị Mai"))

    with database.reading() as connection:
        row = connection.execute(select(person).where(person.c.id == key_of(second, "Hồ Thị Mai"))).one()
    assert row.id_number == "051301000007"
    assert now(database, first.id).size == 1 and now(database, second.id).size == 2


def test_support_given_to_either_record_belongs_to_the_one_that_stays(database, twice):
    first, second = twice
    keep_id, gone_id = key_of(first, "Hồ Thị Mai"), key_of(second, "Hồ Thị Mai")
    with database.writing() as act:
        act.describe("Ghi hỗ trợ")
        given = {"kind": "BHYT", "subject": "person", "person_id": gone_id, "happened_on": TODAY}
        act.insert(support_event, given)
    with database.writing() as act:
        duplicate_merging.merge_people(act, keep_id, gone_id)

    with database.reading() as connection:
        assert connection.execute(select(support_event.c.person_id)).scalars().all() == [keep_id]


def test_a_merge_is_taken_back_exactly(database, twice):
    first, second = twice
    before = dump(database)
    with database.writing() as act:
        duplicate_merging.merge_people(act, key_of(first, "Hồ Thị Mai"), key_of(second, "Hồ Thị Mai"))
    with database.writing() as act:
        words = act.undo(last_act(act.connection)[0])

    assert words == "Gộp lý lịch trùng của Hồ Thị Mai"
    assert dump(database) == before


def test_a_head_with_others_behind_is_not_merged_away(database):
    first = keep(database, home("Hồ Văn Đào", mai()), BEGINNING)
    second = keep(
        database,
        Household(
            hamlet_id=1,
            members=(replace(mai(), relation=HEAD), Member(make_person("Hồ Văn Con", born="2020"), "child")),
        ),
        BEGINNING,
    )
    keep_id, gone_id = key_of(first, "Hồ Thị Mai"), key_of(second, "Hồ Thị Mai")
    before = dump(database)

    with database.reading() as connection:
        seen = duplicate_merging.look(connection, keep_id, gone_id, TODAY)
    with pytest.raises(NotPossibleNow, match="hộ đó còn 1 người khác"), database.writing() as act:
        duplicate_merging.merge_people(act, keep_id, gone_id)

    assert "Đổi chủ hộ" in seen.refusal
    assert dump(database) == before


@pytest.fixture
def doubled(database):
    """The same family typed twice; the second record knows a child more."""
    one = keep(database, make_household("Hồ Văn Đào", ("Đinh Thị Ương", "wife")), BEGINNING)
    other = keep(
        database, make_household("Hồ Văn Đào", ("Đinh Thị Ương", "wife"), ("Hồ Thị Út", "child")), TODAY
    )
    return one, other


def test_a_family_entered_twice_is_one_pair_of_households(database, doubled):
    (pair,) = pairs(database)

    assert not pair.person and pair.score.is_likely
    assert {pair.one.place, pair.other.place} == {"TL-001, Trà Lạc", "TL-002, Trà Lạc"}


def test_merging_a_doubled_household_keeps_everyone_once(database, doubled):
    one, other = doubled
    with database.reading() as connection:
        twins = duplicates.twins(connection, one.id, other.id)
    with database.writing() as act:
        duplicate_merging.merge_households(act, one.id, other.id, twins)

    kept = now(database, one.id)
    assert [m.person.full_name for m in kept.members] == ["Hồ Văn Đào", "Đinh Thị Ương", "Hồ Thị Út"]
    assert [m.person.id for m in kept.members[:2]] == [m.person.id for m in one.members]
    with database.reading() as connection:
        (gone,) = households.removed(connection)
        key = connection.execute(select(household.c.search_key).where(household.c.id == one.id)).scalar()
    assert gone.code == "TL-002" and "ho thi ut" in key
    assert pairs(database) == ()


def test_a_merge_of_households_is_taken_back_exactly(database, doubled):
    one, other = doubled
    before = dump(database)
    with database.reading() as connection:
        twins = duplicates.twins(connection, one.id, other.id)
    with database.writing() as act:
        duplicate_merging.merge_households(act, one.id, other.id, twins)
    with database.writing() as act:
        act.undo(last_act(act.connection)[0])

    assert dump(database) == before


def test_while_a_name_is_typed_those_who_may_be_the_same_are_found(database, twice):
    first, _second = twice
    typed = make_person("Hồ Thị Mai", born="5/6/2001", sex=Sex.FEMALE)
    with database.reading() as connection:
        found = duplicates.possible(connection, typed, 1)
        elsewhere = duplicates.possible(connection, replace(typed, born=None), 2)

    assert {one.household_id for one in found} == {first.id, 2}
    assert found[0].place.startswith("hộ ")
    assert elsewhere == ()


def test_a_known_number_finds_its_owner_whatever_the_name(database, twice):
    typed = make_person("Võ Thị Khác", born="1990", sex=Sex.FEMALE, id_number="051301000007")
    with database.reading() as connection:
        (found,) = duplicates.possible(connection, typed, None)

    assert found.full_name == "Hồ Thị Mai"
