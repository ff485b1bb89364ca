"""Ban hành: number, date and signer as the clerk and the chairman gave them; from then on nothing changes."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from povdesk.domain.paper_number import fault_in, number_of
from povdesk.domain.partial_date import PartialDate

from .. import theme
from ..widgets.dialog import Dialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import Choice, ChoiceField, PartialDateField, TextField
from ..widgets.labels import label
from .reading import PlanState


class IssueDialog(Dialog):
    """issued: number, date and the signer's uid, all three given."""

    issued = Signal(str, object, str)

    def __init__(self, state: PlanState, parent: QWidget | None = None) -> None:
        assert state.plan is not None
        super().__init__(f"Ban hành kế hoạch năm {state.plan.year}", parent)
        self._year = state.plan.year
        self._number = TextField("issue-number", "Số văn bản", self, required=True)
        self._number.set_hint("Số do văn thư cấp, ví dụ 21.")
        self._day = PartialDateField("issue-day", "Ngày ký", self, required=True, whole=True)
        self._signer = ChoiceField(
            "issue-signer",
            "Người ký",
            [Choice(one.uid, f"{one.post} {one.full_name}".strip()) for one in state.signers],
            self,
            required=True,
        )
        self._signer.set_value(state.plan.signer)
        self.body.addWidget(
            label(
                "Sau khi ban hành, lời văn và số liệu được giữ nguyên như bản đã ký; muốn sửa phải soạn kế "
                "hoạch điều chỉnh.",
                "",
                self,
                wrap=True,
            )
        )
        for field in (self._number, self._day, self._signer):
            self.body.addWidget(field)
        if state.findings:
            self.body.addWidget(
                label(f"Còn {len(state.findings)} điều trong phần Kiểm tra chưa xử lý.", "caption", self)
            )
        self.add_button("Bỏ qua")
        self.add_button("Ban hành", self._on_issue, kind="primary")
        self.setMinimumWidth(theme.px(460))
        self._number.setFocus()

    def fill(self, number: str, day: date, signer: str = "") -> None:
        """Put values as if typed."""
        self._number.set_value(number)
        self._day.set_value(PartialDate.of(day))
        if signer:
            self._signer.set_value(signer)

    def issue(self) -> None:
        """The primary button."""
        self._on_issue()

    def _on_issue(self) -> None:
        if self.refuse_unreadable():
            return
        number, signer = self._number.value(), self._signer.value()
        known = self._day.value()
        day = known.as_date() if known is not None else None
        wrong_year = day is not None and day.year != self._year
        for field, fault in (
            (self._number, fault_in(number or "")),
            (
                self._day,
                "Gõ ngày ký, ví dụ 05/03/2024."
                if day is None
                else f"Ngày ký phải thuộc năm {self._year}."
                if wrong_year
                else "",
            ),
            (self._signer, "" if signer else "Chọn người ký."),
        ):
            field.show_problem(ProblemLevel.ERROR if fault else None, fault)
            if fault:
                field.setFocus()
                return
        self.accept()
        self.issued.emit(number_of(number), day, signer)
