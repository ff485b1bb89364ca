"""Which file is read: asked for where the last one was, or among the officer's documents."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ..desk import Desk

_HABIT = "last_folder"


def ask_file(parent: QWidget, desk: Desk, title: str, kinds: str) -> Path | None:
    """Ask for a file that is there; None: the officer changed their mind."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, last_folder(desk), kinds)
    if not chosen:
        return None
    remember(desk, Path(chosen))
    return Path(chosen)


def last_folder(desk: Desk) -> str:
    """Where a file was read or written last."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    # Where there is no such folder the dialog would open in the program's own.
    return str(desk.habits.get(_HABIT, documents if Path(documents).is_dir() else str(Path.home())))


def remember(desk: Desk, path: Path) -> None:
    """The next dialog opens in the folder of this file."""
    desk.habits.put(_HABIT, str(path.parent))
