"""What a tab shows, read in one job."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple


class Heading(NamedTuple):
    """Names for the printed lists."""

    agency: str
    place: str


@dataclass(frozen=True)
class Loaded:
    """day: today, or the year's last day when it has passed. more: what only this tab needs."""

    year: int
    years: tuple[int, ...]
    day: date
    rows: tuple[Any, ...]
    hamlets: tuple[tuple[int, str], ...]
    heading: Heading
    more: Any = None


def load(
    connection: Any,
    year: int | None,
    today: date,
    rows_of: Callable[[Any, int, date], Sequence[Any]],
    more_of: Callable[[Any, int, date], Any] | None = None,
) -> Loaded:
    """The rows of a year; of the working year when none is chosen."""
    from povdesk.storage import commune, office, settings

    working = int(settings.get(connection, "working_year", today.year))
    year = year or working
    day = min(today, date(year, 12, 31))
    return Loaded(
        year,
        tuple(sorted({working + 1, working, working - 1, working - 2, year}, reverse=True)),
        day,
        tuple(rows_of(connection, year, day)),
        commune.hamlet_names(connection, date(year, 12, 31)),
        Heading(*office.heading(connection, today)),
        more_of(connection, year, day) if more_of is not None else None,
    )
