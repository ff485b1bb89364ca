"""Every number of an issued paper keeps the people behind it, as they were on the paper's date."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk import papers
from povdesk.domain.indicator import Part
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.plan_numbers import numbers_in, of_link
from povdesk.storage import commune, number_sources, period_compare, plan_edits, plans
from povdesk.storage.database import open_database
from povdesk.storage.period_reasons import Moment
from povdesk.storage.tables import (
    class_history,
    commune_identity,
    hamlet,
    household,
    indicator_definition,
    issued_paper,
)
from tests.storage import made_once

SIGNED = date(2024, 3, 5)


@pytest.fixture(scope="module")
def commune_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("Văn bản") / "povdesk.db"
    made_once.sample_commune(path, households=40).close()
    return path


@pytest.fixture
def database(commune_file: Path, data_folder: Path):
    path = data_folder / "povdesk.db"
    shutil.copy(commune_file, path)
    opened = open_database(path, clock=lambda: datetime(2024, 3, 5, 9, tzinfo=UTC))
    yield opened
    opened.close()


@pytest.fixture
def issued(database) -> int:
    """The plan of 2024, issued on 5 March."""
    with database.reading() as connection:
        plan, facts = papers.plan_with_facts(connection, 2024, SIGNED)
        signer = commune.default_signer(connection, SIGNED)
    with database.writing() as act:
        plan_edits.issue(
            act,
            plan.id,
            number="21",
            signed_on=SIGNED,
            signer_uid=signer.uid,
            current=facts.values,
            pdf=b"%PDF-1.4 ke hoach",
            figures=numbers_in(plan, facts),
        )
    with database.reading() as connection:
        return connection.execute(select(issued_paper.c.id).where(issued_paper.c.plan_id == plan.id)).scalar()


def opened(database, paper_id: int) -> number_sources.Opened:
    with database.reading() as connection:
        return number_sources.opened(connection, paper_id)


def people(found: number_sources.Opened) -> dict[str, dict[str, list[tuple[str, str, str]]]]:
    return {
        key: {str(part): [(one.uid, one.name, one.hamlet) for one in rows] for part, rows in lists.items()}
        for key, lists in found.lists.items()
    }


def test_the_register_keeps_each_number_with_its_words_its_value_and_its_people(database, issued):
    found = opened(database, issued)
    codes = {figure.code for figure in found.figures}
    assert {"poor", "near_poor", "IND-16", "IND-23"} <= codes
    assert all(figure.words and figure.value for figure in found.figures)
    counted = [one for one in found.figures if number_sources.has_list(one.code) and not one.source]
    for figure in counted:
        if figure.code in ("poor", "near_poor"):
            assert len(found.lists[figure.key].get(Part.REACHED, ())) == int(figure.value)


def test_a_hamlets_number_opens_the_households_of_that_hamlet_only(database, issued):
    found = opened(database, issued)
    figure = next(one for one in found.figures if one.code == "poor" and int(one.value) > 0)
    assert {one.hamlet for one in found.lists[figure.key][Part.REACHED]} == {figure.hamlet}


def test_the_people_stay_as_they_were_after_register_standard_and_commune_have_changed(database, issued):
    before = people(opened(database, issued))
    with database.writing() as act:
        act.describe("Đổi nhiều thứ")
        for home in act.connection.execute(select(household.c.id)).scalars().all():
            act.update(household, home, {"head_name": "Tên Khác"})
            row = {"household_id": home, "category": "not_poor"}
            day = date(2023, 12, 31)
            act.insert(class_history, {**row, "counted_from": day, "entitled_from": day})
        for table, values in (
            (hamlet, {"name": "Thôn mới"}),
            (commune_identity, {"name": "Thanh Thử"}),
            (indicator_definition, {"measure": "typed"}),
        ):
            for key in act.connection.execute(select(table.c.id)).scalars().all():
                act.update(table, key, values)
    assert people(opened(database, issued)) == before


def test_compared_with_now_everybody_who_left_is_named_with_the_reason(database, issued):
    found = opened(database, issued)
    figure = next(one for one in found.figures if one.code == "poor" and int(one.value) > 0)
    gone = found.lists[figure.key][Part.REACHED][0]
    with database.writing() as act:
        act.describe("Xóa hộ")
        act.update(household, gone.household_id, {"deleted_at": "2024-04-01T08:00:00"})
    with database.reading() as connection:
        now = number_sources.at_day(figure, date(2024, 4, 2))
        moves = period_compare.moves_between(
            connection,
            figure.code,
            found.lists[figure.key],
            number_sources.lists_of(connection, now),
            Moment(figure.year, figure.day, found.issued_at),
            Moment(now.year, now.day),
        )
    left = {one.subject.name: one.why for one in moves.left}
    assert left[gone.name] == "Hộ đã đưa ra khỏi sổ ngày 01/04/2024"


def test_a_number_that_is_a_decision_of_the_plan_says_so_and_has_no_list(database):
    with database.reading() as connection:
        plan, facts = papers.plan_with_facts(connection, 2024, SIGNED)
        figure = of_link(plan, facts, "IND-22.target", "27")
        assert number_sources.lists_of(connection, figure) == {}
    assert figure.source.startswith("Số kế hoạch")


def test_numbers_without_people_are_kept_all_the_same(database):
    figure = LinkedFigure(
        "budget.total", "Tổng kinh phí", "3.230 triệu đồng", 2024, SIGNED, source="Kế hoạch"
    )
    with database.reading() as connection:
        kept = number_sources.kept_with(connection, [figure])
    assert "3.230" in kept["figures"]


def test_a_paper_of_which_only_values_were_kept_still_opens(database):
    with database.writing() as act:
        act.describe("Văn bản cũ")
        key = act.insert(
            issued_paper,
            {
                "kind": "ke-hoach",
                "year": 2023,
                "figures": '{"year": "2023"}',
                "issued_at": "2023-03-01T08:00:00",
            },
        )
    found = opened(database, key)
    assert (found.figures, found.lists) == ((), {})


def test_the_lists_a_draft_shows_are_those_of_the_papers_day(database):
    with database.reading() as connection:
        plan_id = plans.find(connection, 2024)
        plan, facts = papers.plan_with_facts(connection, 2024, SIGNED)
        assert plan.id == plan_id
        for figure in numbers_in(plan, facts):
            if figure.code == "IND-16" and figure.year == 2024:
                lists = number_sources.lists_of(connection, figure)
                shown = facts.figure("IND-16").shown
                assert len(lists.get(Part.REACHED, ())) == shown.numerator
