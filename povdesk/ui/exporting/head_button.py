"""The button "Excel" at a page's head: it gives way first where the width does not do for all."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton

from ..widgets.labels import button
from ..widgets.page import PageHeader

WORDS = "Excel"


class HeadButton(QObject):
    """Words and icon, the icon alone, or nothing (the key does the same): as much as fits."""

    def __init__(self, header: PageHeader, key: str) -> None:
        super().__init__(header)
        self._header = header
        self.button: QPushButton = button(WORDS, icon="table", parent=header)
        self.button.setObjectName("export-excel")
        self.button.setAccessibleName("Xuất Excel")
        self.button.setToolTip(f"Xuất danh sách đang xem ra Excel ({key})")
        header.add_first_action(self.button)
        header.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return False

    def _fit(self) -> None:
        room = self._header.width() - self._others()
        words, alone = self._width(WORDS), self._width("")
        self.button.setVisible(room >= alone)
        text = WORDS if room >= words else ""
        if self.button.text() != text:
            self.button.setText(text)

    def _others(self) -> int:
        """What all the rest of the head needs at least."""
        layout = self._header.layout()
        own = 0 if self.button.isHidden() else self._minimum()
        # Qt marks the layout itself when one of its widgets changes; doing so here would ask for another
        # LayoutRequest, which leads here again, for ever.
        return layout.minimumSize().width() - own

    def _minimum(self) -> int:
        return self.button.minimumSizeHint().width() + _GAP

    def _width(self, text: str) -> int:
        letters = self.button.fontMetrics().horizontalAdvance
        shown = self.button.text()
        return self._minimum() + letters(text) - letters(shown)


_GAP = 8
"""Between two buttons of the head."""
