"""One program per data folder: an operating-system lock that ends with the process."""

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import IO

LOCK_NAME = "povdesk.lock"

_FAR_AWAY = 1 << 30
"""The locked byte lies behind all text, so that another process may read who holds the lock."""


class FolderLock:
    """Holds `povdesk.lock`; the system lets it go when the process ends, however it ends.

    was_cut: the last holder did not get to say that it had finished (power cut, killed).
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._file: IO[bytes] | None = None
        self.was_cut = False

    def take(self) -> bool:
        """True when this process is the only one; OSError when the folder cannot be written."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+b")
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        self._file = file
        self.was_cut = self._path.stat().st_size > 0
        # Only for the message to a second start; a full disk is no reason not to open.
        with contextlib.suppress(OSError):
            file.truncate(0)
            file.write(f"{_who()}\n{time.strftime('%H:%M %d/%m/%Y')}\n{os.getpid()}\n".encode())
            file.flush()
        return True

    @property
    def is_held(self) -> bool:
        """This process has the folder."""
        return self._file is not None

    def release(self, *, as_found: bool = False) -> None:
        """as_found: a cut that was found is left for the window to tell of, by who only looked."""
        if self._file is not None:
            if not (as_found and self.was_cut):
                with contextlib.suppress(OSError):
                    self._file.truncate(0)
                    self._file.flush()
            self._file.close()
            self._file = None

    def holder(self) -> str:
        """Who holds the folder since when, in words; empty when that cannot be read."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return f"{lines[0]}, từ {lines[1]}" if len(lines) > 1 else ""


def _who() -> str:
    import getpass

    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    # Not platform.node(): on Windows it starts cmd.exe to ask for the version, before the window is painted.
    machine = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    return f"{user} trên máy {machine}".strip()


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(_FAR_AWAY)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
