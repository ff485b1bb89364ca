"""The step "Dữ liệu": where the first households come from, and where all of it will lie."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from povdesk.domain.errors import PovDeskError

from .. import messages, theme
from ..theme import Tone
from ..widgets.labels import button, label, set_tone
from ..worker import Worker
from .folder_part import FolderPart
from .step import Step
from .writing import NewCommune, Source, look_into

_KINDS = "Bảng tính (*.xlsx *.xlsm *.xls *.ods)"
_CHOICES = {
    Source.EMPTY: "Sổ trống, nhập từng hộ",
    Source.EXCEL: "Nhập danh sách hộ từ Excel (danh sách chính thức năm trước, hoặc danh sách bất kỳ)",
    Source.COPY: "Phục hồi từ bản sao lưu (thay máy, máy cũ hỏng)",
    Source.SAMPLE: "Xem thử với xã mẫu trước",
}
_ONWARD = {Source.COPY: "Phục hồi từ bản sao lưu…", Source.SAMPLE: "Mở xã mẫu"}
_NO_FILE = "Chưa chọn tệp; chọn sau cũng được, trang Nhập từ Excel mở ra khi tạo xong sổ."
_NO_HAMLET = "Sổ trống cần ít nhất một thôn: bấm Quay lại hai lần rồi gõ tên thôn, hoặc chọn nhập từ Excel."
_SET_ASIDE = "Những gì gõ ở các bước trước chỉ dùng khi tạo sổ mới."


class DataStep(Step):
    """A file that cannot be read says so and keeps nobody from going on."""

    title = "Dữ liệu"
    words = "Chọn bằng phím mũi tên. Danh sách Excel được xem từng dòng trước khi ghi vào sổ."

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._workbook: Path | None = None
        self._job: Any = None
        self._group = QButtonGroup(self)
        self._radios = {source: QRadioButton(words, self) for source, words in _CHOICES.items()}
        self._pick = button("Chọn tệp…", self._on_pick, icon="table", parent=self)
        self._file = label(_NO_FILE, "caption", self, wrap=True)
        self._problem = label("", "hint", self, wrap=True)
        set_tone(self._problem, Tone.DANGER)
        self.folder = FolderPart(self)
        self._lay_out()
        self._radios[Source.EMPTY].setChecked(True)
        self._show_source()

    def source(self) -> Source:
        """What is chosen now."""
        return next(source for source, radio in self._radios.items() if radio.isChecked())

    def start(self, _wanted: NewCommune) -> None:
        self._radios[self.source()].setFocus()

    def onward(self) -> str:
        return _ONWARD.get(self.source(), "Tiếp tục")

    def is_ready(self, wanted: NewCommune) -> bool:
        words = ""
        if self.source() is Source.EMPTY and not wanted.hamlets:
            words = _NO_HAMLET
        elif self._job is not None:
            words = "Đang đọc tệp, chờ một lát rồi bấm Tiếp tục."
        self._say(words)
        return not words

    def apply(self, wanted: NewCommune) -> NewCommune:
        source = self.source()
        return replace(wanted, source=source, workbook=self._workbook if source is Source.EXCEL else None)

    def choose_workbook(self, path: Path) -> None:
        """Read the file now, so that a wrong one is told here."""
        self._workbook = None
        self._pick.setEnabled(False)
        self._set_file(f"Đang đọc {path.name}…")
        self._job = self._worker.run(
            self,
            lambda progress, cancelled: look_into(path, progress, cancelled),
            lambda sheets: self._on_read(path, sheets),
            lambda error: self._on_unread(path, error),
            text=f"Đọc {path.name}",
        )
        self._job.ended.connect(self._on_ended)

    def _on_read(self, path: Path, sheets: tuple[str, ...]) -> None:
        self._workbook = path
        self._set_file(f"Sẽ nhập {path.name}: trang {', '.join(sheets)}.", Tone.OK)

    def _on_unread(self, path: Path, error: Exception) -> None:
        if not isinstance(error, PovDeskError):
            messages.show_error(self, error)
        said = str(error) if isinstance(error, PovDeskError) else f"Không đọc được tệp {path.name}."
        self._set_file(f"{said} Chọn tệp khác, hoặc bấm Tiếp tục rồi chọn tệp sau.", Tone.DANGER)

    def _on_ended(self) -> None:
        self._job = None
        self._say("")
        self._show_source()
        if self._workbook is None:
            self._pick.setFocus()
        else:
            self.answered.emit()

    def _set_file(self, words: str, tone: Tone | None = None) -> None:
        self._file.setText(words)
        set_tone(self._file, tone)

    def _on_pick(self) -> None:
        begin = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _kind = QFileDialog.getOpenFileName(self, "Chọn tệp Excel", begin, _KINDS)
        if chosen:
            self.choose_workbook(Path(chosen))

    def _on_source(self) -> None:
        self._say(_SET_ASIDE if self.source() in _ONWARD else "", tone=None)
        self._show_source()
        self.onward_changed.emit()

    def _show_source(self) -> None:
        takes_file = self.source() is Source.EXCEL
        self._file_row.setVisible(takes_file)
        self._pick.setEnabled(takes_file and self._job is None)

    def _say(self, words: str, tone: Tone | None = Tone.DANGER) -> None:
        set_tone(self._problem, tone)
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a choice goes on; with a list to take in, first to the file."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not isinstance(watched, QRadioButton):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            watched.focusPreviousChild()
        elif self.source() is Source.EXCEL and self._workbook is None:
            self._pick.setFocus()
        else:
            self.answered.emit()
        return True

    def _lay_out(self) -> None:
        self._file_row = QWidget(self)
        row = QHBoxLayout(self._file_row)
        row.setContentsMargins(theme.px(24), 0, 0, 0)
        row.addWidget(self._pick)
        row.addWidget(self._file, 1)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        for source, radio in self._radios.items():
            self._group.addButton(radio)
            radio.installEventFilter(self)
            radio.toggled.connect(lambda on: self._on_source() if on else None)
            column.addWidget(radio)
            if source is Source.EXCEL:
                column.addWidget(self._file_row)
        column.addWidget(self._problem)
        self._problem.hide()
        column.addStretch(1)
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setStyleSheet(f"color: {theme.LINE}")
        column.addWidget(line)
        column.addWidget(self.folder)
