"""A row of numbered tabs under a page's header; Alt+1 … Alt+9 are the page's to connect."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from .. import theme
from .labels import button, label


class Tabs(QFrame):
    """chosen: another tab is in front; carries its place, from 0."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self._buttons: list[QPushButton] = []
        self._actions: dict[QPushButton, str] = {}
        self._keys = label(f"Alt+1 … Alt+{len(titles)}", "hint", self)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(theme.PAGE_MARGIN - 8, 0, theme.PAGE_MARGIN, 0)
        # Nine tabs with the largest letters just fit the smallest screen.
        self._is_crowded = len(titles) > 8
        row.setSpacing(0 if self._is_crowded else 4)
        for place, title in enumerate(titles):
            made = button(f"{place + 1}  {title}", kind="tab", parent=self)
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.toggled.connect(lambda on, place=place: on and self.chosen.emit(place))
            made.setMinimumWidth(made.fontMetrics().horizontalAdvance(made.text()) + theme.px(28))
            self._buttons.append(made)
            row.addWidget(made)
        row.addStretch(1)
        # One tab alone is nothing to change to.
        self._keys.setHidden(len(titles) < 2)
        row.addWidget(self._keys)
        if self._buttons:
            self._buttons[0].setChecked(True)
        self._reserve()

    def add_action(self, widget: QWidget) -> None:
        """A small button at the right end."""
        self._row.addWidget(widget)
        if isinstance(widget, QPushButton):
            self._actions[widget] = widget.text()
            widget.setToolTip(widget.toolTip() or widget.text())
            widget.setAccessibleName(widget.text())

    def show_keys(self, shown: bool) -> None:
        """The hint about Alt+1 … and the words of the small buttons; left out where the width is needed."""
        self._keys.setVisible(shown and len(self._buttons) > 1)
        for widget, words in self._actions.items():
            widget.setText(words if shown else "")

    def choose(self, place: int) -> None:
        """Bring a tab to the front."""
        self._buttons[place].setChecked(True)

    def count(self) -> int:
        """How many tabs there are; buttons put at the right end are none."""
        return len(self._buttons)

    def place(self) -> int:
        """The tab in front."""
        return next((place for place, made in enumerate(self._buttons) if made.isChecked()), 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._reserve()

    def _reserve(self) -> None:
        """The title in front is bolder; each tab has that width always, so that none is cut or jumps."""
        metrics = QFontMetrics(theme.font(13, semibold=True))
        for made in self._buttons:
            made.setMinimumWidth(
                metrics.horizontalAdvance(made.text()) + theme.px(10 if self._is_crowded else 12)
            )
