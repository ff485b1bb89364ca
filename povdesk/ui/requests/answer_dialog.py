"""Trả lời giấy đề nghị: recognised, or not with the reason that the family will read."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from povdesk.domain.partial_date import PartialDate
from povdesk.domain.requests import Request, RequestResult
from povdesk.domain.vietnamese import clean_text

from .. import theme
from ..widgets.dialog import Dialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField
from ..widgets.labels import label


class AnswerDialog(Dialog):
    """answered: result, day and reason. computed: what the form gives, in words, as a reminder."""

    answered = Signal(object, object, str)

    def __init__(self, parent: QWidget, request: Request, today: date, computed: str) -> None:
        super().__init__("Trả lời giấy đề nghị", parent)
        self._request = request
        self._result = ChoiceField(
            "answer-result", "Kết quả", [Choice(str(r), r.label) for r in RequestResult], self, required=True
        )
        self._day = PartialDateField("answer-day", "Ngày trả lời", self, required=True, whole=True)
        self._reason = LongTextField("answer-reason", "Lý do không công nhận (in trong văn bản)", self)
        self._day.set_value(PartialDate.of(today))
        self.body.addWidget(
            label(f"{request.applicant}: {request.kind.label.lower()}", "cardTitle", self, wrap=True)
        )
        self.body.addWidget(label(computed, "caption", self, wrap=True))
        for field in (self._result, self._day, self._reason):
            self.body.addWidget(field)
        self.add_button("Bỏ qua")
        self.add_button("Ghi kết quả", self.keep, kind="primary")
        self.setMinimumWidth(theme.px(480))
        self._result.changed.connect(self._on_result)
        self._on_result()
        self._result.setFocus()

    def fill(self, result: RequestResult, day: date, reason: str = "") -> None:
        """Put values as if typed."""
        self._result.set_value(str(result))
        self._day.set_value(PartialDate.of(day))
        self._reason.set_value(reason)

    def keep(self) -> None:
        """The primary button."""
        if self.refuse_unreadable():
            return
        known = self._day.value()
        day = known.as_date() if known else None
        result = self._result.value()
        reason = clean_text(self._reason.value() or "")
        needs = result == RequestResult.REFUSED and not reason
        for field, fault in (
            (self._result, "" if result else "Chọn công nhận hoặc không công nhận."),
            (self._day, "" if day else "Gõ ngày trả lời, ví dụ 02/12/2024."),
            (self._reason, "Gõ lý do để hộ hiểu vì sao không được công nhận." if needs else ""),
        ):
            field.show_problem(ProblemLevel.ERROR if fault else None, fault)
            if fault:
                field.setFocus()
                return
        self.accept()
        self.answered.emit(RequestResult(result), day, reason)

    def _on_result(self) -> None:
        self._reason.setVisible(self._result.value() == RequestResult.REFUSED)
