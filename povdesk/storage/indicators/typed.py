"""Numbers that others count: measurements entered by hand, and all residents of each hamlet by year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select, text

from povdesk.domain.indicator import IndicatorDefinition, Measured, Typing, rate
from povdesk.storage.indicators.moments import Moment
from povdesk.storage.tables import indicator_definition, measurement

_OWN = ("households", "minority_households")


@dataclass(frozen=True)
class Totals:
    """Typed totals; hamlets: of each closing, by id. A total with a hole is unknown."""

    rows: Mapping[tuple[int, int], Mapping[str, int | None]]
    hamlets: Mapping[int, Mapping[int, str]]

    def of(self, year: int, column: str, hamlet: int | None = None) -> int | None:
        """The number at the closing of a year, of one hamlet or of all of them."""
        wanted = [hamlet] if hamlet is not None else list(self.hamlets.get(year, {}))
        values = [self.rows.get((year, key), {}).get(column) for key in wanted]
        known = [value for value in values if value is not None]
        return sum(known) if values and len(known) == len(values) else None

    def missing(self, year: int, column: str) -> list[str]:
        """Names of the hamlets whose total is not entered."""
        return [
            name
            for key, name in self.hamlets.get(year, {}).items()
            if self.rows.get((year, key), {}).get(column) is None
        ]


def totals(connection: Connection, years: Iterable[int]) -> Totals:
    """All residents' totals of these years; a hamlet counts in the years whose 31/12 it was there."""
    wanted = sorted(set(years))
    rows: dict[tuple[int, int], Mapping[str, int | None]] = {}
    hamlets: dict[int, dict[int, str]] = {year: {} for year in wanted}
    found = connection.execute(
        text(
            "SELECT h.id, h.name, h.valid_from, h.valid_to, t.year, t.households, t.minority_households"
            " FROM hamlet h LEFT JOIN hamlet_total t ON t.hamlet_id = h.id ORDER BY h.position, h.id"
        )
    )
    for row in found:
        for year in wanted:
            closing = f"{year}-12-31"
            if (row.valid_from or "") <= closing and (row.valid_to or closing) >= closing:
                hamlets[year][row.id] = row.name
        if row.year is not None:
            rows[row.year, row.id] = {column: row._mapping[column] for column in _OWN}
    return Totals(rows, hamlets)


Typed = Mapping[str, Sequence[Any]]


def typed(connection: Connection) -> Typed:
    """All measurements by indicator code, oldest first."""
    found: dict[str, list[Any]] = {}
    rows = connection.execute(
        select(indicator_definition.c.code, measurement)
        .join(indicator_definition, indicator_definition.c.id == measurement.c.indicator_id)
        .order_by(measurement.c.as_of, measurement.c.id)
    )
    for row in rows:
        found.setdefault(row.code, []).append(row)
    return found


def measured(definition: IndicatorDefinition, entered: Typed, moment: Moment) -> Measured:
    """The newest number of the moment's year up to its day; blank with the reason when there is none."""
    rows = [
        row
        for row in entered.get(definition.code, ())
        if row.as_of.year == moment.year and row.as_of <= moment.day
    ]
    if not rows:
        return Measured(moment.day, reason=f"Chưa nhập số của năm {moment.year}")
    row = rows[-1]
    return _read(definition, row, row.as_of)


def years_with_new_standard(connection: Connection) -> frozenset[int]:
    """Years reviewed by another poverty standard than the year before; figures are not compared across."""
    rows = connection.execute(
        text(
            "SELECT year, min(standard_id) AS standard FROM review_round"
            " WHERE kind IN ('periodic', 'period_start') GROUP BY year"
        )
    )
    used = {row.year: row.standard for row in rows}
    return frozenset(year for year in used if year - 1 in used and used[year] != used[year - 1])


def _read(definition: IndicatorDefinition, row: Any, day: date) -> Measured:
    origin = Typing(row.measured_by, row.source, row.method, row.evidence_number, row.note)
    value, reason = row.value, ""
    if row.numerator is not None and row.denominator is not None:
        value = rate(row.numerator, row.denominator - row.numerator) if definition.is_rate else row.value
        if row.numerator > row.denominator:
            value, reason = None, "Số đạt lớn hơn tổng số, xem lại số đã nhập"
    elif value is None:
        reason = "Số nhập chưa đủ"
    return Measured(
        day, value, numerator=row.numerator, denominator=row.denominator, typing=origin, reason=reason
    )
