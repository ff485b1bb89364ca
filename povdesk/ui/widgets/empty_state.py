"""What a screen shows when it has nothing: one sentence, one or two buttons, one link to help."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from .. import icons, theme
from .labels import button, label

if TYPE_CHECKING:
    from .table import ListView


def start_in(places: QStackedWidget, view: "ListView") -> None:
    """Put the keys where the list begins, or in what stands in its place: never in a list that is hidden."""
    shown = places.currentWidget()
    if isinstance(shown, EmptyState):
        shown.start()
        return
    view.setFocus()
    if view.current_row() is None:
        view.choose_first()


class EmptyState(QWidget):
    """One sentence in the middle; add what the officer can do with `add_button`."""

    def __init__(self, sentence: str, icon: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = label(sentence, "cardTitle", self, wrap=True)
        self._more = label("", "caption", self, wrap=True)
        self._buttons = QHBoxLayout()
        picture = QLabel(self)
        picture.setPixmap(icons.pixmap(icon, theme.BORDER, 40))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for text in (self._sentence, self._more):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._more.hide()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        for widget in (picture, self._sentence, self._more):
            column.addWidget(widget)
        column.addLayout(self._buttons)
        column.addStretch(1)

    def say(self, sentence: str, more: str = "") -> None:
        """Another sentence, with a smaller line below it."""
        self._sentence.setText(sentence)
        self._more.setText(more)
        self._more.setVisible(bool(more))

    def start(self) -> None:
        """Take the keys in place of the list: on the first button, else on the place itself."""
        first = next((one for one in self.findChildren(QPushButton) if one.isVisibleTo(self)), None)
        (first or self).setFocus()

    def add_button(self, text: str, clicked: Callable[[], object], *, kind: str = "", icon: str = "") -> None:
        self._buttons.insertWidget(
            self._buttons.count() - 1, button(text, clicked, kind=kind, icon=icon, parent=self)
        )
