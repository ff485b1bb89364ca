"""Clocks that run in working days: Saturdays, Sundays and the holidays of the list do not count."""

from collections.abc import Iterable
from datetime import date, timedelta

from povdesk.domain import catalogues
from povdesk.domain.catalogues import CatalogueItem


def after_working_days(start: date, count: int, edits: Iterable[CatalogueItem] = ()) -> date:
    """The last day of a term of `count` working days; the day it starts is not counted."""
    holidays = catalogues.load("public_holidays", edits)
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and not _is_holiday(day, holidays)
    return day


def working_days_left(today: date, due: date, edits: Iterable[CatalogueItem] = ()) -> int:
    """Working days after today up to and with the due day; negative when it has passed."""
    if due < today:
        return -working_days_left(due, today, edits)
    holidays = catalogues.load("public_holidays", edits)
    days = (today + timedelta(days=step) for step in range(1, (due - today).days + 1))
    return sum(day.weekday() < 5 and not _is_holiday(day, holidays) for day in days)


def _is_holiday(day: date, holidays: Iterable[CatalogueItem]) -> bool:
    return any(
        (item.extra["month"], item.extra["day"]) == (day.month, day.day) and item.is_valid_on(day)
        for item in holidays
    )
