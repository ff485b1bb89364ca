"""All facts of the member whose row is chosen in the roster, below the roster."""

from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.household import Member, MemberFacts, YesNo
from povdesk.domain.own_items import Lists, items_of
from povdesk.domain.partial_date import PartialDate

from ..widgets.fields import (
    Choice,
    ChoiceField,
    Field,
    MaskedField,
    NumberField,
    PartialDateField,
    TriStateField,
)
from ..widgets.labels import label
from .form_grid import FieldGrid
from .form_part import as_answer, as_state

_GROUPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Bảo hiểm y tế, trợ cấp",
        (
            ("health_insurance", "Có thẻ BHYT", "answer"),
            ("insurance_number", "Mã thẻ BHYT", "card"),
            ("insured_until", "Hạn thẻ", "date"),
            ("insurance_paid_by_budget", "Ngân sách đóng hoặc hỗ trợ", "answer"),
            ("social_allowance", "Trợ cấp xã hội hằng tháng", "social_allowances"),
            ("pension", "Lương hưu, trợ cấp khác", "pensions"),
            ("disabled", "Khuyết tật", "answer"),
            ("merit", "Người có công", "answer"),
        ),
    ),
    (
        "Học hành, đào tạo",
        (
            ("studying", "Đang đi học", "answer"),
            ("school_level", "Bậc đang học", "school_levels"),
            ("education", "Trình độ văn hóa", "education_levels"),
            ("training", "Trình độ đào tạo", "training_levels"),
            ("trained", "Đã qua đào tạo", "answer"),
            ("certificate", "Có bằng cấp, chứng chỉ", "answer"),
        ),
    ),
    (
        "Lao động, việc làm",
        (
            ("able_to_work", "Có khả năng lao động", "answer"),
            ("work_status", "Việc làm", "work_statuses"),
            ("work_kind", "Loại việc", "work_kinds"),
            ("contract", "Hợp đồng lao động", "contracts"),
            ("lasting_work", "Việc làm bền vững", "answer"),
            ("need_job", "Cần hỗ trợ tìm việc", "answer"),
            ("need_training", "Cần học nghề", "answer"),
            ("need_production", "Cần nâng cao năng lực sản xuất", "answer"),
        ),
    ),
    (
        "Dinh dưỡng (trẻ dưới 16 tuổi, do Trạm Y tế xác nhận)",
        (
            ("height_cm", "Chiều cao (cm)", "number"),
            ("weight_kg", "Cân nặng (kg)", "number"),
            ("measured_on", "Ngày đo", "date"),
            ("malnourished", "Suy dinh dưỡng", "answer"),
        ),
    ),
)


class MemberDetails(QWidget):
    """The facts of one member.

    edited: a field was left with another value; all facts now, and the field. number_seen: the whole card
    number is about to be read.
    """

    edited = Signal(object, object)
    number_seen = Signal()

    def __init__(self, parent: QWidget | None = None, lists: Lists | None = None) -> None:
        super().__init__(parent)
        self._lists: Lists = lists or {}
        self._facts = MemberFacts()
        self._fields: dict[str, Field] = {}
        self._filling = False
        self._masks, self._is_kept = True, False
        self._name = label("", "cardTitle", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._name)
        for title, described in _GROUPS:
            column.addWidget(label(title, "group", self))
            made = [self._made(code, words, kind) for code, words, kind in described]
            column.addWidget(FieldGrid(made, 4, self))
        for field in self._fields.values():
            field.committed.connect(partial(self._on_committed, field))
        self.show_member(None)

    def show_member(self, member: Member | None) -> None:
        """Show another member; None when no row is chosen."""
        self._filling = True
        self._facts = member.facts if member else MemberFacts()
        name = member.person.full_name or "chưa có tên" if member else ""
        self._name.setText(f"Chi tiết: {name}" if member else "Chọn một người ở bảng trên để xem chi tiết")
        self._is_kept = member is not None and member.person.id is not None
        self._card.set_masks(self._masks and self._is_kept)
        for code, field in self._fields.items():
            value = shown_fact(getattr(self._facts, code))
            if field.value() != value or field.problem() is not None or _is_unreadable(field):
                field.set_value(value)
            field.setEnabled(member is not None)
        self._filling = False

    def field(self, code: str) -> Field | None:
        return self._fields.get(code)

    def unreadable_fields(self) -> list[Field]:
        """Fields whose text is no value of their kind."""
        return [field for field in self._fields.values() if _is_unreadable(field)]

    def fields(self) -> dict[str, Field]:
        """All fields by the name of the fact."""
        return dict(self._fields)

    def set_masks(self, on: bool) -> None:
        """The card number masked, or as it is."""
        self._masks = on
        self._card.set_masks(on and self._is_kept)

    def set_read_only(self, read_only: bool) -> None:
        for field in self._fields.values():
            field.set_read_only(read_only)

    def _made(self, code: str, words: str, kind: str) -> Field:
        field: Field
        if kind == "answer":
            field = TriStateField(code, words, self)
            field.goes_on = True
            field.set_frame(message=False)
        elif kind == "card":
            field = self._card = MaskedField(code, words, self)
            field.seen.connect(self.number_seen)
        elif kind == "date":
            field = PartialDateField(code, words, self, whole=True)
        elif kind == "number":
            field = NumberField(code, words, self)
        else:
            field = ChoiceField(code, words, catalogue_choices(kind, self._lists), self)
        self._fields[code] = field
        return field

    def _on_committed(self, changed: Field) -> None:
        if self._filling:
            return
        self._facts = replace(
            self._facts,
            **{code: _kept(_KINDS[code], field) for code, field in self._fields.items()},
        )
        self.edited.emit(self._facts, changed)


def catalogue_choices(name: str, lists: Lists | None = None) -> list[Choice]:
    """A catalogue's items as choices of a field; lists: those the officer changed."""
    return [Choice(item.code, item.name) for item in items_of(lists or {}, name)]


_KINDS = {code: kind for _title, described in _GROUPS for code, _words, kind in described}
_KNOWN = {field.name for field in fields(MemberFacts)}
assert set(_KINDS) <= _KNOWN


def shown_fact(value: Any) -> Any:
    """A fact as its field shows it."""
    return as_state(value) if isinstance(value, YesNo) else value


def _kept(kind: str, field: Field) -> Any:
    value = field.value()
    if kind == "answer":
        return as_answer(value)
    if kind == "date":
        return _whole(value)
    if kind == "number":
        return None if value is None else float(value)
    return value or ""


def _is_unreadable(field: Field) -> bool:
    return bool(getattr(field, "unreadable", lambda: "")())


def _whole(value: PartialDate | None) -> date | None:
    return value.as_date() if value else None
