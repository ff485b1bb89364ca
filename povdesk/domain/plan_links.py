"""The values behind linked numbers and names ({{IND-22.target}}), as they stand in the text."""

from collections.abc import Iterable

from povdesk.domain.commune import CommuneIdentity
from povdesk.domain.indicator import Figure, IndicatorDefinition, Measured
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.vietnamese import format_count, format_millions, format_number, format_percent

_LABELS = {
    "year": "Năm kế hoạch",
    "year.previous": "Năm trước",
    "commune.name": "Tên xã",
    "commune.committee": "Tên Ủy ban nhân dân xã",
    "commune.district": "Tên huyện",
    "commune.province": "Tên tỉnh",
    "commune.steering_committee": "Tên Ban Chỉ đạo",
    "hamlets.count": "Số thôn",
    "budget.total": "Tổng kinh phí",
    "name.programme": "Tên chương trình",
    "name.standard": "Tên chuẩn nghèo",
    "name.campaign": "Tên phong trào thi đua",
    "name.fund": "Tên quỹ",
}
_PARTS = {
    "target": "kế hoạch năm",
    "baseline": "số đầu kỳ ghi trong kế hoạch",
    "previous": "thực hiện năm trước",
    "actual": "thực hiện đến nay",
}


def link_values(
    plan: AnnualPlan,
    identity: CommuneIdentity,
    *,
    hamlet_count: int,
    figures: Iterable[Figure],
    names: dict[str, str],
) -> dict[str, str]:
    """Every linked number and name by its code; what is not known is left out."""
    values = {
        "year": str(plan.year),
        "year.previous": str(plan.year - 1),
        "commune.name": identity.full_name,
        "commune.committee": identity.committee,
        "commune.district": identity.district,
        "commune.province": identity.province,
        "commune.steering_committee": identity.steering_committee,
        "hamlets.count": format_count(hamlet_count) if hamlet_count else "",
        "budget.total": format_millions(plan.budget_total) if plan.budget_total is not None else "",
    }
    values |= {f"name.{code}": text for code, text in names.items()}
    values |= {f"role.{role.code}": role.called for role in plan.roles}
    for figure in figures:
        definition, target = figure.definition, figure.target
        values[f"{figure.code}.target"] = target_words(figure)
        previous = _measured_words(definition, figure.previous)
        # What the plan states; without that, the closing of the year before.
        stated = value_words(definition, target.baseline if target else None)
        values[f"{figure.code}.baseline"] = stated or previous
        values[f"{figure.code}.previous"] = previous
        values[f"{figure.code}.actual"] = _measured_words(definition, figure.measured)
    return {code: text for code, text in values.items() if text}


def value_words(definition: IndicatorDefinition, value: float | None) -> str:
    """A value of an indicator inside a sentence: "0,82%", "05", "1.250.000"."""
    if value is None:
        return ""
    if definition.is_rate:
        return format_percent(value)
    return format_count(int(value)) if value == int(value) else format_number(value, at_most=2)


def target_words(figure: Figure) -> str:
    """The target as the sentence prints it; its wording when it has no number."""
    if figure.target is None:
        return ""
    return value_words(figure.definition, figure.target.value) or figure.target.wording


def _measured_words(definition: IndicatorDefinition, measured: Measured | None) -> str:
    return value_words(definition, measured.value) if measured is not None else ""


def link_label(code: str) -> str:
    """What a linked number is, in words for the officer."""
    if code in _LABELS:
        return _LABELS[code]
    head, _, part = code.partition(".")
    if head == "role":
        return f"Tên vai {part}"
    return f"Chỉ tiêu {head}: {_PARTS[part]}" if part in _PARTS else code
