"""IND-16, 18 to 21: cards, schooling and training of people, each expected number counted by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.indicator import Status
from povdesk.storage.database import Database
from povdesk.storage.indicators import rules
from tests.storage.commune_builder import (
    END_OF_2024,
    a_commune,
    a_form,
    a_household,
    a_low_income_worker,
    a_person,
    an_event,
    figure,
    lives,
    parts,
)

POOR, NEAR_POOR, OUT = {2023: "poor"}, {2023: "near_poor"}, {2022: "poor", 2023: "not_poor"}
BOTH = {2022: "poor", 2023: "poor"}
ABLE = {"able_to_work": "yes"}
YES = {"health_insurance": "yes"}


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    database = a_commune(data_folder / "povdesk.db")
    yield database
    database.close()


def test_health_insurance_counts_valid_cards_of_all_ages_and_leaves_the_unknown_apart(
    commune: Database,
) -> None:
    """Six people of a poor home on 30/06/2024, form of 10/01/2024: three cards, two without, one unknown.

    The cards: to that very day, without end date (so to 31/12), and given by support after the form.
    """
    day = date(2024, 6, 30)
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        names = ("còn đúng hôm nay", "không ghi hạn", "được cấp", "hết hạn hôm qua", "không", "chưa rõ")
        people = dict(zip(names, (a_person(act, home, name) for name in names), strict=True))
        cards = {
            "còn đúng hôm nay": {
                "health_insurance": "yes",
                "insured_until": day,
                "insurance_paid_by_budget": "yes",
            },
            "không ghi hạn": {"health_insurance": "yes", "insurance_paid_by_budget": "no"},
            "được cấp": {"health_insurance": "no"},
            "hết hạn hôm qua": {"health_insurance": "yes", "insured_until": date(2024, 6, 29)},
            "không": {"health_insurance": "no"},
        }
        a_form(
            act,
            home,
            on=date(2024, 1, 10),
            year=2023,
            members={people[name]: facts for name, facts in cards.items()},
        )
        an_event(act, "CAP_THE_BHYT", date(2024, 2, 1), person_id=people["được cấp"], source="central")

    reached, not_reached, missing = parts(commune, "IND-16", day)
    assert reached == ["còn đúng hôm nay", "không ghi hạn", "được cấp"]
    assert (not_reached, missing) == (["hết hạn hôm qua", "không"], ["chưa rõ"])
    found = figure(commune, "IND-16", day).measured
    assert (found.value, found.unknown, found.beside[0].count) == (60, 1, 2)


def test_a_card_without_end_date_is_unknown_once_its_year_is_over(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", BOTH)
        someone = a_person(act, home, "Hồ Văn A")
        a_form(act, home, on=date(2023, 10, 1), members={someone: {"health_insurance": "yes"}})

    assert figure(commune, "IND-16").previous.value == 100
    assert parts(commune, "IND-16") == ([], [], ["Hồ Văn A"])


def test_a_later_form_that_says_no_wins_over_an_earlier_card(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        someone = a_person(act, home, "Hồ Văn A")
        an_event(act, "CAP_THE_BHYT", date(2024, 2, 1), person_id=someone)
        a_form(act, home, on=date(2024, 9, 9), state="closed", members={someone: {"health_insurance": "no"}})

    assert parts(commune, "IND-16") == ([], ["Hồ Văn A"], [])


def test_a_person_on_two_rosters_is_one_person(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        poor, near = a_household(act, "Hồ Văn A", POOR), a_household(act, "Hồ Văn B", NEAR_POOR)
        someone = a_person(act, poor, "Hồ Thị Chung")
        lives(act, near, someone)
        a_form(act, poor, members={someone: {"health_insurance": "no"}})

    assert parts(commune, "IND-16") == ([], ["Hồ Thị Chung"], [])


def test_who_left_or_died_is_not_counted_and_who_joined_since_the_form_is_unknown(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        left = a_person(act, home, "đã chuyển đi", until=date(2024, 12, 31))
        stays = a_person(act, home, "ở lại")
        a_person(act, home, "mới sinh", date(2024, 11, 1), since=date(2024, 11, 1))
        a_form(
            act,
            home,
            on=date(2024, 9, 1),
            members=dict.fromkeys((left, stays), YES),
        )

    assert parts(commune, "IND-16") == (["ở lại"], [], ["mới sinh"])


@pytest.mark.parametrize(
    ("born", "level", "right"),
    [
        (2013, "lower_secondary", True),  # 11 in the school year 2024: lớp 6
        (2013, "primary", False),
        (2009, "upper_secondary", True),  # 15: lớp 10
        (2009, "lower_secondary", False),
        (2014, "primary", True),  # 10: lớp 5
        (2018, "primary", True),  # 6: lớp 1
        (2018, "preschool", False),
        (2019, "preschool", True),
        (2019, "primary", True),  # a level higher is right
    ],
)
def test_school_level_is_judged_by_calendar_year_at_the_level_or_higher(
    commune: Database, born: int, level: str, right: bool
) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", NEAR_POOR)
        child = a_person(act, home, "Hồ Bé", date(born, 12, 30))
        facts = {"studying": "yes", "school_level": level}
        a_form(act, home, on=date(2024, 10, 1), state="closed", members={child: facts})

    reached, not_reached, _ = parts(commune, "IND-18")
    assert (reached, not_reached) == ((["Hồ Bé"], []) if right else ([], ["Hồ Bé"]))


def test_children_under_three_and_from_sixteen_on_are_not_of_school_age(commune: Database) -> None:
    """Of five children two are of age; one stays at home, of the other nothing is known."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        born = {"hai": 2022, "ba": 2021, "mười lăm": 2009, "mười sáu": 2008}
        children = {name: a_person(act, home, name, date(year, 6, 1)) for name, year in born.items()}
        a_form(
            act,
            home,
            on=date(2024, 10, 1),
            state="closed",
            members={children["hai"]: {}, children["ba"]: {}, children["mười lăm"]: {"studying": "no"}},
        )

    assert parts(commune, "IND-18") == ([], ["mười lăm"], ["ba"])


def test_before_september_the_school_year_is_still_that_of_the_year_before(commune: Database) -> None:
    """Born 2013, form of May 2024: school year 2023, ten years old, primary is right."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        child = a_person(act, home, "Hồ Bé", date(2013, 1, 1))
        facts = {"studying": "yes", "school_level": "primary"}
        a_form(act, home, on=date(2024, 5, 20), year=2024, state="closed", members={child: facts})

    assert parts(commune, "IND-18", date(2024, 6, 30))[0] == ["Hồ Bé"]


def test_trained_and_certified_share_a_denominator_and_certified_are_always_trained(
    commune: Database,
) -> None:
    """Seven workers, a student left out: four trained and two certified of the six known.

    Who finished a course is trained without a certificate; a certificate alone means trained.
    """
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        facts = {
            "có chứng chỉ": {"certificate": "yes"},
            "trung cấp": {"training": "intermediate", "trained": "yes"},
            "có học": {"trained": "yes", "certificate": "no"},
            "vừa học xong": {"trained": "no", "certificate": "no"},
            "chưa học": {"trained": "no"},
            "chưa học, không bằng": {"trained": "no", "certificate": "no"},
            "chưa rõ": {},
            "sinh viên": {"studying": "yes", "trained": "no"},
        }
        keys = {name: a_person(act, home, name) for name in facts}
        a_form(act, home, members={keys[name]: {**ABLE, **row} for name, row in facts.items()})
        an_event(act, "DAO_TAO_NGHE", date(2022, 2, 1), person_id=keys["vừa học xong"])

    trained = parts(commune, "IND-19")
    certified = parts(commune, "IND-20")
    assert trained == (
        ["có chứng chỉ", "có học", "trung cấp", "vừa học xong"],
        ["chưa học", "chưa học, không bằng"],
        ["chưa rõ"],
    )
    assert certified[0] == ["có chứng chỉ", "trung cấp"]
    assert certified[1] == ["chưa học", "chưa học, không bằng", "có học", "vừa học xong"]
    share = figure(commune, "IND-20").measured.beside[0]
    assert (share.count, share.of) == (2, 4)


def test_students_count_when_the_officer_says_so(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        student = a_person(act, home, "sinh viên", date(2004, 1, 1))
        a_form(act, home, members={student: {**ABLE, "studying": "yes", "trained": "no"}})
    assert parts(commune, "IND-19") == ([], [], [])

    with commune.writing() as act:
        rules.change(act, "counting", {"students_left_out": False})

    assert parts(commune, "IND-19") == ([], ["sinh viên"], [])


def test_skills_training_counts_low_income_workers_by_name_on_both_sides(commune: Database) -> None:
    """One of a poor home needs it; outside the register one was trained, one waits, one was not asked."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        inside = a_person(act, home, "Hồ Văn A")
        a_form(act, home, members={inside: {**ABLE, "need_training": "yes"}})
        outside = {name: a_person(act, None, name) for name in ("đã học", "cần học", "chưa hỏi", "không cần")}
        for name, need in (("đã học", "yes"), ("cần học", "yes"), ("chưa hỏi", None), ("không cần", "no")):
            a_low_income_worker(act, outside[name], need)
        an_event(act, "DAO_TAO_NGHE", date(2024, 5, 1), person_id=outside["đã học"])

    assert parts(commune, "IND-21") == (["đã học"], ["Hồ Văn A", "cần học"], ["chưa hỏi"])
    assert parts(commune, "IND-12")[0] == []


def test_every_unknown_counted_as_no_must_still_reach_the_target(commune: Database) -> None:
    """Nine children are at school, of the tenth nothing is known: 100 %, at worst 90 % of 96 %."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        children = [a_person(act, home, f"Bé {place}", date(2016, 1, 1)) for place in range(10)]
        facts = {"studying": "yes", "school_level": "primary"}
        a_form(act, home, on=date(2024, 9, 9), state="closed", members=dict.fromkeys(children[:9], facts))

    found = figure(commune, "IND-18", END_OF_2024)
    assert (found.measured.value, found.status) == (100, Status.NOT_REACHED)
    assert found.status_reason == "Còn 1 chưa rõ nên chưa tính là đạt"
