"""Answers of phiếu B1 that the form asks elsewhere: the house and the living space of each person."""

from collections.abc import Mapping

from povdesk.domain.household import Household
from povdesk.domain.review import House
from povdesk.domain.standard import Question, QuestionKind, Standard

HOUSE_QUESTIONS: Mapping[str, str] = {
    "B1S01": "column",
    "B1S02": "roof",
    "B1S03": "wall",
    "B1S05": "latrine",
    "B1S06": "lighting",
    "B1S07": "water",
}
"""Question of the form → the fact of the house with the same answers."""

SPACE_QUESTION = "S04"
"""Living space of each person, from the floor area and the number of people."""


def asked_elsewhere(code: str) -> bool:
    """Is the question answered by the house's facts, so that nobody types it twice?"""
    return code in HOUSE_QUESTIONS or code == SPACE_QUESTION


def inputs_with_house(
    standard: Standard, household: Household, house: House, inputs: Mapping[str, str]
) -> dict[str, str]:
    """The typed answers with those of the house; a fact that the form has no answer for is left out."""
    answered = {code: given for code, given in inputs.items() if not asked_elsewhere(code)}
    for question in standard.questions:
        given = _given(question, household, house)
        if given and (question.kind is QuestionKind.NUMBER or question.answer_for(given) is not None):
            answered[question.code] = given
    return answered


def _given(question: Question, household: Household, house: House) -> str:
    if question.code == SPACE_QUESTION:
        if house.floor_area is None or house.floor_area < 0 or not household.size:
            return ""
        return f"{house.floor_area / household.size:.2f}"
    fact = HOUSE_QUESTIONS.get(question.code)
    return str(getattr(house, fact)) if fact else ""
