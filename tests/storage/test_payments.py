"""Payment lists: from a class or from support, by household, head or person; what is received stays."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.household import Category
from povdesk.domain.payment import Basis, Line, Measure, PaymentList, by_hamlet, total
from povdesk.storage import payments
from povdesk.storage.tables import support_event

from .people import classed, keep, make_commune, make_household

DAY = date(2024, 10, 1)
EARLY = date(2023, 1, 1)


@pytest.fixture
def commune(data_folder: Path):  # type: ignore[no-untyped-def]
    opened = make_commune(data_folder)
    poor = keep(opened, make_household("Hồ Văn Đào", ("Hồ Thị Lý", "child"), ("Hồ Văn Sơn", "child")), EARLY)
    near = keep(opened, make_household("Đinh Văn Ất", ("Đinh Thị Ké", "child"), hamlet_id=2), EARLY)
    out = keep(opened, make_household("Hồ Thị Giàu"), EARLY)
    classed(opened, poor, Category.POOR, 2022)
    classed(opened, near, Category.NEAR_POOR, 2022)
    classed(opened, out, Category.POOR, 2021)
    classed(opened, out, Category.NOT_POOR, 2022)
    yield opened
    opened.close()


def proposed(database, basis: Basis, **more) -> list[tuple[str, int | None]]:  # type: ignore[no-untyped-def]
    with database.reading() as connection:
        return [(line.name, line.amount) for line in payments.proposed(connection, basis, DAY, **more)]


def kept(database, wanted: PaymentList) -> PaymentList:  # type: ignore[no-untyped-def]
    with database.writing() as act:
        uid = payments.save(act, wanted)
    with database.reading() as connection:
        return next(one for one in payments.of_year(connection, 2024) if one.uid == uid)


def test_households_of_a_class_come_with_one_amount_or_one_for_each_head(commune) -> None:  # type: ignore[no-untyped-def]
    assert proposed(commune, Basis.POOR, amount=500_000) == [("Hồ Văn Đào", 500_000)]
    both = proposed(commune, Basis.BOTH, amount=30_000, measure=Measure.PERSON)
    # Three people in thôn Trà Lạc, two in thôn Trà Hoa.
    assert both == [("Hồ Văn Đào", 90_000), ("Đinh Văn Ất", 60_000)]
    assert proposed(commune, Basis.ESCAPED) == [("Hồ Thị Giàu", None)]
    assert proposed(commune, Basis.BOTH, hamlet_id=2) == [("Đinh Văn Ất", None)]
    assert proposed(commune, Basis.NONE) == []


def test_each_person_may_have_a_line(commune) -> None:  # type: ignore[no-untyped-def]
    names = [name for name, _amount in proposed(commune, Basis.NEAR_POOR, measure=Measure.EACH, amount=1)]
    assert names == ["Đinh Văn Ất", "Đinh Thị Ké"]


def test_support_of_the_year_makes_lines_with_what_was_written_down(commune) -> None:  # type: ignore[no-untyped-def]
    with commune.writing() as act:
        act.describe("Hỗ trợ")
        for day, amount, quantity in ((3, 660_000, None), (9, None, 15.0)):
            act.insert(
                support_event,
                {
                    "kind": "TRO_CAP_GAO_TET",
                    "subject": "household",
                    "household_id": 1,
                    "happened_on": date(2024, 2, day),
                    "amount": amount,
                    "quantity": quantity,
                    "unit": "kg" if quantity else "",
                },
            )
    with commune.reading() as connection:
        (line,) = payments.proposed(connection, Basis.SUPPORT, DAY, kind="TRO_CAP_GAO_TET")
        with pytest.raises(InvalidInput, match="loại hỗ trợ"):
            payments.proposed(connection, Basis.SUPPORT, DAY)
    assert (line.name, line.amount, line.in_kind) == ("Hồ Văn Đào", 660_000, "15 kg")


def test_a_list_is_kept_marked_as_received_and_then_no_longer_deleted(commune) -> None:  # type: ignore[no-untyped-def]
    with commune.reading() as connection:
        lines = payments.proposed(connection, Basis.BOTH, DAY, amount=500_000)
    one = kept(commune, PaymentList("Quà Tết", "other", DAY, "Tết 2025", lines=lines))
    assert (one.total, one.paid) == (1_000_000, 0)
    assert one.id is not None and one.lines[0].id is not None
    received = replace(one, lines=(replace(one.lines[0], paid_on=date(2024, 10, 5)), *one.lines[1:]))
    with commune.writing() as act:
        payments.save(act, received)
    with commune.writing() as act, pytest.raises(NotPossibleNow, match="1 dòng ký nhận"):
        payments.delete(act, one.uid)
    with commune.writing() as act:
        payments.save(act, one)
    with commune.writing() as act:
        payments.delete(act, one.uid)
    with commune.reading() as connection:
        assert payments.of_year(connection, 2024) == ()


def test_what_cannot_be_is_refused_in_words(commune) -> None:  # type: ignore[no-untyped-def]
    line = Line(1, "Hồ Văn Đào")
    for wanted, words in (
        (PaymentList(" "), "tên danh sách"),
        (PaymentList("Gạo", lines=(line, line)), "hai dòng"),
        (PaymentList("Gạo", lines=(replace(line, amount=-1),)), "nhỏ hơn 0"),
        (PaymentList("Gạo", made_on=DAY, lines=(replace(line, paid_on=date(2024, 9, 1)),)), "ngày nhận"),
    ):
        with commune.writing() as act, pytest.raises(InvalidInput, match=words):
            payments.save(act, wanted)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Trà Hoa", "Trà Lạc"]), st.none() | st.integers(0, 10**9)), max_size=20
    )
)
def test_the_sums_of_the_hamlets_are_always_the_whole(entries: list[tuple[str, int | None]]) -> None:
    lines = [
        Line(place, "A", hamlet, amount=amount)
        for place, (hamlet, amount) in enumerate(sorted(entries, key=str))
    ]
    parts = by_hamlet(lines)
    assert sum(total(group) for _name, group in parts) == total(lines)
    assert sum(len(group) for _name, group in parts) == len(lines)
