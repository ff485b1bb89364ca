"""Chương trình, kinh phí: five tabs with one year, one search box, one set of keys."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from .. import keys, messages, theme
from ..desk import Desk
from ..keys import bind
from ..widgets.labels import button
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.tabs import Tabs
from .donations_part import DonationsPart
from .incoming_part import IncomingPart
from .loading import Loaded
from .money_part import MoneyPart
from .part import ProgrammePart
from .projects_part import ProjectsPart
from .reports_part import ReportsPart

TABS = ("projects", "money", "donations", "reports", "incoming")
_TITLES = ["Dự án", "Kinh phí", "Huy động", "Việc, báo cáo phải nộp", "Văn bản đến"]


class ProgrammePage(Page):
    """The year in the header counts for all tabs but the incoming papers."""

    help_topic = "kinh-phi"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Chương trình, kinh phí", parent)
        self._tabs = Tabs(_TITLES, self)
        self.money = MoneyPart(desk, self)
        self._parts: tuple[ProgrammePart, ...] = (
            ProjectsPart(desk, self),
            self.money,
            DonationsPart(desk, self),
            ReportsPart(desk, self),
            IncomingPart(desk, self),
        )
        self._year: int | None = None
        self._stack = QStackedWidget(self)
        self.years = keys.ComboBox(self)
        self.years.setAccessibleName("Năm")
        self.years.setObjectName("programme-year")
        self.search_box = SearchBox("Tìm (Ctrl+F)", self)
        self.search_box.setFixedWidth(theme.px(190))
        self._add = button("Thêm", self._on_add, icon="add", kind="primary", key="Ctrl+N", parent=self)
        self.header.add_left(self.years)
        self.header.add_left(self.search_box)
        self.header.add_action(button("In", self.print_page, icon="print", parent=self))
        self.header.add_action(self._add)
        self.under_header(self._tabs)
        for part in self._parts:
            part.on_loaded = self._on_loaded
            self._stack.addWidget(part)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._stack, 1)
        self._tabs.chosen.connect(self._on_tab)
        self.search_box.wanted.connect(lambda text: self.part().search(text))
        self.search_box.entered.connect(lambda: self.part().start())
        self.years.activated.connect(self._on_year)
        self._connect_keys()
        self._on_tab(0)

    def part(self) -> ProgrammePart:
        """The tab in front."""
        return self._parts[self._tabs.place()]

    def reload(self) -> None:
        self.part().reload()

    def focus_first(self) -> None:
        self.part().start()

    def may_leave(self, go: Callable[[], None]) -> None:
        self._ask(go)

    def show_target(self, **target: Any) -> None:
        """tab: projects, money, donations, reports or incoming. year. project, uid: where to stand."""
        year = target.get("year")
        if year is not None and not self.money.is_dirty():
            self._set_year(int(year))
        if target.get("tab") in TABS:
            self._tabs.choose(TABS.index(target["tab"]))
        if "search" in target:
            self.search_box.setText(target["search"])
            self.search_box.ask_now()
        part = self.part()
        part.show_target(**target)
        part.reload()
        if target.get("new"):
            self._after_load(part.add)
        elif target.get("propose") and isinstance(part, ReportsPart):
            self._after_load(part.propose)
        elif target.get("notice") and isinstance(part, DonationsPart):
            self._after_load(part.preview_notice)

    def print_page(self) -> None:
        """Preview the rows shown (Ctrl+P)."""
        self.part().print_part()

    def _after_load(self, act: Callable[[], object]) -> None:
        """At once when the tab has been read, else right after."""
        part = self.part()
        if part.loaded is not None:
            act()
            return
        plain = part.on_loaded

        def then(loaded: Loaded) -> None:
            part.on_loaded = plain
            plain(loaded)
            part.loaded = loaded
            act()

        part.on_loaded = then

    def _on_add(self) -> None:
        self.part().add()

    def _on_loaded(self, loaded: Loaded) -> None:
        frame = loaded.frame
        self._year = frame.year
        wanted = list(frame.years)
        if [self.years.itemData(place) for place in range(self.years.count())] != wanted:
            self.years.clear()
            for year in wanted:
                self.years.addItem(f"Năm {year}", year)
        self.years.setCurrentIndex(self.years.findData(frame.year))

    def _on_year(self, place: int) -> None:
        year = int(self.years.itemData(place))
        if year == self._year:
            return

        def go() -> None:
            self._set_year(year)
            self.reload()

        self.years.setCurrentIndex(self.years.findData(self._year))
        self._ask(go)

    def _set_year(self, year: int) -> None:
        self._year = year
        for part in self._parts:
            part.year = year

    def _ask(self, go: Callable[[], None]) -> None:
        """What is typed into the money grid is saved, dropped, or the officer stays."""
        if not self.money.is_dirty():
            go()
            return

        def drop() -> None:
            self.money.drop()
            go()

        messages.choose(
            self,
            "Bảng kinh phí có thay đổi chưa lưu.",
            [("Bỏ thay đổi", "danger", drop), ("Lưu", "primary", lambda: self.money.save(go))],
            "Ở lại",
        )

    def _on_tab(self, place: int) -> None:
        part = self._parts[place]
        self._stack.setCurrentWidget(part)
        self._add.setText(f"{part.adding}  Ctrl+N")
        self.years.setVisible(part.by_year)
        self.search_box.setVisible(part is not self.money)
        part.year = self._year
        part.search(self.search_box.text().strip())
        if self.isVisible():
            part.reload()

    def _choose(self, place: int) -> None:
        self._tabs.choose(place)
        self.part().start()

    def _find(self) -> None:
        if self.search_box.isVisible():
            self.search_box.setFocus()
            self.search_box.selectAll()

    def _connect_keys(self) -> None:
        acts: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+F", self._find),
            ("Ctrl+N", self._on_add),
            ("Ctrl+R", lambda: self.part().note_current()),
            ("Ctrl+S", lambda: self.part().save()),
            ("Ctrl+Del", lambda: self.part().remove_current()),
            *((f"Alt+{place + 1}", partial(self._choose, place)) for place in range(len(TABS))),
        ]
        for made_of, act in acts:
            bind(self, made_of, act)


def create(desk: Desk) -> ProgrammePage:
    """The page, for the list of places."""
    return ProgrammePage(desk)
