"""Brings an older database to today's schema: on a copy that is swapped in, never on the file itself.

A pinned backup of the old data is made first. Failure or power cut at any moment leaves the old file live.
"""

import contextlib
import os
import shutil
import sqlite3
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from povdesk.domain.errors import DatabaseDamaged, PovDeskError, StorageUnavailable
from povdesk.storage.database import checked_connection, failures_in_words, sync_renamed
from povdesk.storage.tables import SCHEMA_NUMBER

if TYPE_CHECKING:
    from povdesk.storage.backup.making import Receipt

MIGRATIONS = Path(__file__).parent / "migrations"
UNFINISHED = ".nang-cap"

_RETRY_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""An antivirus may hold a fresh file for a moment (Windows errors 5, 32, 33)."""


def migrate(path: Path, version: int) -> Path | None:
    """Upgrade the database at `path` from schema `version`; returns the pinned backup of the old data.

    None when the file had no schema yet, so that there was nothing to keep.

    Raises StorageUnavailable when there is no room, DatabaseDamaged when the old file fails its checks.
    """
    needed = 3 * path.stat().st_size + 100_000_000
    if shutil.disk_usage(path.parent).free < needed:
        raise StorageUnavailable(
            "Ổ đĩa không đủ chỗ trống để nâng cấp dữ liệu.",
            f"Giải phóng khoảng {needed // 1_000_000} MB rồi mở lại; dữ liệu cũ còn nguyên.",
        )
    copy = path.with_name(f"{path.name}{UNFINISHED}")
    _remove(copy)
    pinned = _pin(path, version)
    try:
        with failures_in_words():
            _copy(path, copy)
            upgrade(copy, version)
            if pinned is not None:
                _note(copy, pinned)
            _replace(copy, path)
    finally:
        _remove(copy)
    return None if pinned is None else pinned.path


def _pin(path: Path, version: int) -> "Receipt | None":
    """A verified backup of the old data, kept by the thinning; a file without any schema holds nothing."""
    from povdesk.storage.backup import places
    from povdesk.storage.backup.header import Reason
    from povdesk.storage.backup.making import write_copy

    if version == 0:
        return None
    return write_copy(
        path,
        places.local_folder(path),
        lambda: datetime.now().astimezone(),
        reason=Reason.BEFORE_UPGRADE,
    )


def _note(path: Path, pinned: "Receipt") -> None:
    """The upgraded data know of the backup; the old file was only read."""
    from povdesk.storage.backup.making import note
    from povdesk.storage.database import Database

    database = Database(path)
    try:
        with database.writing() as act:
            note(act, pinned)
    finally:
        database.close()
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _remove(copy: Path) -> None:
    for left in (copy, copy.with_name(f"{copy.name}-journal")):
        with contextlib.suppress(OSError):
            left.unlink(missing_ok=True)


def upgrade(path: Path, version: int) -> None:
    """Run every step after `version` on this file, in one transaction, and check the result."""
    from alembic import command
    from sqlalchemy import URL, create_engine, event

    counted_before = _row_counts(path)
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

    try:
        with engine.begin() as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            if version == 0:
                connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
            command.upgrade(config, "head")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_NUMBER}")
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise DatabaseDamaged(
                    "Nâng cấp dừng lại vì dữ liệu cũ có liên kết hỏng; dữ liệu cũ còn nguyên."
                )
    finally:
        engine.dispose()
    _check(path)
    counted_after = _row_counts(path)
    lost = [name for name, count in counted_before.items() if counted_after.get(name, count) < count]
    if lost:
        raise DatabaseDamaged(f"Nâng cấp dừng lại: bảng {lost[0]} bị thiếu dòng. Dữ liệu cũ còn nguyên.")


def alembic_config() -> "Config":  # type: ignore[name-defined] # noqa: F821
    """Alembic's settings, without an ini file; compiled revisions alone are enough (sourceless)."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("sourceless", "true")
    return config


def newest_revision() -> int:
    """The schema the shipped steps lead to; 0 when Alembic finds none of them."""
    from alembic.script import ScriptDirectory

    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    return int(head) if head else 0


def _copy(source: Path, target: Path) -> None:
    connection = checked_connection(source)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.DatabaseError as error:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise  # the disk is full or fails; the old data are well
        raise DatabaseDamaged(
            "Tệp dữ liệu cũ bị hỏng nên chưa nâng cấp; tệp được giữ nguyên.",
            "Phục hồi từ bản sao lưu gần nhất.",
        ) from error
    finally:
        connection.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    _check(target)


def _check(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        findings = connection.execute("PRAGMA integrity_check(1)").fetchone()
    finally:
        connection.close()
    if findings != ("ok",):
        raise DatabaseDamaged("Bản chép để nâng cấp không đạt kiểm tra; dữ liệu cũ còn nguyên.")


def _row_counts(path: Path) -> dict[str, int]:
    connection = sqlite3.connect(path)
    try:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                " AND name <> 'alembic_version'"
            )
        ]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    finally:
        connection.close()


def _replace(source: Path, target: Path) -> None:
    for pause in (*_RETRY_SECONDS, None):
        try:
            os.replace(source, target)
        except PermissionError as error:
            if pause is None:
                raise _held() from error
            time.sleep(pause)
        else:
            sync_renamed(target)
            return


def _held() -> PovDeskError:
    return StorageUnavailable(
        "Có chương trình khác đang giữ tệp dữ liệu nên chưa nâng cấp được.",
        "Đóng chương trình đó, chờ một phút rồi mở lại; dữ liệu cũ còn nguyên.",
    )
