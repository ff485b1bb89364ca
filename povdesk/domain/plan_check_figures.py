"""CHK-03…06: shares against whole households, targets against openings, sums against the text."""

from collections.abc import Iterator

from povdesk.domain.plan import AnnualPlan, indicators_in_text
from povdesk.domain.plan_facts import Measured, PlanFacts, PlanIndicator, summed
from povdesk.domain.plan_findings import Finding, FindingLevel
from povdesk.domain.vietnamese import format_millions, format_number, format_percent

POOR_RATE, MULTIDIMENSIONAL_RATE, NEAR_POOR_CUT, MINORITY_CUT = "IND-01", "IND-02", "IND-03", "IND-04"


def find_problems(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    """All contradictions between the plan's numbers and between them and the register."""
    yield from _whole_households(facts)
    yield from _two_rates(facts)
    yield from _minority_cut(facts)
    yield from _already_reached(facts)
    yield from _hamlet_sums(facts)
    yield from _budget_sum(plan, facts)
    yield from _targets(plan, facts)


def _whole_households(facts: PlanFacts) -> Iterator[Finding]:
    rate = facts.indicator(POOR_RATE)
    if rate is None or rate.target is None:
        return
    total = summed([row.households for row in facts.hamlets])
    poor = summed([row.poor for row in facts.hamlets])
    if rate.baseline is not None:
        start, end = format_percent(rate.baseline), format_percent(rate.target)
        change = abs(rate.target - rate.baseline)
        if total:
            if change * total / 100 < 1:
                yield Finding(
                    "CHK-03",
                    FindingLevel.DOUBTFUL,
                    f"Từ {start} xuống {end} là giảm {format_number(change, at_most=2)} điểm phần trăm; với "
                    f"{format_number(total)} hộ chỉ là {_households(change * total / 100)}, chưa tới một hộ. "
                    f"{start} là {_households(rate.baseline * total / 100)}, "
                    f"{end} là {_households(rate.target * total / 100)}.",
                    POOR_RATE,
                )
            if poor is not None and abs(100 * poor / total - rate.baseline) >= 0.005:
                yield Finding(
                    "CHK-03",
                    FindingLevel.DOUBTFUL,
                    f"Số đầu kỳ {start} không suy ra được từ sổ hộ: sổ ghi {_ratio(poor, total)}.",
                    POOR_RATE,
                )
        else:
            yield Finding(
                "CHK-03",
                FindingLevel.DOUBTFUL,
                f"Từ {start} xuống {end} chưa đối chiếu được với số hộ vì chưa có tổng số hộ của các thôn.",
                POOR_RATE,
                advice="Nhập tổng số hộ từng thôn trong Cài đặt.",
            )
    for indicator in facts.indicators:
        # The readings of the second rate are counted out by CHK-05.
        if indicator.readings and indicator.code != MULTIDIMENSIONAL_RATE:
            yield Finding(
                "CHK-03" if indicator.code == POOR_RATE else "CHI-TIEU",
                FindingLevel.OPEN,
                f"“{indicator.name}” có {len(indicator.readings)} cách hiểu: "
                + "; ".join(f"({place}) {words}" for place, words in enumerate(indicator.readings, start=1))
                + ".",
                indicator.code,
                advice="Cán bộ xác định cách hiểu; phần mềm không tự chọn.",
            )


def _two_rates(facts: PlanFacts) -> Iterator[Finding]:
    poor_rate, wide_rate = facts.indicator(POOR_RATE), facts.indicator(MULTIDIMENSIONAL_RATE)
    if poor_rate is None or wide_rate is None:
        return
    if poor_rate.target is not None and wide_rate.target is not None and wide_rate.target < poor_rate.target:
        yield Finding(
            "CHK-04",
            FindingLevel.DOUBTFUL,
            f"Tỷ lệ hộ nghèo đa chiều phải đạt dưới {format_percent(wide_rate.target)}, thấp hơn "
            f"tỷ lệ hộ nghèo {format_percent(poor_rate.target)}. Nếu “nghèo đa chiều” gồm hộ nghèo "
            "và hộ cận nghèo thì không thể.",
            MULTIDIMENSIONAL_RATE,
        )


def _minority_cut(facts: PlanFacts) -> Iterator[Finding]:
    cut = facts.indicator(MINORITY_CUT)
    rate = facts.indicator(POOR_RATE)
    if cut is None or cut.target is None:
        return
    opening = facts.minority_opening
    known = opening.value if opening else None
    register = (
        f"; sổ ghi {_measured_ratio(opening)} hộ dân tộc thiểu số" if opening and known is not None else ""
    )
    wanted = f"giảm trên {format_number(cut.target, at_most=2)} điểm phần trăm"
    if rate is not None and rate.baseline is not None and cut.target > rate.baseline:
        yield Finding(
            "CHK-04",
            FindingLevel.DOUBTFUL,
            f"Tỷ lệ hộ nghèo dân tộc thiểu số {wanted}, trong khi kế hoạch ghi tỷ lệ hộ nghèo đầu kỳ "
            f"của cả xã chỉ {format_percent(rate.baseline)}: không thể giảm nhiều hơn số đang có{register}.",
            MINORITY_CUT,
        )
    if known is not None and cut.target > known:
        yield Finding(
            "CHK-04",
            FindingLevel.DOUBTFUL,
            f"Tỷ lệ hộ nghèo dân tộc thiểu số {wanted}, lớn hơn tỷ lệ đầu kỳ trong sổ "
            f"{format_percent(known)}.",
            MINORITY_CUT,
        )


def _already_reached(facts: PlanFacts) -> Iterator[Finding]:
    for indicator in facts.indicators:
        if indicator.operator != "<" or indicator.target is None:
            continue
        openings = [indicator.baseline, indicator.previous.value if indicator.previous else None]
        if any(value is not None and value < indicator.target for value in openings):
            yield _reached(indicator, "đã đạt ngay ở số đầu kỳ")
    wide, rate = facts.indicator(MULTIDIMENSIONAL_RATE), facts.indicator(POOR_RATE)
    if wide is None or wide.target is None:
        return
    poor = summed([row.poor for row in facts.hamlets])
    near_poor = summed([row.near_poor for row in facts.hamlets])
    total = summed([row.households for row in facts.hamlets])
    stated = ""
    if rate is not None and rate.baseline is not None and rate.baseline < wide.target:
        stated = (
            f" Theo kế hoạch, hộ nghèo đầu kỳ {format_percent(rate.baseline)}: "
            "cách hiểu “chỉ hộ nghèo” đã đạt sẵn."
        )
    register = ""
    if total and poor is not None and near_poor is not None:
        register = (
            f" Theo sổ hộ đầu kỳ: hộ nghèo và hộ cận nghèo {_ratio(poor + near_poor, total)}; "
            f"chỉ hộ nghèo {_ratio(poor, total)}."
        )
    yield Finding(
        "CHK-05",
        FindingLevel.OPEN,
        f"“Tỷ lệ hộ nghèo đa chiều xuống dưới {format_percent(wide.target)}” có hai cách hiểu: "
        f"hộ nghèo và hộ cận nghèo trên tổng số hộ, hoặc chỉ hộ nghèo.{stated}{register}",
        MULTIDIMENSIONAL_RATE,
        advice="Cán bộ xác định cách hiểu; phần mềm không tự chọn.",
    )


def _reached(indicator: PlanIndicator, words: str) -> Finding:
    target = format_number(indicator.target or 0, at_most=2)
    return Finding(
        "CHK-05",
        FindingLevel.DOUBTFUL,
        f"“{indicator.name}” phải xuống dưới {target} {indicator.unit} nhưng {words}.",
        indicator.code,
    )


def _hamlet_sums(facts: PlanFacts) -> Iterator[Finding]:
    cut = facts.indicator(NEAR_POOR_CUT)
    parts = summed([row.near_poor_cut for row in facts.hamlets])
    if cut is not None and cut.target is not None:
        target = format_number(cut.target)
        if parts is None:
            yield Finding(
                "CHK-06",
                FindingLevel.DOUBTFUL,
                f"Cả xã giảm {target} hộ cận nghèo nhưng chưa giao đủ cho các thôn.",
                NEAR_POOR_CUT,
                advice="Nhập chỉ tiêu giảm hộ cận nghèo của từng thôn.",
            )
        elif parts != cut.target:
            yield Finding(
                "CHK-06",
                FindingLevel.WRONG,
                f"Các thôn giảm tổng cộng {format_number(parts)} hộ cận nghèo, lời văn ghi {target} hộ.",
                NEAR_POOR_CUT,
            )
    for row in facts.hamlets:
        for words, opening, less in (
            ("hộ nghèo", row.poor, row.poor_cut),
            ("hộ cận nghèo", row.near_poor, row.near_poor_cut),
        ):
            if opening is not None and less is not None and less > opening:
                yield Finding(
                    "CHK-06",
                    FindingLevel.WRONG,
                    f"Thôn {row.name} được giao giảm {less} {words} nhưng đầu năm chỉ có {opening} hộ.",
                    NEAR_POOR_CUT if words == "hộ cận nghèo" else POOR_RATE,
                )


def _budget_sum(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    planned = sum(line.planned for line in facts.budget)
    if plan.budget_total is None:
        if facts.budget:
            message = f"Lời văn chưa có tổng kinh phí; bảng kinh phí cộng được {format_millions(planned)}."
            yield Finding("CHK-06", FindingLevel.WRONG, message, "funding")
        return
    total = format_millions(plan.budget_total)
    if not facts.budget:
        yield Finding(
            "CHK-06",
            FindingLevel.DOUBTFUL,
            f"Tổng kinh phí {total} chưa chia theo dự án và nguồn vốn; phụ lục kinh phí chỉ có dòng tổng.",
            "funding",
            advice="Nhập kinh phí từng dự án, hoặc giữ một con số tổng.",
        )
    elif planned != plan.budget_total:
        difference = format_millions(abs(planned - plan.budget_total))
        yield Finding(
            "CHK-06",
            FindingLevel.WRONG,
            f"Bảng kinh phí cộng được {format_millions(planned)}, lời văn ghi {total}; lệch {difference}.",
            "funding",
        )


def _targets(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    named = indicators_in_text(plan)
    for indicator in facts.indicators:
        if indicator.code not in named:
            message = f"“{indicator.name}” có trong bảng chỉ tiêu nhưng không có trong lời văn."
            yield Finding("CHI-TIEU", FindingLevel.DOUBTFUL, message, indicator.code)
        if indicator.target is None:
            message = f"“{indicator.name}” không có con số phải đạt; chỉ theo dõi, không xếp đạt."
            yield Finding("CHI-TIEU", FindingLevel.OPEN, message, indicator.code)
    blank = [
        str(place)
        for place, indicator in enumerate(facts.indicators, start=1)
        if indicator.is_rate and indicator.baseline is None and _is_empty(indicator.previous)
    ]
    if blank:
        yield Finding(
            "CHI-TIEU",
            FindingLevel.DOUBTFUL,
            f"{len(blank)} chỉ tiêu tỷ lệ chưa có số thực hiện năm {plan.year - 1} "
            f"(số thứ tự {', '.join(blank)}).",
            "IND-01",
        )


def _is_empty(measured: Measured | None) -> bool:
    return measured is None or measured.value is None


def _households(value: float) -> str:
    return f"{format_number(value, at_most=2)} hộ"


def _ratio(part: int, whole: int) -> str:
    return f"{format_number(part)}/{format_number(whole)} hộ = {format_percent(100 * part / whole)}"


def _measured_ratio(measured: Measured) -> str:
    if measured.numerator is None or measured.denominator is None or measured.value is None:
        return format_percent(measured.value or 0)
    share = format_percent(measured.value)
    return f"{format_number(measured.numerator)}/{format_number(measured.denominator)} = {share}"
