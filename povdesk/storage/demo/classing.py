"""Computes the class of an invented form with the program's own rules."""

from collections.abc import Mapping

from povdesk.domain.classification import classify, deprivation_points
from povdesk.domain.household import Area, Category
from povdesk.domain.review import Lacking
from povdesk.domain.standard import standard_by_id
from povdesk.storage.demo import codes

_LACKING = {str(state): state for state in Lacking}


class Classing:
    """The standard of 2022-2026 applied to forms."""

    def __init__(self) -> None:
        self._standard = standard_by_id(codes.STANDARD)

    def result(self, points: int | None, answers: Mapping[str, str]) -> tuple[Category, int]:
        """Class and B2 points of a form."""
        lacking = {code: _LACKING[answer] for code, answer in answers.items()}
        category = classify(self._standard, Area.RURAL, points, lacking)
        return category, deprivation_points(self._standard, lacking)
