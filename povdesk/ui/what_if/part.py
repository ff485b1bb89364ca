"""What all tabs of the page share: a sentence about the rule, a list, its acts, an empty state, printing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from .. import theme
from ..desk import Desk
from ..special_lists import printing
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState, start_in
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView, leave_out
from .loading import Loaded


@dataclass(frozen=True)
class Verb:
    """A button below the list. needs: a row must be under the cursor."""

    words: str
    icon: str
    run: Callable[[], object]
    needs: bool = True


class Part(QWidget):
    """Override `open_row` and give the class its words. spare: columns that a narrow window leaves out.

    explained: the whole reason of the row under the cursor stands below the list.
    """

    name = ""
    title = ""
    nothing = ""
    keys: Sequence[tuple[str, str]] = ()
    spare: tuple[str, ...] = ()
    many = False
    explained = False

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.loaded: Loaded | None = None
        self.view = ListView(ListModel(columns, self), desk.habits, f"what-if-{self.name}", self)
        self._rule = label("", "caption", self, wrap=True)
        self._reason = label("", "caption", self, wrap=True)
        self._places = QStackedWidget(self)
        self._card = Card(parent=self, flush=True)
        self._nobody = EmptyState(self.nothing, "target-arrow", self)
        self._verbs: list[tuple[Verb, QPushButton]] = []
        self._lay_out()
        if self.many:
            self.view.allow_many()
        self.view.opened.connect(self.open_row)
        self.view.chosen.connect(self._on_chosen)

    # ---- what each tab provides

    def verbs(self) -> Sequence[Verb]:
        return ()

    def open_row(self, _row: Any) -> None:
        """Enter."""

    def subtitle(self) -> str:
        """Below the title of the printed list."""
        return f"Tính đến ngày {self.loaded.day:%d/%m/%Y}" if self.loaded else ""

    # ---- shared

    def set_rows(self, rows: Sequence[Any]) -> None:
        """The row under the cursor stays when it is still there."""
        self.view.set_rows(list(rows))
        if self.view.current_row() is None:
            self.view.choose(lambda _row: True)
        self._places.setCurrentWidget(self._card if rows else self._nobody)
        self.show_verbs()

    def say(self, words: str) -> None:
        """The sentence above the list."""
        self._rule.setText(words)
        self._rule.setVisible(bool(words))

    def marked(self) -> list[Any]:
        """The marked rows; the one under the cursor when none is marked."""
        rows = self.view.selected_rows()
        current = self.view.current_row()
        return rows or ([current] if current is not None else [])

    def start(self) -> None:
        start_in(self._places, self.view)

    def show_verbs(self) -> None:
        for verb, made in self._verbs:
            made.setEnabled(not verb.needs or self.view.current_row() is not None)

    def _on_chosen(self, row: Any) -> None:
        self.show_verbs()
        self._reason.setText(row.reason if self.explained and row is not None else "")

    def print_list(self) -> None:
        """Preview the rows shown."""
        if self.loaded is None:
            return
        model = self.view.list_model()
        printing.preview(
            self,
            self.desk,
            self.title,
            model.columns,
            model.rows(),
            self.subtitle(),
            widths={column.key: column.width // 4 for column in model.columns},
            heading=self.loaded.heading,
            today=date.today(),
            file_name=f"thu-phuong-an-{self.name}",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * theme.PAGE_MARGIN - theme.px(24)
        leave_out(self.view, self.view.list_model().columns, self.spare, room)

    def _lay_out(self) -> None:
        self.view.setAccessibleName(self.title)
        for made, top in ((self._rule, 8), (self._reason, 4)):
            made.setContentsMargins(theme.CARD_PADDING, top, theme.CARD_PADDING, 6)
        self._reason.setVisible(self.explained)
        self._reason.setMinimumHeight(theme.px(44))
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 2, 12, 6)
        foot.setSpacing(8)
        foot.addWidget(KeyStrip(list(self.keys), self), 1)
        for verb in self.verbs():
            made = button(verb.words, verb.run, icon=verb.icon, parent=self)
            self._verbs.append((verb, made))
            foot.addWidget(made)
        self._rule.hide()
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self._rule)
        self._card.body.addWidget(self.view, 1)
        self._card.body.addWidget(self._reason)
        self._card.body.addLayout(foot)
        for place in (self._card, self._nobody):
            self._places.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, theme.CARD_GAP))
        column.addWidget(self._places, 1)
