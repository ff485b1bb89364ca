"""What all tabs of the page share: reading for a year, one act with undo, a list with its verbs."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ..desk import Desk
from ..undoing import write_with_undo
from ..widgets.listing import Listing
from ..widgets.table import ListColumn
from . import printing
from .loading import Loaded

Failed = Callable[[Exception], None]


class ProgrammePart(QWidget):
    """One tab. `load` runs on the worker, `show_loaded` here. by_year: the year box counts for it.

    adding: the words of the page's primary button; empty hides it.
    """

    by_year = True
    adding = ""
    noting = ""
    """The words of Ctrl+R in this tab; empty: it does nothing here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.year: int | None = None
        self.loaded: Loaded | None = None
        self.on_loaded: Callable[[Loaded], None] = lambda _loaded: None

    def load(self, connection: Any) -> Loaded:
        """Read what this tab shows; no widgets here."""
        raise NotImplementedError

    def show_loaded(self, loaded: Loaded) -> None:
        raise NotImplementedError

    def reload(self) -> None:
        self.desk.worker.read(self, self.load, self._on_read)

    def start(self) -> None:
        """Put the cursor where the tab begins."""

    def show_target(self, **target: Any) -> None:
        """What another place asked to see in this tab."""

    def add(self) -> None:
        """Ctrl+N."""

    def note_current(self) -> None:
        """Ctrl+R: received, paid."""

    def remove_current(self) -> None:
        """Ctrl+Delete."""

    def print_part(self) -> None:
        """Ctrl+P."""

    def search(self, text: str) -> None:
        """What was typed into the page's search box."""

    def is_dirty(self) -> bool:
        return False

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Ctrl+S."""

    def drop(self) -> None:
        """Forget what was typed."""

    def today(self) -> date:
        return date.today()

    def write(
        self,
        work: Callable[[Any], Any],
        words: str,
        done: Callable[[], object] = lambda: None,
        failed: Failed | None = None,
    ) -> None:
        """One act; afterwards "Hoàn tác" is offered."""
        write_with_undo(self.desk, self, work, words, done, failed)

    def _on_read(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.year = loaded.frame.year
        self.on_loaded(loaded)
        self.show_loaded(loaded)


class ListPart(Listing, ProgrammePart):
    """A list. Override what a `Listing` asks for.

    widths: millimetres on paper by column. removing: the verb of the button, empty: nothing is taken away.
    """

    page = "programme"
    widths: dict[str, int] = {}

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._wanted_uid = ""
        self.make_list(columns)
        self.row_button("Sửa", self.open_dialog, "edit")
        if self.removing:
            self.row_button(self.removing, self.ask_remove, "delete")

    # ---- what each list provides

    def filter_words(self) -> str:
        """What the list is narrowed to, for the printed head."""
        return f"Năm {self.loaded.frame.year}" if self.loaded and self.by_year else ""

    def totals(self, rows: Sequence[Any]) -> Sequence[tuple[str, ...]]:
        """The last lines on paper."""
        return ()

    # ---- shared

    def strip_keys(self) -> list[tuple[str, str]]:
        found = [("Enter", "sửa"), ("Ctrl+F", "tìm"), ("Ctrl+P", "in danh sách")]
        found += [("Ctrl+R", self.noting)] if self.noting else []
        return [*found, ("Ctrl+Delete", self.removing.lower())] if self.removing else found

    def count_words(self, some: str) -> str:
        return f"{some} dòng"

    def show_loaded(self, loaded: Loaded) -> None:
        self.put_rows(loaded.rows)
        wanted, self._wanted_uid = self._wanted_uid, ""
        if wanted and self.view.choose(lambda row: row.uid == wanted):
            self.view.setFocus()

    def show_target(self, **target: Any) -> None:
        """uid: the line to stand on."""
        self._wanted_uid = target.get("uid", "")

    def print_part(self) -> None:
        rows = self.view.list_model().rows()
        if self.loaded is None or not rows:
            self.desk.say("Danh sách đang trống nên không có gì để in.")
            return
        columns = self.view.list_model().columns
        typed = self.view.list_model().query().strip()
        words = [self.filter_words(), f"Tìm: “{typed}”" if typed else ""]
        printing.preview_list(
            self,
            self.desk,
            self.title,
            "; ".join(filter(None, words)),
            [(column.title, self.widths.get(column.key, 24), column.align) for column in columns],
            [tuple(column.show(row) for column in columns) for row in rows],
            frame=self.loaded.frame,
            file_name=f"chuong-trinh-{self.name}",
            totals=self.totals(list(rows)),
        )
