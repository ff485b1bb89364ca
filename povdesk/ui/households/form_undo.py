"""Undo and redo of the form in front, each button with the name of its step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ..widgets.labels import button


class UndoButtons(QWidget):
    """Ctrl+Z and Ctrl+Y do the same; Tab passes over the buttons."""

    def __init__(
        self, undo: Callable[[], object], redo: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._steps: QUndoStack | None = None
        self.undo = button("", undo, icon="arrow-undo", kind="link", parent=self)
        self.redo = button("", redo, icon="arrow-redo", kind="link", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for one in (self.undo, self.redo):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(one)
        self._show()

    def show_steps_of(self, steps: QUndoStack) -> None:
        """Another form's steps."""
        if steps is not self._steps:
            self._steps = steps
            steps.indexChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        steps = self._steps
        for one, verb, words, key, possible in (
            (self.undo, "Hoàn tác", steps.undoText() if steps else "", "Ctrl+Z", steps and steps.canUndo()),
            (self.redo, "Làm lại", steps.redoText() if steps else "", "Ctrl+Y", steps and steps.canRedo()),
        ):
            one.setEnabled(bool(possible))
            name = f"{verb}: {words}" if words else verb
            one.setToolTip(f"{name} ({key})")
            one.setAccessibleName(name)
