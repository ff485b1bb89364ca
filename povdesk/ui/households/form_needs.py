"""Tab 4: reasons for poverty, needs, registered to escape, land and livelihood."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from povdesk.domain.household import Household, YesNo
from povdesk.domain.own_items import Lists, items_of
from povdesk.domain.review import Review

from .. import theme
from ..widgets.card import Card
from ..widgets.fields import Choice, ChoiceField, LongTextField, TriStateField
from .form_grid import FieldGrid
from .form_part import FormPart, State, as_answer, as_state


class NeedsPart(FormPart):
    """Reasons may be several, one of them the main one; needs are three-state answers."""

    def __init__(self, parent: QWidget | None = None, lists: Lists | None = None) -> None:
        super().__init__(parent)
        self._lists: Lists = lists or {}
        self._reasons: dict[str, QCheckBox] = {}
        for place, item in enumerate(items_of(self._lists, "reasons"), start=1):
            box = _NumberedBox(f"{place}  {item.name}", self)
            box.setObjectName(f"reason.{item.code}")
            box.numbered.connect(self._on_number)
            box.toggled.connect(partial(self._on_reason, item.code))
            box.passed.connect(lambda: self._main.setFocus())
            self._reasons[item.code] = box
        self._main = ChoiceField("main_reason", "Nguyên nhân chính", (), self)
        self._escape = TriStateField("registered_to_escape", "Đăng ký thoát nghèo trong năm", self)
        self._needs = {
            item.code: TriStateField(f"need.{item.code}", item.name, self)
            for item in items_of(self._lists, "needs")
        }
        self._home_land = TriStateField("needs_residential_land", "Chưa có đất ở", self)
        self._field_land = TriStateField("needs_production_land", "Chưa có đất sản xuất", self)
        self._option = LongTextField("livelihood_option", "Phương án sinh kế đề xuất", self, lines=2)
        self.adopt([self._main, self._escape, *self._needs.values()])
        self.adopt([self._home_land, self._field_land, self._option])
        self._filling = False
        self._lay_out()

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        return {
            "main_reason": review.main_reason,
            **{f"need.{code}": as_state(review.needs.get(code, YesNo.UNKNOWN)) for code in self._needs},
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

    def remember(self) -> None:
        super().remember()
        self._known.update({f"reason.{code}": State(box.isChecked()) for code, box in self._reasons.items()})

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        chosen = tuple(code for code, box in self._reasons.items() if box.isChecked())
        needs = {code: as_answer(field.value()) for code, field in self._needs.items()}
        return household, replace(
            review,
            reasons=chosen,
            main_reason=self._main.value() if self._main.value() in chosen else "",
            needs={**review.needs, **needs},
            registered_to_escape=as_answer(self._escape.value()),
            needs_residential_land=as_answer(self._home_land.value()),
            needs_production_land=as_answer(self._field_land.value()),
            livelihood_option=self._option.value(),
        )

    def put_back(self, code: str, state: State) -> None:
        box = self._reasons.get(code.removeprefix("reason."))
        if box is None:
            super().put_back(code, state)
            return
        self._filling = True
        box.setChecked(bool(state.value))
        self._offer_reasons()
        self._filling = False
        self.told_back(code, state)

    def focus_on(self, code: str) -> bool:
        """The reasons' boxes are no fields: put the cursor on them by code ("reasons" is the first)."""
        boxes = self._reasons
        box = next(iter(boxes.values())) if code == "reasons" else boxes.get(code.removeprefix("reason."))
        if box is not None:
            box.setFocus()
        return box is not None

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        for box in self._reasons.values():
            box.setEnabled(not read_only)

    def _on_number(self, number: int) -> None:
        boxes = list(self._reasons.values())
        if 0 < number <= len(boxes):
            boxes[number - 1].toggle()

    def _on_reason(self, code: str, chosen: bool) -> None:
        if self._filling:
            return
        self._offer_reasons()
        self.push(f"reason.{code}", State(chosen), f"{'chọn' if chosen else 'bỏ'} một nguyên nhân nghèo")
        self.changed.emit()
        self.committed.emit(f"reason.{code}")

    def _offer_reasons(self) -> None:
        kept = self._main.value()
        names = {item.code: item.name for item in items_of(self._lists, "reasons")}
        chosen = [Choice(code, names[code]) for code, box in self._reasons.items() if box.isChecked()]
        self._main.set_choices(chosen)
        self._main.set_value(kept if kept in {choice.code for choice in chosen} else "")

    def _lay_out(self) -> None:
        reasons = Card("Nguyên nhân nghèo", self)
        reasons.set_remark(f"gõ số 1 … {len(self._reasons)} để chọn hoặc bỏ")
        boxes = QGridLayout()
        boxes.setVerticalSpacing(0)
        half = -(-len(self._reasons) // 2)
        for place, box in enumerate(self._reasons.values()):
            boxes.addWidget(box, place % half, place // half)
        reasons.body.addLayout(boxes)
        reasons.body.addWidget(FieldGrid([self._main], 1, self))
        needs = Card("Nhu cầu của hộ", self)
        land = Card("Đất và phương án sinh kế", self)
        for field in (self._escape, *self._needs.values(), self._home_land, self._field_land):
            field.set_frame(message=False)
        needs.body.addWidget(FieldGrid([self._escape, *self._needs.values()], 4, self))
        land.body.addWidget(FieldGrid([self._home_land, self._field_land], 2, self))
        land.body.addWidget(self._option)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.CARD_GAP)
        for card in (reasons, needs, land):
            column.addWidget(card)


class _NumberedBox(QCheckBox):
    """A number typed on any of the boxes switches the box with that number; Enter passes all of them."""

    numbered = Signal(int)
    passed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.focusPreviousChild()
            else:
                self.passed.emit()
            return
        if event.text().isdecimal() and event.text() != "0":
            self.numbered.emit(int(event.text()))
            return
        super().keyPressEvent(event)
