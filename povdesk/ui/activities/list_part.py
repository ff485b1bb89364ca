"""What all tabs of the page share: reading for a year, the list with its verbs, printing the rows shown."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..widgets.listing import Listing
from ..widgets.table import ListColumn
from . import printing
from .loading import Loaded

KEYS = [
    ("Enter", "mở"),
    ("Ctrl+F", "tìm"),
    ("Ctrl+N", "thêm"),
    ("Ctrl+P", "in"),
    ("Ctrl+Delete", "xóa"),
]


class ListPart(Listing):
    """Override `read` and what a `Listing` asks for; perhaps `show_read` and `print_list`.

    millimetres: column widths on the printed list.
    """

    page = "activities"
    icon = "calendar-ltr"
    keys: list[tuple[str, str]] = KEYS
    millimetres: dict[str, int] = {}

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.year: int | None = None
        self.loaded: Loaded | None = None
        self.make_list(columns)

    # ---- what each tab provides

    def read(self, connection: Any) -> Loaded:
        """Read the list; no widgets here."""
        raise NotImplementedError

    def show_read(self, loaded: Loaded) -> None:
        """Fill what stands above the table."""

    def print_list(self) -> Any:
        """Ctrl+P: the rows shown."""
        assert self.loaded is not None
        model = self.view.list_model()
        if not model.rowCount():
            self.desk.say("Danh sách đang trống nên không có gì để in.")
            return None
        return printing.preview_list(self, self.desk, self.title, model, self.loaded, self.millimetres)

    # ---- shared

    def strip_keys(self) -> list[tuple[str, str]]:
        return self.keys

    def reload(self) -> None:
        self.desk.worker.read(self, self.read, self._on_read)

    def today(self) -> date:
        return date.today()

    def _on_read(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.show_read(loaded)
        self.put_rows(loaded.rows)
