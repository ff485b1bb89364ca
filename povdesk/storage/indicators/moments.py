"""The days on which indicators are counted, with everything that follows from a day, as one SQL table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from povdesk.storage.indicators.rules import CountingRules


@dataclass(frozen=True)
class Moment:
    """A year seen on one of its days. is_closed: its closing (31/12) is recognised and known on that day."""

    number: int
    year: int
    day: date
    is_closed: bool
    opening_is_known: bool


COLUMNS = (
    "id, year, first, day, opening, closing, is_closed, opening_known, born_15, born_m, born_f,"
    " school_year, hard_to_reach"
)
"""Of the SQL table `moment`: first and day bound the year so far; opening and closing are 31/12.

born_15: latest birth that is of working age; born_m, born_f: births up to then have reached retirement.
"""


def day_in_year(year: int, as_of: date) -> date:
    """The day itself, or the nearest day of the year."""
    return min(max(as_of, date(year, 1, 1)), date(year, 12, 31))


def moments(connection: Connection, wanted: Sequence[tuple[int, date]]) -> tuple[Moment, ...]:
    """The moments for (year, day) pairs, in order."""
    closings = _closings(connection)
    found = []
    for number, (year, as_of) in enumerate(wanted):
        day = day_in_year(year, as_of)
        found.append(
            Moment(number, year, day, _is_known(closings, year, day), _is_known(closings, year - 1, day))
        )
    return tuple(found)


def parameters(
    chosen: Sequence[Moment], rules: CountingRules, hard: Sequence[bool | None]
) -> tuple[str, dict[str, Any]]:
    """The CTE `moment` and its bound values."""
    names = [name.strip() for name in COLUMNS.split(",")]
    rows: list[str] = []
    values: dict[str, Any] = {}
    for moment, is_hard in zip(chosen, hard, strict=True):
        row = (
            moment.number,
            moment.year,
            date(moment.year, 1, 1).isoformat(),
            moment.day.isoformat(),
            date(moment.year - 1, 12, 31).isoformat(),
            date(moment.year, 12, 31).isoformat(),
            int(moment.is_closed),
            int(moment.opening_is_known),
            months_before(moment.day, 12 * rules.working_age_from),
            months_before(moment.day, rules.retirement_months("male", moment.day.year)),
            months_before(moment.day, rules.retirement_months("female", moment.day.year)),
            moment.day.year - (moment.day.month < rules.school_year_starts),
            None if is_hard is None else int(is_hard),
        )
        keys = [f"{name}_{moment.number}" for name in names]
        rows.append("(" + ", ".join(f":{key}" for key in keys) + ")")
        values.update(zip(keys, row, strict=True))
    return f"moment({COLUMNS}) AS (VALUES {', '.join(rows)})", values


def months_before(day: date, months: int) -> str:
    """The same day so many months before, as text; a day its month lacks still sorts rightly."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return f"{year:04d}-{month + 1:02d}-{day.day:02d}"


def hard_to_reach(connection: Connection, chosen: Sequence[Moment]) -> list[bool | None]:
    """Whether the commune was "vùng khó khăn" on each day (IND-11); None when nobody has said."""
    rows = connection.execute(
        text("SELECT valid_from, valid_to, hard_to_reach FROM commune_identity ORDER BY valid_from")
    ).all()

    def on(day: str) -> bool | None:
        said = [
            row.hard_to_reach
            for row in rows
            if row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)
        ]
        return True if any(said) else None if None in said else False

    return [on(moment.day.isoformat()) for moment in chosen]


def _closings(connection: Connection) -> dict[int, date]:
    """From which day each year's closing is known: its decision, else 31/12."""
    rows = connection.execute(
        text(
            "SELECT r.year AS year, coalesce(min(d.signed_on), r.year || '-12-31') AS known_on"
            " FROM review_round r LEFT JOIN decision d ON d.round_id = r.id"
            " WHERE r.state = 'recognised' AND r.kind IN ('periodic', 'period_start') GROUP BY r.year"
            " UNION ALL"
            " SELECT CAST(substr(counted_from, 1, 4) AS INTEGER), counted_from FROM class_history"
            " WHERE substr(counted_from, 6) = '12-31' GROUP BY counted_from"
        )
    ).all()
    known: dict[int, date] = {}
    for row in rows:
        day = min(date.fromisoformat(row.known_on), date(row.year, 12, 31))
        known[row.year] = min(known.get(row.year, day), day)
    return known


def _is_known(closings: dict[int, date], year: int, day: date) -> bool:
    return year in closings and closings[year] <= day
