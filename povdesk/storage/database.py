"""Opens the one database file: durable settings on every connection, SQLite's failures in words.

Settings and why: engineering notes D1, D2 (TRUNCATE + FULL lost nothing in simulated power cuts; no WAL).
What SQLite sorts stays in memory: reading goes on when the disk is full, and nobody's data lie in temp files.
"""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from povdesk.domain.errors import DatabaseDamaged, DatabaseTooNew, DiskFull, PovDeskError, StorageUnavailable
from povdesk.storage.act import Act
from povdesk.storage.tables import SCHEMA_NUMBER

APPLICATION_ID = 0x50564442
"""Marks a file as ours ("PVDB"), readable in the header without opening it."""

SQLITE_VERSION = sqlite3.sqlite_version
"""Of the library that runs here."""

_PRAGMAS: dict[str, int | str] = {
    "journal_mode": "truncate",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "busy_timeout": 5000,
}

_signed_in: dict[Path, int] = {}
"""Who signed in, by database file: every connection of this program to it then acts for that officer."""


class Database:
    """One open database file. Cheap to make: connections are opened when first used.

    clock: local time with its zone; replaced in tests of the clock.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] | None = None) -> None:
        self.path = path
        self.clock = clock or _now
        self.engine = _engine(path)
        self._is_whole = False

    def check(self) -> None:
        """Look at every page of the file, once; DatabaseDamaged when one is broken."""
        if self._is_whole:
            return
        with self.reading() as connection:
            findings = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if findings != "ok":
            raise _damaged(self.path)
        self._is_whole = True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view for one short job; fetch, close, then work (decision 14)."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Act]:
        """One act: all of it or nothing, with its one line of history. Committed when the block ends.

        Nothing is ever written into a file that has not been checked.
        """
        self.check()
        with (
            self.engine.connect().execution_options(povdesk_writes=True) as connection,
            connection.begin(),
        ):
            act = Act(connection, self.clock(), signed_in(self.path))
            yield act
            act.finish()

    def sign_in(self, officer_id: int | None) -> None:
        """From now on acts on this file are this officer's, held to their role; None: nobody signed in."""
        sign_in(self.path, officer_id)

    def close(self) -> None:
        self.engine.dispose()


def signed_in(path: Path) -> int | None:
    """Who signed in to work with the file; None while nobody is asked."""
    return _signed_in.get(path.absolute())


def sign_in(path: Path, officer_id: int | None) -> None:
    """Who acts on the file from now on, in every connection of this program."""
    if officer_id is None:
        _signed_in.pop(path.absolute(), None)
    else:
        _signed_in[path.absolute()] = officer_id


def open_database(path: Path, clock: Callable[[], datetime] | None = None, *, check: bool = True) -> Database:
    """The officer's database. Never creates one; a damaged, foreign or newer file is left untouched.

    Raises StorageUnavailable, DatabaseDamaged or DatabaseTooNew with a sentence for the officer.
    check: look at the whole file now; otherwise `Database.check` must follow soon, and any write makes it.
    """
    version = schema_of(path)
    if version < SCHEMA_NUMBER:
        from povdesk.storage.migration import migrate

        migrate(path, version)
    database = Database(path, clock)
    if check:
        try:
            database.check()
        except PovDeskError:
            database.close()
            raise
    return database


def refuse_existing(path: Path) -> None:
    """A new database never takes the place of a file that is there."""
    if path.exists():
        raise StorageUnavailable(
            f"Trong thư mục này đã có tệp dữ liệu {path.name}.",
            "Chọn thư mục khác, hoặc mở dữ liệu đang có.",
        )


def checked_connection(path: Path) -> sqlite3.Connection:
    """A plain sqlite3 connection with the same settings, for checks and copies of whole files."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        _apply_settings(connection)
    except sqlite3.Error as error:
        connection.close()
        raise _in_words(error) or error from error
    return connection


@contextmanager
def failures_in_words() -> Iterator[None]:
    """A disk that fails under a whole file (made, copied, upgraded, renamed) is told in a sentence too."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        code = sqlite3.SQLITE_FULL if full else sqlite3.SQLITE_IOERR
        raise _of_code(code) or error from error
    except DBAPIError as error:
        original = error.orig
        raise (isinstance(original, sqlite3.Error) and _in_words(original)) or error from error
    except sqlite3.Error as error:
        raise _in_words(error) or error from error


def sync_folder(folder: Path) -> None:
    """Make a rename durable where the system lets a folder be flushed."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_renamed(path: Path) -> None:
    """Make a file's new name durable: through its folder, and (no such call on Windows) through itself."""
    # Somebody who already reads it, as an antivirus does, is no reason to call the rename a failure.
    with suppress(PermissionError), path.open("rb+") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), pool_size=2, max_overflow=2)

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        try:
            _apply_settings(connection)
        except sqlite3.Error as error:
            raise _in_words(error) or error from error

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("povdesk_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def _failed(context: ExceptionContext) -> None:
        original = context.original_exception
        if isinstance(original, sqlite3.Error) and (explained := _in_words(original)):
            raise explained from original

    return engine


def _apply_settings(connection: sqlite3.Connection) -> None:
    for name, wanted in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {wanted}").fetchone()
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if name == "mmap_size" and found is None:
            continue
        if found is None or str(found[0]).lower() != str(wanted):
            raise StorageUnavailable(
                f"Máy này không giữ được cách ghi an toàn ({name}).",
                "Dữ liệu chưa bị đổi. Sao lưu rồi liên hệ người hỗ trợ.",
            )


def schema_of(path: Path) -> int:
    """Schema number from the file's header, read without SQLite so that nothing is written.

    Raises StorageUnavailable, DatabaseDamaged or DatabaseTooNew as `open_database` does.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise StorageUnavailable(
            f"Không thấy tệp dữ liệu {path.name} trong {path.parent}.",
            "Phục hồi từ bản sao lưu, hoặc chọn đúng thư mục dữ liệu.",
        ) from error
    except OSError as error:
        raise StorageUnavailable(
            f"Không đọc được tệp dữ liệu {path.name}.", "Kiểm tra ổ đĩa và quyền mở thư mục rồi thử lại."
        ) from error
    if len(header) < 100 or not header.startswith(b"SQLite format 3\x00"):
        raise _damaged(path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise DatabaseDamaged(
            f"Tệp {path.name} không phải dữ liệu của PovDesk; tệp được giữ nguyên.",
            "Chọn đúng thư mục dữ liệu.",
        )
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA_NUMBER:
        raise DatabaseTooNew(
            "Dữ liệu này do bản PovDesk mới hơn ghi; tệp được giữ nguyên.",
            "Cài bản PovDesk mới rồi mở lại.",
        )
    return version


def _damaged(path: Path) -> DatabaseDamaged:
    return DatabaseDamaged(
        f"Tệp dữ liệu {path.name} bị hỏng hoặc không phải tệp dữ liệu; tệp được giữ nguyên.",
        "Đừng xóa tệp này. Phục hồi từ bản sao lưu gần nhất.",
    )


def _in_words(error: sqlite3.Error) -> PovDeskError | None:
    """SQLite's own error code in a sentence; None when the mistake is ours."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _of_code(code)


def _of_code(code: int) -> PovDeskError | None:
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return DiskFull("Ổ đĩa đã đầy nên chưa lưu được.", "Xóa bớt tệp khác rồi lưu lại.")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageUnavailable(
                "Có chương trình khác đang giữ tệp dữ liệu.", "Đóng chương trình đó rồi thử lại."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StorageUnavailable(
                "Tệp dữ liệu chỉ cho đọc nên chưa lưu được.", "Kiểm tra quyền ghi của thư mục dữ liệu."
            )
        case sqlite3.SQLITE_IOERR:
            return StorageUnavailable(
                "Ổ đĩa báo lỗi khi đọc hoặc ghi dữ liệu.", "Sao lưu ngay ra USB và nhờ kiểm tra ổ đĩa."
            )
        case sqlite3.SQLITE_CANTOPEN:
            return StorageUnavailable("Không mở được tệp dữ liệu.", "Kiểm tra ổ đĩa và quyền mở thư mục.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseDamaged(
                "Tệp dữ liệu bị hỏng; tệp được giữ nguyên.",
                "Đừng xóa tệp này. Phục hồi từ bản sao lưu gần nhất.",
            )
    return None


def _now() -> datetime:
    return datetime.now().astimezone()
