"""What every part of the household form can do: show a form, give back what it says now, show problems."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from povdesk.domain.household import Household, YesNo
from povdesk.domain.review import Review

from ..widgets.fields import Field, Mark, ProblemLevel, TriStateField


@dataclass(frozen=True)
class Shown:
    """One problem as a field shows it."""

    level: ProblemLevel
    text: str


class State(NamedTuple):
    """What a field says and whether it is last year's, not yet confirmed."""

    value: Any
    carried: bool = False


class FormPart(QWidget):
    """A card or tab of the form. Every change of a field is one named step that can be undone.

    changed: something may be different (every key). committed: a field was left with another value; its
    code. restored: undo or redo put a field's value back; its code.
    """

    changed = Signal()
    committed = Signal(str)
    restored = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._known: dict[str, State] = {}
        self._steps: QUndoStack | None = None

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        """What each field shows for these two, by field code."""
        raise NotImplementedError

    def fill(self, household: Household, review: Review) -> None:
        """Show these values; there is nothing to undo then."""
        for code, value in self.values(household, review).items():
            self._fields[code].set_value(value)
        self.remember()

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        """The two with this part's fields put in."""
        raise NotImplementedError

    def adopt(self, fields: Iterable[Field]) -> None:
        """Listen to these fields and find them by code."""
        for field in fields:
            self._fields[field.code] = field
            if isinstance(field, TriStateField):
                field.goes_on = True
            field.changed.connect(self.changed)
            field.committed.connect(partial(self._on_committed, field))

    def field(self, code: str) -> Field | None:
        return self._fields.get(code)

    def fields(self) -> list[Field]:
        """In the order of the form."""
        return list(self._fields.values())

    def set_steps(self, steps: QUndoStack) -> None:
        """Where changes are kept as named steps, one stack for the whole form."""
        self._steps = steps

    def remember(self) -> None:
        """What the fields show now counts as unchanged."""
        self._known = {code: _state_of(field) for code, field in self._fields.items()}

    def preset(self, code: str, value: Any) -> None:
        """Put a pinned value into a form that is not begun; no step of the officer's."""
        self._fields[code].set_value(value)
        self._known[code] = _state_of(self._fields[code])

    def put_back(self, code: str, state: State) -> None:
        """Undo and redo."""
        self._fields[code].set_value(state.value, carried=state.carried)
        self.told_back(code, state)

    def told_back(self, code: str, state: State) -> None:
        """After `put_back` has shown the state."""
        self._known[code] = state
        self.changed.emit()
        self.restored.emit(code)
        self.committed.emit(code)

    def push(self, code: str, after: State, words: str) -> bool:
        """Keep one change as a step; False when nothing is different."""
        before = self._known.get(code, State(None))
        if before == after:
            return False
        self._known[code] = after
        if self._steps is not None:
            self._steps.push(_FieldStep(self, code, before, after, words))
        return True

    def confirm_all(self) -> bool:
        """Take every value carried over from last year as this year's, as one step."""
        carried = [field for field in self._fields.values() if field.mark() is Mark.CARRIED]
        if carried and self._steps is not None:
            self._steps.beginMacro("xác nhận cả mục")
            for field in carried:
                field.confirm()
            self._steps.endMacro()
            self.changed.emit()
        return bool(carried)

    def show_problems(self, problems: Mapping[str, Shown]) -> None:
        """Words beside each field that has a problem, none beside the others."""
        for code, field in self._fields.items():
            found = problems.get(code)
            unreadable = getattr(field, "unreadable", lambda: "")()
            if unreadable and field.has_cursor():
                # Half a date is no mistake while it is typed.
                continue
            if unreadable:
                wanted = (ProblemLevel.ERROR, unreadable)
            else:
                wanted = (found.level, found.text) if found else None
            if field.problem() != wanted:
                field.show_problem(*(wanted or (None,)))

    def set_read_only(self, read_only: bool) -> None:
        for field in self._fields.values():
            field.set_read_only(read_only)

    def unreadable_fields(self) -> list[Field]:
        """Fields whose text is no value of their kind; the form cannot be saved with them."""
        return [field for field in self._fields.values() if getattr(field, "unreadable", lambda: "")()]

    def _on_committed(self, field: Field) -> None:
        after = _state_of(field)
        before = self._known.get(field.code, State(None))
        verb = "xác nhận" if before.carried and before.value == after.value else "sửa"
        if self.push(field.code, after, f"{verb} {field.title}"):
            self.committed.emit(field.code)


class _FieldStep(QUndoCommand):
    """One field before and after; made when it has happened already."""

    def __init__(self, part: FormPart, code: str, before: State, after: State, words: str) -> None:
        super().__init__(words)
        self._part, self._code, self._before, self._after = part, code, before, after
        self._has_happened = True

    def redo(self) -> None:
        if self._has_happened:
            self._has_happened = False
        else:
            self._part.put_back(self._code, self._after)

    def undo(self) -> None:
        self._part.put_back(self._code, self._before)


def as_state(answer: YesNo) -> bool | None:
    """A fact as a three-state field shows it."""
    return {YesNo.YES: True, YesNo.NO: False, YesNo.UNKNOWN: None}[answer]


def as_answer(state: bool | None) -> YesNo:
    """A three-state field as a fact; unanswered is UNKNOWN, never NO."""
    return YesNo.UNKNOWN if state is None else YesNo.YES if state else YesNo.NO


def _state_of(field: Field) -> State:
    return State(field.value(), field.mark() is Mark.CARRIED)
