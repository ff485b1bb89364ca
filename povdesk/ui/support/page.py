"""Hỗ trợ: the year's support and the loans, with search, print and undo."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from .. import keys, theme
from ..desk import Desk
from ..keys import bind
from ..widgets.labels import button
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.tabs import Tabs
from .events_part import EventsPart
from .list_part import ListPart
from .loans_part import LoansPart

TABS = ("events", "loans")
_FILTERS = ("project", "kind", "hamlet")


class SupportPage(Page):
    """Tab 1 by year or by household, tab 2 all loans."""

    help_topic = "ho-tro"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Hỗ trợ", parent)
        self._tabs = Tabs(["Hỗ trợ trong năm", "Vốn vay"], self)
        self.events = EventsPart(desk, self)
        self.loans = LoansPart(desk, self, self._on_add)
        self._parts: tuple[ListPart, ...] = (self.events, self.loans)
        self._stack = QStackedWidget(self)
        self._search = SearchBox("Tìm tên, mã hộ (Ctrl+F)", self)
        self.years = keys.ComboBox(self)
        self.years.setObjectName("support-year")
        self.years.setAccessibleName("Năm")
        self.years.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.header.add_left(self.years)
        self.header.add_left(self._search)
        self._print = button("In danh sách", self.print_page, icon="print", parent=self)
        self.header.add_action(self._print)
        self._table = button("Nhập nhanh theo bảng", self.events.add_table, icon="table", parent=self)
        self.header.add_action(self._table)
        self.header.add_action(
            button("Ghi hỗ trợ", self._on_add, icon="add", kind="primary", key="Ctrl+N", parent=self)
        )
        self.under_header(self._tabs)
        for part in self._parts:
            self._stack.addWidget(part)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._stack, 1)
        self._tabs.chosen.connect(self._on_tab)
        self.years.activated.connect(lambda place: self.events.choose_year(self.years.itemData(place)))
        self._search.wanted.connect(lambda text: self.part().search(text))
        self._search.entered.connect(lambda: self.part().view.choose_first())
        self.events.view.list_model().modelReset.connect(self._show_years)
        self._connect_keys()

    def part(self) -> ListPart:
        """The tab in front."""
        return self._parts[self._tabs.place()]

    def reload(self) -> None:
        self.part().reload()

    def focus_first(self) -> None:
        self.part().start()

    def household_in_front(self) -> int | None:
        row = self.part().view.current_row()
        if row is None:
            return None
        found: int | None = row.household_id if self.part() is self.loans else row.support.household_id
        return found

    def show_target(self, **target: Any) -> None:
        """household_id: what it received. year, project, kind, hamlet, search: of the list. tab: loans.

        households: note something for these. record, table: begin to note one, or many.
        """
        self._tabs.choose(TABS.index(target["tab"]) if target.get("tab") in TABS else 0)
        self._search.setText(target.get("search", ""))
        self._search.ask_now()
        if "year" in target:
            self.events.choose_year(target["year"])
        acts = ("record", "table", "households", "tab")
        if not any(name in target for name in acts):
            self.events.choose({name: target[name] for name in _FILTERS if name in target})
            self.events.show_household(target.get("household_id"))
        if target.get("record"):
            self._on_add()
        if target.get("table"):
            self.events.add_table()
        if target.get("households"):
            self.events.add_for(list(target["households"]))

    def print_page(self) -> None:
        """Preview the rows shown (Ctrl+P)."""
        part = self.part()
        if part.loaded is None or not part.view.list_model().rowCount():
            self.desk.say("Danh sách đang trống nên không có gì để in.")
            return
        part.print_list()

    def _on_add(self) -> None:
        self.events.add()

    def _on_tab(self, place: int) -> None:
        part = self._parts[place]
        self._stack.setCurrentWidget(part)
        self.years.setVisible(part is self.events)
        part.search(self._search.text().strip())
        part.reload()

    def _show_years(self) -> None:
        loaded = self.events.loaded
        self.years.clear()
        for year in loaded.years if loaded is not None else ():
            self.years.addItem(f"Năm {year}", year)
        if loaded is not None:
            self.years.setCurrentIndex(loaded.years.index(loaded.year))
            self.years.setEnabled(not loaded.household)

    def _choose(self, place: int) -> None:
        self._tabs.choose(place)
        self.part().start()

    def _connect_keys(self) -> None:
        for keys_, act in (
            ("Ctrl+F", lambda: (self._search.setFocus(), self._search.selectAll())),
            ("Ctrl+N", self._on_add),
            ("Ctrl+Ins", self._on_add),
            ("Ctrl+Del", lambda: self.part().remove()),
            ("Alt+1", partial(self._choose, 0)),
            ("Alt+2", partial(self._choose, 1)),
        ):
            bind(self, keys_, act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._search.text():
                self._search.clear_search()
            elif self.events.filters.is_on():
                self.events.filters.clear()
            else:
                self.events.show_household(None)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > theme.px(900)
        self._search.setFixedWidth(theme.px(210 if wide else 160))
        self._print.setText("In danh sách" if wide else "In")
        self._table.setText("Nhập nhanh theo bảng" if wide else "Nhập bảng")


def create(desk: Desk) -> SupportPage:
    """The page, for the list of places."""
    return SupportPage(desk)
