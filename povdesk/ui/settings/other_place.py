"""Working with data in another folder of this computer, and the way back to the usual one."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from povdesk import paths
from povdesk.domain.errors import PovDeskError

from .. import messages
from ..desk import Desk
from ..first_run import writing
from ..widgets.labels import button, label

_USUAL = "Dữ liệu nằm ở thư mục thường dùng của PovDesk."
_CHOSEN = "Dữ liệu nằm ở thư mục đã chọn; những lần mở sau PovDesk vẫn dùng thư mục này."
_SAMPLE = "Đang mở dữ liệu mẫu ở thư mục riêng; lần mở sau PovDesk dùng lại dữ liệu của xã."
_NOTHING_YET = "Thư mục này chưa có dữ liệu PovDesk."
_HOW_TO_MOVE = (
    "Dữ liệu đang dùng vẫn nằm nguyên ở thư mục cũ. Muốn chuyển sang thư mục mới: sao lưu trước, rồi ở màn"
    " hình bắt đầu bấm Phục hồi từ bản sao lưu."
)


class OtherPlace(QWidget):
    """A sentence about the folder in use, and the two ways."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        usual = desk.folder == paths.usual_data_folder()
        words = _SAMPLE if desk.is_sample else _USUAL if usual else _CHOSEN
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(words, "caption", self, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button("Mở dữ liệu ở thư mục khác…", self._on_other, icon="folder-open", parent=self))
        back = button("Dùng thư mục thường dùng", self._on_usual, parent=self)
        back.setVisible(not usual)
        row.addWidget(back)
        row.addStretch(1)
        column.addLayout(row)

    def open(self, folder: Path) -> None:
        """Work with the data there; a folder that has none is asked about first."""
        from povdesk.storage import places

        known = writing.known_in(folder)
        folder = known or folder
        try:
            places.refuse_for_live_data(folder)
        except PovDeskError as error:
            messages.show_error(self, error)
            return
        if known is not None:
            self._desk.open_folder(folder)
            return
        messages.choose(
            self,
            _NOTHING_YET,
            [("Bắt đầu ở thư mục này", "primary", lambda: self._desk.open_folder(folder))],
            "Giữ thư mục đang dùng",
            more=_HOW_TO_MOVE,
        )

    def _on_other(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Chọn thư mục dữ liệu", str(self._desk.folder))
        if chosen:
            self.open(Path(chosen))

    def _on_usual(self) -> None:
        self.open(paths.usual_data_folder())
