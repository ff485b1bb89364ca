"""“Số liệu trong văn bản này”: each number of a paper with its words; a click or Enter opens its people."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from povdesk.domain.linked_figure import LinkedFigure

from .. import theme
from ..desk import Desk
from .labels import label
from .search_box import SearchBox
from .table import ListColumn, ListModel, ListView

_COLUMNS = (
    ListColumn("words", "Số liệu", 150, lambda row: row.words, tip=lambda row: row.words, stretch=True),
    ListColumn("value", "Giá trị", 116, lambda row: row.value, align="right", bold=True),
)


class FiguresList(QFrame):
    """opened: a number was clicked, or Enter was pressed on it."""

    opened = Signal(object)

    def __init__(self, desk: Desk, figures: Sequence[LinkedFigure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = ListView(ListModel(_COLUMNS), desk.habits, "paper-figures", self, row_height=46)
        self._view.setAccessibleName("Số liệu trong văn bản này")
        # Planned and reached differ in their last words: two lines, and more of them cut in the middle.
        self._view.setWordWrap(True)
        self._view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        search = SearchBox("Tìm số liệu", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(label("Số liệu trong văn bản này", "cardTitle", self))
        column.addWidget(label("Bấm hoặc Enter: mở danh sách sau con số.", "caption", self, wrap=True))
        column.addWidget(search)
        column.addWidget(self._view, 1)
        self.setFixedWidth(theme.px(330))
        self._view.set_rows(list(figures))
        self._view.choose(lambda _row: True)
        self._view.opened.connect(self.opened)
        self._view.clicked.connect(lambda _index: self._on_click())
        search.wanted.connect(self._view.search)
        search.entered.connect(self._view.choose_first)

    def view(self) -> ListView:
        return self._view

    def _on_click(self) -> None:
        row = self._view.current_row()
        if row is not None:
            self.opened.emit(row)
