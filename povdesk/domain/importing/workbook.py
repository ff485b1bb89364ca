"""A workbook as it was read: raw cells, and what only a look into the file could tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

DATE_MARK = "\x01"
"""Begins a cell that Excel keeps as a date; the ISO date follows. Texts never hold this sign."""

MOST_ROWS, MOST_COLUMNS = 50_000, 200
"""Of one sheet. A large commune has about 22,000 people on its lists."""

RawCell = str | int | float | bool | None
Place = tuple[int, int]
"""Row and column, counted from 0."""


@dataclass(frozen=True)
class ReadSheet:
    """rows: from the first row of the sheet on. merged: first row, first column, last row, last column.

    formulas: cells worked out by Excel; False when the file keeps no result. faults: cells with #N/A and
    the like. refused: why the sheet was not read, a whole sentence; empty when it was.
    """

    name: str
    rows: list[list[RawCell]]
    visible: bool = True
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas: Mapping[Place, bool] = field(default_factory=dict)
    faults: frozenset[Place] = frozenset()
    refused: str = ""


@dataclass(frozen=True)
class ReadWorkbook:
    """sha256: of the file. fonts: names of the fonts it uses. macros: it brought a program, left alone."""

    name: str
    sha256: str
    sheets: tuple[ReadSheet, ...]
    fonts: frozenset[str] = frozenset()
    macros: bool = False

    def sheet(self, name: str) -> ReadSheet | None:
        return next((one for one in self.sheets if one.name == name), None)


def column_letters(place: int) -> str:
    """0 → A, 26 → AA."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def as_date(cell: RawCell) -> date | None:
    """The date of a cell that Excel keeps as one."""
    if isinstance(cell, str) and cell.startswith(DATE_MARK):
        return date.fromisoformat(cell[1:])
    return None


def is_empty(cell: RawCell) -> bool:
    return cell is None or cell == "" or (isinstance(cell, str) and not cell.strip())
