"""Rows of an editable grid: typed text becomes values, every change is one named step that can be undone."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from povdesk.domain import vietnamese
from povdesk.domain.errors import InvalidInput

from .. import theme
from .choice_field import Choice, meant
from .field import ProblemLevel

Index = QModelIndex | QPersistentModelIndex
Row = dict[str, Any]

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Unread:
    """What was typed into a cell and could not be understood; kept as typed, with the reason."""

    text: str
    why: str


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True)
class GridColumn:
    """One column. read: text → value, raising InvalidInput with a sentence; show: value → text.

    choices: a closed list; the value is the code. computed: text made from the row, read-only.
    empty: the value of an empty cell. is_date: Ctrl+; writes today. mask: what is shown in place of the
    text while the model's masks are on, None for a row that needs no mask; editing shows the text.
    """

    key: str
    title: str
    width: int
    read: Callable[[str], Any] = vietnamese.clean_text
    show: Callable[[Any], str] = _as_text
    choices: Sequence[Choice] = ()
    computed: Callable[[Row], str] | None = None
    empty: Any = ""
    align: str = "left"
    is_date: bool = False
    stretch: bool = False
    mask: Callable[[Row], str | None] | None = None

    @property
    def editable(self) -> bool:
        return self.computed is None

    def value_of(self, text: str) -> Any:
        """The value a text stands for, or Unread."""
        cleaned = vietnamese.clean_text(text)
        if not cleaned:
            return self.empty
        if self.choices:
            choice = meant(self.choices, cleaned)
            return choice.code if choice else Unread(cleaned, "Chọn một mục trong danh sách (F4).")
        try:
            return self.read(cleaned)
        except InvalidInput as error:
            return Unread(cleaned, str(error))

    def masked(self, row: Row) -> str | None:
        """What stands in the cell while masks are on; None where the text itself does."""
        return self.mask(row) if self.mask is not None else None

    def text_of(self, row: Row) -> str:
        """What the cell shows."""
        if self.computed is not None:
            return self.computed(row)
        value = row.get(self.key, self.empty)
        if isinstance(value, Unread):
            return value.text
        if self.choices:
            return next((choice.text for choice in self.choices if choice.code == value), _as_text(value))
        return self.show(value)


class _Step(QUndoCommand):
    """Rows before and after; a roster is small, so whole copies are simpler than single differences."""

    def __init__(
        self, model: "GridModel", words: str, before: list[Row], after: list[Row], cell: tuple[int, int]
    ) -> None:
        super().__init__(words)
        self._model, self._before, self._after, self._cell = model, before, after, cell

    def redo(self) -> None:
        self._model._take(self._after, self._cell)

    def undo(self) -> None:
        self._model._take(self._before, self._cell)


class GridModel(QAbstractTableModel):
    """Rows are dictionaries by column key. The last line is empty and becomes a row when typed into.

    edited: rows are different now (typing, undo, paste). touched: the cell where it happened.
    unmasked: the whole text of a masked cell is about to be seen; its row.
    """

    unmasked = Signal(int)
    edited = Signal()
    touched = Signal(int, int)

    def __init__(
        self, columns: Sequence[GridColumn], adding: str = "Gõ tên để thêm", parent: Any = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.undo = QUndoStack(self)
        self._rows: list[Row] = []
        self._adding = adding
        self._problems: dict[tuple[int, str], tuple[ProblemLevel, str]] = {}
        self._read_only = False
        self._masks = True
        self._new_row: Callable[[], Row] = dict

    # ---- what pages use

    def rows(self) -> list[Row]:
        """Copies of all rows; cells that could not be read hold an `Unread`."""
        return [dict(row) for row in self._rows]

    def rows_with(self, row: int, column: int, text: str | None) -> list[Row]:
        """Copies of all rows, as if this text were in the cell; what cannot be read changes nothing.

        Nor does half a date: "12/" would be the year 2012.
        """
        rows = self.rows()
        if text is None:
            return rows
        wanted = self.columns[column]
        if wanted.is_date and not re.search(r"\d{4}$", text.strip()):
            return rows
        value = wanted.value_of(text)
        if isinstance(value, Unread):
            return rows
        if row < len(rows):
            rows[row][wanted.key] = value
        elif value != wanted.empty:
            rows.append({**self._new_row(), wanted.key: value})
        return rows

    def set_rows(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Show other rows; there is nothing to undo then."""
        self.undo.clear()
        self._problems = {}
        self.beginResetModel()
        self._rows = [dict(row) for row in rows]
        self.endResetModel()

    def put_along(self, key: str, values: Iterable[Any]) -> None:
        """What the rows carry besides their cells, row by row; no step of the officer's."""
        for row, value in zip(self._rows, values, strict=True):
            row[key] = value

    def set_new_row(self, make: Callable[[], Row]) -> None:
        """How a new row begins (for example with the household's ethnic group)."""
        self._new_row = make

    def set_read_only(self, read_only: bool) -> None:
        if read_only == self._read_only:
            return  # Else a cell that is being typed in would lose its text.
        self.beginResetModel()
        self._read_only = read_only
        self.endResetModel()

    def set_masks(self, on: bool) -> None:
        """Show masked columns masked, or as they are."""
        self._masks = on
        self._redraw()

    def has_masks(self) -> bool:
        return self._masks

    def mask_of(self, row: int, column: int) -> str | None:
        """What stands in a cell in place of its text; None where nothing is masked."""
        if not self._masks or not 0 <= row < len(self._rows):
            return None
        return self.columns[column].masked(self._rows[row])

    def is_read_only(self) -> bool:
        return self._read_only

    def show_problems(self, problems: Mapping[tuple[int, str], tuple[ProblemLevel, str]]) -> None:
        """Marks by (row, column key), on top of cells that cannot be read."""
        self._problems = dict(problems)
        self._redraw()

    def problem(self, row: int, key: str) -> tuple[ProblemLevel, str] | None:
        """What is wrong in a cell."""
        if row < len(self._rows):
            value = self._rows[row].get(key)
            if isinstance(value, Unread):
                return ProblemLevel.ERROR, value.why
        return self._problems.get((row, key))

    def count(self) -> int:
        """Rows without the empty line at the end."""
        return len(self._rows)

    def says(self, row: int, column: int, text: str) -> bool:
        """Is that what is in the cell already?"""
        wanted = self.columns[column]
        kept = self._rows[row].get(wanted.key, wanted.empty) if row < len(self._rows) else wanted.empty
        return bool(wanted.value_of(text) == kept)

    def set_text(self, row: int, column: int, text: str) -> None:
        """The officer typed into a cell."""
        wanted = self.columns[column]
        self.set_value(row, column, wanted.value_of(text))

    def set_value(self, row: int, column: int, value: Any, words: str = "") -> None:
        """Another value in one cell, as one step."""
        wanted = self.columns[column]
        if row >= len(self._rows):
            if value == wanted.empty:
                return
            fresh = {**self._new_row(), wanted.key: value}
            self._step(words or f"thêm dòng {row + 1}", [*self._rows, fresh], (row, column))
            return
        if self._rows[row].get(wanted.key, wanted.empty) == value:
            return
        changed = [dict(line) for line in self._rows]
        changed[row][wanted.key] = value
        self._step(words or f"sửa {wanted.title}, dòng {row + 1}", changed, (row, column))

    def replace_row(self, row: int, values: Row, words: str) -> None:
        """Another row in its place, with what it carries besides its columns, as one step."""
        if row < len(self._rows) and self._rows[row] != values:
            changed = [dict(line) for line in self._rows]
            changed[row] = dict(values)
            self._step(words, changed, (row, self.first_editable()))

    def insert_row(self, place: int) -> None:
        """A new empty row before `place`."""
        place = min(place, len(self._rows))
        rows = [*self._rows[:place], self._new_row(), *self._rows[place:]]
        self._step(f"thêm dòng {place + 1}", rows, (place, self.first_editable()))

    def remove_rows(self, places: Iterable[int]) -> None:
        """Take rows away, as one step."""
        gone = {place for place in places if place < len(self._rows)}
        if not gone:
            return
        kept = [row for place, row in enumerate(self._rows) if place not in gone]
        numbers = ", ".join(str(place + 1) for place in sorted(gone))
        self._step(f"xóa dòng {numbers}", kept, (min(gone), self.first_editable()))

    def write_block(self, row: int, column: int, block: Sequence[Sequence[Any]], words: str) -> None:
        """Values over a rectangle, new rows where needed, as one step. None: leave the cell as it is."""
        rows = [dict(line) for line in self._rows]
        for down, values in enumerate(block):
            while len(rows) <= row + down:
                rows.append(self._new_row())
            for across, value in enumerate(values):
                place = column + across
                if value is not None and place < len(self.columns) and self.columns[place].editable:
                    rows[row + down][self.columns[place].key] = value
        self._step(words, rows, (row, column))

    def first_editable(self) -> int:
        return next(place for place, column in enumerate(self.columns) if column.editable)

    # ---- Qt's interface

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows) + (0 if self._read_only else 1)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.columns[index.column()].editable and not self._read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), self.columns[index.column()]
        is_new = row >= len(self._rows)
        if role in (_DISPLAY, _EDIT):
            if is_new:
                first = index.column() == self.first_editable()
                return self._adding if first and role == _DISPLAY else ""
            masked = self.mask_of(row, index.column()) if role == _DISPLAY else None
            return column.text_of(self._rows[row]) if masked is None else masked
        if role == _ALIGN:
            return _RIGHT if column.align == "right" else _LEFT
        if role == _FOREGROUND:
            return theme.color(theme.INK3) if is_new or not column.editable else None
        if role in (_TIP, _ACCESSIBLE):
            problem = self.problem(row, column.key)
            if role == _TIP:
                return problem[1] if problem else None
            text = "" if is_new else self.mask_of(row, index.column()) or column.text_of(self._rows[row])
            return f"{column.title}, dòng {row + 1}: {text or 'trống'}{'. ' + problem[1] if problem else ''}"
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        if role != _EDIT or not index.isValid():
            return False
        self.set_text(index.row(), index.column(), str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if section >= len(self.columns):
                return None
            if role == _DISPLAY:
                return self.columns[section].title
            if role == _ALIGN:
                return _RIGHT if self.columns[section].align == "right" else _LEFT
            return None
        if role == _DISPLAY:
            return str(section + 1) if section < len(self._rows) else "+"
        return int(Qt.AlignmentFlag.AlignCenter) if role == _ALIGN else None

    def _step(self, words: str, after: list[Row], cell: tuple[int, int]) -> None:
        self.undo.push(_Step(self, words, self._rows, after, cell))

    def _take(self, rows: list[Row], cell: tuple[int, int]) -> None:
        difference = len(rows) - len(self._rows)
        if difference == 0:
            self._rows = rows
            self._redraw()
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        self.touched.emit(*cell)
        self.edited.emit()

    def _redraw(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
