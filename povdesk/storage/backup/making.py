"""Making a copy: taken, checked, written beside, flushed, read back, and only then given its name."""

import hashlib
import secrets
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from povdesk import __version__
from povdesk.domain.errors import DatabaseDamaged, NotPossibleNow, PovDeskError, StorageUnavailable
from povdesk.storage import commune, settings
from povdesk.storage.act import Act
from povdesk.storage.database import Database, checked_connection
from povdesk.storage.tables import backup_log, history, setting

from . import container, copies, disk, gate, places
from .header import Header, Reason
from .keys import OfficeKey, key_id

SPARE = 16 << 20
Progress = Callable[[int, str], None]


@dataclass(frozen=True)
class Receipt:
    """A copy that has been written, read back and checked. households: registered in it."""

    path: Path
    sequence: int
    made_at: datetime
    size: int
    sha256: str
    encrypted: bool
    households: int

    @property
    def line(self) -> str:
        """One line to show and to print."""
        form = "đã mã hóa" if self.encrypted else "không mã hóa"
        return (
            f"Bản sao lưu số {self.sequence}, {self.made_at:%H:%M %d/%m/%Y}, {self.households} hộ, {form},"
            f" đã kiểm tra. Mã kiểm: {self.sha256[:16]}"
        )


def make(
    database: Database,
    folder: Path,
    *,
    reason: Reason = Reason.MANUAL,
    key: OfficeKey | None = None,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Receipt:
    """Write a verified copy into `folder` under a new name, and note it in the database.

    key: the office key; without it the copy is not encrypted, which is for this computer's own disks.
    Raises DatabaseDamaged when the live file fails its check, StorageUnavailable when the folder fails,
    NotPossibleNow when it was stopped. Whatever happens, no unfinished file keeps a good name.
    """

    def step(percent: int, words: str) -> None:
        if cancelled():
            raise NotPossibleNow("Đã dừng sao lưu.", "Các bản sao lưu trước còn nguyên.")
        progress(percent, words)

    passing = places.passing_folder(database.path)
    plain = passing / f"povdesk-{secrets.token_hex(8)}.db"
    try:
        with _saying("chép dữ liệu"):
            passing.mkdir(parents=True, exist_ok=True)
            step(0, "Kiểm tra dữ liệu đang dùng")
            _take(database.path, plain, lambda: step(10, "Chép dữ liệu"))
            step(25, "Kiểm tra bản chép")
            header = _describe(database, plain, folder, reason, key)
        with _saying("ghi ra nơi lưu"):
            folder.mkdir(parents=True, exist_ok=True)
            receipt = _write(plain, folder, header, key, step)
    finally:
        disk.remove(plain)
    with database.writing() as act:
        _note(act, receipt, reason)
    progress(100, "Đã sao lưu và kiểm tra")
    return receipt


def _take(live: Path, plain: Path, checked: Callable[[], None]) -> None:
    """A consistent copy of a live file that is whole; rows removed long ago are not in it."""
    with closing(checked_connection(live)) as connection:
        try:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise _live_is_damaged()
            checked()
            connection.execute("VACUUM INTO ?", (str(plain),))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise _live_is_damaged() from error
            raise StorageUnavailable(
                "Chưa chép được dữ liệu để sao lưu: ổ đĩa đầy hoặc tệp đang bị giữ.",
                "Xóa bớt tệp khác, đóng chương trình khác rồi sao lưu lại.",
            ) from error
        except sqlite3.DatabaseError as error:
            raise _live_is_damaged() from error


def _describe(database: Database, plain: Path, folder: Path, reason: Reason, key: OfficeKey | None) -> Header:
    """What stands in the copy itself: the live file may have moved on since."""
    now = database.clock()
    at_utc = now.astimezone(UTC).isoformat(timespec="seconds")
    taken = Database(plain, database.clock)
    try:
        with taken.reading() as inside:
            driver = inside.connection.driver_connection
            if inside.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
                raise StorageUnavailable("Bản chép để sao lưu không đạt kiểm tra.", "Sao lưu lại.")
            uuid = str(settings.get(inside, "database_uuid", ""))
            last = inside.execute(select(history).order_by(history.c.seq.desc()).limit(1)).mappings().first()
            return Header(
                app_version=__version__,
                schema=inside.exec_driver_sql("PRAGMA user_version").scalar_one(),
                db_uuid=uuid,
                commune_code=_commune_code(inside),
                seq=_next_sequence(inside, uuid, (folder, places.local_folder(database.path))),
                created_utc=at_utc,
                created_local=now.isoformat(timespec="seconds"),
                clock_suspect=clock_suspect(now, str(last["at_utc"]) if last else ""),
                reason=reason,
                sample=settings.is_sample(inside),
                sqlite_version=sqlite3.sqlite_version,
                page_count=inside.exec_driver_sql("PRAGMA page_count").scalar_one(),
                plain_size=plain.stat().st_size,
                plain_sha256=_sha256(plain),
                audit_seq=last["seq"] if last else 0,
                audit_hash=last["hash"] if last else "",
                audit_at=last["at_local"] if last else "",
                links_whole=inside.exec_driver_sql("PRAGMA foreign_key_check").first() is None,
                counts=gate.row_counts(driver),  # type: ignore[arg-type]
                enc=None if key is None else _sealing(key),
            )
    finally:
        taken.close()
        disk.remove(plain.with_name(f"{plain.name}-journal"))


def clock_suspect(now: datetime, last_act_utc: str) -> bool:
    """The computer's clock cannot be right: outside the years of this program, or before the last act."""
    at_utc = now.astimezone(UTC).isoformat(timespec="seconds")
    return not 2024 <= now.year <= 2080 or last_act_utc[:19] > at_utc[:19]


def _write(
    plain: Path, folder: Path, header: Header, key: OfficeKey | None, step: Callable[[int, str], None]
) -> Receipt:
    target = folder / copies.file_name(header)
    part = folder / f"~{target.name}.part"
    if shutil.disk_usage(folder).free < header.plain_size + SPARE:
        raise StorageUnavailable(
            "Nơi lưu không đủ chỗ trống cho bản sao lưu.",
            f"Cần khoảng {(header.plain_size + SPARE) // 1_000_000 + 1} MB; xóa bớt tệp hoặc chọn USB khác.",
        )
    opening = key.key if key else None
    size = max(header.plain_size, 1)
    try:
        with plain.open("rb") as source, part.open("xb") as file:
            sha256 = container.write(
                file, header, source, opening, lambda done: step(35 + 35 * done // size, "Ghi bản sao lưu")
            )
            disk.flush(file)
        step(70, "Đọc lại từ nơi lưu")
        with part.open("rb") as file:
            disk.forget_cached(file)
            checked = container.check(file)
            # Opened and unpacked, not only hashed: what cannot be opened is no copy.
            container.unpack(file, checked, opening, lambda _piece: None)
        step(90, "Đặt tên và kiểm tra lần nữa")
        disk.give_new_name(part, target)
    except BaseException:
        disk.remove(part)
        raise
    with target.open("rb") as file:
        disk.forget_cached(file)
        checked = container.check(file)
    if checked.sha256 != sha256:
        raise StorageUnavailable(
            "Nơi lưu đọc lại khác với lúc ghi; bản sao lưu này không dùng được.", "Sao lưu vào USB khác."
        )
    return Receipt(
        target, header.seq, header.created, checked.size, sha256, key is not None, header.households
    )


def _note(act: Act, receipt: Receipt, reason: Reason) -> None:
    """One line in the history and one in the log of copies; nothing that "Hoàn tác" could take back."""
    act.describe(f"Sao lưu số {receipt.sequence} ({reason.words})", "backup", "", receipt.path.name)
    act.connection.execute(
        backup_log.insert().values(
            uid=act.new_uid(),
            sequence=receipt.sequence,
            at_utc=receipt.made_at.astimezone(UTC).isoformat(timespec="seconds"),
            place=str(receipt.path.parent),
            file_name=receipt.path.name,
            size=receipt.size,
            sha256=receipt.sha256,
            encrypted=int(receipt.encrypted),
            verified_at=act.now.isoformat(timespec="seconds"),
            result="ok",
        )
    )
    remember_sequence(act, receipt.sequence)


def remember_sequence(act: Act, sequence: int) -> None:
    """The next copy gets a higher number than this one."""
    kept = act.connection.execute(select(setting.c.id).where(setting.c.key == "backup_sequence")).scalar()
    if kept is None:
        settings.put(act, "backup_sequence", sequence)
    else:
        act.connection.execute(setting.update().where(setting.c.id == kept).values(value=str(sequence)))


def _next_sequence(live: Any, uuid: str, folders: tuple[Path, ...]) -> int:
    """Higher than any copy of this database that is known or can be seen."""
    logged = live.execute(select(func.max(backup_log.c.sequence))).scalar() or 0
    seen = [
        copy.header.seq
        for folder in folders
        for copy in copies.in_folder(folder)
        if copy.header.db_uuid == uuid
    ]
    return 1 + max(int(settings.get(live, "backup_sequence", 0)), logged, *seen, 0)


def _commune_code(live: Any) -> str:
    known = commune.identities(live)
    code = (
        "".join(letter for letter in known[-1].place_code if letter.isascii() and letter.isalnum())
        if known
        else ""
    )
    return code[:16] or "xa"


def _sealing(key: OfficeKey) -> dict[str, Any]:
    return {
        "alg": "AES-256-GCM",
        "salt": secrets.token_bytes(32).hex(),
        "prefix": secrets.token_bytes(7).hex(),
        "key_id": key_id(key.key),
        "wraps": [dict(wrap) for wrap in key.wraps],
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _live_is_damaged() -> DatabaseDamaged:
    return DatabaseDamaged(
        "Tệp dữ liệu đang dùng bị hỏng nên chưa sao lưu; các bản sao lưu trước còn nguyên.",
        "Phục hồi từ bản sao lưu gần nhất.",
    )


class _saying:
    """Turn a failing disk into a sentence that names the step."""

    def __init__(self, doing: str) -> None:
        self._doing = doing

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError) and not isinstance(error, PovDeskError):
            raise disk.in_words(error, self._doing) from error
