"""Counts kept between two readings are those that a full count gives, whatever was done in between."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Table, select

from povdesk.domain.indicator import Target
from povdesk.domain.population_group import POPULATION_GROUPS
from povdesk.storage import indicators, targets
from povdesk.storage.act import Act, last_act
from povdesk.storage.database import Database
from povdesk.storage.indicators import counting, kept, rules
from povdesk.storage.indicators.groups import within
from povdesk.storage.indicators.measures import measures
from povdesk.storage.indicators.moments import moments, parameters
from povdesk.storage.indicators.touched import COUNTED_FROM, touched
from povdesk.storage.tables import (
    household,
    measurement,
    membership,
    metadata,
    person,
    review,
    review_answer,
    review_member,
    support_event,
)
from tests.storage import made_once
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
    lives,
)
from tests.storage.test_indicators_lists import fill_at_random

Step = Callable[[Act, Random], object]


@pytest.fixture
def commune(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    # So few households to a share that a commune of forty has many.
    monkeypatch.setattr(kept, "_SHARE_SIZE", 2)
    database = made_once.copy_of("kept counts", data_folder / "povdesk.db", filled, a_day)
    yield database
    database.close()


def a_day() -> datetime:
    return datetime(2024, 12, 31, 8, tzinfo=UTC)


def filled(path: Path) -> Database:
    """A commune of which every kind of record is there, at random."""
    database = a_commune(path)
    with database.writing() as act:
        act.describe("Thử")
        rules.change(act, "counting", {"lasting_work": "either"})
        fill_at_random(act, Random(7))
        for code, group in product(("IND-03", "IND-16", "IND-23"), POPULATION_GROUPS):
            targets.save_target(act, code, Target(2024, ">=", 50, population_group=group))
    return database


def _one(act: Act, random: Random, table: Table) -> int:
    return int(random.choice(act.connection.execute(select(table.c.id).order_by(table.c.id)).scalars().all()))


def _answer(random: Random) -> str:
    return random.choice(("yes", "no", "unknown"))


STEPS: dict[str, Step] = {
    "an answer of a member": lambda act, random: act.update(
        review_member,
        _one(act, random, review_member),
        {"health_insurance": _answer(random), "able_to_work": _answer(random)},
    ),
    "an answer of a home": lambda act, random: act.update(
        review_answer, _one(act, random, review_answer), {"lacking": _answer(random)}
    ),
    "a form is closed": lambda act, random: act.update(
        review, _one(act, random, review), {"state": "closed", "computed": "near_poor"}
    ),
    "a new form": lambda act, random: a_form(
        act, a_household(act, "Mới", {2023: "poor"}), on=date(2024, 12, 2), state="closed", computed="poor",
        members={_one(act, random, person): {"need_job": "yes", "able_to_work": "yes"}},
    ),
    "a form is removed": lambda act, random: act.delete(review, _one(act, random, review)),
    "a class": lambda act, random: a_class(
        act, _one(act, random, household), random.choice(("poor", "not_poor")), counted=date(2024, 5, 1)
    ),
    "support of a person": lambda act, random: an_event(
        act, "DAO_TAO_NGHE", date(2024, 4, 1), person_id=_one(act, random, person)
    ),
    "support of a household": lambda act, random: an_event(
        act, "HO_TRO_SINH_KE", date(2024, 4, 1), household_id=_one(act, random, household)
    ),
    "support is removed": lambda act, random: act.update(
        support_event, _one(act, random, support_event), {"deleted_at": "2024-12-01T08:00:00"}
    ),
    "support goes to another": lambda act, random: act.update(
        support_event, _one(act, random, support_event), {"person_id": _one(act, random, person)}
    ),
    "somebody moves in": lambda act, random: lives(
        act, _one(act, random, household), _one(act, random, person), since=date(2024, 2, 1)
    ),
    "somebody moves out": lambda act, random: act.update(
        membership, _one(act, random, membership), {"valid_to": date(2024, 3, 1)}
    ),
    "a birthday": lambda act, random: act.update(
        person, _one(act, random, person), {"birth_year": 2024 - random.randrange(80)}
    ),
    "another ethnic group, another sex": lambda act, random: act.update(
        person,
        _one(act, random, person),
        {"ethnic_group": random.choice(("01", "30", "")), "sex": random.choice(("male", "female"))},
    ),
    "another hamlet": lambda act, random: act.update(
        household, _one(act, random, household), {"hamlet_id": random.choice((1, 2))}
    ),
    "a household leaves": lambda act, random: act.update(
        household, _one(act, random, household), {"ended_on": date(2024, 6, 1)}
    ),
    "a new household": lambda act, random: lives(
        act,
        a_household(act, "Mới", {2023: "poor"}, hamlet_name=random.choice(HAMLETS)),
        _one(act, random, person),
    ),
    "a low-income worker": lambda act, random: a_low_income_worker(act, _one(act, random, person)),
    "somebody of no household": lambda act, _random: a_low_income_worker(act, a_person(act, None, "Ngoài")),
    "a course for staff": lambda act, _random: an_event(
        act, "TAP_HUAN_CAN_BO", date(2024, 7, 1), cadre_id=a_cadre(act, "Cán bộ mới")
    ),
    "a typed number": lambda act, _random: a_measurement(act, "IND-17", date(2024, 11, 1), value=9),
}  # fmt: skip


def _counted(database: Database) -> object:
    with database.reading() as connection:
        shown = indicators.overview(connection, 2024, END_OF_2024, 2023)
        of_groups = indicators.group_figures(connection, 2024, END_OF_2024)
    # A hamlet in which nobody is left may be missing or stand there with noughts.
    there = {key: tally for key, tally in shown.counted.tallies.items() if tally.reached or tally.missing}
    return shown.figures, shown.series, shown.compared, there, of_groups


def _counted_anew(database: Database) -> object:
    kept.forget(database.engine)
    return _counted(database)


@pytest.mark.parametrize("name", STEPS)
def test_after_every_kind_of_act_the_counts_are_those_of_a_full_count(commune: Database, name: str) -> None:
    random = Random(name)
    for _ in range(4):
        _counted(commune)
        with commune.writing() as act:
            act.describe(name)
            STEPS[name](act, random)
        caught_up = _counted(commune)
        assert caught_up == _counted_anew(commune)


def test_many_acts_and_undos_in_a_row_end_at_a_full_count(commune: Database) -> None:
    random = Random(3)
    for _ in range(40):
        with commune.writing() as act:
            act.describe("Việc")
            for name in random.sample(sorted(STEPS), random.randint(1, 3)):
                STEPS[name](act, random)
        if random.random() < 0.3:
            with commune.reading() as connection:
                newest = last_act(connection)
            assert newest is not None
            with commune.writing() as act:
                act.undo(newest[0])
        if random.random() < 0.5:
            caught_up = _counted(commune)
            assert caught_up == _counted_anew(commune)


def test_a_save_counts_only_a_part_of_the_households_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_SHARE_SIZE", 2)
    commune = a_commune(tmp_path / "povdesk.db")
    with commune.writing() as act:
        act.describe("Thử")
        for number in range(30):
            home = a_household(act, f"Hộ {number}", {2023: "poor"})
            a_form(act, home, members={a_person(act, home, f"Người {number}"): {"able_to_work": "yes"}})
    _counted(commune)
    asked: list[counting.Share | None] = []
    whole = counting.counts

    def noted(*arguments):  # type: ignore[no-untyped-def]
        asked.append(arguments[5] if len(arguments) > 5 else None)
        return whole(*arguments)

    monkeypatch.setattr(kept, "counts", noted)
    with commune.writing() as act:
        act.describe("Sửa một phiếu")
        act.update(review_member, 15, {"health_insurance": "yes"})
    caught_up = _counted(commune)
    assert [share is not None and len(share.households) <= 10 for share in asked] == [True]
    assert caught_up == _counted_anew(commune)
    commune.close()


def test_an_act_that_no_measure_looks_at_leaves_the_counts_alone(commune: Database) -> None:
    with commune.writing() as act:
        act.describe("Nhập số đo")
        act.insert(measurement, {"indicator_id": 17, "as_of": date(2024, 11, 1), "value": 9.0})
    with commune.reading() as connection:
        newest = last_act(connection)
        assert newest is not None
        found = touched(connection, newest[0] - 1)
    assert found is not None and not found.households and not found.people


def test_within_an_act_the_figures_already_hold_what_it_changed(commune: Database) -> None:
    def trained(connection) -> float | None:  # type: ignore[no-untyped-def]
        found = indicators.figures(connection, 2024, END_OF_2024)
        return next(figure for figure in found if figure.code == "IND-22").measured.value

    with commune.reading() as connection:
        before = trained(connection)
    with commune.writing() as act:
        act.describe("Hỗ trợ nhà ở")
        home = a_household(act, "Mới", {2023: "poor"})
        an_event(act, "HO_TRO_NHA_O", date(2024, 5, 1), household_id=home)
        assert trained(act.connection) == (before or 0) + 1
    with commune.reading() as connection:
        assert trained(connection) == (before or 0) + 1


def test_every_table_that_a_measure_looks_into_is_watched(commune: Database) -> None:
    with commune.reading() as connection:
        counted_by, _ = rules.load(connection)
        chosen = moments(connection, [(2024, END_OF_2024)])
        cte, _values = parameters(chosen, counted_by, [False])
        known = list(measures(counted_by).values())
        narrowed = [within(one, group, counted_by) for one, group in product(known, POPULATION_GROUPS)]
        by_base = counting._by_base([*known, *(one for one in narrowed if one is not None)])
        query = counting._grouped(by_base, counted_by, cte, counting.WHOLE, None)
        own = set(re.findall(r"(\w+) AS (?:MATERIALIZED )?\(", query))
        named = set(re.findall(r"(?:FROM|JOIN) (\w+)", query)) & set(metadata.tables)
        assert named - own <= COUNTED_FROM


def test_the_day_is_part_of_what_is_kept(commune: Database) -> None:
    _counted(commune)
    with commune.reading() as connection:
        for day in (END_OF_2024 - timedelta(days=200), END_OF_2024):
            warm = indicators.figures(connection, 2024, day)
            kept.forget(commune.engine)
            assert warm == indicators.figures(connection, 2024, day)
