"""One small commune, all 26 indicators: every number worked by hand, as a table to be read by an officer.

Seven households at the closings (100 households in each of two hamlets, 90 of them of ethnic minorities):

| household | 2022     | 2023      | 2024      | on the list in 2024                                |
|-----------|----------|-----------|-----------|----------------------------------------------------|
| An        | poor     | poor      | near-poor | poor                                               |
| Bình      |          | near-poor | near-poor | near-poor                                          |
| Châu      | poor     | out       | out       | escaped on 01/01/2024                              |
| Dung      | out      |           |           | escaped on 31/12/2021: 36 months to the very day   |
| Yên       | out      |           |           | escaped on 30/12/2021: one day too long            |
| Giang     |          | poor      | poor      | poor                                               |
| Hòa       |          | near-poor | out       | near-poor, no form was ever filled in              |

Forms of October 2023; the day is 31/12/2024.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.indicator import Part
from povdesk.storage import indicators
from povdesk.storage.act import Act
from povdesk.storage.database import Database
from povdesk.storage.indicators import rules
from tests.storage.commune_builder import (
    END_OF_2024,
    HAMLETS,
    a_cadre,
    a_class,
    a_commune,
    a_form,
    a_household,
    a_low_income_worker,
    a_measurement,
    a_person,
    an_event,
    figure,
    parts,
)

YES_ALL = {"need_job": "yes", "need_training": "yes", "need_production": "yes"}
NO_NEED = {"need_job": "no", "need_training": "no", "need_production": "no"}
UNTRAINED = {"trained": "no", "certificate": "no"}
CARD_TO_THE_LAST_DAY = {"health_insurance": "yes", "insured_until": END_OF_2024}

MINORITY = "30"


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = a_commune(
        tmp_path_factory.mktemp("Xã Trà Xanh") / "povdesk.db", closed=(2022, 2023, 2024), totals=100
    )
    with database.writing() as act:
        act.describe("Thử")
        rules.change(act, "counting", {"lasting_work": "ticked"})
        _fill(act)
    yield database
    database.close()


def _fill(act: Act) -> None:
    # ---- An: poor; the head is exactly 61, a daughter exactly 15
    home_an = a_household(act, "An", {2022: "poor", 2023: "poor", 2024: "near_poor"})
    an = a_person(act, home_an, "An", date(1963, 12, 31), relation="head", ethnic_group=MINORITY)
    anh = a_person(act, home_an, "Ánh", date(1990, 3, 8), sex="female")
    be = a_person(act, home_an, "Bé", date(2009, 12, 31), sex="female")
    a_form(
        act,
        home_an,
        members={
            an: {"able_to_work": "yes", **NO_NEED, "need_production": "yes", **UNTRAINED,
                 **CARD_TO_THE_LAST_DAY},
            anh: {"able_to_work": "yes", **YES_ALL, **UNTRAINED, "health_insurance": "yes",
                  "lasting_work": "yes"},
            be: {"able_to_work": "yes", **NO_NEED, **CARD_TO_THE_LAST_DAY, "studying": "yes",
                 "school_level": "lower_secondary"},
        },
        lacking={"water": "no", "latrine": "yes"},
        uses_internet="yes",
    )  # fmt: skip
    # ---- Bình: near-poor
    home_binh = a_household(act, "Bình", {2023: "near_poor", 2024: "near_poor"})
    binh = a_person(act, home_binh, "Bình", date(1985, 1, 1), relation="head", ethnic_group=MINORITY)
    bi = a_person(act, home_binh, "Bi", date(2021, 6, 1))
    a_form(
        act,
        home_binh,
        members={
            binh: {"able_to_work": "yes", "need_training": "yes", "trained": "yes", "certificate": "yes",
                   "health_insurance": "no", "lasting_work": "no"},
            bi: {"able_to_work": "no"},
        },
        lacking={"water": "yes", "latrine": "unknown"},
        needs={"telecom": "yes"},
        uses_internet="no",
    )  # fmt: skip
    # ---- Châu: escaped lately
    home_chau = a_household(
        act, "Châu", {2022: "poor", 2023: "not_poor", 2024: "not_poor"}, hamlet_name=HAMLETS[1]
    )
    chau = a_person(act, home_chau, "Châu", date(1980, 2, 2), relation="head")
    a_form(act, home_chau, members={chau: {"able_to_work": "yes", "need_job": "yes", "need_training": "no"}})
    # ---- Dung and Yên: escaped 36 months ago, to the day and a day before
    for name, out in (("Dung", date(2021, 12, 31)), ("Yên", date(2021, 12, 30))):
        home = a_household(act, name, {2020: "poor"})
        a_class(act, home, "not_poor", counted=out)
        person = a_person(act, home, name, date(1980, 7, 7), sex="female", relation="head")
        a_form(act, home, members={person: {"able_to_work": "yes", **YES_ALL, **UNTRAINED}})
        if name == "Dung":
            an_event(act, "HOC_NGOAI_NGU", date(2024, 3, 1), person_id=person)
            an_event(act, "DI_LAM_VIEC_NUOC_NGOAI", date(2024, 6, 1), person_id=person)
    # ---- Giang: poor; nobody knows whether he can work
    home_giang = a_household(act, "Giang", {2023: "poor", 2024: "poor"}, hamlet_name=HAMLETS[1])
    giang = a_person(act, home_giang, "Giang", date(1970, 9, 9), relation="head", ethnic_group=MINORITY)
    gam = a_person(act, home_giang, "Gấm", date(2012, 4, 4), sex="female")
    a_form(
        act,
        home_giang,
        members={
            giang: {**YES_ALL, "health_insurance": "yes", "insured_until": date(2024, 6, 30)},
            gam: {"able_to_work": "no", "studying": "yes", "school_level": "primary"},
        },
        lacking={"water": "unknown", "latrine": "no"},
        needs={"telecom": "no"},
        uses_internet="no",
    )
    # ---- Hòa: near-poor without a form, with a child of four
    home_hoa = a_household(act, "Hòa", {2023: "near_poor", 2024: "not_poor"})
    a_person(act, home_hoa, "Hòa", date(1975, 5, 5), relation="head")
    a_person(act, home_hoa, "Hân", date(2020, 1, 1))
    # ---- support of 2024: two of one person, two of one household
    for day in (date(2024, 3, 1), date(2024, 9, 1)):
        an_event(act, "TAP_HUAN_SAN_XUAT", day, person_id=anh)
        an_event(act, "HO_TRO_SINH_KE", day, household_id=home_an)
    an_event(act, "TU_VAN_VIEC_LAM", date(2024, 4, 1), person_id=anh)
    an_event(act, "DAO_TAO_NGHE", date(2024, 5, 1), person_id=chau)
    an_event(act, "KET_NOI_VIEC_LAM_THANH_CONG", date(2024, 8, 1), person_id=chau)
    an_event(act, "HO_TRO_NHA_O", date(2024, 10, 1), household_id=home_binh)
    an_event(act, "CAP_THE_BHYT", date(2024, 1, 10), person_id=bi)
    # ---- departures entered by household: they count for the household, not as a person
    an_event(act, "DI_LAM_VIEC_NUOC_NGOAI", date(2023, 5, 1), household_id=home_an)
    an_event(act, "DI_LAM_VIEC_NUOC_NGOAI", date(2024, 2, 1), household_id=home_giang)
    # ---- staff, a low-income worker of no household, typed numbers
    trained_one = a_cadre(act, "Cán bộ một")
    a_cadre(act, "Cán bộ hai")
    a_cadre(act, "Cán bộ ngoài danh sách", listed=False)
    an_event(act, "TAP_HUAN_CAN_BO", date(2024, 7, 1), cadre_id=trained_one)
    a_low_income_worker(act, a_person(act, None, "Lợi"), "yes")
    a_measurement(act, "IND-06", date(2024, 12, 1), value=900_000, measured_by="UBND xã")
    a_measurement(act, "IND-17", date(2024, 11, 20), numerator=390, denominator=760, measured_by="Trạm Y tế")
    a_measurement(act, "IND-26", date(2024, 12, 1), numerator=850, denominator=1_000, measured_by="UBND xã")


# code, value, numerator, denominator, missing; names: reached, not reached, missing
TABLE = [
    # Giang of 200 households at the closing of 2024.
    ("IND-01", 0.5, 1, 200, 0, "Giang", "", ""),
    # Both readings: An, Bình, Giang of 200; or Giang alone. The list is that of the first.
    ("IND-02", None, None, None, 0, "An Bình Giang", "", ""),
    # Near-poor 2023: Bình, Hòa; 2024: An, Bình. One left (Hòa), one came (An): cut by 0.
    ("IND-03", 0, 1, None, 0, "Hòa", "An", ""),
    # Minority poor: An, Giang of 180 = 1,1111; then Giang of 180 = 0,5556: a cut of 0,5556 points.
    ("IND-04", 100 / 180, 1, 180, 0, "Giang", "", ""),
    # An was supported twice and counts once.
    ("IND-05", 1, 1, None, 0, "An", "", ""),
    ("IND-06", 900_000, None, None, 0, "", "", ""),
    # Of poor and near-poor able to work: Ánh took part, An needs it; Bình not asked, Giang's ability not
    # known, Hòa has no form. The support of An's household named nobody.
    ("IND-07", 50, 1, 2, 3, "Ánh", "An", "Bình Giang Hòa"),
    # An's home has Ánh with lasting work, Bình's only worker has none; Giang and Hòa are not known.
    ("IND-08", 50, 1, 2, 2, "An", "Bình", "Giang Hòa"),
    # Two on the list, one with a course.
    ("IND-09", 50, 1, 2, 0, "Cán bộ một", "Cán bộ hai", ""),
    # Ánh advised, Châu placed; Dung wants it, still within 36 months; An is 61, Bé wants none, Yên is out.
    ("IND-10", 200 / 3, 2, 3, 3, "Ánh Châu", "Dung", "Bình Giang Hòa"),
    ("IND-11", 1, 1, None, 0, "Châu", "", ""),
    ("IND-12", 1, 1, None, 0, "Châu", "", ""),
    # Dung; the two departures entered by household name no person.
    ("IND-13", 1, 1, None, 0, "Dung", "", ""),
    # An: poor when somebody left in 2023, near-poor now. Giang: poor and poor. Dung was not poor.
    ("IND-14", 50, 1, 2, 0, "An", "Giang", ""),
    ("IND-15", 1, 1, None, 0, "Dung", "", ""),
    # Cards to 31/12/2024: An, Bé; Bi got one in the year. Bình none, Giang's ended in June.
    # Ánh's has no end date and the form is of 2023; Gấm, Hòa, Hân were not asked.
    ("IND-16", 60, 3, 5, 4, "An Bé Bi", "Bình Giang", "Ánh Gấm Hân Hòa"),
    ("IND-17", 100 * 390 / 760, 390, 760, 0, "", "", ""),
    # School year 2023: Bé 14 at THCS; Gấm 11 still at primary; Bi is 2. Hân, 4, was not asked.
    ("IND-18", 50, 1, 2, 1, "Bé", "Gấm", "Hân"),
    # Bình, Châu (course of 2024) of Ánh, Bình, Châu, Dung; Bé is at school, An is 61.
    ("IND-19", 50, 2, 4, 2, "Bình Châu", "Ánh Dung", "Giang Hòa"),
    # Bình has a certificate; of Châu nobody knows.
    ("IND-20", 100 / 3, 1, 3, 3, "Bình", "Ánh Dung", "Châu Giang Hòa"),
    # Châu was trained; Ánh, Bình, Dung and, from outside the register, Lợi want to be.
    ("IND-21", 20, 1, 5, 2, "Châu", "Ánh Bình Dung Lợi", "Giang Hòa"),
    ("IND-22", 1, 1, None, 0, "Bình", "", ""),
    ("IND-23", 50, 1, 2, 2, "An", "Bình", "Giang Hòa"),
    ("IND-24", 50, 1, 2, 2, "Giang", "An", "Bình Hòa"),
    # Giang uses none and wants none: not concerned.
    ("IND-25", 50, 1, 2, 1, "An", "Bình", "Hòa"),
    ("IND-26", 85, 850, 1_000, 0, "", "", ""),
]


def _named(words: str) -> list[str]:
    if words.startswith("Cán bộ"):
        return [words]
    return sorted(words.split())


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_the_number_of_the_small_commune_is_the_one_worked_by_hand(commune: Database, row: tuple) -> None:  # type: ignore[type-arg]
    code, value, numerator, denominator, missing, *_names = row
    measured = figure(commune, code).measured
    assert measured.value == (None if value is None else pytest.approx(value))
    assert (measured.numerator, measured.denominator, measured.unknown) == (numerator, denominator, missing)


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_the_lists_of_the_small_commune_name_those_found_by_hand(commune: Database, row: tuple) -> None:  # type: ignore[type-arg]
    code, *_numbers, reached, not_reached, missing = row
    assert parts(commune, code) == (_named(reached), _named(not_reached), _named(missing))


def test_the_table_has_all_twenty_six() -> None:
    assert [row[0] for row in TABLE] == [f"IND-{number:02d}" for number in range(1, 27)]


def test_the_two_readings_of_the_multidimensional_rate_by_hand(commune: Database) -> None:
    """(Giang + An + Bình) of 200, or Giang of 200."""
    readings = list(figure(commune, "IND-02").readings.values())
    assert [(one.value, one.numerator, one.denominator) for one in readings] == [(1.5, 3, 200), (0.5, 1, 200)]


def test_the_hamlets_of_the_small_commune_by_hand(commune: Database) -> None:
    """Trà Hoa has Châu and Giang: Giang of 100 is poor; one of two cards of Giang's home has ended."""
    with commune.reading() as connection:
        rows = {one.hamlet: one.measured for one in indicators.by_hamlet(connection, 2024, END_OF_2024)}
    found = rows[HAMLETS[1]]
    assert (found["IND-01"].value, found["IND-01"].denominator) == (1, 100)
    assert (found["IND-16"].value, found["IND-16"].denominator, found["IND-16"].unknown) == (0, 1, 1)
    assert (found["IND-21"].numerator, found["IND-21"].denominator) == (1, 1)


def test_where_nobody_is_concerned_a_rate_is_blank_with_a_reason_and_never_nought(tmp_path: Path) -> None:
    empty = a_commune(tmp_path / "povdesk.db")
    with empty.reading() as connection:
        figures = indicators.figures(connection, 2024, END_OF_2024)
        rows = indicators.by_hamlet(connection, 2024, END_OF_2024)
        lists = [
            indicators.subjects(connection, one.code, 2024, END_OF_2024, part)
            for one in figures
            for part in Part
        ]
    empty.close()
    # Closings divide by all residents, who are there: 0 poor of 200 is a number, once the year is closed.
    of_closings = ("IND-01", "IND-02", "IND-03", "IND-04")
    for one in figures:
        if one.definition.is_count and one.code not in of_closings:
            assert one.measured.value == 0, one.code
        else:
            assert one.measured.value is None and one.measured.reason, one.code
    for row in rows:
        for code, measured in row.measured.items():
            if measured.value == 0 and code not in of_closings:
                assert measured.denominator is None, code
    assert not any(lists)
