"""The settings in nine tabs; each is made when it is first looked at."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from .. import messages
from ..desk import Desk
from ..keys import bind
from ..widgets.page import Page
from ..widgets.tabs import Tabs
from .catalogues_part import CataloguesPart
from .hamlets_part import HamletsPart
from .packs_part import PacksPart
from .part import SettingsPart
from .procedure_part import ProcedurePart
from .signers_part import SignersPart
from .software_part import SoftwarePart
from .standards_part import StandardsPart
from .totals_part import TotalsPart
from .unit_part import UnitPart

TABS = {
    "unit": ("Đơn vị", UnitPart),
    "signers": ("Người ký", SignersPart),
    "hamlets": ("Thôn", HamletsPart),
    "totals": ("Tổng số hộ", TotalsPart),
    "procedure": ("Quy trình", ProcedurePart),
    "standards": ("Chuẩn nghèo", StandardsPart),
    "catalogues": ("Danh mục", CataloguesPart),
    "packs": ("Gói quy định", PacksPart),
    "software": ("Phần mềm", SoftwarePart),
}


class SettingsPage(Page):
    """Names, people, places and rules; what was typed is never lost by changing the tab."""

    help_topic = "cai-dat"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Cài đặt, danh mục", parent)
        self._parts: dict[str, SettingsPart] = {}
        self._stack = QStackedWidget(self)
        self._tabs = Tabs([title for title, _part in TABS.values()], self)
        # Eight tabs need the width themselves; their numbers say which key it is.
        self._tabs.show_keys(False)
        self.under_header(self._tabs)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._stack, 1)
        self._tabs.chosen.connect(self._on_tab)
        for place in range(len(TABS)):
            bind(self, f"Alt+{place + 1}", partial(self._choose, place))

    def show_target(self, **target: Any) -> None:
        """tab: one of TABS; the rest of the target is the tab's."""
        tab = target.pop("tab", "")
        if tab not in TABS:
            return
        self._part(tab).show_target(**target)
        self._tabs.choose(list(TABS).index(tab))
        self.reload()

    def reload(self) -> None:
        """Read the tab in front again; the others when they come to the front."""
        part = self.part()
        self.help_topic = part.help_topic
        self._stack.setCurrentWidget(part)
        part.reload()

    def part(self) -> SettingsPart:
        """The tab in front."""
        return self._part(list(TABS)[self._tabs.place()])

    def focus_first(self) -> None:
        self.part().start()

    def may_leave(self, go: Callable[[], None]) -> None:
        """Ask when a tab has something that was typed and not saved."""
        dirty = next((part for part in self._parts.values() if part.is_dirty()), None)
        if dirty is None:
            go()
            return
        name = next(TABS[key][0] for key, part in self._parts.items() if part is dirty)

        def drop() -> None:
            dirty.drop()
            go()

        messages.choose(
            self,
            f"Mục {name} có thay đổi chưa lưu.",
            [("Bỏ thay đổi", "danger", drop), ("Lưu", "primary", lambda: dirty.save(go))],
            "Ở lại",
        )

    def _part(self, key: str) -> SettingsPart:
        if key not in self._parts:
            made: SettingsPart = TABS[key][1](self.desk, self)
            self._parts[key] = made
            self._stack.addWidget(made)
        return self._parts[key]

    def _choose(self, place: int) -> None:
        self._tabs.choose(place)
        self.part().start()

    def _on_tab(self, place: int) -> None:
        self.reload()


def create(desk: Desk) -> SettingsPage:
    """The page, for the list of places."""
    return SettingsPage(desk)
