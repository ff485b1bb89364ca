"""Diễn tập phục hồi: once a week the newest copy is taken out and checked as a restore would, unseen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from povdesk.domain.errors import PovDeskError
from povdesk.storage import settings
from povdesk.storage.act import Act
from povdesk.storage.database import Database

from . import copies, places
from .copies import Copy
from .undoing import write_setting
from .verifying import verify

EVERY = timedelta(days=7)
_SETTING = "backup_rehearsal"


@dataclass(frozen=True)
class Rehearsal:
    """What came of the last one. sequence: of the copy. problem: empty when all was well."""

    at: datetime
    sequence: int
    file_name: str
    problem: str = ""

    @property
    def passed(self) -> bool:
        return not self.problem


def last(connection: Connection) -> Rehearsal | None:
    """The last rehearsal; None when there was none."""
    kept = settings.get(connection, _SETTING)
    if not isinstance(kept, dict):
        return None
    at = datetime.fromisoformat(kept["at"])
    return Rehearsal(at, int(kept["sequence"]), str(kept["file_name"]), str(kept["problem"]))


def is_due(connection: Connection, now: datetime) -> bool:
    """A week has passed, or the clock has been moved back, or the last one failed."""
    done = last(connection)
    return done is None or not done.passed or not timedelta() <= now - done.at < EVERY


def rehearse(database: Database) -> Rehearsal | None:
    """Take the newest copy out into a passing file, check all of it, note the result. None without copies."""
    newest = _newest(database)
    if newest is None:
        return None
    problem = ""
    try:
        verify(newest.path, passing=places.passing_folder(database.path))
    except PovDeskError as error:
        problem = error.message
    done = Rehearsal(database.clock(), newest.header.seq, newest.path.name, problem)
    with database.writing() as act:
        _note(act, done)
    return done


def _newest(database: Database) -> Copy | None:
    with database.reading() as connection:
        uuid = settings.get(connection, "database_uuid", "")
    folder: Path = places.local_folder(database.path)
    return next((copy for copy in copies.in_folder(folder) if copy.header.db_uuid == uuid), None)


def _note(act: Act, done: Rehearsal) -> None:
    result = "đạt" if done.passed else "không đạt"
    act.describe(f"Diễn tập phục hồi bản sao lưu số {done.sequence}: {result}", "backup", "", done.problem)
    kept: dict[str, Any] = {
        "at": done.at.isoformat(timespec="seconds"),
        "sequence": done.sequence,
        "file_name": done.file_name,
        "problem": done.problem,
    }
    write_setting(act, _SETTING, kept)
