"""Where the box stands: a page at the start, an opaque cover over the locked window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from povdesk.domain.officer import Officer

from ..widgets.labels import button, label
from ..worker import Worker
from .box import SignInBox


class SignInScreen(QWidget):
    """Shown in place of all pages. signed_in(officer)."""

    signed_in = Signal(object)

    def __init__(self, worker: Worker, officers: Sequence[Officer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = SignInBox(worker, officers, self)
        self.box.signed_in.connect(self.signed_in)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(_in_the_middle(self.box))
        column.addStretch(2)
        self.setFocusProxy(self.box.pin)


class LockCover(QDialog):
    """Over the whole window; what is typed below stays. Only a PIN takes it away, or closing PovDesk."""

    signed_in = Signal(object)

    def __init__(
        self,
        window: QWidget,
        worker: Worker,
        officers: Sequence[Officer],
        chosen: int | None,
        words: str,
        back: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(window, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setModal(True)
        self.setObjectName("lockCover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        self._back = back
        self._open_again = [
            other
            for other in window.findChildren(QDialog)
            if other is not self and other.isWindow() and other.isVisible()
        ]
        for other in self._open_again:
            other.hide()
        self.box = SignInBox(worker, officers, self, title=words, chosen=chosen)
        self.box.signed_in.connect(self._on_right)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(_in_the_middle(self.box))
        keep = "Những gì đang nhập vẫn còn nguyên."
        column.addWidget(label(keep, "caption", self), 0, Qt.AlignmentFlag.AlignHCenter)
        if back is not None:
            stay = button("Quay lại, không đổi", self._on_back, parent=self)
            column.addWidget(stay, 0, Qt.AlignmentFlag.AlignHCenter)
        leave = button("Đóng PovDesk", self._on_leave, kind="link", parent=self)
        column.addWidget(leave, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.setGeometry(window.geometry())

    def appear(self) -> None:
        self.open()
        self.setGeometry(self._window.geometry())
        self.box.start()

    def reject(self) -> None:
        """Esc goes back where that is allowed, and never past a lock."""
        if self._back is not None:
            self._on_back()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self._on_leave()

    def _on_back(self) -> None:
        assert self._back is not None
        self._go()
        self._back()

    def _on_right(self, one: Officer) -> None:
        self._go()
        self.signed_in.emit(one)

    def _on_leave(self) -> None:
        self._go()
        self._window.close()

    def _go(self) -> None:
        super().done(QDialog.DialogCode.Accepted)
        self.deleteLater()
        for other in self._open_again:
            other.show()


def _in_the_middle(widget: QWidget) -> QHBoxLayout:
    """Between two stretches, so that its wrapped words get the height they need."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row
