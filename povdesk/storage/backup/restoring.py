"""Bringing a copy back: checked aside, the present data kept in a safety copy, then one rename.

A cut at any moment leaves wholly the old database or wholly the new one, its line in the history included.
"""

import contextlib
import secrets
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from povdesk.domain.errors import DatabaseDamaged, NotPossibleNow, PovDeskError, StorageUnavailable
from povdesk.storage import officers, settings
from povdesk.storage.act import Act
from povdesk.storage.database import Database, checked_connection, schema_of, sync_folder
from povdesk.storage.tables import SCHEMA_NUMBER, backup_log, known_stick

from . import container, disk, gate, places, quarantine, sticks, undoing
from .header import Reason
from .keys import OfficeKey, office_key, opening_key, save_office_key
from .making import Progress, Receipt, enter_in_log, make, remember_sequence, write_copy
from .quarantine import journal as _journal
from .verifying import Contents, take_out

SPARE = 100_000_000


@dataclass(frozen=True)
class Restored:
    """A finished restore. safety: the copy of what was there before (a folder when that was damaged)."""

    contents: Contents
    safety: Path | None
    was_damaged: bool = False


@dataclass(frozen=True)
class _Kept:
    """What the present database knows that an older copy cannot: its key, its copies, the last number."""

    office: OfficeKey | None = None
    log: tuple[dict[str, Any], ...] = ()
    sticks: tuple[dict[str, Any], ...] = ()
    sequence: int = 0


def restore(
    path: Path,
    into: Path,
    secret: str | None = None,
    *,
    clock: Callable[[], datetime] | None = None,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Restored:
    """Make the copy at `path` the database at `into`; nobody else may have that database open.

    secret: passphrase or recovery code, needed only where this computer does not have the copy's key.
    Until the last step the present data are not touched; they stay in the safety copy.
    """

    def step(percent: int, words: str) -> None:
        if cancelled():
            raise NotPossibleNow("Đã dừng phục hồi.", "Dữ liệu đang dùng còn nguyên.")
        progress(percent, words)

    officers.refuse_restore(into)
    passing = places.passing_folder(into)
    brought = passing / f"povdesk-{secrets.token_hex(8)}{places.SUFFIX}"
    restoring = into.with_name(f"{into.name}.restoring")
    try:
        step(0, "Chép tệp vào máy")
        passing.mkdir(parents=True, exist_ok=True)
        _clear(restoring)
        _bring(path, brought)
        step(20, "Kiểm tra bản sao lưu")
        kept = _known_here(into)
        with brought.open("rb") as file:
            checked = container.check(file)
            with container.refusing():
                key = opening_key(checked.header.enc, secret, kept.office)
            step(35, "Lấy dữ liệu ra")
            with container.refusing():
                take_out(file, checked, key, restoring)
        step(50, "Kiểm tra dữ liệu lấy ra")
        odd = gate.check(restoring, checked.header)
        if checked.header.schema < SCHEMA_NUMBER:
            from povdesk.storage.migration import upgrade

            step(60, "Nâng cấp dữ liệu lấy ra")
            upgrade(restoring, checked.header.schema)
        step(65, "Giữ lại dữ liệu đang dùng")
        safety, was_damaged = _keep_present(into, clock)
        kept = _known_here(into) if safety and not was_damaged else kept
        step(80, "Ghi nhật ký phục hồi")
        contents = Contents(path, checked.header, checked.size, checked.sha256, opened=True, odd=odd)
        _write_down(restoring, contents, kept, safety if not was_damaged else None, clock)
        step(90, "Đưa dữ liệu vào dùng")
        _swap(restoring, into)
        progress(95, "Mở lại dữ liệu")
        _look_again(into)
    except OSError as error:
        raise StorageUnavailable(
            "Chưa phục hồi được vì không đọc hoặc ghi được tệp; dữ liệu đang dùng còn nguyên.",
            "Kiểm tra ổ đĩa và USB rồi phục hồi lại.",
        ) from error
    finally:
        disk.remove(brought)
        _clear(restoring)
    progress(100, "Đã phục hồi")
    return Restored(contents, safety, was_damaged)


def _bring(path: Path, brought: Path) -> None:
    """Copy the file here once; what is far too large or not ours is not even copied."""
    container.peek(path)
    with container.refusing():
        size = path.stat().st_size
        if size > container.LARGEST_PLAIN + SPARE:
            raise container.damaged()
        if shutil.disk_usage(brought.parent).free < 3 * size + SPARE:
            raise StorageUnavailable(
                "Ổ đĩa không đủ chỗ trống để phục hồi.", "Xóa bớt tệp khác rồi phục hồi lại."
            )
        shutil.copyfile(path, brought)


def _known_here(into: Path) -> _Kept:
    """Empty when there is no present database, or when it can no longer be read."""
    if not into.exists():
        return _Kept()
    database = Database(into)
    try:
        schema = schema_of(into)
        with database.reading() as connection:
            office = office_key(connection)
            log = connection.execute(select(backup_log)).mappings() if schema == SCHEMA_NUMBER else ()
            rows = tuple(dict(row) for row in log)
            known = connection.execute(select(known_stick)).mappings() if schema == SCHEMA_NUMBER else ()
            marked = tuple(dict(row) for row in known)
            highest = max((row["sequence"] for row in rows), default=0)
            return _Kept(
                office, rows, marked, max(highest, int(settings.get(connection, "backup_sequence", 0)))
            )
    except DatabaseDamaged:
        return _Kept()
    finally:
        database.close()


def _keep_present(into: Path, clock: Callable[[], datetime] | None) -> tuple[Path | None, bool]:
    """A safety copy of the present data; of damaged data, the very bytes in a folder of their own."""
    if not into.exists() and not _has_bytes(_journal(into)):
        return None, False
    database = Database(into, clock)
    try:
        if into.exists():
            schema = schema_of(into)
            folder = places.local_folder(into)
            if schema == SCHEMA_NUMBER:
                return make(database, folder, reason=Reason.BEFORE_RESTORE).path, False
            return write_copy(into, folder, database.clock, reason=Reason.BEFORE_RESTORE).path, False
    except DatabaseDamaged:
        pass
    finally:
        database.close()
    return quarantine.set_aside(into, database.clock()), True


def _write_down(
    restoring: Path,
    contents: Contents,
    kept: _Kept,
    safety: Path | None,
    clock: Callable[[], datetime] | None,
) -> None:
    """The restore's line in the history, and the way back, are in the file before the file is live."""
    database = Database(restoring, clock)
    header = contents.header
    try:
        with database.writing() as act:
            act.describe(
                f"Phục hồi từ bản sao lưu số {header.seq} ngày {header.created:%d/%m/%Y}",
                "backup",
                "",
                f"{contents.path.name}, SHA-256 {contents.sha256}",
            )
            _carry_over(act, kept)
            _know_the_copy(act, contents)
            undoing.remember(act, safety)
            remember_sequence(act, max(header.seq, kept.sequence))
    finally:
        database.close()
    disk.flush_path(restoring)


def _carry_over(act: Act, kept: _Kept) -> None:
    if kept.office is not None:
        save_office_key(act, kept.office)
    known = set(act.connection.execute(select(backup_log.c.uid)).scalars())
    first_free = (act.connection.execute(select(func.max(backup_log.c.id))).scalar() or 0) + 1
    later = [row for row in kept.log if row["uid"] not in known]
    rows_of_sticks = sticks.carry_over(act, kept.sticks)
    for number, row in enumerate(later, start=first_free):
        stick = rows_of_sticks.get(row["stick_id"])
        act.connection.execute(backup_log.insert().values({**row, "id": number, "stick_id": stick}))


def _know_the_copy(act: Act, contents: Contents) -> None:
    """The copy itself was made before its own line in the log; it has just been read whole."""
    header = contents.header
    known = select(backup_log.c.id).where(backup_log.c.sha256 == contents.sha256)
    if act.connection.execute(known).first() is None:
        stick = sticks.read_mark(contents.path.parent) if contents.encrypted else ""
        enter_in_log(act, Receipt(contents.path, header, contents.size, contents.sha256, stick))


def _swap(restoring: Path, into: Path) -> None:
    """One rename. An old journal beside the new file would spoil it: SQLite emptied it, or it is kept."""
    for leftover in (_journal(into), into.with_name(f"{into.name}-wal"), into.with_name(f"{into.name}-shm")):
        leftover.unlink(missing_ok=True)
    sync_folder(into.parent)
    disk.put_in_place_of(restoring, into)


def _look_again(into: Path) -> None:
    with closing(checked_connection(into)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise DatabaseDamaged(
                "Dữ liệu vừa phục hồi đọc lại không lành lặn; ổ đĩa có thể hỏng.",
                "Phục hồi lại, hoặc phục hồi trên máy khác.",
            )


def _clear(restoring: Path) -> None:
    for left in (restoring, _journal(restoring)):
        with contextlib.suppress(PovDeskError):
            disk.remove(left)


def _has_bytes(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
