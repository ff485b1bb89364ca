"""The values behind linked numbers and names ({{IND-22.target}}), as they stand in the text."""

from collections.abc import Iterable

from povdesk.domain.commune import CommuneIdentity
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_facts import Measured, PlanIndicator
from povdesk.domain.vietnamese import format_count, format_millions, format_number, format_percent

_LABELS = {
    "year": "Năm kế hoạch",
    "commune.name": "Tên xã",
    "commune.committee": "Tên Ủy ban nhân dân xã",
    "commune.district": "Tên huyện",
    "commune.steering_committee": "Tên Ban Chỉ đạo",
    "hamlets.count": "Số thôn",
    "budget.total": "Tổng kinh phí",
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
    indicators: Iterable[PlanIndicator],
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
    for indicator in indicators:
        values[f"{indicator.code}.target"] = target_text(indicator)
        values[f"{indicator.code}.baseline"] = figure_text(indicator, indicator.baseline)
        values[f"{indicator.code}.previous"] = measured_text(indicator, indicator.previous)
        values[f"{indicator.code}.actual"] = measured_text(indicator, indicator.actual)
    return {code: text for code, text in values.items() if text}


def figure_text(indicator: PlanIndicator, value: float | None) -> str:
    """A value of an indicator inside a sentence: "0,82%", "05", "1.250.000"."""
    if value is None:
        return ""
    if indicator.is_rate:
        return format_percent(value)
    return format_count(int(value)) if value == int(value) else format_number(value, at_most=2)


def target_text(indicator: PlanIndicator) -> str:
    """The target as the text prints it; its wording when it has no number."""
    return figure_text(indicator, indicator.target) or indicator.wording


def measured_text(indicator: PlanIndicator, measured: Measured | None) -> str:
    """A measured value; a computed rate keeps two decimals at most."""
    if measured is None or measured.value is None:
        return ""
    if indicator.is_rate:
        return format_percent(measured.value)
    return figure_text(indicator, measured.value)


def link_label(code: str) -> str:
    """What a linked number is, in words for the officer."""
    if code in _LABELS:
        return _LABELS[code]
    head, _, part = code.partition(".")
    if head == "role":
        return f"Tên vai {part}"
    return f"Chỉ tiêu {head}: {_PARTS[part]}" if part in _PARTS else code
