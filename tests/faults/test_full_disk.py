"""A real file system without room under the database: refused in words, everything saved before is whole."""

from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.errors import DiskFull
from povdesk.storage.database import Database, open_database
from povdesk.storage.tables import hamlet
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
