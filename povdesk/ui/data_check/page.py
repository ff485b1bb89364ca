"""Kiểm tra dữ liệu: look at everything, say what is wrong and what to do, lead to where it is mended."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from povdesk import paths
from povdesk.domain.vietnamese import format_number

from .. import messages, theme
from ..desk import Desk
from ..theme import Tone
from ..widgets import file_saving
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState
from ..widgets.job_strip import JobStrip
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label, set_tone
from ..widgets.page import Page
from ..widgets.table import ListColumn, ListModel, ListView

if TYPE_CHECKING:
    from ..widgets.preview_dialog import PreviewDialog

TITLE = "Kết quả kiểm tra dữ liệu"
ZIP = ("zip", "Gói nhật ký lỗi (*.zip)")

_LOOKS = {
    "ok": (Tone.OK, "checkmark-circle"),
    "mend": (Tone.WARN, "warning"),
    "damage": (Tone.DANGER, "error-circle"),
}
_COLUMNS = (
    ListColumn(
        "verdict",
        "Kết quả",
        100,
        lambda row: row.verdict.words,
        tone=lambda row: _LOOKS[row.verdict][0],
        icon=lambda row: _LOOKS[row.verdict][1],
    ),
    ListColumn("title", "Kiểm tra", 170, lambda row: row.title, bold=True),
    ListColumn("message", "Thấy gì", 300, lambda row: row.message, stretch=True, tip=lambda row: row.message),
)


class DataCheckPage(Page):
    """Nothing is checked until the officer asks: it takes a few seconds and can be stopped."""

    help_topic = "kiem-tra-du-lieu"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Kiểm tra dữ liệu", parent)
        self._path = desk.folder / paths.DATABASE_NAME
        self._report: Any = None
        self._head: tuple[str, str] = ("", "")
        self._check = button("Kiểm tra", self.check, kind="primary", icon="shield-checkmark", parent=self)
        self._print = button("In kết quả", self.print_page, icon="print", key="Ctrl+P", parent=self)
        self._bundle = button("Gói nhật ký lỗi…", self._on_bundle, icon="save", parent=self)
        self._work = JobStrip(desk.worker, self)
        self._summary = label("", "cardTitle", self, wrap=True)
        self._empty = EmptyState("Chưa kiểm tra lần nào từ khi mở phần mềm.", "shield-checkmark", self)
        self._list = ListView(ListModel(_COLUMNS, self), desk.habits, "data-check", self)
        self._detail = Card("Làm gì", self)
        self._message, self._advice = label("", "", self, wrap=True), label("", "", self, wrap=True)
        self._go = button("Mở chỗ cần sửa", self._on_go, key="Enter", parent=self)
        self._more = QWidget(self)
        self._lay_out()
        self._work.began.connect(self._set_possible)
        self._work.ended.connect(self._set_possible)
        self._list.chosen.connect(self._on_chosen)
        self._list.opened.connect(lambda _row: self._on_go())
        self._set_possible()

    def report(self) -> Any:
        """What was found last; None before."""
        return self._report

    def check(self) -> None:
        """Look at everything, on the files lane, while work goes on."""
        if self._work.is_busy():
            return
        path, today = self._path, date.today()

        def job(progress: Any, cancelled: Any) -> Any:
            from povdesk.storage import data_check, office
            from povdesk.storage.database import Database

            found = data_check.run_beside(path, today, progress, cancelled)
            database = Database(path)
            try:
                with database.reading() as connection:
                    return office.heading(connection, today), found
            finally:
                database.close()

        self._work.run(job, self._on_done, text="Kiểm tra dữ liệu")

    def print_page(self) -> "PreviewDialog | None":
        """The report on paper."""
        if self._report is None:
            self.desk.say("Bấm Kiểm tra trước khi in.")
            return None
        from ..widgets.preview_dialog import preview_document

        rows = [
            (one.verdict.words, one.title, f"{one.message} {one.advice}".strip())
            for one in self._report.items
        ]
        agency, place = self._head
        words, sample, today = self._said(), self.desk.is_sample, date.today()

        def document() -> Any:
            from povdesk.documents.lists import ListColumn as PaperColumn
            from povdesk.documents.lists import screen_list

            columns = [PaperColumn("Kết quả", 22), PaperColumn("Kiểm tra", 34), PaperColumn("Thấy gì", 100)]
            return screen_list(
                TITLE, words, columns, rows, agency=agency, printed_on=today, sample=sample, place=place
            )

        return preview_document(self, self.desk, TITLE, document, file_name="kiem-tra-du-lieu")

    def _on_done(self, found: Any) -> None:
        self._head, self._report = found
        self._list.set_rows(list(self._report.items))
        self._summary.setText(self._said())
        damaged = self._report.is_damaged
        tone = Tone.DANGER if damaged else Tone.WARN if self._report.problems else Tone.OK
        set_tone(self._summary, tone)
        self._list.choose_first()

    def _said(self) -> str:
        report, count = self._report, format_number
        looked = (
            f"Đã xem {count(report.records)} bản ghi, {count(report.acts)} dòng nhật ký, "
            f"{count(report.anchors)} mốc."
        )
        if report.is_damaged:
            return f"Dữ liệu có hư hỏng, xem các dòng đầu. {looked}"
        if report.problems:
            return f"Tệp lành lặn; {len(report.problems)} điều cần sửa trong sổ. {looked}"
        return f"Dữ liệu lành lặn, không có gì phải sửa. {looked}"

    def _on_chosen(self, row: Any) -> None:
        self._message.setText(row.message if row else "")
        self._advice.setText((row.advice or _nothing_to_do(row)) if row else "")
        self._go.setVisible(bool(row and row.place))

    def _on_go(self) -> None:
        row = self._list.current_row()
        if row is None or not row.place:
            return
        if row.place == "household" and len(row.household_ids) > 1:
            self._choose_household(row)
            return
        self.desk.open(row.place, **dict(row.target))

    def _choose_household(self, row: Any) -> None:
        """Several households: which one to open."""

        def read(connection: Any) -> Any:
            from povdesk.storage import data_check

            return data_check.households_of(connection, row.household_ids[:200])

        def show(found: Any) -> None:
            from .households_dialog import HouseholdsDialog

            HouseholdsDialog(self, self.desk, row.message, found).open()

        self.desk.worker.read(self, read, show)

    def _on_bundle(self) -> None:
        save_bundle(self, self.desk)

    def _set_possible(self) -> None:
        free, there = not self._work.is_busy(), self._report is not None
        self._check.setEnabled(free)
        self._print.setEnabled(free and there)
        self._empty.setVisible(not there)
        for widget in (self._summary, self._list_card, self._detail):
            widget.setVisible(there)

    def _lay_out(self) -> None:
        for action in (self._bundle, self._print, self._check):
            self.header.add_action(action)
        self._empty.say(
            "Chưa kiểm tra lần nào từ khi mở phần mềm.",
            "Kiểm tra xem tệp, nhật ký và từng bản ghi có đúng như phần mềm đã ghi, và tìm chỗ mâu thuẫn.",
        )
        self._empty.add_button("Kiểm tra ngay", self.check, kind="primary", icon="shield-checkmark")
        self.body.addWidget(self._work)
        self.body.addWidget(self._summary)
        self.body.addWidget(self._empty, 1)
        self._list_card = Card(parent=self, flush=True)
        self._list_card.body.addWidget(self._list)
        for widget in (self._message, self._advice):
            self._detail.body.addWidget(widget)
        self._detail.body.addWidget(self._go)
        self._detail.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.CARD_GAP)
        row.addWidget(self._list_card, 3)
        row.addWidget(self._detail, 1)
        place = QVBoxLayout()
        place.addLayout(row)
        self.body.addLayout(place, 1)
        keys = [("Enter", "mở chỗ cần sửa"), ("Ctrl+P", "in kết quả"), ("F1", "trợ giúp")]
        self.body.addWidget(KeyStrip(keys, self))
        self._on_chosen(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._detail.setMinimumWidth(max(theme.px(230), self.width() // 4))

    def reload(self) -> None:
        """What was found stays until the officer checks again."""
        if self._report is None:
            self._check.setFocus()


def save_bundle(owner: QWidget, desk: Desk, details: str = "") -> None:
    """Ask where, then write the zip without personal data."""
    path = file_saving.ask_path(owner, desk, "Lưu gói nhật ký lỗi", "povdesk-nhat-ky", ZIP)
    if path is None:
        return
    logs = messages.log_folder()

    def read(connection: Any) -> None:
        from povdesk.storage import log_bundle

        log_bundle.write(path, logs, connection, details)

    desk.worker.read(owner, read, lambda _nothing: file_saving.say_written(owner, path))


def _nothing_to_do(row: Any) -> str:
    return "Không phải làm gì." if row.verdict == "ok" else ""


def create(desk: Desk) -> DataCheckPage:
    """The page, for the list of places."""
    return DataCheckPage(desk)
