"""Tables on paper: own grid drawing, since a cell here is a plain string and rows are many.

The head repeats on each page and a row is never split, except one taller than a whole page. Heights
are worked out once for all rows; the pieces of a split table share them, so 5,000 rows stay linear.
"""

from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus.doctemplate import FrameBreak
from reportlab.platypus.flowables import Flowable

from . import fonts
from .blocks import SMALL, Align, GroupRow, Row, Table, header_cells
from .column_widths import column_widths
from .styles import POINTS_PER_MM, layout
from .text import printable, wrapped

_ASCENT = 0.891
_DESCENT = 0.216
_FAR = 40.0


@dataclass(frozen=True)
class _Line:
    """One row ready to draw: its height, its cells' lines, and whether it is bold or one cell."""

    height: float
    cells: tuple[list[str], ...]
    face: str
    spanning: bool = False
    leads: bool = False
    """A group row stays with the row below it."""


@dataclass(frozen=True)
class _Ready:
    """What all pieces of one table share."""

    widths: tuple[float, ...]
    edges: tuple[float, ...]
    aligns: tuple[Align, ...]
    sizes: tuple[float, ...]
    """Type of the rows' cells by column."""
    size: float
    leading: float
    head: tuple["_HeadCell", ...]
    head_height: float
    formula: _Line | None
    lines: tuple[_Line, ...]
    total_width: float
    middle: bool


@dataclass(frozen=True)
class _HeadCell:
    left: float
    right: float
    top: float
    bottom: float
    lines: list[str]


class Grid(Flowable):  # type: ignore[misc]
    """A run of a table's rows under its head."""

    def __init__(self, ready: _Ready, start: int, stop: int, cut: _Line | None = None) -> None:
        super().__init__()
        self._ready = ready
        self._start = start
        self._stop = stop
        self._cut = cut
        self.hAlign = "CENTER"
        self.spaceAfter = layout().table.after
        self.width = ready.total_width

    @property
    def rows(self) -> list[_Line]:
        rows = list(self._ready.lines[self._start : self._stop])
        return [self._cut, *rows] if self._cut is not None else rows

    def head_height(self) -> float:
        formula = self._ready.formula
        return self._ready.head_height + (formula.height if formula else 0)

    def first_chunk(self) -> float:
        """The least that stands at the foot of a page: the head and two rows under their group row."""
        count = 3 if self.rows and self.rows[0].leads else 2
        return self.head_height() + sum(row.height for row in self.rows[:count])

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.height = self.head_height() + sum(row.height for row in self.rows)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        room = available_height - self.head_height()
        rows = self.rows
        count = 0
        while count < len(rows) and rows[count].height <= room + 1e-6:
            room -= rows[count].height
            count += 1
        if count == len(rows):
            return [self]
        leading = count
        while leading and rows[leading - 1].leads:
            leading -= 1
        if 0 < leading < count:
            # A group row at the foot goes over to the rows it leads.
            return self._broken_before(leading)
        if count == len(rows) - 1 and count > 2:
            # The last row takes company to the next page, though that row would still fit here.
            return self._broken_before(count - 1)
        if count:
            return self.parted(count)
        return self._through_the_row(rows[0], room)

    def parted(self, count: int) -> list[Flowable]:
        """The first rows and the rest, each under the head."""
        stop = self._start + count - (1 if self._cut is not None else 0)
        return [
            Grid(self._ready, self._start, stop, self._cut),
            Grid(self._ready, stop, self._stop),
        ]

    def _broken_before(self, count: int) -> list[Flowable]:
        upper, lower = self.parted(count)
        return [upper, FrameBreak, lower]

    def _through_the_row(self, row: _Line, room: float) -> list[Flowable]:
        """Split inside a row, only when it is taller than any page."""
        frame_height = layout().page.width * POINTS_PER_MM / 2
        if row.height <= frame_height:
            return []
        padding = 2 * layout().table.padding_over * POINTS_PER_MM
        count = int((room - padding) / self._ready.leading)
        if count < 3:
            return []
        upper = _Line(
            padding + count * self._ready.leading,
            tuple(lines[:count] for lines in row.cells),
            row.face,
            row.spanning,
        )
        longest = max(len(lines) for lines in row.cells)
        lower = _Line(
            padding + (longest - count) * self._ready.leading,
            tuple(lines[count:] for lines in row.cells),
            row.face,
            row.spanning,
        )
        start = self._start + (0 if self._cut is not None else 1)
        return [Grid(self._ready, start, start, upper), Grid(self._ready, start, self._stop, lower)]

    def draw(self) -> None:
        canvas = self.canv
        ready = self._ready
        canvas.saveState()
        canvas.setLineWidth(layout().table.rule_width)
        canvas.setLineCap(2)
        text = canvas.beginText()
        top = self.height
        segments: list[tuple[float, float, float, float]] = []
        text.setFont(fonts.BOLD, ready.size, ready.leading)
        row_top = None
        for cell in ready.head:
            if row_top is not None and cell.top > row_top:
                # Readers of the text (search, screen readers) join runs on nearly one height from left
                # to right; two blanks far off keep the rows of the head apart (one has no width to them).
                text.setTextOrigin(0, top + _FAR)
                text.textOut("  ")
            row_top = cell.top
            box = (cell.left, top - cell.bottom, cell.right, top - cell.top)
            segments += _frame(*box)
            self._cell(text, cell.lines, box, Align.CENTRE, fonts.BOLD, middle=True)
        top -= ready.head_height
        face, size = fonts.BOLD, ready.size
        rows = [ready.formula, *self.rows] if ready.formula else self.rows
        unruled_from = top
        for row in rows:
            if row.face != face:
                face = row.face
                text.setFont(face, size, ready.leading)
            bottom = top - row.height
            if row.spanning:
                segments += self._columns(unruled_from, top)
                unruled_from = bottom
                if size != ready.size:
                    size = ready.size
                    text.setFont(face, size, ready.leading)
                segments += [(0, top, 0, bottom), (self.width, top, self.width, bottom)]
                self._cell(text, row.cells[0], (0, bottom, self.width, top), Align.LEFT, face, ready.middle)
            else:
                is_formula = row is ready.formula
                for place, lines in enumerate(row.cells):
                    box = (ready.edges[place], bottom, ready.edges[place + 1], top)
                    align = Align.CENTRE if is_formula else ready.aligns[place]
                    if size != ready.sizes[place]:
                        size = ready.sizes[place]
                        text.setFont(face, size, ready.leading)
                    self._cell(text, lines, box, align, face, ready.middle, size)
            segments.append((0, bottom, self.width, bottom))
            top = bottom
        segments += self._columns(unruled_from, top)
        canvas.lines(segments)
        canvas.drawText(text)
        canvas.restoreState()

    def _columns(self, top: float, bottom: float) -> list[tuple[float, float, float, float]]:
        return [(edge, top, edge, bottom) for edge in self._ready.edges] if top > bottom else []

    def _cell(
        self,
        text: Any,  # reportlab's PDFTextObject, untyped
        lines: list[str],
        box: tuple[float, float, float, float],
        align: Align,
        face: str,
        middle: bool = False,
        size: float | None = None,
    ) -> None:
        left, bottom, right, top = box
        ready = self._ready
        size = size or ready.size
        side = layout().table.padding_side * POINTS_PER_MM
        over = layout().table.padding_over * POINTS_PER_MM
        if middle:
            over = max(over, (top - bottom - len(lines) * ready.leading) / 2)
        gap = (ready.leading - (_ASCENT + _DESCENT) * size) / 2
        baseline = top - over - gap - _ASCENT * size
        width = fonts.measure(face, size)
        for line in lines:
            if line:
                if align is Align.LEFT:
                    x = left + side
                elif align is Align.RIGHT:
                    x = right - side - width(line)
                else:
                    x = (left + right - width(line)) / 2
                text.setTextOrigin(x, baseline)
                text.textOut(line)
            baseline -= ready.leading


def grid(table: Table, available_width: float) -> Grid:
    """The table, ready to be placed and split."""
    size = table.font_size or layout().table.size
    widths = column_widths(table, available_width)
    edges = tuple(sum(widths[:place]) for place in range(len(widths) + 1))
    least = (table.row_height or 0) * POINTS_PER_MM
    leading = size * layout().table.leading
    sizes = tuple(size * SMALL if column.small else size for column in table.columns)
    maker = _RowMaker(widths, sizes, size, leading, least)
    lines = [maker.row(row) for row in table.rows]
    lines += [maker.line(total, fonts.BOLD) for total in table.totals]
    head, head_height = maker.head(table, edges)
    formula = maker.line(table.formula, fonts.REGULAR, least=0) if table.formula else None
    ready = _Ready(
        widths,
        edges,
        tuple(column.align for column in table.columns),
        sizes,
        size,
        leading,
        head,
        head_height,
        formula,
        tuple(lines),
        edges[-1],
        table.row_height is not None,
    )
    return Grid(ready, 0, len(lines))


class _RowMaker:
    """Wraps cell texts for one table; columns and sizes stay the same for all its rows."""

    def __init__(
        self, widths: tuple[float, ...], sizes: tuple[float, ...], size: float, leading: float, least: float
    ) -> None:
        table = layout().table
        self._padding = 2 * table.padding_over * POINTS_PER_MM
        self._side = 2 * table.padding_side * POINTS_PER_MM
        self._inner = [width - self._side for width in widths]
        self._total = sum(widths) - self._side
        self._sizes = sizes
        self._size = size
        self._leading = leading
        self._least = least

    def row(self, row: Row) -> _Line:
        if not isinstance(row, GroupRow):
            return self.line(row, fonts.REGULAR)
        if len(row.cells) > 1 or len(self._inner) == 1:
            return replace(self.line(row.cells, fonts.BOLD), leads=True)
        measure = fonts.measure(fonts.BOLD, self._size)
        lines = wrapped(printable(row.cells[0]), self._total, measure)
        return _Line(self._height(len(lines), self._least), (lines,), fonts.BOLD, spanning=True, leads=True)

    def line(self, cells: tuple[str, ...], face: str, least: float | None = None) -> _Line:
        texts = tuple(
            wrapped(printable(text), inner, fonts.measure(face, size))
            for text, inner, size in zip(cells, self._inner, self._sizes, strict=True)
        )
        tallest = max(len(lines) for lines in texts)
        return _Line(self._height(tallest, self._least if least is None else least), texts, face)

    def head(self, table: Table, edges: tuple[float, ...]) -> tuple[tuple[_HeadCell, ...], float]:
        measure = fonts.measure(fonts.BOLD, self._size)
        placed = header_cells(table)
        texts = []
        for place in placed:
            inner = edges[place.column + place.cell.columns] - edges[place.column] - self._side
            texts.append(wrapped(printable(place.cell.text), inner, measure))
        heights = [self._height(1, 0.0)] * len(table.header)
        for rows in (1, 2, 3, 4, 5):
            for place, lines in zip(placed, texts, strict=True):
                if place.cell.rows == rows:
                    last = place.row + rows - 1
                    missing = self._height(len(lines), 0) - sum(heights[place.row : last + 1])
                    heights[last] += max(0.0, missing)
        tops = [sum(heights[:row]) for row in range(len(heights) + 1)]
        cells = tuple(
            _HeadCell(
                edges[place.column],
                edges[place.column + place.cell.columns],
                tops[place.row],
                tops[place.row + place.cell.rows],
                lines,
            )
            for place, lines in zip(placed, texts, strict=True)
        )
        return cells, tops[-1]

    def _height(self, lines: int, least: float) -> float:
        return max(least, self._padding + lines * self._leading)


def _frame(left: float, bottom: float, right: float, top: float) -> list[tuple[float, float, float, float]]:
    return [
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, bottom, left, top),
        (right, bottom, right, top),
    ]
