"""The term of a request, counted by hand on the calendar of 2024."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.catalogues import CatalogueItem
from povdesk.domain.requests import (
    Request,
    RequestKind,
    RequestResult,
    RequestState,
    Urgency,
    clock,
    due_day,
    holidays_remark,
)

TET = tuple(
    CatalogueItem(f"tet-{day}", "Tết", date(2024, 2, day), date(2024, 2, day), extra={"month": 2, "day": day})
    for day in range(8, 15)
)


def make_request(received_on: date, **more: object) -> Request:
    due = due_day(received_on, 15)
    return Request(received_on, RequestKind.RECOGNISE, "Hồ Văn Suối", **{"due_on": due, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        # Three whole weeks, no holiday: 8 May (Wed) to 29 May.
        (date(2024, 5, 8), date(2024, 5, 29)),
        # Received on a Saturday: Monday is the first day.
        (date(2024, 6, 1), date(2024, 6, 21)),
        # 2 September (Mon) does not count: 12 August + 15 working days.
        (date(2024, 8, 12), date(2024, 9, 3)),
        # 30 April (Tue) and 1 May (Wed) do not count: 15 April + 15 working days.
        (date(2024, 4, 15), date(2024, 5, 8)),
        # Over the turn of the year: 1 January 2025 (Wed) does not count.
        (date(2024, 12, 20), date(2025, 1, 13)),
    ],
)
def test_fifteen_working_days_from_the_day_after_receipt(received: date, due: date) -> None:
    assert due_day(received, 15) == due


def test_tet_counts_as_working_days_until_the_officer_has_entered_it() -> None:
    """29 January 2024 + 15: without Tết 19 February; the five weekdays 8, 9, 12, 13, 14 move it to 26."""
    assert due_day(date(2024, 1, 29), 15) == date(2024, 2, 19)
    assert due_day(date(2024, 1, 29), 15, TET) == date(2024, 2, 26)
    assert "Tết" in holidays_remark(2024, ())
    assert holidays_remark(2024, TET) == ""
    assert holidays_remark(2025, TET)


def test_without_a_term_in_the_procedure_there_is_no_last_day() -> None:
    assert due_day(date(2024, 5, 8), None) is None
    assert clock(make_request(date(2024, 5, 8), due_on=None), date(2024, 6, 1)).urgency is Urgency.NONE


@pytest.mark.parametrize(
    ("today", "urgency", "words"),
    [
        (date(2024, 5, 9), Urgency.IN_TIME, "Còn 14 ngày làm việc"),
        (date(2024, 5, 24), Urgency.SOON, "Còn 3 ngày làm việc"),
        (date(2024, 5, 29), Urgency.SOON, "Hạn hôm nay"),
        (date(2024, 5, 30), Urgency.OVERDUE, "Quá hạn 1 ngày làm việc"),
        (date(2024, 6, 3), Urgency.OVERDUE, "Quá hạn 3 ngày làm việc"),
    ],
)
def test_the_clock_says_how_much_is_left(today: date, urgency: Urgency, words: str) -> None:
    said = clock(make_request(date(2024, 5, 8)), today)

    assert (said.urgency, said.words) == (urgency, words)


def test_a_saturday_after_the_last_friday_is_late_already() -> None:
    request = make_request(date(2024, 5, 3))

    assert request.due_on == date(2024, 5, 24)
    assert clock(request, date(2024, 5, 25)).urgency is Urgency.OVERDUE


def test_an_answer_after_the_last_day_stays_marked() -> None:
    request = make_request(date(2024, 5, 8), answered_on=date(2024, 6, 3), result=RequestResult.REFUSED)

    assert clock(request, date(2024, 7, 1)).words == "03/06/2024, sau hạn"
    assert request.state is RequestState.ANSWERED


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(1, 40))
def test_a_term_never_ends_on_a_day_off_and_a_longer_one_never_earlier(received: date, days: int) -> None:
    due = due_day(received, days)
    longer = due_day(received, days + 1)

    assert due is not None and longer is not None
    assert due.weekday() < 5 and (due.month, due.day) not in {(1, 1), (4, 30), (5, 1), (9, 2)}
    assert received + timedelta(days=days) <= due < longer
