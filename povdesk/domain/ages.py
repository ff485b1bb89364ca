"""What an age decides: working age, school age and the level that goes with it; from dated tables."""

from collections.abc import Iterable
from datetime import date

from povdesk.domain import catalogues
from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.household import Person, Sex, YesNo
from povdesk.domain.partial_date import PartialDate

WORKING_AGE_FROM = 15
_SCHOOL_YEAR_STARTS_IN = 9


def retirement_age_months(sex: Sex, year: int, edits: Iterable[CatalogueItem] = ()) -> int:
    """The age of retirement in months; a year outside the table takes the nearest row."""
    rows = {int(item.code): item.extra for item in catalogues.load("retirement_ages", edits)}
    row = rows[min(rows, key=lambda known: abs(known - year))]
    return int(row[f"{sex}_years"]) * 12 + int(row[f"{sex}_months"])


def working_age(person: Person, day: date, edits: Iterable[CatalogueItem] = ()) -> YesNo:
    """From full 15 to the retirement age of the year.

    UNKNOWN without a birth, or near retirement without a sex. A year alone counts from 1 January.
    """
    if person.born is None:
        return YesNo.UNKNOWN
    if person.born.age_on(day) < WORKING_AGE_FROM:
        return YesNo.NO
    months = _full_months(person.born.earliest(), day)
    sexes = [person.sex] if person.sex else list(Sex)
    below = {months < retirement_age_months(sex, day.year, edits) for sex in sexes}
    if len(below) > 1:
        return YesNo.UNKNOWN
    return YesNo.YES if below.pop() else YesNo.NO


def working_age_is_exact(person: Person, day: date, edits: Iterable[CatalogueItem] = ()) -> bool:
    """False when an incomplete birth could change the answer of `working_age`."""
    born = person.born
    if born is None:
        return False
    first, last = PartialDate.of(born.earliest()), PartialDate.of(born.latest())
    ends = {working_age(Person(person.full_name, person.sex, whole), day, edits) for whole in (first, last)}
    return len(ends) == 1


def school_age(born: PartialDate, day: date) -> int:
    """The year in which the day's school year began, less the year of birth."""
    return day.year - (day.month < _SCHOOL_YEAR_STARTS_IN) - born.year


def level_for_age(age: int, table: str) -> str:
    """The level for a school age. table: "decree" (deprivation) or "statistics" (the plan's indicator)."""
    for item in catalogues.load("school_ages"):
        first, last = item.extra.get(f"{table}_from"), item.extra.get(f"{table}_to")
        if first is not None and last is not None and first <= age <= last:
            return item.code
    return ""


def is_at_least(level: str, needed: str) -> bool:
    """Is the school level the needed one or a higher one?"""
    ranks = {item.code: int(item.extra["rank"]) for item in catalogues.load("school_levels")}
    return ranks.get(level, 0) >= ranks[needed]


def _full_months(born: date, day: date) -> int:
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
