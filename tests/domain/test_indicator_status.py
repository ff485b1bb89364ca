"""When an indicator is reached, on track, late; both sides of each threshold (decision 20, indicators.md)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.indicator import IndicatorDefinition, Measured, Reading, Status, Target
from povdesk.domain.indicator_status import StatusRules, standing

RULES = StatusRules()
HOUSES = IndicatorDefinition("IND-22", "Hộ được hỗ trợ nhà ở", unit="hộ", kind="count", measure="x")
RATE = IndicatorDefinition("IND-23", "Nước hợp vệ sinh", unit="%", measure="x")
TYPED = IndicatorDefinition("IND-17", "Suy dinh dưỡng", unit="%", direction="at_most")
MIDSUMMER = date(2024, 7, 31)


def status(
    definition: IndicatorDefinition, target: Target | None, measured: Measured, day: date = MIDSUMMER
) -> Status:
    return standing(definition, target, measured, day=day, rules=RULES).status


def measured(value: float | None, day: date = MIDSUMMER, **more: float) -> Measured:
    return Measured(day, value, **more)  # type: ignore[arg-type]


def share(yes: int, no: int, unknown: int = 0) -> Measured:
    of = yes + no
    return Measured(MIDSUMMER, 100 * yes / of if of else None, yes, of, unknown)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(100, Status.REACHED), (99, Status.ON_TRACK), (45, Status.ON_TRACK), (44, Status.ATTENTION),
     (30, Status.ATTENTION), (29, Status.LATE), (0, Status.LATE)],
)  # fmt: skip
def test_a_count_is_weighed_against_the_share_of_the_year_gone(value: int, expected: Status) -> None:
    """From 01/03 to 31/12 are 305 days; half of them are gone after 152,5: on 31/07 152 of 305 (49,8 %).

    Wanted 100: on track from 90 % of 49,8 = 44,9; attention from 60 % of 49,8 = 29,9.
    """
    assert status(HOUSES, Target(2024, ">=", 100), measured(value)) is expected


@pytest.mark.parametrize(("value", "expected"), [(90, Status.ON_TRACK), (89, Status.ATTENTION),
                                                 (60, Status.ATTENTION), (59, Status.LATE)])  # fmt: skip
def test_on_the_last_day_the_whole_year_is_gone(value: int, expected: Status) -> None:
    assert status(HOUSES, Target(2024, ">=", 100), measured(value), date(2024, 12, 31)) is expected


def test_nothing_is_expected_before_the_first_of_march() -> None:
    for day in (date(2024, 1, 1), date(2024, 3, 1)):
        assert status(HOUSES, Target(2024, ">=", 27), measured(0, day), day) is Status.ON_TRACK


def test_the_window_and_the_thresholds_are_the_officers() -> None:
    rules = StatusRules(year_starts=(1, 1), on_track_from=0.5, attention_from=0.2)
    found = standing(HOUSES, Target(2024, ">=", 100), measured(50), day=date(2024, 12, 31), rules=rules)
    assert found.status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("yes", "no", "unknown", "expected"),
    [(75, 25, 0, Status.REACHED), (74, 26, 0, Status.NOT_REACHED), (75, 24, 1, Status.REACHED),
     (75, 24, 2, Status.NOT_REACHED), (0, 0, 3, Status.NO_DATA)],
)  # fmt: skip
def test_a_rate_is_reached_only_if_every_unknown_may_be_a_no(
    yes: int, no: int, unknown: int, expected: Status
) -> None:
    """Target 75 %: 75 of 100 is reached; with 2 unknown it is 75 of 101 at worst."""
    assert status(RATE, Target(2024, ">=", 75), share(yes, no, unknown)) is expected


def test_where_less_is_better_the_unknown_count_as_yes() -> None:
    """At most 2 %: 2 of 100 hold, but with one unknown 3 of 101 do not."""
    assert status(RATE, Target(2024, "<=", 2), share(2, 98)) is Status.REACHED
    assert status(RATE, Target(2024, "<=", 2), share(2, 98, 1)) is Status.NOT_REACHED


@pytest.mark.parametrize(
    ("operator", "expected"),
    [("<", Status.NOT_REACHED), ("<=", Status.REACHED), (">", Status.NOT_REACHED), (">=", Status.REACHED)],
)
def test_under_is_not_at_most_and_over_is_not_at_least(operator: str, expected: Status) -> None:
    assert status(RATE, Target(2024, operator, 2), share(2, 98)) is expected


def test_a_value_that_only_looks_equal_when_printed_is_not_reached() -> None:
    """8233 of 10.000 prints as 82,33 %, 82,34 % is 8234."""
    assert status(RATE, Target(2024, ">=", 82.34), share(8233, 1767)) is Status.NOT_REACHED
    assert status(RATE, Target(2024, ">=", 82.34), share(8234, 1766)) is Status.REACHED


@pytest.mark.parametrize(
    ("value", "expected"),
    [(49.2, Status.REACHED), (49.3, Status.ON_TRACK), (50.19, Status.ON_TRACK), (50.2, Status.ATTENTION),
     (50.46, Status.ATTENTION), (50.47, Status.LATE), (51.5, Status.LATE)],
)  # fmt: skip
def test_a_rate_with_a_baseline_shows_how_far_it_came(value: float, expected: Status) -> None:
    """From 51 to 49,2: on 31/07 49,8 % of the way is due, 0,897 points.

    On track from 90 % of that (0,807: down to 50,193); attention from 60 % (0,538: 50,462).
    """
    assert status(TYPED, Target(2024, "<=", 49.2, baseline=51), measured(value)) is expected


@pytest.mark.parametrize(("age", "expected"), [(90, Status.REACHED), (91, Status.NO_DATA)])
def test_a_typed_number_ages_after_ninety_days(age: int, expected: Status) -> None:
    typed = measured(40, MIDSUMMER - timedelta(days=age))
    assert status(TYPED, Target(2024, "<=", 49.2), typed) is expected


def test_a_counted_number_never_ages() -> None:
    assert status(RATE, Target(2024, ">=", 40), measured(41, date(2020, 1, 1))) is Status.REACHED


def test_without_a_target_number_an_indicator_is_only_followed() -> None:
    assert status(RATE, Target(2024, ">", None, wording="tăng lên"), share(1, 1)) is Status.FOLLOWED
    assert status(RATE, None, share(1, 1)) is Status.FOLLOWED


def test_an_open_closing_waits_for_the_review_whatever_the_number() -> None:
    found = standing(RATE, Target(2024, "<=", 1), share(50, 50), day=MIDSUMMER, rules=RULES, is_open=True)
    assert found.status is Status.AWAITING


def test_a_target_with_readings_is_judged_only_where_all_of_them_agree() -> None:
    """1 of 2 is 50 %: below 79 % and not below 0,79 %; when both ask for less than 60 % they agree."""
    unclear = Target(2024, "<=", 0.79, readings=(Reading("A", "như in", 0.79), Reading("B", "phần", 79)))
    agreeing = Target(2024, "<=", 60, readings=(Reading("A", "như in", 60), Reading("B", "phần", 79)))
    picked = Target(2024, "<=", 0.79, readings=(Reading("A", "x", 0.79), Reading("B", "y", 79, picked=True)))

    assert status(RATE, unclear, share(1, 1)) is Status.FOLLOWED
    assert status(RATE, agreeing, share(1, 1)) is Status.REACHED
    assert status(RATE, picked, share(1, 1)) is Status.REACHED


@given(
    yes=st.integers(0, 500), no=st.integers(0, 500), unknown=st.integers(0, 50), wanted=st.integers(1, 100)
)
def test_one_unknown_answered_no_never_turns_not_reached_into_reached(
    yes: int, no: int, unknown: int, wanted: int
) -> None:
    target = Target(2024, ">=", wanted)
    before = status(RATE, target, share(yes, no, unknown + 1))
    after = status(RATE, target, share(yes, no + 1, unknown))
    if before is Status.REACHED:
        assert after is Status.REACHED


@given(
    value=st.integers(0, 300), more=st.integers(0, 100), day=st.dates(date(2024, 1, 1), date(2024, 12, 31))
)
def test_doing_more_never_makes_a_count_worse(value: int, more: int, day: date) -> None:
    order = [Status.LATE, Status.ATTENTION, Status.ON_TRACK, Status.REACHED]
    target = Target(2024, ">=", 100)
    first, second = (status(HOUSES, target, measured(n, day), day) for n in (value, value + more))
    assert order.index(second) >= order.index(first)


def test_every_status_has_its_word() -> None:
    assert [one.label for one in Status] == [
        "Đạt", "Đúng tiến độ", "Cần chú ý", "Chậm", "Chưa đạt", "Chờ rà soát", "Chưa có số liệu", "Theo dõi",
    ]  # fmt: skip
