"""Forms of a hamlet as an Excel file: out to be filled elsewhere, in again after every cell was looked at."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QWidget

from povdesk.domain.forms_exchange import CellVerdict, Rehearsal, Verdict

from .. import theme
from ..desk import Desk
from ..theme import Tone
from ..undoing import offer_undo
from ..widgets import file_saving
from ..widgets.card import Card
from ..widgets.dialog import Dialog
from ..widgets.fields import Choice, ChoiceField
from ..widgets.file_choosing import ask_file
from ..widgets.labels import label, set_tone
from ..widgets.refusal import refuse
from ..widgets.table import ListColumn, ListModel, ListView
from .loading import Loaded
from .part import Owner

_TONES = {
    Verdict.NEW: Tone.OK,
    Verdict.CONFLICT: Tone.WARN,
    Verdict.UNREADABLE: Tone.DANGER,
    Verdict.REFUSED: Tone.DANGER,
}
_ICONS = {
    Verdict.NEW: "checkmark-circle",
    Verdict.CONFLICT: "warning",
    Verdict.UNREADABLE: "info",
    Verdict.REFUSED: "info",
}
_CELLS = (
    ListColumn(
        "verdict",
        "Kết luận",
        152,
        lambda row: row.verdict.label,
        tone=lambda row: _TONES[row.verdict],
        icon=lambda row: _ICONS[row.verdict],
    ),
    ListColumn("place", "Ô", 108, lambda row: f"{row.sheet} {row.cell}"),
    ListColumn("who", "Hộ, người", 190, lambda row: row.who, bold=True, tip=lambda row: row.who),
    ListColumn("title", "Cột", 150, lambda row: row.title, tip=lambda row: row.title),
    ListColumn("before", "Đang có", 92, lambda row: row.before or "trống"),
    ListColumn("after", "Trong tệp", 92, lambda row: row.after),
    ListColumn("why", "Vì sao", 160, lambda row: row.why, stretch=True, tip=lambda row: row.why),
)


class OutDialog(Dialog):
    """Which hamlet, and whether whole identity numbers go out."""

    def __init__(self, parent: QWidget, owner: Owner, loaded: Loaded, hamlet_id: int | None) -> None:
        super().__init__("Xuất phiếu của thôn ra Excel", parent)
        self._page, self._owner, self._loaded = parent, owner, loaded
        places = [Choice(str(key), name) for key, name in loaded.hamlets]
        self.hamlet = ChoiceField("hamlet", "Thôn", places, self, required=True)
        first = loaded.hamlets[0][0] if loaded.hamlets else ""
        self.hamlet.set_value(str(hamlet_id or first))
        self.whole = QCheckBox("Ghi đủ số định danh (không đánh dấu thì che bớt)", self)
        words = (
            "Mỗi hộ, mỗi người một dòng, có danh sách để chọn. Điền ở máy khác rồi nhập lại vào đúng sổ này."
        )
        care = "Tệp có thông tin của hộ dân, giữ như giấy tờ; nhập xong thì xóa."
        self._message = label("", "", self, wrap=True)
        set_tone(self._message, Tone.DANGER)
        self._message.hide()
        for widget in (
            label(words, "", self, wrap=True),
            label(care, "caption", self, wrap=True),
            self.hamlet,
            self.whole,
            self._message,
        ):
            self.body.addWidget(widget)
        self.add_button("Đóng, không xuất")
        self._button = self.add_button("Chọn chỗ ghi tệp…", self.read, kind="primary")
        self.setMinimumWidth(theme.px(560))
        self.hamlet.setFocus()

    def read(self) -> None:
        """Read the forms, then ask where to."""
        this, typed = self._loaded.this, self.hamlet.value()
        if this is None or not typed:
            self._say("Chọn thôn.")
            return
        round_id, key, whole, today = this.id, int(typed), self.whole.isChecked(), date.today()

        def work(connection: Any) -> Any:
            from povdesk.storage import forms_exchange

            return forms_exchange.outgoing(connection, round_id, key, today, masked=not whole)

        self._button.setEnabled(False)
        self._owner.desk.worker.read(self, work, self._on_read, partial(refuse, self._message, self._button))

    def _on_read(self, forms: Any) -> None:
        page, desk = self._page, self._owner.desk
        self.accept()
        name = file_saving.file_name_of(f"phieu {forms.hamlet} {forms.round_name}")
        title = "Xuất phiếu của thôn ra Excel"
        path = file_saving.ask_path(page, desk, title, name, file_saving.EXCEL)
        if path is not None:
            export(page, desk, forms, path)

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()


def export(parent: QWidget, desk: Desk, forms: Any, path: Path) -> None:
    """Write the workbook away from the window, then say so."""

    def job(progress: Any, _cancelled: Any) -> None:
        from povdesk.documents import saving
        from povdesk.spreadsheets import forms_workbook

        progress(20, f"Ghi {path.name}")
        saving.save(path, lambda file: forms_workbook.write(forms, file))

    file_saving.write(parent, desk, path, job, "Xuất phiếu của thôn")


def ask_and_import(parent: QWidget, owner: Owner) -> None:
    """Ask for a filled file."""
    path = ask_file(parent, owner.desk, "Nhập phiếu đã điền", "Bảng tính Excel (*.xlsx)")
    if path is not None:
        rehearse_file(parent, owner, path)


def rehearse_file(parent: QWidget, owner: Owner, path: Path) -> None:
    """Read away from the window, compare with what is here, show; nothing is written by that."""
    desk = owner.desk

    def read(progress: Any, cancelled: Any) -> Any:
        from povdesk.spreadsheets import forms_workbook

        return forms_workbook.read(path, progress=progress, cancelled=cancelled)

    def compare(found: Any) -> None:
        today = date.today()

        def work(connection: Any) -> Rehearsal:
            from povdesk.storage import forms_exchange

            return forms_exchange.rehearse(connection, found, today)

        desk.worker.read(parent, work, lambda made: FormsDialog(path, made, owner, parent).open())

    desk.worker.run(parent, read, compare, text="Đọc phiếu đã điền")


class FormsDialog(Dialog):
    """A verdict for each cell that differs; then one act, which "Hoàn tác" takes back whole."""

    def __init__(self, path: Path, found: Rehearsal, owner: Owner, parent: QWidget) -> None:
        super().__init__("Nhập phiếu đã điền", parent)
        self._path, self._found, self._owner, self._page = path, found, owner, parent
        self.cells = ListView(ListModel(_CELLS, self), owner.desk.habits, "forms-cells", self)
        self._message = label("", "", self, wrap=True)
        set_tone(self._message, Tone.DANGER)
        self._lay_out()
        self._again = self.add_button("Kiểm tra lại", self._on_again, left=True)
        self.add_button("Không nhập")
        count, forms = len(found.new), len(found.households)
        words = f"Nhập {count} ô vào {forms} phiếu" if count else "Giữ các ô chờ quyết định"
        self._button = self.add_button(f"{words}  Ctrl+S", self.save, kind="primary")
        self._button.setEnabled(bool(count or found.parked))
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        self.resize(self.sizeHint())
        self.cells.setFocus()

    def save(self) -> None:
        """Write what is new, park what waits."""
        if not self._button.isEnabled():
            return
        self._button.setEnabled(False)
        found = self._found

        def work(act: Any) -> int:
            from povdesk.storage import forms_exchange

            return forms_exchange.take_in(act, found)

        refused = partial(refuse, self._message, self._button)
        self._owner.desk.worker.write(self, work, self._on_saved, refused)

    def sizeHint(self) -> QSize:
        return self.within_window(QSize(theme.px(1080), theme.px(620)))

    def _lay_out(self) -> None:
        found = self._found
        words = f"Tệp {self._path.name}: {found.summary()}."
        self.body.addWidget(label(words, "strong", self, wrap=True))
        hint = (
            "Phiếu nhập từ tệp là bản nháp; chốt phiếu trong phần mềm. Ô chờ quyết định nằm ở trang Nhập từ"
            " Excel. Ô để trống không xóa điều đang có."
        )
        self.body.addWidget(label(hint, "caption", self, wrap=True))
        self.cells.setAccessibleName("Các ô khác với phần mềm")
        rows: list[CellVerdict] = sorted(found.cells, key=lambda one: one.verdict is Verdict.NEW)
        self.cells.set_rows(rows)
        card = Card("", self, flush=True)
        card.body.addWidget(self.cells, 1)
        card.setVisible(bool(rows))
        self.body.addWidget(card, 1)
        if not rows:
            nothing = "Mọi ô đã điền đều như trong phần mềm; không có gì để nhập."
            self.body.addWidget(label(nothing, "", self, wrap=True))
            self.body.addStretch(1)
        self.body.addWidget(self._message)
        self._message.hide()

    def _on_again(self) -> None:
        self.reject()
        rehearse_file(self._page, self._owner, self._path)

    def _on_saved(self, forms: int) -> None:
        waiting = len(self._found.parked)
        words = f"Đã nhập {len(self._found.new)} ô vào {forms} phiếu."
        words += f" {waiting} ô chờ quyết định." if waiting else ""
        if shiboken6.isValid(self):
            self.accept()
        offer_undo(self._owner.desk, self._page, words)
