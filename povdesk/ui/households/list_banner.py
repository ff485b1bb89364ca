"""One line above the list: what is shown only in part, or that reading again failed."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ..widgets.labels import button, label


class Banner(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._text = label("", "", self, wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 8, 4)
        self._row.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str) -> None:
        self._text.setText(text)
        self.setVisible(bool(text))

    def add_button(self, words: str, clicked: Callable[[], object]) -> None:
        self._row.addWidget(button(words, clicked, kind="link", parent=self))
