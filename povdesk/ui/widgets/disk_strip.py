"""The strip above the pages while the disk is full: what to do, until a write works again."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from .labels import ElidedLabel

if TYPE_CHECKING:
    from ..worker import Worker


def words_for(folder: Path) -> str:
    """What the officer reads; the disk is named where disks have names."""
    disk = f"ổ đĩa {folder.drive}" if folder.drive else "ổ đĩa chứa dữ liệu"
    return (
        f"Đĩa đầy: việc vừa rồi chưa lưu được. Xóa bớt tệp khác trên {disk} rồi lưu lại;"
        " phần đang nhập trong phiếu được giữ, đừng đóng PovDesk."
    )


class DiskStrip(QFrame):
    """Shown by itself for the worker it watches. Nothing has to be pressed: the next good write hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diskStrip")
        self._worker: Worker | None = None
        self._words = ElidedLabel("", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.addWidget(self._words, 1)
        self.hide()

    def watch(self, worker: "Worker", folder: Path) -> None:
        """Tell of this worker's writes; one that was watched before is let go."""
        self.let_go()
        self._worker = worker
        self._words.setText(words_for(folder))
        worker.disk_full_changed.connect(self.setVisible)
        self.setVisible(worker.disk_is_full)

    def let_go(self) -> None:
        if self._worker is not None:
            self._worker.disk_full_changed.disconnect(self.setVisible)
            self._worker = None
        self.hide()

    def ask_before_closing(self, go: Callable[[], object]) -> None:
        """Go on at once, or ask first when what was typed could not be written."""
        if self._worker is None or not self._worker.disk_is_full:
            go()
            return
        from .. import messages

        messages.confirm(
            self.window(),
            "Đĩa đầy: phần nhập sau cùng chưa lưu được. Đóng PovDesk bây giờ thì mất phần đó?",
            "Đóng, bỏ phần chưa lưu",
            "Ở lại",
            go,
            more="Xóa bớt tệp khác trên ổ đĩa này, lưu lại rồi mới đóng thì không mất gì.",
        )
