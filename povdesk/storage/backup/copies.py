"""Where copies lie and what they are called; lists them without trusting them."""

import re
from dataclasses import dataclass
from pathlib import Path

from povdesk.domain.errors import PovDeskError

from . import container
from .header import Header

SUFFIX = ".pvbak"
LOCAL_FOLDER = "sao-luu"
STICK_FOLDER = "PovDesk"
_OURS = re.compile(r"PovDesk_[A-Za-z0-9]{1,16}_\d{6,}_\d{8}-\d{4}\.pvbak")
_MOST_FILES = 2000


@dataclass(frozen=True)
class Copy:
    """A file that looks like one of ours. Its header has been read, nothing else has been checked."""

    path: Path
    header: Header
    size: int

    @property
    def encrypted(self) -> bool:
        return self.header.enc is not None


def local_folder(database_path: Path) -> Path:
    """The automatic copies beside the live database."""
    return database_path.parent / LOCAL_FOLDER


def passing_folder(database_path: Path) -> Path:
    """For files that live only while a copy is made or read; emptied at start."""
    return database_path.parent / "tmp"


def file_name(header: Header) -> str:
    """ASCII, short, sorted by sequence."""
    return f"PovDesk_{header.commune_code}_{header.seq:06d}_{header.created:%Y%m%d-%H%M}{SUFFIX}"


def in_folder(folder: Path) -> tuple[Copy, ...]:
    """Copies in a folder, the newest first by sequence; anything else in it is left aside, never opened."""
    try:
        names = sorted(path for path in folder.iterdir() if _OURS.fullmatch(path.name))[-_MOST_FILES:]
    except OSError:
        return ()
    found = []
    for path in names:
        try:
            if path.is_file() and not path.is_symlink():
                found.append(Copy(path, container.peek(path), path.stat().st_size))
        except (PovDeskError, OSError):
            continue
    return tuple(sorted(found, key=lambda copy: copy.header.seq, reverse=True))


def tidy(database_path: Path) -> None:
    """Remove what a power cut left of a copy or a restore: only files with our own unfinished names."""
    for folder, pattern in (
        (passing_folder(database_path), "povdesk-*"),
        (local_folder(database_path), f"~PovDesk_*{SUFFIX}.part"),
        (database_path.parent, f"{database_path.name}.restoring*"),
    ):
        if folder.is_dir():
            for left in folder.glob(pattern):
                left.unlink(missing_ok=True)
