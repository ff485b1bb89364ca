"""IND-05, 08, 09, 14 and 22 to 25: households and staff, each expected number counted by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.indicator import Part
from povdesk.storage import indicators
from povdesk.storage.database import Database
from povdesk.storage.indicators import rules
from povdesk.storage.tables import review_answer
from tests.storage.commune_builder import (
    END_OF_2024,
    a_cadre,
    a_class,
    a_commune,
    a_form,
    a_household,
    a_person,
    a_round,
    an_event,
    figure,
    parts,
    people_in,
)

MAY = date(2023, 5, 1)
POOR, NEAR_POOR, OUT = {2023: "poor"}, {2023: "near_poor"}, {2022: "poor", 2023: "not_poor"}


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    database = a_commune(data_folder / "povdesk.db")
    yield database
    database.close()


def test_livelihood_support_counts_distinct_households_poor_on_the_approval_date(commune: Database) -> None:
    """Một was supported twice, Hai was near-poor, Ba was poor when approved in 2023 and is out in 2024."""
    with commune.writing() as act:
        act.describe("Thử")
        one, two = a_household(act, "Một", POOR), a_household(act, "Hai", NEAR_POOR)
        three = a_household(act, "Ba", {2022: "poor", 2023: "not_poor"})
        for day in (date(2024, 3, 1), date(2024, 4, 1)):
            an_event(act, "HO_TRO_SINH_KE", day, household_id=one)
        an_event(act, "HO_TRO_SINH_KE", date(2024, 3, 1), household_id=two)
        an_event(act, "HO_TRO_SINH_KE", date(2024, 3, 1), household_id=three, approved_on=date(2023, 12, 30))

    assert parts(commune, "IND-05")[0] == ["Ba", "Một"]
    assert figure(commune, "IND-05").measured.value == 2


def test_lasting_work_stays_blank_until_the_officer_says_what_it_is(commune: Database) -> None:
    """Then one of the listed households has lasting work, one not, one is unknown, one has no worker."""
    with commune.writing() as act:
        act.describe("Thử")
        for name, facts in (
            ("có", {"able_to_work": "yes", "lasting_work": "yes"}),
            ("không", {"able_to_work": "yes", "lasting_work": "no"}),
            ("chưa rõ", {"able_to_work": "yes"}),
            ("không lao động", {"able_to_work": "no", "lasting_work": "yes"}),
        ):
            home = a_household(act, name, POOR)
            a_form(act, home, members={a_person(act, home, name): facts})

    blank = figure(commune, "IND-08")
    assert (blank.measured.value, parts(commune, "IND-08")) == (None, ([], [], []))
    assert blank.missing_reason == "Chưa đặt quy tắc thế nào là việc làm bền vững"

    with commune.writing() as act:
        rules.change(act, "counting", {"lasting_work": "ticked"})

    assert parts(commune, "IND-08") == (["có"], ["không"], ["chưa rõ"])
    assert figure(commune, "IND-08").measured.value == 50


def test_staff_on_the_poverty_list_on_the_day_with_a_course_in_the_year(commune: Database) -> None:
    """Two of three: the one not on the list and the one gone in May are not counted."""
    with commune.writing() as act:
        act.describe("Thử")
        for name in ("Cán bộ A", "Cán bộ B"):
            trained = a_cadre(act, name)
            an_event(act, "TAP_HUAN_CAN_BO", date(2024, 5, 2), cadre_id=trained)
            an_event(act, "TAP_HUAN_CAN_BO", date(2024, 8, 2), cadre_id=trained)
        late = a_cadre(act, "Cán bộ C")
        an_event(act, "TAP_HUAN_CAN_BO", date(2023, 8, 2), cadre_id=late)
        gone = a_cadre(act, "Cán bộ D", until=date(2024, 5, 31))
        an_event(act, "TAP_HUAN_CAN_BO", date(2024, 5, 2), cadre_id=gone)
        a_cadre(act, "Cán bộ E", listed=False)

    assert parts(commune, "IND-09") == (["Cán bộ A", "Cán bộ B"], ["Cán bộ C"], [])
    assert people_in(commune, "IND-09", Part.REACHED, date(2024, 5, 31)) == [
        "Cán bộ A",
        "Cán bộ B",
        "Cán bộ D",
    ]


def test_households_with_somebody_abroad_are_judged_at_the_next_closing(commune: Database) -> None:
    """Poor → near-poor and near-poor → out have left, poor → poor has not; who left in 2024 waits."""
    with commune.writing() as act:
        act.describe("Thử")
        for name, classes, departures in (
            (
                "nghèo thành cận nghèo",
                {2022: "poor", 2023: "near_poor"},
                [date(2023, 5, 1), date(2023, 8, 1)],
            ),
            ("cận nghèo thoát", {2022: "near_poor", 2023: "not_poor"}, [date(2023, 5, 1)]),
            ("vẫn nghèo", {2022: "poor", 2023: "poor"}, [date(2023, 5, 1)]),
            ("vẫn cận nghèo", {2022: "near_poor", 2023: "near_poor"}, [date(2023, 5, 1)]),
            ("chưa đến kỳ", {2023: "poor"}, [date(2024, 5, 1)]),
            ("khi đi không nghèo", OUT, [date(2024, 5, 1)]),
        ):
            home = a_household(act, name, classes)
            for day in departures:
                an_event(act, "DI_LAM_VIEC_NUOC_NGOAI", day, person_id=a_person(act, home, name))

    expected = (["cận nghèo thoát", "nghèo thành cận nghèo"], ["vẫn cận nghèo", "vẫn nghèo"], [])
    assert parts(commune, "IND-14") == expected
    assert people_in(commune, "IND-14", Part.WAITING) == ["chưa đến kỳ"]
    found = figure(commune, "IND-14").measured
    assert (found.value, found.unknown, found.waiting) == (50, 0, 1)


def test_a_household_is_due_once_it_was_reviewed_after_the_departure(commune: Database) -> None:
    """Reviewed in the round of 2023: after the departure of May 2023, before that of May 2024."""
    with commune.writing() as act:
        act.describe("Thử")
        for name, day in (("đi 2023", MAY), ("đi 2024", date(2024, 5, 1))):
            home = a_household(act, name, {2022: "poor"})
            a_form(act, home, on=date(2023, 10, 1))
            an_event(act, "DI_LAM_VIEC_NUOC_NGOAI", day, person_id=a_person(act, home, name))

    assert parts(commune, "IND-14") == ([], ["đi 2023"], [])
    assert people_in(commune, "IND-14", Part.WAITING) == ["đi 2024"]


def test_a_house_over_two_years_counts_once_and_the_officer_picks_which_step_counts(
    commune: Database,
) -> None:
    """Finished in 2024: A (begun 2023), B. Only begun: C. Only approved: D. E was counted in 2023."""
    with commune.writing() as act:
        act.describe("Thử")
        homes = {name: a_household(act, name, {2022: "poor", 2023: "poor"}) for name in "ABCDE"}
        rows = (
            ("A", date(2023, 9, 1), "finished", date(2023, 6, 1), date(2024, 3, 1)),
            ("B", date(2024, 4, 1), "finished", date(2024, 2, 1), date(2024, 9, 1)),
            ("C", date(2024, 6, 1), "started", date(2024, 5, 1), None),
            ("D", date(2024, 6, 1), "approved", date(2024, 5, 1), None),
            ("E", date(2023, 6, 1), "finished", date(2023, 5, 1), date(2023, 11, 1)),
            ("E", date(2023, 6, 1), "finished", date(2023, 5, 1), date(2024, 2, 1)),
        )
        for name, begun, state, approved, finished in rows:
            dates = {"approved_on": approved, "finished_on": finished}
            an_event(act, "HO_TRO_NHA_O", begun, household_id=homes[name], state=state, **dates)
        other = a_household(act, "F")
        an_event(act, "HO_TRO_NHA_O", date(2024, 6, 1), household_id=other)

    assert parts(commune, "IND-22")[0] == ["A", "B"]
    beside = {line.words: line.count for line in figure(commune, "IND-22").measured.beside}
    assert beside == {"đã duyệt": 3, "đã khởi công": 2, "đã xong": 2}

    with commune.writing() as act:
        rules.change(act, "counting", {"house_counts": "approved"})

    assert parts(commune, "IND-22")[0] == ["B", "C", "D"]


def test_clean_water_and_latrine_never_take_an_empty_answer_for_a_yes(commune: Database) -> None:
    """Of four listed households one has water, one not; an empty and a carried-over answer are unknown."""
    with commune.writing() as act:
        act.describe("Thử")
        for name, answers in (
            ("có", {"water": "no", "latrine": "no"}),
            ("không", {"water": "yes", "latrine": "yes"}),
            ("trống", {}),
            ("mang sang", {"water": "no", "latrine": "no"}),
        ):
            home = a_household(act, name, NEAR_POOR)
            form = a_form(act, home, lacking=answers)
            if name == "mang sang":
                for row in act.connection.execute(
                    review_answer.select().where(review_answer.c.review_id == form)
                ).all():
                    act.update(review_answer, row.id, {"carried_over": 1})
            if name == "không":
                an_event(act, "HO_TRO_NHA_TIEU", date(2024, 7, 1), household_id=home)
        gone = a_household(act, "thoát nghèo", OUT)
        a_form(act, gone, lacking={"water": "no"})

    for code in ("IND-23", "IND-24"):
        assert parts(commune, code) == (["có"], ["không"], ["mang sang", "trống"])
    with commune.reading() as connection:
        (home_without,) = indicators.subjects(connection, "IND-24", 2024, END_OF_2024, Part.NOT_REACHED)
    assert home_without.note == "Đã hỗ trợ nhà tiêu xong ngày 01/07/2024, đề nghị cập nhật phiếu"


def test_telecom_counts_those_who_need_it_or_use_it_already(commune: Database) -> None:
    """Two use it (one was never asked for a need), one needs it, one wants none, two are unclear."""
    with commune.writing() as act:
        act.describe("Thử")
        for name, uses, needs in (
            ("đang dùng", "yes", {"telecom": "yes"}),
            ("dùng, không hỏi", "yes", {}),
            ("cần", "no", {"telecom": "yes"}),
            ("không cần", "no", {"telecom": "no"}),
            ("chưa rõ nhu cầu", "no", {}),
            ("chưa rõ có dùng", "unknown", {"telecom": "yes"}),
        ):
            a_form(act, a_household(act, name, POOR), uses_internet=uses, needs=needs)
        served = a_household(act, "được hỗ trợ", POOR)
        a_form(act, served, uses_internet="no", needs={"telecom": "no"})
        an_event(act, "HO_TRO_VIEN_THONG", date(2024, 5, 1), household_id=served)

    assert parts(commune, "IND-25") == (
        ["dùng, không hỏi", "đang dùng"],
        ["cần", "được hỗ trợ"],
        ["chưa rõ có dùng", "chưa rõ nhu cầu"],
    )
    assert figure(commune, "IND-25").measured.value == 50


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 12, 31), ["hộ"]),
        (date(2024, 1, 1), []),
        (date(2022, 12, 31), []),
        (date(2023, 1, 1), ["hộ"]),
    ],
)
def test_a_closing_entitles_from_the_first_of_january_after(
    commune: Database, day: date, expected: list[str]
) -> None:
    """Poor by the closing of 2022 and out by that of 2023: on the list from 01/01/2023 to 31/12/2023."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "hộ", {2022: "poor", 2023: "not_poor"})
        a_form(act, home, on=date(2022, 10, 1), lacking={"water": "no"})

    assert parts(commune, "IND-23", day)[0] == expected


@pytest.mark.parametrize(
    ("day", "counts"),
    [(date(2024, 1, 1), True), (date(2024, 1, 2), False), (date(2023, 12, 31), True)],
)
def test_lately_escaped_means_thirty_six_months_to_the_day(
    commune: Database, day: date, counts: bool
) -> None:
    """Out of the list since 01/01/2021: the last day is 01/01/2024."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "hộ", {2019: "near_poor", 2020: "not_poor"})
        someone = a_person(act, home, "người", date(1990, 1, 1))
        a_form(
            act,
            home,
            on=date(2020, 10, 1),
            year=2022,
            members={someone: {"able_to_work": "yes", "trained": "yes"}},
        )

    assert parts(commune, "IND-19", day)[0] == (["người"] if counts else [])


def test_a_relapse_ends_the_months_after_escape_and_a_second_exit_counts_anew(commune: Database) -> None:
    """Out 01/01/2020, poor again in 2022, out 01/01/2023: lately escaped to 01/01/2026."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "hộ", {2018: "poor", 2019: "not_poor", 2021: "poor", 2022: "not_poor"})
        a_class(act, home, "not_poor", counted=date(2023, 12, 31), entitled=date(2024, 1, 1))
        someone = a_person(act, home, "người", date(1990, 1, 1))
        facts = {"able_to_work": "yes", "trained": "yes", "health_insurance": "no"}
        a_form(act, home, on=date(2021, 10, 1), year=2022, members={someone: facts})
        a_round(act, 2021)

    assert parts(commune, "IND-16", date(2022, 6, 1)) == ([], ["người"], [])
    assert parts(commune, "IND-16", date(2023, 6, 1)) == ([], [], [])
    assert parts(commune, "IND-19", date(2026, 1, 1))[0] == ["người"]
    assert parts(commune, "IND-19", date(2026, 1, 2))[0] == []


def test_poor_to_near_poor_is_not_an_escape_and_stays_on_the_list(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "hộ", {2022: "poor", 2023: "near_poor"})
        a_form(act, home, lacking={"water": "no"})

    assert parts(commune, "IND-23")[0] == ["hộ"]
