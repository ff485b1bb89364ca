"""Chọn bản sao lưu: every copy that can be seen on this computer and on sticks, the newest on top."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from povdesk.domain import vietnamese

from .. import theme
from ..habits import Habits
from ..widgets.dialog import Dialog
from ..widgets.labels import label
from ..widgets.table import ListColumn, ListModel, ListView
from . import jobs
from .stick_watch import Watch

_HOW = (
    "1. Cắm USB có bản sao lưu vào máy; đợi vài giây, danh sách dưới đây tự cập nhật.\n"
    "2. Chọn một bản, thường là bản trên cùng (mới nhất).\n"
    "3. Bấm Tiếp tục. Máy kiểm tra bản đó, hỏi mật khẩu hoặc mã phục hồi nếu cần, rồi mới phục hồi."
)
_NONE = "Chưa thấy bản sao lưu nào. Cắm USB, hoặc bấm Chọn tệp khác nếu bản sao lưu nằm ở thư mục riêng."
_COLUMNS = (
    ListColumn(
        "made",
        "Ngày giờ",
        140,
        lambda row: f"{row.header.created:%H:%M %d/%m/%Y}",
        lambda row: row.header.created_utc,
    ),
    ListColumn("seq", "Số", 50, lambda row: str(row.header.seq), lambda row: row.header.seq, align="right"),
    ListColumn(
        "households",
        "Số hộ",
        70,
        lambda row: vietnamese.format_number(row.header.households),
        lambda row: row.header.households,
        align="right",
    ),
    ListColumn("sealed", "Mã hóa", 70, lambda row: "có" if row.header.enc else "không"),
    ListColumn(
        "place",
        "Nơi lưu",
        180,
        lambda row: row.place + (", dữ liệu mẫu" if row.header.sample else ""),
        stretch=True,
    ),
)


class FindCopyDialog(Dialog):
    """`chosen(path)` is called when the officer has chosen a copy; nothing happens otherwise."""

    def __init__(
        self,
        parent: QWidget,
        folder: Path,
        chosen: Callable[[Path], None],
        look: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__("Chọn bản sao lưu để phục hồi", parent)
        self._chosen = chosen
        self._model = ListModel(_COLUMNS, self)
        self._list = ListView(self._model, Habits(None), "find-copy", self)
        self._none = label("Đang tìm bản sao lưu…", "", self, wrap=True)
        self._list.setMinimumSize(theme.px(620), theme.px(190))
        self.body.addWidget(label(_HOW, "", self, wrap=True))
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._none)
        self.add_button("Chọn tệp khác…", self._on_other, left=True)
        self.add_button("Đóng, chưa phục hồi")
        self._next = self.add_button("Tiếp tục", self._on_next, kind="primary")
        self._next.setEnabled(False)
        self._list.opened.connect(lambda _row: self._on_next())
        self._list.chosen.connect(lambda row: self._next.setEnabled(row is not None))
        self._watch = Watch(self, look or (lambda: jobs.finding(folder)))
        self._watch.changed.connect(self._on_found)
        self.finished.connect(lambda _result: self._watch.stop())
        self._watch.start()

    def _on_found(self, found: Any) -> None:
        self._list.set_rows(found)
        self._none.setText("" if found else _NONE)
        self._none.setVisible(not found)
        if found and self._list.current_row() is None:
            self._list.setCurrentIndex(self._model.index(0, 0))
            self._list.setFocus()

    def _on_next(self) -> None:
        row = self._list.current_row()
        if row is not None:
            self._take(row.path)

    def _on_other(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, "Chọn tệp bản sao lưu", str(Path.home()), "Bản sao lưu PovDesk (*.pvbak)"
        )
        if path:
            self._take(Path(path))

    def _take(self, path: Path) -> None:
        self.accept()
        self._chosen(path)
