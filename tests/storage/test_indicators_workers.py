"""IND-07, 10 to 13 and 15: work, courses and departures of people, counted by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.indicator import Part
from povdesk.storage.database import Database
from povdesk.storage.tables import commune_identity, support_event
from tests.storage.commune_builder import (
    a_class,
    a_commune,
    a_form,
    a_household,
    a_person,
    an_event,
    figure,
    parts,
    people_in,
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


def test_production_support_counts_those_able_with_the_need_and_the_named_attendee(commune: Database) -> None:
    """Of five able people one took part, one needs it, one was never asked: 2 of 3 with one unknown.

    Lan took part as the named attendee of a course noted for her household; her brother Nam, who also needs
    it, is not served by that. Minh took part without having noted a need (G3). Bé is a child, Tư not able.
    """
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn Nam", POOR)
        nam, lan = a_person(act, home, "Hồ Văn Nam"), a_person(act, home, "Hồ Thị Lan", sex="female")
        minh, oanh = a_person(act, home, "Hồ Văn Minh"), a_person(act, home, "Hồ Thị Oanh", sex="female")
        child, old = a_person(act, home, "Hồ Bé", date(2015, 1, 1)), a_person(act, home, "Hồ Văn Tư")
        a_form(
            act,
            home,
            members={
                nam: {**ABLE, "need_production": "yes"},
                lan: {**ABLE, "need_production": "yes"},
                minh: {**ABLE, "need_production": "no"},
                oanh: ABLE,
                child: {"need_production": "yes"},
                old: {"able_to_work": "no", "need_production": "yes"},
            },
        )
        an_event(act, "TAP_HUAN_SAN_XUAT", date(2024, 4, 1), household_id=home, attendee_id=lan)
        an_event(act, "TAP_HUAN_SAN_XUAT", date(2024, 5, 1), household_id=home)
        an_event(act, "TAP_HUAN_SAN_XUAT", date(2024, 6, 1), person_id=minh)

    assert parts(commune, "IND-07") == (["Hồ Thị Lan", "Hồ Văn Minh"], ["Hồ Văn Nam"], ["Hồ Thị Oanh"])
    found = figure(commune, "IND-07").measured
    assert (found.numerator, found.denominator, found.unknown) == (2, 3, 1)


def test_somebody_served_stays_counted_when_the_household_leaves_the_list_afterwards(
    commune: Database,
) -> None:
    """The class is that of the approval date (G5): trained in April while near-poor, out in June."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Đinh Văn Sơn", NEAR_POOR)
        son = a_person(act, home, "Đinh Văn Sơn")
        a_form(act, home, members={son: {**ABLE, "need_production": "yes"}})
        an_event(act, "TAP_HUAN_SAN_XUAT", date(2024, 4, 1), person_id=son)
        a_class(act, home, "not_poor", counted=date(2024, 6, 1))

    assert parts(commune, "IND-07") == (["Đinh Văn Sơn"], [], [])


def test_job_advice_counts_working_age_people_of_poor_near_poor_and_lately_escaped_homes(
    commune: Database,
) -> None:
    """Ba (poor) advised, Bốn (escaped) wants it, Năm (near-poor) not asked; Sáu is 61, Bảy never poor."""
    with commune.writing() as act:
        act.describe("Thử")
        needs = {**ABLE, "need_job": "yes"}
        for name, classes, facts, born in (
            ("Hồ Văn Ba", POOR, needs, date(1990, 1, 1)),
            ("Hồ Văn Bốn", OUT, needs, date(1985, 1, 1)),
            ("Hồ Văn Năm", NEAR_POOR, ABLE, date(1980, 1, 1)),
            ("Hồ Văn Sáu", POOR, needs, date(1963, 12, 31)),
            ("Hồ Văn Bảy", {2023: "not_poor"}, needs, date(1990, 1, 1)),
        ):
            home = a_household(act, name, classes)
            someone = a_person(act, home, name, born)
            a_form(act, home, members={someone: facts})
            if name == "Hồ Văn Ba":
                an_event(act, "TU_VAN_VIEC_LAM", date(2024, 3, 1), person_id=someone)
                an_event(act, "KET_NOI_VIEC_LAM_THANH_CONG", date(2024, 5, 1), person_id=someone)

    assert parts(commune, "IND-10") == (["Hồ Văn Ba"], ["Hồ Văn Bốn"], ["Hồ Văn Năm"])
    assert figure(commune, "IND-10").measured.value == 50


def test_working_age_ends_on_the_day_the_retirement_age_of_the_year_is_reached(commune: Database) -> None:
    """In 2024 men retire at 61 years, women at 56 years and 4 months; from full 15 one is of working age."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn Một", POOR)
        facts = {**ABLE, "need_job": "yes"}
        people = {
            a_person(act, home, "nam đủ 61", date(1963, 12, 31)): facts,
            a_person(act, home, "nam chưa đủ 61", date(1964, 1, 1)): facts,
            a_person(act, home, "nữ đủ 56 tuổi 4 tháng", date(1968, 8, 31), sex="female"): facts,
            a_person(act, home, "nữ chưa đủ", date(1968, 9, 1), sex="female"): facts,
            a_person(act, home, "đủ 15", date(2009, 12, 31)): facts,
            a_person(act, home, "chưa đủ 15", date(2010, 1, 1)): facts,
        }
        a_form(act, home, members=people)

    assert parts(commune, "IND-10")[1] == ["nam chưa đủ 61", "nữ chưa đủ", "đủ 15"]


def test_a_need_of_the_round_before_last_does_not_count_any_more(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn Xa", {2022: "poor", 2023: "poor"})
        someone = a_person(act, home, "Hồ Văn Xa")
        a_form(act, home, on=date(2022, 10, 1), members={someone: {**ABLE, "need_job": "yes"}})
        a_form(act, home, on=date(2023, 10, 1), members={someone: {**ABLE, "need_job": "no"}})

    assert parts(commune, "IND-10") == ([], [], [])
    assert figure(commune, "IND-10").measured.value is None


def test_a_need_noted_in_the_year_itself_counts_beside_that_of_the_round_before(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn Mới", {2022: "poor", 2023: "poor"})
        someone = a_person(act, home, "Hồ Văn Mới")
        a_form(act, home, on=date(2023, 10, 1), members={someone: {**ABLE, "need_job": "yes"}})
        a_form(act, home, on=date(2024, 9, 10), state="closed", members={someone: {**ABLE, "need_job": "no"}})

    assert parts(commune, "IND-10")[1] == ["Hồ Văn Mới"]


def test_a_need_known_only_from_an_old_form_is_unknown_now(commune: Database) -> None:
    """On the list by the closing of 2023 without a form since 2022: nobody knows what is needed in 2024."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn Cũ", POOR)
        someone = a_person(act, home, "Hồ Văn Cũ")
        a_form(act, home, on=date(2022, 10, 1), members={someone: {**ABLE, "need_job": "yes"}})

    assert parts(commune, "IND-10") == ([], [], ["Hồ Văn Cũ"])


def test_who_was_served_without_a_known_ability_stays_unknown(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn Chưa", POOR)
        served, asked = a_person(act, home, "được tư vấn"), a_person(act, home, "không cần")
        a_form(act, home, members={served: {"need_job": "no"}, asked: {"need_job": "no"}})
        an_event(act, "TU_VAN_VIEC_LAM", date(2024, 3, 1), person_id=served)

    assert parts(commune, "IND-10") == ([], [], ["được tư vấn"])


def test_a_draft_form_counts_for_nothing(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn Nháp", POOR)
        someone = a_person(act, home, "Hồ Văn Nháp")
        a_form(act, home, on=date(2024, 9, 10), state="draft", members={someone: {"health_insurance": "yes"}})

    assert parts(commune, "IND-16") == ([], [], ["Hồ Văn Nháp"])


def test_placed_workers_are_counted_once_and_only_those_of_the_three_groups(commune: Database) -> None:
    """Placed twice is one; somebody of another household counts only where the commune is a hard one."""
    with commune.writing() as act:
        act.describe("Thử")
        poor, other = a_household(act, "Hồ Văn A", POOR), a_household(act, "Hồ Văn B")
        first, second = a_person(act, poor, "Hồ Văn A"), a_person(act, other, "Hồ Văn B")
        for day in (date(2024, 3, 1), date(2024, 8, 1)):
            an_event(act, "KET_NOI_VIEC_LAM_THANH_CONG", day, person_id=first)
        an_event(act, "KET_NOI_VIEC_LAM_THANH_CONG", date(2024, 8, 1), person_id=second)
        an_event(act, "KET_NOI_VIEC_LAM_THANH_CONG", date(2024, 8, 1), note="12 người, không ghi tên")

    assert people_in(commune, "IND-11", Part.REACHED) == ["Hồ Văn A"]
    assert figure(commune, "IND-11").measured.value == 1

    with commune.writing() as act:
        act.describe("Thử")
        named = act.insert(commune_identity, {"name": "Trà Lâm", "valid_from": date(2021, 1, 1)})

    assert parts(commune, "IND-11") == (["Hồ Văn A"], [], ["Hồ Văn B"]), "nobody has said which it is"

    with commune.writing() as act:
        act.describe("Thử")
        act.update(commune_identity, named, {"hard_to_reach": 1})

    assert people_in(commune, "IND-11", Part.REACHED) == ["Hồ Văn A", "Hồ Văn B"]


def test_trained_workers_are_distinct_people_whose_course_ended_in_the_year(commune: Database) -> None:
    """Ended 2023, still going on, and deleted courses do not count; 05/01 to 20/12/2024 does."""
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", BOTH)
        names = ("xong", "xong năm trước", "đang học", "đã xóa")
        done, before, going, removed = (a_person(act, home, name) for name in names)
        an_event(act, "DAO_TAO_NGHE", date(2023, 12, 5), person_id=done, finished_on=date(2024, 3, 1))
        an_event(act, "DAO_TAO_NGHE", date(2024, 5, 5), person_id=done)
        an_event(act, "DAO_TAO_NGHE", date(2023, 5, 5), person_id=before)
        an_event(act, "DAO_TAO_NGHE", date(2024, 5, 5), person_id=going, state="started")
        key = an_event(act, "DAO_TAO_NGHE", date(2024, 5, 5), person_id=removed)
        act.update(support_event, key, {"deleted_at": "2024-06-01"})

    assert parts(commune, "IND-12") == (["xong"], [], [])
    assert figure(commune, "IND-12").previous.value == 1


def test_those_who_left_abroad_are_counted_by_departure_with_the_trained_beside(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        names = ("học rồi đi", "đi", "đi năm trước", "mới duyệt")
        both, plain, before, approved = (a_person(act, home, name) for name in names)
        an_event(act, "DAO_TAO_NGHE", date(2024, 2, 1), person_id=both)
        an_event(act, "DI_LAM_VIEC_NUOC_NGOAI", date(2024, 6, 1), person_id=both, state="started")
        an_event(act, "DI_LAM_VIEC_NUOC_NGOAI", date(2024, 6, 2), person_id=plain)
        an_event(act, "DI_LAM_VIEC_NUOC_NGOAI", date(2023, 6, 2), person_id=before)
        an_event(act, "DI_LAM_VIEC_NUOC_NGOAI", date(2024, 6, 2), person_id=approved, state="approved")

    assert parts(commune, "IND-13")[0] == ["học rồi đi", "đi"]
    assert [line.count for line in figure(commune, "IND-13").measured.beside] == [1]


def test_language_learners_learned_before_they_left(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Thử")
        home = a_household(act, "Hồ Văn A", POOR)
        before, after, still = (a_person(act, home, name) for name in ("trước", "sau", "chưa đi"))
        for someone, day in (
            (before, date(2024, 2, 1)),
            (after, date(2024, 9, 1)),
            (still, date(2024, 9, 1)),
        ):
            an_event(act, "HOC_NGOAI_NGU", day, person_id=someone)
            an_event(act, "HOC_NGOAI_NGU", day, person_id=someone)
        for someone in (before, after):
            an_event(act, "DI_LAM_VIEC_NUOC_NGOAI", date(2024, 6, 1), person_id=someone)

    assert parts(commune, "IND-15")[0] == ["chưa đi", "trước"]
