"""Tab 2: the B1 total from the paper form, income, and the house with its services."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import House, Review
from povdesk.domain.standard import Question, QuestionKind, Standard

from ..widgets.card import Card
from ..widgets.fields import Choice, ChoiceField, Field, MoneyField, NumberField, TriStateField
from ..widgets.labels import label
from .form_member import catalogue_choices
from .form_part import FormPart, as_answer, as_state, columns_of

_PARTS = (
    ("wall", "Tường", "house_walls"),
    ("column", "Cột, trụ", "house_columns"),
    ("roof", "Mái", "house_roofs"),
    ("water", "Nguồn nước sinh hoạt", "water_sources"),
    ("latrine", "Nhà tiêu", "latrines"),
    ("lighting", "Nguồn điện", "lightings"),
)


class IncomePart(FormPart):
    """B1 is keyed as the integer of the signed paper form; the house feeds the suggestions of B2."""

    def __init__(self, standard: Standard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = NumberField(
            "income_points", "Tổng điểm B1 (theo phiếu giấy)", self, required=True, whole=True
        )
        self._income = MoneyField(
            "income_per_person", "Thu nhập bình quân một người một tháng (nếu có)", self
        )
        self._area = NumberField("floor_area", "Diện tích nhà ở (m²)", self)
        self._parts = {
            code: ChoiceField(code, words, catalogue_choices(name), self) for code, words, name in _PARTS
        }
        self._internet = TriStateField("uses_internet", "Có người dùng internet", self)
        self._device = TriStateField(
            "has_information_device", "Có ti vi, radio, điện thoại hoặc máy tính", self
        )
        self._questions = {
            question.code: _question_field(question, self)
            for question in standard.questions
            if question.code not in _ASKED_ABOVE
        }
        self.adopt(
            [self._points, self._income, self._area, *self._parts.values(), self._internet, self._device]
        )
        self.adopt(self._questions.values())
        self._lay_out()

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        house = review.house
        return {
            "income_points": review.income_points,
            "income_per_person": review.income_per_person,
            "floor_area": None if house.floor_area is None else Decimal(str(house.floor_area)),
            **{code: getattr(house, code) for code in self._parts},
            "uses_internet": as_state(house.uses_internet),
            "has_information_device": as_state(house.has_information_device),
            **{
                f"question.{code}": _shown(field, review.inputs.get(code, ""))
                for code, field in self._questions.items()
            },
        }

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        points, area = self._points.value(), self._area.value()
        house = House(
            floor_area=None if area is None else float(area),
            uses_internet=as_answer(self._internet.value()),
            has_information_device=as_answer(self._device.value()),
            **{code: field.value() for code, field in self._parts.items()},
        )
        inputs = {code: _answer_of(field) for code, field in self._questions.items()}
        return household, replace(
            review,
            income_points=None if points is None else int(points),
            income_per_person=self._income.value(),
            house=house,
            inputs={code: answer for code, answer in inputs.items() if answer},
        )

    def _lay_out(self) -> None:
        points = Card("Điểm B1 và thu nhập", self)
        points.body.addLayout(columns_of([self._points, self._income], 2))
        points.body.addWidget(
            label(
                "Cộng điểm trên phiếu giấy rồi gõ tổng vào đây. Bảng điểm B1 từng câu chưa nhập vào máy,"
                " nên máy không tự cộng.",
                "hint",
                self,
                wrap=True,
            )
        )
        house = Card("Nhà ở, nước, nhà tiêu, thông tin", self)
        house.body.addLayout(columns_of([self._area, *self._parts.values(), self._internet, self._device], 3))
        assets = Card("Tài sản, chăn nuôi, đất đai (không bắt buộc)", self)
        assets.body.addLayout(columns_of(self._questions.values(), 4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (points, house, assets):
            column.addWidget(card)
        column.addStretch(1)


_ASKED_ABOVE = frozenset({"B1S01", "B1S02", "B1S03", "S04", "B1S05", "B1S06", "B1S07"})
"""Questions of the form that the house card asks already."""


def _question_field(question: Question, parent: QWidget) -> Field:
    code = f"question.{question.code}"
    match question.kind:
        case QuestionKind.YES_NO:
            return TriStateField(code, question.text, parent)
        case QuestionKind.NUMBER:
            return NumberField(code, question.text, parent, unit=question.unit)
        case _:
            choices = [Choice(answer.code, answer.text) for answer in question.answers]
            return ChoiceField(code, question.text, choices, parent)


def _shown(field: Field, answer: str) -> Any:
    if isinstance(field, TriStateField):
        return {"yes": True, "no": False}.get(answer)
    if isinstance(field, NumberField):
        return Decimal(answer) if answer else None
    return answer


def _answer_of(field: Field) -> str:
    value = field.value()
    if isinstance(field, TriStateField):
        return "" if value is None else "yes" if value else "no"
    return "" if value is None else str(value)
