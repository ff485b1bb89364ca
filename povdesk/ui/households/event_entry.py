"""The ways to "Ghi biến động": the key and the buttons in the list and in the form, with the way back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from povdesk.domain.household import EventKind

from ..desk import Desk
from ..undoing import offer_undo
from ..widgets.table import ListView
from .event_dialog import EventDialog
from .event_reading import Loaded, load

KEY = "Ctrl+B"
"""Free everywhere: "B" as in biến động."""


def record(page: QWidget, desk: Desk, household_id: int | None, kind: EventKind | None = None) -> None:
    """Open the dialog for a household, or for one that moves in (None); afterwards offer "Hoàn tác"."""
    today = date.today()

    def ask(loaded: Loaded) -> None:
        dialog = EventDialog(desk, loaded, recorded, page, kind=kind)
        dialog.elsewhere_wanted.connect(lambda: record(page, desk, None))
        dialog.open()

    def recorded(found: Any) -> None:
        words = found.title.removeprefix("Biến động: ")
        offer_undo(desk, page, f"Đã ghi biến động: {words}.")

    desk.worker.read(page, lambda connection: load(connection, household_id, today), ask)


def attach_to_list(page: QWidget, desk: Desk) -> None:
    """Ctrl+B: what happened to the household under the cursor; in an empty list, one that moves in."""

    def on_key() -> None:
        rows = page.findChild(ListView)
        row = rows.current_row() if rows is not None else None
        record(page, desk, row.id if row is not None else None)

    _shortcut(page, on_key)


def _shortcut(page: QWidget, act: Callable[[], object]) -> None:
    made = QShortcut(QKeySequence(KEY), page)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(lambda: act())
