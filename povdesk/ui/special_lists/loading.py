"""What the page shows, read in one job for each tab."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from povdesk.storage.special_lists import AverageHousehold, LowIncomeWorker


class Heading(NamedTuple):
    """Names for the printed lists."""

    agency: str
    place: str


@dataclass(frozen=True)
class AverageList:
    """One year's list. hamlets: id and name, for a household that is not in the register."""

    year: int
    years: tuple[int, ...]
    rows: tuple[AverageHousehold, ...]
    hamlets: tuple[tuple[int, str], ...]
    heading: Heading


@dataclass(frozen=True)
class WorkerList:
    """All workers; as_of: the day by which some have run out."""

    as_of: date
    rows: tuple[LowIncomeWorker, ...]
    heading: Heading


def load_average(connection: Any, year: int | None, today: date) -> AverageList:
    """The list of a year; of the working year when none is chosen."""
    from povdesk.storage import commune, settings, special_lists

    working = int(settings.get(connection, "working_year", today.year))
    year = year or working
    years = {working, working - 1, year, *special_lists.average_years(connection)}
    return AverageList(
        year,
        tuple(sorted(years, reverse=True)),
        special_lists.average_households(connection, year),
        commune.hamlet_names(connection, date(year, 12, 31)),
        _heading(connection, today),
    )


def load_workers(connection: Any, today: date) -> WorkerList:
    """All workers, by the end of the working year or today."""
    from povdesk.storage import settings, special_lists

    working = int(settings.get(connection, "working_year", today.year))
    return WorkerList(
        min(today, date(working, 12, 31)), special_lists.workers(connection), _heading(connection, today)
    )


def _heading(connection: Any, today: date) -> Heading:
    from povdesk.storage import office

    return Heading(*office.heading(connection, today))
