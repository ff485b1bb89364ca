"""What holds for every indicator, in communes drawn at random: the number is the length of its list."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event

from povdesk.domain.indicator import Part
from povdesk.storage import indicators
from povdesk.storage.act import Act
from povdesk.storage.database import Database
from povdesk.storage.indicators import rules
from tests.storage.commune_builder import (
    END_OF_2024,
    HAMLETS,
    a_cadre,
    a_commune,
    a_form,
    a_household,
    a_low_income_worker,
    a_person,
    an_event,
    lives,
)

CODES = [f"IND-{number:02d}" for number in range(1, 27)]
TYPED = ("IND-06", "IND-17", "IND-26")
DAYS = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 30), END_OF_2024)
ANSWERS = ("yes", "no", "unknown")
CLASSES = ("poor", "near_poor", "not_poor")
ASKED = ("water", "latrine", "telecom")
KINDS = (
    "HO_TRO_SINH_KE", "TAP_HUAN_SAN_XUAT", "TU_VAN_VIEC_LAM", "KET_NOI_VIEC_LAM_THANH_CONG", "DAO_TAO_NGHE",
    "DI_LAM_VIEC_NUOC_NGOAI", "HOC_NGOAI_NGU", "CAP_THE_BHYT", "HO_TRO_NHA_O", "HO_TRO_NHA_TIEU",
    "HO_TRO_VIEN_THONG",
)  # fmt: skip


@pytest.fixture(scope="module", params=[1, 2, 3])
def commune(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path: Path = tmp_path_factory.mktemp("Nguyễn Văn Ánh") / "povdesk.db"
    database = a_commune(path, closed=(2022, 2023, 2024) if request.param == 3 else (2022, 2023))
    with database.writing() as act:
        act.describe("Thử")
        rules.change(act, "counting", {"lasting_work": "either"})
        fill_at_random(act, Random(request.param))
    yield database
    database.close()


def test_there_are_twenty_six_indicators_in_the_order_of_the_plan(commune: Database) -> None:
    with commune.reading() as connection:
        found = indicators.figures(connection, 2024, END_OF_2024)
    assert [figure.code for figure in found] == CODES
    assert [figure.definition.letter for figure in found[:10]] == [
        "a",
        "a",
        "b",
        "c",
        "d",
        "d",
        "đ",
        "e",
        "g",
        "h",
    ]


@pytest.mark.parametrize("code", [code for code in CODES if code not in TYPED])
@pytest.mark.parametrize("day", DAYS)
def test_every_number_is_the_length_of_its_list(commune: Database, code: str, day: date) -> None:
    with commune.reading() as connection:
        figures = indicators.figures(connection, day.year, day)
        found = next(figure for figure in figures if figure.code == code)
        measured = next(iter(found.readings.values())) if found.readings else found.shown
        lists = {part: indicators.subjects(connection, code, day.year, day, part) for part in Part}

    assert len(lists[Part.REACHED]) == measured.numerator
    assert len(lists[Part.MISSING]) == measured.unknown
    assert len(lists[Part.WAITING]) == measured.waiting
    if found.definition.kind == "rate" and code not in ("IND-01", "IND-02"):
        assert len(lists[Part.REACHED]) + len(lists[Part.NOT_REACHED]) == measured.denominator
    if code == "IND-03":
        assert len(lists[Part.REACHED]) - len(lists[Part.NOT_REACHED]) == measured.value


@pytest.mark.parametrize("code", [code for code in CODES if code not in TYPED])
def test_nobody_is_in_two_lists_and_nobody_twice_in_one(commune: Database, code: str) -> None:
    with commune.reading() as connection:
        ids = [
            (subject.kind, subject.id)
            for part in Part
            for subject in indicators.subjects(connection, code, 2024, END_OF_2024, part)
        ]
    assert len(ids) == len(set(ids))


def test_the_certified_are_among_the_trained(commune: Database) -> None:
    with commune.reading() as connection:
        trained, certified = (
            {one.id for one in indicators.subjects(connection, code, 2024, END_OF_2024, Part.REACHED)}
            for code in ("IND-19", "IND-20")
        )
    assert certified and certified <= trained


@pytest.mark.parametrize("code", [code for code in CODES if code not in TYPED])
def test_the_hamlets_of_an_indicator_add_up(commune: Database, code: str) -> None:
    if code in ("IND-09",):
        pytest.skip("staff belong to no hamlet")
    with commune.reading() as connection:
        figures = indicators.figures(connection, 2024, END_OF_2024)
        rows = indicators.by_hamlet(connection, 2024, END_OF_2024)
        outside = sum(
            subject.hamlet_id is None
            for subject in indicators.subjects(connection, code, 2024, END_OF_2024, Part.REACHED)
        )
    found = next(figure for figure in figures if figure.code == code)
    measured = next(iter(found.readings.values())) if found.readings else found.shown
    assert sum(row.measured[code].numerator or 0 for row in rows) + outside == measured.numerator


def test_all_figures_take_nine_statements_however_many_households_there_are(commune: Database) -> None:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    with commune.reading() as connection:
        # What is read once for all later figures is no part of it.
        indicators.figures(connection, 2024, END_OF_2024)
    event.listen(commune.engine, "before_cursor_execute", note)
    try:
        with commune.reading() as connection:
            statements.clear()
            indicators.figures(connection, 2024, END_OF_2024)
    finally:
        event.remove(commune.engine, "before_cursor_execute", note)
    assert len(statements) <= 9


def fill_at_random(act: Act, random: Random) -> None:
    """Forty households with random histories, forms, people and support; nothing in it makes sense."""
    people: list[tuple[int, int]] = []
    for number in range(40):
        classes = {year: random.choice(CLASSES) for year in _some(random, range(2019, 2024))}
        ended = date(2024, 5, 1) if random.random() < 0.05 else None
        home = a_household(act, f"Hộ {number}", classes, hamlet_name=random.choice(HAMLETS), ended_on=ended)
        members = [_someone(act, random, home, number, place) for place in range(random.randint(1, 5))]
        people += [(home, key) for key in members]
        for year in _some(random, (2022, 2023, 2024)):
            state = random.choice(("draft", "closed", "recognised"))
            a_form(
                act,
                home,
                on=date(year, 9, 1) + timedelta(days=random.randrange(60)),
                state=state,
                members={key: _facts(random) for key in members if random.random() < 0.9},
                lacking={
                    code: random.choice(ANSWERS) for code in _some(random, ("water", "latrine", "telecom"))
                },
                needs={"telecom": random.choice(ANSWERS)},
                minority=random.choice((*ANSWERS, None)),
                uses_internet=random.choice(ANSWERS),
                computed=random.choice((*CLASSES, "undecided")),
            )
    for _home, key in random.sample(people, 5):
        lives(act, random.choice(people)[0], key)
        a_low_income_worker(act, key, random.choice((*ANSWERS, None)))
    a_low_income_worker(act, a_person(act, None, "ngoài sổ"), "yes")
    for place in range(200):
        home, key = random.choice(people)
        subject = random.choice(
            ({"person_id": key}, {"household_id": home}, {"household_id": home, "attendee_id": key})
        )
        day = date(2023, 1, 5) + timedelta(days=random.randrange(700))
        state = random.choice(("approved", "started", "finished", "finished"))
        an_event(act, KINDS[place % len(KINDS)], day, state=state, source="central", **subject)
    for number in range(4):
        an_event(act, "TAP_HUAN_CAN_BO", date(2024, 3, 1), cadre_id=a_cadre(act, f"Cán bộ {number}"))


def _someone(act: Act, random: Random, home: int, number: int, place: int) -> int:
    born = date(1950, 1, 1) + timedelta(days=random.randrange(74 * 365))
    return a_person(
        act,
        home,
        f"Người {number}.{place}",
        born.year if random.random() < 0.2 else born,
        sex=random.choice(("male", "female")),
        relation="" if place else "head",
        ethnic_group=random.choice(("01", "30", "")),
        until=date(2024, 3, 1) if random.random() < 0.05 else None,
    )


def _facts(random: Random) -> dict[str, object]:
    names = (
        "health_insurance", "insurance_paid_by_budget", "studying", "trained", "certificate", "lasting_work",
        "able_to_work", "need_job", "need_training", "need_production",
    )  # fmt: skip
    return {
        **{name: random.choice(ANSWERS) for name in names},
        "insured_until": random.choice((None, date(2024, 6, 30), date(2025, 6, 30))),
        "school_level": random.choice(("", "preschool", "primary", "lower_secondary", "college")),
        "training": random.choice(("", "none", "elementary")),
        "contract": random.choice(("", "yes", "no")),
    }


def _some(random: Random, values: object) -> list:  # type: ignore[type-arg]
    return [value for value in values if random.random() < 0.7]  # type: ignore[attr-defined]
