"""Projects of the programme and the money by project, capital and source, against the plan's sum."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput
from povdesk.domain.programme import (
    BudgetLine,
    Capital,
    Disbursement,
    Project,
    Source,
    difference,
    summed,
    sums_by_project,
)
from povdesk.storage import budget_lines, programme, seeds
from povdesk.storage.database import Database
from tests.storage import made_once

MILLION = 1_000_000
IN_PLAN = 3_230 * MILLION


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    database = made_once.register(data_folder / "povdesk.db", seeds.seed)
    yield database
    database.close()


def test_the_projects_are_called_as_the_plan_prints_them(commune: Database) -> None:
    with commune.reading() as connection:
        found = {project.code: project for project in programme.projects(connection)}
    assert found["DA3.1"].called == "Tiểu dự án 1 - Dự án 3"
    assert found["DA5"].called == "Dự án 5"
    assert (found["DA7.2"].parent, found["DA7.2"].called) == ("DA7", "Tiểu dự án 2 - Dự án 7")
    assert len(found) == 16


def test_after_2025_no_project_is_known_and_none_is_invented(commune: Database) -> None:
    with commune.reading() as connection:
        assert programme.projects(connection, date(2025, 12, 31))
        assert programme.projects(connection, date(2026, 1, 1)) == ()
    later = programme.shipped_programmes()[-1]
    assert later["note"].startswith("Chưa có danh mục dự án")


def test_money_adds_up_by_project_and_up_to_the_day(commune: Database) -> None:
    """DA3.1 has 260 planned and 100 + 60 paid, 60 of it after the day; DA3 holds its sub-projects."""
    with commune.writing() as act:
        lines = (
            _line("DA3.1", 260, Capital.RECURRENT, Source.CENTRAL),
            _line("DA3.2", 40, Capital.RECURRENT, Source.CENTRAL),
        )
        budget_lines.keep_lines(act, 2024, lines)
        key = programme.budget(act.connection, 2024)[0].id
        assert key is not None
        paid = (
            Disbursement(date(2024, 5, 1), 100 * MILLION),
            Disbursement(date(2024, 8, 1), 60 * MILLION),
        )
        budget_lines.keep_disbursements(act, key, paid)

    with commune.reading() as connection:
        lines = programme.budget(connection, 2024, date(2024, 6, 30))
        everything = programme.budget(connection, 2024)
        projects = programme.projects(connection)
    assert [(line.project, line.disbursed) for line in lines] == [("DA3.1", 100 * MILLION), ("DA3.2", 0)]
    assert summed(everything).disbursed == 160 * MILLION
    by_project = sums_by_project(projects, lines)
    assert by_project["DA3"].planned == 300 * MILLION
    assert by_project["DA3.1"].share_paid == pytest.approx(100 * 100 / 260)
    assert by_project["DA1"].share_paid is None


def test_a_sum_that_is_not_that_of_the_plan_is_told(commune: Database) -> None:
    right = [
        _line("DA1", 3_000, Capital.INVESTMENT, Source.CENTRAL),
        _line("DA7", 230, Capital.OTHER, Source.FUND),
    ]
    wrong = [_line("DA1", 3_229, Capital.INVESTMENT, Source.CENTRAL)]
    assert difference(right, IN_PLAN) == ""
    assert difference(wrong, IN_PLAN) == (
        "Cộng các dòng kinh phí được 3.229 triệu đồng, lời văn kế hoạch ghi 3.230 triệu đồng."
    )
    assert difference(wrong, None) == ""


def test_a_mistake_is_told_in_words(commune: Database) -> None:
    with commune.writing() as act, pytest.raises(InvalidInput, match="chưa có tên"):
        programme.save_project(act, Project("", ""))


def test_a_project_of_the_communes_own_is_kept(commune: Database) -> None:
    with commune.writing() as act:
        programme.save_project(act, Project("NTM", "Nông thôn mới", valid_from=date(2026, 1, 1), position=30))

    with commune.reading() as connection:
        assert [one.name for one in programme.projects(connection, date(2026, 6, 1))] == ["Nông thôn mới"]


def _line(code: str, millions: int, capital: Capital, source: Source) -> BudgetLine:
    return BudgetLine(2024, code, capital, source, planned=millions * MILLION)
