"""When the to-do says that a copy outside this computer is owed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput
from povdesk.domain.todo import Severity, TodoItem
from povdesk.storage import settings, todo, todo_cases
from povdesk.storage.act import Act
from povdesk.storage.backup import reminder
from povdesk.storage.creation import create_database
from povdesk.storage.database import Database
from povdesk.storage.tables import backup_log, hamlet
from tests.storage.commune_builder import HAMLETS, a_commune, a_household

TODAY = date(2024, 11, 15)


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Database]:
    database = a_commune(tmp_path / "Sổ hộ nghèo.db")
    yield database
    database.close()


def _noon(day: date) -> datetime:
    """Of this computer's day, wherever it stands."""
    return datetime.combine(day, time(12)).astimezone(UTC)


def _item(database: Database, today: date = TODAY) -> TodoItem:
    with database.reading() as connection:
        return next(item for item in todo.gather(connection, today, 2024).items if item.code == "backup")


@pytest.mark.parametrize(
    ("days", "severity"),
    # 15/11/2024 is a Friday.
    [(0, None), (1, Severity.NOTE), (4, Severity.NOTE), (6, Severity.NOTE), (7, Severity.URGENT)],
)
def test_a_copy_on_a_stick_is_owed_after_a_working_day_and_urgent_after_a_week(
    commune: Database, days: int, severity: Severity | None
) -> None:
    at = _noon(TODAY - timedelta(days=days)).isoformat(timespec="seconds")
    with commune.writing() as act:
        act.describe("Thử")
        act.insert(backup_log, {"sequence": 1, "at_utc": at, "result": "ok", "encrypted": 1})
    item = _item(commune)
    assert item.is_due is (severity is not None)
    if severity is not None:
        assert item.severity is severity


def test_who_chose_three_days_is_reminded_after_three_working_days_and_a_week_stays_urgent(
    commune: Database,
) -> None:
    def due(days: int) -> tuple[bool, Severity]:
        item = _item(commune, friday + timedelta(days=days))
        return item.is_due, item.severity

    friday = date(2024, 11, 15)
    with commune.writing() as act:
        reminder.put(act, 3)
        act.insert(
            backup_log,
            {"sequence": 1, "at_utc": _noon(friday).isoformat(), "result": "ok", "encrypted": 1},
        )
    assert [due(days)[0] for days in (3, 4, 5)] == [False, False, True], "Wednesday is the third working day"
    assert due(7)[1] is Severity.URGENT
    with pytest.raises(InvalidInput), commune.writing() as act:
        reminder.put(act, 4)


@pytest.mark.parametrize(
    ("days", "severity"),
    # The first household is entered on Friday 15/11/2024; the register itself is older.
    [(0, None), (2, None), (3, Severity.NOTE), (6, Severity.NOTE), (7, Severity.URGENT)],
)
def test_without_any_copy_the_days_count_from_the_first_household_entered(
    commune: Database, days: int, severity: Severity | None
) -> None:
    commune.clock = lambda: _noon(date(2024, 11, 15))
    with commune.writing() as act:
        act.describe("Thêm hộ mới", "household")
        a_household(act, "Hồ Văn Đào")
    item = _item(commune, TODAY + timedelta(days=days))
    assert item.is_due is (severity is not None)
    if severity is not None:
        assert item.severity is severity
        assert "Chưa có bản sao lưu nào ngoài máy này" in item.cases[0].note


def test_a_new_register_owes_no_copy_while_nothing_but_settings_was_entered(tmp_path: Path) -> None:
    database = a_commune(tmp_path / "Sổ mới.db")
    with database.writing() as act:
        act.describe("Lưu năm làm việc", "setting")
        settings.put(act, "working_year", 2024)
    assert not _item(database, date(2025, 3, 3)).is_due
    database.close()


def test_a_register_begun_with_households_owes_a_copy_from_its_first_day(tmp_path: Path) -> None:
    def fill(act: Act) -> None:
        act.insert(hamlet, {"name": HAMLETS[0], "position": 0})
        a_household(act, "Hồ Văn Đào")

    database = create_database(
        tmp_path / "Sổ gộp.db",
        fill=fill,
        clock=lambda: _noon(date(2024, 11, 15)),
    )
    assert not _item(database, TODAY).is_due
    assert _item(database, TODAY + timedelta(days=7)).severity is Severity.URGENT
    database.close()


def test_a_copy_of_friday_is_not_owed_again_on_the_weekend() -> None:
    friday = date(2024, 11, 15)
    assert todo_cases.old_backup(friday, friday, 1, is_copied=True) == ()
    assert todo_cases.old_backup(friday, friday + timedelta(days=2), 1, is_copied=True) == ()
    assert len(todo_cases.old_backup(friday, friday + timedelta(days=3), 1, is_copied=True)) == 1


def test_a_copy_that_never_left_this_computer_does_not_count(commune: Database) -> None:
    commune.clock = lambda: datetime(2024, 11, 4, 9, tzinfo=UTC)
    with commune.writing() as act:
        act.describe("Thử", "household")
        act.insert(backup_log, {"sequence": 1, "at_utc": "2024-11-15T03:00:00+00:00", "result": "ok"})
    assert _item(commune).severity is Severity.URGENT
