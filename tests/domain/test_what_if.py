"""Money and lacks of a proposal, worked by hand."""

from povdesk.domain.household import Category
from povdesk.domain.programme import BudgetLine, Capital, Source
from povdesk.domain.support import Subject
from povdesk.domain.what_if import CostLine, Leaver, Money, ProposalLine, costs, lacks_removed

CENTRAL = Money(1, Capital.RECURRENT, Source.CENTRAL)
COMMUNE = Money(1, Capital.RECURRENT, Source.COMMUNE)
OTHER = Money(2)
CODES = {1: "DA2", 2: "DA5"}
BUDGET = (
    BudgetLine(2024, "DA2", Capital.RECURRENT, Source.CENTRAL, 100_000_000, 90_000_000, 30_000_000),
    BudgetLine(2024, "DA2", Capital.RECURRENT, Source.COMMUNE, 20_000_000, None, 25_000_000),
    BudgetLine(2024, "DA3", Capital.INVESTMENT, Source.CENTRAL, 500_000_000),
)


def line(money: Money, *, unit: int | None = None, amount: int | None = None, count: int = 4) -> ProposalLine:
    return ProposalLine(
        "HO_TRO_SINH_KE",
        Subject.HOUSEHOLD,
        tuple(range(count)),
        money,
        unit_cost=unit,
        amount=amount,
    )


def test_the_cost_of_a_line_is_the_sum_for_each_or_the_amount_typed_for_all() -> None:
    assert line(CENTRAL, unit=12_500_000).cost == 50_000_000
    assert line(CENTRAL, unit=12_500_000, amount=45_000_000).cost == 45_000_000
    assert line(CENTRAL).cost is None


def test_lines_of_one_budget_line_are_added_and_set_against_what_is_left() -> None:
    # 4 × 10 triệu + 35 triệu = 75 triệu cần; 100 − 30 = 70 triệu còn lại; thiếu 5 triệu.
    found = costs([line(CENTRAL, unit=10_000_000), line(CENTRAL, amount=35_000_000)], BUDGET, CODES)
    assert found == (CostLine(CENTRAL, 100_000_000, 30_000_000, 75_000_000, 2),)
    assert (found[0].remaining, found[0].short) == (70_000_000, 5_000_000)


def test_an_overspent_line_has_nothing_left_and_all_that_is_needed_is_lacking() -> None:
    (found,) = costs([line(COMMUNE, amount=8_000_000)], BUDGET, CODES)
    assert (found.remaining, found.short) == (-5_000_000, 8_000_000)


def test_money_without_a_plan_lacks_all_and_lines_without_an_amount_are_named() -> None:
    found = costs([line(Money(), amount=3_000_000), line(OTHER), line(CENTRAL, unit=1)], BUDGET, CODES)
    assert [(one.money, one.planned, one.needed, one.unpriced, one.short) for one in found] == [
        (CENTRAL, 100_000_000, 4, 0, 0),
        (OTHER, None, 0, 1, 0),
        (Money(), None, 3_000_000, 0, 3_000_000),
    ]


def test_a_card_takes_the_lack_away_only_when_everybody_without_one_gets_it() -> None:
    removes = {"HO_TRO_NHA_TIEU": ["latrine"], "CAP_THE_BHYT": ["health_insurance"]}
    cards = ProposalLine("CAP_THE_BHYT", Subject.PERSON, (11, 12, 21))
    latrines = ProposalLine("HO_TRO_NHA_TIEU", Subject.HOUSEHOLD, (1, 3))
    uninsured = {1: frozenset({11, 12}), 2: frozenset({21, 22}), 4: frozenset[int]()}
    assert lacks_removed([cards, latrines], removes, uninsured) == {
        1: frozenset({"latrine", "health_insurance"}),
        3: frozenset({"latrine"}),
    }


def leaver(now: Category, by_form: Category, then: Category, why: str = "") -> Leaver:
    return Leaver(1, "Hồ Văn A", "H1", "Trà Hoa", now, by_form, then, 3, 2, ("Nhà tiêu",), why)


def test_only_a_class_that_the_support_itself_would_change_is_a_forecast() -> None:
    turned = leaver(Category.POOR, Category.POOR, Category.NEAR_POOR)
    assert turned.could_leave and turned.words == "Có thể thoát nghèo (thành cận nghèo), chờ rà soát"
    already = leaver(Category.POOR, Category.NEAR_POOR, Category.NEAR_POOR)
    assert not already.could_leave
    assert already.words == "Theo phiếu đã là hộ cận nghèo, không do hỗ trợ này"
    assert leaver(Category.POOR, Category.POOR, Category.POOR).words == "Chưa đổi diện"
    unsaid = leaver(Category.POOR, Category.UNDECIDED, Category.UNDECIDED, "Phiếu còn 02 chỉ số chưa rõ")
    assert not unsaid.could_leave and unsaid.words == "Phiếu còn 02 chỉ số chưa rõ"
    assert not leaver(Category.POOR, Category.POOR, Category.UNDECIDED).could_leave
