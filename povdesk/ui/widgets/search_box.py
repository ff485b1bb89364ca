"""A search box that asks 120 ms after the last key and never touches the text while it is typed."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from .. import icons

DELAY = 120


class SearchBox(QLineEdit):
    """Esc clears. wanted: the text to look for, already stripped; entered: Enter or Down was pressed."""

    wanted = Signal(str)
    entered = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.ask_now)
        self._asked = ""
        self.textChanged.connect(lambda _text: self._timer.start())

    def clear_search(self) -> None:
        """Empty the box and ask at once."""
        self.clear()
        self.ask_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_search()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.ask_now()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def ask_now(self) -> None:
        """Do not wait for more keys."""
        self._timer.stop()
        text = self.text().strip()
        if text != self._asked:
            self._asked = text
            self.wanted.emit(text)
