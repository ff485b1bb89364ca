"""What both lists of the page share: the table, its foot, sums, what is said when there is nothing."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.vietnamese import format_number

from .. import theme
from ..desk import Desk
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState, start_in
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView, leave_out


class ListPart(QWidget):
    """Override `reload`, `open_row`, `remove`, `print_list`, `sums_words`. Several lines may be marked."""

    keys: Sequence[tuple[str, str]] = ()
    nothing = ""
    spare: tuple[str, ...] = ()

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.loaded: Any = None
        self.view = ListView(ListModel(columns, self), desk.habits, name, self)
        self.view.allow_many()
        self.bar = QHBoxLayout()
        self.bar.setSpacing(8)
        self.count = label("", "caption", self)
        self.sums = label("", "caption", self)
        self.sums.setObjectName(f"{name}-sums")
        self.middle = QHBoxLayout()
        self.middle.setSpacing(theme.CARD_GAP)
        self._places = QStackedWidget(self)
        self._card = Card(parent=self, flush=True)
        self.nobody = EmptyState(self.nothing, "handshake", self)
        self.no_hit = EmptyState("Không thấy dòng nào.", "search", self)
        self._foot = QHBoxLayout()
        self._acts: list[QPushButton] = []
        self._lay_out()
        self.view.opened.connect(self.open_row)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.show_acts())
        self.view.list_model().modelReset.connect(self.show_acts)
        self.show_acts()

    def reload(self) -> None:
        raise NotImplementedError

    def open_row(self, row: Any) -> None:
        """Enter on a line."""
        raise NotImplementedError

    def remove(self) -> None:
        """Ctrl+Delete."""

    def print_list(self) -> None:
        raise NotImplementedError

    def sums_words(self) -> str:
        """The line of sums for the rows that are shown."""
        raise NotImplementedError

    def marked(self) -> list[Any]:
        """The marked lines; the one under the cursor when none is marked."""
        rows = self.view.selected_rows()
        current = self.view.current_row()
        return rows or ([current] if current is not None else [])

    def add_act(self, words: str, clicked: Callable[[], object], icon: str = "") -> QPushButton:
        """A button below the list for the marked lines."""
        made = button(words, clicked, icon=icon, parent=self)
        made.setEnabled(False)
        self._acts.append(made)
        self._foot.addWidget(made)
        return made

    def search(self, text: str) -> None:
        self.view.search(text)
        self.show_state()

    def start(self) -> None:
        start_in(self._places, self.view)

    def take_rows(self, rows: Any) -> None:
        """Other rows were read; the cursor stays, and the focus comes back to the list from its buttons."""
        # Not `hasFocus`: a dialog that is about to close may still have it.
        had_focus = self.window().focusWidget() in (self.view, *self._acts)
        self.view.set_rows(rows)
        self.show_state()
        if not self.view.selected_rows():
            self.view.choose(lambda _row: True)
        if had_focus:
            start_in(self._places, self.view)

    def show_state(self) -> None:
        """How many are shown, their sums; or why there are none."""
        model = self.view.list_model()
        shown, total = model.rowCount(), model.total()
        words = f"{format_number(shown)} / {format_number(total)}" if shown != total else format_number(total)
        self.count.setText(f"{words} dòng")
        self._places.setCurrentWidget(self._card if shown else self.no_hit if total else self.nobody)
        typed = model.query().strip()
        self.no_hit.say(f"Không thấy «{typed}»." if typed else "Không có dòng nào khớp bộ lọc.")
        self.sums.setText(self.sums_words())
        self.sums.setToolTip(self.sums.text())

    def show_acts(self) -> None:
        """Buttons for marked lines work only when there are some."""
        for made in self._acts:
            made.setEnabled(bool(self.marked()))

    def fit_columns(self, room: int) -> None:
        """Columns that a narrow window leaves out; nothing scrolls sideways."""
        leave_out(self.view, self.view.list_model().columns, self.spare, room)

    def _lay_out(self) -> None:
        sums = QHBoxLayout()
        sums.setContentsMargins(12, 4, 12, 2)
        sums.addWidget(self.sums, 1)
        self._foot.setContentsMargins(12, 2, 12, 6)
        self._foot.setSpacing(8)
        self._foot.addWidget(KeyStrip(list(self.keys), self), 1)
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self.view, 1)
        for line in (sums, self._foot):
            self._card.body.addLayout(line)
        for place in (self._card, self.nobody, self.no_hit):
            self._places.addWidget(place)
        self.middle.addWidget(self._places, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, theme.CARD_GAP)
        column.setSpacing(8)
        column.addLayout(self.bar)
        column.addLayout(self.middle, 1)
