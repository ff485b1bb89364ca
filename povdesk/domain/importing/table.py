"""Where the table lies in a sheet: its head of one or more rows, the columns, the first line of data."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from povdesk.domain import official_list
from povdesk.domain.importing import columns
from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.encodings import Converter, judge
from povdesk.domain.importing.workbook import RawCell, ReadSheet, as_date, is_empty
from povdesk.domain.official_list import LayoutSheet, ListKind
from povdesk.domain.vietnamese import clean_text, fold

_LOOKED_AT = 60
_ALL_OF_THE_FIRST, _EVERY_OTHER = 1_000, 10
"""Rows from which the fonts of a sheet are judged."""
_HEAD_AT_MOST = 6
_SHIFT_AT_MOST = 5
_ENOUGH_OF_A_LAYOUT = 0.8
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:[0-9]{1,2}|[A-Z])\s*\)?(?:\s*=.*)?")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_NAMED_YEAR = re.compile(r"năm\s+(20[0-9]{2})(?![0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """sheet: read from. headings: of each column. first_row: counted from 0. head: rows of the head.

    official: the official layout it has, None for any other list. mapping: what the columns mean. title: the
    lines above. kind: the list it is, as far as its title tells. converter: for texts of old fonts.
    """

    sheet: ReadSheet
    headings: tuple[str, ...]
    head: range
    first_row: int
    mapping: dict[int, Field]
    official: LayoutSheet | None
    title: str
    converter: Converter = field(default_factory=Converter)

    @property
    def kind(self) -> ListKind:
        if self.official is not None:
            return self.official.kind
        words = fold(f"{self.sheet.name} {self.title}")
        if "thoat can ngheo" in words:
            return ListKind.ESCAPED_NEAR_POOR
        return ListKind.ESCAPED_POOR if "thoat ngheo" in words else ListKind.LISTED

    @property
    def signature(self) -> str:
        return columns.signature(self.headings)

    @property
    def year(self) -> int | None:
        """The year that the title names ("năm 2023"), else the latest one that stands there."""
        return year_in(f"{self.title} {self.sheet.name}")

    def text(self, cell: RawCell) -> str:
        """A cell's words in clean Unicode."""
        if isinstance(cell, str):
            return clean_text(self.converter(cell))
        return "" if cell is None else str(cell)

    def has_people(self) -> bool:
        return Field.MEMBER in self.mapping.values() or Field.HEAD in self.mapping.values()


def year_in(words: str) -> int | None:
    """The year that a title or a file's name gives: "năm 2023" before all others, else the latest."""
    named = _NAMED_YEAR.search(words)
    if named:
        return int(named[1])
    return max((int(one) for one in _YEAR.findall(words)), default=None)


def find(sheet: ReadSheet, fonts: Iterable[str] = ()) -> Table | None:
    """The table of a sheet; None when no row looks like the head of a list of people or households."""
    looked_at = (*sheet.rows[:_ALL_OF_THE_FIRST], *sheet.rows[_ALL_OF_THE_FIRST::_EVERY_OTHER])
    texts = {cell for row in looked_at for cell in row if type(cell) is str and not cell.isascii()}
    converter = judge(texts, fonts)
    rows = [[_words(cell, converter) for cell in row] for row in sheet.rows[:_LOOKED_AT]]
    official = _official(rows)
    if official is not None:
        layout, row, shift = official
        width = max([len(rows[row]), *(one.place + shift + 1 for one in layout.columns)])
        mapping = {one.place + shift: Field(str(one.field)) for one in layout.columns}
        headings = tuple(_at(rows[row], place) for place in range(width))
        first = _skip_numbers(rows, row + 1)
        return Table(
            sheet, headings, range(row, row + 1), first, mapping, layout, _title(rows, row), converter
        )
    best = _best_row(rows)
    if best is None:
        return None
    head = _block(sheet, rows, best)
    headings = _headings(sheet, rows, head)
    mapping = columns.matched(headings)
    table = Table(
        sheet,
        headings,
        head,
        _skip_numbers(rows, head.stop),
        mapping,
        None,
        _title(rows, head.start),
        converter,
    )
    return table if table.has_people() else None


def _official(rows: list[list[str]]) -> tuple[LayoutSheet, int, int] | None:
    """The official layout whose head stands in one of the rows, perhaps moved: layout, row, shift."""
    found: list[tuple[float, LayoutSheet, int, int]] = []
    for layout in official_list.layouts():
        for one in layout.sheets:
            titles = {column.place: columns.plain(column.title) for column in one.columns}
            for number, row in enumerate(rows):
                if sum(1 for cell in row if cell) < len(titles) // 2:
                    continue
                there = [columns.plain(cell) for cell in row]
                for shift in range(-_SHIFT_AT_MOST, _SHIFT_AT_MOST + 1):
                    hits = sum(_at(there, place + shift) == title for place, title in titles.items())
                    if hits >= _ENOUGH_OF_A_LAYOUT * len(titles):
                        # The two lists of escaped households look alike: the title tells.
                        right = ListKind(one.kind) in _kinds_named(rows, number)
                        found.append((hits / len(titles) + right, one, number, shift))
    if not found:
        return None
    _score, layout_sheet, at, moved = max(found, key=lambda each: each[0])
    return layout_sheet, at, moved


def _kinds_named(rows: list[list[str]], head: int) -> set[ListKind]:
    words = fold(_title(rows, head))
    if "thoat can ngheo" in words:
        return {ListKind.ESCAPED_NEAR_POOR}
    return {ListKind.ESCAPED_POOR} if "thoat ngheo" in words else {ListKind.LISTED}


def _best_row(rows: list[list[str]]) -> int | None:
    scores = []
    for number, row in enumerate(rows):
        hits = [columns.heading_score(cell) for cell in row]
        count = sum(1 for hit in hits if hit)
        scores.append((count, sum(hits), -number))
    best = max(scores, default=(0, 0, 0))
    return -best[2] if best[0] >= 2 else None


def _block(sheet: ReadSheet, rows: list[list[str]], row: int) -> range:
    """All rows of a head: what is joined with the row, and sub-headings under a joined heading."""
    start, stop = row, row + 1
    changed = True
    while changed and stop - start < _HEAD_AT_MOST:
        changed = False
        for first, left, last, right in sheet.merged:
            touches = first < stop and last >= start
            is_title = right - left + 1 > 0.6 * max(len(rows[row]), 1) and first < row
            if not touches or is_title:
                continue
            below = last + 2 if right > left and last + 1 == stop and _is_under(rows, last + 1) else last + 1
            if first < start or below > stop:
                start, stop = min(start, first), min(max(stop, below), len(rows))
                changed = True
    if stop < len(rows) and _is_all_headings(rows[stop]):
        stop += 1
    if start > 0 and _is_all_headings(rows[start - 1]):
        start -= 1
    return range(start, stop)


def _is_under(rows: list[list[str]], number: int) -> bool:
    """Sub-headings: words, some of them known, no figures."""
    if number >= len(rows):
        return False
    filled = [cell for cell in rows[number] if cell]
    return bool(filled) and not any(letter.isdigit() for cell in filled for letter in cell)


def _is_all_headings(row: list[str]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) >= 2 and all(columns.heading_score(cell) >= 2 for cell in filled)


def _headings(sheet: ReadSheet, rows: list[list[str]], head: range) -> tuple[str, ...]:
    """The words of each column from the top down, joined headings over all their columns."""
    width = max((len(rows[number]) for number in head), default=0)
    for _first, _left, last, right in sheet.merged:
        width = max(width, right + 1 if last in head else 0)
    grid = {(number, place): _at(rows[number], place) for number in head for place in range(width)}
    for first, left, last, right in sheet.merged:
        words = grid.get((first, left), "")
        if words:
            for number in range(first, last + 1):
                for place in range(left, right + 1):
                    if (number, place) in grid:
                        grid[number, place] = words
    found = []
    for place in range(width):
        parts = list(dict.fromkeys(grid[number, place] for number in head if grid[number, place]))
        found.append(" / ".join(parts))
    return tuple(found)


def _skip_numbers(rows: list[list[str]], number: int) -> int:
    """Behind a row that only numbers the columns (1, 2, 3 or A, B, 1, 2)."""
    if number < len(rows):
        filled = [cell for cell in rows[number] if cell]
        if len(filled) >= 3 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled):
            return number + 1
    return number


def _title(rows: list[list[str]], head: int) -> str:
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows[:head]).strip()


def _words(cell: RawCell, converter: Converter) -> str:
    if is_empty(cell) or as_date(cell) is not None:
        return ""
    return clean_text(converter(cell) if isinstance(cell, str) else str(cell))


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if 0 <= place < len(row) else ""
