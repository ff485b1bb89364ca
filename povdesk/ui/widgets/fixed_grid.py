"""A grid whose lines are given: nothing is added or removed, only cells are filled in."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from povdesk.domain import vietnamese

from .. import theme
from .grid import GridColumn, GridModel
from .grid_model import Index, Row

KEYS = [
    ("Enter", "ô tiếp theo"),
    ("Shift+Enter", "ô trước"),
    ("F2", "sửa ô"),
    ("Ctrl+D", "chép ô trên"),
    ("Ctrl+V", "dán từ Excel"),
    ("Ctrl+Z", "hoàn tác"),
    ("Ctrl+S", "lưu"),
]
"""For the `KeyStrip` below the grid."""

LOCKED = "locked"
"""Key of a row: the columns that cannot be typed into on this line."""

_DISPLAY, _FONT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.FontRole)
_BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)


def whole_number(text: str) -> int:
    """A count as typed, with or without dots."""
    return vietnamese.parse_whole(text)


def shown_number(value: Any) -> str:
    return "" if value is None else vietnamese.format_number(value)


class FixedGridModel(GridModel):
    """total: makes the texts of a last line from all rows, by column key; that line is read-only."""

    def __init__(
        self,
        columns: Sequence[GridColumn],
        parent: Any = None,
        *,
        total: Callable[[list[Row]], dict[str, str]] | None = None,
    ) -> None:
        super().__init__(columns, "", parent)
        self._total = total
        self.edited.connect(self._redraw)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid():
            return 0
        return self.count() + (1 if self._total is not None and self.count() else 0)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not self._is_open(index.row(), index.column()):
            flags &= ~Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if index.isValid() and self._total is not None and index.row() >= self.count():
            if role == _DISPLAY:
                return self._total(self.rows()).get(self.columns[index.column()].key, "")
            if role == _FONT:
                return theme.font(13, semibold=True)
            if role == int(Qt.ItemDataRole.ForegroundRole):
                return theme.color(theme.INK)
        if role == _BACKGROUND and index.isValid() and not self._is_open(index.row(), index.column()):
            return theme.color(theme.READ_ONLY)
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        found = super().headerData(section, orientation, role)
        return "" if found == "+" else found

    def set_value(self, row: int, column: int, value: Any, words: str = "") -> None:
        if self._is_open(row, column):
            super().set_value(row, column, value, words)

    def insert_row(self, place: int) -> None:
        """The lines are given."""

    def remove_rows(self, places: Iterable[int]) -> None:
        """The lines are given."""

    def write_block(self, row: int, column: int, block: Sequence[Sequence[Any]], words: str) -> None:
        """As in every grid; what falls outside or on closed cells is left out."""
        kept = [
            [
                value if self._is_open(row + down, column + across) else None
                for across, value in enumerate(line)
            ]
            for down, line in enumerate(block)
            if row + down < self.count()
        ]
        if kept:
            super().write_block(row, column, kept, words)

    def _is_open(self, row: int, column: int) -> bool:
        if row >= self.count() or column >= len(self.columns) or not self.columns[column].editable:
            return False
        return self.columns[column].key not in self._rows[row].get(LOCKED, ())
