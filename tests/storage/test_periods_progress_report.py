"""D21 on paper: the decree's frame, the plan beside what was reached, money with its share."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from povdesk import papers_periods
from povdesk.documents.blocks import Addressees, Heading, Letterhead, Signature, Table, Title, plain
from povdesk.documents.progress_report import Signing
from povdesk.documents.progress_tables import share_of_plan
from povdesk.domain.indicator import Figure, IndicatorDefinition, Measured, Status, Target
from povdesk.domain.period import Period, PeriodKind
from povdesk.domain.programme import summed
from povdesk.storage import period_freezing, periods
from povdesk.storage.database import open_database
from tests.storage import made_once

DAY = date(2024, 9, 30)


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("Báo cáo")
    made_once.sample_commune(folder / "mau.db", households=40).close()
    shutil.copy(folder / "mau.db", folder / "povdesk.db")
    database = open_database(Path(folder / "povdesk.db"), clock=lambda: datetime(2024, 10, 2, 9, tzinfo=UTC))
    with database.writing() as act:
        key = periods.save(act, Period("9 tháng", 2024, PeriodKind.NINE_MONTHS, DAY))
    with database.writing() as act:
        period_freezing.freeze(act, key)
    with database.reading() as connection:
        yield papers_periods.content_of(connection, key)
    database.close()


def blocks(report, kind):
    return [one for section in report.sections for one in section.blocks if isinstance(one, kind)]


def test_it_has_the_committees_frame_and_an_addressee_above(frozen):
    report = papers_periods.document(*frozen)
    (head,), (title,), (addressees,) = (blocks(report, kind) for kind in (Letterhead, Title, Addressees))
    assert (head.symbol, head.number) == ("BC-UBND", None)
    assert title.kind == "BÁO CÁO" and "9 tháng năm 2024" in title.subject
    assert addressees.names == ("Ủy ban nhân dân huyện Trà Bồng",)
    (signature,) = blocks(report, Signature)
    assert signature.authority[0] == "TM. ỦY BAN NHÂN DÂN"
    assert "Như trên" in signature.recipients


def test_its_parts_stand_in_the_order_of_a_report(frozen):
    first = [plain(one.text) for one in blocks(papers_periods.document(*frozen), Heading) if one.level == 1]
    assert first == [
        "TÌNH HÌNH CHUNG",
        "KẾT QUẢ THỰC HIỆN",
        "ĐÁNH GIÁ CHUNG",
        "PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI",
        "ĐỀ XUẤT, KIẾN NGHỊ",
    ]


def test_number_and_date_stand_on_it_once_given(frozen):
    report = papers_periods.document(*frozen, Signing("45", date(2024, 10, 8)))
    (head,) = blocks(report, Letterhead)
    assert (head.number, head.signed_on) == ("45", date(2024, 10, 8))


def test_all_indicators_stand_in_the_first_annex_and_the_money_adds_up_in_the_second(frozen):
    _period, content = frozen
    indicators, money, hamlets = blocks(papers_periods.document(*frozen), Table)
    assert sum(1 for row in indicators.rows if isinstance(row, tuple)) == 26
    sums = summed(content.budget)
    assert money.totals[0][2] == f"{sums.planned / 1_000_000:,.0f}".replace(",", ".")
    assert len(hamlets.rows) == len(content.dashboard.hamlets)


def figure(direction: str, operator: str, wanted: float | None, value: float | None) -> Figure:
    definition = IndicatorDefinition("IND-99", "Thử", direction=direction)
    return Figure(definition, Target(2024, operator, wanted), Measured(DAY, value), Status.FOLLOWED)


@pytest.mark.parametrize(
    ("given", "share"),
    [
        (figure("at_least", ">=", 80, 60), 75),
        (figure("achieve_all", "", 100, 87.5), 87.5),
        (figure("at_most", "<=", 0.79, 0.82), None),
        (figure("at_least", "<", 2, 1), None),
        (figure("at_least", ">=", None, 60), None),
        (figure("at_least", ">=", 80, None), None),
    ],
)
def test_a_share_of_the_plan_is_given_only_where_more_is_better_and_both_numbers_are_known(given, share):
    assert share_of_plan(given) == share
