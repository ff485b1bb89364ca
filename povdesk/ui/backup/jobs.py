"""Work with copies on the files lane, with a database of its own; nothing here touches widgets."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from povdesk import paths

from ..habits import Habits

Job = Callable[[Callable[..., None], Callable[[], bool]], Any]
SECOND_HABIT = "second_copy"


def on_stick(chosen: Path) -> Path:
    """The folder for copies on a stick, or in whatever folder was chosen for one."""
    from povdesk.storage.backup import sticks

    return sticks.folder_on(chosen)


def sticks_now() -> list[tuple[Path, int]]:
    """Removable disks that are plugged in, with the bytes that are free on each."""
    from povdesk.storage import places

    found = []
    for root in places.sticks():
        try:
            found.append((root, shutil.disk_usage(root).free))
        except OSError:
            continue
    return found


def second_folder(habits: Habits, database_path: Path, *, is_sample: bool = False) -> Path | None:
    """Where the second automatic copy goes; None when it is switched off or there is no such disk."""
    from povdesk.storage import places

    if is_sample or habits.get(SECOND_HABIT, True) is False:
        return None
    root = places.second_disk(database_path)
    return None if root is None else on_stick(root)


def making(database_path: Path, folder: Path | None, office: Any) -> Job:
    """Make a copy: in `folder` encrypted with the office key, without a folder plain on this computer."""

    def job(progress: Callable[..., None], cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage.backup import places, rotation
        from povdesk.storage.backup.making import make

        def work(database: Any) -> Any:
            receipt = make(
                database,
                folder or places.local_folder(database_path),
                key=None if folder is None else office,
                progress=progress,
                cancelled=cancelled,
            )
            if folder is not None:
                rotation.thin_stick(folder, receipt.header.db_uuid, database.clock())
            return receipt

        return _with_database(database_path, work)

    return job


def automatic(database_path: Path, second: Path | None, reason: str = "auto") -> Job:
    """The copy of every half hour and at the end, when something was saved since the last one."""

    def job(progress: Callable[..., None], _cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage.backup import rotation
        from povdesk.storage.backup.header import Reason

        progress(20, "Sao lưu tự động trong máy")
        return _with_database(
            database_path, lambda database: rotation.automatic(database, Reason(reason), second)
        )

    return job


def rehearsing(database_path: Path) -> Job:
    """The weekly rehearsal of a restore."""

    def job(progress: Callable[..., None], _cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage.backup import rehearsal

        progress(30, "Diễn tập phục hồi")
        return _with_database(database_path, rehearsal.rehearse)

    return job


def checking(database_path: Path, path: Path, office: Any, secret: str = "") -> Job:
    """Read one copy whole, and open it when its key is known or the secret fits."""

    def job(progress: Callable[..., None], _cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage.backup import places
        from povdesk.storage.backup.verifying import verify

        progress(30, "Kiểm tra bản sao lưu")
        return verify(path, secret or None, office=office, passing=places.passing_folder(database_path))

    return job


def looking_at_stick(folder: Path) -> Job:
    """A known stick is back: remove what a pulled-out copy left there, read the newest copy again.

    Returns the name of that copy when it is damaged, else nothing.
    """

    def job(progress: Callable[..., None], _cancelled: Callable[[], bool]) -> str:
        from povdesk.storage.backup import copies, places, rotation

        progress(50, "Kiểm tra bản sao lưu trên USB")
        places.tidy_stick(folder)
        newest = next(iter(copies.in_folder(folder)), None)
        return "" if newest is None or rotation.is_whole(newest.path) else newest.path.name

    return job


def trying(folder: Path) -> Job:
    """Whether the data folder can be written at all: something may have begun to block it."""

    def job(_progress: Callable[..., None], _cancelled: Callable[[], bool]) -> None:
        from povdesk.storage import places

        places.try_writing(folder)

    return job


def before(database_path: Path, reason: str) -> Job:
    """A copy before an import ("before_import") or before deleting in bulk ("before_delete")."""

    def job(progress: Callable[..., None], _cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage.backup import rotation
        from povdesk.storage.backup.header import Reason

        progress(20, "Sao lưu trước khi làm")
        return rotation.before(database_path, Reason(reason))

    return job


def setting_aside(folder: Path) -> Job:
    """Keep a damaged live file a second time, at most once a day; the folder it is in."""

    def job(_progress: Callable[..., None], _cancelled: Callable[[], bool]) -> Path | None:
        from datetime import datetime

        from povdesk.storage.backup import quarantine

        return quarantine.at_most_once_a_day(folder / paths.DATABASE_NAME, datetime.now().astimezone())

    return job


def sealing(passphrase: str, made_on: str) -> Job:
    """A new office key and its recovery code."""

    def job(progress: Callable[..., None], _cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage.backup import keys

        progress(50, "Tạo khóa")
        return keys.new_office_key(passphrase, made_on)

    return job


@dataclass(frozen=True)
class Found:
    """A copy that lies somewhere on this computer or on a stick, and where, in words."""

    path: Path
    header: Any
    place: str

    @property
    def key(self) -> str:
        return str(self.path)


def finding(folder: Path) -> tuple[Found, ...]:
    """All copies beside the data, on sticks and on the second disk, the newest first."""
    from povdesk.storage import places as disks
    from povdesk.storage.backup import copies, places

    database_path = folder / paths.DATABASE_NAME
    wanted = {places.local_folder(database_path): "Trong máy này"}
    for root in disks.sticks():
        wanted[on_stick(root)] = f"USB ({root})"
    other = disks.second_disk(database_path)
    if other is not None:
        wanted[on_stick(other)] = f"Ổ đĩa thứ hai ({other})"
    found = [
        Found(copy.path, copy.header, place)
        for where, place in wanted.items()
        for copy in copies.in_folder(where)
    ]
    return tuple(sorted(found, key=lambda each: each.header.created_utc, reverse=True))


def _with_database(path: Path, work: Callable[[Any], Any]) -> Any:
    from povdesk.storage.database import open_database

    database = open_database(path, check=False)
    try:
        return work(database)
    finally:
        database.close()
