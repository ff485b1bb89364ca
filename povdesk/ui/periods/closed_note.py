"""The strip on a page that shows a closed year: it can be looked at only, and how to open it again."""

from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from .. import icons, theme
from ..desk import Desk
from ..widgets.labels import button, label


class ClosedNote(QFrame):
    """Put it under the header; `show_year` when the page shows another year or read again.

    leads: with a way to the page of periods.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, leads: bool = True) -> None:
        super().__init__(parent)
        self._desk = desk
        self._year: int | None = None
        self._words = label("", "strong", self)
        picture = QLabel(self)
        picture.setPixmap(icons.pixmap("lock-closed", theme.INK2, 18))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PAGE_MARGIN, 4, theme.PAGE_MARGIN, 4)
        row.setSpacing(8)
        row.addWidget(picture)
        row.addWidget(self._words)
        row.addStretch(1)
        if leads:
            row.addWidget(button("Mở Kỳ báo cáo", self._on_open, kind="link", parent=self))
        self.hide()

    def words(self) -> str:
        """What stands on it; empty while the year is open."""
        return "" if self.isHidden() else self._words.text()

    def show_year(self, year: int) -> None:
        """Read whether the year is closed."""
        self._year = year

        def read(connection: Any) -> str:
            from povdesk.storage import period_years

            closed = period_years.closing_of(connection, year)
            return closed.words if closed else ""

        self._desk.worker.read(self, read, self._show)

    def _show(self, words: str) -> None:
        self._words.setText(words)
        self.setVisible(bool(words))

    def _on_open(self) -> None:
        self._desk.open("periods", year=self._year)
