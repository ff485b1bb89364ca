"""The ways to "Ghi biến động": the key and the buttons in the list and in the form, with the way back."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.household import EventKind

from ..desk import Desk
from ..keys import bind
from ..undoing import offer_undo
from ..widgets.labels import button
from ..widgets.table import ListView
from ..widgets.tabs import Tabs

if TYPE_CHECKING:
    from ..widgets.page import Page
    from .event_reading import Loaded

KEY = "Ctrl+B"
"""Free everywhere: "B" as in biến động."""


def record(
    page: QWidget,
    desk: Desk,
    household_id: int | None,
    kind: EventKind | None = None,
    after: Callable[[int], object] | None = None,
) -> None:
    """Open the dialog for a household, or for one that moves in (None); afterwards offer "Hoàn tác".

    after: gets the household's id when the event is written.
    """
    # Imported when the first one is asked for: the list is on the screen sooner.
    from .event_dialog import EventDialog
    from .event_reading import load

    today = date.today()

    def ask(loaded: "Loaded") -> None:
        dialog = EventDialog(desk, loaded, recorded, page, kind=kind)
        dialog.elsewhere_wanted.connect(lambda: record(page, desk, None))
        dialog.open()

    def recorded(found: Any) -> None:
        words = found.title.removeprefix("Biến động: ")
        offer_undo(desk, page, f"Đã ghi biến động: {words}.")
        if after is not None:
            after(found.household_id)

    desk.worker.read(page, lambda connection: load(connection, household_id, today), ask)


def attach_to_list(page: QWidget, desk: Desk) -> None:
    """Ctrl+B: what happened to the household under the cursor; in an empty list, one that moves in."""

    def on_key() -> None:
        rows = page.findChild(ListView)
        row = rows.current_row() if rows is not None else None
        record(page, desk, row.id if row is not None else None)

    bind(page, KEY, on_key)


def attach_to_form(page: "Page", desk: Desk) -> "Page":
    """The button beside the tabs, Ctrl+B, the household's course in the last tab, and doubled people.

    Returns the page.
    """
    from .duplicate_hint import DuplicateHint
    from .event_timeline import EventTimeline

    def ask() -> None:
        key = page.household_in_front()
        if key is not None:
            # What is typed stays as a draft; the form is read again, so that nobody who left is written back.
            page.may_leave(lambda: record(page, desk, key, after=show))

    def show(key: int) -> None:
        page.show_target(household_id=key)

    ask_button = button("Biến động", ask, icon="arrow-sync", key=KEY, kind="link", parent=page)
    tabs = page.findChild(Tabs)
    if tabs is not None:
        tabs.add_action(ask_button)
    timeline = EventTimeline(page, desk)
    page.title_changed.connect(lambda: ask_button.setEnabled(page.household_in_front() is not None))
    page.title_changed.connect(timeline.read)
    page.title_changed.connect(DuplicateHint(page, desk).begin)
    ask_button.setEnabled(False)
    bind(page, KEY, ask)
    return page
