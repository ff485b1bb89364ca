"""Terms in working days skip weekends and holidays, those of one year only in that year."""

from datetime import date, timedelta

import pytest

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.working_days import after_working_days, working_days_left

# Invented: a compensating day off, typed by an officer for one year.
DAY_OFF = CatalogueItem(
    "bridge", "Nghỉ bù", date(2024, 1, 1), date(2024, 12, 31), extra={"month": 9, "day": 3}
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 10, 14), True),
        (date(2024, 10, 12), False),
        (date(2024, 10, 13), False),
        (date(2024, 9, 2), False),
        (date(2024, 4, 30), False),
    ],
)
def test_weekends_and_fixed_holidays_are_off(day: date, works: bool) -> None:
    assert (after_working_days(day - timedelta(days=1), 1) == day) is works


def test_an_officers_holiday_counts_only_in_its_year() -> None:
    assert after_working_days(date(2024, 9, 1), 1, [DAY_OFF]) == date(2024, 9, 4)
    assert after_working_days(date(2025, 9, 2), 1, [DAY_OFF]) == date(2025, 9, 3)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2024, 10, 14), 0, date(2024, 10, 14)),
        (date(2024, 10, 14), 3, date(2024, 10, 17)),
        (date(2024, 10, 11), 1, date(2024, 10, 14)),
        (date(2024, 10, 12), 1, date(2024, 10, 14)),
        (date(2024, 10, 14), 15, date(2024, 11, 4)),
        (date(2024, 8, 30), 3, date(2024, 9, 5)),
    ],
)
def test_a_term_ends_after_so_many_working_days(start: date, count: int, end: date) -> None:
    assert after_working_days(start, count) == end
    assert working_days_left(start, end) == count


def test_a_term_that_has_passed_is_negative() -> None:
    assert working_days_left(date(2024, 10, 17), date(2024, 10, 14)) == -3
    assert after_working_days(date(2024, 8, 30), 3, [DAY_OFF]) == date(2024, 9, 6)
