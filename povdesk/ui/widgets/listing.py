"""What tabs that are one list share: the table with its rule and verbs, or why there is nothing to see."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.vietnamese import format_number

from .. import messages, theme
from ..desk import Desk
from ..undoing import write_with_undo
from .card import Card
from .empty_state import EmptyState, start_in
from .key_strip import KeyStrip
from .labels import button, label
from .table import ListColumn, ListModel, ListView, leave_out

Done = Callable[[], object]
Failed = Callable[[Exception], None]


class Listing(QWidget):
    """Override `open_dialog`, `remove_words`, `delete` and the words of the class.

    page, name: under which the columns' widths are remembered. spare: columns that a narrow window leaves
    out, the first one first; paper has them all. adding: words of the button for a new line; "" when lines
    are not made by hand. removing: the verb that takes one away, `after_removing`: what the question adds.
    """

    page = ""
    name = ""
    title = ""
    adding = ""
    nothing = ""
    advice = ""
    rule = ""
    icon = "document-text"
    removing = "Xóa"
    after_removing = "Hoàn tác được."
    spare: tuple[str, ...] = ()
    desk: Desk
    loaded: Any = None

    def make_list(self, columns: Sequence[ListColumn]) -> None:
        """The widgets; called once, when `desk` is known."""
        self.view = ListView(ListModel(columns, self), self.desk.habits, f"{self.page}-{self.name}", self)
        self.bar, self.foot = QHBoxLayout(), QHBoxLayout()
        self.count = label("", "caption", self)
        self.empty = EmptyState(self.nothing, self.icon, self)
        self._head = QWidget(self)
        self._rule = label("", "caption", self._head, wrap=True)
        self._no_hit = EmptyState("Không thấy dòng nào.", "search", self)
        self._places = QStackedWidget(self)
        self._card = Card(parent=self, flush=True)
        self._row_buttons: list[tuple[QPushButton, Callable[[Any], bool]]] = []
        self._lay_out()
        self.view.opened.connect(self.open_dialog)
        self.view.chosen.connect(self.on_chosen)

    # ---- what each list provides

    def strip_keys(self) -> list[tuple[str, str]]:
        """Keys and what they do, for the strip below the table."""
        return []

    def open_dialog(self, row: Any) -> None:
        """Change a line; None: a new one."""
        raise NotImplementedError

    def remove_words(self, row: Any) -> tuple[str, str]:
        """The question before a line is taken away, and what is said afterwards."""
        raise NotImplementedError

    def delete(self, act: Any, row: Any) -> None:
        raise NotImplementedError

    def count_words(self, some: str) -> str:
        """What stands beside the filters: how many rows, and sums."""
        return some

    def on_chosen(self, row: Any) -> None:
        """Another line is current; None: no line."""
        for made, fits in self._row_buttons:
            made.setEnabled(row is not None and fits(row))

    # ---- shared

    def put_rows(self, rows: Sequence[Any]) -> None:
        """Other rows; the cursor stays, and the focus comes back to the list from its verbs."""
        # Not `hasFocus`: a dialog that is about to close may still have it. A verb may be off for a moment.
        focused = self.window().focusWidget()
        had_focus = focused is self.view or (focused is not None and self.foot.indexOf(focused) >= 0)
        # Before there were rows the keys were where the list is empty.
        had_focus |= any(one is focused or one.isAncestorOf(focused) for one in (self.empty, self._no_hit))
        self.view.set_rows(list(rows))
        self.show_state()
        if self.view.current_row() is None:
            self.view.choose(lambda _row: True)
        self.on_chosen(self.view.current_row())
        if had_focus:
            start_in(self._places, self.view)

    def add(self) -> None:
        """Ctrl+N."""
        if self.loaded is not None and self.adding:
            self.open_dialog(None)

    def remove_current(self) -> None:
        """Ctrl+Delete."""
        self.with_row(self.ask_remove)

    def ask_remove(self, row: Any) -> None:
        """Ask, take the line away, offer to take that back."""
        question, done = self.remove_words(row)
        messages.confirm(
            self,
            question,
            self.removing,
            "Giữ lại",
            lambda: self.write(lambda act: self.delete(act, row), done),
            more=self.after_removing,
        )

    def write(
        self,
        work: Callable[[Any], Any],
        words: str | Callable[[Any], str],
        done: Done = lambda: None,
        failed: Failed | None = None,
    ) -> None:
        """One act with "Hoàn tác"; `words` may look at what the act returned."""
        write_with_undo(self.desk, self, work, words, done, failed)

    def search(self, text: str) -> None:
        """What was typed into the page's search box."""
        self.view.search(text)
        self.show_state()

    def narrow(self, wanted: Callable[[Any], bool] | None) -> None:
        """A filter of the tab's own."""
        self.view.list_model().keep_only(wanted)
        self.show_state()

    def start(self) -> None:
        """Put the cursor where the tab begins."""
        start_in(self._places, self.view)

    def with_row(self, act: Callable[[Any], Any]) -> None:
        """Do it with the current line, if there is one."""
        row = self.view.current_row()
        if row is not None:
            act(row)

    def row_button(
        self,
        words: str,
        act: Callable[[Any], Any],
        icon: str = "",
        fits: Callable[[Any], bool] = lambda _row: True,
        *,
        key: str = "",
    ) -> QPushButton:
        """A verb below the table for the current line; usable while `fits` says so."""
        made = button(words, lambda: self.with_row(act), icon=icon, key=key, parent=self)
        made.setEnabled(False)
        self._row_buttons.append((made, fits))
        self.foot.addWidget(made)
        return made

    def say_rule(self, words: str) -> None:
        """The sentence above the table."""
        self._rule.setText(words)
        self._head.setVisible(bool(words))

    def show_state(self) -> None:
        """The list, or why it is empty; the count."""
        model = self.view.list_model()
        shown, total = model.rowCount(), model.total()
        some = f"{format_number(shown)} / {format_number(total)}" if shown != total else format_number(total)
        self.count.setText(self.count_words(some))
        self._places.setCurrentWidget(self._card if shown else self._no_hit if total else self.empty)
        typed = model.query().strip()
        self._no_hit.say(f"Không thấy «{typed}»." if typed else "Không có dòng nào khớp bộ lọc.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.spare:
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Nothing scrolls sideways."""
        room = self.width() - 2 * theme.PAGE_MARGIN - theme.px(24)
        leave_out(self.view, self.view.list_model().columns, self.spare, room)

    def _lay_out(self) -> None:
        self.view.setAccessibleName(self.title)
        self.empty.say(self.nothing, self.advice)
        if self.adding:
            self.empty.add_button(self.adding, self.add, kind="primary", icon="add")
        self.bar.setSpacing(8)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(theme.CARD_PADDING, 8, theme.CARD_PADDING, 6)
        head.addWidget(self._rule)
        self.say_rule(self.rule)
        self.foot.setContentsMargins(12, 2, 12, 6)
        self.foot.setSpacing(8)
        self.foot.addWidget(KeyStrip(self.strip_keys(), self), 1)
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self._head)
        self._card.body.addWidget(self.view, 1)
        self._card.body.addLayout(self.foot)
        for place in (self._card, self.empty, self._no_hit):
            self._places.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, theme.CARD_GAP))
        column.setSpacing(8)
        column.addLayout(self.bar)
        column.addWidget(self._places, 1)
