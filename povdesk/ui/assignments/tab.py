"""What all tabs of the page share: the table, its acts, filters, counting, printing, writing with undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.vietnamese import format_number

from .. import keys, theme
from ..desk import Desk
from ..special_lists import printing
from ..undoing import offer_undo
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from .loading import Loaded

KEYS = [
    ("Enter", "sửa"),
    ("Space", "chọn thêm"),
    ("Ctrl+N", "thêm"),
    ("Ctrl+P", "in"),
    ("Ctrl+Delete", "bỏ"),
    ("Ctrl+F", "tìm"),
]


@dataclass(frozen=True)
class Verb:
    """A button below the table. needs: how many rows must be marked at least (0 or 1). most: at most."""

    words: str
    icon: str
    run: Callable[[], object]
    needs: int = 1
    most: int | None = None


class ListTab(QWidget):
    """Override `rows`, `add`, `open_row`, `remove`; say `title`, `nothing`, `rule`, `adding`, `paper`.

    spare: columns that a narrow window leaves out, the first one first. paper: code of the paper that the
    tab is the list of, empty when there is none; millimetres: column widths on the printed list.
    """

    name = ""
    title = ""
    nothing = ""
    rule = ""
    adding = ""
    paper = ""
    spare: tuple[str, ...] = ()
    millimetres: dict[str, int] = {}

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.loaded: Loaded | None = None
        self.view = ListView(ListModel(columns, self), desk.habits, f"assignments-{self.name}", self)
        self.view.allow_many()
        self.bar = QHBoxLayout()
        self.count = label("", "caption", self)
        self._rule = label(self.rule, "caption", self, wrap=True)
        self._places = QStackedWidget(self)
        self._card = Card(parent=self, flush=True)
        self._nobody = EmptyState(self.nothing, "people-team", self)
        self._no_hit = EmptyState("Không thấy dòng nào.", "search", self)
        self._verbs: list[tuple[Verb, QPushButton]] = []
        self._lay_out()
        self.view.opened.connect(lambda _row: self.open_marked())
        self.view.chosen.connect(lambda _row: self._show_verbs())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_verbs())

    # ---- what each tab provides

    def verbs(self) -> Sequence[Verb]:
        """The buttons below the table."""
        return ()

    def rows(self, loaded: Loaded) -> list[Any]:
        raise NotImplementedError

    def add(self) -> None:
        """Ctrl+N."""

    def open_marked(self) -> None:
        """Enter: the marked rows, or the one under the cursor."""

    def remove_marked(self) -> None:
        """Ctrl+Delete."""

    def wanted(self, _row: Any) -> bool:
        """The tab's own filters."""
        return True

    def filter_words(self) -> str:
        """The filters in words, for the printed list."""
        return ""

    def show_loaded(self, loaded: Loaded) -> None:
        """Fill the filters."""

    # ---- shared

    def show_data(self, loaded: Loaded) -> None:
        """Show what was read; the row under the cursor stays."""
        had_focus = self.view.hasFocus()
        self.loaded = loaded
        self.show_loaded(loaded)
        self.view.set_rows(self.rows(loaded))
        self.refilter()
        if self.view.current_row() is None:
            self.view.choose(lambda _row: True)
        if had_focus:
            self.view.setFocus()

    def refilter(self) -> None:
        """A filter changed."""
        self.view.list_model().keep_only(self.wanted)
        self._show_state()

    def search(self, text: str) -> None:
        self.view.search(text)
        self._show_state()

    def start(self) -> None:
        self.view.setFocus()
        if self.view.current_row() is None:
            self.view.choose_first()

    def marked(self) -> list[Any]:
        """The marked rows; the one under the cursor when none is marked."""
        rows = self.view.selected_rows()
        current = self.view.current_row()
        return rows or ([current] if current is not None else [])

    def say_rule(self, words: str) -> None:
        """Another sentence above the table."""
        self._rule.setText(words)

    def choice(self, name: str, words: str) -> keys.ComboBox:
        """A filter box in the bar."""
        made = keys.ComboBox(self)
        made.setObjectName(f"{self.name}-{name}")
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.setMaximumWidth(theme.px(220))
        made.activated.connect(lambda _place: self.refilter())
        self.bar.insertWidget(self.bar.count() - 2, made)
        return made

    def write(
        self,
        work: Callable[[Any], Any],
        words: str | Callable[[Any], str],
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """One act with "Hoàn tác"; `words` may look at what the act returned."""

        def written(result: Any) -> None:
            offer_undo(self.desk, self, words if isinstance(words, str) else words(result))
            if done is not None:
                done()

        self.desk.worker.write(self, work, written, failed)

    def print_list(self) -> None:
        """Preview the rows shown, as the columns show them."""
        assert self.loaded is not None
        model = self.view.list_model()
        typed = model.query().strip()
        parts = [f"Tính đến ngày {self.loaded.day:%d/%m/%Y}", self.filter_words()]
        parts.append(f"Tìm: “{typed}”" if typed else "")
        printing.preview(
            self,
            self.desk,
            self.title,
            model.columns,
            model.rows(),
            "; ".join(part for part in parts if part),
            widths=self.millimetres,
            heading=self.loaded.heading,
            today=date.today(),
            file_name=f"phan-cong-{self.name}",
        )

    def _show_state(self) -> None:
        model = self.view.list_model()
        shown, total = model.rowCount(), model.total()
        words = f"{format_number(shown)} / {format_number(total)}" if shown != total else format_number(total)
        self.count.setText(f"{words} dòng")
        self._places.setCurrentWidget(self._card if shown else self._no_hit if total else self._nobody)
        typed = model.query().strip()
        self._no_hit.say(f"Không thấy «{typed}»." if typed else "Không có dòng nào khớp bộ lọc.")
        self._show_verbs()

    def _show_verbs(self) -> None:
        marked = len(self.marked())
        for verb, made in self._verbs:
            made.setEnabled(marked >= verb.needs and (verb.most is None or marked <= verb.most))

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
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(theme.CARD_PADDING, 8, theme.CARD_PADDING, 6)
        head.addWidget(self._rule)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 2, 12, 6)
        foot.setSpacing(8)
        foot.addWidget(KeyStrip(KEYS, self), 1)
        for verb in self.verbs():
            made = button(verb.words, verb.run, icon=verb.icon, parent=self)
            self._verbs.append((verb, made))
            foot.addWidget(made)
        self._card.body.setSpacing(0)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self.view, 1)
        self._card.body.addLayout(foot)
        for place in (self._card, self._nobody, self._no_hit):
            self._places.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN, 8, theme.PAGE_MARGIN, theme.CARD_GAP))
        column.setSpacing(8)
        column.addLayout(self.bar)
        column.addWidget(self._places, 1)
