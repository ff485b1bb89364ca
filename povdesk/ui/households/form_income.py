"""Tab 2: the B1 total from the paper form, income, and the house with its services."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain.classification import summed_income_points
from povdesk.domain.household import Household
from povdesk.domain.own_items import Lists, counted_as
from povdesk.domain.points_sheet import asked_elsewhere, inputs_with_house
from povdesk.domain.review import House, Review
from povdesk.domain.standard import Question, QuestionKind, Standard

from .. import theme
from ..widgets.card import Card
from ..widgets.fields import Choice, ChoiceField, Field, MoneyField, NumberField, TriStateField
from ..widgets.labels import label
from .form_grid import FieldGrid
from .form_member import catalogue_choices
from .form_part import FormPart, as_answer, as_state

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

    def __init__(self, standard: Standard, parent: QWidget | None = None, lists: Lists | None = None) -> None:
        super().__init__(parent)
        self._lists: Lists = lists or {}
        self._points = NumberField(
            "income_points", "Tổng điểm B1 (theo phiếu giấy)", self, required=True, whole=True
        )
        self._income = MoneyField(
            "income_per_person", "Thu nhập bình quân một người một tháng (nếu có)", self
        )
        self._area = NumberField("floor_area", "Diện tích nhà ở (m²)", self)
        self._parts = {
            code: ChoiceField(code, words, catalogue_choices(name, lists), self)
            for code, words, name in _PARTS
        }
        self._internet = TriStateField("uses_internet", "Có người dùng internet", self)
        self._device = TriStateField(
            "has_information_device", "Có ti vi, radio, điện thoại hoặc máy tính", self
        )
        self._questions = {
            question.code: _question_field(question, self)
            for question in standard.questions
            if not asked_elsewhere(question.code)
        }
        self.adopt(
            [self._points, self._income, self._area, *self._parts.values(), self._internet, self._device]
        )
        self.adopt(self._questions.values())
        self._standard = standard
        self._sum = label("", "hint", self, wrap=True)
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
        typed = {code: _answer_of(field) for code, field in self._questions.items()}
        typed = {code: answer for code, answer in typed.items() if answer}
        _home, seen = counted_as(household, replace(review, house=house), self._lists)
        return household, replace(
            review,
            income_points=None if points is None else int(points),
            income_per_person=self._income.value(),
            house=house,
            inputs=inputs_with_house(self._standard, household, seen.house, typed),
        )

    def show_sum(self, review: Review) -> None:
        """What the officer's points sheet gives, beside the typed total; it never replaces it."""
        summed = summed_income_points(self._standard, review.area, review.inputs)
        if summed is None:
            words = (
                "Cộng điểm trên phiếu giấy rồi gõ tổng vào đây. Máy tự cộng để đối chiếu khi mọi câu đã trả"
                " lời có điểm trong bảng điểm B1 (Cài đặt)."
            )
        elif review.income_points is None:
            words = f"Máy cộng từ các câu trả lời: {summed}. Phiếu giấy vẫn là số chính, gõ tổng vào ô trên."
        elif summed == review.income_points:
            words = f"Máy cộng từ các câu trả lời: {summed}, khớp với phiếu giấy."
        else:
            words = f"Máy cộng từ các câu trả lời: {summed}, phiếu giấy ghi {review.income_points}. Xem lại."
        if self._sum.text() != words:
            self._sum.setText(words)
        theme.mark(self._sum, "tone", "warn" if summed not in (None, review.income_points) else "")

    def _lay_out(self) -> None:
        points = Card("Điểm B1 và thu nhập", self)
        points.body.addWidget(FieldGrid([self._points, self._income], 2, self))
        points.body.addWidget(self._sum)
        for field in (self._internet, self._device, *self._questions.values()):
            if isinstance(field, TriStateField):
                field.set_frame(message=False)
        house = Card("Nhà ở, nước, nhà tiêu, thông tin", self)
        house.body.addWidget(FieldGrid([self._area, *self._parts.values()], 4, self, least=190))
        house.body.addWidget(FieldGrid([self._internet, self._device], 2, self))
        assets = Card("Tài sản, chăn nuôi, đất đai (không bắt buộc)", self)
        yes_no = [field for field in self._questions.values() if isinstance(field, TriStateField)]
        others = [field for field in self._questions.values() if field not in yes_no]
        assets.body.addWidget(FieldGrid(yes_no, 4, self))
        assets.body.addWidget(FieldGrid(others, 4, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.CARD_GAP)
        for card in (points, house, assets):
            column.addWidget(card)
        column.addStretch(1)


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
