"""The money grid kept as one act, its payments, sources by year, projects with their bodies."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.programme import (
    SOURCES,
    BudgetLine,
    Capital,
    Disbursement,
    Project,
    Source,
    summed,
    sums_by_source,
    warning,
)
from povdesk.storage import budget_lines, programme, project_bodies, seeds
from povdesk.storage.act import last_act
from povdesk.storage.database import Database
from povdesk.storage.history import entries
from povdesk.storage.history_reading import take_back
from povdesk.storage.tables import body
from tests.storage import made_once

MILLION = 1_000_000


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    database = made_once.register(data_folder / "povdesk.db", seeds.seed)
    yield database
    database.close()


def _do(database: Database, work: Callable[..., Any]) -> Any:
    with database.writing() as act:
        found = work(act)
    return found


def _undo(database: Database) -> None:
    with database.reading() as connection:
        found = last_act(connection)
    assert found is not None
    _do(database, lambda act: take_back(act, found[0]))


def _line(project: str, capital: Capital, source: Source, planned: int, **more: object) -> BudgetLine:
    return BudgetLine(2024, project, capital, source, planned * MILLION, **more)  # type: ignore[arg-type]


def _lines(database: Database, year: int = 2024) -> dict[tuple[str, str], BudgetLine]:
    with database.reading() as connection:
        return {(one.project, one.source): one for one in programme.budget(connection, year)}


CENTRAL = _line("DA1", Capital.INVESTMENT, Source.CENTRAL, 900)
PROVINCE = _line("DA1", Capital.INVESTMENT, Source.PROVINCE, 90)


def test_a_whole_grid_is_one_act_and_can_be_taken_back(commune: Database) -> None:
    _do(commune, lambda act: budget_lines.keep_lines(act, 2024, [CENTRAL, PROVINCE]))
    with commune.reading() as connection:
        assert entries(connection)[0].action == "Lưu kinh phí năm 2024"
    assert summed(_lines(commune).values()).planned == 990 * MILLION

    _undo(commune)

    assert _lines(commune) == {}


def test_only_what_changed_is_written(commune: Database) -> None:
    _do(commune, lambda act: budget_lines.keep_lines(act, 2024, [CENTRAL, PROVINCE]))
    kept = list(_lines(commune).values())
    assert _do(commune, lambda act: budget_lines.keep_lines(act, 2024, kept)) == 0


def test_two_lines_may_change_places(commune: Database) -> None:
    """The central line becomes the province's and the other way round; each keeps its payments."""
    _do(commune, lambda act: budget_lines.keep_lines(act, 2024, [CENTRAL, PROVINCE]))
    before = _lines(commune)
    first, second = before["DA1", "central"], before["DA1", "province"]
    swapped = [
        _line("DA1", Capital.INVESTMENT, Source.PROVINCE, 900, id=first.id),
        _line("DA1", Capital.INVESTMENT, Source.CENTRAL, 90, id=second.id),
    ]
    _do(commune, lambda act: budget_lines.keep_lines(act, 2024, swapped))
    after = _lines(commune)
    assert (after["DA1", "province"].id, after["DA1", "province"].planned) == (first.id, 900 * MILLION)
    assert (after["DA1", "central"].id, after["DA1", "central"].planned) == (second.id, 90 * MILLION)


def test_a_line_twice_names_both_rows(commune: Database) -> None:
    with pytest.raises(budget_lines.LineRefused, match=r"Dòng 2 trùng dự án.*dòng 1") as refused:
        _do(commune, lambda act: budget_lines.keep_lines(act, 2024, [CENTRAL, CENTRAL]))
    assert refused.value.place == 1


def test_the_district_gives_money_until_2025_and_not_after(commune: Database) -> None:
    """Districts ended on 30/6/2025: 2025 still has their money, 2026 does not."""
    for year, has in ((2024, True), (2025, True), (2026, False)):
        assert (Source.DISTRICT in budget_lines.sources(year)[Capital.INVESTMENT]) is has, year
    line = _line("DA1", Capital.INVESTMENT, Source.DISTRICT, 5)
    with pytest.raises(InvalidInput, match="năm 2026 không có nguồn ngân sách huyện"):
        _do(commune, lambda act: budget_lines.keep_lines(act, 2026, [line]))


def test_every_kind_of_source_is_in_the_shipped_list() -> None:
    early = budget_lines.sources(2024)
    assert {capital: set(found) for capital, found in early.items()} == {
        capital: set(found) for capital, found in SOURCES.items()
    }


def test_payments_are_kept_together_and_a_line_with_payments_is_not_dropped(commune: Database) -> None:
    """Planned 900; 500 and 450 paid: 950 is over the plan, kept all the same."""
    _do(commune, lambda act: budget_lines.keep_lines(act, 2024, [CENTRAL]))
    key = _lines(commune)["DA1", "central"].id
    assert key is not None
    paid = [
        Disbursement(date(2024, 5, 20), 500 * MILLION, "05/UNC"),
        Disbursement(date(2024, 8, 20), 450 * MILLION),
    ]
    assert _do(commune, lambda act: budget_lines.keep_disbursements(act, key, paid)) == 2
    line = _lines(commune)["DA1", "central"]
    assert line.disbursed == 950 * MILLION
    assert warning(line.planned, line.allocated, line.disbursed) == "Chi vượt kế hoạch"
    with pytest.raises(NotPossibleNow, match="02 lần giải ngân"):
        _do(commune, lambda act: budget_lines.keep_lines(act, 2024, []))

    with commune.reading() as connection:
        first, _second = budget_lines.disbursements(connection, key)
    _do(commune, lambda act: budget_lines.keep_disbursements(act, key, [first]))
    assert _lines(commune)["DA1", "central"].disbursed == 500 * MILLION
    _undo(commune)
    assert _lines(commune)["DA1", "central"].disbursed == 950 * MILLION


@pytest.mark.parametrize(
    ("planned", "allocated", "paid", "words"),
    [
        (100, 100, 100, ""),
        (100, 90, 95, "Chi vượt số giao"),
        (100, None, 101, "Chi vượt kế hoạch"),
        (100, 120, 0, "Giao vượt kế hoạch"),
        (None, None, 5, ""),
    ],
)
def test_going_beyond_is_said_in_words(
    planned: int | None, allocated: int | None, paid: int, words: str
) -> None:
    assert warning(planned, allocated, paid) == words


_PLACES = [(capital, source) for capital, found in SOURCES.items() for source in found]


@given(
    st.lists(st.tuples(st.sampled_from(_PLACES), st.integers(0, 10**10), st.integers(0, 10**10)), max_size=20)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=50)
def test_the_sources_always_add_up_to_the_commune(
    drawn: list[tuple[tuple[Capital, Source], int, int]],
) -> None:
    lines = [
        BudgetLine(2024, "DA1", capital, source, planned, None, paid)
        for (capital, source), planned, paid in drawn
    ]
    parts = sums_by_source(lines).values()
    whole = summed(lines)
    assert (sum(one.planned for one in parts), sum(one.disbursed for one in parts)) == (
        whole.planned,
        whole.disbursed,
    )
    assert whole.remaining == whole.planned - whole.disbursed


def test_a_project_in_use_is_ended_never_deleted(commune: Database) -> None:
    _do(commune, lambda act: budget_lines.keep_lines(act, 2024, [CENTRAL]))
    with commune.reading() as connection:
        found = {one.code: one for one in programme.projects(connection)}
    with pytest.raises(NotPossibleNow, match=r"Dự án 1 đang dùng ở.*dòng kinh phí"):
        _do(commune, lambda act: project_bodies.delete(act, found["DA1"].uid))
    with pytest.raises(NotPossibleNow, match="tiểu dự án"):
        _do(commune, lambda act: project_bodies.delete(act, found["DA3"].uid))
    _do(commune, lambda act: project_bodies.end(act, found["DA1"].uid, date(2024, 6, 30)))
    with commune.reading() as connection:
        later = [one.code for one in programme.projects(connection, date(2024, 7, 1))]
    assert "DA1" not in later


def test_a_new_project_gets_a_code_of_its_own_and_can_be_deleted(commune: Database) -> None:
    wanted = Project("", "Hỗ trợ sinh kế", "Dự án 1", valid_from=date(2026, 1, 1))
    _do(commune, lambda act: programme.save_project(act, wanted))
    _do(commune, lambda act: programme.save_project(act, wanted))
    with commune.reading() as connection:
        found = programme.projects(connection, date(2026, 5, 1))
    assert [one.code for one in found] == ["DU-AN-1-2026", "DU-AN-1-2026-2"]
    _do(commune, lambda act: project_bodies.delete(act, found[1].uid))
    with commune.reading() as connection:
        assert len(programme.projects(connection, date(2026, 5, 1))) == 1


def test_a_sub_project_stands_in_a_project_only(commune: Database) -> None:
    with pytest.raises(InvalidInput, match="không nằm trong tiểu dự án"):
        _do(commune, lambda act: programme.save_project(act, Project("", "Phần nhỏ", parent="DA3.1")))
    with pytest.raises(InvalidInput, match="Ngày kết thúc ở trước"):
        wrong = Project("", "x", valid_from=date(2026, 1, 1), valid_to=date(2025, 1, 1))
        _do(commune, lambda act: programme.save_project(act, wrong))


def test_a_body_leads_or_helps_and_is_not_both(commune: Database) -> None:
    def make(act):  # type: ignore[no-untyped-def]
        act.describe("Thêm")
        return [act.insert(body, {"name": name}) for name in ("Hội Nông dân xã", "Trạm Y tế xã")]

    farmers, station = _do(commune, make)
    with commune.reading() as connection:
        project = next(one for one in programme.projects(connection) if one.code == "DA2")
    assert project.id is not None
    key = project.id
    _do(commune, lambda act: project_bodies.set_bodies(act, key, [farmers], [farmers, station]))
    with commune.reading() as connection:
        found = project_bodies.of_projects(connection)[key]
    assert [(one.name, one.part) for one in found] == [
        ("Hội Nông dân xã", "lead"),
        ("Trạm Y tế xã", "coordinate"),
    ]
    _do(commune, lambda act: project_bodies.set_bodies(act, key, [station], []))
    with commune.reading() as connection:
        assert [(one.name, one.part) for one in project_bodies.of_projects(connection)[key]] == [
            ("Trạm Y tế xã", "lead")
        ]
