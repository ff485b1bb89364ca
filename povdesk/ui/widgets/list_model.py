"""One read-only model for all lists: frozen rows, columns that say how to show and sort them.

It keeps its own order of the rows. Qt's sort and filter proxy is ten to forty times slower here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QModelRoleDataSpan,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPixmap

from povdesk.domain import vietnamese

from .. import icons, theme
from ..theme import Tone

Index = QModelIndex | QPersistentModelIndex

# Looking the roles up on the Qt classes at every call is twenty times slower.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_DECORATION = int(Qt.ItemDataRole.DecorationRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_HORIZONTAL = Qt.Orientation.Horizontal
_ASCENDING = Qt.SortOrder.AscendingOrder
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_ALIGNMENTS = {"left": _LEFT, "right": _RIGHT, "centre": _CENTRE}

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""data(index, ROW_ROLE) is the row itself."""


@dataclass(frozen=True)
class ListColumn:
    """How one column of a list is shown.

    show: text of a row. sort_key: what to sort by, the folded text if absent (numbers: give the number).
    tone and icon: colour and sign of a row's cell, for states. searched: the search looks here too.
    stretch: takes what is left of the width.
    """

    key: str
    title: str
    width: int
    show: Callable[[Any], str]
    sort_key: Callable[[Any], Any] | None = None
    align: str = "left"
    tone: Callable[[Any], Tone | None] | None = None
    icon: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None
    bold: bool = False
    searched: bool = True
    stretch: bool = False

    def sorted_by(self, row: Any) -> Any:
        if self.sort_key is None:
            return vietnamese.text_sort_key(self.show(row))
        return self.sort_key(row)


class PreparedRows:
    """Rows with their folded text and orders; make it in the job that read the rows, off the UI thread."""

    def __init__(
        self,
        rows: Iterable[Any],
        columns: Sequence[ListColumn],
        *,
        search_text: Callable[[Any], str] | None = None,
        ready: Iterable[str] = (),
    ) -> None:
        """search_text: what the search looks at, instead of the shown columns (already folded is best).

        ready: keys of columns whose order is worked out now instead of at the first click.
        """
        self.rows = list(rows)
        self._columns = {column.key: column for column in columns}
        self._search_text = search_text
        self._orders: dict[str, list[int]] = {}
        for key in ready:
            self.order(key)

    @cached_property
    def folded(self) -> list[str]:
        """The text that searches look at, one per row."""
        if self._search_text is not None:
            return [vietnamese.fold(self._search_text(row)) for row in self.rows]
        shown = [column.show for column in self._columns.values() if column.searched]
        return [vietnamese.fold(" ".join([show(row) for show in shown])) for row in self.rows]

    def order(self, key: str) -> list[int]:
        """Row numbers sorted by one column, ascending; kept."""
        if key not in self._orders:
            column = self._columns[key]
            keys = [_nothing_first(column.sorted_by(row)) for row in self.rows]
            self._orders[key] = sorted(range(len(keys)), key=keys.__getitem__)
        return self._orders[key]


class ListModel(QAbstractTableModel):
    """Rows in the order and selection that are shown now."""

    def __init__(self, columns: Sequence[ListColumn], parent: Any = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._prepared = PreparedRows((), columns)
        self._shown: list[int] = []
        self._sorted_by: tuple[str, bool] | None = None
        self._words: tuple[str, ...] = ()
        self._query = ""
        self._wanted: Callable[[Any], bool] | None = None

    # ---- what pages use

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        """The columns from left to right; say headerDataChanged after giving others."""
        return self._columns

    @columns.setter
    def columns(self, columns: Sequence[ListColumn]) -> None:
        self._columns = tuple(columns)
        self._answers = [_answers(column) for column in self._columns]

    def set_rows(self, rows: "Iterable[Any] | PreparedRows") -> None:
        """Other rows; order and filter stay."""
        prepared = rows if isinstance(rows, PreparedRows) else PreparedRows(rows, self.columns)
        self.beginResetModel()
        self._prepared = prepared
        self._shown = self._arranged()
        self.endResetModel()

    def row(self, place: int) -> Any:
        """The row shown at this place."""
        return self._prepared.rows[self._shown[place]]

    def rows(self) -> list[Any]:
        """All rows as shown now, from top to bottom."""
        return [self._prepared.rows[number] for number in self._shown]

    def everything(self) -> Sequence[Any]:
        """All rows without any filter, in the order they came."""
        return self._prepared.rows

    def total(self) -> int:
        """How many rows there are without any filter."""
        return len(self._prepared.rows)

    def find(self, fits: Callable[[Any], bool]) -> int:
        """The place of the first shown row that fits, -1 when there is none."""
        rows = self._prepared.rows
        return next((place for place, number in enumerate(self._shown) if fits(rows[number])), -1)

    def search(self, query: str) -> None:
        """Show only rows that hold all the words, in any order, without looking at diacritics."""
        words = vietnamese.query_words(query)
        if words != self._words:
            self._words, self._query = words, query
            self._rearrange()

    def query(self) -> str:
        """What is searched for now."""
        return self._query

    def keep_only(self, wanted: Callable[[Any], bool] | None) -> None:
        """A further filter besides the search (chips, boxes); None takes it away."""
        self._wanted = wanted
        self._rearrange()

    def sorting(self) -> tuple[str, bool] | None:
        """(column key, descending), or None for the order the rows came in."""
        return self._sorted_by

    # ---- Qt's interface

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        answer = self._answers[index.column()].get(role)
        return None if answer is None else answer(self._prepared.rows[self._shown[index.row()]])

    def multiData(self, index: Index, wanted: QModelRoleDataSpan) -> None:
        """All that painting a cell asks for, in one crossing from C++ to Python instead of seven."""
        if not index.isValid():
            super().multiData(index, wanted)
            return
        row, answers = self._prepared.rows[self._shown[index.row()]], self._answers[index.column()]
        for place in range(wanted.length()):
            one = wanted[place]
            answer = answers.get(one.role())
            if answer is None:
                one.clearData()
            else:
                one.setData(answer(row))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not _HORIZONTAL or section >= len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == _ALIGN:
            return _ALIGNMENTS[self.columns[section].align]
        return None

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        wanted = (self.columns[column].key, order != _ASCENDING) if 0 <= column < len(self.columns) else None
        if wanted != self._sorted_by:
            self._sorted_by = wanted
            self._rearrange()

    def _rearrange(self) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = [self._shown[index.row()] for index in before]
        self._shown = self._arranged()
        if before:
            places = {number: place for place, number in enumerate(self._shown)}
            after = [
                self.index(places[number], index.column()) if number in places else QModelIndex()
                for number, index in zip(numbers, before, strict=True)
            ]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _arranged(self) -> list[int]:
        prepared = self._prepared
        if self._sorted_by is None:
            order: Sequence[int] = range(len(prepared.rows))
        else:
            key, descending = self._sorted_by
            order = prepared.order(key)
            order = order[::-1] if descending else order
        if self._words:
            folded = prepared.folded
            for word in self._words:
                order = [number for number in order if word in folded[number]]
        if self._wanted is not None:
            rows, wanted = prepared.rows, self._wanted
            order = [number for number in order if wanted(rows[number])]
        return list(order)


_Answer = Callable[[Any], Any]
"""From a row to what Qt is told."""


def _answers(column: ListColumn) -> dict[int, _Answer]:
    """By role. Qt asks for seven roles of each cell it paints; most have no answer."""
    answers = {
        _DISPLAY: column.show,
        ROW_ROLE: lambda row: row,
        _ALIGN: _always(_ALIGNMENTS[column.align]),
        _FONT: _semibold if column.bold else None,
        _FOREGROUND: _ink(column),
        _DECORATION: _picture(column),
        _TIP: column.tip,
    }
    return {role: answer for role, answer in answers.items() if answer is not None}


def _always(value: int) -> _Answer:
    return lambda _row: value


def _semibold(_row: Any) -> QFont:
    return _semibold_in(theme.text_size())


@cache
def _semibold_in(_size: theme.TextSize) -> QFont:
    return theme.font(13, semibold=True)


def _ink(column: ListColumn) -> _Answer | None:
    tone_of = column.tone
    if tone_of is None:
        return None

    def ink(row: Any) -> QColor | None:
        tone = tone_of(row)
        return theme.color(tone.ink) if tone else None

    return ink


def _picture(column: ListColumn) -> _Answer | None:
    icon_of, tone_of = column.icon, column.tone
    if icon_of is None:
        return None

    def picture(row: Any) -> QPixmap | None:
        name = icon_of(row)
        if not name:
            return None
        tone = tone_of(row) if tone_of else None
        return icons.pixmap(name, tone.ink if tone else theme.INK2, 16)

    return picture


def _nothing_first(key: Any) -> Any:
    """Rows without a value come first instead of failing against those that have one."""
    return (key is not None, key if key is not None else 0)
