"""Where copies lie, and what a power cut may leave there. Loads nothing, so that it can run at start."""

from contextlib import suppress
from pathlib import Path

SUFFIX = ".pvbak"
LOCAL_FOLDER = "sao-luu"


def local_folder(database_path: Path) -> Path:
    """The automatic copies beside the live database."""
    return database_path.parent / LOCAL_FOLDER


def passing_folder(database_path: Path) -> Path:
    """For files that live only while a copy is made or read; emptied at start."""
    return database_path.parent / "tmp"


def tidy(database_path: Path) -> None:
    """Remove what a power cut left of a copy or a restore: only files with our own unfinished names."""
    for folder, pattern in (
        (passing_folder(database_path), "povdesk-*"),
        (local_folder(database_path), f"~PovDesk_*{SUFFIX}.part"),
        (database_path.parent, f"{database_path.name}.restoring*"),
    ):
        if folder.is_dir():
            for left in folder.glob(pattern):
                # What cannot be removed now is removed at the next start.
                with suppress(OSError):
                    left.unlink(missing_ok=True)
