"""What the three parts of the page share: a list in a card, keys and verbs below it, an empty state."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from .. import theme
from ..desk import Desk
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState, start_in
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button
from ..widgets.table import ListColumn, ListModel, ListView


class ListPart(QWidget):
    """Fill with `set_rows`; verbs know for which row they are there."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[ListColumn],
        nothing: EmptyState,
        keys: list[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.view = ListView(ListModel(columns, self), desk.habits, name, self)
        self.bar = QHBoxLayout()
        self.nothing = nothing
        self._places = QStackedWidget(self)
        self._card = Card(parent=self, flush=True)
        self._verbs: list[tuple[QPushButton, Callable[[Any], bool]]] = []
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._actions.addStretch(1)
        strip = QHBoxLayout()
        strip.setContentsMargins(12, 2, 12, 2)
        strip.addWidget(KeyStrip(keys, self), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 8)
        foot.addLayout(self._actions, 1)
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self.view, 1)
        self._card.body.addLayout(strip)
        self._card.body.addLayout(foot)
        self._places.addWidget(self._card)
        self._places.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, theme.CARD_GAP)
        column.setSpacing(8)
        column.addLayout(self.bar)
        column.addWidget(self._places, 1)
        self.view.opened.connect(self.on_open)
        self.view.chosen.connect(self._on_chosen)

    def add_verb(
        self,
        words: str,
        act: Callable[[Any], object],
        fits: Callable[[Any], bool],
        *,
        icon: str = "",
        kind: str = "",
    ) -> None:
        """A button for the current row, there to be pressed only where it fits."""
        made = button(words, lambda: self._with_row(act, fits), icon=icon, kind=kind, parent=self)
        self._verbs.append((made, fits))
        self._actions.addWidget(made)

    def on_open(self, row: Any) -> None:
        """Enter."""

    def set_rows(self, rows: Sequence[Any]) -> None:
        verbs = [made for made, _fits in self._verbs]
        # The verb that was pressed may be off for the row now: the keys go back to the list.
        back = self.window().focusWidget() in verbs
        self.view.set_rows(list(rows))
        self._places.setCurrentIndex(0 if rows else 1)
        if back and rows:
            self.view.setFocus()
        if self.view.current_row() is None:
            self.view.choose(lambda _row: True)
        self._on_chosen(self.view.current_row())

    def start(self) -> None:
        start_in(self._places, self.view)

    def _with_row(self, act: Callable[[Any], object], fits: Callable[[Any], bool]) -> None:
        row = self.view.current_row()
        if row is not None and fits(row):
            act(row)

    def _on_chosen(self, row: Any) -> None:
        for made, fits in self._verbs:
            made.setEnabled(row is not None and fits(row))
