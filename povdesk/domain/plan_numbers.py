"""The numbers in a plan's text and annexes that can be opened, each with its day."""

from collections.abc import Iterator
from datetime import date

from povdesk.domain.indicator import Figure, Measured, typing_text
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.marks import short_value
from povdesk.domain.plan import AnnualPlan, link_uses
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.plan_links import link_label
from povdesk.domain.vietnamese import format_number

_ACTUAL, _PREVIOUS = "actual", "previous"
_AS_SET = "Số kế hoạch, tên gọi trong văn bản, không đếm từ danh sách"


def numbers_in(plan: AnnualPlan, facts: PlanFacts) -> tuple[LinkedFigure, ...]:
    """Linked numbers of the text first, in reading order, then the annexes; each once."""
    found: dict[str, LinkedFigure] = {}
    for one in (*_in_text(plan, facts), *_in_annexes(plan, facts)):
        found.setdefault(one.key, one)
    return tuple(found.values())


def of_link(plan: AnnualPlan, facts: PlanFacts, code: str, shown: str) -> LinkedFigure:
    """One linked number of the text as it is printed."""
    head, _, part = code.partition(".")
    figure = facts.figure(head)
    words = link_label(code)
    if figure is None:
        return LinkedFigure(code, words, shown, plan.year, facts.day, source=_AS_SET)
    words = f"{figure.definition.label}: {words.partition(': ')[2] or part}"
    if part == _ACTUAL:
        return _of(figure, figure.shown, words, shown, plan.year, facts.progress_on)
    if part == _PREVIOUS:
        closing = date(plan.year - 1, 12, 31)
        return _of(figure, figure.previous, words, shown, plan.year - 1, closing)
    return LinkedFigure(code, words, shown, plan.year, facts.day, source=_AS_SET)


def _in_text(plan: AnnualPlan, facts: PlanFacts) -> Iterator[LinkedFigure]:
    for use in link_uses(plan, facts.values):
        if use.shown and use.code.partition(".")[0] not in ("role", "name", "commune", "year"):
            yield of_link(plan, facts, use.code, use.shown)


def _in_annexes(plan: AnnualPlan, facts: PlanFacts) -> Iterator[LinkedFigure]:
    closing = date(plan.year - 1, 12, 31)
    for figure in facts.figures:
        label = figure.definition.label
        if value := short_value(figure.definition, figure.shown):
            words = f"{label}: thực hiện"
            yield _of(figure, figure.shown, words, value, plan.year, facts.progress_on)
        if value := short_value(figure.definition, figure.previous):
            yield _of(figure, figure.previous, f"{label}: năm {plan.year - 1}", value, plan.year - 1, closing)
    for row in facts.hamlets:
        for code, words, count in (
            ("poor", "Hộ nghèo đầu năm", row.poor),
            ("near_poor", "Hộ cận nghèo đầu năm", row.near_poor),
        ):
            if count is not None:
                yield LinkedFigure(
                    code,
                    f"{words}, {row.name}",
                    format_number(count),
                    plan.year - 1,
                    closing,
                    hamlet=row.name,
                )


def _of(
    figure: Figure, measured: Measured | None, words: str, shown: str, year: int, day: date
) -> LinkedFigure:
    source = ""
    if figure.definition.is_typed:
        typed = measured is not None and measured.typing is not None
        source = f"Số nhập tay: {typing_text(measured)}" if typed and measured else "Số nhập tay"
    return LinkedFigure(figure.code, words, shown, year, day, source=source)
