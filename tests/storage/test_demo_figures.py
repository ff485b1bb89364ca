"""The invented commune gives every indicator something to count, and its plan something to check."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, select

from povdesk.domain.indicator import Measured
from povdesk.domain.indicator_status import Status
from povdesk.domain.plan import PlanStatus
from povdesk.domain.plan_checks import find_problems
from povdesk.storage import commune, indicators, plan_facts, plans
from povdesk.storage.tables import assignment, class_history, household, project, support_event
from tests.storage import made_once

RATES_WITH_MISSING = (
    "IND-07", "IND-10", "IND-16", "IND-18", "IND-19", "IND-20", "IND-21", "IND-23", "IND-24", "IND-25",
)  # fmt: skip
COUNTS = ("IND-05", "IND-11", "IND-12", "IND-13", "IND-15", "IND-22")


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    database = made_once.sample_commune(tmp_path_factory.mktemp("xã mẫu") / "povdesk.db")
    with database.reading() as opened:
        yield opened
    database.close()


def _measured(connection: Connection, year: int) -> dict[str, Measured]:
    found = indicators.figures(connection, year, date(year, 12, 31))
    return {figure.definition.code: figure.measured for figure in found}


@pytest.mark.parametrize("year", [2023, 2024])
def test_every_rate_has_some_reached_some_not_and_some_unknown(connection: Connection, year: int) -> None:
    measured = _measured(connection, year)

    for code in RATES_WITH_MISSING:
        assert 0 < measured[code].numerator < measured[code].denominator, code
        assert measured[code].unknown > 0, code
    for code in COUNTS:
        assert measured[code].numerator > 0, code
    assert 0 < measured["IND-09"].numerator < measured["IND-09"].denominator
    assert 0 < measured["IND-14"].numerator < measured["IND-14"].denominator


def test_the_closing_of_2023_gives_118_poor_of_915_and_fewer_near_poor(connection: Connection) -> None:
    measured = _measured(connection, 2023)

    assert (measured["IND-01"].numerator, measured["IND-01"].denominator) == (118, 915)
    assert measured["IND-03"].value > 0
    assert measured["IND-04"].value > 0


def test_poverty_of_the_current_year_waits_for_the_review(connection: Connection) -> None:
    status = {
        figure.definition.code: figure.status
        for figure in indicators.figures(connection, 2024, date(2024, 12, 31))
    }

    assert {status[f"IND-0{number}"] for number in (1, 2, 3, 4)} == {Status.AWAITING}
    assert status["IND-17"] is Status.NO_DATA


def test_the_check_says_that_the_plans_rate_does_not_follow_from_the_register(
    connection: Connection,
) -> None:
    key = plans.find(connection, 2024)
    assert key is not None
    plan = plans.load(connection, key)

    findings = find_problems(plan, plan_facts.gather(connection, plan, date(2024, 6, 30)))

    assert any("0,82%" in finding.message and "118/915" in finding.message for finding in findings)


def test_the_plan_of_2024_is_being_drafted_and_has_an_invented_signer(connection: Connection) -> None:
    key = plans.find(connection, 2024)
    assert key is not None
    plan = plans.load(connection, key)
    signer = commune.default_signer(connection, date(2024, 3, 1))

    assert plan.status is PlanStatus.DRAFTING
    assert signer is not None and plan.signer == signer.uid
    assert plan.budget_total == 3_230_000_000
    assert [one.name for one in commune.identities(connection)] == ["Trà Lâm", "Thanh Bồng"]


def test_some_listed_households_have_no_cadre_yet(connection: Connection) -> None:
    helped = set(connection.execute(select(assignment.c.household_id)).scalars())
    listed = set(
        connection.execute(
            select(class_history.c.household_id)
            .join(household, household.c.id == class_history.c.household_id)
            .where(class_history.c.entitled_from == date(2024, 1, 1))
            .where(class_history.c.category != "not_poor", household.c.ended_on.is_(None))
        ).scalars()
    )

    assert 0 < len(listed - helped) < len(listed) / 4


def test_support_names_the_project_that_pays_for_it(connection: Connection) -> None:
    used = connection.execute(
        select(project.c.code).join(support_event, support_event.c.project_id == project.c.id).distinct()
    ).scalars()

    assert {"DA2", "DA3.1", "DA4.1", "DA4.2", "DA4.3", "DA5", "DA6.1", "DA6.2", "DA7.1"} <= set(used)
