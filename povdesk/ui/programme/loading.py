"""What every tab of the page is told: the year, its day, the years to choose from, the printed head."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Frame:
    """year: the one shown. day: today or the year's last day. agency, place: for printed lists."""

    year: int
    working_year: int
    day: date
    years: tuple[int, ...]
    agency: str = ""
    place: str = ""


@dataclass(frozen=True)
class Loaded:
    """A tab's rows with the frame; more: what only that tab needs."""

    frame: Frame
    rows: tuple[Any, ...]
    more: Any = None


def read_frame(connection: Any, year: int | None, today: date) -> Frame:
    """The chosen year, or the working year when none is chosen."""
    from povdesk.storage import budget_lines, office, settings

    working = int(settings.get(connection, "working_year", today.year))
    shown = year or working
    years = {working - 1, working, working + 1, shown, *budget_lines.years(connection)}
    day = min(today, date(shown, 12, 31))
    return Frame(shown, working, day, tuple(sorted(years, reverse=True)), *office.heading(connection, today))
