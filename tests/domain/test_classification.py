"""Classes follow points and deprivations exactly at, below and above every limit."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.classification import (
    classify,
    deprivation_points,
    refusal,
    summed_income_points,
    unknown_indicators,
)
from povdesk.domain.household import Area, Category
from povdesk.domain.review import Lacking
from povdesk.domain.standard import standard_by_id, standard_with_overrides

from .families import lacking_first

STANDARD = standard_by_id("2022-2026")
NEXT = standard_by_id("2027-2030")
CODES = [indicator.code for indicator in STANDARD.indicators]
BADNESS = {Category.NOT_POOR: 0, Category.NEAR_POOR: 1, Category.POOR: 2}

CASES = [
    pytest.param(path.stem, row, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parents[1] / "standards").glob("*.csv"))
    for number, row in enumerate(csv.DictReader(path.read_text(encoding="utf-8").splitlines()), start=2)
]

answers = st.fixed_dictionaries({code: st.sampled_from([Lacking.YES, Lacking.NO]) for code in CODES})
points = st.integers(0, 400)
areas = st.sampled_from(list(Area))


@pytest.mark.parametrize(("standard_id", "row"), CASES)
def test_worked_case(standard_id: str, row: dict[str, str]) -> None:
    standard = standard_by_id(standard_id)
    lacking = lacking_first(standard, int(row["lacking"]))
    keyed = int(row["points"]) if row["points"] else None

    assert classify(standard, Area(row["area"]), keyed, lacking) is Category(row["category"]), row["source"]


@pytest.mark.parametrize("count", range(13))
def test_b2_is_ten_times_the_number_of_deprivations(count: int) -> None:
    assert deprivation_points(STANDARD, lacking_first(STANDARD, count)) == 10 * count


@pytest.mark.parametrize("code", CODES)
def test_one_unknown_answer_leaves_the_household_undecided(code: str) -> None:
    lacking = {**lacking_first(STANDARD, 12), code: Lacking.UNKNOWN}
    missing = {key: answer for key, answer in lacking.items() if key != code}

    assert classify(STANDARD, Area.RURAL, 100, lacking) is Category.UNDECIDED
    assert classify(STANDARD, Area.RURAL, 100, missing) is Category.UNDECIDED
    assert unknown_indicators(STANDARD, missing) == [code]


def test_an_incomplete_standard_classifies_nobody_and_says_what_is_missing() -> None:
    lacking = lacking_first(NEXT, 12)

    assert classify(NEXT, Area.RURAL, 0, lacking) is Category.UNDECIDED
    assert "còn thiếu điểm giới hạn B1 khu vực nông thôn" in refusal(NEXT)
    assert refusal(STANDARD) == ""


def test_limits_that_nobody_confirmed_classify_nobody() -> None:
    half = standard_with_overrides(NEXT, {"cutoffs": {"rural": 150, "urban": 180}})

    assert classify(half, Area.RURAL, 0, lacking_first(half, 5)) is Category.UNDECIDED


def test_b1_is_summed_only_when_every_used_answer_has_points() -> None:
    keyed = standard_with_overrides(
        STANDARD,
        {
            "question": [
                {"code": "A001", "answer": [{"code": "yes", "points": {"rural": 30, "urban": 25}}]},
                {"code": "A002", "answer": [{"code": "no", "points": {"rural": 0}}]},
            ]
        },
    )

    assert summed_income_points(keyed, Area.RURAL, {"A001": "yes", "A002": "no"}) == 30
    assert summed_income_points(keyed, Area.URBAN, {"A001": "yes", "A002": ""}) == 25
    assert summed_income_points(keyed, Area.URBAN, {"A001": "yes", "A002": "no"}) is None
    assert summed_income_points(keyed, Area.RURAL, {"A001": "yes", "A003": "yes"}) is None
    assert summed_income_points(keyed, Area.RURAL, {"A001": "maybe"}) is None
    assert summed_income_points(keyed, Area.RURAL, {}) is None
    assert summed_income_points(STANDARD, Area.RURAL, {"A001": "yes"}) is None


@given(answers, points, areas, st.sampled_from(CODES))
def test_lacking_one_thing_more_never_improves_the_category(
    lacking: dict[str, Lacking], keyed: int, area: Area, code: str
) -> None:
    before = classify(STANDARD, area, keyed, {**lacking, code: Lacking.NO})
    after = classify(STANDARD, area, keyed, {**lacking, code: Lacking.YES})

    assert BADNESS[after] >= BADNESS[before]


@given(answers, points, areas)
def test_more_points_never_worsen_the_category(lacking: dict[str, Lacking], keyed: int, area: Area) -> None:
    before = classify(STANDARD, area, keyed, lacking)

    assert BADNESS[classify(STANDARD, area, keyed + 1, lacking)] <= BADNESS[before]
