"""Choosing several families of a list before one act."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain.assignment import Family
from povdesk.domain.vietnamese import format_count, name_sort_key

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.labels import label
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView

_COLUMNS = (
    ListColumn(
        "head_name",
        "Chủ hộ",
        170,
        lambda row: row.head_name,
        lambda row: name_sort_key(row.head_name),
        bold=True,
    ),
    ListColumn("code", "Mã hộ", 84, lambda row: row.code),
    ListColumn("hamlet", "Thôn", 110, lambda row: row.hamlet),
    ListColumn("class", "Loại hộ", 110, lambda row: row.class_words),
    ListColumn(
        "lacks",
        "Thiếu hụt",
        160,
        lambda row: ", ".join(row.lacks),
        tip=lambda row: ", ".join(row.lacks),
        stretch=True,
    ),
)


class FamilyPicker(Dialog):
    """chosen(families) is called with those marked when the officer goes on (Ctrl+Enter)."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        families: Sequence[Family],
        chosen: Callable[[list[Family]], None],
    ) -> None:
        super().__init__(title, parent)
        self._chosen = chosen
        self.search = SearchBox("Tìm tên, thôn", self)
        self.view = ListView(ListModel(_COLUMNS, self), desk.habits, "assignments-picker", self)
        self.view.allow_many()
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMinimumHeight(theme.px(200))
        self._count = label("", "caption", self, wrap=True)
        self.body.addWidget(self.search)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._count)
        self.add_button("Đóng")
        self._go = self.add_button("Tiếp tục với hộ đã chọn", self.go_on, kind="primary")
        self.search.wanted.connect(self.view.search)
        self.search.entered.connect(self.view.choose_first)
        self.view.opened.connect(lambda _row: self.go_on())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._say())
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.go_on)
        window = parent.window()
        self.resize(min(theme.px(760), window.width() - 48), min(theme.px(520), window.height() - 32))
        self.view.set_rows(list(families))
        self.search.setFocus()
        self._say()

    def marked(self) -> list[Family]:
        rows: list[Family] = self.view.selected_rows()
        return rows

    def go_on(self) -> None:
        """Close and hand on what is marked."""
        rows = self.marked()
        if rows:
            self.accept()
            self._chosen(rows)

    def _say(self) -> None:
        count = len(self.marked())
        self._go.setEnabled(bool(count))
        self._count.setText(
            f"Đã chọn {format_count(count)} hộ. Phím cách chọn thêm từng hộ, Ctrl+A chọn hết,"
            " Enter để tiếp tục."
        )
