"""Tab 1, only for households that asked: phiếu A, an editable checklist; the surveyor decides its outcome."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.household import Household, YesNo
from povdesk.domain.review import Review

from ..widgets.card import Card
from ..widgets.fields import TriStateField
from ..widgets.labels import button, label
from .form_grid import FieldGrid
from .form_part import FormPart, as_answer, as_state


class FormAPart(FormPart):
    """Its items are the officer's own list; what stops a household is his decision, never the program's.

    list_wanted: he wants to write the list.
    """

    list_wanted = Signal()

    def __init__(self, items: Sequence[CatalogueItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = {item.code: TriStateField(f"form_a.{item.code}", item.name, self) for item in items}
        self._passed = TriStateField("form_a_passed", "Chuyển rà soát phiếu B", self)
        self.adopt([*self._items.values(), self._passed])
        for field in (*self._items.values(), self._passed):
            field.set_frame(message=False)
        card = Card("Phiếu A: nhận dạng nhanh", self)
        card.set_remark("chỉ cho hộ có giấy đề nghị")
        action = button("Sửa danh mục phiếu A", self.list_wanted.emit, kind="link", icon="edit", parent=self)
        action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.add_action(action)
        if not items:
            words = (
                "Danh mục phiếu A chưa có trong máy. Chép các dòng của phiếu giấy vào danh mục, hoặc chỉ ghi"
                " kết luận ở dưới."
            )
            card.body.addWidget(label(words, "hint", self, wrap=True))
        else:
            card.body.addWidget(FieldGrid(list(self._items.values()), 4, self))
        card.body.addWidget(FieldGrid([self._passed], 1, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        given = review.form_a
        return {
            **{f"form_a.{code}": as_state(given.get(code, YesNo.UNKNOWN)) for code in self._items},
            "form_a_passed": as_state(review.form_a_passed),
        }

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        given = {code: as_answer(field.value()) for code, field in self._items.items()}
        answered = {code: answer for code, answer in given.items() if answer is not YesNo.UNKNOWN}
        kept = {code: answer for code, answer in review.form_a.items() if code not in given}
        return household, replace(
            review, form_a={**kept, **answered}, form_a_passed=as_answer(self._passed.value())
        )
