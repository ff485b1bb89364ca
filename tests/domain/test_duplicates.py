"""Who may be entered twice: every point worked by hand, a common surname says almost nothing."""

import pytest

from povdesk.domain.duplicates import (
    Candidate,
    Group,
    score_households,
    score_people,
    surname_points,
)
from povdesk.domain.household import Sex
from povdesk.domain.partial_date import PartialDate

SHARES = {"ho": 0.60, "vo": 0.02}
"""As in a commune where six in ten bear the surname Hồ."""


def someone(name="Hồ Văn Đào", born="1980", sex=Sex.MALE, number="", head="", hamlet=1):
    return Candidate(name, sex, PartialDate.parse(born) if born else None, number, head, hamlet)


@pytest.mark.parametrize(
    ("share", "points"), [(0.9, 0), (0.6, 1), (0.25, 3), (0.1, 5), (0.02, 8), (0.01, 10), (0.0, 10)]
)
def test_the_commoner_a_surname_the_less_it_says(share, points):
    assert surname_points(share) == points


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        # tên 20 + chữ đệm 10 + họ Hồ 1 + năm sinh 20 + giới tính 5 + thôn 10
        (someone(), someone(), 66),
        # the same without the hamlet
        (someone(), someone(hamlet=2), 56),
        # full birthday 30 instead of the year's 20, head's name 15
        (someone(born="5/6/1980", head="Hồ Văn Ka"), someone(born="5/6/1980", head="Hồ Văn Ka"), 91),
        # same year, another day: 5
        (someone(born="5/6/1980"), someone(born="7/8/1980"), 51),
        # the year is known on both sides, the day on one: 20
        (someone(born="5/6/1980"), someone(born="1980"), 66),
        # only the name, born thirty years apart: −30
        (someone(), someone(born="1950"), 16),
        # a rare surname: 8 instead of 1
        (someone("Võ Văn Đào"), someone("Võ Văn Đào"), 73),
        # tên without its tone mark: 15
        (someone("Hồ Văn Ánh"), someone("Hồ Văn Anh"), 61),
        # another surname: −25
        (someone("Võ Văn Đào"), someone("Hồ Văn Đào"), 40),
        # man and woman: −40 instead of 5
        (someone("Hồ Văn Thanh"), someone("Hồ Văn Thanh", sex=Sex.FEMALE), 21),
        # the year is not known: 20 + 10 + 1 + 5 + 10
        (someone(born=""), someone(), 46),
        # two numbers that differ: −60
        (someone(number="051080000001"), someone(number="051080000002"), 6),
        # one number: 100
        (someone(number="051080000001"), someone(number="051080000001"), 166),
    ],
)
def test_each_thing_weighs_what_the_table_says(one, other, points):
    assert score_people(one, other, SHARES).points == points
    assert score_people(other, one, SHARES).points == points


def test_the_same_name_alone_is_not_a_duplicate():
    assert not score_people(someone(born="", hamlet=1), someone(born="", hamlet=2), SHARES).is_listed


def test_the_same_name_and_year_in_one_hamlet_is_worth_a_look():
    found = score_people(someone(), someone(), SHARES)

    assert found.is_listed and not found.is_likely
    assert found.label == "Có thể trùng"


def test_one_number_on_two_records_is_always_shown_whatever_else_differs():
    found = score_people(
        someone("Hồ Văn Đào", "1950", number="051080000001"),
        someone("Võ Thị Én", "2010", Sex.FEMALE, "051080000001", hamlet=2),
        SHARES,
    )

    assert found.is_listed and found.points == 60


def test_the_reasons_are_said_with_their_points_and_no_number_in_clear():
    found = score_people(someone(number="051080000001"), someone(number="051080000001"), SHARES)

    assert found.in_words() == (
        "Cùng số định danh •••0001 (+100); Cùng tên (+20); Cùng năm sinh 1980 (+20); Cùng chữ đệm (+10); "
        "Cùng thôn (+10); Cùng giới tính (+5); Cùng họ (họ này chiếm 60% số người) (+1)"
    )


def family(*people, hamlet=1):
    return Group(tuple(people), hamlet)


def test_a_family_entered_twice_is_found_by_its_people():
    """Head alike 35, two others 30, everyone found 30, same hamlet 10."""
    people = (someone(), someone("Đinh Thị Ương", "1982", Sex.FEMALE), someone("Hồ Văn Én", "2010"))

    found = score_households(family(*people), family(*people), SHARES)

    assert found.points == 105 and found.is_likely


def test_families_that_share_one_name_are_two_families():
    found = score_households(
        family(someone(), someone("Đinh Thị Ương", "1982", Sex.FEMALE)),
        family(someone(), someone("Võ Thị Mai", "1985", Sex.FEMALE)),
        SHARES,
    )

    assert found.points == 45 and not found.is_listed


def test_strangers_have_nothing_in_common():
    found = score_households(family(someone()), family(someone("Võ Văn Ninh", "1960")), SHARES)

    assert found.reasons == () and not found.is_listed
