"""Computes the class of an invented form with the program's own rules."""

from collections.abc import Mapping
from datetime import date

from povdesk.domain.household import Category
from povdesk.storage.demo.forms import Form


class Classing:
    def result(self, points: int | None, answers: Mapping[str, str]) -> tuple[Category, int | None]:
        if points is None or "unknown" in answers.values():
            return Category.UNDECIDED, None
        lacks = sum(answer == "yes" for answer in answers.values())
        if points > 140:
            return Category.NOT_POOR, 10 * lacks
        return (Category.POOR if lacks >= 3 else Category.NEAR_POOR), 10 * lacks

    def suggestions(self, form: Form, day: date) -> dict[str, str]:
        return dict(form.answers)
