"""Fields that take one of a closed list: any part of the words without diacritics, or the code."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QPushButton, QWidget

from povdesk.domain import vietnamese

from .. import keys, theme
from .field import Field, Mark, ProblemLevel
from .labels import button
from .list_keys import ListKeys, list_below

_WIDEST = 420


@dataclass(frozen=True)
class Choice:
    """code: what is stored. text: what is shown. short: another code the officer may type ("02")."""

    code: str
    text: str
    short: str = ""


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Choices that fit what was typed: the code exactly first, then beginnings, then any part."""
    return [choice for _rank, choice in _ranked(choices, typed)]


def meant(choices: Sequence[Choice], typed: str) -> Choice | None:
    """The one choice that was meant, None when two fit equally well: "tieu" is "Tiểu học"."""
    ranked = _ranked(choices, typed) if typed else []
    best = [choice for rank, choice in ranked if rank == ranked[0][0]]
    return best[0] if len(best) == 1 else None


def _ranked(choices: Sequence[Choice], typed: str) -> list[tuple[int, Choice]]:
    wanted = vietnamese.fold(typed)
    if not wanted:
        return [(0, choice) for choice in choices]

    def rank(choice: Choice) -> int:
        folded = vietnamese.fold(choice.text)
        if wanted in (vietnamese.fold(choice.code), vietnamese.fold(choice.short)) or folded == wanted:
            return 0
        if folded.startswith(wanted):
            return 1
        if f" {wanted}" in folded:
            return 2
        return 3 if all(part in folded for part in wanted.split()) else 4

    ranked = [(rank(choice), choice) for choice in choices]
    return sorted((pair for pair in ranked if pair[0] < 4), key=lambda pair: pair[0])


class _Box(QComboBox):
    """least: how wide the list must be that opens below; set when it opens, for making it is slow."""

    least = 0

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.least)
        super().showPopup()


class ChoiceField(Field):
    """value(): the code, "" when empty. The list is a popup; text is never completed inline (UniKey)."""

    def __init__(
        self,
        code: str,
        title: str,
        choices: Sequence[Choice] = (),
        parent: QWidget | None = None,
        *,
        required: bool = False,
    ) -> None:
        super().__init__(code, title, parent, required=required)
        self._choices: list[Choice] = []
        self._box = _Box(self)
        self._box.setObjectName(f"{code}-input")
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setMaxVisibleItems(12)
        self._box.setMinimumContentsLength(4)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._found = QStringListModel(self)
        self._completer = QCompleter(self._found, self)
        list_below(self._completer)
        self._box.setCompleter(self._completer)
        self._list_keys = ListKeys(self._completer, self, self._on_list_left, self._on_finished)
        keys.quiet_wheel(self._box)
        self._box.installEventFilter(self)
        self._place_input(self._box)
        self.set_choices(choices)
        self._box.lineEdit().textEdited.connect(self._on_typed)
        self._box.lineEdit().editingFinished.connect(self._on_finished)
        self._box.activated.connect(self._on_activated)
        self._completer.activated[str].connect(self._on_completed)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Another list; the value stays when it is still in it."""
        kept = self.value()
        self._choices = list(choices)
        self._box.clear()
        self._box.addItems([choice.text for choice in self._choices])
        self._widen_lists()
        self._choose(kept)
        self._kept = self.value()

    def choices(self) -> list[Choice]:
        return list(self._choices)

    def value(self) -> str:
        text = vietnamese.clean_text(self._box.currentText())
        return next((choice.code for choice in self._choices if choice.text == text), "")

    def text(self) -> str:
        """The words in the box as typed."""
        return self._box.currentText()

    def unreadable(self) -> str:
        """Why the text is none of the list; "" when it is one or the field is empty."""
        if self.value() or not self._box.currentText().strip():
            return ""
        found = matching(self._choices, self._box.currentText())
        return "Chọn một mục trong danh sách (F4)." if found else "Không có trong danh sách (F4)."

    def set_value(self, value: str | None, *, carried: bool = False) -> None:
        self._choose(value or "")
        self.show_problem(None)
        self._shown(carried=carried)

    def box(self) -> QComboBox:
        return self._box

    def _input(self) -> QWidget:
        return self._box

    def _widen_lists(self) -> None:
        """Both lists are as wide as their longest line, within reason, however narrow the field is."""
        letters = self._box.fontMetrics().horizontalAdvance
        longest = max((letters(choice.text) for choice in self._choices), default=0)
        self._box.least = min(longest + theme.px(36), theme.px(_WIDEST))
        self._completer.popup().setMinimumWidth(self._box.least)

    def _choose(self, code: str) -> None:
        place = next((i for i, choice in enumerate(self._choices) if choice.code == code), -1)
        self._box.setCurrentIndex(place)
        if place < 0:
            self._box.setEditText("")
        elif not self._box.hasFocus():
            # The beginning of a long text tells more than its end.
            self._box.lineEdit().setCursorPosition(0)

    def _on_typed(self, text: str) -> None:
        self._found.setStringList([choice.text for choice in matching(self._choices, text)])
        self._entered()

    def _on_completed(self, text: str) -> None:
        choice = next((choice for choice in self._choices if choice.text == text), None)
        if choice is not None:
            # A click. The completer writes its own text after this signal; set ours when it has done so.
            QTimer.singleShot(0, self, lambda: self._take_and_go_on(choice))

    def _take_and_go_on(self, choice: Choice) -> None:
        self._take(choice)
        if self.has_cursor():
            self._box.focusNextChild()

    def _on_list_left(self, text: str, step: int) -> None:
        choice = next((choice for choice in self._choices if choice.text == text), None)
        if choice is not None:
            self._take(choice)
        self._go_on(step)

    def _go_on(self, step: int) -> None:
        self.confirm()
        self._on_finished()
        self._box.focusNextChild() if step > 0 else self._box.focusPreviousChild()

    def _on_activated(self, index: int) -> None:
        if 0 <= index < len(self._choices):
            self._take(self._choices[index])

    def _take(self, choice: Choice) -> None:
        self._choose(choice.code)
        self.show_problem(None)
        self._entered()
        self._left()

    def _on_finished(self) -> None:
        text = vietnamese.clean_text(self._box.currentText())
        if not text:
            if self.problem() is not None:
                self.show_problem(None)
            self._left()
            return
        choice = meant(self._choices, text)
        if choice is not None and (choice.code, choice.text) == (self._kept, self._box.currentText()):
            # Only passed by; nothing was typed.
            return
        if choice is not None:
            self._take(choice)
        else:
            self.show_problem(ProblemLevel.ERROR, self.unreadable())
            self._left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_F4 and not event.modifiers():
                self._box.showPopup()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go_on(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return False


class _Segments(QWidget):
    """Three joined buttons with one focus; keys 1, 0 and Space."""

    def __init__(self, field: "TriStateField") -> None:
        super().__init__(field)
        self._field = field
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.buttons: dict[bool | None, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for state, words in ((True, "Có"), (False, "Không"), (None, "Chưa rõ")):
            part = button(words, kind="segment", parent=self)
            part.setCheckable(True)
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            # Not answered must not look like an answer.
            part.setProperty("quiet", state is None)
            part.clicked.connect(lambda _on=False, state=state: field.answer(state))
            self.buttons[state] = part
            row.addWidget(part)
        row.addStretch(1)
        self._reserve()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._reserve()

    def _reserve(self) -> None:
        """The chosen answer is bolder; each has that width always, so that no word is cut."""
        metrics = QFontMetrics(theme.font(13, semibold=True))
        for part in self.buttons.values():
            part.setMinimumWidth(metrics.horizontalAdvance(part.text()) + 2 * theme.px(8) + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answers = {Qt.Key.Key_1: True, Qt.Key.Key_0: False, Qt.Key.Key_Space: None}
        order = [True, False, None]
        key = event.key()
        if key in answers:
            self._field.answer(answers[Qt.Key(key)])
            if self._field.goes_on:
                self.focusNextChild()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            place = min(max(order.index(self._field.value()) + step, 0), 2)
            self._field.answer(order[place])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._field.confirm()
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.focusPreviousChild()
            else:
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        theme.mark(self, "focused", True)
        self._show_focus(True)

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._show_focus(False)

    def _show_focus(self, focused: bool) -> None:
        for part in self.buttons.values():
            theme.mark(part, "focused", focused)


class TriStateField(Field):
    """Có, Không or Chưa rõ. value(): True, False or None; None is "not answered", never "no".

    goes_on: 1, 0 and Space answer and go to the next control, as when a paper form is copied.
    """

    goes_on = False

    def __init__(
        self, code: str, title: str, parent: QWidget | None = None, *, required: bool = False
    ) -> None:
        super().__init__(code, title, parent, required=required)
        self._state: bool | None = None
        self._segments = _Segments(self)
        self._segments.setObjectName(f"{code}-input")
        self._place_input(self._segments)
        self._show_state()

    def value(self) -> bool | None:
        return self._state

    def set_value(self, value: bool | None, *, carried: bool = False) -> None:
        self._state = value
        self._show_state()
        self._shown(carried=carried)

    def answer(self, state: bool | None) -> None:
        """The officer answered, with a key or the mouse."""
        carried = self.mark() is Mark.CARRIED
        self._state = state
        self._show_state()
        self._entered()
        if carried and state == self._kept:
            self.committed.emit()
        self._left()

    def is_empty(self) -> bool:
        return self._state is None

    def set_mark(self, mark: Mark) -> None:
        super().set_mark(mark)
        for part in self._segments.buttons.values():
            theme.mark(part, "carried", mark is Mark.CARRIED)

    def _input(self) -> QWidget:
        return self._segments

    def _show_state(self) -> None:
        for state, part in self._segments.buttons.items():
            part.setChecked(state is self._state)
        words = {True: "Có", False: "Không", None: "Chưa rõ"}[self._state]
        self._segments.setAccessibleName(f"{self._title}: {words}")
