"""A closed year can be looked at only: no table lets a row of that year be added, changed or taken away."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Date, String, select

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.period import Period, PeriodKind
from povdesk.storage import measurements, period_freezing, period_lock, period_years, periods, targets
from povdesk.storage.database import open_database
from povdesk.storage.measurements import Measurement
from povdesk.storage.tables import (
    closed_year,
    history,
    membership,
    metadata,
    officer,
    plan,
    review,
    review_answer,
    support_event,
    target,
)
from tests.storage import made_once

YEAR = 2023

OF_NO_YEAR = {
    *("body", "cadre", "catalogue_item", "certificate", "certificate_year", "closed_year"),
    *("commune_identity", "duplicate_decision", "hamlet", "import_row", "incoming_paper"),
    *("indicator_definition", "issued_paper", "livelihood_contribution", "project", "project_body"),
    *("merged_commune", "rule_pack", "signer", "todo_snooze"),
}
"""Dated, but not the work of a year: names with validity, registers that go on, habits."""


@pytest.fixture(scope="module")
def closed_commune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented commune in which 2023 is frozen and closed."""
    path = tmp_path_factory.mktemp("Năm đã khóa") / "povdesk.db"
    database = made_once.sample_commune(path, households=40)
    with database.writing() as act:
        key = periods.save(act, Period("Cả năm 2023", YEAR, PeriodKind.YEAR, date(YEAR, 12, 31)))
    with database.writing() as act:
        period_freezing.freeze(act, key)
    with database.writing() as act:
        period_years.close_year(act, YEAR)
    database.close()
    return path


@pytest.fixture
def database(closed_commune: Path, data_folder: Path):
    path = data_folder / "povdesk.db"
    shutil.copy(closed_commune, path)
    opened = open_database(path)
    yield opened
    opened.close()


class Undone(Exception):
    """Ends a try without keeping it."""


def attempt(database: Any, work: Any) -> str:
    """The sentence of the refusal; empty when the write is possible. Nothing is kept."""
    try:
        with database.writing() as act:
            act.describe("Thử")
            work(act)
            raise Undone
    except NotPossibleNow as error:
        return error.message
    except Undone:
        return ""


def rows_of_year(database: Any, name: str) -> list[dict[str, Any]]:
    """A few rows of the table that are dated in the closed year."""
    table = metadata.tables[name]
    column = table.c[period_lock.DATED[name][0]]
    with database.reading() as connection:
        if isinstance(column.type, Date):
            wanted = column.between(date(YEAR, 1, 1), date(YEAR, 12, 31))
        else:
            wanted = column == YEAR
        return [dict(row) for row in connection.execute(select(table).where(wanted).limit(5)).mappings()]


@pytest.mark.parametrize("name", sorted(period_lock.DATED))
def test_no_row_of_a_closed_year_is_changed_taken_away_or_added(database, name):
    table = metadata.tables[name]
    free = period_lock.FREE.get(name, frozenset())
    words = next(
        column.name
        for column in table.c
        if isinstance(column.type, String) and column.name not in {"uid", "kind", *free}
    )
    for row in rows_of_year(database, name):
        fresh = {key: value for key, value in row.items() if key not in ("id", "uid", "content", "pdf")}
        for work in (
            lambda act, row=row: act.update(table, row["id"], {words: "khác hẳn"}),
            lambda act, row=row: act.delete(table, row["id"]),
            lambda act, fresh=fresh: act.insert(table, fresh),
            lambda act, fresh=fresh: act.insert_many(table, [fresh]),
        ):
            assert "Năm 2023 đã khóa" in attempt(database, work)


@pytest.mark.parametrize("name", sorted(period_lock.PARTS))
def test_what_belongs_to_a_row_of_a_closed_year_is_as_closed_as_the_row(database, name):
    table = metadata.tables[name]
    tried = 0
    with database.reading() as connection:
        rows = [dict(row) for row in connection.execute(select(table).limit(400)).mappings()]
        years = {row["id"]: set(period_lock._years(connection, table, row, None, was=True)) for row in rows}
    for row in rows:
        if YEAR in years[row["id"]]:
            others = [one for one in rows if YEAR not in years[one["id"]]][:1]
            fresh = [{**one, "id": None, "uid": f"mới {one['id']}"} for one in (*others, row)]
            for work in (
                lambda act, row=row: act.delete(table, row["id"]),
                lambda act, fresh=fresh: act.insert_many(table, fresh),
            ):
                assert "Năm 2023 đã khóa" in attempt(database, work)
            tried += 1
        if tried > 3:
            break


def test_every_table_with_a_date_or_a_year_says_whether_it_belongs_to_a_year():
    dated = {
        table.name
        for table in metadata.sorted_tables
        if any(isinstance(column.type, Date) or column.name == "year" for column in table.c)
        or any(key.ondelete == "CASCADE" for key in table.foreign_keys)
    }
    known = {*period_lock.DATED, *period_lock.SPANS, *period_lock.PARTS, *OF_NO_YEAR}
    assert dated - known == set()
    for name, columns in {**period_lock.DATED, **period_lock.SPANS}.items():
        assert set(columns) <= set(metadata.tables[name].c.keys())
    for name, (column, parent) in period_lock.PARTS.items():
        assert {key.column.table.name for key in metadata.tables[name].c[column].foreign_keys} == {parent}


def test_the_open_year_is_written_as_before(database):
    with database.reading() as connection:
        fits = (
            support_event.c.approved_on >= date(2024, 1, 1),
            support_event.c.happened_on >= date(2024, 1, 1),
        )
        event = connection.execute(select(support_event.c.id).where(*fits)).scalar()
    assert attempt(database, lambda act: act.update(support_event, event, {"note": "Đã xem"})) == ""
    assert attempt(database, lambda act: targets.seed_targets(act, 2025)) == ""


def test_somebody_who_came_in_a_closed_year_may_leave_now_but_not_then(database):
    with database.reading() as connection:
        row = connection.execute(select(membership).where(membership.c.valid_to.is_(None)).limit(1)).one()

    def leave(day: date) -> str:
        return attempt(database, lambda act: act.update(membership, row.id, {"valid_to": day}))

    assert leave(date(2024, 5, 2)) == ""
    assert "đã khóa" in leave(date(2023, 5, 2))


def test_the_use_cases_refuse_in_words_and_say_how_to_reopen(database):
    wanted = Measurement(date(2023, 6, 1), value=5, measured_by="Trạm Y tế xã")
    with pytest.raises(NotPossibleNow, match="Năm 2023 đã khóa") as refused, database.writing() as act:
        measurements.save_measurement(act, "IND-17", wanted)
    assert "Mở lại năm" in refused.value.advice
    with database.reading() as connection:
        form = connection.execute(
            select(review.c.id).where(review.c.reviewed_on.between(date(2023, 1, 1), date(2023, 12, 31)))
        ).scalar()
        answer = connection.execute(select(review_answer).where(review_answer.c.review_id == form)).first()
    assert "đã khóa" in attempt(database, lambda act: act.update(review, form, {"note": "sửa"}))
    assert "đã khóa" in attempt(
        database, lambda act: act.update(review_answer, answer.id, {"lacking": "khác"})
    )


def test_the_archive_of_an_issued_plan_stays_possible(database):
    with database.reading() as connection:
        key = connection.execute(select(plan.c.id).where(plan.c.year == YEAR)).scalar()
    if key is not None:
        assert attempt(database, lambda act: act.update(plan, key, {"status": "archived"})) == ""


def test_undo_does_not_reach_into_a_closed_year(database):
    with database.reading() as connection:
        kept = connection.execute(select(target.c.id).where(target.c.year == 2024).limit(1)).scalar()
    with database.writing() as act:
        act.describe("Sửa mục tiêu")
        act.update(target, kept, {"year": 2025})
    with database.writing() as act:
        act.describe("Khóa năm 2024")
        act.insert(closed_year, {"year": 2024, "closed_at": "2025-01-10T08:00:00"})
    with database.reading() as connection:
        seq = connection.execute(select(history.c.seq).where(history.c.action == "Sửa mục tiêu")).scalar()
    assert "Năm 2024 đã khóa" in attempt(database, lambda act: act.undo(seq))


def test_a_year_is_closed_only_with_its_period_frozen_and_its_round_recognised(database):
    words = r"Chưa chốt kỳ cả năm 2024.*chưa công nhận"
    with pytest.raises(NotPossibleNow, match=words), database.writing() as act:
        period_years.close_year(act, 2024)


def test_reopening_needs_a_reason_and_the_right_to_manage_and_stays_in_the_history(database):
    with pytest.raises(InvalidInput, match="lý do"), database.writing() as act:
        period_years.reopen_year(act, YEAR, "  ")
    with database.writing() as act:
        act.describe("Đổi quyền")
        act.update(officer, act.officer_id, {"role": "enter"})
    with pytest.raises(NotPossibleNow, match="quyền quản lý"), database.writing() as act:
        period_years.reopen_year(act, YEAR, "Kiểm toán yêu cầu")
    with database.writing() as act:
        act.describe("Đổi quyền")
        act.update(officer, act.officer_id, {"role": "manage"})
    with database.writing() as act:
        period_years.reopen_year(act, YEAR, "Kiểm toán yêu cầu")
    with database.reading() as connection:
        row = connection.execute(select(history).order_by(history.c.seq.desc()).limit(1)).one()
        assert (row.action, row.purpose) == ("Mở lại năm 2023", "Kiểm toán yêu cầu")
        assert period_years.closing_of(connection, YEAR) is None
    wanted = Measurement(date(2023, 6, 1), value=5, measured_by="Trạm Y tế xã")
    with database.writing() as act:
        measurements.save_measurement(act, "IND-17", wanted)
