"""CHK-03…06: shares against whole households, targets against openings, sums against the text."""

from collections.abc import Iterator

from povdesk.domain.indicator import Figure, Measured
from povdesk.domain.plan import AnnualPlan, indicators_in_text
from povdesk.domain.plan_facts import PlanFacts, summed
from povdesk.domain.plan_findings import Finding, FindingLevel
from povdesk.domain.plan_links import value_words
from povdesk.domain.vietnamese import format_millions, format_number, format_percent, short_date

POOR_RATE, MULTIDIMENSIONAL_RATE, NEAR_POOR_CUT, MINORITY_CUT = "IND-01", "IND-02", "IND-03", "IND-04"

_OFFICER_DECIDES = "Cán bộ xác định cách hiểu; phần mềm không tự chọn."


def find_problems(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    """All contradictions between the plan's numbers and between them and the register."""
    yield from _whole_households(facts)
    yield from _readings(facts)
    yield from _two_rates(facts)
    yield from _minority_cut(facts)
    yield from _already_reached(facts)
    yield from _two_ways_of_counting(facts)
    yield from _hamlet_sums(facts)
    yield from _budget_sum(plan, facts)
    yield from _targets(plan, facts)


# --- Rates ----------------------------------------------------------------------------------------


def _whole_households(facts: PlanFacts) -> Iterator[Finding]:
    baseline, target = _baseline(facts, POOR_RATE), _target(facts, POOR_RATE)
    if baseline is None or target is None:
        return
    total = summed([row.households for row in facts.hamlets])
    poor = summed([row.poor for row in facts.hamlets])
    start, end = format_percent(baseline), format_percent(target)
    if not total:
        yield Finding(
            "CHK-03",
            FindingLevel.DOUBTFUL,
            f"Từ {start} xuống {end} chưa đối chiếu được với số hộ vì chưa có tổng số hộ của các thôn.",
            POOR_RATE,
            advice="Nhập tổng số hộ từng thôn trong Cài đặt.",
        )
        return
    change = abs(target - baseline)
    if change * total / 100 < 1:
        yield Finding(
            "CHK-03",
            FindingLevel.DOUBTFUL,
            f"Từ {start} xuống {end} là giảm {format_number(change, at_most=2)} điểm phần trăm; với "
            f"{format_number(total)} hộ chỉ là {_households(change * total / 100)}, chưa tới một hộ. "
            f"{start} là {_households(baseline * total / 100)}, "
            f"{end} là {_households(target * total / 100)}.",
            POOR_RATE,
        )
    if poor is not None and abs(100 * poor / total - baseline) >= 0.005:
        yield Finding(
            "CHK-03",
            FindingLevel.DOUBTFUL,
            f"Số đầu kỳ {start} không suy ra được từ sổ hộ: sổ ghi {_ratio(poor, total)}.",
            POOR_RATE,
        )


def _readings(facts: PlanFacts) -> Iterator[Finding]:
    for figure in facts.figures:
        # The two ways of counting the second rate are shown with their figures by CHK-05.
        if figure.target is None or not figure.target.is_unclear or figure.code == MULTIDIMENSIONAL_RATE:
            continue
        readings = figure.target.readings
        listed = "; ".join(f"({place}) {reading.words}" for place, reading in enumerate(readings, start=1))
        yield Finding(
            "CHK-03" if figure.code == POOR_RATE else "CHI-TIEU",
            FindingLevel.OPEN,
            f"“{figure.definition.name}” có {len(readings)} cách hiểu: {listed}.",
            figure.code,
            advice=_OFFICER_DECIDES,
        )


def _two_rates(facts: PlanFacts) -> Iterator[Finding]:
    poor, wide = _target(facts, POOR_RATE), _target(facts, MULTIDIMENSIONAL_RATE)
    if poor is not None and wide is not None and wide < poor:
        yield Finding(
            "CHK-04",
            FindingLevel.DOUBTFUL,
            f"Tỷ lệ hộ nghèo đa chiều phải đạt dưới {format_percent(wide)}, thấp hơn tỷ lệ hộ nghèo "
            f"{format_percent(poor)}. Nếu “nghèo đa chiều” gồm hộ nghèo và hộ cận nghèo thì không thể.",
            MULTIDIMENSIONAL_RATE,
        )


def _minority_cut(facts: PlanFacts) -> Iterator[Finding]:
    cut, stated = _target(facts, MINORITY_CUT), _baseline(facts, POOR_RATE)
    if cut is None:
        return
    opening = facts.minority_opening
    known = opening.value if opening is not None else None
    wanted = f"Tỷ lệ hộ nghèo dân tộc thiểu số giảm trên {format_number(cut, at_most=2)} điểm phần trăm"
    if stated is not None and cut > stated:
        register = ""
        if opening is not None and known is not None:
            register = f"; sổ ghi {_measured_ratio(opening)} hộ dân tộc thiểu số"
        yield Finding(
            "CHK-04",
            FindingLevel.DOUBTFUL,
            f"{wanted}, trong khi kế hoạch ghi tỷ lệ hộ nghèo đầu kỳ của cả xã chỉ {format_percent(stated)}: "
            f"không thể giảm nhiều hơn số đang có{register}.",
            MINORITY_CUT,
        )
    if known is not None and cut > known:
        yield Finding(
            "CHK-04",
            FindingLevel.DOUBTFUL,
            f"{wanted}, lớn hơn tỷ lệ đầu kỳ trong sổ {format_percent(known)}.",
            MINORITY_CUT,
        )


def _already_reached(facts: PlanFacts) -> Iterator[Finding]:
    for figure in facts.figures:
        target = figure.target
        if target is None or target.operator != "<" or target.value is None:
            continue
        openings = [target.baseline, figure.previous.value if figure.previous else None]
        reached = [value for value in openings if value is not None and value < target.value]
        if reached:
            yield Finding(
                "CHK-05",
                FindingLevel.DOUBTFUL,
                f"“{figure.definition.name}” phải xuống dưới {value_words(figure.definition, target.value)} "
                f"nhưng số đầu kỳ đã là {value_words(figure.definition, reached[0])}.",
                figure.code,
            )


def _two_ways_of_counting(facts: PlanFacts) -> Iterator[Finding]:
    """ "Nghèo đa chiều": with or without the near-poor, each with what plan and register say."""
    wide, stated = _target(facts, MULTIDIMENSIONAL_RATE), _baseline(facts, POOR_RATE)
    figure = facts.figure(MULTIDIMENSIONAL_RATE)
    if wide is None or (figure and figure.target and figure.target.picked):
        return
    message = (
        f"“Tỷ lệ hộ nghèo đa chiều xuống dưới {format_percent(wide)}” có hai cách hiểu: "
        "hộ nghèo và hộ cận nghèo trên tổng số hộ, hoặc chỉ hộ nghèo."
    )
    if stated is not None and stated < wide:
        message += (
            f" Theo kế hoạch, hộ nghèo đầu kỳ {format_percent(stated)}: cách hiểu “chỉ hộ nghèo” đã đạt sẵn."
        )
    total = summed([row.households for row in facts.hamlets])
    poor = summed([row.poor for row in facts.hamlets])
    near_poor = summed([row.near_poor for row in facts.hamlets])
    if total and poor is not None and near_poor is not None:
        message += (
            f" Theo sổ hộ đầu kỳ: hộ nghèo và hộ cận nghèo {_ratio(poor + near_poor, total)}; "
            f"chỉ hộ nghèo {_ratio(poor, total)}."
        )
    yield Finding("CHK-05", FindingLevel.OPEN, message, MULTIDIMENSIONAL_RATE, advice=_OFFICER_DECIDES)


# --- Sums -----------------------------------------------------------------------------------------


def _hamlet_sums(facts: PlanFacts) -> Iterator[Finding]:
    cut = _target(facts, NEAR_POOR_CUT)
    parts = summed([row.near_poor_cut for row in facts.hamlets])
    if cut is not None and facts.hamlets:
        wanted = format_number(cut)
        if parts is None:
            yield Finding(
                "CHK-06",
                FindingLevel.DOUBTFUL,
                f"Cả xã giảm {wanted} hộ cận nghèo nhưng chưa giao đủ cho các thôn.",
                NEAR_POOR_CUT,
                advice="Nhập chỉ tiêu giảm hộ cận nghèo của từng thôn.",
            )
        elif parts != cut:
            yield Finding(
                "CHK-06",
                FindingLevel.WRONG,
                f"Các thôn giảm tổng cộng {format_number(parts)} hộ cận nghèo, lời văn ghi {wanted} hộ.",
                NEAR_POOR_CUT,
            )
    for row in facts.hamlets:
        for words, opening, less, code in (
            ("hộ nghèo", row.poor, row.poor_cut, POOR_RATE),
            ("hộ cận nghèo", row.near_poor, row.near_poor_cut, NEAR_POOR_CUT),
        ):
            if opening is not None and less is not None and less > opening:
                yield Finding(
                    "CHK-06",
                    FindingLevel.WRONG,
                    f"Thôn {row.name} được giao giảm {less} {words} nhưng đầu năm chỉ có {opening} hộ.",
                    code,
                )


def _budget_sum(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    if not facts.projects:
        yield Finding(
            "CHK-06",
            FindingLevel.DOUBTFUL,
            f"Chưa có danh mục dự án của chương trình vào ngày {short_date(facts.day)}; phụ lục kinh phí để "
            "dấu “…” và chưa vai nào chủ trì dự án.",
            "funding",
            advice="Nhập dự án của giai đoạn trên trang Kinh phí theo văn bản của cấp trên.",
        )
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


# --- Targets --------------------------------------------------------------------------------------


def _targets(plan: AnnualPlan, facts: PlanFacts) -> Iterator[Finding]:
    named = indicators_in_text(plan)
    for figure in facts.figures:
        name = figure.definition.name
        if figure.code not in named and not _is_said(plan, figure):
            message = f"“{name}” có trong bảng chỉ tiêu nhưng không có trong lời văn."
            yield Finding("CHI-TIEU", FindingLevel.DOUBTFUL, message, figure.code)
        if figure.target is not None and figure.target.value is None:
            message = f"“{name}” không có con số phải đạt; chỉ theo dõi, không xếp đạt."
            yield Finding("CHI-TIEU", FindingLevel.OPEN, message, figure.code)
    unset = [figure for figure in facts.figures if figure.target is None]
    if unset:
        message = f"{len(unset)} chỉ tiêu chưa có mục tiêu năm {plan.year}."
        yield Finding("CHI-TIEU", FindingLevel.DOUBTFUL, message, unset[0].code)
    blank = [
        str(place)
        for place, figure in enumerate(facts.figures, start=1)
        if figure.definition.kind == "rate" and not _has_opening(figure)
    ]
    if blank:
        yield Finding(
            "CHI-TIEU",
            FindingLevel.DOUBTFUL,
            f"{len(blank)} chỉ tiêu tỷ lệ chưa có số thực hiện năm {plan.year - 1} "
            f"(số thứ tự {', '.join(blank)}).",
            facts.figures[int(blank[0]) - 1].code,
        )


def _is_said(plan: AnnualPlan, figure: Figure) -> bool:
    """An office's own text may state a target in words that carry no linked number ("giảm 4 – 5%/năm")."""
    words = figure.target.wording if figure.target is not None else ""
    return bool(words) and plan.is_own_text and any(words in text for _, text in plan.texts())


def _has_opening(figure: Figure) -> bool:
    if figure.target is not None and figure.target.baseline is not None:
        return True
    return figure.previous is not None and figure.previous.value is not None


def _target(facts: PlanFacts, code: str) -> float | None:
    figure = facts.figure(code)
    return figure.target.value if figure is not None and figure.target is not None else None


def _baseline(facts: PlanFacts, code: str) -> float | None:
    figure = facts.figure(code)
    return figure.target.baseline if figure is not None and figure.target is not None else None


# --- Words ----------------------------------------------------------------------------------------


def _households(value: float) -> str:
    return f"{format_number(value, at_most=2)} hộ"


def _ratio(part: int, whole: int) -> str:
    return f"{format_number(part)}/{format_number(whole)} hộ = {format_percent(100 * part / whole)}"


def _measured_ratio(measured: Measured) -> str:
    share = format_percent(measured.value or 0)
    if measured.numerator is None or measured.denominator is None:
        return share
    return f"{format_number(measured.numerator)}/{format_number(measured.denominator)} = {share}"
