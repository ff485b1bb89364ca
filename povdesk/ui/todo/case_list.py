"""The cases of the chosen rule: to open, to give to a cadre, to put off, to print."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from povdesk.domain import vietnamese
from povdesk.domain.todo import Todo, TodoCase, TodoItem
from povdesk.domain.vietnamese import format_number, short_date

from .. import theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from .rule_list import sentence

_KEYS = [("Enter", "mở"), ("Space", "chọn thêm"), ("Ctrl+A", "chọn hết"), ("Ctrl+P", "in")]


def _note(case: TodoCase) -> str:
    if case.snooze is None:
        return case.note
    return f"Hoãn đến {short_date(case.snooze.until)}: {case.snooze.reason}"


COLUMNS = (
    ListColumn(
        "name",
        "Họ và tên",
        180,
        lambda case: case.name,
        lambda case: vietnamese.name_sort_key(case.name),
        bold=True,
        tone=lambda case: Tone.NEUTRAL if case.snooze else None,
    ),
    ListColumn("hamlet", "Thôn", 104, lambda case: case.hamlet),
    ListColumn("group", "Diện", 112, lambda case: case.group),
    ListColumn(
        "note",
        "Ghi chú",
        120,
        _note,
        tip=_note,
        stretch=True,
        tone=lambda case: Tone.NEUTRAL if case.snooze else None,
    ),
)
_COLUMN_KEYS = [column.key for column in COLUMNS]
_MILLIMETRES = {"name": 52, "hamlet": 30, "group": 32, "note": 70}


class CaseList(Card):
    """opened: a case is to be shown. assign_wanted, snooze_wanted, wake_wanted: for those marked.

    place_wanted: the rule whose page is to be opened.
    """

    opened = Signal(object)
    assign_wanted = Signal(object)
    snooze_wanted = Signal(object)
    wake_wanted = Signal(object)
    print_wanted = Signal()
    place_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Chọn một việc", parent, flush=True)
        self._item: TodoItem | None = None
        self._model = ListModel(COLUMNS)
        self._view = ListView(self._model, desk.habits, "todo-cases", self)
        self._view.allow_many()
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._advice = label("", "caption", self, wrap=True)
        self._said = label("", "caption", self, wrap=True)
        self._said.setObjectName("case-note")
        self._none = EmptyState("Không còn gì trong việc này.", "checkmark-circle", self)
        self._places = QStackedWidget(self)
        self._assign = button(
            "Phân công cán bộ…",
            lambda: self.assign_wanted.emit(self.marked()),
            icon="person-add",
            parent=self,
        )
        self._snooze = button("Hoãn…", lambda: self.snooze_wanted.emit(self.marked()), parent=self)
        self._wake = button("Bỏ hoãn", lambda: self.wake_wanted.emit(self.marked()), parent=self)
        self._go = button("", self._on_go, icon="open", parent=self)
        self._print = button("In", self.print_wanted.emit, icon="print", parent=self)
        self._lay_out()
        self._view.opened.connect(self.opened)
        self._view.chosen.connect(self._say)
        self._view.selectionModel().selectionChanged.connect(lambda *_: self._show_acts())

    def item(self) -> TodoItem | None:
        """The rule whose cases are shown."""
        return self._item

    def view(self) -> ListView:
        return self._view

    def cases(self) -> list[TodoCase]:
        """As shown, from top to bottom."""
        return list(self._model.rows())

    def marked(self) -> list[TodoCase]:
        """The marked cases; the one under the cursor when none is marked."""
        rows: list[TodoCase] = self._view.selected_rows()
        current = self._view.current_row()
        return rows or ([current] if current is not None else [])

    def show_item(self, item: TodoItem | None) -> None:
        """The cases of a rule, those put off at the end."""
        same = item is not None and self._item is not None and item.code == self._item.code
        self._item = item
        if item is None:
            self._places.setCurrentWidget(self._none)
            self._show_acts()
            return
        self.set_title(sentence(item))
        self._advice.setText(item.reason or item.rule.advice)
        columns = list(COLUMNS)
        people = any(case.kind for case in item.cases)
        columns[0] = _titled(columns[0], "Họ và tên" if people else "Việc")
        columns[3] = _titled(columns[3], item.rule.column)
        self._model.columns = tuple(columns)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        rows = [*item.open_cases, *(case for case in item.cases if case.snooze is not None)]
        if not same:
            self._view.clearSelection()
        self._view.set_rows(rows)
        for key, place in (("hamlet", 1), ("group", 2)):
            self._view.setColumnHidden(place, not any(getattr(case, key) for case in rows))
        self._fit()
        if rows and self._view.current_row() is None:
            self._view.setCurrentIndex(self._model.index(0, 0))
        self._none.say(
            "Chưa kiểm tra được việc này." if item.reason else "Không còn gì trong việc này.",
            item.reason or item.rule.source,
        )
        self._places.setCurrentWidget(self._view if rows else self._none)
        self._show_acts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F6 and self._assign.isVisible():
            self._assign.click()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """The class gives way to the note where the card is narrow."""
        if self._item is not None and any(case.group for case in self._item.cases):
            self._view.setColumnHidden(_COLUMN_KEYS.index("group"), self.width() < theme.px(470))

    def _say(self, case: TodoCase | None) -> None:
        """The whole note of the current case where its column is too narrow for it."""
        words = _note(case) if case is not None else ""
        room = self._view.columnWidth(_COLUMN_KEYS.index("note")) - theme.px(16)
        self._said.setText(words if self._said.fontMetrics().horizontalAdvance(words) > room else "")
        self._said.setVisible(bool(self._said.text()))

    def _on_go(self) -> None:
        if self._item is not None:
            self.place_wanted.emit(self._item.rule)

    def _show_acts(self) -> None:
        item, marked = self._item, self.marked() if self._item is not None else []
        self._assign.setVisible(item is not None and item.rule.may_assign and bool(item.cases))
        self._snooze.setVisible(bool(marked))
        self._go.setVisible(item is not None and bool(item.rule.verb) and bool(item.cases))
        self._go.setText(item.rule.verb if item is not None else "")
        self._wake.setVisible(any(case.snooze is not None for case in marked))
        self._print.setVisible(item is not None and bool(item.cases))
        count = len(marked)
        more = f" ({format_number(count)})" if count > 1 else ""
        self._assign.setText(f"Phân công cán bộ…{more}")
        self._snooze.setText(f"Hoãn…{more}")

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 8)
        acts.setSpacing(8)
        for made in (self._assign, self._snooze, self._wake):
            acts.addWidget(made)
        acts.addStretch(1)
        acts.addWidget(self._print)
        self._advice.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 8)
        self._title.setWordWrap(True)
        self._head.setStretchFactor(self._title, 100)
        keys = QHBoxLayout()
        keys.setContentsMargins(theme.CARD_PADDING, 2, theme.CARD_PADDING, 4)
        keys.addWidget(KeyStrip(_KEYS, self), 1)
        keys.addWidget(self._go)
        self._places.addWidget(self._view)
        self._places.addWidget(self._none)
        self.body.setSpacing(0)
        self.body.addWidget(self._advice)
        self.body.addLayout(acts)
        self.body.addWidget(self._places, 1)
        self._said.setContentsMargins(theme.CARD_PADDING, 6, theme.CARD_PADDING, 2)
        self._said.hide()
        self.body.addWidget(self._said)
        self.body.addLayout(keys)


@dataclass(frozen=True)
class CasesPaper:
    """The cases of a rule on paper, those put off with their reason; writes away from the window."""

    item: TodoItem
    cases: tuple[TodoCase, ...]
    todo: Todo
    today: date
    sample: bool

    @property
    def title(self) -> str:
        return f"Việc cần làm: {self.item.rule.words}"

    def document(self):  # type: ignore[no-untyped-def]
        from povdesk.documents.lists import ListColumn as PaperColumn
        from povdesk.documents.lists import screen_list

        used = [
            column
            for column in COLUMNS
            if column.key in ("name", "note") or any(column.show(case) for case in self.cases)
        ]
        words = {"note": self.item.rule.column}
        if not any(case.kind for case in self.cases):
            words["name"] = "Việc"
        deadline = f" Hạn: {short_date(self.item.deadline)}." if self.item.deadline else ""
        return screen_list(
            self.title,
            f"{self.item.rule.source}. Tính đến ngày {short_date(self.todo.day)}.{deadline}",
            [PaperColumn(words.get(one.key, one.title), _MILLIMETRES[one.key]) for one in used],
            [tuple(one.show(case) for one in used) for case in self.cases],
            agency=self.todo.agency,
            printed_on=self.today,
            sample=self.sample,
            place=self.todo.place,
            note=self.item.rule.advice,
        )


def _titled(column: ListColumn, title: str) -> ListColumn:

    return replace(column, title=title)
