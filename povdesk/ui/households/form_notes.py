"""Tab 5: a note of the officer's, and who changed what in this household's form."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Review
from povdesk.storage.history import Entry

from ..widgets.card import Card
from ..widgets.fields import LongTextField
from ..widgets.labels import label
from .form_part import FormPart


class NotesPart(FormPart):
    """The log shows the newest act first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = LongTextField("note", "Ghi chú của phiếu", self, lines=4)
        self._difference = LongTextField(
            "difference_reason", "Vì sao kết quả công nhận khác kết quả máy tính", self, lines=2
        )
        self._log = label("", "", self, wrap=True)
        self.adopt([self._difference, self._note])
        notes, log = Card("Ghi chú", self), Card("Nhật ký của hộ", self)
        notes.body.addWidget(self._difference)
        notes.body.addWidget(self._note)
        log.body.addWidget(self._log)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(notes)
        column.addWidget(log)
        column.addStretch(1)

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        return {"difference_reason": review.difference_reason, "note": review.note}

    def fill(self, household: Household, review: Review) -> None:
        super().fill(household, review)
        differs = review.recognised is not None and review.recognised is not review.computed
        self._difference.setVisible(differs or bool(review.difference_reason))

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        return household, replace(review, difference_reason=self._difference.value(), note=self._note.value())

    def show_log(self, entries: Sequence[Entry]) -> None:
        """Who did what with this household, newest first."""
        lines = [f"{entry.at:%d/%m/%Y %H:%M} · {entry.who}: {entry.action}" for entry in entries]
        self._log.setText("\n".join(lines) or "Chưa có thay đổi nào được ghi.")
