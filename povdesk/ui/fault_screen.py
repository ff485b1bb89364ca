"""What the window shows when the data cannot be opened: what happened, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from povdesk.domain.errors import PovDeskError

from . import icons, theme
from .widgets.card import Card
from .widgets.labels import button, label


class FaultScreen(QWidget):
    """Never offers to begin anew in the same place: the officer's file stays where it is.

    retry_wanted, restore_wanted, folder_wanted, close_wanted: the choices.
    """

    retry_wanted = Signal()
    restore_wanted = Signal()
    folder_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, error: PovDeskError, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(parent=self)
        card.setFixedWidth(theme.px(560))
        sign = QLabel(card)
        sign.setPixmap(icons.pixmap("error-circle", theme.DANGER, 32))
        card.body.addWidget(sign)
        card.body.addWidget(label(error.message, "cardTitle", card, wrap=True))
        card.body.addWidget(label(error.advice, "", card, wrap=True))
        card.body.addWidget(label(f"Thư mục dữ liệu: {place}", "hint", card, wrap=True))
        self._retry = button("Thử lại", self.retry_wanted.emit, kind="primary", parent=card)
        choices = [
            self._retry,
            button("Phục hồi từ bản sao lưu…", self.restore_wanted.emit, parent=card),
            button("Mở dữ liệu ở thư mục khác…", self.folder_wanted.emit, parent=card),
            button("Đóng PovDesk", self.close_wanted.emit, parent=card),
        ]
        for choice in choices:
            card.body.addWidget(choice)
        column = QVBoxLayout(self)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.setFocusProxy(self._retry)
