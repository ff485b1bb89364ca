"""Danh sách riêng: two lists that are no poverty classes, each with search, print and undo."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from .. import theme
from ..desk import Desk
from ..keys import bind
from ..widgets.labels import button
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.tabs import Tabs
from .average_tab import AverageTab
from .list_tab import ListTab
from .workers_tab import WorkersTab

TABS = ("average", "workers")


class SpecialListsPage(Page):
    """Tab 1 by year, tab 2 by person."""

    help_topic = "danh-sach-rieng"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Danh sách riêng", parent)
        self._tabs = Tabs(["Hộ có mức sống trung bình", "Người lao động thu nhập thấp"], self)
        self._parts: tuple[ListTab, ...] = (AverageTab(desk, self), WorkersTab(desk, self))
        self._stack = QStackedWidget(self)
        self._search = SearchBox("Tìm tên, thôn (Ctrl+F)", self)
        self._search.setFixedWidth(theme.px(220))
        self._add = button("Thêm hộ", self._on_add, icon="add", kind="primary", key="Ctrl+N", parent=self)
        self.header.add_left(self._search)
        self.header.add_action(button("In danh sách", self.print_page, icon="print", parent=self))
        self.header.add_action(self._add)
        self.under_header(self._tabs)
        for part in self._parts:
            self._stack.addWidget(part)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._stack, 1)
        self._tabs.chosen.connect(self._on_tab)
        self._search.wanted.connect(self._on_search)
        self._search.entered.connect(lambda: self.part().view.choose_first())
        self._connect_keys()

    def part(self) -> ListTab:
        """The tab in front."""
        return self._parts[self._tabs.place()]

    def reload(self) -> None:
        self.part().reload()

    def focus_first(self) -> None:
        self.part().start()

    def show_target(self, **target: Any) -> None:
        """tab: average or workers. year: of the first list. search: words for the box."""
        if target.get("tab") in TABS:
            self._tabs.choose(TABS.index(target["tab"]))
        if "year" in target:
            average = self._parts[0]
            assert isinstance(average, AverageTab)
            average.choose_year(target["year"])
        self._search.setText(target.get("search", ""))
        self._search.ask_now()

    def print_page(self) -> None:
        """Preview the rows shown (Ctrl+P)."""
        part = self.part()
        if part.loaded is None or not part.view.list_model().rowCount():
            self.desk.say("Danh sách đang trống nên không có gì để in.")
            return
        part.print_list()

    def _on_add(self) -> None:
        self.part().add()

    def _on_search(self, text: str) -> None:
        self.part().search(text)

    def _on_tab(self, place: int) -> None:
        part = self._parts[place]
        self._stack.setCurrentWidget(part)
        self._add.setText(f"{part.adding}  Ctrl+N")
        part.search(self._search.text().strip())
        part.reload()

    def _choose(self, place: int) -> None:
        self._tabs.choose(place)
        self.part().start()

    def _connect_keys(self) -> None:
        for keys, act in (
            ("Ctrl+F", lambda: (self._search.setFocus(), self._search.selectAll())),
            ("Ctrl+N", self._on_add),
            ("Ctrl+Ins", self._on_add),
            ("Ctrl+Del", lambda: self.part().remove_current()),
            ("Alt+1", partial(self._choose, 0)),
            ("Alt+2", partial(self._choose, 1)),
        ):
            bind(self, keys, act)


def create(desk: Desk) -> SpecialListsPage:
    """The page, for the list of places."""
    return SpecialListsPage(desk)
