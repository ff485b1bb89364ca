"""How targets and figures are written, and that the shipped 26 say what the reference plan says."""

from datetime import date

import pytest

from povdesk.domain.indicator import (
    Figure,
    IndicatorDefinition,
    Measured,
    Status,
    Target,
    Typing,
    as_record,
    as_text,
    ratio_text,
    target_text,
    typing_text,
    value_text,
)
from povdesk.storage import targets

DAY = date(2024, 12, 31)
TARGETS = {
    "IND-01": "≤ 0,79%", "IND-02": "< 2%", "IND-03": "Giảm tối thiểu 45 hộ", "IND-04": "Giảm trên 2 điểm %",
    "IND-05": "Tối thiểu 5 hộ", "IND-06": "Tăng lên", "IND-07": "≥ 80%", "IND-08": "", "IND-09": "100%",
    "IND-10": "100%", "IND-11": "Tối thiểu 20 người", "IND-12": "Tối thiểu 5 người",
    "IND-13": "Khoảng 2 người",
    "IND-14": "≥ 80%", "IND-15": "Khoảng 2 người", "IND-16": "100%", "IND-17": "≤ 49,2%", "IND-18": "≥ 96%",
    "IND-19": "≥ 50%", "IND-20": "≥ 11,7%", "IND-21": "100%", "IND-22": "Tối thiểu 27 hộ", "IND-23": "≥ 75%",
    "IND-24": "≥ 36%", "IND-25": "≥ 82,34%", "IND-26": "≥ 90%",
}  # fmt: skip
"""As the reference plan has them; IND-06 and IND-08 have no number."""


@pytest.mark.parametrize("row", targets.shipped()["indicator"], ids=lambda row: row["code"])
def test_the_targets_of_the_reference_plan_are_written_as_it_prints_them(row: dict) -> None:  # type: ignore[type-arg]
    definition = IndicatorDefinition(
        row["code"], row["name"], unit=row["unit"], kind=row["kind"], direction=row["direction"]
    )
    assert target_text(definition, Target(2024, **row.get("target", {}))) == TARGETS[row["code"]]


def test_twenty_four_of_the_twenty_six_have_a_number() -> None:
    rows = targets.shipped()["indicator"]
    without = [row["code"] for row in rows if row.get("target", {}).get("value") is None]
    assert (len(rows), without) == (26, ["IND-06", "IND-08"])


def test_short_names_fit_the_screen() -> None:
    rows = targets.shipped()["indicator"]
    assert all(0 < len(row["short_name"]) <= 34 for row in rows)
    assert len({row["short_name"] for row in rows}) == 26


def test_only_the_first_two_are_unclear_and_none_is_chosen() -> None:
    readings = {row["code"]: targets.shipped_readings(row["code"]) for row in targets.shipped()["indicator"]}
    assert {code: len(found) for code, found in readings.items() if found} == {"IND-01": 3, "IND-02": 2}
    assert not any(reading.picked for found in readings.values() for reading in found)


WATER = IndicatorDefinition("IND-23", "Nước", unit="%", subject="household", measure="clean_water")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(63.2034, 0, "63,2%"), (100.0, 0, "100%"), (82.3433, 2, "82,34%"), (0.8197, 2, "0,82%"), (0.0, 0, "0%")],
)
def test_rates_have_a_decimal_comma_and_no_more_digits_than_their_target(
    value: float, decimals: int, text: str
) -> None:
    definition = IndicatorDefinition("X", "x", unit="%", decimals=decimals)
    assert value_text(definition, Measured(DAY, value)) == text


def test_what_stands_behind_a_rate_is_shown_with_the_unknown() -> None:
    assert ratio_text(WATER, Measured(DAY, 63.2, 146, 231)) == "146/231 hộ"
    assert ratio_text(WATER, Measured(DAY, 63.2, 1146, 2231, unknown=5)) == "1.146/2.231 hộ, chưa rõ 5"
    assert ratio_text(WATER, Measured(DAY)) == ""
    assert ratio_text(WATER, Measured(DAY, None, 0, 0)) == ""
    assert ratio_text(WATER, Measured(DAY, None, 0, 0, unknown=3)) == "chưa rõ 3"


def test_money_and_points_carry_their_unit() -> None:
    income = IndicatorDefinition("IND-06", "x", unit="đồng/người/tháng", kind="change_value")
    points = IndicatorDefinition("IND-04", "x", unit="điểm %", kind="change_rate")
    assert value_text(income, Measured(DAY, 861000.0)) == "861.000 đồng/người/tháng"
    assert value_text(points, Measured(DAY, 1.1111)) == "1,11 điểm %"
    assert value_text(points, None) == ""


def test_a_number_says_where_it_comes_from() -> None:
    typed = Measured(date(2024, 5, 24), 48.5, typing=Typing(measured_by="Trạm Y tế xã"))
    assert typing_text(typed) == "Trạm Y tế xã, 24/05/2024"
    assert typing_text(Measured(DAY, 1)) == "Đếm từ sổ"


def test_one_line_and_one_record_say_the_same() -> None:
    found = Figure(
        WATER,
        Target(2024, ">=", 75),
        Measured(DAY, 74.1, 158, 213, unknown=5),
        Status.NOT_REACHED,
        previous=Measured(date(2023, 12, 31), 72.4),
    )
    assert as_text(found) == "IND-23 Nước: 74,1% (158/213 hộ, chưa rõ 5) - mục tiêu: ≥ 75% - Chưa đạt"
    record = as_record(found)
    assert (record["value"], record["numerator"], record["unknown"]) == (74.1, 158, 5)
    assert (record["status"], record["previous_year"]["value"]) == ("not_reached", 72.4)
