"""Tiếp nhận đề nghị: requests with their term, papers given at the counter, households near a limit."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from povdesk.domain.requests import Urgency

from .. import theme
from ..desk import Desk
from ..keys import bind
from ..widgets.labels import button, label
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.tabs import Tabs
from .book_part import BookPart
from .issued_part import IssuedPart
from .near_part import NearPart
from .reading import Loaded, load

TABS = {"book": "Giấy đề nghị", "issued": "Giấy xác nhận đã cấp", "near": "Hộ gần ngưỡng"}


class RequestsPage(Page):
    """Three lists of the counter; the number at the place counts requests that are overdue."""

    help_topic = "tiep-nhan"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Tiếp nhận đề nghị", parent)
        self._loaded: Loaded | None = None
        self._wanted: dict[str, Any] = {}
        self._search = SearchBox("Tìm tên, thôn, số (Ctrl+F)", self)
        self._count = label("", "caption", self)
        self._stack = QStackedWidget(self)
        self.book = BookPart(desk, self)
        self.issued = IssuedPart(desk, self)
        self.near = NearPart(desk, self)
        self._parts = {"book": self.book, "issued": self.issued, "near": self.near}
        self._tabs = Tabs(list(TABS.values()), self)
        self._print = button("In danh sách", self.print_page, icon="print", parent=self)
        self._new = button("Nhận giấy", self._on_new, icon="add", kind="primary", key="Ctrl+N", parent=self)
        self._lay_out()
        self._connect()

    def show_target(self, **target: Any) -> None:
        """tab: book, issued or near. paper_id: that Giấy xác nhận. receive, print_book, holidays: do it."""
        tab = target.pop("tab", "book" if target else "")
        if tab in TABS:
            self._tabs.choose(list(TABS).index(tab))
        self._wanted = target
        if self._loaded is not None:
            self._do_wanted()

    def reload(self) -> None:
        """Read all three lists again."""
        today = date.today()
        self.desk.worker.read(self, lambda connection: load(connection, today), self._on_loaded)

    def print_page(self) -> Any:
        """The list in front, as it is shown (Ctrl+P)."""
        return self.part().print_list()

    def household_in_front(self) -> int | None:
        return self.part().household_in_front()

    def focus_first(self) -> None:
        self.part().list.setFocus()

    def part(self) -> BookPart | IssuedPart | NearPart:
        """The tab in front."""
        return self._parts[list(TABS)[self._tabs.place()]]  # type: ignore[return-value]

    def is_loaded(self) -> bool:
        return self._loaded is not None

    def _on_loaded(self, loaded: Loaded) -> None:
        self._loaded = loaded
        for part in (self.book, self.issued, self.near):
            part.show_loaded(loaded)
        overdue = sum(row.clock.urgency is Urgency.OVERDUE for row in loaded.rows)
        self.desk.show_count("requests", overdue)
        self._do_wanted()

    def _do_wanted(self) -> None:
        wanted, self._wanted = self._wanted, {}
        if "paper_id" in wanted:
            self.issued.choose(wanted["paper_id"])
        elif wanted.get("receive"):
            self.book.receive()
        elif wanted.get("print_book"):
            self.book.print_list()
        elif wanted.get("holidays"):
            self.book.open_holidays()

    def _on_tab(self, _place: int) -> None:
        part = self.part()
        self._stack.setCurrentWidget(part)
        part.search(self._search.text())

    def _on_new(self) -> None:
        self._tabs.choose(0)
        self.book.receive()

    def _lay_out(self) -> None:
        self.header.add_left(self._search)
        self.header.add_left(self._count)
        self.header.add_action(self._print)
        self.header.add_action(self._new)
        self._new.setToolTip("Nhận giấy đề nghị (Ctrl+N)")
        self.under_header(self._tabs)
        for part in self._parts.values():
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_tab)
        self._search.wanted.connect(lambda typed: self.part().search(typed))
        self._search.entered.connect(lambda: self.part().list.choose_first())
        for part in self._parts.values():
            part.counted.connect(lambda words, part=part: part is self.part() and self._count.setText(words))
        for keys, act in (("Ctrl+F", self._search.setFocus), ("Ctrl+N", self._on_new)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        for place in range(len(TABS)):
            bind(self, f"Alt+{place + 1}", partial(self._tabs.choose, place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._search.setFixedWidth(theme.px(230 if self.width() > theme.px(900) else 170))


def create(desk: Desk) -> Page:
    """For ui/pages.py."""
    return RequestsPage(desk)
