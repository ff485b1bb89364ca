"""Tab 3: the twelve indicators, each Có, Không or Chưa rõ, beside what the program suggests and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Answer, Lacking, Review
from povdesk.domain.standard import Standard

from .. import theme
from ..widgets.card import Card
from ..widgets.fields import Mark, TriStateField
from ..widgets.labels import button, label
from .form_part import FormPart

_STATES = {Lacking.YES: True, Lacking.NO: False, Lacking.UNKNOWN: None}
_WORDS = {Lacking.YES: "có thiếu hụt", Lacking.NO: "không thiếu hụt", Lacking.UNKNOWN: "chưa rõ"}


@dataclass(frozen=True)
class Proposal:
    """What the program suggests for one indicator, with its reason as a whole sentence."""

    lacking: Lacking
    reason: str


class LacksPart(FormPart):
    """The machine suggests, the officer decides; last year's answers count only when confirmed.

    proposals_taken: the officer took suggestions.
    """

    proposals_taken = Signal()

    def __init__(self, standard: Standard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standard = standard
        self._proposals: dict[str, Proposal] = {}
        self._notes: dict[str, str] = {}
        self._answers = {
            indicator.code: TriStateField(
                f"lacking.{indicator.code}", f"{indicator.number}. {indicator.name}", self, required=True
            )
            for indicator in standard.indicators
        }
        self._reasons = {code: label("", "hint", self, wrap=True) for code in self._answers}
        self._last = {code: label("", "hint", self) for code in self._answers}
        self._take = {
            code: button("Lấy", lambda code=code: self._on_take(code), kind="link", parent=self)
            for code in self._answers
        }
        self._take_all = button("Lấy gợi ý cho ô chưa trả lời", self._on_take_all, kind="link", parent=self)
        self._confirm = button("Xác nhận câu trả lời năm trước", self._on_confirm, kind="link", parent=self)
        self.adopt(self._answers.values())
        self._lay_out()

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        return {
            f"lacking.{code}": _STATES[review.answers.get(code, Answer()).lacking] for code in self._answers
        }

    def fill(self, household: Household, review: Review) -> None:
        for code, field in self._answers.items():
            answer = review.answers.get(code, Answer())
            field.set_value(_STATES[answer.lacking], carried=answer.carried_over)
            self._notes[code] = answer.note

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        answers = {}
        for code, field in self._answers.items():
            proposal = self._proposals.get(code)
            answers[code] = Answer(
                lacking=_lacking(field.value()),
                suggested=proposal.lacking if proposal else Lacking.UNKNOWN,
                carried_over=field.mark() is Mark.CARRIED,
                note=self._notes.get(code, ""),
            )
        return household, replace(review, answers=answers)

    def show_last(self, last: Review | None, year: int | None) -> None:
        """Last year's answers in grey."""
        for code, words in self._last.items():
            answer = last.answers.get(code) if last else None
            words.setText(f"Năm {year}: {_WORDS[answer.lacking]}" if answer and year else "")
        self._confirm.setVisible(any(field.mark() is Mark.CARRIED for field in self._answers.values()))

    def show_proposals(self, proposals: Mapping[str, Proposal]) -> None:
        """New suggestions, after anything in the form changed."""
        self._proposals = dict(proposals)
        for code, words in self._reasons.items():
            proposal = proposals.get(code)
            words.setText(f"Gợi ý: {_WORDS[proposal.lacking]}. {proposal.reason}" if proposal else "")
            differs = (
                proposal is not None
                and proposal.lacking is not Lacking.UNKNOWN
                and _lacking(self._answers[code].value()) is not proposal.lacking
            )
            self._take[code].setVisible(differs and self._answers[code].isEnabled())

    def _on_take(self, code: str) -> None:
        self._answers[code].answer(_STATES[self._proposals[code].lacking])
        self.proposals_taken.emit()

    def _on_take_all(self) -> None:
        for code, proposal in self._proposals.items():
            if self._answers[code].is_empty() and proposal.lacking is not Lacking.UNKNOWN:
                self._answers[code].answer(_STATES[proposal.lacking])
        self.proposals_taken.emit()

    def _on_confirm(self) -> None:
        for field in self._answers.values():
            field.confirm()
        self._confirm.hide()
        self.changed.emit()

    def _lay_out(self) -> None:
        card = Card("12 chỉ số thiếu hụt", self)
        card.set_remark("1 = có thiếu hụt, 0 = không, phím cách = chưa rõ")
        card.add_action(self._confirm)
        card.add_action(self._take_all)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        row = 0
        service = ""
        for indicator in self._standard.indicators:
            if indicator.service != service:
                service = indicator.service
                grid.addWidget(label(service, "group", self), row, 0, 1, 4)
                row += 1
            code = indicator.code
            self._answers[code].setToolTip(indicator.text)
            grid.addWidget(self._answers[code], row, 0)
            texts = QVBoxLayout()
            texts.setSpacing(0)
            texts.addWidget(self._reasons[code])
            texts.addWidget(self._last[code])
            grid.addLayout(texts, row, 1)
            grid.addWidget(self._take[code], row, 2)
            row += 1
        grid.setColumnMinimumWidth(0, theme.px(260))
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)


def _lacking(state: bool | None) -> Lacking:
    return Lacking.UNKNOWN if state is None else Lacking.YES if state else Lacking.NO
