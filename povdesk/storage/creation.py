"""Makes a new, empty database: built beside under another name, then given its name."""

import contextlib
import uuid
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, create_mock_engine
from sqlalchemy.schema import ExecutableDDLElement

from povdesk import renaming
from povdesk.storage import settings
from povdesk.storage.act import Act
from povdesk.storage.database import (
    APPLICATION_ID,
    Database,
    failures_in_words,
    refuse_existing,
    sync_renamed,
)
from povdesk.storage.tables import SCHEMA_NUMBER, metadata, officer

DEFAULT_OFFICER = "Cán bộ Văn hóa - Xã hội"


def create_database(
    path: Path,
    *,
    officer_name: str = DEFAULT_OFFICER,
    is_sample: bool = False,
    fill: Callable[[Act], None] | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Database:
    """A new database at `path`, with what `fill` puts in; the good name appears only when all is written.

    Raises StorageUnavailable when a file of that name is there, or when the disk fails.
    """
    refuse_existing(path)
    unfinished = path.with_name(f"{path.name}.part")
    with failures_in_words():
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(unfinished)
    database = Database(unfinished, clock)
    try:
        _create_schema(database)
        with database.writing() as act:
            act.describe("Tạo dữ liệu mới")
            act.insert(officer, {"full_name": officer_name})
            settings.put(act, "database_uuid", uuid.uuid4().hex)
            settings.put(act, "backup_sequence", 0)
            settings.put(act, "is_sample", is_sample)
            if fill is not None:
                fill(act)
    except BaseException:
        database.close()
        _remove(unfinished)
        raise
    database.close()
    refuse_existing(path)
    try:
        with failures_in_words():
            renaming.put_in_place(unfinished, path)
            sync_renamed(path)
    finally:
        _remove(unfinished)
    return Database(path, clock)


def create_schema(connection: Connection) -> None:
    """All tables of today's schema, still without their number."""
    for statement in _schema_statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")


@cache
def _schema_statements() -> tuple[str, ...]:
    """What SQLAlchemy would run for all tables, put into words once: that takes longer than running it."""
    statements: list[str] = []

    def note(element: ExecutableDDLElement, *_values: object, **_more: object) -> None:
        statements.append(str(element.compile(dialect=listening.dialect)))

    listening = create_mock_engine("sqlite://", note)
    metadata.create_all(listening, checkfirst=False)
    return tuple(statements)


def _create_schema(database: Database) -> None:
    with database.engine.connect().execution_options(povdesk_writes=True) as connection, connection.begin():
        create_schema(connection)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (f"{SCHEMA_NUMBER:04d}",))
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_NUMBER}")


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(f"{path.name}-journal")):
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)
