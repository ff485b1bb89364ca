"""Tab 4: the ledger of tasks and reports owed, what is overdue, the letter that asks for it."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.task_report import Kind, Standing, TaskReport, overdue
from povdesk.domain.vietnamese import format_count, short_date

from .. import keys
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..theme import Tone
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField, TextField
from ..widgets.labels import button
from ..widgets.table import ListColumn
from .loading import Loaded, read_frame
from .part import ListPart
from .proposals_dialog import ProposalsDialog
from .reminder_dialog import ReminderDialog
from .suggesting_field import SuggestingField

_TONES = {Standing.OVERDUE: Tone.DANGER, Standing.RECEIVED: Tone.OK}
_SIGNS = {
    Standing.OVERDUE: "warning",
    Standing.RECEIVED: "checkmark-circle",
    Standing.WAITING: "calendar-ltr",
    Standing.UNDATED: "info",
}
_FILTERS = ("Tất cả", "Chưa nhận", "Quá hạn", "Đã nhận")


class ReportsPart(ListPart):
    """A year's ledger by due day."""

    name = "reports"
    spare = ("note", "plan", "kind")
    widths = {
        "standing": 34,
        "owner": 60,
        "title": 86,
        "kind": 20,
        "due": 24,
        "received": 24,
        "plan": 24,
        "note": 26,
    }
    title = "Sổ theo dõi việc, báo cáo phải nộp"
    adding = "Thêm việc, báo cáo"
    noting = "đã nhận"
    nothing = "Năm này chưa theo dõi việc, báo cáo nào."
    advice = "Lấy từ phần Tổ chức thực hiện của kế hoạch, hoặc thêm từng dòng."
    icon = "clipboard-checkmark"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, self._columns(), parent)
        self.filter = keys.ComboBox(self)
        self.filter.setAccessibleName("Tình trạng")
        self.filter.setObjectName("report-filter")
        self.filter.addItems(list(_FILTERS))
        self.bar.addWidget(self.filter)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.bar.addWidget(button("Lấy từ kế hoạch", self.propose, icon="document-text", parent=self))
        self.bar.addWidget(button("Công văn đôn đốc", self.remind, icon="print", parent=self))
        self.empty.add_button("Lấy từ kế hoạch", self.propose, icon="document-text")
        self._receive = self.row_button("Đã nhận", self.ask_received, "checkmark-circle", key="Ctrl+R")
        self.filter.currentIndexChanged.connect(self._on_filter)

    def load(self, connection: Any) -> Loaded:
        from povdesk.storage import project_bodies, task_reports

        frame = read_frame(connection, self.year, self.today())
        rows = task_reports.all_reports(connection, frame.year)
        bodies = project_bodies.bodies(connection, frame.day)
        return Loaded(frame, rows, bodies)

    def show_loaded(self, loaded: Loaded) -> None:
        super().show_loaded(loaded)
        late = overdue(loaded.rows, loaded.frame.day)
        waiting = sorted(
            one.due_on
            for one in loaded.rows
            if one.received_on is None and one.due_on and one.due_on >= loaded.frame.day
        )
        coming = f" Hạn gần nhất: {short_date(waiting[0])}." if waiting else ""
        count = f"{format_count(len(late))} dòng quá hạn" if late else "Không có dòng quá hạn"
        self.say_rule(f"Đến ngày {short_date(loaded.frame.day)}: {count}.{coming}")

    def show_target(self, **target: Any) -> None:
        super().show_target(**target)
        if target.get("uid"):
            self.filter.setCurrentIndex(0)
        if target.get("overdue"):
            self.filter.setCurrentIndex(_FILTERS.index("Quá hạn"))

    def open_dialog(self, row: TaskReport | None) -> None:
        if self.loaded is None:
            return
        dialog = ReportDialog(row, self.loaded, self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import task_reports

            wanted = dialog.wanted()
            self.write(lambda act: task_reports.save(act, wanted), "Đã lưu vào sổ theo dõi.", done, failed)

        dialog.start(save, "owner" if row is None else "due_on")

    def note_current(self) -> None:
        self.with_row(self.ask_received)

    def ask_received(self, row: TaskReport) -> None:
        """The day it came in; what was noted as received can be taken back the same way."""
        from povdesk.storage import task_reports

        if row.received_on is not None:
            self.write(
                lambda act: task_reports.receive(act, [row.uid], None),
                "Đã bỏ ghi nhận, dòng này lại chờ nhận.",
            )
            return
        dialog = FormDialog(
            "Ghi đã nhận",
            [PartialDateField("day", "Ngày nhận", required=True, whole=True, not_future=True)],
            self,
            columns=1,
            needed={"day": "Gõ ngày nhận, ví dụ 15/12/2024."},
            words=f"{row.owner}: {row.title}",
        )
        dialog.field("day").set_value(self.loaded.frame.day if self.loaded else self.today())

        def save(done: Any, failed: Any) -> None:
            day = dialog.field("day").date_value()
            self.write(
                lambda act: task_reports.receive(act, [row.uid], day),
                f"Đã ghi nhận ngày {short_date(day)}.",
                done,
                failed,
            )

        dialog.start(save)

    def remove_words(self, row: TaskReport) -> tuple[str, str]:
        return f"Xóa “{row.title[:80]}” khỏi sổ theo dõi?", "Đã xóa một dòng khỏi sổ theo dõi."

    def delete(self, act: Any, row: TaskReport) -> None:
        from povdesk.storage import task_reports

        task_reports.delete(act, row.uid)

    def filter_words(self) -> str:
        words = super().filter_words()
        chosen = self.filter.currentText()
        return words if chosen == _FILTERS[0] else f"{words}; {chosen}"

    def propose(self) -> None:
        """What the year's plan asks for and is not in the ledger."""
        if self.loaded is None:
            return
        year = self.loaded.frame.year

        def read(connection: Any) -> Any:
            from povdesk.storage import task_reports

            return task_reports.proposals(connection, year, self.today())

        def show(found: tuple[TaskReport, ...]) -> None:
            if not found:
                self.desk.say("Mọi việc, báo cáo trong kế hoạch đã có trong sổ theo dõi.")
                return
            ProposalsDialog(found, self).start_with(self._add_proposed)

        self.desk.worker.read(self, read, show)

    def remind(self) -> None:
        """Choose what the letter asks for, its answer day and words, then see it."""
        if self.loaded is None:
            return
        frame = self.loaded.frame
        late = overdue(self.loaded.rows, frame.day)
        if not late:
            self.desk.say("Không có việc, báo cáo nào quá hạn để đôn đốc.")
            return

        def read(connection: Any) -> Any:
            from povdesk.storage import paper_wording, programme_papers

            return paper_wording.lines(connection, programme_papers.WORDING, programme_papers.REMINDER)

        self.desk.worker.read(
            self, read, lambda text: ReminderDialog(self.desk, frame, late, text, self).start_asking()
        )

    def on_chosen(self, row: TaskReport | None) -> None:
        super().on_chosen(row)
        if row is not None and hasattr(self, "_receive"):
            words = "Bỏ ghi nhận" if row.received_on is not None else "Đã nhận"
            self._receive.setText(f"{words}  Ctrl+R")

    def _add_proposed(self, chosen: tuple[TaskReport, ...], done: Any, failed: Any) -> None:
        from povdesk.storage import task_reports

        self.write(
            lambda act: task_reports.add_all(act, chosen),
            f"Đã thêm {format_count(len(chosen))} dòng vào sổ theo dõi.",
            done,
            failed,
        )

    def _on_filter(self, place: int) -> None:
        wanted = _FILTERS[place]

        def fits(row: TaskReport) -> bool:
            standing = self._standing(row)
            if wanted == "Chưa nhận":
                return standing is not Standing.RECEIVED
            return standing.value == wanted

        self.narrow(None if place == 0 else fits)

    def _day(self) -> date:
        return self.loaded.frame.day if self.loaded else date.today()

    def _standing(self, row: TaskReport) -> Standing:
        return row.standing(self._day())

    def _columns(self) -> tuple[ListColumn, ...]:
        def day(value: date | None) -> str:
            return short_date(value) if value else ""

        order = list(_SIGNS)
        return (
            ListColumn(
                "standing",
                "Tình trạng",
                150,
                lambda row: row.standing_words(self._day()),
                lambda row: (order.index(self._standing(row)), row.due_on or date.max),
                tone=lambda row: _TONES.get(self._standing(row)),
                icon=lambda row: _SIGNS[self._standing(row)],
            ),
            ListColumn(
                "owner", "Nơi phải nộp", 210, lambda row: row.owner, tip=lambda row: row.owner, bold=True
            ),
            ListColumn(
                "title", "Nội dung", 240, lambda row: row.title, tip=lambda row: row.title, stretch=True
            ),
            ListColumn("kind", "Loại", 74, lambda row: row.kind.label),
            ListColumn("due", "Hạn", 88, lambda row: day(row.due_on), lambda row: row.due_on),
            ListColumn(
                "received", "Ngày nhận", 88, lambda row: day(row.received_on), lambda row: row.received_on
            ),
            ListColumn("plan", "Mục", 78, lambda row: row.plan_reference),
            ListColumn("note", "Ghi chú", 90, lambda row: row.note, tip=lambda row: row.note),
        )


class ReportDialog(FormDialog):
    """One line of the ledger."""

    def __init__(self, row: TaskReport | None, loaded: Loaded, parent: QWidget) -> None:
        self._row, self._year = row, loaded.frame.year
        self._bodies = {name: key for key, name in loaded.more}
        known = [*self._bodies, *{one.owner for one in loaded.rows if one.owner not in self._bodies}]
        super().__init__(
            "Việc, báo cáo phải nộp",
            [
                SuggestingField("owner", "Nơi phải nộp: vai, đơn vị, thôn", known, required=True),
                ChoiceField("kind", "Loại", [Choice(str(one), one.label) for one in Kind], required=True),
                LongTextField("title", "Nội dung", required=True, lines=3),
                TextField("plan_reference", "Mục trong kế hoạch, ví dụ Mục V.1"),
                PartialDateField("due_on", "Hạn", whole=True),
                PartialDateField("received_on", "Ngày nhận", whole=True, not_future=True),
                LongTextField("note", "Ghi chú", lines=2),
            ],
            parent,
            needed={"owner": "Gõ tên đơn vị, thôn hoặc vai.", "title": "Gõ việc phải làm, báo cáo phải nộp."},
        )
        self.field("received_on").set_placeholder("để trống: chưa nhận")
        wanted = row or TaskReport(self._year)
        for code in ("owner", "title", "plan_reference", "due_on", "received_on", "note"):
            self.field(code).set_value(getattr(wanted, code))
        self.field("kind").set_value(str(wanted.kind))
        self._changed = False

    def wanted(self) -> TaskReport:
        """What the dialog says now."""
        owner = self.field("owner").value()
        return TaskReport(
            self._year,
            self.field("title").value().replace("\n", " "),
            Kind(self.field("kind").value() or Kind.REPORT),
            owner,
            self._bodies.get(owner),
            self.field("plan_reference").value(),
            self.field("due_on").date_value(),
            self.field("received_on").date_value(),
            self.field("note").value(),
            self._row.uid if self._row else "",
        )
