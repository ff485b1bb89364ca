"""Making a copy: taken, checked, written beside, flushed, read back, and only then given its name."""

import secrets
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from povdesk.domain.errors import DatabaseDamaged, NotPossibleNow, PovDeskError, StorageUnavailable
from povdesk.storage import settings
from povdesk.storage.act import Act
from povdesk.storage.database import Database, checked_connection
from povdesk.storage.tables import backup_log, setting

from . import container, copies, describing, disk, places, sticks
from .header import Header, Reason
from .keys import OfficeKey

SPARE = 16 << 20
Progress = Callable[[int, str], None]


@dataclass(frozen=True)
class Receipt:
    """A copy that has been written, read back and checked. stick: the number of the stick it lies on."""

    path: Path
    header: Header
    size: int
    sha256: str
    stick: str = ""

    @property
    def sequence(self) -> int:
        return self.header.seq

    @property
    def made_at(self) -> datetime:
        return self.header.created

    @property
    def encrypted(self) -> bool:
        return self.header.enc is not None

    @property
    def households(self) -> int:
        """Registered in it."""
        return self.header.households

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
    receipt = write_copy(
        database.path,
        folder,
        database.clock,
        reason=reason,
        key=key,
        progress=progress,
        cancelled=cancelled,
    )
    with database.writing() as act:
        note(act, receipt)
    progress(100, "Đã sao lưu và kiểm tra")
    return receipt


def write_copy(
    live: Path,
    folder: Path,
    clock: Callable[[], datetime],
    *,
    reason: Reason,
    key: OfficeKey | None = None,
    progress: Progress = lambda _percent, _words: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Receipt:
    """As `make`, without a line in the database: for one of an older schema, which stays as it is."""

    def step(percent: int, words: str) -> None:
        if cancelled():
            raise NotPossibleNow("Đã dừng sao lưu.", "Các bản sao lưu trước còn nguyên.")
        progress(percent, words)

    passing = places.passing_folder(live)
    plain = passing / f"povdesk-{secrets.token_hex(8)}.db"
    try:
        with _saying("chép dữ liệu"):
            passing.mkdir(parents=True, exist_ok=True)
            step(0, "Kiểm tra dữ liệu đang dùng")
            _take(live, plain, lambda: step(10, "Chép dữ liệu"))
            step(25, "Kiểm tra bản chép")
            header = describing.describe(plain, (folder, places.local_folder(live)), clock(), reason, key)
        with _saying("ghi ra nơi lưu"):
            folder.mkdir(parents=True, exist_ok=True)
            return _write(plain, folder, header, key, step)
    finally:
        disk.remove(plain)


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
    # What is encrypted leaves the computer: the stick gets its mark, by which it is known again.
    stick = sticks.mark(folder) if key is not None else ""
    return Receipt(target, header, checked.size, sha256, stick)


def note(act: Act, receipt: Receipt) -> None:
    """One line in the history and one in the log of copies; nothing that "Hoàn tác" could take back."""
    reason = Reason(receipt.header.reason).words
    act.describe(f"Sao lưu số {receipt.sequence} ({reason})", "backup", "", receipt.path.name)
    enter_in_log(act, receipt)
    remember_sequence(act, receipt.sequence)


def enter_in_log(act: Act, receipt: Receipt) -> None:
    """The line of a copy that has been read whole."""
    header = receipt.header
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
            reason=header.reason,
            households=header.households,
            people=header.counts.get("person", 0),
            stick_id=sticks.remember(act, receipt.stick),
        )
    )


def remember_sequence(act: Act, sequence: int) -> None:
    """The next copy gets a higher number than this one."""
    kept = act.connection.execute(select(setting.c.id).where(setting.c.key == "backup_sequence")).scalar()
    if kept is None:
        settings.put(act, "backup_sequence", sequence)
    else:
        act.connection.execute(setting.update().where(setting.c.id == kept).values(value=str(sequence)))


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
