"""The way back from a restore, and a damaged live file that is kept and never replaced by an empty one."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from povdesk.domain.errors import StorageUnavailable
from povdesk.storage.backup import places, quarantine, rotation, undoing
from povdesk.storage.backup.copies import Copy
from povdesk.storage.backup.making import make
from povdesk.storage.backup.restoring import restore
from povdesk.storage.database import Database, open_database
from povdesk.storage.tables import hamlet

from .samples import NOON, a_database


@pytest.fixture
def database(data_folder: Path) -> Iterator[Database]:
    made = a_database(data_folder / "povdesk.db")
    yield made
    made.close()


def _rename(database: Database, name: str) -> None:
    with database.writing() as act:
        act.describe("Sửa tên thôn")
        act.update(hamlet, 1, {"name": name})


def _first_hamlet(path: Path) -> str:
    opened = open_database(path)
    with opened.reading() as connection:
        name = str(connection.execute(hamlet.select().order_by(hamlet.c.id)).first().name)
    opened.close()
    return name


def _way_back(path: Path) -> Copy | None:
    opened = open_database(path)
    with opened.reading() as connection:
        found = undoing.way_back(connection, path)
    opened.close()
    return found


def test_a_restore_is_taken_back_with_one_copy_and_that_again(database: Database, tmp_path: Path) -> None:
    path = database.path
    stick = make(database, tmp_path / "usb").path
    _rename(database, "Trà Biếc")
    database.close()
    assert _way_back(path) is None

    restore(stick, path, clock=lambda: NOON + timedelta(days=1))
    back = _way_back(path)
    assert back is not None and _first_hamlet(path) == "Trà Xanh"
    restore(back.path, path, clock=lambda: NOON + timedelta(days=1, hours=1))
    assert _first_hamlet(path) == "Trà Biếc"
    again = _way_back(path)
    assert again is not None and again.path != back.path
    restore(again.path, path, clock=lambda: NOON + timedelta(days=1, hours=2))
    assert _first_hamlet(path) == "Trà Xanh"


def test_the_way_back_stays_while_copies_are_thinned(database: Database, tmp_path: Path) -> None:
    path = database.path
    stick = make(database, tmp_path / "usb").path
    _rename(database, "Trà Biếc")
    database.close()
    restore(stick, path, clock=lambda: NOON + timedelta(days=1))
    for day in range(2, 40):
        opened = open_database(path, lambda day=day: NOON + timedelta(days=day))
        _rename(opened, f"Thôn {day}")
        rotation.automatic(opened)
        opened.close()
    back = _way_back(path)

    assert back is not None
    restore(back.path, path, clock=lambda: NOON + timedelta(days=50))
    assert _first_hamlet(path) == "Trà Biếc"


@pytest.mark.parametrize("name", ["../../x.pvbak", "PovDesk_xa_000001_20240101-0900.pvbak", "", 7])
def test_a_strange_way_back_leads_nowhere(database: Database, name: object) -> None:
    with database.writing() as act:
        act.describe("Thử")
        undoing.write_setting(act, "restore_undo", name)

    assert _way_back(database.path) is None


def _damage(path: Path) -> bytes:
    with path.open("rb+") as file:
        for page in range(4, 40):
            file.seek(page * 4096 + 8)
            file.write(b"\xff" * 300)
    return path.read_bytes()


def test_a_damaged_file_is_kept_once_however_often_the_program_is_started(database: Database) -> None:
    database.close()
    damaged = _damage(database.path)
    folders = {quarantine.at_most_once_a_day(database.path, NOON + timedelta(hours=n)) for n in range(5)}

    (folder,) = folders
    assert folder is not None and (folder / "povdesk.db").read_bytes() == damaged
    assert database.path.read_bytes() == damaged


def test_after_a_day_a_file_that_is_damaged_further_is_kept_again(database: Database) -> None:
    database.close()
    _damage(database.path)
    first = quarantine.at_most_once_a_day(database.path, NOON)
    assert first is not None
    long_ago = (NOON - timedelta(days=2)).timestamp()
    os.utime(first, (long_ago, long_ago))
    with database.path.open("ab") as file:
        file.write(b"more")

    assert quarantine.at_most_once_a_day(database.path, NOON) != first
    assert len(quarantine.folders(database.path)) == 2


def test_a_restore_over_damaged_data_keeps_their_bytes_once(database: Database, tmp_path: Path) -> None:
    copy = make(database, tmp_path / "usb").path
    database.close()
    damaged = _damage(database.path)
    first = quarantine.at_most_once_a_day(database.path, NOON)
    restored = restore(copy, database.path, clock=lambda: NOON + timedelta(days=1))

    assert restored.was_damaged and restored.safety == first
    assert first is not None and (first / "povdesk.db").read_bytes() == damaged
    assert _first_hamlet(database.path) == "Trà Xanh" and _way_back(database.path) is None


def test_where_data_have_been_nothing_is_begun_anew(database: Database, tmp_path: Path) -> None:
    assert not places.has_traces(tmp_path / "mới" / "povdesk.db")
    make(database, places.local_folder(database.path))
    database.close()
    database.path.unlink()

    assert places.has_traces(database.path)
    with pytest.raises(StorageUnavailable, match="Không thấy tệp dữ liệu"):
        open_database(database.path)
    assert not database.path.exists()
