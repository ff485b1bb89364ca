"""A white card: title, remark and actions on one line, content below."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from .. import theme
from .labels import label


class Card(QFrame):
    """Put content into `card.body` (a vertical layout); actions and chips with `add_action`.

    flush: the content reaches the card's edges (tables).
    """

    def __init__(self, title: str = "", parent: QWidget | None = None, *, flush: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        padding = theme.CARD_PADDING
        self._title = label(title, "cardTitle", self)
        self._remark = label("", "caption", self)
        self._head = QHBoxLayout()
        self.body = QVBoxLayout()
        self._head.setContentsMargins(padding, 10, padding - 4, 6)
        self._head.setSpacing(8)
        self._head.addWidget(self._title)
        self._head.addWidget(self._remark)
        self._head.addStretch(1)
        self.body.setContentsMargins(*((1, 0, 1, 1) if flush else (padding, 0 if title else 12, padding, 12)))
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if title:
            column.addLayout(self._head)
        else:
            self._title.hide()
            self._remark.hide()
        column.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_remark(self, text: str) -> None:
        """Small text after the title, for example how many rows."""
        self._remark.setText(text)

    def add_action(self, widget: QWidget) -> None:
        """A link or a button at the right of the title line."""
        self._head.addWidget(widget)
