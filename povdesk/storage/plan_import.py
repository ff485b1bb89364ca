"""Keeps a plan that was read from the office's own text: parts, roles, recipients and confirmed targets."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from povdesk.domain.errors import InvalidInput
from povdesk.domain.indicator import TYPED, IndicatorDefinition, Target
from povdesk.domain.plan_text.reading import ReadPlan
from povdesk.domain.plan_text.taking import Taken, TakenTarget, as_plan
from povdesk.domain.plan_text.units import in_unit
from povdesk.storage import plan_wordings, plans, targets
from povdesk.storage.act import Act
from povdesk.storage.tables import indicator_definition


def keep(act: Act, read: ReadPlan, year: int, chosen: Sequence[TakenTarget]) -> tuple[int, Taken]:
    """A new plan of a year from a confirmed reading, in one act; returns its id and what was left out.

    Values come in the indicator's unit ("1,85 triệu đồng" as 1.850.000 đồng). A target without code becomes
    an indicator of its own, typed by hand until the officer says how it is counted. Raises InvalidInput when
    the year has a plan, two targets name one indicator, or a value's unit says nothing about its indicator's.
    """
    act.describe(f"Tạo kế hoạch năm {year} từ văn bản có sẵn", "plan")
    codes = [one.code for one in chosen if one.code]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        names = {one.code: one.name for one in targets.definitions(act.connection)}
        raise InvalidInput(
            f"Hai dòng cùng nhận chỉ tiêu “{names.get(twice[0], twice[0])}”.",
            "Chọn chỉ tiêu khác cho một dòng, hoặc bỏ dòng đó.",
        )
    by_code = {one.code: one for one in targets.definitions(act.connection)}
    measured = [_in_known_unit(one, by_code.get(one.code)) for one in chosen]
    coded = [_with_code(act, place, one) for place, one in enumerate(measured)]
    known = {role.code: role for role in plan_wordings.template().plan.roles}
    taken = as_plan(read, year, coded, known)
    if read.year is not None and read.year != year:
        words = f"Văn bản ghi năm {read.year}: xem lại trích yếu, các năm và tên xã trong lời văn."
        taken = Taken(taken.plan, (*taken.notes, words))
    plan_id = plans.insert(act, taken.plan)
    for one in coded:
        targets.save_target(act, one.code, _target(one, year))
    return plan_id, taken


def _in_known_unit(one: TakenTarget, known: IndicatorDefinition | None) -> TakenTarget:
    if known is None or one.value is None or not one.unit or one.unit == known.unit:
        return one
    value = in_unit(one.value, one.unit, known.unit)
    if value is None:
        name = known.short_name or known.name
        raise InvalidInput(
            f"Dòng {one.line} của văn bản tính bằng {one.unit}, chỉ tiêu “{name}” tính bằng {known.unit}.",
            f"Ghi số và đơn vị của dòng đó theo {known.unit}, hoặc chọn “Chỉ tiêu mới, nhập tay”.",
        )
    baseline = in_unit(one.baseline, one.unit, known.unit) if one.baseline is not None else None
    return replace(one, value=value, unit=known.unit, baseline=baseline)


def _with_code(act: Act, place: int, one: TakenTarget) -> TakenTarget:
    if one.code:
        return one
    name = _own_name(one.name or one.wording)
    code = _next_code(act.connection)
    known = targets.definitions(act.connection)
    targets.save_definition(
        act,
        IndicatorDefinition(
            code=code,
            name=name,
            letter=one.letter,
            group=one.group,
            unit=one.unit,
            kind="rate" if "%" in one.unit else "count",
            direction="at_most" if one.operator in ("<", "<=") else "at_least",
            decimals=_decimals(one),
            measure=TYPED,
            position=max((each.position for each in known), default=0) + 1 + place,
        ),
    )
    return TakenTarget(
        one.line,
        one.wording,
        code,
        one.operator,
        one.value,
        one.unit,
        one.baseline,
        name,
        one.letter,
        one.group,
    )


def _own_name(words: str) -> str:
    """The words as the name of an indicator: "trong đó hộ … giảm 40 hộ" as "Hộ … giảm 40 hộ"."""
    bare = re.sub(r"^trong đó\b[\s,:]*", "", words.strip(), flags=re.IGNORECASE) or words
    return bare[:1].upper() + bare[1:]


def _decimals(one: TakenTarget) -> int:
    values = [value for value in (one.value, one.baseline) if value is not None]
    return max((max(0, -int(value.as_tuple().exponent)) for value in values), default=0)


def _next_code(connection: Connection) -> str:
    codes = connection.execute(select(indicator_definition.c.code)).scalars()
    numbers = [int(found[1]) for code in codes if (found := re.fullmatch(r"IND-(\d+)", code))]
    return f"IND-{max(numbers, default=0) + 1:02}"


def _target(one: TakenTarget, year: int) -> Target:
    return Target(
        year=year,
        operator=one.operator if one.value is not None else "",
        value=float(one.value) if one.value is not None else None,
        baseline=float(one.baseline) if one.baseline is not None else None,
        baseline_stated=one.baseline is not None,
        wording=one.wording,
    )
