"""The drawn heads of papers: letterhead, title, annex title, list title."""

from dataclasses import dataclass
from typing import Any

from reportlab.platypus.flowables import Flowable

from . import administrative, fonts
from .blocks import AppendixTitle, Letterhead, ListTitle, Title
from .styles import LetterheadLayout, layout
from .text import balanced, printable, wrapped


@dataclass(frozen=True)
class Line:
    """One line of text with its face; lines are stacked and centred."""

    text: str
    face: str
    size: float
    leading: float

    @property
    def width(self) -> float:
        return fonts.measure(self.face, self.size)(self.text)


def lines_of(text: str, face: str, size: float, leading: float, width: float) -> list[Line]:
    """A text broken at its own line breaks and where the width ends."""
    broken = wrapped(printable(text), width, fonts.measure(face, size))
    return [Line(line, face, size, leading) for line in broken]


def centred_lines(text: str, face: str, size: float, leading: float, width: float) -> list[Line]:
    """Like lines_of, but lines of about equal length: no lone word under a long line."""
    measure = fonts.measure(face, size)
    broken = [line for part in printable(text).split("\n") for line in balanced(part, width, measure)]
    return [Line(line, face, size, leading) for line in broken]


def draw_lines(canvas: Any, lines: list[Line], middle: float, top: float) -> float:  # untyped canvas
    """Draw the lines centred, the first below top; the y below the last."""
    for line in lines:
        canvas.setFont(line.face, line.size)
        baseline = top - (line.leading + 0.675 * line.size) / 2
        canvas.drawString(middle - line.width / 2, baseline, line.text)
        top -= line.leading
    return top


def height_of(lines: list[Line]) -> float:
    return sum(line.leading for line in lines)


class Centred(Flowable):  # type: ignore[misc]
    """Stacked centred lines, with a short rule below when one is wanted."""

    def __init__(self, lines: list[Line], rule: float, after: float) -> None:
        super().__init__()
        self._lines = lines
        self._rule = rule
        self.spaceAfter = after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.height = height_of(self._lines) + (layout().letterhead.rule_gap if self._rule else 0)
        return self.width, self.height

    def draw(self) -> None:
        bottom = draw_lines(self.canv, self._lines, self.width / 2, self.height)
        if self._rule:
            _rule(self.canv, self.width / 2, bottom, self._rule)


def title(block: Title, width: float) -> Centred:
    sizes = layout().title
    kind = centred_lines(block.kind, fonts.BOLD, sizes.kind_size, sizes.leading, width)
    subject = centred_lines(block.subject, fonts.BOLD, sizes.subject_size, sizes.leading, width)
    return Centred([*kind, *subject], sizes.rule * _widest(subject), sizes.after)


def appendix_title(block: AppendixTitle, width: float) -> Centred:
    sizes = layout().appendix
    head = centred_lines(block.label, fonts.BOLD, sizes.label_size, sizes.leading, width)
    head += centred_lines(block.title, fonts.BOLD, sizes.title_size, sizes.leading, width)
    reference = centred_lines(block.reference, fonts.ITALIC, sizes.reference_size, sizes.leading, width)
    rule = sizes.rule * min(_widest(reference) or _widest(head), width / 2)
    return Centred([*head, *reference], rule, sizes.after)


class ListHead(Flowable):  # type: ignore[misc]
    """Agency on the left, date on the right, title and filter centred below."""

    def __init__(self, block: ListTitle, width: float) -> None:
        super().__init__()
        sizes = layout().list
        small, large = sizes.detail_size * 1.25, sizes.title_size * 1.3
        self._agency = lines_of(block.agency, fonts.BOLD, sizes.detail_size, small, width * 0.6)
        self._date = Line(printable(block.printed_on), fonts.ITALIC, sizes.detail_size, small)
        self._title = lines_of(block.title, fonts.BOLD, sizes.title_size, large, width)
        if block.filter_text:
            self._title += lines_of(block.filter_text, fonts.ITALIC, sizes.detail_size, small, width)
        self.spaceAfter = layout().title.after / 2

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        gap = layout().letterhead.row_gap
        self.height = height_of(self._agency) + gap + height_of(self._title)
        return self.width, self.height

    def draw(self) -> None:
        top = self.height
        for line in self._agency:
            draw_lines(self.canv, [line], line.width / 2, top)
            top -= line.leading
        draw_lines(self.canv, [self._date], self.width - self._date.width / 2, self.height)
        draw_lines(self.canv, self._title, self.width / 2, top - layout().letterhead.row_gap)


class LetterheadBlock(Flowable):  # type: ignore[misc]
    """Ô 1-4 in two columns; the second row holds Số and the date on one height."""

    def __init__(self, block: Letterhead, width: float) -> None:
        super().__init__()
        sizes = layout().letterhead
        self._left, self._right = letterhead_columns(width)
        self._names = letterhead_names(block, self._left)
        self._nation = [
            _own(administrative.NATION, fonts.BOLD, sizes.nation_size, sizes),
            _own(administrative.MOTTO, fonts.BOLD, sizes.motto_size, sizes),
        ]
        self._symbol = _lines(administrative.number_line(block), fonts.REGULAR, sizes.symbol_size, self._left)
        regarding = administrative.regarding_line(block)
        self._regarding = _lines(regarding, fonts.REGULAR, sizes.regarding_size, self._left)
        self._date = _lines(administrative.place_and_date(block), fonts.ITALIC, sizes.date_size, self._right)
        self._rule = agency_rule(block)
        self.spaceAfter = sizes.after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        sizes = layout().letterhead
        self.width = available_width
        names = max(height_of(self._names), height_of(self._nation)) + sizes.rule_gap
        left = height_of(self._symbol)
        if self._regarding:
            left += sizes.regarding_gap + height_of(self._regarding)
        self._second_row = names + sizes.row_gap
        below = max(left, height_of(self._date))
        self.height = self._second_row + below if below else names
        return self.width, self.height

    def draw(self) -> None:
        left_middle = self._left / 2
        right_middle = self.width - self._right / 2
        bottom = draw_lines(self.canv, self._names, left_middle, self.height)
        _rule(self.canv, left_middle, bottom, self._rule)
        bottom = draw_lines(self.canv, self._nation, right_middle, self.height)
        _rule(self.canv, right_middle, bottom, self._nation[-1].width)
        top = self.height - self._second_row
        bottom = draw_lines(self.canv, self._symbol, left_middle, top)
        draw_lines(self.canv, self._regarding, left_middle, bottom - layout().letterhead.regarding_gap)
        draw_lines(self.canv, self._date, right_middle, top)


def letterhead_columns(width: float) -> tuple[float, float]:
    """Widths of the two columns in points; they share the text width as the layout says."""
    sizes = layout().letterhead
    share = sizes.agency_width / (sizes.agency_width + sizes.nation_width)
    return width * share, width * (1 - share)


def letterhead_names(block: Letterhead, width: float) -> list[Line]:
    """Governing body and issuing body, as lines that fit the left column."""
    sizes = layout().letterhead
    lines = _lines(block.agency_upper or "", fonts.REGULAR, sizes.agency_upper_size, width)
    for name in block.agency:
        lines += _lines(name, fonts.BOLD, sizes.agency_size, width)
    return lines


def agency_rule(block: Letterhead) -> float:
    """The line under the issuing body: a share of its longest line."""
    sizes = layout().letterhead
    measure = fonts.measure(fonts.BOLD, sizes.agency_size)
    return sizes.agency_rule * max((measure(printable(name)) for name in block.agency), default=0.0)


def subject_rule(block: Title, width: float) -> float:
    """The line under the subject, in points."""
    sizes = layout().title
    return sizes.rule * _widest(
        centred_lines(block.subject, fonts.BOLD, sizes.subject_size, sizes.leading, width)
    )


def broken_title(text: str, size: float, width: float) -> str:
    """A bold title with the line breaks it has in the PDF."""
    return "\n".join(line.text for line in centred_lines(text, fonts.BOLD, size, size, width))


def reference_rule(block: AppendixTitle, width: float) -> float:
    """The line under an annex title, in points."""
    return appendix_title(block, width)._rule


def _lines(text: str, face: str, size: float, width: float) -> list[Line]:
    return centred_lines(text, face, size, size * layout().letterhead.leading, width) if text else []


def _own(text: str, face: str, size: float, sizes: LetterheadLayout) -> Line:
    return Line(text, face, size, size * sizes.leading)


def _widest(lines: list[Line]) -> float:
    return max((line.width for line in lines), default=0.0)


def _rule(canvas: Any, middle: float, y: float, width: float) -> None:  # untyped canvas
    canvas.setLineWidth(layout().letterhead.rule_width)
    down = layout().letterhead.rule_gap / 2
    canvas.line(middle - width / 2, y - down, middle + width / 2, y - down)
