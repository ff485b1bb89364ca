"""A quiet line above a block: something was being typed here and never saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ..widgets.labels import button, label
from .reading import TextDraft


class TextBanner(QFrame):
    """taken, dropped: the officer's answer."""

    taken = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._words = label("", "", self, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.addWidget(self._words, 1)
        row.addWidget(button("Tiếp tục", self.taken.emit, parent=self))
        row.addWidget(button("Bỏ", self.dropped.emit, parent=self))
        self.hide()

    def show_draft(self, draft: TextDraft | None) -> None:
        self.setVisible(draft is not None)
        if draft is not None:
            self._words.setText(
                f"Khôi phục phần đang sửa dở lúc {draft.saved_at:%H:%M} ngày {draft.saved_at:%d/%m/%Y}"
            )
