"""Giving families to cadres, handing them over, ending; one act and one undo each."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.assignment import HamletCharge, Help
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.storage import assignment_lists, assignments, todo_cases
from povdesk.storage.database import Database
from povdesk.storage.history import entries
from povdesk.storage.tables import assignment, hamlet
from tests.storage.commune_builder import HAMLETS, a_cadre, a_commune, a_form, a_household, a_person

DAY = date(2024, 6, 30)


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    """Four families: three listed, one no longer; two cadres."""
    opened = a_commune(data_folder / "povdesk.db")
    with opened.writing() as act:
        act.describe("Dựng xã thử")
        for name, classes, place in (
            ("Hồ Văn Ánh", {2023: "poor"}, 0),
            ("Đinh Thị Bền", {2023: "near_poor"}, 1),
            ("Võ Văn Chín", {2023: "poor"}, 1),
            ("Lê Thị Dung", {2022: "poor", 2023: "not_poor"}, 0),
        ):
            a_household(act, name, classes, hamlet_name=HAMLETS[place])
        a_cadre(act, "Hồ Thị Ánh Tuyết")
        a_cadre(act, "Đinh Xuân Lộc")
    yield opened
    opened.close()


def helpers(database: Database, day: date = DAY) -> dict[str, str]:
    """Family → who helps."""
    with database.reading() as connection:
        return {one.head_name: one.helper_names(day) for one in assignment_lists.families(connection, day)}


def ids(database: Database, *names: str) -> list[int]:
    with database.reading() as connection:
        found = {one.head_name: one.id for one in assignment_lists.families(connection, DAY)}
    return [found[name] for name in names]


def last_act(database: Database) -> str:
    with database.reading() as connection:
        return entries(connection)[0].action


def test_families_given_to_a_cadre_are_his_and_those_left_over_are_named(commune: Database) -> None:
    with commune.writing() as act:
        assignments.assign(act, ids(commune, "Hồ Văn Ánh"), 1, date(2024, 3, 15), goal="Thoát nghèo")

    assert helpers(commune) == {
        "Hồ Văn Ánh": "Hồ Thị Ánh Tuyết", "Đinh Thị Bền": "", "Võ Văn Chín": "",
    }  # fmt: skip
    with commune.reading() as connection:
        found = assignment_lists.families(connection, DAY)
        left = [one.uid for one in assignment_lists.left_over(found, DAY)]
        assert left == [case.uid for case in todo_cases.without_cadre(connection, DAY)]


def test_a_family_out_of_poverty_is_listed_while_somebody_still_helps_it(commune: Database) -> None:
    with commune.writing() as act:
        assignments.assign(act, [4], 1, date(2024, 1, 1))

    with commune.reading() as connection:
        (one,) = [f for f in assignment_lists.families(connection, DAY) if f.id == 4]
    assert (one.class_words, one.is_listed) == ("Đã ra khỏi diện", False)


def test_quick_assignment_is_one_act_and_taken_back_at_once(commune: Database) -> None:
    with commune.reading() as connection:
        facts = assignment_lists.spread_facts(connection, DAY)
    assert [one.head_name for one in facts.families] == ["Hồ Văn Ánh", "Đinh Thị Bền", "Võ Văn Chín"]

    with commune.writing() as act:
        assert assignments.assign_spread(act, {1: 1, 2: 2, 3: 1}, DAY, goal="Thoát nghèo") == 3
    assert last_act(commune) == "Phân công nhanh 03 hộ chưa có người giúp"
    assert set(helpers(commune).values()) == {"Hồ Thị Ánh Tuyết", "Đinh Xuân Lộc"}

    with commune.reading() as connection:
        seq = entries(connection)[0].seq
    with commune.writing() as act:
        act.undo(seq)
    assert set(helpers(commune).values()) == {""}


def test_a_family_that_got_a_helper_in_the_meantime_is_left_as_it_is(commune: Database) -> None:
    with commune.writing() as act:
        assignments.assign(act, [1], 2, date(2024, 1, 1))
    with commune.writing() as act:
        assert assignments.assign_spread(act, {1: 1, 2: 1}, DAY) == 1

    assert helpers(commune)["Hồ Văn Ánh"] == "Đinh Xuân Lộc"


def test_handing_over_keeps_goal_and_content_and_helps_no_family_twice(commune: Database) -> None:
    with commune.writing() as act:
        assignments.assign(act, [1, 2], 1, date(2024, 1, 1), goal="Thoát nghèo", content="Vay vốn")
        assignments.assign(act, [2], 2, date(2024, 1, 1))
    with commune.writing() as act:
        assert assignments.hand_over(act, 1, 2, date(2024, 6, 1)) == 2

    assert helpers(commune, date(2024, 5, 31))["Hồ Văn Ánh"] == "Hồ Thị Ánh Tuyết"
    assert helpers(commune)["Hồ Văn Ánh"] == helpers(commune)["Đinh Thị Bền"] == "Đinh Xuân Lộc"
    with commune.reading() as connection:
        (goal,) = connection.execute(
            select(assignment.c.goal).where(
                assignment.c.household_id == 1, assignment.c.cadre_id == 2, assignment.c.valid_to.is_(None)
            )
        ).scalars()
    assert goal == "Thoát nghèo"


def test_handing_over_to_nobody_else_or_from_one_who_helps_none_is_refused(commune: Database) -> None:
    with commune.writing() as act, pytest.raises(InvalidInput):
        assignments.hand_over(act, 1, 1, DAY)
    with commune.writing() as act, pytest.raises(NotPossibleNow):
        assignments.hand_over(act, 1, 2, DAY)


def test_help_that_ends_before_it_began_is_refused_and_the_rest_can_be_changed(commune: Database) -> None:
    with commune.writing() as act:
        assignments.assign(act, [1], 1, date(2024, 3, 15))
    with commune.writing() as act, pytest.raises(InvalidInput):
        assignments.change(act, Help(1, 1, "A", since=date(2024, 3, 15), until=date(2024, 3, 15)))
    with commune.writing() as act:
        wanted = Help(1, 1, "A", since=date(2024, 3, 1), goal="Thoát nghèo", result="Đã vay 50 triệu đồng")
        assignments.change(act, wanted)

    with commune.reading() as connection:
        one = assignment_lists.families(connection, DAY)[0].helps[0]
    assert (one.since, one.goal, one.result) == (date(2024, 3, 1), "Thoát nghèo", "Đã vay 50 triệu đồng")


def test_what_was_entered_by_mistake_is_gone_and_what_ended_stays(commune: Database) -> None:
    with commune.writing() as act:
        assignments.assign(act, [1, 2], 1, date(2024, 1, 1))
    with commune.writing() as act:
        assert assignments.drop(act, [1]) == 1
        assert assignments.end_some(act, [2], date(2024, 6, 1)) == 1

    with commune.reading() as connection:
        kept = {one.head_name: len(one.helps) for one in assignment_lists.families(connection, DAY)}
    assert (kept["Hồ Văn Ánh"], kept["Đinh Thị Bền"]) == (0, 1)
    assert helpers(commune)["Đinh Thị Bền"] == ""


def test_a_hamlet_has_those_in_charge_on_the_day_with_its_families(commune: Database) -> None:
    with commune.reading() as connection:
        place = connection.execute(select(hamlet.c.id).where(hamlet.c.name == "Trà Hoa")).scalar_one()
    with commune.writing() as act:
        key = assignments.put_in_charge(act, HamletCharge(place, "", cadre_id=2, since=date(2024, 1, 1)))
    with commune.writing() as act, pytest.raises(InvalidInput):
        assignments.put_in_charge(act, HamletCharge(place, "", cadre_id=2, since=date(2024, 5, 1)))

    with commune.reading() as connection:
        rows = assignments.charges(connection, DAY)
    assert [(row.hamlet, row.cadre, row.poor, row.near_poor) for row in rows] == [
        ("thôn Trà Xanh", "", 1, 0),
        ("thôn Trà Hoa", "Đinh Xuân Lộc", 1, 1),
    ]
    with commune.writing() as act:
        assignments.drop_charge(act, key)
    with commune.reading() as connection:
        assert all(not row.cadre for row in assignments.charges(connection, DAY))


def test_the_list_says_size_birth_year_lacks_reasons_and_needs_of_the_latest_form(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Lưu phiếu thử")
        someone = a_person(act, 1, "Hồ Văn Ánh", 1975, relation="head", ethnic_group="01")
        a_person(act, 1, "Hồ Văn Bé", 2010)
        a_form(
            act,
            1,
            members={someone: {}},
            lacking={"housing_quality": "yes", "clean_water": "no"},
            needs={"house": "yes", "loan": "no"},
            main_reason="no_capital",
        )

    with commune.reading() as connection:
        one = assignment_lists.families(connection, DAY)[0]
    assert (one.size, one.birth_year, one.ethnic_group) == (2, 1975, "Kinh")
    assert one.lacks == ("Chất lượng nhà ở",)
    assert one.reasons == ("Không có vốn sản xuất, kinh doanh",)
    assert one.needs == ("Cần hỗ trợ nhà ở",)
