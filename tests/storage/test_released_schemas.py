"""Data of every released version open in today's program, with every row and the history as they were."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from povdesk.domain.errors import DatabaseDamaged, DatabaseTooNew, StorageUnavailable
from povdesk.storage import database as opening
from povdesk.storage import migration
from povdesk.storage.act import broken_links
from povdesk.storage.backup import copies, places
from povdesk.storage.backup.making import make
from povdesk.storage.backup.verifying import verify
from povdesk.storage.database import open_database
from povdesk.storage.tables import SCHEMA_NUMBER

from .released_schemas import NAMES, awkward, freeze, frozen, thaw

_NEXT = """
from alembic import op

revision, down_revision, branch_labels, depends_on = "{next:04d}", "{last:04d}", None, None


def upgrade():
    op.get_bind().exec_driver_sql("ALTER TABLE person ADD COLUMN nickname VARCHAR DEFAULT '' NOT NULL")
    {more}
"""


def _contents(path: Path) -> dict[str, tuple[int, str]]:
    """Rows and a hash of each table's content by its columns."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT IN ('alembic_version', 'history', 'backup_log', 'setting', 'known_stick')"
        ).fetchall()
        found = {}
        for (table,) in tables:
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            kept = ", ".join(f'"{name}"' for name in columns if name != "nickname")
            rows = connection.execute(f'SELECT {kept} FROM "{table}" ORDER BY 1').fetchall()
            found[table] = (len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
        return found


def _schema(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {" ".join(sql.split()) for name, sql in rows if name != "alembic_version"}


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = awkward(tmp_path_factory.mktemp("Sổ xã") / "povdesk.db")
    made.close()
    return made.path


@pytest.fixture
def old(today: Path, data_folder: Path) -> Path:
    data_folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(today, data_folder / "povdesk.db"))


def test_every_released_schema_has_been_kept() -> None:
    missing = [number for number in range(1, SCHEMA_NUMBER) if not frozen(number).exists()]
    assert not missing and frozen(1).exists()


@pytest.mark.parametrize("number", range(1, SCHEMA_NUMBER + 1))
def test_data_of_a_released_version_open_with_every_row(number: int, today: Path, tmp_path: Path) -> None:
    text, path = frozen(number), tmp_path / "povdesk.db"
    if number == SCHEMA_NUMBER:
        # Not released yet: made anew, through the same text.
        text = tmp_path / "today.json"
        freeze(today, text)
    thaw(text, path)
    before = _contents(path)
    opened = open_database(path)
    with opened.reading() as connection:
        assert broken_links(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
    receipt = make(opened, tmp_path / "usb")
    opened.close()

    assert {name: held for name, held in _contents(path).items() if name in before} == before
    assert _schema(path) == _schema(today)
    assert verify(receipt.path).opened
    assert len(NAMES) - 1 <= before["person"][0]


def _pretend_next(monkeypatch: pytest.MonkeyPatch, folder: Path, more: str = "pass") -> None:
    """A program whose schema is one step further."""
    shutil.copytree(migration.MIGRATIONS, folder)
    step = folder / "versions" / f"r{SCHEMA_NUMBER + 1:04d}_next.py"
    step.write_text(_NEXT.format(next=SCHEMA_NUMBER + 1, last=SCHEMA_NUMBER, more=more), encoding="utf-8")
    monkeypatch.setattr(migration, "MIGRATIONS", folder)
    monkeypatch.setattr(migration, "SCHEMA_NUMBER", SCHEMA_NUMBER + 1)
    monkeypatch.setattr(opening, "SCHEMA_NUMBER", SCHEMA_NUMBER + 1)


def test_an_upgrade_keeps_a_checked_backup_of_the_old_data_first(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _contents(old)
    _pretend_next(monkeypatch, tmp_path / "bước")
    opened = open_database(old)
    with opened.reading() as connection:
        assert broken_links(connection) == []
    opened.close()
    monkeypatch.undo()

    (pinned,) = copies.in_folder(places.local_folder(old))
    assert (pinned.header.reason, pinned.header.schema) == ("before_upgrade", SCHEMA_NUMBER)
    assert verify(pinned.path).opened
    assert _contents(old) == before
    assert sorted(path.name for path in old.parent.iterdir()) == ["povdesk.db", "sao-luu", "tmp"]
    with pytest.raises(DatabaseTooNew):
        open_database(old)


@pytest.mark.parametrize(
    "more",
    [
        "op.get_bind().exec_driver_sql('DELETE FROM hamlet_total')",
        "op.get_bind().exec_driver_sql('UPDATE hamlet_total SET hamlet_id = hamlet_id + 90000')",
    ],
)
def test_an_upgrade_that_would_lose_rows_or_links_leaves_the_old_file_as_it_was(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    digest = hashlib.sha256(old.read_bytes()).hexdigest()
    _pretend_next(monkeypatch, tmp_path / "bước", more)
    with pytest.raises(DatabaseDamaged, match="Nâng cấp dừng lại"):
        open_database(old)

    assert hashlib.sha256(old.read_bytes()).hexdigest() == digest
    assert not list(old.parent.glob("*.nang-cap*"))


def test_an_antivirus_that_holds_the_file_is_waited_for_and_then_said(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend_next(monkeypatch, tmp_path / "bước")
    tried, real = [], migration.os.replace

    def held(source: Path, target: Path) -> None:
        if str(source).endswith(".nang-cap"):
            tried.append(source)
            if len(tried) < 4:
                error = PermissionError(13, "in use")
                error.winerror = 32  # type: ignore[attr-defined]
                raise error
        real(source, target)

    monkeypatch.setattr(migration.os, "replace", held)
    monkeypatch.setattr(migration.time, "sleep", lambda _seconds: None)
    open_database(old).close()
    assert len(tried) == 4

    def always(source: Path, target: Path) -> None:
        if str(source).endswith(".nang-cap"):
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr(migration.os, "replace", always)
    with pytest.raises(StorageUnavailable, match="đang giữ tệp dữ liệu"):
        migration._replace(old.with_name("povdesk.db.nang-cap"), old)
