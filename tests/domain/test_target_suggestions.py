"""Suggested targets, each worked by hand beside its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.household import Category
from povdesk.domain.target_suggestion import (
    Cuts,
    Facts,
    Plausible,
    Shares,
    Sign,
    count_of,
    cuts,
    cuts_of_all,
    lacks_text,
    rate_of,
    share_of,
    signs_text,
)

P, N, OUT = Category.POOR, Category.NEAR_POOR, Category.NOT_POOR


def home(key: int, now: Category, then: Category, *signs: Sign, hamlet: int = 1) -> Plausible:
    return Plausible(
        key, f"Hồ Văn {key}", f"H{key}", hamlet, f"Thôn {hamlet}", now, then, signs, ("Nhà tiêu",)
    )


FOUND = [
    home(1, P, N, Sign.REGISTERED),
    home(2, P, N, Sign.PLANNED, Sign.REGISTERED),
    home(3, P, OUT, Sign.NEAR),
    home(4, P, OUT, Sign.NEAR),
    home(5, N, OUT, Sign.REGISTERED),
    home(6, N, OUT, Sign.REGISTERED, hamlet=2),
    home(7, N, OUT, Sign.NEAR, hamlet=2),
]


def test_the_cut_counts_firm_signs_whole_and_nearness_in_part() -> None:
    # Thôn 1: nghèo 2 chắc + 2 gần ngưỡng × 50% = 3; cận nghèo 1 ra, 2 vào = −1; ra hẳn 1 + 1 = 2.
    assert cuts([one for one in FOUND if one.hamlet_id == 1], Shares(100, 50)) == Cuts(3, -1, 2)
    # Thôn 2: cận nghèo 1 chắc + 1 gần ngưỡng × 50% làm tròn xuống = 1.
    assert cuts([one for one in FOUND if one.hamlet_id == 2], Shares(100, 50)) == Cuts(0, 1, 1)
    assert cuts_of_all(FOUND, Shares(100, 50)) == Cuts(3, 0, 3)


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_cut_is_never_more_than_the_households_behind_it(firm: int, near: int) -> None:
    found = cuts(FOUND, Shares(firm, near))
    assert 0 <= found.poor <= 4 and found.near_poor <= 3 and 0 <= found.out <= 5


def test_the_reason_names_every_sign_and_says_that_a_household_counts_once() -> None:
    assert signs_text(FOUND, Shares(100, 25)) == (
        "07 hộ có thể thoát: 03 gần ngưỡng, 01 hỗ trợ dự kiến đủ để đổi diện, 04 đăng ký thoát nghèo"
        " (mỗi hộ tính một lần); 03 hộ chỉ gần ngưỡng, lấy 25%"
    )
    assert signs_text([], Shares()) == "Chưa có hộ nào có dấu hiệu thoát"
    assert lacks_text(FOUND) == "nhà tiêu 07 hộ"


@pytest.mark.parametrize(
    ("facts", "wanted", "reason"),
    [
        (
            Facts(60.0, (52.0, 56.0), left=40),
            64.0,
            "02 năm qua tăng bình quân 4 điểm % mỗi năm; hiện 60,0%, còn 40 hộ chưa đạt",
        ),
        (
            Facts(90.0, (80.0,), left=4, unknown=1),
            100.0,
            "Còn 4 hộ chưa đạt, 1 chưa rõ: gợi ý làm hết (hiện 90,0%)",
        ),
        (Facts(100.0), 100.0, "Đã đạt hết, giữ 100% (hiện 100,0%)"),
        (
            Facts(70.4, (75.0,), left=30),
            70.0,
            "Những năm qua không tăng, giữ mức đang có (hiện 70,4%), còn 30 hộ chưa đạt",
        ),
        (
            Facts(70.0, (68.0,), left=30, this_year=80.0),
            80.0,
            "Giữ mục tiêu năm nay; 01 năm qua tăng bình quân 2 điểm % mỗi năm; hiện 70,0%,"
            " còn 30 hộ chưa đạt",
        ),
        (
            Facts(97.0, (60.0,), left=30),
            100.0,
            "01 năm qua tăng bình quân 37 điểm % mỗi năm; hiện 97,0%, còn 30 hộ chưa đạt",
        ),
    ],
)
def test_a_rate_follows_its_pace_its_rest_or_this_years_target(facts, wanted, reason) -> None:  # type: ignore[no-untyped-def]
    assert rate_of(facts, "hộ", 0) == (wanted, reason)


@pytest.mark.parametrize(
    ("facts", "wanted", "reason"),
    [
        # (20 + 25) / 2 = 22,5 làm tròn 23; năm chưa ghi gì không kể.
        (Facts(7, (0, 20, 25)), 23.0, "02 năm trước: 20, 25; năm nay đã có 7 hộ"),
        (Facts(30, (20, 25)), 30.0, "02 năm trước: 20, 25; năm nay đã có 30 hộ"),
        (Facts(7, (10,), this_year=27), 27, "Giữ mục tiêu năm nay; 01 năm trước: 10; năm nay đã có 7 hộ"),
        (
            Facts(3, (0, 0), this_year=5),
            5,
            "Chưa có số các năm trước, lấy mục tiêu năm nay (năm nay đã có 3 hộ)",
        ),
        (Facts(3, ()), None, "Chưa có số các năm trước"),
    ],
)
def test_a_count_follows_the_years_before(facts, wanted, reason) -> None:  # type: ignore[no-untyped-def]
    assert count_of(facts, "hộ") == (wanted, reason)


def test_a_share_is_rounded_so_that_the_target_is_never_stricter_than_its_basis() -> None:
    assert share_of(66, 915, 2, up=True) == 7.22  # 7,2131…
    assert share_of(66, 915, 2, up=False) == 7.21
    assert share_of(50, 100, 2, up=True) == 50.0
