"""A damaged live file is kept as it is, byte for byte, in a folder of its own; it may hold the last work."""

import hashlib
import secrets
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from povdesk.storage.database import sync_folder

from . import disk, places

ONE_A_DAY = timedelta(hours=24)


def set_aside(database_path: Path, now: datetime) -> Path | None:
    """Copy the damaged file and its journal; the folder they are in now. None when there is nothing to keep.

    The same bytes are kept once, so that starting again and again does not fill the disk.
    """
    files = [file for file in (database_path, journal(database_path)) if _has_bytes(file)]
    if not files:
        return None
    for folder in reversed(folders(database_path)):
        if all(_same(folder / file.name, file) for file in files):
            return folder
    stamp = now.strftime("%Y%m%d-%H%M%S")
    folder = database_path.parent / f"{places.QUARANTINE}{stamp}-{secrets.token_hex(2)}"
    folder.mkdir()
    for file in files:
        shutil.copy2(file, folder / file.name)
        disk.flush_path(folder / file.name)
    sync_folder(folder)
    return folder


def at_most_once_a_day(database_path: Path, now: datetime) -> Path | None:
    """When damage is met at start: as `set_aside`, but not again within a day of the last time."""
    recent = [
        folder
        for folder in folders(database_path)
        if abs(now.timestamp() - folder.stat().st_mtime) < ONE_A_DAY.total_seconds()
    ]
    return recent[-1] if recent else set_aside(database_path, now)


def folders(database_path: Path) -> list[Path]:
    """What was set aside before, the oldest first."""
    found = database_path.parent.glob(f"{places.QUARANTINE}*")
    return sorted(folder for folder in found if folder.is_dir())


def journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _has_bytes(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _same(kept: Path, file: Path) -> bool:
    if not kept.exists() or kept.stat().st_size != file.stat().st_size:
        return False
    return _sha256(kept) == _sha256(file)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
