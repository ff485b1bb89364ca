"""Restoring where no data can be opened: on a new computer, or beside a damaged file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from povdesk import paths

from ..desk import Desk
from ..worker import Worker
from .restore_dialog import RestoreDialog


def ask(parent: QWidget, worker: Worker, folder: Path, done: Callable[[], None]) -> None:
    """Let the officer choose a copy, then restore it into `folder`; nothing happens when none is chosen."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, "Chọn bản sao lưu trên USB", "", "Bản sao lưu PovDesk (*.pvbak)"
    )
    if chosen:
        restore_from(parent, worker, folder, Path(chosen), done)


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
