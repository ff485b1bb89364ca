"""The points sheet as an Excel file: out to be filled, in again after looking at what would change."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import Area
from povdesk.domain.points_rehearsal import FilledSheet, Rehearsal, rehearse
from povdesk.domain.standard import Standard

from .. import messages, theme
from ..desk import Desk
from ..theme import Tone
from ..widgets import file_saving
from ..widgets.card import Card
from ..widgets.dialog import Dialog
from ..widgets.file_choosing import ask_file
from ..widgets.labels import label, set_tone
from ..widgets.refusal import refuse
from ..widgets.table import ListColumn, ListModel, ListView

_KINDS = "Bảng tính Excel (*.xlsx)"
_AREAS = {Area.RURAL: "Nông thôn", Area.URBAN: "Thành thị"}
_CHANGES = (
    ListColumn("row", "Dòng", 52, lambda row: str(row.row), lambda row: row.row, align="right"),
    ListColumn("question", "Câu hỏi", 190, lambda row: row.question, stretch=True, bold=True),
    ListColumn("answer", "Trả lời", 160, lambda row: row.answer),
    ListColumn("area", "Khu vực", 84, lambda row: _AREAS[row.area]),
    ListColumn("before", "Đang có", 68, lambda row: _shown(row.before), align="right"),
    ListColumn("after", "Sẽ thành", 68, lambda row: _shown(row.after), align="right"),
)
_REFUSED = (
    ListColumn("row", "Dòng", 52, lambda row: str(row.row), lambda row: row.row, align="right"),
    ListColumn("question", "Câu hỏi", 190, lambda row: row.question, bold=True),
    ListColumn("why", "Không nhập vì", 300, lambda row: row.why, stretch=True, tip=lambda row: row.why),
)

Save = Callable[[Mapping[str, Any], Callable[[], None], Callable[[Exception], None]], None]


def ask_and_export(owner: QWidget, desk: Desk, standard: Standard) -> None:
    """Ask where, then write the sheet there."""
    name = f"bang-diem-b1-{standard.id}"
    path = file_saving.ask_path(owner, desk, "Xuất bảng điểm B1", name, file_saving.EXCEL)
    if path is not None:
        export(owner, desk, standard, path)


def export(owner: QWidget, desk: Desk, standard: Standard, path: Path) -> None:
    """Write the sheet away from the window; then offer to open it."""

    def write(_progress: object, _cancelled: object) -> None:
        from povdesk.documents import saving
        from povdesk.spreadsheets import points_sheet

        saving.save(path, lambda file: points_sheet.write(standard, file))

    def written(_nothing: object) -> None:
        url = QUrl.fromLocalFile(str(path))
        messages.toast(owner, f"Đã lưu {path.name}.", lambda: QDesktopServices.openUrl(url), "Mở tệp")

    desk.worker.run(owner, write, written, text="Xuất bảng điểm B1")


def ask_and_import(owner: QWidget, desk: Desk, standard: Standard, save: Save) -> None:
    """Ask for a filled sheet, then show what it would change."""
    path = ask_file(owner, desk, "Nhập bảng điểm B1", _KINDS)
    if path is not None:
        rehearse_file(owner, desk, standard, path, save)


def rehearse_file(owner: QWidget, desk: Desk, standard: Standard, path: Path, save: Save) -> None:
    """Read the file away from the window; nothing is changed before the officer says so."""

    def read(_progress: object, _cancelled: object) -> FilledSheet:
        from povdesk.spreadsheets import points_sheet

        return points_sheet.read(path)

    def show(sheet: FilledSheet) -> None:
        if sheet.standard_id != standard.id:
            messages.show_error(
                owner,
                InvalidInput(
                    f"Tệp này là bảng điểm của bộ chuẩn “{sheet.standard_id}”, không phải “{standard.id}”.",
                    "Chọn đúng bộ chuẩn ở đầu trang rồi nhập lại.",
                ),
            )
            return
        RehearsalDialog(path.name, rehearse(standard, sheet), save, owner, desk).open()

    desk.worker.run(owner, read, show, text="Đọc bảng điểm B1")


class RehearsalDialog(Dialog):
    """Which points change, which rows are left out and why; then one act."""

    def __init__(self, name: str, found: Rehearsal, save: Save, parent: QWidget, desk: Desk) -> None:
        super().__init__("Nhập bảng điểm B1", parent)
        self._found, self._save = found, save
        self.changes = ListView(ListModel(_CHANGES, self), desk.habits, "points-changes", self)
        self.refused = ListView(ListModel(_REFUSED, self), desk.habits, "points-refused", self)
        self._message = label("", "", self, wrap=True)
        self._message.hide()
        self._lay_out(name)
        count = len(found.changes)
        self.add_button("Không nhập")
        self._button = self.add_button(f"Nhập {count} ô điểm  Ctrl+S", self.save, kind="primary")
        self._button.setEnabled(bool(count))
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        self.resize(self.sizeHint())
        (self.changes if count else self.refused).setFocus()

    def save(self) -> None:
        """Write all changes as one act."""
        if self._button.isEnabled():
            self._button.setEnabled(False)
            self._save(self._found.payload, self._done, partial(refuse, self._message, self._button))

    def sizeHint(self) -> QSize:
        return self.within_window(QSize(theme.px(900), theme.px(600)))

    def _lay_out(self, name: str) -> None:
        found = self._found
        words = f"Tệp {name}: {len(found.changes)} ô điểm sẽ đổi, {len(found.refused)} dòng không nhập được."
        if found.left_empty:
            words += f" {found.left_empty} ô để trống trong tệp: giữ điểm đang có."
        self.body.addWidget(label(words, "", self, wrap=True))
        for title, view, rows in (
            ("Sẽ đổi", self.changes, found.changes),
            ("Không nhập", self.refused, found.refused),
        ):
            view.setAccessibleName(title)
            view.set_rows(list(rows))
            view.setMinimumHeight(theme.px(90))
            card = Card(title, self, flush=True)
            card.body.addWidget(view, 1)
            card.setVisible(bool(rows))
            self.body.addWidget(card, 2 if view is self.changes else 1)
        if not found.changes and not found.refused:
            self.body.addStretch(1)
        set_tone(self._message, Tone.DANGER)
        self.body.addWidget(self._message)

    def _done(self) -> None:
        if shiboken6.isValid(self):
            self.accept()


def _shown(points: int | None) -> str:
    return "chưa có" if points is None else str(points)
