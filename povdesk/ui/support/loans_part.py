"""Tab 2: loans with lender, principal, the day they are due and the day they were repaid."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from povdesk.domain.vietnamese import format_count, format_number, short_date
from povdesk.storage.support_reading import LoanRow

from .. import theme
from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..special_lists import printing
from ..theme import Tone
from ..undoing import offer_undo
from ..widgets.fields import PartialDateField
from ..widgets.list_model import ListColumn
from .columns import LOAN_COLUMNS, LOAN_MILLIMETRES, overdue_tone
from .entry_dialog import EntryDialog
from .list_part import ListPart
from .loading import Loans, load_choices, load_loans

TITLE = "Danh sách vay vốn tín dụng"


class LoansPart(ListPart):
    """All loans, those not repaid first."""

    keys = (
        ("Enter", "sửa"),
        ("Ctrl+F", "tìm"),
        ("Ctrl+N", "ghi mới"),
        ("Space", "chọn thêm"),
        ("Ctrl+P", "in"),
        ("F1", "trợ giúp"),
    )
    nothing = "Chưa ghi khoản vay nào."
    spare = ("programme", "code")

    def __init__(self, desk: Desk, parent: QWidget, add: Callable[[], None]) -> None:
        super().__init__(desk, self._columns(), "support-loans", parent)
        self.open_only = QCheckBox("Chỉ khoản chưa trả hết", self)
        self.overdue_only = QCheckBox("Chỉ khoản quá hạn", self)
        for box in (self.open_only, self.overdue_only):
            box.toggled.connect(self._narrow)
            self.bar.addWidget(box)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.nobody.add_button("Ghi hỗ trợ", add, kind="primary", icon="add")
        self.add_act("Mở hộ", self._open_household, "home-person")
        self.add_act("Bỏ ghi đã trả", self._unmark)
        self.add_act("Ghi đã trả hết…", self._mark, "checkmark")

    def reload(self) -> None:
        today = date.today()
        self.desk.worker.read(self, lambda connection: load_loans(connection, today), self._on_read)

    def sums_words(self) -> str:
        rows: list[LoanRow] = self.view.list_model().rows()
        homes = len({row.household_id for row in rows})
        lent = sum(row.principal or 0 for row in rows)
        counts = f"Cộng: {format_number(len(rows))} khoản; {format_number(homes)} hộ"
        words = f"{counts}; {format_number(lent)} đồng"
        if self.loaded is not None:
            still = sum(row.principal or 0 for row in rows if row.is_open_on(self.loaded.as_of))
            words += f"; chưa trả hết: {format_number(still)} đồng tiền vay gốc"
        return words

    def print_list(self) -> None:
        loaded: Loans = self.loaded
        typed = self.view.list_model().query().strip()
        words = [f"Tính đến ngày {short_date(loaded.as_of)}"]
        words += [box.text() for box in (self.open_only, self.overdue_only) if box.isChecked()]
        words += [f"Tìm: “{typed}”"] if typed else []
        printing.preview(
            self,
            self.desk,
            TITLE,
            self.view.list_model().columns,
            self.view.list_model().rows(),
            f"{'; '.join(words)}. {self.sums_words()}",
            widths=LOAN_MILLIMETRES,
            heading=loaded.heading,
            today=date.today(),
            file_name="vay-von-tin-dung",
        )

    def open_row(self, row: LoanRow) -> None:
        """The support behind the loan."""
        if not row.support_uid:
            self.desk.say("Khoản vay này không gắn với lượt hỗ trợ nào.")
            return
        today = date.today()

        def read(connection: Any) -> Any:
            from povdesk.storage import support_reading

            received = support_reading.of_household(connection, row.household_id)
            found = next((one for one in received if one.uid == row.support_uid), None)
            return found, load_choices(connection, today)

        def show(found: Any) -> None:
            support, offered = found
            if support is not None:
                EntryDialog(self.desk, offered, self, support).begin()

        self.desk.worker.read(self, read, show)

    def _mark(self) -> None:
        rows: list[LoanRow] = [row for row in self.marked() if row.loan.repaid_on is None]
        if not rows:
            self.desk.say("Các khoản đã chọn đều đã ghi trả hết.")
            return
        who = f"hộ {rows[0].head}" if len(rows) == 1 else f"{format_count(len(rows))} khoản"
        dialog = FormDialog(
            f"Ghi đã trả hết: {who}",
            [PartialDateField("day", "Trả hết ngày", required=True, whole=True, not_future=True)],
            self,
            columns=1,
            needed={"day": "Gõ ngày, ví dụ 30/09/2024; Ctrl+; là hôm nay."},
        )

        def save(done: Any, failed: Any) -> None:
            day = dialog.field("day").date_value()
            self._write(rows, day, f"Đã ghi trả hết: {who}.", done, failed)

        dialog.start(save, "day")

    def _unmark(self) -> None:
        rows = [row for row in self.marked() if row.loan.repaid_on is not None]
        if not rows:
            self.desk.say("Các khoản đã chọn chưa ghi trả.")
            return
        self._write(rows, None, "Đã bỏ ghi trả hết.")

    def _write(
        self, rows: list[LoanRow], day: date | None, words: str, done: Any = None, failed: Any = None
    ) -> None:
        from povdesk.storage import support_reading

        uids = [row.uid for row in rows]

        def saved(_nothing: None) -> None:
            offer_undo(self.desk, self, words)
            if done is not None:
                done()

        self.desk.worker.write(self, lambda act: support_reading.mark_repaid(act, uids, day), saved, failed)

    def _open_household(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self.desk.open("household", household_id=row.household_id)

    def _on_read(self, loaded: Loans) -> None:
        self.loaded = loaded
        self.take_rows(loaded.rows)
        self._narrow()

    def _narrow(self) -> None:
        if self.loaded is None:
            return
        day = self.loaded.as_of
        tests: list[Callable[[LoanRow], bool]] = []
        if self.open_only.isChecked():
            tests.append(lambda row: row.is_open_on(day))
        if self.overdue_only.isChecked():
            tests.append(lambda row: row.is_overdue_on(day))
        self.view.list_model().keep_only((lambda row: all(test(row) for test in tests)) if tests else None)
        self.show_state()

    def _tone(self, row: LoanRow) -> Tone | None:
        return overdue_tone(row, self.loaded.as_of) if self.loaded is not None else None

    def _columns(self) -> tuple[ListColumn, ...]:
        return tuple(
            replace(column, tone=self._tone) if column.key in ("due", "repaid") else column
            for column in LOAN_COLUMNS
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns(self.width() - 2 * theme.PAGE_MARGIN - theme.px(24))
