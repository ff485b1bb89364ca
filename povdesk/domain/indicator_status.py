"""When an indicator is reached, on track or late (decision 20, indicators.md), with editable thresholds."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from povdesk.domain.indicator import IndicatorDefinition, Measured, Status, Target

LOWER_IS_BETTER = ("<", "<=")


@dataclass(frozen=True)
class StatusRules:
    """Thresholds, their version printed with the table. year_starts, year_ends: month and day."""

    version: str = ""
    year_starts: tuple[int, int] = (3, 1)
    year_ends: tuple[int, int] = (12, 31)
    on_track_from: float = 0.90
    attention_from: float = 0.60
    typed_days: int = 90

    def elapsed(self, year: int, day: date) -> float:
        """Share of the window gone by the end of `day`, from 0 to 1."""
        first, last = date(year, *self.year_starts), date(year, *self.year_ends)
        return min(1.0, max(0.0, (day - first) / (last - first)))


@dataclass(frozen=True)
class Standing:
    """A status and, when the number alone would say otherwise, why."""

    status: Status
    reason: str = ""


def standing(
    definition: IndicatorDefinition,
    target: Target | None,
    measured: Measured,
    *,
    day: date,
    rules: StatusRules,
    is_open: bool = False,
) -> Standing:
    """How the indicator stands on `day`. is_open: the year's closing that it needs is not recognised yet."""
    if is_open:
        return Standing(Status.AWAITING)
    if measured.value is None:
        return Standing(Status.NO_DATA, measured.reason)
    if definition.is_typed and day - measured.as_of > timedelta(days=rules.typed_days):
        return Standing(Status.NO_DATA, f"Số nhập đã quá {rules.typed_days} ngày")
    if target is None:
        return Standing(Status.FOLLOWED)
    if target.is_unclear:
        return _agreed(definition, target, measured, day, rules)
    if picked := target.picked:
        target = _read_as(target, picked.value, picked.baseline)
    if target.value is None:
        return Standing(Status.FOLLOWED)
    return _against(definition, target, target.value, measured, day, rules)


def agreement(standings: Iterable[Standing]) -> Standing:
    """The status on which all readings agree, else only followed."""
    found = list(standings)
    if found and len({one.status for one in found}) == 1:
        return found[0]
    return Standing(Status.FOLLOWED, "Chỉ tiêu có nhiều cách hiểu, chưa chọn")


def is_reached(operator: str, value: Fraction, wanted: Fraction) -> bool:
    """Exact comparison: what is printed rounded may look equal and still fall short."""
    match operator:
        case "<":
            return value < wanted
        case "<=":
            return value <= wanted
        case ">":
            return value > wanted
        case _:
            return value >= wanted


def worst_case(measured: Measured, operator: str) -> Fraction:
    """The value with every unknown counted against the target."""
    numerator, denominator = measured.numerator, measured.denominator
    if numerator is None or not denominator:
        return _exact(measured.value or 0)
    unknown = measured.unknown
    against = unknown if operator in LOWER_IS_BETTER else 0
    return 100 * (_exact(numerator) + against) / (_exact(denominator) + unknown)


def _agreed(
    definition: IndicatorDefinition, target: Target, measured: Measured, day: date, rules: StatusRules
) -> Standing:
    if all(reading.measure for reading in target.readings):
        clear = dataclasses.replace(target, readings=())
        return standing(definition, clear, measured, day=day, rules=rules)
    return agreement(
        standing(
            definition, _read_as(target, reading.value, reading.baseline), measured, day=day, rules=rules
        )
        for reading in target.readings
    )


def _read_as(target: Target, value: float | None, baseline: float | None) -> Target:
    """The target in one reading; a reading of the measure leaves its number as it is."""
    by_measure = any(reading.measure for reading in target.readings)
    if by_measure:
        return dataclasses.replace(target, readings=())
    return dataclasses.replace(target, value=value, baseline=baseline, readings=())


def _against(
    definition: IndicatorDefinition,
    target: Target,
    wanted: float,
    measured: Measured,
    day: date,
    rules: StatusRules,
) -> Standing:
    goal, value = _exact(wanted), _exact(measured.value or 0)
    if definition.is_count:
        if is_reached(target.operator, value, goal):
            return Standing(Status.REACHED)
        return Standing(_paced(value / goal if goal else Fraction(0), target.year, day, rules))
    if definition.kind == "rate":
        worst = worst_case(measured, target.operator)
    else:
        # A cut in points: every household of whom it is unknown would shrink it by its share.
        worst = value - (100 * measured.unknown / _exact(measured.denominator) if measured.denominator else 0)
    if is_reached(target.operator, worst, goal):
        return Standing(Status.REACHED)
    held_back = is_reached(target.operator, _nominal(definition, measured), goal)
    reason = f"Còn {measured.unknown} chưa rõ nên chưa tính là đạt" if held_back else ""
    if target.baseline is None or target.baseline == wanted:
        return Standing(Status.NOT_REACHED, reason)
    start = _exact(target.baseline)
    return Standing(_paced((value - start) / (goal - start), target.year, day, rules), reason)


def _nominal(definition: IndicatorDefinition, measured: Measured) -> Fraction:
    if definition.kind == "rate" and measured.numerator is not None and measured.denominator:
        return 100 * _exact(measured.numerator) / _exact(measured.denominator)
    return _exact(measured.value or 0)


def _paced(progress: Fraction, year: int, day: date, rules: StatusRules) -> Status:
    """Share of the way done against the share of the year gone."""
    elapsed = rules.elapsed(year, day)
    done = float(progress)
    # One part in a billion: a threshold met exactly must not fall to the rounding of a binary fraction.
    if done + 1e-9 >= rules.on_track_from * elapsed:
        return Status.ON_TRACK
    return Status.ATTENTION if done + 1e-9 >= rules.attention_from * elapsed else Status.LATE


def _exact(value: float) -> Fraction:
    """The number as it was written: 0.79 is 79/100."""
    return Fraction(str(value))
