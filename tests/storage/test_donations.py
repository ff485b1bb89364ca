"""Gifts by fund, what supports took from a fund, incoming papers."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.donation import FUND, Donation, GivenOut, fund_totals
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.incoming_paper import IncomingPaper
from povdesk.storage import donations, incoming_papers, plans, seeds
from povdesk.storage.database import Database
from povdesk.storage.tables import plan_basis, support_event
from tests.storage import made_once

MILLION = 1_000_000
DAY = date(2024, 12, 31)


@pytest.fixture
def commune(data_folder: Path) -> Iterator[Database]:
    database = made_once.register(data_folder / "povdesk.db", seeds.seed)
    yield database
    database.close()


def _do(database: Database, work: Callable[..., Any]) -> Any:
    with database.writing() as act:
        return work(act)


def test_a_fund_has_what_came_in_less_the_finished_support_that_names_it(commune: Database) -> None:
    """25 + 12 received, 5 given out by a finished support, 8 only approved: 32 left. No fund: no balance."""
    for gift in (
        Donation(date(2024, 10, 17), "Doanh nghiệp Sông Xanh", FUND, 25 * MILLION),
        Donation(date(2024, 11, 8), "Cán bộ, công chức xã", "Quỹ “Vì người nghèo”", 12 * MILLION),
        Donation(date(2024, 1, 22), "Nhóm thiện nguyện", in_kind="120 suất quà"),
    ):
        _do(commune, lambda act, gift=gift: donations.save(act, gift))

    def support(act):  # type: ignore[no-untyped-def]
        act.describe("Hỗ trợ")
        common = {"kind": "THAM_HO", "subject": "none", "happened_on": date(2024, 11, 20)}
        act.insert(support_event, {**common, "source": "fund", "amount": 5 * MILLION})
        act.insert(support_event, {**common, "source": "fund", "amount": 8 * MILLION, "state": "approved"})
        act.insert(support_event, {**common, "source": "central", "amount": 9 * MILLION})

    _do(commune, support)
    with commune.reading() as connection:
        fund, direct = donations.totals(connection, DAY)
        early = donations.totals(connection, date(2024, 11, 1))[0]
    assert (fund.received, fund.given_out, fund.balance, fund.gifts) == (
        37 * MILLION,
        5 * MILLION,
        32 * MILLION,
        2,
    )
    assert (direct.in_kind, direct.balance) == (1, None)
    assert (early.received, early.given_out) == (25 * MILLION, 0)


def test_another_fund_is_named_by_its_name() -> None:
    gifts = [Donation(date(2024, 3, 1), "A Chung", "Quỹ Khuyến học", 3 * MILLION)]
    out = [GivenOut("quỹ khuyến học", MILLION, date(2024, 9, 5)), GivenOut("fund", MILLION, date(2024, 9, 5))]
    found = {one.fund: one.balance for one in fund_totals(gifts, out)}
    assert found == {FUND: -MILLION, "Quỹ Khuyến học": 2 * MILLION}


@given(st.lists(st.tuples(st.sampled_from([FUND, "Quỹ Khuyến học", ""]), st.integers(1, 10**9)), max_size=15))
def test_all_funds_together_hold_all_the_money_received(drawn: list[tuple[str, int]]) -> None:
    gifts = [Donation(date(2024, 5, 1), "Nhà hảo tâm", fund, amount) for fund, amount in drawn]
    assert sum(one.received for one in fund_totals(gifts, [])) == sum(amount for _fund, amount in drawn)


def test_a_gift_without_giver_or_substance_is_refused(commune: Database) -> None:
    for gift, words in (
        (Donation(date(2024, 1, 1), "", FUND, 1), "Chưa nhập người"),
        (Donation(date(2024, 1, 1), "Hội Phụ nữ", FUND), "số tiền hoặc hiện vật"),
        (Donation(date(2999, 1, 1), "Hội Phụ nữ", FUND, 1), "sau hôm nay"),
    ):
        with pytest.raises(InvalidInput, match=words):
            _do(commune, lambda act, gift=gift: donations.save(act, gift))


def test_a_gift_is_changed_and_removed(commune: Database) -> None:
    uid = _do(commune, lambda act: donations.save(act, Donation(date(2024, 1, 5), "Hội Nông dân", FUND, 1)))
    changed = Donation(date(2024, 1, 5), "Hội Nông dân xã", FUND, 2, uid=uid)
    _do(commune, lambda act: donations.save(act, changed))
    with commune.reading() as connection:
        assert donations.all_donations(connection, 2024) == (changed,)
        assert donations.all_donations(connection, 2023) == ()
    _do(commune, lambda act: donations.delete(act, uid))
    with commune.reading() as connection:
        assert donations.all_donations(connection) == ()


def test_a_paper_is_cited_in_full_and_runs_out_on_its_day(commune: Database) -> None:
    paper = IncomingPaper(
        "Kế hoạch",
        "273/KH-UBND",
        date(2024, 2, 5),
        "Ủy ban nhân dân huyện Trà Bồng",
        "Thực hiện công tác giảm nghèo năm 2024",
        date(2024, 2, 9),
        date(2024, 12, 31),
    )
    assert paper.citation == (
        "Kế hoạch số 273/KH-UBND ngày 05 tháng 02 năm 2024 của Ủy ban nhân dân huyện Trà Bồng"
        " về thực hiện công tác giảm nghèo năm 2024"
    )
    _do(commune, lambda act: incoming_papers.save(act, paper))
    with commune.reading() as connection:
        assert len(incoming_papers.in_force(connection, date(2024, 12, 31))) == 1
        assert incoming_papers.in_force(connection, date(2025, 1, 1)) == ()
    with pytest.raises(InvalidInput, match="đã có trong sổ"):
        _do(commune, lambda act: incoming_papers.save(act, paper))


def test_a_paper_that_a_plan_rests_on_stays(commune: Database) -> None:
    uid = _do(commune, lambda act: incoming_papers.save(act, IncomingPaper(number="01/CT-UBND")))

    def rest(act):  # type: ignore[no-untyped-def]
        key = plans.create_plan(act, 2024)
        paper = act.connection.exec_driver_sql("SELECT id FROM incoming_paper").scalar()
        act.insert(plan_basis, {"plan_id": key, "text": "Chỉ thị 01", "incoming_paper_id": paper})

    _do(commune, rest)
    with pytest.raises(NotPossibleNow, match="đang là căn cứ ở 01 chỗ"):
        _do(commune, lambda act: incoming_papers.delete(act, uid))


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (IncomingPaper(kind="Kế hoạch"), "số, ký hiệu hoặc trích yếu"),
        (
            IncomingPaper(number="1", signed_on=date(2024, 5, 2), received_on=date(2024, 5, 1)),
            "trước ngày ký",
        ),
        (IncomingPaper(number="1", signed_on=date(2024, 5, 2), valid_to=date(2024, 5, 1)), "trước ngày ký"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(commune: Database, paper: IncomingPaper, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        _do(commune, lambda act: incoming_papers.save(act, paper))
