"""Puts tallies, typed numbers, totals and targets together into figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from povdesk.domain.indicator import Beside, Figure, IndicatorDefinition, Measured, Reading, Target, rate
from povdesk.domain.indicator_status import Standing, StatusRules, agreement, standing
from povdesk.storage.indicators import typed
from povdesk.storage.indicators.counting import Tallies, Tally, total
from povdesk.storage.indicators.measures import Measure
from povdesk.storage.indicators.moments import Moment

OF_CLOSINGS = (
    "poor_rate", "poor_and_near_poor_rate", "near_poor_households", "near_poor_cut", "minority_rate_cut",
)  # fmt: skip
TWO_READINGS = "multidimensional_rate"
_OPEN = "Chờ rà soát"
_OF_ALL = "Số nhập chung cho toàn xã"
UNPICKED = "Có nhiều cách hiểu, chưa chọn"


@dataclass(frozen=True)
class Counted:
    """Everything fetched for some moments. measures: those that can be counted, by name; faults: why not.

    group: the population group within which all of it was counted; empty: everybody.
    """

    tallies: Tallies
    measures: Mapping[str, Measure]
    entered: typed.Typed
    totals: typed.Totals
    faults: Mapping[str, str] = field(default_factory=dict)
    group: str = ""

    def tally(self, measure: str, moment: Moment, hamlet: int | None = None) -> Tally:
        if hamlet is not None:
            return self.tallies.get((measure, moment.number, hamlet), Tally())
        return total(self.tallies, measure, moment.number)


def figure(
    definition: IndicatorDefinition,
    target: Target | None,
    counted: Counted,
    now: Moment,
    before: Moment,
    rules: StatusRules,
    readings: Sequence[Reading],
    hamlet: int | None = None,
) -> Figure:
    """One indicator with its status and the year before beside it, of the commune or of one hamlet."""
    picked = next((reading for reading in readings if reading.picked), None)
    measure = measure_of(definition, picked)
    if measure == TWO_READINGS:
        return _in_readings(definition, target, counted, now, before, rules, readings, hamlet)
    is_open = measure in OF_CLOSINGS and not now.is_closed
    value = measured(definition, measure, counted, now, hamlet)
    stands = standing(definition, target, value, day=now.day, rules=rules, is_open=is_open)
    return Figure(
        definition,
        target,
        Measured(now.day, reason=_OPEN) if is_open else value,
        stands.status,
        previous=settled(definition, measure, counted, before, hamlet),
        forecast=value if is_open else None,
        status_reason=stands.reason,
    )


def group_figure(
    definition: IndicatorDefinition,
    target: Target,
    measure: str,
    counted: Counted,
    now: Moment,
    rules: StatusRules,
) -> Figure:
    """One indicator within the group of its target; `counted` within that group too."""
    is_open = measure in OF_CLOSINGS and not now.is_closed
    value = replace(measured(definition, measure, counted, now), beside=())
    is_awaited = is_open and value.value is not None
    stands = standing(definition, target, value, day=now.day, rules=rules, is_open=is_awaited)
    return Figure(
        definition,
        target,
        Measured(now.day, reason=_OPEN) if is_awaited else value,
        stands.status,
        forecast=value if is_awaited else None,
        status_reason=stands.reason,
    )


def measure_of(definition: IndicatorDefinition, picked: Reading | None) -> str:
    """How the indicator is counted: its own way, or that of the reading the officer picked."""
    return picked.measure if picked and picked.measure else definition.measure


def measured(
    definition: IndicatorDefinition, measure: str, counted: Counted, moment: Moment, hamlet: int | None = None
) -> Measured:
    """The number of one moment, of the commune or of one hamlet."""
    if definition.is_typed:
        if hamlet is not None or counted.group:
            return Measured(moment.day, reason=_OF_ALL)
        return typed.measured(definition, counted.entered, moment)
    if measure not in counted.measures:
        unknown = f"Không có cách đếm “{measure}”, chọn cách đếm khác"
        return Measured(moment.day, reason=counted.faults.get(measure, unknown))
    tally = counted.tally(measure, moment, hamlet)
    if measure in OF_CLOSINGS:
        if definition.kind == "count":
            return Measured(moment.day, tally.reached, numerator=tally.reached, unknown=tally.missing)
        return _of_closing(measure, tally, counted, moment, hamlet)
    if definition.is_count:
        return Measured(moment.day, tally.reached, numerator=tally.reached, beside=tally.beside)
    beside = tally.beside
    if measure == "worker_certificate":
        trained = counted.tally("worker_trained", moment, hamlet).reached
        beside = (*beside, Beside("trong số đã qua đào tạo", tally.reached, trained))
    of = tally.reached + tally.not_reached
    return Measured(
        moment.day,
        rate(tally.reached, tally.not_reached),
        numerator=tally.reached,
        denominator=of,
        unknown=tally.missing,
        waiting=tally.waiting,
        beside=beside,
        reason="" if of else _why_empty(tally),
    )


def _why_empty(tally: Tally) -> str:
    if tally.waiting:
        return "Chưa đến kỳ rà soát sau khi đi"
    return "Chưa có câu trả lời" if tally.missing else "Không có đối tượng"


def _of_closing(measure: str, tally: Tally, counted: Counted, moment: Moment, hamlet: int | None) -> Measured:
    if measure in ("near_poor_cut", "minority_rate_cut") and not moment.opening_is_known:
        return Measured(moment.day, reason=f"Chưa có kết quả cuối năm {moment.year - 1}")
    if measure == "near_poor_cut":
        net = tally.reached - tally.not_reached
        return Measured(moment.day, net, numerator=tally.reached, unknown=tally.missing, beside=tally.beside)
    of_minority = measure == "minority_rate_cut" or counted.group == "ethnic_minority"
    column = "minority_households" if of_minority else "households"
    year = moment.year
    of = counted.totals.of(year, column, hamlet)
    if of is None and not moment.is_closed:
        # A forecast may lean on the totals of the last closing; a closed year may not.
        year, of = year - 1, counted.totals.of(year - 1, column, hamlet)
    if not of:
        return Measured(moment.day, reason=_no_total(counted.totals, moment.year, column))
    if tally.reached > of:
        return Measured(moment.day, reason=f"Tổng số hộ đã nhập của năm {year} nhỏ hơn số hộ trong sổ")
    found = Measured(
        moment.day, rate(tally.reached, of - tally.reached), numerator=tally.reached, denominator=of,
        unknown=tally.missing,
    )  # fmt: skip
    if measure != "minority_rate_cut":
        return found
    opening = int(tally.beside[0].count or 0) if tally.beside else 0
    opening_of = counted.totals.of(moment.year - 1, column, hamlet)
    if not opening_of:
        return Measured(moment.day, reason=_no_total(counted.totals, moment.year - 1, column))
    line = Beside("hộ nghèo dân tộc thiểu số đầu kỳ", opening, opening_of)
    return replace(found, value=100 * (opening / opening_of - tally.reached / of), beside=(line,))


def _no_total(totals: typed.Totals, year: int, column: str) -> str:
    words = "tổng số hộ dân tộc thiểu số" if column == "minority_households" else "tổng số hộ"
    missing = totals.missing(year, column)
    where = f" của {', '.join(missing)}" if missing and len(missing) < len(totals.hamlets[year]) else ""
    return f"Chưa nhập {words} cuối năm {year}{where}"


def settled(
    definition: IndicatorDefinition,
    measure: str,
    counted: Counted,
    moment: Moment,
    hamlet: int | None = None,
) -> Measured:
    """The number as `measured` gives it, but no forecast in place of a closing."""
    if measure in OF_CLOSINGS and not moment.is_closed:
        return Measured(moment.day, reason=f"Chưa có kết quả cuối năm {moment.year}")
    return measured(definition, measure, counted, moment, hamlet)


def _in_readings(
    definition: IndicatorDefinition,
    target: Target | None,
    counted: Counted,
    now: Moment,
    before: Moment,
    rules: StatusRules,
    readings: Sequence[Reading],
    hamlet: int | None = None,
) -> Figure:
    """All readings side by side; none is the figure until the officer picks one."""
    each = {
        reading.words: measured(definition, reading.measure, counted, now, hamlet) for reading in readings
    }
    if not now.is_closed:
        stands = Standing(
            standing(definition, target, Measured(now.day), day=now.day, rules=rules, is_open=True).status
        )
    else:
        stands = agreement(
            standing(definition, target, value, day=now.day, rules=rules) for value in each.values()
        )
    return Figure(
        definition,
        target,
        Measured(now.day, reason=UNPICKED if now.is_closed else _OPEN),
        stands.status,
        previous=Measured(before.day, reason=UNPICKED),
        readings=each,
        status_reason=stands.reason,
    )
