"""The register of another commune, opened to be read: from its copy or its database file, checked first."""

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from povdesk.domain.errors import DatabaseDamaged, NotPossibleNow, StorageUnavailable
from povdesk.storage.backup import container, describing, disk, gate, keys, places
from povdesk.storage.backup.header import Header, Reason
from povdesk.storage.backup.verifying import take_out
from povdesk.storage.database import Database, schema_of
from povdesk.storage.tables import SCHEMA_NUMBER

Progress = Callable[[int, str], None]


@dataclass(frozen=True)
class Source:
    """The other register while it is open. copy: a whole database of our own, removed at the end."""

    path: Path
    copy: Path
    header: Header
    connection: Connection
    odd: tuple[str, ...] = ()


@contextmanager
def opened(
    path: Path,
    database: Database,
    secret: str = "",
    *,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Source]:
    """Read-only, after the checks of a restore; the file itself is never written.

    path: a .pvbak copy (secret: its passphrase or recovery code) or a povdesk.db. Raises BackupDamaged,
    DatabaseDamaged, DatabaseTooNew, SecretNeeded, InvalidInput for a wrong secret, StorageUnavailable.
    """

    def step(percent: int, words: str) -> None:
        if cancelled():
            raise NotPossibleNow("Đã dừng, chưa gộp gì.", "Dữ liệu đang dùng còn nguyên.")
        progress(percent, words)

    passing = places.passing_folder(database.path)
    passing.mkdir(parents=True, exist_ok=True)
    plain = passing / f"povdesk-{secrets.token_hex(8)}.db"
    try:
        step(0, "Mở dữ liệu của xã kia")
        if path.suffix.lower() == places.SUFFIX:
            header = _from_copy(path, plain, secret, database)
        else:
            header = _from_database(path, plain, database)
        step(50, "Kiểm tra dữ liệu của xã kia")
        odd = gate.check(plain, header)
        if header.schema < SCHEMA_NUMBER:
            from povdesk.storage.migration import upgrade

            step(75, "Nâng cấp bản đọc của dữ liệu xã kia")
            upgrade(plain, header.schema)
        step(90, "Đọc dữ liệu của xã kia")
        with _reading(plain) as connection:
            yield Source(path, plain, header, connection, odd)
    finally:
        disk.remove(plain)
        disk.remove(plain.with_name(f"{plain.name}-journal"))


def _from_copy(path: Path, plain: Path, secret: str, database: Database) -> Header:
    with database.reading() as connection:
        office = keys.office_key(connection)
    with container.refusing(), path.open("rb") as file:
        checked = container.check(file)
        key = keys.opening_key(checked.header.enc, secret or None, office)
        take_out(file, checked, key, plain)
    return checked.header


def _from_database(path: Path, plain: Path, database: Database) -> Header:
    schema_of(path)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("VACUUM INTO ?", (str(plain),))
    except sqlite3.OperationalError as error:
        raise StorageUnavailable(
            f"Chưa đọc được {path.name}: tệp đang mở ở máy khác, hoặc ổ đĩa đầy.",
            "Đóng PovDesk đang dùng tệp đó, hoặc chọn bản sao lưu của xã kia.",
        ) from error
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(
            f"Tệp {path.name} bị hỏng; không lấy gì từ tệp này.", "Chọn bản sao lưu của xã kia."
        ) from error
    return describing.describe(plain, (), database.clock(), Reason.MANUAL, None)


@contextmanager
def _reading(plain: Path) -> Iterator[Connection]:
    uri = f"{plain.absolute().as_uri()}?mode=ro&immutable=1"
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(uri, uri=True), poolclass=StaticPool)

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: Any) -> None:
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            connection.execute(f"PRAGMA {setting}")

    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
