"""A real file system without room under the database: refused in words, everything saved before is whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.errors import DiskFull
from povdesk.storage.database import Database, open_database
from povdesk.storage.tables import hamlet
from tests.source_tree import ROOT
from tests.storage.backup.samples import a_database
from tests.storage.commune_builder import HAMLETS

from .tools import mounted


def _fill(folder: Path) -> Path:
    """Take what room is left, to the last byte."""
    path = folder / "phim.mp4"
    with path.open("wb", buffering=0) as file:
        for size in (1 << 16, 1):
            try:
                while True:
                    file.write(b"0" * size)
            except OSError:
                continue
    return path


def _add(database: Database, name: str) -> None:
    with database.writing() as act:
        act.describe("Thêm thôn", "hamlet")
        act.insert(hamlet, {"name": name, "position": 9})


def _names(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(hamlet.c.name).order_by(hamlet.c.id)).scalars())


_READ_WITHOUT_ROOM = """
import sys
from pathlib import Path
from povdesk.storage.database import open_database
numbers = "[" + ",".join(str(number) for number in range(300_000)) + "]"
database = open_database(Path(sys.argv[1]))
with database.reading() as connection:
    sort = "CREATE TEMP TABLE sorted AS SELECT value FROM json_each(?) ORDER BY value DESC"
    connection.exec_driver_sql(sort, (numbers,))
    print(connection.exec_driver_sql("SELECT count(*) FROM sorted").scalar())
"""
"""Far more than SQLite's cache holds."""


def test_long_lists_are_sorted_without_any_room_for_temporary_files(tmp_path: Path) -> None:
    a_database(tmp_path / "povdesk.db").close()
    with mounted(tmp_path / "Ổ đầy", "-t", "tmpfs", "-o", "size=1m", "povdesk-full") as folder:
        _fill(folder)
        done = subprocess.run(
            [sys.executable, "-c", _READ_WITHOUT_ROOM, str(tmp_path / "povdesk.db")],
            cwd=ROOT,
            env=os.environ | {"SQLITE_TMPDIR": str(folder), "TMPDIR": str(folder)},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
    assert done.stdout.strip() == "300000", done.stderr


def test_on_a_full_disk_nothing_is_half_saved_and_saving_works_when_there_is_room(tmp_path: Path) -> None:
    with mounted(tmp_path / "Ổ đầy", "-t", "tmpfs", "-o", "size=4m", "povdesk-full") as folder:
        database = a_database(folder / "povdesk.db")
        _add(database, "Trước khi đầy")
        taken = _fill(folder)
        for _ in range(3):
            with pytest.raises(DiskFull):
                _add(database, "Không vừa")
        assert _names(database) == [*HAMLETS, "Trước khi đầy"], "reading goes on"
        database.close()
        again = open_database(folder / "povdesk.db")
        assert _names(again) == [*HAMLETS, "Trước khi đầy"]
        taken.unlink()
        _add(again, "Có chỗ rồi")
        assert _names(again)[-1] == "Có chỗ rồi"
        again.close()
