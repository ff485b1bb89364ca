"""The program's log: what failed and where in the program. Never a name, a number or a path of the officer.

Also for failures before there is a window, when nobody would see a trace printed to nowhere.
"""

import contextlib
import logging
from pathlib import Path

from povdesk import __version__, paths

log = logging.getLogger("povdesk")

FILE_NAME = "povdesk.log"
LARGEST, OLDER = 256 * 1024, 3

_LINE = "%(asctime)s %(levelname)s %(message)s"


def start(folder: Path) -> None:
    """Keep a rotating log of 4 × 256 KB for as long as the program runs; without a disk, none."""
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / FILE_NAME, maxBytes=LARGEST, backupCount=OLDER, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter(_LINE))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def note(words: str, *, failed: bool = False) -> None:
    """One line into the log of a short run that has no window; a log that cannot be written stops nothing.

    A window that is open has the same file: this run only adds to it and never renames it.
    """
    with contextlib.suppress(OSError):
        folder = paths.log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(folder / FILE_NAME, encoding="utf-8")
        try:
            handler.setFormatter(logging.Formatter(_LINE))
            level = logging.ERROR if failed else logging.INFO
            handler.emit(log.makeRecord(log.name, level, "", 0, words, (), None))
        finally:
            handler.close()


def failure(error: BaseException) -> str:
    """Write down a mistake of ours, also before the log of the window is kept; returns its details."""
    found = details(error)
    if not log.handlers:
        note(found, failed=True)
    log.error("%s", found)
    return found


def details(error: BaseException) -> str:
    """Version, system, and where it happened; the values that were worked on are left out."""
    import platform
    import traceback

    places = traceback.extract_tb(error.__traceback__)
    lines = [
        f"PovDesk {__version__}, Python {platform.python_version()}, {platform.platform()}",
        *(f"{Path(place.filename).name}:{place.lineno} {place.name}" for place in places),
        type(error).__qualname__,
    ]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines.append(f"← {type(cause).__qualname__}")
    return "\n".join(lines)
