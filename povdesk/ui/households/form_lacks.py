"""Tab 3: the twelve indicators, each Có, Không or Chưa rõ, beside what the program suggests and why."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Answer, Lacking, Review
from povdesk.domain.standard import Standard

from ..widgets.card import Card
from ..widgets.fields import Mark, TriStateField
from ..widgets.labels import button
from .form_answers import STATES, ProposedPart

_WORDS = {Lacking.YES: "có thiếu hụt", Lacking.NO: "không thiếu hụt", Lacking.UNKNOWN: "chưa rõ"}


class LacksPart(ProposedPart):
    """The machine suggests, the officer decides; last year's answers count only when confirmed."""

    prefix = "lacking."
    words = _WORDS

    def __init__(self, standard: Standard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standard = standard
        self._notes: dict[str, str] = {}
        self._confirm = button(
            "Xác nhận cả mục", self.confirm_all, kind="link", key="Ctrl+Enter", parent=self
        )
        self._take_all = button(
            "Lấy gợi ý cho ô trống", self.take_all, kind="link", key="Ctrl+F7", parent=self
        )
        self._lay_out()

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        return {
            f"lacking.{code}": STATES[review.answers.get(code, Answer()).lacking] for code in self.answers()
        }

    def fill(self, household: Household, review: Review) -> None:
        for code, field in self.answers().items():
            answer = review.answers.get(code, Answer())
            field.set_value(STATES[answer.lacking], carried=answer.carried_over)
            self._notes[code] = answer.note
        self.remember()

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        answers = {}
        for code, field in self.answers().items():
            proposal = self._proposals.get(code)
            answers[code] = Answer(
                lacking=_lacking(field.value()),
                suggested=proposal.lacking if proposal else Lacking.UNKNOWN,
                carried_over=field.mark() is Mark.CARRIED,
                note=self._notes.get(code, ""),
            )
        return household, replace(review, answers=answers)

    def show_last(self, last: Review | None, year: int | None) -> None:
        """Last year's answers, in the words beside each."""
        self._last = {}
        for code in self.answers():
            answer = last.answers.get(code) if last else None
            if answer and year and answer.lacking is not Lacking.UNKNOWN:
                self._last[code] = f"Năm {year}: {_WORDS[answer.lacking]}."
        self.show_proposals(self._proposals)

    def show_proposals(self, proposals: Any) -> None:
        super().show_proposals(proposals)
        carried = sum(field.mark() is Mark.CARRIED for field in self.answers().values())
        self._confirm.setVisible(carried > 0)
        self._card.set_remark(
            f"{carried} câu lấy từ năm trước, chưa tính cho tới khi xác nhận (Enter từng câu)"
            if carried
            else "1 = có thiếu hụt, 0 = không, phím cách = chưa rõ"
        )

    def _lay_out(self) -> None:
        self._card = card = Card(f"{len(self._standard.indicators)} chỉ số thiếu hụt", self)
        for action in (self._confirm, self._take_all):
            action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            card.add_action(action)
        service = ""
        made = []
        for indicator in self._standard.indicators:
            field = TriStateField(
                f"lacking.{indicator.code}", f"{indicator.number}. {indicator.name}", self, required=True
            )
            field.setToolTip(indicator.text)
            self.rows.add(indicator.code, field, indicator.service if indicator.service != service else "")
            service = indicator.service
            made.append(field)
        self.adopt(made)
        card.body.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)


def _lacking(state: bool | None) -> Lacking:
    return Lacking.UNKNOWN if state is None else Lacking.YES if state else Lacking.NO
