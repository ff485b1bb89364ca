"""One tab of the page: a list with what can be done to its row below it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ..desk import Desk
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView


class ListPart(QWidget):
    """counted: how many rows are shown, in words. Subclasses fill `actions` and say what Enter does."""

    counted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[ListColumn],
        nothing: EmptyState,
        keys: list[tuple[str, str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.model = ListModel(tuple(columns), self)
        self.list = ListView(self.model, desk.habits, name, self)
        self.above = QHBoxLayout()
        self.actions = QHBoxLayout()
        self.remark = label("", "hint", self, wrap=True)
        self._nothing = nothing
        self._places = QStackedWidget(self)
        self._row_buttons: list[tuple[QPushButton, Callable[[Any], bool]]] = []
        card = Card(parent=self, flush=True)
        card.body.setSpacing(0)
        card.body.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 2, 12, 2)
        foot.addWidget(KeyStrip(keys, card))
        card.body.addLayout(foot)
        for place in (card, nothing):
            self._places.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.above)
        column.addWidget(self._places, 1)
        column.addWidget(self.remark)
        column.addLayout(self.actions)
        self.remark.hide()
        self.list.opened.connect(self.on_open)
        self.list.chosen.connect(self._on_chosen)

    def add_action(
        self, words: str, act: Callable[[Any], object], fits: Callable[[Any], bool], **look: Any
    ) -> QPushButton:
        """A button for the current row, on only where it fits."""
        made = button(words, partial(self._act, act), parent=self, **look)
        made.setEnabled(False)
        self._row_buttons.append((made, fits))
        self.actions.addWidget(made)
        return made

    def set_rows(self, rows: Sequence[Any]) -> None:
        # The verb that was pressed may be off for the row now: the keys go back to the list.
        back = self.window().focusWidget() in [made for made, _fits in self._row_buttons]
        self.list.set_rows(rows)
        if back and self.model.rowCount():
            self.list.setFocus()
        if self.list.current_row() is None and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.show_state()

    def search(self, typed: str) -> None:
        self.list.search(typed)
        if self.list.current_row() is None and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.show_state()

    def show_state(self) -> None:
        """The list, or what to do while it is empty."""
        total, shown = self.model.total(), self.model.rowCount()
        self._places.setCurrentIndex(0 if total else 1)
        self.counted.emit(f"{shown} / {total}" if shown != total else f"{total} dòng")
        self._on_chosen(self.list.current_row())

    def say(self, words: str) -> None:
        """A remark below the list."""
        self.remark.setText(words)
        self.remark.setVisible(bool(words))

    def on_open(self, row: Any) -> None:
        """Enter."""

    def household_in_front(self) -> int | None:
        row = self.list.current_row()
        return getattr(row, "household_id", None)

    def _act(self, act: Callable[[Any], object]) -> None:
        row = self.list.current_row()
        if row is not None:
            act(row)

    def _on_chosen(self, row: Any) -> None:
        for made, fits in self._row_buttons:
            made.setEnabled(row is not None and fits(row))
