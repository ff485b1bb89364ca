"""The things that must never go half way, each with what it begins from and how its outcome is judged.

A job runs inside one folder. `judge` looks at the folder afterwards, as the next start of the program finds
it, and returns what is wrong in words; `done` says whether the program had told the officer that it is done.
"""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from povdesk.domain.errors import PovDeskError
from povdesk.storage.backup import container, keys, places
from povdesk.storage.backup.making import make
from povdesk.storage.backup.restoring import restore
from povdesk.storage.creation import create_database
from povdesk.storage.database import Database, checked_connection, open_database
from povdesk.storage.tables import SCHEMA_NUMBER, hamlet

from . import next_release
from .saving import look, new_office, save

NOON = datetime(2024, 11, 20, 12, tzinfo=UTC)
PASSPHRASE = "suoi trong nui xanh"
LIVE, STICK = "dữ liệu", "usb"
OLD_NAME, NEW_NAME = "Thôn Trà Xanh", "Thôn Trà Biếc"
OLD_WORDS, NEW_WORDS = b"ban cu " * 3000, b"ban moi " * 9000


@dataclass(frozen=True)
class Job:
    name: str
    prepare: Callable[[Path], None]
    run: Callable[[Path], None]
    judge: Callable[[Path, bool], list[str]]


def _database(folder: Path) -> Path:
    return folder / LIVE / "povdesk.db"


def _later() -> datetime:
    return NOON + timedelta(days=1)


# One save.


def _prepare_save(folder: Path) -> None:
    new_office(_database(folder))
    database = Database(_database(folder))
    save(database, 0)
    database.close()


def _run_save(folder: Path) -> None:
    database = open_database(_database(folder))
    try:
        save(database, 1)
    finally:
        database.close()


def _judge_save(folder: Path, done: bool) -> list[str]:
    found = look(_database(folder))
    return _wrong(
        (not found.whole, "the database is damaged"),
        (not found.together, "half of a save is there"),
        (found.lost(1 + done), "an acknowledged save is lost"),
    )


# A new database.


def _run_create(folder: Path) -> None:
    def fill(act: Any) -> None:
        act.insert(hamlet, {"name": OLD_NAME, "position": 0})

    create_database(_database(folder), fill=fill).close()


def _judge_create(folder: Path, done: bool) -> list[str]:
    path = _database(folder)
    if not path.exists():
        return _wrong((done, "a new database was promised and is not there"))
    return _wrong((not look(path).whole, "a new database is not whole"))


# A copy to a stick that already has one.


def _prepare_copy(folder: Path) -> None:
    _prepare_save(folder)
    database = Database(_database(folder), lambda: NOON)
    office, _code = keys.new_office_key(PASSPHRASE, "2024-11-20", cost=10)
    with database.writing() as act:
        keys.save_office_key(act, office)
    make(database, folder / STICK, key=office)
    with database.writing() as act:
        act.describe("Sửa tên thôn")
        act.update(hamlet, 1, {"name": NEW_NAME})
    database.close()
    _remember(folder)


def _run_copy(folder: Path) -> None:
    database = open_database(_database(folder), _later)
    try:
        with database.reading() as connection:
            office = keys.office_key(connection)
        make(database, folder / STICK, key=office)
    finally:
        database.close()


def _judge_copy(folder: Path, done: bool) -> list[str]:
    good, bad = _copies(folder / STICK)
    return [
        *_judge_save(folder, False),
        *_old_copies_harmed(folder),
        *(f"a bad file has a good name: {name}" for name in bad),
        *_wrong(
            (done and len(good) < 2, "a copy was promised and is not there"),
            (done and _logged(_database(folder)) < 2, "a copy is there and the log does not know it"),
        ),
    ]


# Bringing a copy back over changed data.


def _run_restore(folder: Path) -> None:
    (stick,) = (folder / STICK).glob("*.pvbak")
    restore(stick, _database(folder), clock=_later)


def _judge_restore(folder: Path, done: bool) -> list[str]:
    path = _database(folder)
    places.tidy(path)
    found = look(path)
    name = _first_hamlet(path) if found.whole else ""
    good, bad = _copies(places.local_folder(path))
    left = [each.name for each in path.parent.glob("*.restoring*")]
    return [
        *_old_copies_harmed(folder),
        *(f"a bad file has a good name: {each}" for each in bad),
        *(f"left behind: {each}" for each in left),
        *_wrong(
            (not found.whole, "the database is damaged"),
            (not found.together, "old and new are mixed"),
            (found.whole and name not in (OLD_NAME, NEW_NAME), "neither the old nor the new data"),
            (done and name != OLD_NAME, "a restore was promised and did not happen"),
            (name == OLD_NAME and not good, "the data were replaced without a safety copy"),
            (name == OLD_NAME and _last_act(path)[:8] != "Phục hồi", "the restore is not in the history"),
        ),
    ]


# Today's database brought to the schema of the release after this one.


def _prepare_upgrade(folder: Path) -> None:
    _prepare_save(folder)
    with next_release.installed(folder):
        pass


def _run_upgrade(folder: Path) -> None:
    with next_release.installed(folder):
        open_database(_database(folder)).close()


def _judge_upgrade(folder: Path, done: bool) -> list[str]:
    path = _database(folder)
    found = look(path)
    if not found.whole:
        return ["the database is damaged"]
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (named,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        columns = [row[1] for row in connection.execute("PRAGMA table_info(household)")]
        filled = 0
        if "next_release" in columns:
            (filled,) = connection.execute(
                "SELECT count(*) FROM household WHERE next_release = code"
            ).fetchone()
    good, bad = _copies(places.local_folder(path))
    new = version == next_release.NUMBER
    return [
        *(f"a bad file has a good name: {each}" for each in bad),
        *_wrong(
            (version not in (SCHEMA_NUMBER, next_release.NUMBER), "a schema that nobody knows"),
            (int(named) != version or new != (filled == 1), "the schema is half new"),
            (not found.together or found.saved != (0,), "rows are lost"),
            (done and not new, "an upgrade was promised and did not happen"),
            (new and not good, "upgraded without a copy of the old data"),
        ),
    ]


# A paper or workbook saved over an earlier one.


def _prepare_paper(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kế hoạch.pdf").write_bytes(OLD_WORDS)


def _run_paper(folder: Path) -> None:
    from povdesk.documents.saving import save as save_paper

    save_paper(folder / "kế hoạch.pdf", lambda file: file.write(NEW_WORDS))


def _judge_paper(folder: Path, done: bool) -> list[str]:
    content = (folder / "kế hoạch.pdf").read_bytes()
    return _wrong(
        (content not in (OLD_WORDS, NEW_WORDS), "neither the old nor the new paper"),
        (done and content != NEW_WORDS, "a paper was promised and is not there"),
    )


def _prepare_workbook(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hộ.xlsx").write_bytes(OLD_WORDS)


def _run_workbook(folder: Path) -> None:
    from povdesk.spreadsheets import workbook
    from povdesk.spreadsheets.sheet import Column, HeadCell, Sheet

    rows = [(f"Hồ Thị Ánh {number}",) for number in range(200)]
    sheet = Sheet("Hộ", (Column(20),), ((HeadCell("Họ và tên"),),), rows)
    workbook.write(folder / "hộ.xlsx", [sheet], title="Hộ")


def _judge_workbook(folder: Path, done: bool) -> list[str]:
    import zipfile

    path = folder / "hộ.xlsx"
    if path.read_bytes() == OLD_WORDS:
        return _wrong((done, "a workbook was promised and is not there"))
    try:
        with zipfile.ZipFile(path) as book:
            return _wrong((book.testzip() is not None, "the workbook is damaged"))
    except zipfile.BadZipFile:
        return ["neither the old nor the new workbook"]


JOBS = {
    job.name: job
    for job in (
        Job("save", _prepare_save, _run_save, _judge_save),
        Job("create", lambda folder: folder.mkdir(parents=True, exist_ok=True), _run_create, _judge_create),
        Job("backup", _prepare_copy, _run_copy, _judge_copy),
        Job("restore", _prepare_copy, _run_restore, _judge_restore),
        Job("migrate", _prepare_upgrade, _run_upgrade, _judge_upgrade),
        Job("paper", _prepare_paper, _run_paper, _judge_paper),
        Job("workbook", _prepare_workbook, _run_workbook, _judge_workbook),
    )
}


def _wrong(*findings: tuple[bool, str]) -> list[str]:
    return [words for holds, words in findings if holds]


def _copies(folder: Path) -> tuple[list[Path], list[str]]:
    """Files under a final name: those whose bytes hold, and the names of those whose bytes do not."""
    good, bad = [], []
    for path in sorted(folder.glob("PovDesk_*.pvbak")):
        try:
            with path.open("rb") as file:
                container.check(file)
            good.append(path)
        except PovDeskError:
            bad.append(path.name)
    return good, bad


def _remember(folder: Path) -> None:
    (folder / "sums").write_text(_sums(folder / STICK), encoding="utf-8")


def _old_copies_harmed(folder: Path) -> list[str]:
    before = (folder / "sums").read_text(encoding="utf-8").split("\n")
    return [] if set(before) <= set(_sums(folder / STICK).split("\n")) else ["an older copy was harmed"]


def _sums(folder: Path) -> str:
    return "\n".join(
        f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(folder.glob("*.pvbak"))
    )


def _first_hamlet(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT name FROM hamlet ORDER BY id").fetchone()[0])


def _last_act(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT action FROM history ORDER BY seq DESC").fetchone()[0])


def _logged(path: Path) -> int:
    with closing(checked_connection(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM backup_log WHERE result = 'ok'").fetchone()[0])
