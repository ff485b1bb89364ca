"""What can be confirmed at the counter, what would change a class, and who is near a limit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.classification import classify
from povdesk.domain.confirmation import standing
from povdesk.domain.household import Area, Category
from povdesk.domain.near_limit import is_near
from povdesk.domain.review import Lacking
from povdesk.domain.standard import shipped_standards, standard_by_id
from povdesk.domain.why_household import ClassInForce, single_changes

STANDARD = standard_by_id("2022-2026", shipped_standards())
CUTOFF = STANDARD.cutoffs[Area.RURAL] or 0
CODES = [indicator.code for indicator in STANDARD.indicators]
END = date(2024, 12, 31)


def lacking(count: int) -> dict[str, Lacking]:
    return {code: Lacking.YES if place < count else Lacking.NO for place, code in enumerate(CODES)}


def in_force(category: Category, year: int) -> ClassInForce:
    return ClassInForce(category, date(year, 1, 1), f"{year - 2000}/QĐ-UBND", date(year - 1, 12, 12))


def test_a_poor_household_with_three_lacks_is_near_poor_with_one_less() -> None:
    words = single_changes(STANDARD, Area.RURAL, CUTOFF - 40, lacking(3))

    assert words == (
        "Nếu bớt một chỉ số thiếu hụt bất kỳ thì tính ra hộ cận nghèo.",
        f"Nếu điểm B1 tăng 41 điểm (thành {CUTOFF + 1}) thì tính ra không nghèo.",
    )


def test_a_near_poor_household_with_two_lacks_is_poor_with_one_more() -> None:
    words = single_changes(STANDARD, Area.RURAL, CUTOFF, lacking(2))

    assert words[0] == "Nếu thêm một chỉ số thiếu hụt bất kỳ thì tính ra hộ nghèo."
    assert words[1].startswith("Nếu điểm B1 tăng 1 điểm")


def test_above_the_line_only_points_count() -> None:
    assert single_changes(STANDARD, Area.RURAL, CUTOFF + 5, lacking(6)) == (
        f"Nếu điểm B1 giảm 5 điểm (thành {CUTOFF}) thì tính ra hộ nghèo.",
    )


def test_nothing_is_said_while_the_class_is_not_known() -> None:
    assert single_changes(STANDARD, Area.RURAL, None, lacking(3)) == ()
    assert single_changes(STANDARD, Area.RURAL, 100, {}) == ()


@given(st.sampled_from(list(Area)), st.integers(0, 300), st.integers(0, 12))
def test_every_household_with_a_class_is_told_something(area: Area, points: int, count: int) -> None:
    assert classify(STANDARD, area, points, lacking(count)) is not Category.UNDECIDED
    words = single_changes(STANDARD, area, points, lacking(count))

    assert words and all(sentence.endswith(".") for sentence in words)


@pytest.mark.parametrize(
    ("classes", "words"),
    [
        ([(Category.POOR, 2024)], "hộ nghèo"),
        ([(Category.NEAR_POOR, 2024), (Category.POOR, 2023)], "hộ cận nghèo"),
        ([(Category.NOT_POOR, 2024), (Category.POOR, 2023)], "hộ mới thoát nghèo"),
        ([(Category.NOT_POOR, 2023), (Category.NEAR_POOR, 2022)], "hộ mới thoát cận nghèo"),
        # Not poor twice running: the first of the two decisions took it off the list.
        ([(Category.NOT_POOR, 2024), (Category.NOT_POOR, 2023), (Category.POOR, 2022)], "hộ mới thoát nghèo"),
    ],
)
def test_what_the_decisions_allow_to_confirm(classes: list[tuple[Category, int]], words: str) -> None:
    found = standing([in_force(*each) for each in classes], END, 36)

    assert found is not None and found.words == words


def test_who_escaped_more_than_36_months_ago_is_not_newly_escaped() -> None:
    classes = [in_force(Category.NOT_POOR, 2022), in_force(Category.POOR, 2021)]

    assert standing(classes, date(2024, 12, 31), 36) is not None
    assert standing(classes, date(2025, 1, 1), 36) is None


def test_nothing_is_confirmed_for_who_was_never_listed() -> None:
    assert standing([], END, 36) is None
    assert standing([in_force(Category.NOT_POOR, 2024)], END, 36) is None


@pytest.mark.parametrize(
    ("points", "lacks", "near"),
    [
        (CUTOFF - 10, 0, (True, False)),
        (CUTOFF - 11, 0, (False, False)),
        (CUTOFF + 10, 5, (True, False)),
        (CUTOFF + 11, 3, (False, False)),
        (CUTOFF - 50, 1, (False, False)),
        (CUTOFF - 50, 2, (False, True)),
        (CUTOFF - 50, 3, (False, True)),
        (CUTOFF - 50, 4, (False, False)),
        (CUTOFF, 3, (True, True)),
    ],
)
def test_near_is_ten_points_or_exactly_two_or_three_lacks(
    points: int, lacks: int, near: tuple[bool, bool]
) -> None:
    assert is_near(points, CUTOFF, lacks, STANDARD.min_deprivations) == near
