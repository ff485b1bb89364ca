"""IND-01 to 04 at two closings, the forecast between them, and the typed IND-06, 17 and 26."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.indicator import Part, Status
from povdesk.storage import indicators, targets
from povdesk.storage.act import Act
from povdesk.storage.database import Database
from povdesk.storage.tables import decision, hamlet_total, household_event, review_round
from tests.storage.commune_builder import (
    END_OF_2024,
    a_class,
    a_commune,
    a_form,
    a_household,
    a_measurement,
    a_person,
    figure,
    parts,
    people_in,
)


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    """Two hamlets of 100 households each, 90 of them of ethnic minorities; 2022 to 2024 closed."""
    database = a_commune(data_folder / "povdesk.db", closed=(2022, 2023, 2024))
    yield database
    database.close()


@pytest.fixture
def open_commune(data_folder: Path) -> Iterator[Database]:
    """As above, the round of 2024 not recognised yet."""
    database = a_commune(data_folder / "povdesk.db")
    yield database
    database.close()


def _five_families(act: Act) -> None:
    """At the closing of 2023: 3 poor, 2 near-poor; of 2024: 2 poor, 2 near-poor."""
    a_household(act, "nghèo mãi", {2022: "poor", 2023: "poor", 2024: "poor"})
    a_household(act, "nghèo thành cận nghèo", {2023: "poor", 2024: "near_poor"}, hamlet_name="Trà Hoa")
    a_household(act, "thoát nghèo", {2023: "poor", 2024: "not_poor"})
    a_household(act, "thoát cận nghèo", {2023: "near_poor", 2024: "not_poor"})
    a_household(act, "cận nghèo thành nghèo", {2023: "near_poor", 2024: "poor"})
    a_household(act, "mới cận nghèo", {2024: "near_poor"})


def test_the_poor_rate_divides_by_all_households_of_its_own_year(commune: Database) -> None:
    """Two poor of 200 is 1 %; the year before three of 200 is 1,5 %."""
    with commune.writing() as act:
        act.describe("Thử")
        _five_families(act)

    found = figure(commune, "IND-01")
    assert (found.measured.numerator, found.measured.denominator, found.measured.value) == (2, 200, 1)
    assert found.previous is not None and found.previous.value == 1.5
    assert parts(commune, "IND-01")[0] == ["cận nghèo thành nghèo", "nghèo mãi"]
    assert found.status is Status.FOLLOWED
    assert found.status_reason == "Chỉ tiêu có nhiều cách hiểu, chưa chọn"


def test_one_missing_hamlet_total_leaves_the_rate_blank_and_names_the_hamlet(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        _five_families(act)
        row = act.connection.execute(
            select(hamlet_total.c.id).where(hamlet_total.c.year == 2024).order_by(hamlet_total.c.id.desc())
        ).scalar()
        act.update(hamlet_total, row, {"households": None})

    found = figure(commune, "IND-01")
    assert (found.measured.value, found.status) == (None, Status.NO_DATA)
    assert found.missing_reason == "Chưa nhập tổng số hộ cuối năm 2024 của Trà Hoa"
    assert figure(commune, "IND-03").measured.value == 0


def test_picking_a_reading_settles_the_target_and_not_the_count(commune: Database) -> None:
    """1 % misses 0,79 % (reading A) and meets 79 % (reading B)."""
    with commune.writing() as act:
        act.describe("Thử")
        _five_families(act)
        targets.pick_reading(act, "IND-01", 2024, "B")
    assert figure(commune, "IND-01").status is Status.REACHED

    with commune.writing() as act:
        targets.pick_reading(act, "IND-01", 2024, "A")
    assert figure(commune, "IND-01").status is Status.LATE
    assert figure(commune, "IND-01").measured.value == 1


def test_the_multidimensional_rate_shows_both_readings_until_one_is_picked(commune: Database) -> None:
    """(2 poor + 2 near-poor) of 200 is 2 %, which is not under 2 %; 2 poor of 200 is 1 %, which is."""
    with commune.writing() as act:
        act.describe("Thử")
        _five_families(act)

    both = figure(commune, "IND-02")
    assert [measured.value for measured in both.readings.values()] == [2, 1]
    assert (both.measured.value, both.status) == (None, Status.FOLLOWED)
    assert len(people_in(commune, "IND-02", Part.REACHED, reading="1")) == 4
    assert len(people_in(commune, "IND-02", Part.REACHED, reading="2")) == 2

    with commune.writing() as act:
        targets.pick_reading(act, "IND-02", 2024, "2")
    picked = figure(commune, "IND-02")
    assert (picked.measured.value, picked.status, picked.readings) == (1, Status.REACHED, {})
    assert len(people_in(commune, "IND-02", Part.REACHED)) == 2


def test_near_poor_households_are_cut_net_with_the_movements_beside(commune: Database) -> None:
    """3 near-poor at the closing of 2023, 4 at that of 2024: a cut of −1; each household by its movement."""
    with commune.writing() as act:
        act.describe("Thử")
        _five_families(act)
        a_household(act, "đã chuyển đi", {2023: "near_poor"}, ended_on=date(2024, 6, 1))
        a_household(act, "tái cận nghèo", {2021: "near_poor", 2022: "not_poor", 2024: "near_poor"})
        arrived = a_household(act, "mới chuyển đến", {2024: "near_poor"})
        row = {"household_id": arrived, "kind": "moved_in", "happened_on": date(2024, 3, 1)}
        act.insert(household_event, row)

    found = figure(commune, "IND-03").measured
    assert found.value == 3 - 4
    assert {line.words: line.count for line in found.beside} == {
        "thoát cận nghèo": 1,
        "cận nghèo thành nghèo": 1,
        "nghèo thành cận nghèo": 1,
        "tái cận nghèo": 1,
        "phát sinh mới": 1,
        "giảm do chuyển đi, hết hộ": 1,
        "tăng do chuyển đến, tách hộ": 1,
    }
    assert len(people_in(commune, "IND-03", Part.REACHED)) == 3
    assert len(people_in(commune, "IND-03", Part.NOT_REACHED)) == 4


def test_a_household_gone_before_the_year_is_in_neither_closing(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        a_household(act, "đi từ 2023", {2022: "near_poor"}, ended_on=date(2023, 12, 31))
        a_household(act, "đi ngày 01/01/2024", {2022: "near_poor"}, ended_on=date(2024, 1, 1))

    assert people_in(commune, "IND-03", Part.REACHED) == ["đi ngày 01/01/2024"]
    assert people_in(commune, "IND-02", Part.REACHED, reading="1") == []


def test_the_minority_rate_is_cut_in_points_of_their_own_totals_at_both_closings(commune: Database) -> None:
    """Three of 180 poor before, one of 180 after: 1,67 − 0,56 = 1,11 points; D is Kinh and not counted."""
    with commune.writing() as act:
        act.describe("Thử")
        for name, now, group in (
            ("A", "poor", "30"),
            ("B", "not_poor", "30"),
            ("C", "not_poor", "31"),
            ("D", "poor", "01"),
        ):
            home = a_household(act, name, {2023: "poor", 2024: now})
            a_person(act, home, name, relation="head", ethnic_group=group)

    found = figure(commune, "IND-04")
    assert found.measured.value == pytest.approx(100 * 3 / 180 - 100 * 1 / 180)
    assert (found.measured.beside[0].count, found.measured.beside[0].of) == (3, 180)
    assert people_in(commune, "IND-04", Part.REACHED) == ["A"]
    assert found.status is Status.NOT_REACHED


def test_the_form_says_minority_before_the_head_does_and_nobody_is_guessed(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        mixed, unknown = (
            a_household(act, "theo phiếu", {2024: "poor"}),
            a_household(act, "chưa rõ", {2024: "poor"}),
        )
        a_person(act, mixed, "theo phiếu", relation="head", ethnic_group="01")
        a_form(act, mixed, minority="yes")
        a_person(act, unknown, "chưa rõ", relation="head")

    assert parts(commune, "IND-04") == (["theo phiếu"], [], ["chưa rõ"])


def test_without_the_minority_totals_of_both_closings_the_cut_is_blank(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        _five_families(act)
        for row in act.connection.execute(select(hamlet_total.c.id).where(hamlet_total.c.year == 2023)).all():
            act.update(hamlet_total, row.id, {"minority_households": None})

    found = figure(commune, "IND-04")
    assert found.missing_reason == "Chưa nhập tổng số hộ dân tộc thiểu số cuối năm 2023"


def test_between_two_closings_the_program_waits_and_shows_a_forecast(open_commune: Database) -> None:
    """A and B were poor in 2023. The closed form of 2024 makes A near-poor, B's draft changes nothing."""
    with open_commune.writing() as act:
        act.describe("Thử")
        first, second = (a_household(act, name, {2023: "poor"}) for name in "AB")
        a_form(act, first, on=date(2024, 10, 1), state="closed", computed="near_poor")
        a_form(act, second, on=date(2024, 10, 1), state="draft", computed="not_poor")

    for code in ("IND-01", "IND-02", "IND-03", "IND-04"):
        found = figure(open_commune, code)
        assert (found.status, found.measured.value, found.missing_reason) == (
            Status.AWAITING,
            None,
            "Chờ rà soát",
        )
    forecast = figure(open_commune, "IND-01").forecast
    assert forecast is not None and (forecast.numerator, forecast.value) == (1, 0.5)
    assert figure(open_commune, "IND-01").previous.value == 1
    assert people_in(open_commune, "IND-01", Part.REACHED) == ["B"]


def test_the_closing_is_known_from_the_decision_of_december_on(open_commune: Database) -> None:
    """Decided on 12/12/2024: until the 11th the year is open, from the 12th its result is known."""
    with open_commune.writing() as act:
        act.describe("Thử")
        a_household(act, "A", {2023: "poor", 2024: "not_poor"})
        key = act.connection.execute(select(review_round.c.id).where(review_round.c.year == 2024)).scalar()
        act.update(review_round, key, {"state": "recognised"})
        act.insert(decision, {"round_id": key, "signed_on": date(2024, 12, 12)})

    assert figure(open_commune, "IND-01", date(2024, 12, 11)).status is Status.AWAITING
    assert figure(open_commune, "IND-01", date(2024, 12, 12)).measured.value == 0
    assert figure(open_commune, "IND-01", END_OF_2024).measured.value == 0


def test_a_continuous_recognition_counts_at_the_closing_and_entitles_in_its_month(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "A")
        a_class(act, home, "poor", counted=date(2024, 5, 1))
        a_form(act, home, on=date(2024, 5, 20), lacking={"water": "no"})

    assert people_in(commune, "IND-01", Part.REACHED) == ["A"]
    assert parts(commune, "IND-23", date(2024, 4, 30))[0] == []
    assert parts(commune, "IND-23", date(2024, 5, 20))[0] == ["A"]


def test_a_typed_number_older_than_ninety_days_is_no_number_any_more(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        a_measurement(
            act, "IND-17", date(2024, 5, 24), numerator=97, denominator=200, measured_by="Trạm Y tế xã"
        )

    fresh, stale = figure(commune, "IND-17", date(2024, 8, 22)), figure(commune, "IND-17", date(2024, 8, 23))
    assert (fresh.measured.value, fresh.status) == (48.5, Status.REACHED)
    assert (stale.measured.value, stale.status) == (48.5, Status.NO_DATA)
    assert (fresh.status_words, stale.status_words) == ("Đạt", "Số đã cũ")
    assert fresh.measured.typing is not None and fresh.measured.typing.measured_by == "Trạm Y tế xã"


def test_the_number_of_last_year_is_not_taken_for_this_year(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        a_measurement(act, "IND-06", date(2023, 12, 31), value=806_000)

    found = figure(commune, "IND-06")
    assert (found.measured.value, found.status) == (None, Status.NO_DATA)
    assert found.previous is not None and found.previous.value == 806_000


def test_an_income_without_target_number_is_followed(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        a_measurement(act, "IND-06", date(2024, 12, 1), value=861_000)

    assert figure(commune, "IND-06").status is Status.FOLLOWED


def test_more_households_reached_than_there_are_is_refused_with_a_word(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        a_measurement(act, "IND-26", date(2024, 12, 1), numerator=201, denominator=200)

    found = figure(commune, "IND-26")
    assert (found.measured.value, found.missing_reason) == (
        None,
        "Số đạt lớn hơn tổng số, xem lại số đã nhập",
    )


def test_hamlets_add_up_to_the_commune(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        _five_families(act)

    with commune.reading() as connection:
        rows = indicators.by_hamlet(connection, 2024, END_OF_2024)
    assert [(row.hamlet, row.measured["IND-01"].value) for row in rows] == [("Trà Xanh", 2), ("Trà Hoa", 0)]
    assert sum(row.measured["IND-03"].value or 0 for row in rows) == figure(commune, "IND-03").measured.value


def test_the_years_of_an_indicator_break_where_the_standard_changes(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        _five_families(act)
        key = act.connection.execute(select(review_round.c.id).where(review_round.c.year == 2024)).scalar()
        act.update(review_round, key, {"standard_id": "2027-2030"})

    with commune.reading() as connection:
        points = indicators.series(connection, 2024, END_OF_2024)["IND-01"]
    assert [point.measured.value for point in points] == [None, None, 0.5, 1.5, 1]
    assert [point.breaks for point in points] == [False, False, False, False, True]
