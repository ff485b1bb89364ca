"""The one frame for dialogs: content above, verbs below, Esc closes, Enter never accepts by accident."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from .. import theme
from .field import Field, ProblemLevel
from .labels import button


class Dialog(QDialog):
    """Fill `body`; add buttons from left to right, the primary one last. Show with `open()`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent.window() if parent else None)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lesser: list[QPushButton] = []
        self.body = QVBoxLayout()
        self._buttons = QHBoxLayout()
        foot = QFrame(self)
        foot.setObjectName("dialogButtons")
        foot.setLayout(self._buttons)
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(8)
        self._buttons.setContentsMargins(16, 10, 16, 10)
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStrut(theme.px(420))
        column.addLayout(self.body, 1)
        column.addWidget(foot)

    def add_button(
        self, text: str, clicked: Callable[[], object] | None = None, *, kind: str = "", left: bool = False
    ) -> QPushButton:
        """A verb. Without `clicked` it closes the dialog."""
        made = button(text, clicked or self.reject, kind=kind, parent=self)
        if left:
            self._buttons.insertWidget(0, made)
        else:
            self._buttons.addWidget(made)
        if kind == "primary":
            # Enter in the last field goes on to the verb, not to the button that drops what was typed.
            for other in reversed(self._lesser):
                QWidget.setTabOrder(made, other)
        else:
            self._lesser.append(made)
        return made

    def commit_typed(self) -> None:
        """What is typed in the field with the cursor counts like all the rest."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
            focused.setFocus()

    def refuse_unreadable(self) -> bool:
        """For verbs that act at once (print, issue): True, with the cursor there, when a field is unreadable.

        An unreadable field has no value: acting on it would drop what the officer sees in it.
        """
        self.commit_typed()
        first: Field | None = None
        for field in self.findChildren(Field):
            why = getattr(field, "unreadable", lambda: "")() if field.isVisibleTo(self) else ""
            if why:
                field.show_problem(ProblemLevel.ERROR, why)
                first = first or field
        if first is not None:
            first.setFocus()
        return first is not None

    def within_window(self, wanted: QSize) -> QSize:
        """This size, but never larger than the window behind."""
        window = self.parentWidget()
        return wanted if window is None else wanted.boundedTo(window.size() - QSize(48, 32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton) and focused.hasFocus():
                focused.click()
            event.accept()
            return
        super().keyPressEvent(event)
