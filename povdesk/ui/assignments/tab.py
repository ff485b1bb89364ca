"""What all tabs of the page share: the table, its acts, filters, counting, printing, writing with undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from povdesk.domain.vietnamese import name_sort_key

from .. import keys, theme
from ..desk import Desk
from ..special_lists import printing
from ..widgets.labels import button
from ..widgets.listing import Listing
from ..widgets.table import ListColumn
from .loading import Loaded

FAMILY = (
    ListColumn(
        "head_name",
        "Chủ hộ",
        150,
        lambda row: row.family.head_name,
        lambda row: name_sort_key(row.family.head_name),
        bold=True,
    ),
    ListColumn("hamlet", "Thôn", 96, lambda row: row.family.hamlet),
    ListColumn("class", "Loại hộ", 108, lambda row: row.family.class_words),
)
"""The first columns of every list of families."""

KEYS = [
    ("Enter", "sửa"),
    ("Space", "chọn thêm"),
    ("Ctrl+N", "thêm"),
    ("Ctrl+P", "in"),
    ("Ctrl+Delete", "bỏ"),
    ("Ctrl+F", "tìm"),
]


@dataclass(frozen=True)
class Verb:
    """A button below the table. needs: how many rows must be marked at least (0 or 1). most: at most."""

    words: str
    icon: str
    run: Callable[[], object]
    needs: int = 1
    most: int | None = None


class ListTab(Listing):
    """Override `rows`, `add`, `open_marked`, `remove_marked`; say the words of a `Listing` and the paper.

    paper: code of the paper that the tab is the list of, empty when there is none; millimetres: column
    widths on the printed list.
    """

    page = "assignments"
    icon = "people-team"
    paper = ""
    millimetres: dict[str, int] = {}

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.loaded: Loaded | None = None
        self._verbs: list[tuple[Verb, QPushButton]] = []
        self.make_list(columns)
        self.view.allow_many()
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        for verb in self.verbs():
            made = button(verb.words, verb.run, icon=verb.icon, parent=self)
            self._verbs.append((verb, made))
            self.foot.addWidget(made)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.on_chosen(None))

    # ---- what each tab provides

    def verbs(self) -> Sequence[Verb]:
        """The buttons below the table."""
        return ()

    def rows(self, loaded: Loaded) -> list[Any]:
        raise NotImplementedError

    def add(self) -> None:
        """Ctrl+N."""

    def open_marked(self) -> None:
        """Enter: the marked rows, or the one under the cursor."""

    def remove_marked(self) -> None:
        """Ctrl+Delete."""

    def open_form(self) -> None:
        """The review form of the family in front."""
        row = self.view.current_row()
        if row is not None:
            self.desk.open("household", household_id=row.family.id)

    def wanted(self, _row: Any) -> bool:
        """The tab's own filters."""
        return True

    def filter_words(self) -> str:
        """The filters in words, for the printed list."""
        return ""

    def show_loaded(self, loaded: Loaded) -> None:
        """Fill the filters."""

    # ---- shared

    def strip_keys(self) -> list[tuple[str, str]]:
        return KEYS

    def count_words(self, some: str) -> str:
        return f"{some} dòng"

    def open_dialog(self, _row: Any) -> None:
        self.open_marked()

    def show_data(self, loaded: Loaded) -> None:
        """Show what was read; the row under the cursor stays."""
        self.loaded = loaded
        self.show_loaded(loaded)
        self.view.list_model().keep_only(self.wanted)
        self.put_rows(self.rows(loaded))

    def refilter(self) -> None:
        """A filter changed."""
        self.narrow(self.wanted)
        self.on_chosen(None)

    def on_chosen(self, _row: Any) -> None:
        """What is marked decides which verbs can be used."""
        marked = len(self.marked())
        for verb, made in self._verbs:
            made.setEnabled(marked >= verb.needs and (verb.most is None or marked <= verb.most))

    def marked(self) -> list[Any]:
        """The marked rows; the one under the cursor when none is marked."""
        rows = self.view.selected_rows()
        current = self.view.current_row()
        return rows or ([current] if current is not None else [])

    def choice(self, name: str, words: str) -> keys.ComboBox:
        """A filter box in the bar."""
        made = keys.ComboBox(self)
        made.setObjectName(f"{self.name}-{name}")
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.setMaximumWidth(theme.px(220))
        made.activated.connect(lambda _place: self.refilter())
        self.bar.insertWidget(self.bar.count() - 2, made)
        return made

    def print_list(self) -> None:
        """Preview the rows shown, as the columns show them."""
        assert self.loaded is not None
        model = self.view.list_model()
        typed = model.query().strip()
        parts = [f"Tính đến ngày {self.loaded.day:%d/%m/%Y}", self.filter_words()]
        parts.append(f"Tìm: “{typed}”" if typed else "")
        printing.preview(
            self,
            self.desk,
            self.title,
            model.columns,
            model.rows(),
            "; ".join(part for part in parts if part),
            widths=self.millimetres,
            heading=self.loaded.heading,
            today=date.today(),
            file_name=f"phan-cong-{self.name}",
        )
