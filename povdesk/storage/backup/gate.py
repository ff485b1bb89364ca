"""The checks a database from a copy must pass before it may become the live one."""

import re
import sqlite3
import time
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from povdesk.domain.errors import BackupDamaged, PovDeskError
from povdesk.domain.household import Category, EventKind, Sex
from povdesk.domain.plan import PlanStatus
from povdesk.domain.review import Lacking, ReviewState, RoundKind, RoundState
from povdesk.domain.support import SupportState
from povdesk.storage.act import broken_links
from povdesk.storage.database import APPLICATION_ID
from povdesk.storage.tables import SCHEMA_NUMBER

from .container import refusing
from .header import Header

LONGEST_SECONDS = 20.0
_BOOKKEEPING = (
    "name NOT LIKE 'sqlite_stat%' AND name NOT LIKE 'sqlite_autoindex%' AND name <> 'sqlite_sequence'"
)


_CODES: dict[tuple[str, str], frozenset[str]] = {
    place: frozenset({"", *(member.value for member in kind)})
    for place, kind in {
        ("person", "sex"): Sex,
        ("class_history", "category"): Category,
        ("household_event", "kind"): EventKind,
        ("review_round", "kind"): RoundKind,
        ("review_round", "state"): RoundState,
        ("review", "state"): ReviewState,
        ("review_answer", "lacking"): Lacking,
        ("support_event", "state"): SupportState,
        ("plan", "status"): PlanStatus,
    }.items()
}
"""Codes the program decides by; one it does not know was not written by it."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DIGITS = re.compile("[0-9]{9}|[0-9]{12}|")


def check(path: Path, header: Header) -> tuple[str, ...]:
    """Refuse with BackupDamaged what is not a whole PovDesk database of the header's schema and counts.

    Returns, in words, what is odd in its rows and yet no reason to keep them from the officer.
    """
    with refusing(), _opened(path) as connection:
        # A write-ahead log would be a second file beside the one that is restored.
        _expect(_journal_marks(path) == b"\x01\x01")
        _expect(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
        _expect(connection.execute("PRAGMA user_version").fetchone()[0] == header.schema)
        # The schema is compared before anything in it is used.
        found = _schema(connection)
        _expect(any(found == known for known in _references(header.schema)))
        _expect(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        _expect(revision == [(f"{header.schema:04d}",)])
        if header.links_whole:
            _expect(connection.execute("PRAGMA foreign_key_check").fetchone() is None)
        _expect(row_counts(connection) == dict(header.counts))
        _expect(_last_of_history(connection) == (header.audit_seq, header.audit_hash))
        chain_holds = header.schema < SCHEMA_NUMBER or history_is_whole(connection)
        _expect(chain_holds or not header.audit_whole)
        odd = _read_every_row(connection, list(header.counts))
        return odd if chain_holds else (*odd, "nhật ký thay đổi đã đứt từ trước khi sao lưu")


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows by table, as the header of a copy holds them."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name <> 'alembic_version' ORDER BY name"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}


def history_is_whole(connection: sqlite3.Connection) -> bool:
    """The chain of the history holds; only asked of today's schema, whose rule the program knows."""
    from sqlalchemy import StaticPool, create_engine

    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as reading:
        return not broken_links(reading)


def _last_of_history(connection: sqlite3.Connection) -> tuple[int, str]:
    last = connection.execute("SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    return last or (0, "")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Read-only, nothing in the file may run, and never for more than the limit of the processor's time.

    A slow or busy disk is no sign of a hostile file.
    """
    until = time.thread_time() + LONGEST_SECONDS
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.set_progress_handler(lambda: time.thread_time() > until, 10_000)
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON"):
            connection.execute(f"PRAGMA {setting}")
        try:
            yield connection
        except (sqlite3.Error, PovDeskError, ValueError) as error:
            # A query that was left half-read would hold the file: Windows could not remove it.
            traceback.clear_frames(error.__traceback__)
            if isinstance(error, sqlite3.Error):
                raise _refused() from error
            raise


def _journal_marks(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(20)[18:]


def _schema(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    rows = connection.execute(f"SELECT type, name, tbl_name, sql FROM sqlite_master WHERE {_BOOKKEEPING}")
    # The bookkeeping table of upgrades is written by whoever made the file, in one of two spellings.
    return {
        (kind, name, table, "" if name == "alembic_version" else " ".join((sql or "").split()))
        for kind, name, table, sql in rows
    }


def _references(schema: int) -> Iterator[set[tuple[str, ...]]]:
    """The schema as a new database of that number has it, and as an upgraded one has it."""
    if not 1 <= schema <= SCHEMA_NUMBER:
        return
    if schema == SCHEMA_NUMBER:
        yield _as_created()
    yield _as_upgraded(schema)


@cache
def _as_created() -> set[tuple[str, ...]]:
    from sqlalchemy import create_engine

    from povdesk.storage.creation import create_schema

    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            create_schema(connection)
            return _schema(connection.connection.driver_connection)  # type: ignore[arg-type]
    finally:
        engine.dispose()


@cache
def _as_upgraded(schema: int) -> set[tuple[str, ...]]:
    from alembic import command
    from sqlalchemy import create_engine

    from povdesk.storage.migration import alembic_config

    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            command.upgrade(config, f"{schema:04d}")
            return _schema(connection.connection.driver_connection)  # type: ignore[arg-type]
    finally:
        engine.dispose()


def _read_every_row(connection: sqlite3.Connection, tables: list[str]) -> tuple[str, ...]:
    """Each text must be text (SQLite itself keeps any bytes), each code one that the program knows."""
    controls = numbers = 0
    for table in tables:
        cursor = connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        coded = [(place, _CODES[table, name]) for place, name in enumerate(names) if (table, name) in _CODES]
        numbered = [place for place, name in enumerate(names) if name == "id_number"]
        for row in cursor:
            controls += any(value.__class__ is str and _CONTROL.search(value) for value in row)
            numbers += any(not _DIGITS.fullmatch(row[place] or "") for place in numbered)
            _expect(all(row[place] is None or row[place] in known for place, known in coded))
    odd = []
    if controls:
        odd.append(f"{controls} dòng có ký tự lạ")
    if numbers:
        odd.append(f"{numbers} số định danh không phải 9 hoặc 12 chữ số")
    return tuple(odd)


def _expect(holds: bool) -> None:
    if not holds:
        raise _refused()


def _refused() -> BackupDamaged:
    return BackupDamaged(
        "Dữ liệu trong bản sao lưu này không đạt kiểm tra; không lấy gì từ tệp này.", "Chọn bản sao lưu khác."
    )
