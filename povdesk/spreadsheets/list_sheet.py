"""A list as the screen shows it, as one sheet: its rows and columns, numbers as numbers, days as days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import shown_numbers
from .sheet import Cell, Column, HeadCell, Kind, Line, LineLook, Sheet, Side

_NARROWEST, _WIDEST = 6, 48
_UPRIGHT_AT_MOST = 96
"""Letters that an upright sheet still shows large enough."""


@dataclass(frozen=True)
class ListColumn:
    """side: as the column stands on the screen; only RIGHT and CENTRE ones may hold numbers."""

    title: str
    side: Side = Side.LEFT


def screen_sheet(
    title: str,
    filter_text: str,
    columns: Sequence[ListColumn],
    rows: Sequence[tuple[str, ...]],
    *,
    agency: str,
    day: date,
    sample: bool,
) -> Sheet:
    """The sheet. rows: finished texts, as shown. A column without a title (marks only) keeps its place."""
    texts = [tuple(row[place] for row in rows) for place in range(len(columns))]
    made = [_column(column, found) for column, found in zip(columns, texts, strict=True)]
    lines = [Line(agency, LineLook.OFFICE)] if agency else []
    lines.append(Line(title, LineLook.TITLE))
    if filter_text:
        lines.append(Line(filter_text))
    lines.append(Line(f"Ngày xuất: {day:%d/%m/%Y}"))
    return Sheet(
        title,
        tuple(column for column, _cells in made),
        (tuple(HeadCell(column.title) for column in columns),),
        [tuple(row) for row in zip(*(cells for _column, cells in made), strict=True)],
        tuple(lines),
        sample=sample,
        turned=sum(column.width for column, _cells in made) > _UPRIGHT_AT_MOST,
        filtered=True,
        frozen_columns=1 if len(columns) > 5 else 0,
    )


def width_of(title: str, texts: Sequence[str]) -> float:
    """Letters that show most of a column without wrapping."""
    longest = max(map(len, texts), default=0)
    word = max(map(len, title.split()), default=0)
    return min(max(longest + 2, word + 4, min(len(title), 14) + 2, _NARROWEST), _WIDEST)


def _column(column: ListColumn, texts: tuple[str, ...]) -> tuple[Column, Sequence[Cell]]:
    width = width_of(column.title, texts)
    days, cells = shown_numbers.typed(
        texts, right=column.side is Side.RIGHT, centred=column.side is Side.CENTRE
    )
    if days:
        return Column(max(width, 12), Kind.DATE, side=Side.CENTRE), cells
    return Column(width, side=column.side), cells
