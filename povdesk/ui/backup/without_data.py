"""Restoring where no data can be opened: on a new computer, or beside a damaged file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk import paths

from ..desk import Desk
from ..worker import Worker
from .find_copy_dialog import FindCopyDialog
from .restore_dialog import RestoreDialog


def ask(parent: QWidget, worker: Worker, folder: Path, done: Callable[[], None]) -> FindCopyDialog:
    """Let the officer choose one of the copies that can be seen, then restore it into `folder`."""

    def chosen(path: Path) -> None:
        restore_from(parent, worker, folder, path, done)

    dialog = FindCopyDialog(parent, folder, chosen)
    dialog.open()
    return dialog


def restore_from(
    parent: QWidget, worker: Worker, folder: Path, path: Path, done: Callable[[], None]
) -> RestoreDialog:
    """Check the copy, show what is in it, restore it into `folder`."""
    from povdesk.storage.backup.overview import NOTHING

    def restored(_restored: Any) -> None:
        done()

    dialog = RestoreDialog(
        parent, Desk(worker, folder=folder), folder / paths.DATABASE_NAME, path, NOTHING, restored
    )
    dialog.open()
    return dialog
