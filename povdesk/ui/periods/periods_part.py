"""Tab 1: the year's periods; freeze one, look at what was frozen, write and issue its report."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.errors import InvalidInput
from povdesk.domain.paper_number import number_of
from povdesk.domain.period import Period, PeriodContent
from povdesk.domain.vietnamese import short_date

from .. import messages
from ..desk import Desk
from ..theme import Tone
from ..undoing import offer_undo
from ..widgets.empty_state import EmptyState
from ..widgets.table import ListColumn
from .dialogs import IssueReportDialog, PeriodDialog, ReasonDialog, RemarksDialog
from .frozen_dialog import FrozenDialog
from .list_part import ListPart
from .opening import open_figure, open_live
from .reading import Loaded

_KEYS = [
    ("Enter", "xem số liệu đã chốt"),
    ("Ctrl+N", "thêm kỳ"),
    ("Ctrl+P", "xem, in báo cáo"),
    ("Ctrl+Delete", "xóa kỳ chưa chốt"),
    ("F1", "trợ giúp"),
]


class PeriodsPart(ListPart):
    """Proposed periods stand among the kept ones and become one when they are frozen or changed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._loaded: Loaded | None = None
        columns = (
            ListColumn("name", "Kỳ", 220, lambda row: row.name, bold=True, stretch=True),
            ListColumn("kind", "Loại", 140, lambda row: row.kind.label),
            ListColumn(
                "day", "Số liệu đến ngày", 130, lambda row: short_date(row.as_of), lambda row: row.as_of
            ),
            ListColumn(
                "state",
                "Trạng thái",
                190,
                lambda row: row.state,
                tone=lambda row: Tone.OK if row.is_frozen else None,
                icon=lambda row: "lock-closed" if row.is_frozen else "",
            ),
            ListColumn("by", "Người chốt", 150, lambda row: row.by),
            ListColumn("report", "Báo cáo đã ban hành", 160, self._report_of),
        )
        super().__init__(
            desk, "periods", columns, EmptyState("Chưa có kỳ nào.", "lock-closed"), _KEYS, parent
        )
        self.add_verb("Xem số đã chốt", self.on_open, lambda row: row.is_frozen, icon="table")
        self.add_verb("Lời văn…", self.write_remarks, lambda row: self._is_open(), icon="edit")
        self.add_verb("Xem báo cáo", self.preview, lambda _row: True, icon="print")
        self.add_verb("Ban hành…", self.issue, lambda row: row.is_frozen, icon="checkmark-circle")
        self.add_verb("Bỏ chốt…", self.thaw, lambda row: row.is_frozen and self._is_open())
        self.add_verb(
            "Chốt số liệu…",
            self.freeze,
            lambda row: not row.is_frozen and self._is_open(),
            icon="lock-closed",
            kind="primary",
        )

    def show_loaded(self, loaded: Loaded) -> None:
        self._loaded = loaded
        before = self.view.current_row()
        self.set_rows(loaded.periods)
        if before is not None:
            # A proposal that was frozen is another row now, of the same day.
            self.view.choose(lambda row: (row.kind, row.as_of) == (before.kind, before.as_of))

    def choose(self, period_id: int) -> None:
        self.view.choose(lambda row: row.id == period_id)

    # ---- verbs

    def add(self) -> None:
        """A period of the officer's own (Ctrl+N)."""
        self._edit(None)

    def on_open(self, row: Period) -> "FrozenDialog | None":
        """What was frozen; a period that is not frozen can be changed."""
        if not row.is_frozen:
            if self._is_open():
                self._edit(row)
            return None
        assert self._loaded is not None
        dialog = FrozenDialog(self.desk, row, self._loaded.printed, self)
        dialog.open()
        return dialog

    def freeze(self, row: Period) -> None:
        """Ask, then keep everything of the day as it is."""
        if self._loaded is not None and row.as_of > self._loaded.printed.today:
            messages.tell(self, f"Chưa đến ngày {short_date(row.as_of)} nên chưa chốt được.")
            return

        def work(act: Any) -> None:
            from povdesk.storage import period_freezing, periods

            act.describe(f"Chốt số liệu kỳ {row.name}", "reporting_period", row.uid)
            period_freezing.freeze(act, row.id or periods.save(act, row))

        messages.confirm(
            self,
            f"Chốt số liệu {row.name}, tính đến ngày {short_date(row.as_of)}?",
            "Chốt số liệu",
            "Chưa chốt",
            lambda: self.desk.worker.write(
                self, work, lambda _n: self.desk.work_done(self, f"Đã chốt số liệu {row.name}.")
            ),
            more="Giá trị, kế hoạch, tình trạng và danh sách từng hộ được giữ nguyên từ lúc này, dù sau đó "
            "sổ, chuẩn nghèo hay tên xã thay đổi.",
        )

    def thaw(self, row: Period) -> None:
        """Only for a reason; refused before asking for it while a report that was issued from it counts."""

        def read(connection: Any) -> None:
            from povdesk.storage import period_freezing

            assert row.id is not None
            period_freezing.refuse_reported(connection, row.id)

        self.desk.worker.read(self, read, lambda _nothing: self._thaw(row))

    def _thaw(self, row: Period) -> None:
        dialog = ReasonDialog(
            f"Bỏ chốt {row.name}", "Số liệu và danh sách đã chốt của kỳ này sẽ không còn.", self
        )

        def save(done: Any, failed: Any) -> None:
            reason = dialog.reason()

            def work(act: Any) -> None:
                from povdesk.storage import period_freezing

                assert row.id is not None
                period_freezing.thaw(act, row.id, reason)

            def thawed(_nothing: object) -> None:
                done()
                self.desk.work_done(self, f"Đã bỏ chốt {row.name}.")

            self.desk.worker.write(self, work, thawed, failed)

        dialog.start(save, "reason")

    def remove_current(self) -> None:
        """Ctrl+Delete: a period that is not frozen."""
        row = self.view.current_row()
        if row is None or row.id is None:
            return

        def work(act: Any) -> None:
            from povdesk.storage import periods

            periods.delete(act, row.id)

        self.desk.worker.write(self, work, lambda _n: offer_undo(self.desk, self, f"Đã xóa kỳ {row.name}."))

    def write_remarks(self, row: Period) -> None:
        """The officer's words in the report."""
        dialog = RemarksDialog(row, self)

        def save(done: Any, failed: Any) -> None:
            remarks = dialog.remarks()

            def work(act: Any) -> None:
                from povdesk.storage import periods

                act.describe(f"Lưu nhận xét của kỳ {row.name}", "reporting_period", row.uid)
                periods.save_remarks(act, row.id or periods.save(act, row), remarks)

            self._write(work, f"Đã lưu lời văn của {row.name}.", done, failed)

        dialog.start(save, "remark-strengths")

    def print_current(self) -> None:
        """Ctrl+P."""
        row = self.view.current_row()
        if row is not None:
            self.preview(row)

    def preview(self, row: Period) -> None:
        """The report as it would be issued; a draft while the period is not frozen."""

        def read(connection: Any) -> tuple[Period, PeriodContent]:
            from povdesk import papers_periods
            from povdesk.storage import period_freezing

            if row.id is None:
                return row, period_freezing.gather(connection, row)
            return papers_periods.content_of(connection, row.id)

        self.desk.worker.read(self, read, lambda found: self._show_report(*found))

    def issue(self, row: Period) -> None:
        """Number, date and signer; then the file is drawn and kept with all lists. Once for a period."""

        def read(connection: Any) -> None:
            from povdesk import papers_periods

            assert row.id is not None
            papers_periods.refuse_second(connection, row.id)

        self.desk.worker.read(self, read, lambda _nothing: self._issue(row))

    def _issue(self, row: Period) -> None:
        assert self._loaded is not None
        dialog = IssueReportDialog(row, self._loaded.signers, self)

        def save(done: Any, failed: Any) -> None:
            typed, day, signer = dialog.values()
            try:
                number = number_of(typed)
            except InvalidInput as error:
                failed(error)
                return

            def read(connection: Any) -> tuple[Period, PeriodContent]:
                from povdesk import papers_periods

                assert row.id is not None
                papers_periods.refuse_used(connection, number, day)
                return papers_periods.content_of(connection, row.id)

            def drawn(period: Period, content: PeriodContent, pdf: bytes) -> None:
                def work(act: Any) -> None:
                    from povdesk import papers_periods
                    from povdesk.documents.progress_report import Signing

                    papers_periods.record(act, period, content, Signing(number, day, signer), pdf)

                def kept(_nothing: object) -> None:
                    done()
                    self.desk.work_done(self, f"Đã ban hành báo cáo {row.called}.")

                self.desk.worker.write(self, work, kept, failed)

            def draw(found: tuple[Period, PeriodContent]) -> None:
                self.desk.worker.run(
                    self,
                    lambda _p, _c: _pdf(*found, number, day, signer),
                    lambda pdf: drawn(*found, pdf),
                    failed,
                    text="Dựng bản ban hành",
                )

            self.desk.worker.read(self, read, draw, failed)

        dialog.start(save, "report-number")

    # ---- private

    def _show_report(self, period: Period, content: PeriodContent) -> None:
        from povdesk.storage import period_freezing

        from ..widgets.preview_dialog import preview_document

        assert self._loaded is not None
        printed = self._loaded.printed

        def document() -> Any:
            from povdesk import papers_periods

            return papers_periods.document(period, content)

        def opened(figure: Any, parent: QWidget) -> None:
            if not period.is_frozen:
                open_live(self.desk, parent, figure)
                return
            key = period.id

            def lists(connection: Any) -> Any:
                assert key is not None
                return period_freezing.lists(connection, key, figure.code)

            open_figure(self.desk, parent, figure, lists, printed, frozen_at=period.frozen_at)

        note = (
            f"Dựng từ số liệu chốt ngày {short_date(period.frozen_on)}."
            if period.frozen_on
            else "Kỳ chưa chốt: bản dự thảo theo số liệu đang có."
        )
        preview_document(
            self,
            self.desk,
            f"Báo cáo {period.called}",
            document,
            file_name=f"bao-cao-{period.kind}-{period.year}",
            note=note,
            figures=period_freezing.linked_figures(content.dashboard),
            open_figure=opened,
        )

    def _edit(self, row: Period | None) -> None:
        if self._loaded is None:
            return
        dialog = PeriodDialog(self._loaded.year, row, self)

        def save(done: Any, failed: Any) -> None:
            wanted = dialog.wanted()

            def work(act: Any) -> None:
                from povdesk.storage import periods

                periods.save(act, wanted)

            self._write(work, f"Đã lưu kỳ {wanted.name}.", done, failed)

        dialog.start(save, "period-name")

    def _write(self, work: Any, words: str, done: Any, failed: Any) -> None:
        def saved(_nothing: object) -> None:
            done()
            offer_undo(self.desk, self, words)

        self.desk.worker.write(self, work, saved, failed)

    def _is_open(self) -> bool:
        return self._loaded is not None and self._loaded.closed is None

    def _report_of(self, row: Period) -> str:
        return self._loaded.reported.get(row.id or 0, "") if self._loaded else ""


def _pdf(period: Period, content: PeriodContent, number: str, day: date, signer: Any) -> bytes:
    from povdesk import papers_periods
    from povdesk.documents import pdf
    from povdesk.documents.progress_report import Signing

    return pdf.drawn(papers_periods.document(period, content, Signing(number, day, signer)))
