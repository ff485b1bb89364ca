"""Where copies lie, and what a power cut may leave there. Loads nothing, so that it can run at start."""

from contextlib import suppress
from pathlib import Path

SUFFIX = ".pvbak"
LOCAL_FOLDER = "sao-luu"
QUARANTINE = "du-lieu-hong-"


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
        (database_path.parent, f"{database_path.name}.nang-cap*"),
        (database_path.parent, "povdesk-thu-*"),
    ):
        if folder.is_dir():
            for left in folder.glob(pattern):
                # What cannot be removed now is removed at the next start.
                with suppress(OSError):
                    left.unlink(missing_ok=True)


def has_traces(database_path: Path) -> bool:
    """There were data here: copies or set-aside files lie beside the place where the database should be."""
    folder = database_path.parent
    return any(
        next(place.glob(pattern), None) is not None
        for place, pattern in (
            (local_folder(database_path), f"*{SUFFIX}"),
            (folder, f"{QUARANTINE}*"),
            (folder, f"{database_path.name}-journal"),
        )
        if place.is_dir()
    )


def tidy_stick(folder: Path) -> None:
    """Remove what a pulled-out stick has of an unfinished copy: only our own unfinished names."""
    for pattern in (f"~PovDesk_*{SUFFIX}.part", "~povdesk-usb.json.part"):
        for left in folder.glob(pattern):
            with suppress(OSError):
                left.unlink(missing_ok=True)
