"""A field with a number that tells who somebody is: its last digits, until the officer works in the field."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from povdesk.domain.identity import masked_number

from .line_fields import TextField

_INTO = (QEvent.Type.MouseButtonPress, QEvent.Type.InputMethod, QEvent.Type.DragEnter)
_MOVES = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}
_TAKES = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_F2}
_COMMANDS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste)
_WITH_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class MaskedField(TextField):
    """value() is always the whole number. Passing through with Enter or Tab shows nothing.

    seen: the whole number is about to be read, by a click or a key in the field.
    """

    seen = Signal()

    def __init__(self, code: str, title: str, parent: QWidget | None = None) -> None:
        self._whole: str | None = None
        self._masks = True
        super().__init__(code, title, parent)

    def value(self) -> Any:
        return super().value() if self._whole is None else self._whole

    def text(self) -> str:
        return super().text() if self._whole is None else self._whole

    def set_value(self, value: str | None, *, carried: bool = False) -> None:
        self._whole = None
        super().set_value(value, carried=carried)
        self._hide()

    def set_masks(self, on: bool) -> None:
        """Masked or as it is; what is just typed stays readable until another value is shown."""
        if on and not self._masks:
            self._masks = True
            self._hide()
        elif not on:
            self._masks = False
            self._reveal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._whole is not None and watched is self._edit and _goes_in(event):
            self._reveal()
            self.seen.emit()
        return super().eventFilter(watched, event)

    def _hide(self) -> None:
        number = super().value()
        if self._masks and number:
            self._whole = number
            self._edit.setText(masked_number(number))

    def _reveal(self) -> None:
        if self._whole is None:
            return
        number, self._whole = self._whole, None
        is_chosen = self._edit.hasSelectedText()
        self._edit.setText(number)
        if is_chosen:
            self._edit.selectAll()


def _goes_in(event: QEvent) -> bool:
    """The officer wants to read or change what stands there."""
    if event.type() != QEvent.Type.KeyPress:
        return event.type() in _INTO
    assert isinstance(event, QKeyEvent)
    if any(event.matches(command) for command in _COMMANDS):
        return True
    if event.modifiers() & _WITH_OTHERS:
        return False
    return event.key() in _MOVES | _TAKES or (event.text().isprintable() and bool(event.text()))
