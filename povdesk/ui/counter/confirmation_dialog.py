"""Giấy xác nhận: for whom, for what, until when; printing enters it in the register."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from povdesk.domain.confirmation import ConfirmationFacts, Wording
from povdesk.domain.paper_number import fault_in, number_of
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.vietnamese import clean_text, short_date

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import Choice, ChoiceField, PartialDateField, TextField
from ..widgets.labels import label
from .opening import CONFIRM_KEY

_LAST_PURPOSE = "confirmation.purpose"


class ConfirmationDialog(Dialog):
    """Everything is filled in; Ctrl+P enters the paper in the register and shows it for printing."""

    def __init__(self, parent: QWidget, desk: Desk, household_id: int, person_id: int | None = None) -> None:
        super().__init__("Giấy xác nhận", parent)
        self._desk = desk
        self._owner = parent
        self._household_id = household_id
        self._person_id = person_id
        self._facts: ConfirmationFacts | None = None
        self._what = label("Đang đọc…", "cardTitle", self, wrap=True)
        self._by = label("", "caption", self, wrap=True)
        self._person = ChoiceField("confirm-person", "Cấp cho", [], self, required=True)
        self._until = PartialDateField("confirm-until", "Có giá trị đến hết ngày", self, whole=True)
        self._purpose = TextField("confirm-purpose", "Mục đích xác nhận", self)
        self._purpose.set_hint("Ví dụ: làm hồ sơ miễn, giảm học phí. Để trống thì in chỗ trống để ghi tay.")
        self._signer = ChoiceField("confirm-signer", "Người ký", [], self)
        self._number = TextField("confirm-number", "Số (khi văn thư đã cấp)", self)
        self._day = PartialDateField("confirm-day", "Ngày ký (khi đã ký)", self, whole=True)
        for widget in (self._what, self._by):
            self.body.addWidget(widget)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        # Beside a field with a long message the label stays above its input.
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._person, 0, 0, top)
        grid.addWidget(self._until, 0, 1, top)
        grid.addWidget(self._purpose, 1, 0, 1, 2)
        grid.addWidget(self._signer, 2, 0, 1, 2)
        grid.addWidget(self._number, 3, 0, top)
        grid.addWidget(self._day, 3, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.add_button("Bỏ qua")
        self._print = self.add_button("Ghi sổ và in  Ctrl+P", self.issue, kind="primary")
        self._print.setEnabled(False)
        for keys in ("Ctrl+P", CONFIRM_KEY):
            QShortcut(QKeySequence(keys), self).activated.connect(self.issue)
        self.setMinimumWidth(theme.px(520))
        self._read()

    def facts(self) -> ConfirmationFacts | None:
        """What can be confirmed; None while it is being read."""
        return self._facts

    def issue(self) -> None:
        """Draw the paper, enter it in the register, and show it."""
        facts = self._facts
        if facts is None or facts.standing is None or not self._print.isEnabled():
            return
        if self.refuse_unreadable():
            return
        wording = self._wording(facts)
        if wording is None:
            return
        self._print.setEnabled(False)
        self._desk.habits.put(_LAST_PURPOSE, wording.purpose)
        self._desk.worker.run(
            self,
            lambda _p, _c: _drawn(facts, wording),
            lambda pdf: self._keep(facts, wording, pdf),
            self._on_failed,
            text="Dựng giấy xác nhận",
        )

    def _fields(self) -> tuple[Any, ...]:
        return self._person, self._until, self._purpose, self._signer, self._number, self._day

    def _read(self) -> None:
        key, today = self._household_id, date.today()

        def read(connection: Any) -> ConfirmationFacts:
            from povdesk.storage import confirmation

            return confirmation.gather(connection, key, today)

        self._desk.worker.read(self, read, self._show)

    def _show(self, facts: ConfirmationFacts) -> None:
        self._facts = facts
        if facts.standing is None:
            self._what.setText("Không cấp được giấy xác nhận cho hộ này.")
            self._by.setText(
                f"{facts.reason} Nếu đã có quyết định mới, nhập quyết định ở trang Rà soát năm trước."
            )
            for field in self._fields():
                field.hide()
            self.adjustSize()
            return
        found = facts.standing.found
        self._what.setText(f"Xác nhận {facts.standing.words} – hộ {facts.head_name}, mã hộ {facts.code}")
        by = f"Quyết định số {found.number}" if found.number else "quyết định chưa nhập số (in chỗ trống)"
        self._by.setText(f"Theo {by}, áp dụng từ {short_date(found.since)}.")
        self._person.set_choices(
            [Choice(str(one.person.id), one.person.full_name) for one in facts.members if one.person.id]
        )
        head = next((one for one in facts.members if one.is_head), facts.members[0])
        self._person.set_value(str(self._person_id or head.person.id))
        self._purpose.set_value(self._desk.habits.get(_LAST_PURPOSE, ""))
        self._until.set_value(PartialDate.of(date(facts.day.year, 12, 31)))
        self._signer.set_choices([Choice(one.uid, f"{one.post} {one.full_name}") for one in facts.signers])
        if facts.signers:
            self._signer.set_value(facts.signers[0].uid)
        self._print.setEnabled(True)
        self._purpose.setFocus()

    def _wording(self, facts: ConfirmationFacts) -> Wording | None:
        person = self._person.value()
        until, signed = self._until.value(), self._day.value()
        number = clean_text(self._number.value() or "")
        signed_on = signed.as_date() if signed else None
        year = facts.day.year
        for field, fault in (
            (self._person, "" if person else "Chọn người được cấp giấy."),
            (
                self._day,
                f"Ngày ký phải thuộc năm {year}." if signed_on and signed_on.year != year else "",
            ),
            (
                self._number,
                fault_in(number)
                if number
                else "Có ngày ký thì gõ số văn thư đã cấp, hoặc để trống cả hai."
                if signed_on
                else "",
            ),
        ):
            field.show_problem(ProblemLevel.ERROR if fault else None, fault)
            if fault:
                field.setFocus()
                return None
        signer = next((one for one in facts.signers if one.uid == self._signer.value()), None)
        return Wording(
            int(person),
            clean_text(self._purpose.value() or ""),
            until.as_date() if until else None,
            signer,
            number_of(number) if number else "",
            signed_on,
        )

    def _keep(self, facts: ConfirmationFacts, wording: Wording, pdf: bytes) -> None:
        def keep(act: Any) -> int:
            from povdesk import papers_household

            return papers_household.record_confirmation(act, facts, wording, pdf)

        self._desk.worker.write(self, keep, lambda _key: self._preview(facts, wording, pdf), self._on_failed)

    def _preview(self, facts: ConfirmationFacts, wording: Wording, pdf: bytes) -> None:
        from ..widgets.preview_dialog import PreviewDialog

        name = next(one.person.full_name for one in facts.members if one.person.id == wording.person_id)
        self.accept()
        PreviewDialog(
            self._owner,
            self._desk,
            f"Giấy xác nhận – {name}",
            lambda path: path.write_bytes(pdf),
            file_name=f"giay-xac-nhan-{facts.code.lower()}",
            note="Đã ghi vào sổ giấy xác nhận. Số và ngày để trống thì ghi lại sau khi văn thư cấp.",
        ).open()

    def _on_failed(self, error: Exception) -> None:
        from .. import messages

        self._print.setEnabled(True)
        messages.show_error(self, error)


def _drawn(facts: ConfirmationFacts, wording: Wording) -> bytes:
    from povdesk import papers_household
    from povdesk.documents import pdf

    return pdf.drawn(papers_household.confirmation_document(facts, wording))
