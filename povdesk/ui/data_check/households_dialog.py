"""Which of several households to open."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.labels import label
from ..widgets.table import ListColumn, ListModel, ListView

_COLUMNS = (
    ListColumn("code", "Mã hộ", 110, lambda row: row[1]),
    ListColumn("head", "Chủ hộ", 240, lambda row: row[2], bold=True, stretch=True),
)


class HouseholdsDialog(Dialog):
    """Enter opens the form."""

    def __init__(
        self, parent: QWidget, desk: Desk, words: str, found: Sequence[tuple[int, str, str]]
    ) -> None:
        super().__init__("Chọn hộ để mở", parent)
        self._desk = desk
        self.body.addWidget(label(words, "", self, wrap=True))
        self.view = ListView(ListModel(_COLUMNS, self), desk.habits, "check-households", self, bare=False)
        self.view.setMinimumHeight(theme.px(240))
        self.view.set_rows(list(found))
        self.view.opened.connect(lambda _row: self._on_open())
        self.body.addWidget(self.view, 1)
        self.add_button("Đóng")
        self.add_button("Mở phiếu  Enter", self._on_open, kind="primary")
        self.view.choose_first()

    def _on_open(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self.accept()
            self._desk.open("household", household_id=row[0])
