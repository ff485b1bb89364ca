"""The number and date that the clerk gave a Giấy xác nhận after signing."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from povdesk.domain.paper_number import fault_in, number_of
from povdesk.storage.issued_papers import IssuedRow

from .. import theme
from ..widgets.dialog import Dialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import PartialDateField, TextField
from ..widgets.labels import label


class NumberDialog(Dialog):
    """given: number and date."""

    given = Signal(str, object)

    def __init__(self, parent: QWidget, row: IssuedRow) -> None:
        super().__init__("Ghi số và ngày", parent)
        self._row = row
        self._number = TextField("issued-number", "Số văn thư đã cấp", self, required=True)
        self._day = PartialDateField("issued-day", "Ngày ký", self, required=True, whole=True)
        self.body.addWidget(label(f"{row.subject} – {row.person_name}", "cardTitle", self, wrap=True))
        for field in (self._number, self._day):
            self.body.addWidget(field)
        self._number.set_value(row.number)
        self.add_button("Bỏ qua")
        self.add_button("Ghi", self.keep, kind="primary")
        self.setMinimumWidth(theme.px(420))
        self._number.setFocus()

    def keep(self) -> None:
        """The primary button."""
        if self.refuse_unreadable():
            return
        known = self._day.value()
        day: date | None = known.as_date() if known else None
        for field, fault in (
            (self._number, fault_in(self._number.value() or "")),
            (self._day, "" if day else "Gõ ngày ký, ví dụ 05/03/2024."),
        ):
            field.show_problem(ProblemLevel.ERROR if fault else None, fault)
            if fault:
                field.setFocus()
                return
        self.accept()
        self.given.emit(number_of(self._number.value()), day)
