"""Tab 4: reasons for poverty, needs, priority groups, registered to escape, land and livelihood."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from povdesk.domain import catalogues
from povdesk.domain.household import Household, YesNo
from povdesk.domain.review import Review

from ..widgets.card import Card
from ..widgets.fields import Choice, ChoiceField, LongTextField, TriStateField
from .form_part import FormPart, as_answer, as_state, columns_of


class NeedsPart(FormPart):
    """Reasons may be several, one of them the main one; needs and groups are three-state answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons: dict[str, QCheckBox] = {}
        for item in catalogues.load("reasons"):
            box = QCheckBox(item.name, self)
            box.setObjectName(f"reason.{item.code}")
            box.toggled.connect(self._on_reason)
            self._reasons[item.code] = box
        self._main = ChoiceField("main_reason", "Nguyên nhân chính", (), self)
        self._needs = _answers("need", "needs", self)
        self._groups = _answers("group", "priority_groups", self)
        self._escape = TriStateField("registered_to_escape", "Đăng ký thoát nghèo trong năm", self)
        self._home_land = TriStateField("needs_residential_land", "Chưa có đất ở", self)
        self._field_land = TriStateField("needs_production_land", "Chưa có đất sản xuất", self)
        self._option = LongTextField("livelihood_option", "Phương án sinh kế đề xuất", self, lines=2)
        self.adopt([self._main, *self._needs.values(), *self._groups.values()])
        self.adopt([self._escape, self._home_land, self._field_land, self._option])
        self._filling = False
        self._lay_out()

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        return {
            "main_reason": review.main_reason,
            **{f"need.{code}": as_state(review.needs.get(code, YesNo.UNKNOWN)) for code in self._needs},
            **{f"group.{code}": as_state(review.groups.get(code, YesNo.UNKNOWN)) for code in self._groups},
            "registered_to_escape": as_state(review.registered_to_escape),
            "needs_residential_land": as_state(review.needs_residential_land),
            "needs_production_land": as_state(review.needs_production_land),
            "livelihood_option": review.livelihood_option,
        }

    def fill(self, household: Household, review: Review) -> None:
        self._filling = True
        for code, box in self._reasons.items():
            box.setChecked(code in review.reasons)
        self._offer_reasons()
        super().fill(household, review)
        self._filling = False

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        chosen = tuple(code for code, box in self._reasons.items() if box.isChecked())
        return household, replace(
            review,
            reasons=chosen,
            main_reason=self._main.value() if self._main.value() in chosen else "",
            needs={code: as_answer(field.value()) for code, field in self._needs.items()},
            groups={code: as_answer(field.value()) for code, field in self._groups.items()},
            registered_to_escape=as_answer(self._escape.value()),
            needs_residential_land=as_answer(self._home_land.value()),
            needs_production_land=as_answer(self._field_land.value()),
            livelihood_option=self._option.value(),
        )

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        for box in self._reasons.values():
            box.setEnabled(not read_only)

    def _on_reason(self) -> None:
        if not self._filling:
            self._offer_reasons()
            self.changed.emit()
            self.committed.emit()

    def _offer_reasons(self) -> None:
        kept = self._main.value()
        chosen = [Choice(code, box.text()) for code, box in self._reasons.items() if box.isChecked()]
        self._main.set_choices(chosen)
        self._main.set_value(kept if kept in {choice.code for choice in chosen} else "")

    def _lay_out(self) -> None:
        reasons = Card("Nguyên nhân nghèo", self)
        boxes = QGridLayout()
        for place, box in enumerate(self._reasons.values()):
            boxes.addWidget(box, place // 2, place % 2)
        reasons.body.addLayout(boxes)
        reasons.body.addWidget(self._main)
        needs = Card("Nhu cầu của hộ", self)
        needs.body.addLayout(columns_of([self._escape, *self._needs.values()], 3))
        groups = Card("Nhóm đối tượng", self)
        groups.body.addLayout(columns_of(self._groups.values(), 3))
        land = Card("Đất và phương án sinh kế", self)
        land.body.addLayout(columns_of([self._home_land, self._field_land], 3))
        land.body.addWidget(self._option)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (reasons, needs, groups, land):
            column.addWidget(card)
        column.addStretch(1)


def _answers(prefix: str, catalogue: str, parent: QWidget) -> dict[str, TriStateField]:
    return {
        item.code: TriStateField(f"{prefix}.{item.code}", item.name, parent)
        for item in catalogues.load(catalogue)
    }
