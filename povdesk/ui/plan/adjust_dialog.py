"""Điều chỉnh, bổ sung: why an issued plan changes and, if any, by which incoming paper."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from povdesk.domain.incoming_paper import IncomingPaper
from povdesk.domain.plan import AnnualPlan

from .. import theme
from ..widgets.dialog import Dialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import Choice, ChoiceField, LongTextField
from ..widgets.labels import label


class AdjustDialog(Dialog):
    """wanted: the reason and the uid of the incoming paper, "" = none."""

    wanted = Signal(str, str)

    def __init__(self, plan: AnnualPlan, incoming: Sequence[IncomingPaper], parent: QWidget) -> None:
        super().__init__(f"Điều chỉnh, bổ sung kế hoạch năm {plan.year}", parent)
        words = (
            "Bản đã ban hành giữ nguyên. Phần mềm soạn một bản mới từ lời văn đó; khi ban hành, văn bản điều"
            " chỉnh nêu từng chỗ đã đổi so với bản đã ký."
        )
        self.reason = LongTextField("adjust-reason", "Lý do điều chỉnh", self, required=True)
        self.paper = ChoiceField(
            "adjust-paper",
            "Theo văn bản đến (nếu có)",
            [Choice(one.uid, one.citation) for one in incoming],
            self,
        )
        self.body.addWidget(label(words, "", self, wrap=True))
        self.body.addWidget(self.reason)
        self.body.addWidget(self.paper)
        if not incoming:
            hint = "Sổ văn bản đến đang trống; ghi ở trang Chương trình, kinh phí nếu cần dẫn căn cứ."
            self.body.addWidget(label(hint, "caption", self, wrap=True))
            self.paper.hide()
        self.add_button("Bỏ qua")
        self.add_button("Soạn bản điều chỉnh", self._on_wanted, kind="primary")
        self.setMinimumWidth(theme.px(520))
        self.reason.setFocus()

    def _on_wanted(self) -> None:
        if self.refuse_unreadable():
            return
        if not self.reason.value().strip():
            self.reason.show_problem(ProblemLevel.ERROR, "Ghi vì sao phải điều chỉnh.")
            self.reason.setFocus()
            return
        self.wanted.emit(self.reason.value(), self.paper.value())
        self.accept()
