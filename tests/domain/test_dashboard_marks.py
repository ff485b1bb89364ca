"""The small charts and words of the dashboard: honest axes, the same on screen and on paper."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.dashboard import (
    HamletCell,
    HamletLine,
    Kpi,
    change_words,
    kpi_text,
    shade,
    thresholds_text,
)
from povdesk.domain.indicator import Figure, IndicatorDefinition, Measured, Status, Target
from povdesk.domain.indicator_status import StatusRules
from povdesk.domain.marks import goal_text, mark, short_value, text_mark

DAY = date(2024, 11, 15)
COUNT = IndicatorDefinition("X", "Hộ được hỗ trợ nhà ở", unit="hộ", kind="count")
RATE = IndicatorDefinition("Y", "Nước sinh hoạt hợp vệ sinh", unit="%", kind="rate")


def a_figure(
    definition: IndicatorDefinition,
    value: float | None,
    wanted: float | None,
    *,
    operator: str = ">=",
    start: float | None = None,
    status: Status = Status.ON_TRACK,
) -> Figure:
    target = Target(2024, operator, wanted) if wanted is not None else None
    previous = Measured(date(2023, 12, 31), start)
    return Figure(definition, target, Measured(DAY, value), status, previous=previous)


def test_a_count_is_a_bar_from_zero_with_its_target_on_the_axis() -> None:
    found = mark(a_figure(COUNT, 11, 27))
    assert found.is_bar
    assert found.actual is not None and found.target is not None
    assert found.actual / found.target == pytest.approx(11 / 27)
    assert (found.reached_from, found.reached_to) == (found.target, 1.0)


def test_a_rate_is_a_dot_with_the_start_of_the_year_and_no_bar() -> None:
    found = mark(a_figure(RATE, 74.1, 75, start=71.3))
    assert not found.is_bar
    assert found.start is not None and found.actual is not None and found.target is not None
    assert found.start < found.actual < found.target


def test_where_low_is_good_the_reached_part_lies_left_of_the_target() -> None:
    found = mark(a_figure(RATE, 0.8, 0.79, operator="<=", start=0.82))
    assert found.reached_from == 0.0
    assert found.reached_to == found.target


def test_without_any_number_nothing_is_drawn() -> None:
    assert mark(a_figure(RATE, None, None)).is_empty
    assert text_mark(a_figure(RATE, None, None)) == ""
    assert mark(a_figure(COUNT, 7, None)).is_empty, "a bar says nothing without a target"


@given(
    value=st.floats(-50, 120, allow_nan=False),
    wanted=st.floats(0, 100, allow_nan=False),
    start=st.floats(0, 100, allow_nan=False),
    is_count=st.booleans(),
)
def test_every_place_lies_on_the_axis_and_keeps_the_order_of_the_values(
    value: float, wanted: float, start: float, is_count: bool
) -> None:
    found = mark(a_figure(COUNT if is_count else RATE, value, wanted, start=start))
    assert found.actual is not None and found.target is not None
    for place in (found.actual, found.target):
        assert 0 <= place <= 1
    if value <= wanted:
        assert found.actual <= found.target
    else:
        assert found.actual >= found.target


def test_a_late_bar_and_a_forecast_differ_from_others_in_letters_too() -> None:
    on_track = text_mark(a_figure(COUNT, 20, 27))
    late = text_mark(a_figure(COUNT, 20, 27, status=Status.LATE))
    assert "█" in on_track and "▒" not in on_track
    assert "▒" in late and "█" not in late
    assert on_track.index("│") == late.index("│")


def test_a_target_is_written_with_its_sign_only_where_the_sign_says_something() -> None:
    assert goal_text(RATE, Target(2024, "<=", 0.79)) == "≤ 0,79%"
    assert goal_text(COUNT, Target(2024, ">=", 27)) == "≥ 27"
    assert goal_text(RATE, Target(2024, ">=", 100)) == "100%"
    assert goal_text(RATE, Target(2024, wording="tăng lên")) == "Tăng lên"
    assert goal_text(RATE, None) == ""


def test_a_value_keeps_its_per_cent_and_loses_its_unit() -> None:
    assert short_value(COUNT, Measured(DAY, 11)) == "11"
    assert short_value(RATE, Measured(DAY, 74.14)) == "74,14%"
    assert short_value(RATE, Measured(DAY)) == ""


def test_a_share_of_fewer_than_five_households_is_written_as_a_count() -> None:
    assert HamletCell(50.0, 2, 4).text == "2/4"
    assert HamletCell(40.0, 2, 5).text == "40,0%"
    assert HamletCell(40.0, 2, 5).bare == "40,0"
    assert HamletCell().text == "–"
    assert HamletCell(0, 0).text == "0"


def test_the_worst_hamlet_is_darkest_in_the_direction_of_its_column() -> None:
    def line(place: int, poor: int, water: float) -> HamletLine:
        cells = (
            HamletCell(poor, poor),
            HamletCell(3, 3),
            HamletCell(None),
            HamletCell(water, 10, 20),
            HamletCell(50, 10, 20),
        )
        return HamletLine(place, f"Thôn {place}", cells)

    lines = (line(1, 5, 80.0), line(2, 9, 60.0), line(3, 7, 70.0))
    assert shade(lines, 0) == (0.0, 1.0, 0.5)
    assert shade(lines, 3) == (0.0, 1.0, 0.5)
    assert shade(lines, 1) == (0.0, 0.0, 0.0), "equal hamlets are not shaded"
    assert shade(lines, 2) == (0.0, 0.0, 0.0), "unknown is not shaded"


def test_a_change_says_its_direction_and_against_which_year() -> None:
    assert change_words(Kpi("poor", 103, compared=118), 2023) == "giảm 15 so với 2023"
    assert change_words(Kpi("poor", 118, compared=103), 2022) == "tăng 15 so với 2022"
    assert change_words(Kpi("poor", 5, compared=5), 2023) == "bằng năm 2023"
    assert change_words(Kpi("poor", 5), 2023) == ""
    assert change_words(Kpi("money", 2_000_000_000, compared=1_500_000_000), 2023) == "tăng 500 so với 2023"
    assert kpi_text(Kpi("money", 2_046_000_000)) == "2.046"
    assert kpi_text(Kpi("forms", None)) == "–"


def test_the_thresholds_are_printed_with_their_version() -> None:
    words = thresholds_text(StatusRules(version="2024-1"))
    for part in ("90%", "60%", "01/03", "31/12", "90 ngày", "2024-1"):
        assert part in words
