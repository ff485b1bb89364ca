"""Where updates pass through, and what an earlier one left there. Loads nothing: it runs at start."""

from contextlib import suppress
from pathlib import Path

NAME = "updates"


def beside(log_folder: Path) -> Path:
    """On this computer's own disk, beside log and data."""
    return log_folder.with_name(NAME)


def tidy(folder: Path) -> None:
    """Remove earlier updates; one that is still at work is removed at a later start."""
    if not folder.is_dir():
        return
    for pattern in ("PovDesk-Setup-*.exe", "~PovDesk-Setup-*.part"):
        for left in folder.glob(pattern):
            with suppress(OSError):
                left.unlink(missing_ok=True)
