"""What every part of the household form can do: show a form, give back what it says now, show problems."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from povdesk.domain.household import Household, YesNo
from povdesk.domain.review import Review

from ..widgets.fields import Field, ProblemLevel


@dataclass(frozen=True)
class Shown:
    """One problem as a field shows it."""

    level: ProblemLevel
    text: str


class FormPart(QWidget):
    """A card or tab of the form.

    changed: something may be different (every key). committed: a field was left with another value.
    """

    changed = Signal()
    committed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        """What each field shows for these two, by field code."""
        raise NotImplementedError

    def fill(self, household: Household, review: Review) -> None:
        """Show these values."""
        for code, value in self.values(household, review).items():
            self._fields[code].set_value(value)

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        """The two with this part's fields put in."""
        raise NotImplementedError

    def adopt(self, fields: Iterable[Field]) -> None:
        """Listen to these fields and find them by code."""
        for field in fields:
            self._fields[field.code] = field
            field.changed.connect(self.changed)
            field.committed.connect(self.committed)

    def field(self, code: str) -> Field | None:
        return self._fields.get(code)

    def show_problems(self, problems: Mapping[str, Shown]) -> None:
        """Words beside each field that has a problem, none beside the others."""
        for code, field in self._fields.items():
            found = problems.get(code)
            unreadable = getattr(field, "unreadable", lambda: "")()
            if unreadable:
                field.show_problem(ProblemLevel.ERROR, unreadable)
            elif found is None:
                field.show_problem(None)
            else:
                field.show_problem(found.level, found.text)

    def set_read_only(self, read_only: bool) -> None:
        for field in self._fields.values():
            field.set_read_only(read_only)

    def unreadable_fields(self) -> list[Field]:
        """Fields whose text is no value of their kind; the form cannot be saved with them."""
        return [field for field in self._fields.values() if getattr(field, "unreadable", lambda: "")()]


def columns_of(fields: Iterable[Field], columns: int) -> QGridLayout:
    """Fields side by side in equal columns, in reading order."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    for place, field in enumerate(fields):
        grid.addWidget(field, place // columns, place % columns)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid


def as_state(answer: YesNo) -> bool | None:
    """A fact as a three-state field shows it."""
    return {YesNo.YES: True, YesNo.NO: False, YesNo.UNKNOWN: None}[answer]


def as_answer(state: bool | None) -> YesNo:
    """A three-state field as a fact; unanswered is UNKNOWN, never NO."""
    return YesNo.UNKNOWN if state is None else YesNo.YES if state else YesNo.NO
