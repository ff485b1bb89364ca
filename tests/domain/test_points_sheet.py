"""House and living space are asked once and count as answers of phiếu B1."""

from decimal import Decimal

from povdesk.domain.classification import summed_income_points
from povdesk.domain.household import Area
from povdesk.domain.points_sheet import inputs_with_house
from povdesk.domain.review import House
from povdesk.domain.standard import standard_by_id, standard_with_overrides

from .families import make_household, make_member

STANDARD = standard_by_id("2022-2026")
FOUR = make_household(*(make_member(f"Hồ Văn {place}") for place in "ABCD"))


def test_the_house_answers_its_questions_and_typed_answers_stay() -> None:
    house = House(floor_area=42, wall="brick", roof="tile", water="")

    found = inputs_with_house(STANDARD, FOUR, house, {"A002": "yes", "B1S03": "concrete"})

    assert found == {"A002": "yes", "B1S03": "brick", "B1S02": "tile", "S04": "10.50"}


def test_a_fact_that_the_form_has_no_answer_for_is_left_out() -> None:
    assert "B1S07" not in inputs_with_house(STANDARD, FOUR, House(water="river"), {})


def test_no_space_without_people() -> None:
    assert inputs_with_house(STANDARD, make_household().__class__(), House(floor_area=42), {}) == {}


def test_with_the_officers_points_the_house_counts_in_the_sum() -> None:
    sheet = {
        "question": [
            {"code": "B1S03", "answer": [{"code": "brick", "points": {"rural": 15, "urban": 10}}]},
            {"code": "S04", "answer": [{"code": "s8", "text": "8", "at_least": 8, "points": {"rural": 5}}]},
        ]
    }
    standard = standard_with_overrides(STANDARD, sheet)
    inputs = inputs_with_house(standard, FOUR, House(floor_area=float(Decimal("42")), wall="brick"), {})

    assert summed_income_points(standard, Area.RURAL, inputs) == 20
    assert summed_income_points(STANDARD, Area.RURAL, inputs) is None
