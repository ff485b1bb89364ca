"""What the result tables share: cells, widths, rows of hamlets with the commune's total."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from povdesk.domain.result_tables import Results, ResultUnit
from povdesk.domain.vietnamese import format_number

from .blocks import Align, Column, HeaderCell, Table

FONT_SIZE, SMALL_SIZE = 10.0, 9.0
_MANY = 15
"""Number columns from which the smaller type is used."""
WIDTH = 252.0
"""Millimetres between the margins of a turned sheet."""

HOUSEHOLDS, PEOPLE = "Hộ", "Nhân khẩu"

Header = tuple[tuple[HeaderCell, ...], ...]


def count(value: int | None) -> str:
    """A whole number; nothing where it is not known."""
    return "" if value is None else format_number(value)


def percent(value: Decimal | None) -> str:
    """Two decimals, without the sign; nothing where there is nothing to divide by."""
    return "" if value is None else format_number(value, decimals=2)


def columns(texts: Sequence[float], weights: Sequence[float]) -> tuple[Column, ...]:
    """Text columns of given widths, then number columns that share the rest by their weights."""
    each = (WIDTH - sum(texts)) / sum(weights)
    first = Column(texts[0], Align.CENTRE)
    numbers = (Column(each * weight, Align.RIGHT) for weight in weights)
    return (first, *(Column(width) for width in texts[1:]), *numbers)


def grid(
    header: Header,
    texts: Sequence[float],
    formula: Sequence[str],
    rows: Iterable[tuple[str, ...]],
    totals: int,
    weights: Sequence[float] = (),
) -> Table:
    """The table; the last `totals` rows are the commune's. weights: of the number columns, else all alike."""
    every = tuple(rows)
    letters = ("A", "B", "C")[: len(texts)]
    return Table(
        columns=columns(texts, weights or (1.0,) * len(formula)),
        header=header,
        rows=every[: len(every) - totals],
        totals=every[len(every) - totals :],
        formula=(*letters, *formula),
        font_size=FONT_SIZE if len(formula) < _MANY else SMALL_SIZE,
    )


def by_unit(results: Results, cells: Callable[[ResultUnit], Iterable[str]]) -> list[tuple[str, ...]]:
    """One row for each hamlet, and the total."""
    rows = [(str(place), unit.name, *cells(unit)) for place, unit in enumerate(results.units, start=1)]
    rows.append(("", "Tổng cộng", *cells(results.total)))
    return rows


def by_unit_twice(
    results: Results, cells: Callable[[ResultUnit], Sequence[tuple[str, Iterable[str]]]]
) -> list[tuple[str, ...]]:
    """Two rows for each hamlet, each with its name in the third column, and two rows of totals."""
    rows: list[tuple[str, ...]] = []
    for place, unit in enumerate((*results.units, results.total), start=1):
        is_total = unit is results.total
        number, name = ("", "Tổng cộng") if is_total else (str(place), unit.name)
        for line, (words, values) in enumerate(cells(unit)):
            rows.append((number if not line else "", name if not line else "", words, *values))
    return rows


def corner(rows: int, *more: str) -> tuple[HeaderCell, ...]:
    """TT, đơn vị and further text columns, over the whole height of the head."""
    return tuple(HeaderCell(words, rows=rows) for words in ("TT", "Đơn vị (thôn)", *more))


def numbered(first: int, last: int) -> list[str]:
    return [str(number) for number in range(first, last + 1)]
