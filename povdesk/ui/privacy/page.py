"""Người dùng, riêng tư: who uses the program, everything kept about one person, how long records are kept."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from ..desk import Desk
from ..keys import bind
from ..settings.part import SettingsPart
from ..widgets.page import Page
from ..widgets.tabs import Tabs
from .officers_part import OfficersPart
from .person_part import PersonPart
from .retention_part import RetentionPart

TABS = {
    "officers": ("Người dùng", OfficersPart),
    "person": ("Dữ liệu của một người", PersonPart),
    "retention": ("Thời hạn lưu", RetentionPart),
}


class PrivacyPage(Page):
    """Three tabs, each made when it is first looked at."""

    help_topic = "quyen-rieng-tu"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Người dùng, riêng tư", parent)
        self._parts: dict[str, SettingsPart] = {}
        self._stack = QStackedWidget(self)
        self._tabs = Tabs([title for title, _part in TABS.values()], self)
        self.under_header(self._tabs)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._stack, 1)
        self._tabs.chosen.connect(lambda _place: self.reload())
        for place in range(len(TABS)):
            bind(self, f"Alt+{place + 1}", partial(self._choose, place))

    def show_target(self, **target: Any) -> None:
        """tab: officers, person or retention; name with person: whom to look for."""
        tab = target.pop("tab", "officers")
        self._tabs.choose(list(TABS).index(tab))
        self.part().show_target(**target)
        self.reload()

    def reload(self) -> None:
        part = self.part()
        self._stack.setCurrentWidget(part)
        part.reload()

    def part(self) -> SettingsPart:
        """The tab in front."""
        key = list(TABS)[self._tabs.place()]
        if key not in self._parts:
            self._parts[key] = TABS[key][1](self.desk, self)
            self._stack.addWidget(self._parts[key])
        return self._parts[key]

    def focus_first(self) -> None:
        self.part().start()

    def print_page(self) -> None:
        """Ctrl+P: the person's extract."""
        part = self.part()
        if isinstance(part, PersonPart):
            part.preview()

    def _choose(self, place: int) -> None:
        self._tabs.choose(place)
        self.part().start()


def create(desk: Desk) -> PrivacyPage:
    """The page, for the list of places."""
    return PrivacyPage(desk)
