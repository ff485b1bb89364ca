"""The ways from a household, and from the households marked in a list, to their support."""

from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from povdesk.domain.vietnamese import format_count

from ..desk import Desk
from ..widgets.labels import button, label
from ..widgets.page import Page
from ..widgets.table import ListView
from ..widgets.tabs import Tabs


class MarkedBar(QFrame):
    """One line below a list in which two households or more are marked. `add_act` puts a verb into it."""

    def __init__(self, view: ListView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._view = view
        self._words = label("", "", self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 8, 4)
        self._row.setSpacing(8)
        self._row.addWidget(self._words, 1)
        view.selectionModel().selectionChanged.connect(lambda *_: self._show())
        view.list_model().modelReset.connect(self._show)
        view.list_model().layoutChanged.connect(self._show)
        self.hide()

    def keys(self) -> list[int]:
        """Of the marked households, from top to bottom."""
        return [row.id for row in self._view.selected_rows()]

    def add_act(self, words: str, act: Any, icon: str = "") -> None:
        """act: gets the marked households."""
        self._row.addWidget(button(words, lambda: act(self.keys()), icon=icon, parent=self))

    def _show(self) -> None:
        count = len(self.keys())
        self._words.setText(f"Đã chọn {format_count(count)} hộ")
        self.setVisible(count > 1)


def attach_to_list(page: Page, desk: Desk) -> MarkedBar:
    """Several households may be marked; then a bar offers to note support for all of them."""
    view = page.findChild(ListView)
    assert view is not None
    view.allow_many()
    bar = MarkedBar(view, page)
    page.body.addWidget(bar)
    bar.add_act(
        "Ghi hỗ trợ cho các hộ đã chọn…",
        lambda keys: desk.open("support", households=keys),
        "handshake",
    )
    return bar


def attach_to_form(page: Page, desk: Desk) -> Page:
    """The button beside the tabs that shows what the household received."""

    def show() -> None:
        key = page.household_in_front()
        if key is not None:
            desk.open("support", household_id=key)

    ask = button("Hỗ trợ đã nhận", show, icon="handshake", kind="link", parent=page)
    tabs = page.findChild(Tabs)
    if tabs is not None:
        tabs.add_action(ask)
    page.title_changed.connect(lambda: ask.setEnabled(page.household_in_front() is not None))
    ask.setEnabled(False)
    return page
