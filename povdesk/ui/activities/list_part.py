"""What all tabs of the page share: the table, searching, adding, changing, removing, printing, undo."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.vietnamese import format_number

from .. import messages, theme
from ..desk import Desk
from ..undoing import offer_undo
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from . import printing
from .loading import Loaded

Done = Callable[[], None]
Failed = Callable[[Exception], None]

KEYS = [
    ("Enter", "mở"),
    ("Ctrl+F", "tìm"),
    ("Ctrl+N", "thêm"),
    ("Ctrl+P", "in"),
    ("Ctrl+Delete", "xóa"),
]


class ListPart(QWidget):
    """Override `read`, `open_dialog`, `remove_words`, `delete`; perhaps `show_read` and `print_list`.

    spare: columns that a narrow window leaves out, the first one first; paper has them all.
    adding: words of the button for a new line; "" when lines are not made by hand.
    """

    name = ""
    title = ""
    spare: tuple[str, ...] = ()
    adding = ""
    nothing = ""
    rule = ""
    icon = "calendar-ltr"
    keys: list[tuple[str, str]] = KEYS
    millimetres: dict[str, int] = {}

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.year: int | None = None
        self.loaded: Loaded | None = None
        self.view = ListView(ListModel(columns, self), desk.habits, f"activities-{self.name}", self)
        self.bar = QHBoxLayout()
        self.foot = QHBoxLayout()
        self.count = label("", "caption", self)
        self._row_buttons: list[tuple[QPushButton, Callable[[Any], bool]]] = []
        self._places = QStackedWidget(self)
        self._card = Card(parent=self, flush=True)
        self._nobody = EmptyState(self.nothing, self.icon, self)
        self._no_hit = EmptyState("Không thấy dòng nào.", "search", self)
        self._lay_out()
        self.view.opened.connect(self.open_dialog)
        self.view.chosen.connect(self._on_chosen)
        self._on_chosen(None)

    # ---- what each tab provides

    def read(self, connection: Any) -> Loaded:
        """Read the list; no widgets here."""
        raise NotImplementedError

    def show_read(self, loaded: Loaded) -> None:
        """Fill what stands above the table."""

    def open_dialog(self, row: Any) -> None:
        """Change a line; None: a new one."""
        raise NotImplementedError

    def remove_words(self, row: Any) -> tuple[str, str]:
        """The question before a line is removed, and what is said afterwards."""
        raise NotImplementedError

    def delete(self, act: Any, row: Any) -> None:
        raise NotImplementedError

    def print_list(self) -> Any:
        """Ctrl+P: the rows shown."""
        assert self.loaded is not None
        model = self.view.list_model()
        if not model.rowCount():
            self.desk.say("Danh sách đang trống nên không có gì để in.")
            return None
        return printing.preview_list(self, self.desk, self.title, model, self.loaded, self.millimetres)

    # ---- shared

    def reload(self) -> None:
        self.desk.worker.read(self, self.read, self._on_read)

    def add(self) -> None:
        if self.loaded is not None and self.adding:
            self.open_dialog(None)

    def remove_current(self) -> None:
        row = self.view.current_row()
        if row is None:
            return
        question, done = self.remove_words(row)
        messages.confirm(
            self,
            question,
            "Xóa",
            "Giữ lại",
            lambda: self.act(lambda act: self.delete(act, row), done),
            more="Hoàn tác được.",
        )

    def act(
        self, work: Callable[[Any], Any], words: str, done: Done | None = None, failed: Failed | None = None
    ) -> None:
        """Write as one act, say so, offer to take it back."""

        def saved(_result: object) -> None:
            self.desk.say(f"Đã lưu {datetime.now():%H:%M}")
            offer_undo(self.desk, self, words)
            if done is not None:
                done()

        if failed is None:
            self.desk.worker.write(self, work, saved)
        else:
            self.desk.worker.write(self, work, saved, failed)

    def search(self, text: str) -> None:
        self.view.search(text)
        self._show_state()

    def narrow(self, wanted: Callable[[Any], bool] | None) -> None:
        """A filter of the tab's own."""
        self.view.list_model().keep_only(wanted)
        self._show_state()

    def start(self) -> None:
        self.view.setFocus()
        if self.view.current_row() is None:
            self.view.choose_first()

    def today(self) -> date:
        return date.today()

    def row_button(
        self,
        words: str,
        act: Callable[[Any], Any],
        icon: str = "",
        fits: Callable[[Any], bool] = lambda _row: True,
    ) -> QPushButton:
        """A button below the table for the row in front; usable while `fits` says so."""

        def press() -> None:
            row = self.view.current_row()
            if row is not None:
                act(row)

        made = button(words, press, icon=icon, parent=self)
        self._row_buttons.append((made, fits))
        self.foot.addWidget(made)
        return made

    def _on_read(self, loaded: Loaded) -> None:
        had_focus = self.view.hasFocus()
        self.loaded = loaded
        self.show_read(loaded)
        self.view.set_rows(list(loaded.rows))
        self._show_state()
        if self.view.current_row() is None:
            self.view.choose(lambda _row: True)
        self._on_chosen(self.view.current_row())
        if had_focus:
            self.view.setFocus()

    def _show_state(self) -> None:
        model = self.view.list_model()
        shown, total = model.rowCount(), model.total()
        some = f"{format_number(shown)} / {format_number(total)}" if shown != total else format_number(total)
        self.count.setText(self.count_words(some))
        self._places.setCurrentWidget(self._card if shown else self._no_hit if total else self._nobody)
        typed = model.query().strip()
        self._no_hit.say(f"Không thấy «{typed}»." if typed else "Không có dòng nào khớp bộ lọc.")

    def count_words(self, some: str) -> str:
        """What stands beside the filters: how many rows, and sums."""
        return some

    def _on_chosen(self, row: Any) -> None:
        for made, fits in self._row_buttons:
            made.setEnabled(row is not None and fits(row))

    def _fit_columns(self) -> None:
        """Nothing scrolls sideways."""
        columns = self.view.list_model().columns
        wanted = sum(theme.px(column.width) for column in columns)
        room = self.width() - 2 * theme.PAGE_MARGIN - theme.px(24)
        for key in self.spare:
            place = next(number for number, column in enumerate(columns) if column.key == key)
            self.view.setColumnHidden(place, wanted > room)
            wanted -= theme.px(columns[place].width) if wanted > room else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.spare:
            self._fit_columns()

    def _lay_out(self) -> None:
        self.view.setAccessibleName(self.title)
        if self.adding:
            self._nobody.add_button(self.adding, self.add, kind="primary", icon="add")
        self.bar.setSpacing(8)
        self.foot.setContentsMargins(12, 2, 12, 6)
        self.foot.setSpacing(8)
        self.foot.addWidget(KeyStrip(self.keys, self), 1)
        self._card.body.setSpacing(0)
        if self.rule:
            head = QHBoxLayout()
            head.setContentsMargins(theme.CARD_PADDING, 8, theme.CARD_PADDING, 6)
            head.addWidget(label(self.rule, "caption", self, wrap=True))
            self._card.body.addLayout(head)
        self._card.body.addWidget(self.view, 1)
        self._card.body.addLayout(self.foot)
        for place in (self._card, self._nobody, self._no_hit):
            self._places.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, theme.CARD_GAP))
        column.setSpacing(8)
        column.addLayout(self.bar)
        column.addWidget(self._places, 1)
