"""Tab 4: the household's priority groups, each beside what the roster suggests and why."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.household import Household, YesNo
from povdesk.domain.own_items import Lists, items_of
from povdesk.domain.review import Lacking, Review

from ..widgets.card import Card
from ..widgets.fields import TriStateField
from ..widgets.labels import button
from .form_answers import ProposedPart
from .form_part import as_answer, as_state


class GroupsPart(ProposedPart):
    """Three-state answers; the suggestions come from the members."""

    prefix = "group."
    words = {Lacking.YES: "thuộc nhóm", Lacking.NO: "không thuộc", Lacking.UNKNOWN: "chưa rõ"}

    def __init__(self, parent: QWidget | None = None, lists: Lists | None = None) -> None:
        super().__init__(parent)
        take_all = button("Lấy gợi ý cho ô trống", self.take_all, kind="link", key="Ctrl+F7", parent=self)
        take_all.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card = Card("Nhóm đối tượng", self)
        card.set_remark("gợi ý từ bảng nhân khẩu")
        card.add_action(take_all)
        made = []
        for item in items_of(lists or {}, "priority_groups"):
            field = TriStateField(f"group.{item.code}", item.name, self)
            self.rows.add(item.code, field)
            made.append(field)
        self.adopt(made)
        card.body.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        return {f"group.{code}": as_state(review.groups.get(code, YesNo.UNKNOWN)) for code in self.answers()}

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        given = {code: as_answer(field.value()) for code, field in self.answers().items()}
        return household, replace(review, groups={**review.groups, **given})
