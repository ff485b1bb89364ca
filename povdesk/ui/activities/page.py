"""Hoạt động trong năm: six lists of what was done, each with its papers."""

from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from .. import icons, keys, theme
from ..desk import Desk
from ..keys import bind
from ..widgets.labels import button
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.tabs import Tabs
from .inspections_part import InspectionsPart
from .insurance_part import InsurancePart
from .list_part import ListPart
from .loading import Loaded
from .models_part import ModelsPart
from .payments_part import PaymentsPart
from .sessions_part import SessionsPart
from .visits_part import VisitsPart

TABS = {
    "models": "Mô hình sinh kế",
    "inspections": "Kiểm tra, giám sát",
    "visits": "Thăm hộ",
    "sessions": "Truyền thông",
    "payments": "Chi trả, cấp phát",
    "insurance": "BHYT tăng, giảm",
}
_SENT = "Đánh dấu đã gửi"


class ActivitiesPage(Page):
    """One year for all tabs, chosen in the header."""

    help_topic = "hoat-dong"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Hoạt động trong năm", parent)
        self._parts: dict[str, ListPart] = {
            "models": ModelsPart(desk, self),
            "inspections": InspectionsPart(desk, self),
            "visits": VisitsPart(desk, self),
            "sessions": SessionsPart(desk, self),
            "payments": PaymentsPart(desk, self),
            "insurance": InsurancePart(desk, self),
        }
        self._tabs = Tabs(list(TABS.values()), self)
        self._stack = QStackedWidget(self)
        self._search = SearchBox("Tìm (Ctrl+F)", self)
        self.years = keys.ComboBox(self)
        self.years.setObjectName("activities-year")
        self.years.setAccessibleName("Năm")
        self.years.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._add = button("", self._on_primary, icon="add", kind="primary", parent=self)
        self.header.add_left(self.years)
        self.header.add_left(self._search)
        self.header.add_action(button("In", self.print_page, icon="print", key="Ctrl+P", parent=self))
        self.header.add_action(self._add)
        self.under_header(self._tabs)
        for part in self._parts.values():
            self._stack.addWidget(part)
            part.view.list_model().modelReset.connect(self._show_years)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._stack, 1)
        self._tabs.chosen.connect(self._on_tab)
        self.years.activated.connect(lambda place: self.choose_year(self.years.itemData(place)))
        self._search.wanted.connect(lambda text: self.part().search(text))
        self._search.entered.connect(lambda: self.part().view.choose_first())
        self._connect_keys()
        self._show_verb()

    def part(self) -> ListPart:
        """The tab in front."""
        return self._parts[list(TABS)[self._tabs.place()]]

    def reload(self) -> None:
        self.part().reload()

    def focus_first(self) -> None:
        self.part().start()

    def household_in_front(self) -> int | None:
        found: int | None = getattr(self.part().view.current_row(), "household_id", None)
        return found

    def show_target(self, **target: Any) -> None:
        """tab: a key of TABS. year, month (BHYT). search: words for the box."""
        insurance = self._parts["insurance"]
        if "month" in target and isinstance(insurance, InsurancePart):
            insurance.month = target["month"]
        if target.get("tab") in TABS:
            self._tabs.choose(list(TABS).index(target["tab"]))
        if "year" in target:
            self.choose_year(target["year"])
        self._search.setText(target.get("search", ""))
        self._search.ask_now()

    def choose_year(self, year: int) -> None:
        """Show another year in all tabs."""
        for part in self._parts.values():
            part.year = year
        self.reload()

    def print_page(self) -> None:
        """Preview what belongs to the tab in front (Ctrl+P)."""
        if self.part().loaded is not None:
            self.part().print_list()

    def _on_add(self) -> None:
        self.part().add()

    def _on_primary(self) -> None:
        part = self.part()
        if isinstance(part, InsurancePart):
            part.send()
        else:
            part.add()

    def _on_tab(self, _place: int) -> None:
        part = self.part()
        self._stack.setCurrentWidget(part)
        self._show_verb()
        part.search(self._search.text().strip())
        part.reload()

    def _show_verb(self) -> None:
        adding = self.part().adding
        self._add.setText(f"{adding}  Ctrl+N" if adding else _SENT)
        self._add.setIcon(icons.icon("add" if adding else "checkmark", theme.SURFACE))

    def _show_years(self) -> None:
        loaded: Loaded | None = self.part().loaded
        if loaded is None:
            return
        self.years.clear()
        for year in loaded.years:
            self.years.addItem(f"Năm {year}", year)
        self.years.setCurrentIndex(loaded.years.index(loaded.year))

    def _choose(self, place: int) -> None:
        self._tabs.choose(place)
        self.part().start()

    def _connect_keys(self) -> None:
        for name, act in (
            ("Ctrl+F", lambda: (self._search.setFocus(), self._search.selectAll())),
            ("Ctrl+N", self._on_add),
            ("Ctrl+Ins", self._on_add),
            ("Ctrl+Del", lambda: self.part().remove_current()),
            *((f"Alt+{place + 1}", partial(self._choose, place)) for place in range(len(TABS))),
        ):
            bind(self, name, act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._search.setFixedWidth(theme.px(220 if self.width() > theme.px(900) else 150))


def create(desk: Desk) -> Page:
    """For ui/pages.py."""
    return ActivitiesPage(desk)
