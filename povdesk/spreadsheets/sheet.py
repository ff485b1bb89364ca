"""What a workbook is made of: plain values that say what stands in each cell, not how it is written."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


class Kind(enum.StrEnum):
    """How the numbers of a column are shown; texts stay texts in every kind."""

    TEXT = "text"
    PLAIN = "plain"
    """A number without dots between the thousands: a year, an ordinal."""
    WHOLE = "whole"
    DECIMAL = "decimal"
    PERCENT = "percent"
    """The cell holds the share itself: 0.4559 is shown as 45,59%."""
    DATE = "date"
    MONEY = "money"
    """Whole đồng."""


class Side(enum.StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Column:
    """width: letters that fit. decimals: of DECIMAL and PERCENT. side None: numbers right, texts left.

    choices: offered in a drop-down list; something else can be typed after a warning.
    """

    width: float
    kind: Kind = Kind.TEXT
    decimals: int = 0
    side: Side | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeadCell:
    """A cell of the head, over one or more columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Shown:
    """A number that keeps the way it was printed, whatever its column is.

    grouped: dots between thousands. percent: value is the share itself. signed: a plus before a gain.
    """

    value: Decimal
    decimals: int = 0
    grouped: bool = True
    percent: bool = False
    signed: bool = False


Cell = str | int | float | Decimal | date | Shown | None


class Look(enum.StrEnum):
    """What a row is."""

    GROUP = "group"
    """Bold; a single cell runs across the whole table."""
    TOTAL = "total"
    GOOD = "good"
    NOTED = "noted"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"
    QUIET = "quiet"
    """Coloured, as in the report of an import."""


@dataclass(frozen=True)
class Marked:
    """A row that is more than a plain line of data."""

    look: Look
    cells: tuple[Cell, ...]


Row = tuple[Cell, ...] | Marked


class LineLook(enum.StrEnum):
    SAMPLE = "sample"
    OFFICE = "office"
    TITLE = "title"
    PLAIN = "plain"
    NOTE = "note"


@dataclass(frozen=True)
class Line:
    """A line of text over or under the table, across its whole width."""

    text: str
    look: LineLook = LineLook.PLAIN


SAMPLE_LINE = Line("DỮ LIỆU MẪU", LineLook.SAMPLE)


@dataclass(frozen=True)
class Sheet:
    """One table with what stands over and under it.

    head: rows of cells from left to right; a place covered by a cell above is left out.
    head_at, first_column: where the head begins, counted from 0; without head_at right under the lines.
    filtered: the head gets filter arrows. turned: A4 landscape. frozen_columns: stay while scrolling.
    to_fill: lines that are empty and ready to be typed in, below the rows.
    """

    name: str
    columns: tuple[Column, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: Sequence[Row]
    lines: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
    sample: bool = False
    turned: bool = False
    filtered: bool = False
    head_at: int | None = None
    first_column: int = 0
    frozen_columns: int = 0
    to_fill: int = 0

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The lines over the table, the sample mark first."""
        return (SAMPLE_LINE, *self.lines) if self.sample else self.lines

    @property
    def head_row(self) -> int:
        """The row, counted from 0, where the head begins."""
        used = len(self.all_lines)
        return used if self.head_at is None else max(self.head_at, used)

    @property
    def data_row(self) -> int:
        """The row, counted from 0, of the first line of data."""
        return self.head_row + len(self.head)

    @property
    def is_plain(self) -> bool:
        """No cell reaches over several rows, so that the sheet can be written line by line."""
        return all(cell.rows == 1 for cells in self.head for cell in cells)
