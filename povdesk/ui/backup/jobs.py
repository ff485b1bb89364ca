"""The page's work with files, on the files lane with a database of its own; nothing here touches widgets."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Job = Callable[[Callable[..., None], Callable[[], bool]], Any]
STICK_FOLDER = "PovDesk"


def on_stick(chosen: Path) -> Path:
    """Copies lie in a folder of their own, so that nobody looks for them among other files."""
    return chosen if chosen.name == STICK_FOLDER else chosen / STICK_FOLDER


def making(database_path: Path, folder: Path | None, office: Any) -> Job:
    """Make a copy: in `folder` encrypted with the office key, without a folder plain on this computer."""

    def job(progress: Callable[..., None], cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage.backup import places
        from povdesk.storage.backup.making import make
        from povdesk.storage.database import open_database

        database = open_database(database_path, check=False)
        try:
            return make(
                database,
                folder or places.local_folder(database_path),
                key=None if folder is None else office,
                progress=progress,
                cancelled=cancelled,
            )
        finally:
            database.close()

    return job


def checking(database_path: Path, path: Path, office: Any, secret: str = "") -> Job:
    """Read one copy whole, and open it when its key is known or the secret fits."""

    def job(progress: Callable[..., None], _cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage.backup import places
        from povdesk.storage.backup.verifying import verify

        progress(30, "Kiểm tra bản sao lưu")
        return verify(path, secret or None, office=office, passing=places.passing_folder(database_path))

    return job


def sealing(passphrase: str, made_on: str) -> Job:
    """A new office key and its recovery code."""

    def job(progress: Callable[..., None], _cancelled: Callable[[], bool]) -> Any:
        from povdesk.storage.backup import keys

        progress(50, "Tạo khóa")
        return keys.new_office_key(passphrase, made_on)

    return job
