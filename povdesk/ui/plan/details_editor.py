"""Editor of what stands around the text: title, subject, symbol, signer, money, the day of the figures."""

from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from povdesk.domain.partial_date import PartialDate

from ..widgets.field import Field
from ..widgets.fields import Choice, ChoiceField, LongTextField, MoneyField, PartialDateField, TextField
from .block_editor import BlockEditor
from .linked_text import LinkedTextField
from .reading import PlanState, save_details

_COMMITTEE, _CHAIRMAN = "TM.", "none"


class DetailsEditor(BlockEditor):
    """Each field is saved when it is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._uid = ""
        self._title = TextField("plan-title", "Tên loại văn bản", self, required=True)
        self._symbol = TextField("plan-symbol", "Ký hiệu", self)
        self._subject = LinkedTextField("plan-subject", "Trích yếu", self, lines=2)
        self._signer = ChoiceField("plan-signer", "Người ký", (), self)
        self._authority = ChoiceField(
            "plan-authority",
            "Thẩm quyền ký",
            (
                Choice(_COMMITTEE, "TM. Ủy ban nhân dân"),
                Choice(_CHAIRMAN, "Chủ tịch ký với thẩm quyền riêng"),
            ),
            self,
        )
        self._mark = TextField("plan-mark", "Ký hiệu người soạn, số bản", self)
        self._budget = MoneyField("plan-budget", "Tổng kinh phí trong lời văn", self, in_millions=True)
        self._progress = PartialDateField("plan-progress", "Thực hiện đến ngày", self, whole=True)
        self._note = LongTextField("plan-note", "Ghi chú của cán bộ (không in)", self, lines=2)
        self._lay_out()
        for field in self._fields():
            field.committed.connect(lambda field=field: self._on_committed(field))
        self._subject.link_opened.connect(self.link_opened)

    def show_block(self, state: PlanState, code: str) -> None:
        plan = state.plan
        assert plan is not None
        anew = plan.uid != self._uid
        self._state, self._uid = state, plan.uid
        signers = [Choice(one.uid, f"{one.post} {one.full_name}".strip()) for one in state.signers]
        if signers != self._signer.choices():
            self._signer.set_choices(signers)
        values: dict[Field, Any] = {
            self._title: plan.title,
            self._symbol: plan.symbol,
            self._subject: plan.subject,
            self._signer: plan.signer,
            self._authority: _COMMITTEE if plan.authority == _COMMITTEE else _CHAIRMAN,
            self._mark: plan.drafter_mark,
            self._budget: plan.budget_total,
            self._progress: PartialDate.of(plan.progress_on) if plan.progress_on else None,
            self._note: plan.note,
        }
        for field, value in values.items():
            self._put(field, value, anew=anew)
        self._set_read_only(state.is_frozen)

    def _on_committed(self, field: Field) -> None:
        if self._state is None or self._state.plan is None or self._state.is_frozen:
            return
        if field.problem() is not None and field.value() is None:
            return
        value = self._taken(field)
        names = {
            self._title: "title",
            self._symbol: "symbol",
            self._subject: "subject",
            self._signer: "signer",
            self._authority: "authority",
            self._mark: "drafter_mark",
            self._budget: "budget_total",
            self._progress: "progress_on",
            self._note: "note",
        }
        if field is self._authority:
            value = _COMMITTEE if value == _COMMITTEE else ""
        if field is self._progress:
            value = value.as_date() if value is not None else None
        plan, name = self._state.plan, names[field]
        if getattr(plan, name) != value:
            self.edited.emit(lambda act: save_details(act, plan.id, **{name: value}))

    def _fields(self) -> tuple[Field, ...]:
        return (
            self._title,
            self._symbol,
            self._subject,
            self._signer,
            self._authority,
            self._mark,
            self._budget,
            self._progress,
            self._note,
        )

    def _lay_out(self) -> None:
        self._subject.set_hint("Mỗi dòng là một dòng trên giấy.")
        self._mark.set_hint("Ví dụ ĐTV.10, in sau dòng Lưu.")
        self._progress.set_hint("Để trống: theo ngày làm việc.")
        self._signer.set_hint("Danh sách người ký ở Cài đặt, mục Đơn vị.")
        body, _area = self._scrolled()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for field, row, column, wide in (
            (self._title, 0, 0, 1),
            (self._symbol, 0, 1, 1),
            (self._subject, 1, 0, 2),
            (self._signer, 2, 0, 1),
            (self._authority, 2, 1, 1),
            (self._budget, 3, 0, 1),
            (self._progress, 3, 1, 1),
            (self._mark, 4, 0, 1),
            (self._note, 5, 0, 2),
        ):
            grid.addWidget(field, row, column, 1, wide)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        body.addLayout(grid)
        body.addStretch(1)
