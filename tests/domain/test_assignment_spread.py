"""Quick assignment: who is proposed for the families that nobody helps."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.assignment import Carer, Family, Help, LandFamily, spread
from povdesk.domain.household import Category, YesNo


def family(key: int, hamlet: int = 1) -> Family:
    return Family(key, f"u{key}", f"H{key}", f"Hồ Văn {key}", hamlet, f"Thôn {hamlet}", Category.POOR)


def test_the_one_in_charge_of_the_hamlet_comes_before_who_helps_there_and_before_strangers() -> None:
    chief = Carer(1, "Đinh Văn Út", in_charge=frozenset({1}))
    helper = Carer(2, "Hồ Thị Ánh", hamlets=frozenset({1}))
    stranger = Carer(3, "Võ Văn Bé")

    # Three families and three cadres: each is given one; the chief is chosen for the first.
    found = spread([family(10), family(11), family(12)], [stranger, helper, chief])

    assert found == {10: 1, 11: 2, 12: 3}


def test_who_helps_more_than_the_fair_share_is_given_none() -> None:
    busy, free = Carer(1, "Đinh Văn Út", 9, frozenset({1})), Carer(2, "Hồ Thị Ánh", 0)

    assert spread([family(10), family(11)], [busy, free]) == {10: 2, 11: 2}


def test_without_cadres_or_families_nothing_is_proposed() -> None:
    assert spread([family(1)], []) == {}
    assert spread([], [Carer(1, "Hồ Thị Ánh")]) == {}


hamlets = st.integers(1, 4)
crowds = st.lists(hamlets, max_size=40).map(
    lambda places: [family(100 + key, place) for key, place in enumerate(places)]
)
staffs = st.lists(
    st.tuples(st.integers(0, 12), st.frozensets(hamlets), st.frozensets(hamlets)), min_size=1, max_size=8
).map(lambda rows: [Carer(key, f"Cán bộ {key}", *row) for key, row in enumerate(rows, start=1)])


@given(crowds, staffs)
def test_every_family_is_proposed_once_and_nobody_gets_more_than_needed(
    families: list[Family], carers: list[Carer]
) -> None:
    found = spread(families, carers)
    given_to = Counter(found.values())
    after = {one.id: one.load + given_to[one.id] for one in carers}

    assert set(found) == {one.id for one in families}
    share = next(n for n in range(100) if sum(max(n - one.load, 0) for one in carers) >= len(families))
    assert all(after[one.id] <= max(share, one.load) for one in carers)


@given(crowds, staffs)
def test_the_order_of_the_cadres_in_the_list_changes_nothing(
    families: list[Family], carers: list[Carer]
) -> None:
    assert spread(families, carers) == spread(families, list(reversed(carers)))


def test_help_runs_from_its_first_day_until_the_day_before_its_end() -> None:
    one = Help(1, 1, "Hồ Thị Ánh", since=date(2024, 3, 15), until=date(2024, 7, 1))

    assert [one.runs_on(day) for day in (date(2024, 3, 14), date(2024, 3, 15))] == [False, True]
    assert [one.runs_on(day) for day in (date(2024, 6, 30), date(2024, 7, 1))] == [True, False]


def test_a_post_that_names_its_body_is_not_followed_by_it_again() -> None:
    assert Help(1, 1, "A", "Chủ tịch Hội Nông dân xã", "Hội Nông dân xã").unit == "Chủ tịch Hội Nông dân xã"
    assert Help(1, 1, "A", "Bí thư", "Đoàn xã").unit == "Bí thư, Đoàn xã"


def test_what_land_is_missing_is_said_in_words() -> None:
    both = LandFamily(family(1), YesNo.YES, YesNo.YES)

    assert both.land_words == "Đất ở, đất sản xuất"
    assert both.state_words == "Chưa có phương án"
    assert LandFamily(family(1), YesNo.NO, YesNo.UNKNOWN).land_words == "Phiếu chưa ghi"
