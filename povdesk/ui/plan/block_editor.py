"""What all editors of a block share: they show one block, hand on changes, and never lose typed words."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ..widgets.field import Field
from ..widgets.page import scrolled
from .linked_text import LinkedTextField
from .reading import PlanState

Work = Callable[[Any], object]
"""Writes one act."""


class BlockEditor(QWidget):
    """edited: a Work that saves what the officer changed. link_opened: code of a linked number to look at.

    insert_wanted: the LinkedText that wants a number at its caret.
    """

    edited = Signal(object)
    link_opened = Signal(str)
    insert_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[Field, Any] = {}
        self._state: PlanState | None = None

    def show_block(self, state: PlanState, code: str) -> None:
        """Show a block, or the same one again with other numbers; half-typed words stay."""
        raise NotImplementedError

    def flush(self) -> None:
        """Hand on what is still only in the field with the focus."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
            focused.setFocus()
        for field in self._shown:
            if isinstance(field, LinkedTextField):
                field.leave()

    def focus_first(self) -> None:
        """Put the caret where writing begins."""
        for field in self._shown:
            if field.isVisibleTo(self):
                field.setFocus()
                return

    def _put(self, field: Field, value: Any, *, anew: bool) -> None:
        """Show a value unless the officer is typing in this field; anew: another block, nothing is kept."""
        if isinstance(field, LinkedTextField) and self._state is not None:
            field.set_values(self._state.values)
        typing = not anew and field in self._shown and field.value() != self._shown[field]
        if not typing and (anew or field not in self._shown or field.value() != value):
            field.set_value(value)
        if not typing:
            self._shown[field] = value if field.value() == value else field.value()

    def _taken(self, field: Field) -> Any:
        """The value that is now handed on."""
        self._shown[field] = field.value()
        return self._shown[field]

    def _set_read_only(self, read_only: bool) -> None:
        for field in self._shown:
            field.set_read_only(read_only)

    def _scrolled(self) -> tuple[QVBoxLayout, QScrollArea]:
        """A column that scrolls when the window is low."""
        body = QVBoxLayout()
        body.setContentsMargins(16, 8, 16, 8)
        body.setSpacing(4)
        area = scrolled(body, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        return body, area
