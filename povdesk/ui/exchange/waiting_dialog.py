"""Lines of earlier files that wait for a decision: dealt with, or not wanted."""

from typing import Any

from PySide6.QtWidgets import QWidget

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.labels import label
from ..widgets.table import ListColumn, ListModel, ListView

_COLUMNS = (
    ListColumn("name", "Họ và tên", 150, lambda row: row.name, bold=True),
    ListColumn("household", "Chủ hộ", 140, lambda row: row.household),
    ListColumn("reason", "Vì sao chờ", 300, lambda row: row.reason, stretch=True, tip=lambda row: row.reason),
    ListColumn("where", "Tệp, trang tính, dòng", 220, lambda row: row.where, tip=lambda row: row.where),
)


class WaitingDialog(Dialog):
    """Each decision is an act of its own and can be taken back."""

    def __init__(self, parent: QWidget, desk: Desk, rows: tuple[Any, ...]) -> None:
        super().__init__("Dòng nhập từ Excel chờ quyết định", parent)
        self._desk = desk
        self.body.addWidget(
            label(
                "Các dòng này chưa vào sổ. Xem và sửa trong phiếu hộ nếu cần, rồi bấm Đã xử lý; dòng không"
                " cần nữa thì bấm Bỏ dòng này.",
                "",
                self,
                wrap=True,
            )
        )
        self.list = ListView(ListModel(_COLUMNS, self), desk.habits, "import-waiting", self)
        self.list.setMinimumSize(theme.px(860), theme.px(320))
        self.list.setAccessibleName("Dòng chờ quyết định")
        self.body.addWidget(self.list, 1)
        self.add_button("Đóng")
        self._drop = self.add_button("Bỏ dòng này", lambda: self._decide("dropped"))
        self._done = self.add_button("Đã xử lý", lambda: self._decide("done"), kind="primary")
        self.show_rows(rows)
        self.list.setFocus()

    def show_rows(self, rows: tuple[Any, ...]) -> None:
        self.list.set_rows(list(rows))
        for verb in (self._drop, self._done):
            verb.setEnabled(bool(rows))
        if rows and self.list.current_row() is None:
            self.list.setCurrentIndex(self.list.list_model().index(0, 0))

    def _decide(self, decision: str) -> None:
        row = self.list.current_row()
        if row is None:
            return

        def work(act: Any) -> Any:
            from povdesk.storage import imports_parked

            imports_parked.decide(act, row.id, decision)
            return imports_parked.waiting(act.connection)

        self._desk.worker.write(self, work, self.show_rows)


def open_waiting(owner: QWidget, desk: Desk) -> None:
    """Read what waits, then show it."""

    def read(connection: Any) -> tuple[Any, ...]:
        from povdesk.storage import imports_parked

        return imports_parked.waiting(connection)

    desk.worker.read(owner, read, lambda rows: WaitingDialog(owner, desk, rows).open())
