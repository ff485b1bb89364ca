"""What all tabs of the page share: reading for a year, one act with undo, a list with its verbs."""

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

Failed = Callable[[Exception], None]


class ProgrammePart(QWidget):
    """One tab. `load` runs on the worker, `show_loaded` here. by_year: the year box counts for it.

    adding: the words of the page's primary button; empty hides it.
    """

    by_year = True
    adding = ""
    noting = ""
    """The words of Ctrl+R in this tab; empty: it does nothing here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.year: int | None = None
        self.loaded: Loaded | None = None
        self.on_loaded: Callable[[Loaded], None] = lambda _loaded: None

    def load(self, connection: Any) -> Loaded:
        """Read what this tab shows; no widgets here."""
        raise NotImplementedError

    def show_loaded(self, loaded: Loaded) -> None:
        raise NotImplementedError

    def reload(self) -> None:
        self.desk.worker.read(self, self.load, self._on_read)

    def start(self) -> None:
        """Put the cursor where the tab begins."""

    def show_target(self, **target: Any) -> None:
        """What another place asked to see in this tab."""

    def add(self) -> None:
        """Ctrl+N."""

    def note_current(self) -> None:
        """Ctrl+R: received, paid."""

    def remove_current(self) -> None:
        """Ctrl+Delete."""

    def print_part(self) -> None:
        """Ctrl+P."""

    def search(self, text: str) -> None:
        """What was typed into the page's search box."""

    def is_dirty(self) -> bool:
        return False

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Ctrl+S."""

    def drop(self) -> None:
        """Forget what was typed."""

    def today(self) -> date:
        return date.today()

    def write(
        self,
        work: Callable[[Any], Any],
        words: str,
        done: Callable[[], object] = lambda: None,
        failed: Failed | None = None,
    ) -> None:
        """One act; afterwards "Hoàn tác" is offered."""

        def saved(_result: object) -> None:
            self.desk.say(f"Đã lưu {datetime.now():%H:%M}")
            offer_undo(self.desk, self, words)
            done()

        if failed is None:
            self.desk.worker.write(self, work, saved)
        else:
            self.desk.worker.write(self, work, saved, failed)

    def _on_read(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.year = loaded.frame.year
        self.on_loaded(loaded)
        self.show_loaded(loaded)


class ListPart(ProgrammePart):
    """A list. Override `open_dialog`, `remove_words`, `delete` and the class words.

    spare: columns that a narrow window leaves out, the first one first; paper has them all.
    widths: millimetres on paper by column. removing: the verb of the button, empty: nothing is taken away.
    """

    name = ""
    spare: tuple[str, ...] = ()
    widths: dict[str, int] = {}
    title = ""
    nothing = ""
    advice = ""
    rule = ""
    removing = "Xóa"
    icon = "document-text"

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view = ListView(ListModel(columns, self), desk.habits, f"programme-{self.name}", self)
        self.bar = QHBoxLayout()
        self.count = label("", "caption", self)
        self.rule_label = label(self.rule, "caption", self, wrap=True)
        self.empty = EmptyState(self.nothing, self.icon, self)
        self._no_hit = EmptyState("Không có dòng nào khớp bộ lọc.", "search", self)
        self._places = QStackedWidget(self)
        self._card = Card(parent=self, flush=True)
        self._of_row: list[QPushButton] = []
        self._foot = QHBoxLayout()
        self._wanted_uid = ""
        self._lay_out()
        self.view.opened.connect(self.open_dialog)
        self.view.chosen.connect(self.on_chosen)
        self.on_chosen(None)

    # ---- what each list provides

    def open_dialog(self, row: Any) -> None:
        """Change a line; None: a new one."""
        raise NotImplementedError

    def remove_words(self, row: Any) -> tuple[str, str]:
        """The question before a line is taken away, and what is said afterwards."""
        raise NotImplementedError

    def delete(self, act: Any, row: Any) -> None:
        raise NotImplementedError

    def filter_words(self) -> str:
        """What the list is narrowed to, for the printed head."""
        return f"Năm {self.loaded.frame.year}" if self.loaded and self.by_year else ""

    def totals(self, rows: Sequence[Any]) -> Sequence[tuple[str, ...]]:
        """The last lines on paper."""
        return ()

    def on_chosen(self, row: Any) -> None:
        """Another line is current."""
        for made in self._of_row:
            made.setEnabled(row is not None)

    # ---- shared

    def show_loaded(self, loaded: Loaded) -> None:
        had_focus = self.view.hasFocus()
        self.view.set_rows(list(loaded.rows))
        self.show_state()
        wanted, self._wanted_uid = self._wanted_uid, ""
        found = bool(wanted) and self.view.choose(lambda row: row.uid == wanted)
        if not found and self.view.current_row() is None:
            self.view.choose_first()
        if had_focus or found:
            self.view.setFocus()

    def show_target(self, **target: Any) -> None:
        """uid: the line to stand on."""
        self._wanted_uid = target.get("uid", "")

    def add(self) -> None:
        if self.loaded is not None:
            self.open_dialog(None)

    def remove_current(self) -> None:
        self.with_row(self._ask_remove)

    def search(self, text: str) -> None:
        self.view.search(text)
        self.show_state()

    def narrow(self, wanted: Callable[[Any], bool] | None) -> None:
        """A filter of the tab's own."""
        self.view.list_model().keep_only(wanted)
        self.show_state()

    def start(self) -> None:
        if self._places.currentWidget() is self.empty:
            self.empty.setFocus()
        self.view.setFocus()
        if self.view.current_row() is None:
            self.view.choose_first()

    def print_part(self) -> None:
        rows = self.view.list_model().rows()
        if self.loaded is None or not rows:
            self.desk.say("Danh sách đang trống nên không có gì để in.")
            return
        columns = self.view.list_model().columns
        typed = self.view.list_model().query().strip()
        words = [self.filter_words(), f"Tìm: “{typed}”" if typed else ""]
        printing.preview_list(
            self,
            self.desk,
            self.title,
            "; ".join(filter(None, words)),
            [(column.title, self.widths.get(column.key, 24), column.align) for column in columns],
            [tuple(column.show(row) for column in columns) for row in rows],
            frame=self.loaded.frame,
            file_name=f"chuong-trinh-{self.name}",
            totals=self.totals(list(rows)),
        )

    def with_row(self, act: Callable[[Any], None]) -> None:
        """Do it with the current line, if there is one."""
        row = self.view.current_row()
        if row is not None:
            act(row)

    def row_button(self, words: str, act: Callable[[Any], None], icon: str, key: str = "") -> QPushButton:
        """A verb below the list for the current line."""
        made = button(words, lambda: self.with_row(act), icon=icon, key=key, parent=self)
        self._of_row.append(made)
        self._foot.addWidget(made)
        return made

    def show_state(self) -> None:
        """The list, or why it is empty; the count."""
        model = self.view.list_model()
        shown, total = model.rowCount(), model.total()
        words = f"{format_number(shown)} / {format_number(total)}" if shown != total else format_number(total)
        self.count.setText(f"{words} dòng")
        self._places.setCurrentWidget(self._card if shown else self._no_hit if total else self.empty)
        typed = model.query().strip()
        self._no_hit.say(f"Không thấy «{typed}»." if typed else "Không có dòng nào khớp bộ lọc.")

    def keys(self) -> list[tuple[str, str]]:
        """For the strip below the list."""
        found = [("Enter", "sửa"), ("Ctrl+F", "tìm"), ("Ctrl+P", "in danh sách")]
        found += [("Ctrl+R", self.noting)] if self.noting else []
        return [*found, ("Ctrl+Delete", self.removing.lower())] if self.removing else found

    def _ask_remove(self, row: Any) -> None:
        question, done = self.remove_words(row)
        messages.confirm(
            self,
            question,
            self.removing,
            "Giữ lại",
            lambda: self.write(lambda act: self.delete(act, row), done),
            more="Hoàn tác được.",
        )

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
        self.empty.say(self.nothing, self.advice)
        self.empty.add_button(self.adding, self.add, kind="primary", icon="add")
        self.bar.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(theme.CARD_PADDING, 8, theme.CARD_PADDING, 6)
        head.addWidget(self.rule_label)
        self._foot.setContentsMargins(12, 2, 12, 6)
        self._foot.setSpacing(8)
        self._foot.addWidget(KeyStrip(self.keys(), self), 1)
        self.row_button("Sửa", self.open_dialog, "edit")
        if self.removing:
            self.row_button(self.removing, self._ask_remove, "delete")
        self._card.body.setSpacing(0)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self.view, 1)
        self._card.body.addLayout(self._foot)
        for place in (self._card, self.empty, self._no_hit):
            self._places.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, theme.CARD_GAP))
        column.setSpacing(8)
        column.addLayout(self.bar)
        column.addWidget(self._places, 1)
