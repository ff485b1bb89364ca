"""What copies are called; lists those of a folder without trusting them."""

import re
from dataclasses import dataclass
from pathlib import Path

from povdesk.domain.errors import PovDeskError

from . import container
from .header import Header
from .places import SUFFIX

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


def file_name(header: Header) -> str:
    """ASCII, short, sorted by sequence."""
    return f"PovDesk_{header.commune_code}_{header.seq:06d}_{header.created:%Y%m%d-%H%M}{SUFFIX}"


def is_ours(name: str) -> bool:
    """A name this program gives to copies."""
    return _OURS.fullmatch(name) is not None


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
