"""Nhập từ Excel in five steps: file, sheet, columns, check, result; nothing is written before the last."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from povdesk import paths
from povdesk.domain.importing.rehearsing import Choices
from povdesk.domain.vietnamese import format_number

from .. import messages
from ..desk import Desk
from ..keys import bind
from ..theme import Tone
from ..undoing import put_back
from ..widgets import file_saving
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState
from ..widgets.file_choosing import ask_file, remember
from ..widgets.job_strip import JobStrip
from ..widgets.labels import button, label, set_tone
from ..widgets.page import Page
from . import jobs
from .check_part import CheckPart
from .columns_part import ColumnsPart
from .sheet_part import SheetPart

_KINDS = "Bảng tính (*.xlsx *.xlsm *.xls *.ods)"
_STEPS = ("Chọn tệp", "Trang tính", "Ghép cột", "Kiểm tra", "Kết quả")
_FILE, _SHEET, _COLUMNS, _CHECK, _RESULT = range(5)


class ExchangePage(Page):
    """One file at a time; going back a step forgets nothing, another file forgets all."""

    help_topic = "nhap-excel"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Nhập từ Excel", parent)
        self._path = desk.folder / paths.DATABASE_NAME
        self._opened: jobs.Opened | None = None
        self._rehearsal: Any = None
        self._waits = 0
        self._accepted: frozenset[tuple[str, int]] = frozenset()
        self._imported: Any = None
        self._steps = label("", "caption", self)
        self._places = QStackedWidget(self)
        self.sheet = SheetPart(self)
        self.columns = ColumnsPart(self)
        self.check = CheckPart(desk.habits, self)
        self._result = label("", "formTitle", self, wrap=True)
        self._result_more = label("", "", self, wrap=True)
        self._problem = label("", "", self, wrap=True)
        self._work = JobStrip(desk.worker, self)
        self.next = button("Tiếp tục", self.go_on, kind="primary", parent=self)
        self.back = button("Quay lại", self.go_back, parent=self)
        self.accept = button("Vẫn nhập dòng này", self.check.accept_current, key="Space", parent=self)
        self.waiting = button("Dòng chờ quyết định…", self._on_waiting, icon="question-circle", parent=self)
        self.report = button("Lưu kết quả ra Excel…", self._on_report, icon="table", parent=self)
        self.undo = button("Hoàn tác lần nhập", self._on_undo, icon="arrow-undo", parent=self)
        self._lay_out()
        self.setAcceptDrops(True)
        self._work.began.connect(self._on_began)
        self._work.ended.connect(self._on_ended)
        self.columns.changed.connect(self._look_at_columns)
        self.check.accepted.connect(self._on_accepted)
        self.check.hamlets_added.connect(self._to_check)
        self.check.chosen.connect(lambda row: self.accept.setEnabled(row is not None and row.may_accept))
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self._on_save_key)
        for key in ("Return", "Enter"):
            bind(self.sheet, key, self.go_on)
        self._show_step(_FILE)

    def show_target(self, **target: Any) -> None:
        """path: a file to begin with."""
        if target.get("path"):
            self.open_file(Path(str(target["path"])))

    def reload(self) -> None:
        """How many lines of earlier files wait."""

        def read(connection: Any) -> int:
            from povdesk.storage import imports_parked

            return len(imports_parked.waiting(connection))

        self.desk.worker.read(self, read, self._on_waits)

    def focus_first(self) -> None:
        places = {_SHEET: self.sheet.sheets, _CHECK: self.check.list}
        (places.get(self.step) or self.next).setFocus()

    @property
    def step(self) -> int:
        return self._places.currentIndex()

    def is_busy(self) -> bool:
        return self._work.is_busy()

    # ---- steps

    def choose_file(self) -> None:
        """Ask for a file, then read it."""
        path = ask_file(self, self.desk, "Chọn tệp Excel", _KINDS)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Read the file; the sheets come next."""
        remember(self.desk, path)
        self._run(jobs.reading(self._path, path, date.today()), self._on_read, f"Đọc {path.name}")

    def go_on(self) -> None:
        """To the next step."""
        if self._work.is_busy():
            return
        if self.step == _FILE:
            self.choose_file()
        elif self.step == _SHEET:
            self._to_columns()
        elif self.step == _COLUMNS:
            self._to_check()
        elif self.step == _CHECK:
            self._take_in()
        else:
            self.desk.open("households")

    def go_back(self) -> None:
        """One step back; from the result to another file."""
        if self._work.is_busy() or self.step == _FILE:
            return
        step = self.step - 1
        if self.step == _CHECK and self.sheet.table() is None:
            step = _SHEET
        self._show_step(_FILE if self.step == _RESULT else step)

    def choices(self) -> Choices:
        """What was chosen in the steps so far."""
        table = self.sheet.table()
        year = self.sheet.year()
        taken: Any = {"accepted": self._accepted, "new_hamlets": self.check.new_hamlets}
        if table is None:
            assert self._opened is not None
            return Choices(self._opened.suggested, year, **taken)
        name = table.sheet.name
        mappings = {} if table.official is not None else {name: self.columns.mapping()}
        return Choices((name,), year, mappings, **taken)

    def _on_read(self, opened: jobs.Opened) -> None:
        if not opened.tables:
            more = " ".join(opened.notes) or "Dòng tiêu đề phải có cột Họ và tên hoặc Chủ hộ."
            messages.tell(
                self,
                f"Tệp {opened.path.name} không có bảng danh sách hộ hay người nào nhận ra được.",
                f"{more} Bấm Tải mẫu để lấy bảng có sẵn các cột.",
            )
            return
        self._opened = opened
        self._accepted = frozenset()
        self.check.new_hamlets = None
        self.sheet.show_file(opened)
        self._show_step(_SHEET)

    def _to_columns(self) -> None:
        table = self.sheet.table()
        if table is None or table.official is not None:
            self._to_check()
            return
        self.columns.show_table(table)
        self._show_step(_COLUMNS)
        self._look_at_columns()

    def _to_check(self) -> None:
        assert self._opened is not None
        if self.step == _COLUMNS and self.columns.problem():
            self._look_at_columns()
            return
        job = jobs.rehearsing(self._path, self._opened, self.choices(), date.today())
        self._run(job, self._on_rehearsed, "Kiểm tra từng dòng")

    def _on_rehearsed(self, found: Any) -> None:
        self._rehearsal = found
        self.check.show_rehearsal(found)
        self._show_step(_CHECK)

    def _on_accepted(self, row: Any) -> None:
        self._accepted |= {(row.sheet, row.number)}
        self._to_check()

    def _on_waits(self, count: int) -> None:
        self._waits = count
        self.waiting.setText(f"Dòng chờ quyết định ({format_number(count)})…")
        self._show_verbs()

    def _on_waiting(self) -> None:
        from .waiting_dialog import open_waiting

        open_waiting(self, self.desk)

    def _take_in(self) -> None:
        if self._rehearsal is not None and self._rehearsal.has_work:
            self._run(jobs.taking(self._path, self._rehearsal), self._on_taken, "Nhập từ Excel", self._again)

    def _again(self, error: Exception) -> None:
        """The register has changed since: the lines are checked anew."""
        messages.show_error(self, error)
        self._to_check()

    def _on_taken(self, imported: Any) -> None:
        self._imported = imported
        counts = self._rehearsal.summary()
        self._result.setText(f"Đã nhập {format_number(imported.new_households)} hộ mới.")
        more = f"{counts[0].upper()}{counts[1:]}. Trước khi nhập, máy đã sao lưu và kiểm tra bản sao."
        if imported.parked:
            more += f" {imported.parked} dòng chờ quyết định được giữ lại: bấm Dòng chờ quyết định để xem."
        self._result_more.setText(more)
        self.undo.setEnabled(imported.seq is not None)
        self._show_step(_RESULT)
        self.desk.worker.data_changed.emit()

    def _on_undo(self) -> None:
        seq = self._imported.seq if self._imported is not None else None
        if seq is None:
            return

        def undone(_words: str) -> None:
            self.next.setFocus()
            self.undo.setEnabled(False)
            self._result.setText("Đã hoàn tác lần nhập, sổ hộ trở lại như trước.")
            self._result_more.setText("")

        self.desk.worker.write(self, lambda act: put_back(act, seq), undone)

    def _on_report(self) -> None:
        found, sample = self._rehearsal, self.desk.is_sample
        if found is None:
            return
        name = f"ket-qua-{file_saving.file_name_of(Path(found.file_name).stem)}"
        path = file_saving.ask_path(self, self.desk, "Lưu kết quả", name, file_saving.EXCEL)
        if path is None:
            return

        def write(progress: Any, cancelled: Any) -> None:
            from povdesk.spreadsheets import import_report

            import_report.write(path, found, sample=sample, progress=progress, cancelled=cancelled)

        file_saving.write(self, self.desk, path, write, "Lưu kết quả")

    def _on_template(self) -> None:
        from ..exporting.official import export_template

        export_template(self, self.desk)

    def _on_save_key(self) -> None:
        if self.step == _CHECK and self.next.isEnabled():
            self.go_on()

    def _look_at_columns(self) -> None:
        words = self.columns.problem() if self.step == _COLUMNS else ""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.next.setEnabled(not words)

    # ---- jobs

    def _run(self, job: jobs.Job, done: Any, text: str, failed: Any = None) -> None:
        if not self._work.is_busy():
            self._work.run(job, done, failed, text=text)

    def _on_began(self) -> None:
        for each in (self.next, self.back):
            each.setEnabled(False)

    def _on_ended(self) -> None:
        self.back.setEnabled(True)
        self._show_verbs()
        if self.isVisible():
            self.focus_first()

    # ---- looks

    def _show_step(self, step: int) -> None:
        self._places.setCurrentIndex(step)
        self._problem.hide()
        self._steps.setText(
            "   ›   ".join(
                f"[{place + 1}. {words}]" if place == step else f"{place + 1}. {words}"
                for place, words in enumerate(_STEPS)
            )
        )
        self._show_verbs()
        if self.isVisible():
            self.focus_first()

    def _show_verbs(self) -> None:
        step = self.step
        found = self._rehearsal
        verbs = {
            _FILE: "Chọn tệp…",
            _SHEET: "Tiếp tục",
            _COLUMNS: "Kiểm tra từng dòng",
            _CHECK: "Nhập vào sổ  Ctrl+S",
            _RESULT: "Mở danh sách hộ",
        }
        self.next.setText(verbs[step])
        self.back.setText("Nhập tệp khác" if step == _RESULT else "Quay lại")
        self.back.setVisible(step != _FILE)
        self.report.setVisible(step in (_CHECK, _RESULT))
        self.accept.setVisible(step == _CHECK)
        self.waiting.setVisible(step in (_FILE, _RESULT) and self._waits > 0)
        self.undo.setVisible(step == _RESULT)
        can_take = step != _CHECK or bool(found is not None and found.has_work)
        if step == _CHECK and not can_take:
            self.next.setText("Không có gì để nhập")
        self.next.setEnabled(can_take and not self._work.is_busy())

    def _lay_out(self) -> None:
        self.header.add_action(button("Tải mẫu…", self._on_template, icon="arrow-download", parent=self))
        empty = EmptyState(
            "Chọn tệp danh sách hộ, nhân khẩu đang có: Excel (.xlsx, .xls) hoặc .ods.", "arrow-upload", self
        )
        empty.say(
            "Chọn tệp danh sách hộ, nhân khẩu đang có: Excel (.xlsx, .xls) hoặc .ods.",
            "Kéo tệp thả vào đây cũng được. Phần mềm xem từng dòng và cho biết sẽ làm gì trước khi ghi; tệp"
            " của bạn không bị sửa.",
        )
        columns = Card("Ghép cột", self)
        columns.body.addWidget(self.columns, 1)
        result = Card("", self)
        result.body.addWidget(self._result)
        result.body.addWidget(self._result_more)
        result.body.addStretch(1)
        for part in (empty, self.sheet, columns, self.check, result):
            self._places.addWidget(part)
        self.body.addWidget(self._steps)
        self.body.addWidget(self._places, 1)
        set_tone(self._problem, Tone.DANGER)
        self.body.addWidget(self._problem)
        foot = QHBoxLayout()
        foot.addWidget(self._work)
        foot.addStretch(1)
        for verb in (self.waiting, self.accept, self.report, self.undo, self.back, self.next):
            foot.addWidget(verb)
        holder = QVBoxLayout()
        holder.addLayout(foot)
        self.body.addLayout(holder)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None and not self._work.is_busy():
            event.acceptProposedAction()
            self.open_file(path)


def create(desk: Desk) -> Page:
    """The page of this place."""
    return ExchangePage(desk)


def _dropped(event: QDragEnterEvent | QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".ods"} else None
