"""Tab 3, below the indicators: what only the standard for comparison asks for; it never changes the class."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Lacking, Review
from povdesk.domain.standard import DeprivationIndicator

from ..widgets.card import Card
from ..widgets.fields import TriStateField
from .form_answers import STATES, AnswerRows
from .form_part import FormPart

PREFIX = "reference."


class ReferencePart(FormPart):
    """Hidden when the round compares with no other standard."""

    def __init__(self, extra: Sequence[DeprivationIndicator], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._extra = tuple(extra)
        rows = AnswerRows(self)
        for indicator in extra:
            field = TriStateField(PREFIX + indicator.code, indicator.name, self)
            field.setToolTip(indicator.text)
            rows.add(indicator.code, field, indicator.service)
            rows.show_words(indicator.code, indicator.text)
            self.adopt([field])
        card = Card("Chỉ số chỉ có ở chuẩn đối chiếu", self)
        card.set_remark("để so sánh, không đổi kết quả của phiếu")
        card.body.addWidget(rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setVisible(bool(extra))

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        given = review.reference_answers
        return {PREFIX + each.code: STATES[given.get(each.code, Lacking.UNKNOWN)] for each in self._extra}

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        given = {code.removeprefix(PREFIX): field.value() for code, field in self._fields.items()}
        answered = {
            code: Lacking.YES if state else Lacking.NO for code, state in given.items() if state is not None
        }
        kept = {code: answer for code, answer in review.reference_answers.items() if code not in given}
        return household, replace(review, reference_answers={**kept, **answered})
