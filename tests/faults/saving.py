"""The save that the experiments repeat: a household with its people and a counter, all in one act."""

import contextlib
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event

from povdesk.storage.act import Act
from povdesk.storage.creation import create_database
from povdesk.storage.database import Database
from povdesk.storage.tables import hamlet, household, membership, metadata, person

PEOPLE = 3
COUNTER = "UPDATE hamlet SET position = position + 1 WHERE id = 1"


def new_office(path: Path) -> None:
    """A database with one hamlet, whose position counts the saves."""

    def fill(act: Any) -> None:
        act.insert(hamlet, {"name": "Thôn Trà Xanh", "position": 0})

    create_database(path, fill=fill).close()


def keep_what_saves_need(path: Path) -> None:
    """Take out the tables that a save never meets, so that a hundred thousand disks can be looked at."""
    said: list[str] = []
    database = Database(path)
    event.listen(database.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    with contextlib.suppress(_Enough), database.writing() as act:
        _save(act, 999_999)
        act.finish()
        raise _Enough
    database.close()
    words = set(re.findall(r"\w+", " ".join(said)))
    used: set[str] = set()
    more = {name for name in metadata.tables if name in words}
    while more:
        used |= more
        more = {key.column.table.name for name in used for key in metadata.tables[name].foreign_keys} - used
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for name in sorted(set(metadata.tables) - used):
            connection.execute(f'DROP TABLE "{name}"')
        connection.execute("VACUUM")


def save(database: Database, number: int) -> None:
    """The app's own way to save; `number` is in the household's code."""
    with database.writing() as act:
        _save(act, number)


def _save(act: Act, number: int) -> None:
    uid = act.new_uid()
    act.describe("Lưu phiếu hộ", "household", uid)
    key = act.insert(household, {"uid": uid, "code": f"TL-{number:06d}", "hamlet_id": 1})
    for place in range(PEOPLE):
        member = act.insert(person, {"full_name": f"Hồ Thị Ánh {number}", "search_key": "ho thi anh"})
        act.insert(membership, {"household_id": key, "person_id": member, "position": place})
    act.connection.exec_driver_sql(COUNTER)


class _Enough(Exception):
    """What was to be seen has been seen; nothing is kept."""


@dataclass(frozen=True)
class Found:
    """What is in a database file after something went wrong. saved: numbers in order; whole: undamaged."""

    whole: bool
    saved: tuple[int, ...] = ()
    together: bool = False

    def lost(self, acknowledged: int) -> bool:
        return self.whole and self.saved[:acknowledged] != tuple(range(acknowledged))


def look(path: Path) -> Found:
    """Open as any SQLite would: an interrupted save is rolled back, then everything is counted."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                return Found(whole=False)
            codes = [row[0] for row in connection.execute("SELECT code FROM household ORDER BY id")]
            (counted,) = connection.execute("SELECT position FROM hamlet WHERE id = 1").fetchone()
            people = connection.execute("SELECT count(*) FROM person").fetchone()[0]
            told = connection.execute(
                "SELECT count(*) FROM history WHERE object_type = 'household'"
            ).fetchone()[0]
    except sqlite3.DatabaseError:
        return Found(whole=False)
    together = len(codes) == counted == told and people == PEOPLE * counted
    return Found(True, tuple(int(code[3:]) for code in codes), together)
