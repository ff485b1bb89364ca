"""Targets of a population group: counted among its members only, by the expression behind the number."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.indicator import Figure, Part, Status, Target
from povdesk.domain.population_group import NOT_COUNTED, POPULATION_GROUPS
from povdesk.storage import indicators, targets
from povdesk.storage.act import Act
from povdesk.storage.database import Database
from povdesk.storage.tables import review_group
from tests.storage.commune_builder import (
    END_OF_2024,
    a_commune,
    a_form,
    a_household,
    a_measurement,
    a_person,
    an_event,
)

KINH, CO = "01", "30"


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    """Three listed households on 31/12/2024.

    Hồ Văn Dẻo, poor: he (Co, card), wife (Co, no card), daughter of nine (Co, card).
    Hồ Thị Lánh, near-poor, by herself (Kinh, card); her form says that she is of merit.
    Đinh Văn Ửng, poor, by himself (ethnic group and sex not known, no card).
    """
    database = a_commune(data_folder / "povdesk.db")
    with database.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn Dẻo", {2023: "poor"})
        head = a_person(act, home, "Hồ Văn Dẻo", relation="head", ethnic_group=CO)
        wife = a_person(act, home, "Hồ Thị Mót", sex="female", ethnic_group=CO)
        girl = a_person(act, home, "Hồ Thị Nở", date(2015, 3, 2), sex="female", ethnic_group=CO)
        _answered(act, home, {head: "yes", wife: "no", girl: "yes"}, "poor", water="yes", disabled=wife)
        home = a_household(act, "Hồ Thị Lánh", {2023: "near_poor"})
        head = a_person(act, home, "Hồ Thị Lánh", sex="female", relation="head", ethnic_group=KINH)
        form = _answered(act, home, {head: "yes"}, "near_poor", water="no")
        act.insert(review_group, {"review_id": form, "group": "merit", "answer": "yes"})
        home = a_household(act, "Đinh Văn Ửng", {2023: "poor"})
        head = a_person(act, home, "Đinh Văn Ửng", sex="", relation="head")
        _answered(act, home, {head: "no"}, "poor", water="no")
    yield database
    database.close()


def _answered(
    act: Act,
    home: int,
    insured: dict[int, str],
    computed: str,
    *,
    water: str,
    disabled: int | None = None,
) -> int:
    facts = {
        key: {"health_insurance": answer, "disabled": "yes" if key == disabled else "no"}
        for key, answer in insured.items()
    }
    day, lacking = date(2024, 10, 1), {"water": water}
    return a_form(act, home, on=day, state="closed", members=facts, lacking=lacking, computed=computed)


def _wanted(database: Database, code: str, group: str, value: float = 50) -> Figure:
    """The figure of a target of 2024 for a group, which is set here."""
    with database.writing() as act:
        targets.save_target(act, code, Target(2024, ">=", value, population_group=group))
    with database.reading() as connection:
        return indicators.group_figures(connection, 2024, END_OF_2024)[code, group]


def _numbers(figure: Figure) -> tuple[float | None, float | None, int]:
    shown = figure.shown
    return shown.numerator, shown.denominator, shown.unknown


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("poor", (2, 4, 0)),
        ("near_poor", (1, 1, 0)),
        ("ethnic_minority", (2, 3, 1)),
        ("women", (2, 3, 1)),
        ("children", (1, 1, 0)),
        ("disabled", (0, 1, 0)),
        ("female_head", (1, 1, 1)),
    ],
)
def test_people_with_a_card_are_counted_within_each_group(
    commune: Database, group: str, expected: tuple[int, int, int]
) -> None:
    """Of five people three have a card. Where the group of somebody is not known, he is “thiếu số liệu”."""
    assert _numbers(_wanted(commune, "IND-16", group)) == expected


def test_the_status_is_that_of_the_groups_own_target(commune: Database) -> None:
    """One of one near-poor has a card; of the poor two of four, which is half."""
    assert _wanted(commune, "IND-16", "near_poor", 100).status is Status.REACHED
    assert _wanted(commune, "IND-16", "poor", 50).status is Status.REACHED
    assert _wanted(commune, "IND-16", "poor", 51).status is Status.NOT_REACHED


def test_who_may_or_may_not_be_of_the_group_keeps_a_target_from_being_reached(commune: Database) -> None:
    """Two of three of the minority; with the one whose ethnic group is not known it may be two of four."""
    found = _wanted(commune, "IND-16", "ethnic_minority", 60)
    assert found.measured.value == pytest.approx(200 / 3)
    assert (found.status, found.status_reason) == (
        Status.NOT_REACHED,
        "Còn 1 chưa rõ nên chưa tính là đạt",
    )


def test_households_are_of_a_group_by_their_head_or_their_form(commune: Database) -> None:
    """Clean water: the Co household lacks it, the other two have it; Ửng's ethnic group is not known."""
    assert _numbers(_wanted(commune, "IND-23", "ethnic_minority")) == (0, 1, 1)
    assert _numbers(_wanted(commune, "IND-23", "female_head")) == (1, 1, 1)
    assert _numbers(_wanted(commune, "IND-23", "merit")) == (1, 1, 2)
    assert _numbers(_wanted(commune, "IND-23", "poor")) == (1, 2, 0)


def test_the_poor_rate_of_minorities_is_of_all_minority_households(commune: Database) -> None:
    """One poor household of 180 minority households (90 a hamlet), one more of which it is not known."""
    found = _wanted(commune, "IND-01", "ethnic_minority")
    assert found.status is Status.AWAITING and found.forecast is not None
    assert _numbers(found) == (1, 180, 1)


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("IND-01", "poor"),
        ("IND-01", "female_head"),
        ("IND-04", "women"),
        ("IND-05", "poor"),
        ("IND-09", "women"),
        ("IND-12", "near_poor"),
        ("IND-23", "women"),
        ("IND-23", "children"),
        ("IND-16", "pensioners"),
    ],
)
def test_where_the_register_has_no_rule_it_says_so_and_lists_nobody(
    commune: Database, code: str, group: str
) -> None:
    found = _wanted(commune, code, group)
    assert (found.measured.value, found.missing_reason) == (None, NOT_COUNTED)
    assert found.status is Status.NO_DATA
    with commune.reading() as connection:
        assert not indicators.subjects(connection, code, 2024, END_OF_2024, Part.REACHED, group=group)


def test_a_typed_number_is_of_the_whole_commune_only(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        a_measurement(act, "IND-17", date(2024, 12, 1), value=20)
    found = _wanted(commune, "IND-17", "ethnic_minority")
    assert (found.measured.value, found.missing_reason) == (None, "Số nhập chung cho toàn xã")


def test_a_target_read_in_two_ways_waits_for_the_officers_choice(commune: Database) -> None:
    assert _wanted(commune, "IND-02", "ethnic_minority").missing_reason == "Có nhiều cách hiểu, chưa chọn"
    with commune.writing() as act:
        act.describe("Thử")
        reading = next(one for one in targets.shipped_readings("IND-02") if one.measure == "poor_rate")
        targets.pick_reading(act, "IND-02", 2024, reading.code)
    with commune.reading() as connection:
        found = indicators.group_figures(connection, 2024, END_OF_2024)["IND-02", "ethnic_minority"]
    assert found.forecast is not None and found.forecast.denominator == 180


def test_events_are_counted_for_members_of_the_group(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        with commune.reading() as connection:
            rows = indicators.subjects(connection, "IND-16", 2024, END_OF_2024, Part.REACHED)
        for row in rows:
            an_event(act, "DAO_TAO_NGHE", date(2024, 5, 5), state="finished", person_id=row.id)
    assert _wanted(commune, "IND-12", "women").measured.value == 2
    assert _wanted(commune, "IND-12", "ethnic_minority").measured.value == 2


def test_no_target_of_a_group_costs_no_counting(commune: Database) -> None:
    with commune.reading() as connection:
        assert indicators.group_figures(connection, 2024, END_OF_2024) == {}


@pytest.mark.parametrize("group", POPULATION_GROUPS)
@pytest.mark.parametrize(
    "code", ["IND-03", "IND-07", "IND-10", "IND-16", "IND-18", "IND-19", "IND-23", "IND-25"]
)
def test_the_number_of_a_group_is_the_length_of_its_list(commune: Database, code: str, group: str) -> None:
    found = _wanted(commune, code, group)
    with commune.reading() as connection:
        lists = {
            part: indicators.subjects(connection, code, 2024, END_OF_2024, part, group=group) for part in Part
        }
        whole = {
            one.id for part in Part for one in indicators.subjects(connection, code, 2024, END_OF_2024, part)
        }
    assert len(lists[Part.REACHED]) == (found.shown.numerator or 0)
    assert len(lists[Part.MISSING]) == found.shown.unknown
    if found.definition.kind == "rate" and found.shown.value is not None:
        assert len(lists[Part.REACHED]) + len(lists[Part.NOT_REACHED]) == found.shown.denominator
    assert {one.id for rows in lists.values() for one in rows} <= whole


def test_a_row_of_unknown_group_says_what_is_not_known(commune: Database) -> None:
    _wanted(commune, "IND-16", "ethnic_minority")
    with commune.reading() as connection:
        (row,) = indicators.subjects(
            connection, "IND-16", 2024, END_OF_2024, Part.MISSING, group="ethnic_minority"
        )
    assert (row.name, row.note) == ("Đinh Văn Ửng", "Chưa rõ dân tộc")


def test_the_lists_of_closings_name_the_class_of_each_household(commune: Database) -> None:
    """IND-02 read as poor and near-poor mixes the two classes."""
    with commune.reading() as connection:
        rows = indicators.subjects(connection, "IND-02", 2024, END_OF_2024, Part.REACHED)
        poor = indicators.subjects(connection, "IND-01", 2024, END_OF_2024, Part.REACHED)
    assert {row.name: (row.group, row.note) for row in rows} == {
        "Hồ Văn Dẻo": ("Hộ nghèo", ""),
        "Hồ Thị Lánh": ("Hộ cận nghèo", ""),
        "Đinh Văn Ửng": ("Hộ nghèo", ""),
    }
    assert [row.group for row in poor] == ["Hộ nghèo", "Hộ nghèo"]
