"""Points, category under a standard, and why: the heart of the program."""

from collections.abc import Mapping
from dataclasses import dataclass

from povdesk.domain.household import Area, Category
from povdesk.domain.review import Lacking
from povdesk.domain.standard import Standard

_AREAS = {Area.RURAL: "nông thôn", Area.URBAN: "thành thị"}


@dataclass(frozen=True)
class Explanation:
    """Why a household is in its category, in sentences a family understands.

    lacks, unknown: names of indicators. changes: what would bring another category.
    """

    category: Category
    reasons: tuple[str, ...]
    lacks: tuple[str, ...]
    unknown: tuple[str, ...]
    changes: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        return self.reasons + self.changes


def classify(
    standard: Standard, area: Area, income_points: int | None, lacking: Mapping[str, Lacking]
) -> Category:
    """Category under one standard; UNDECIDED while anything it needs is unknown (see `refusal`)."""
    cutoff = standard.cutoffs[area]
    if not standard.is_complete or cutoff is None or income_points is None:
        return Category.UNDECIDED
    if unknown_indicators(standard, lacking):
        return Category.UNDECIDED
    return _decide(standard, cutoff, income_points, deprivations(standard, lacking))


def refusal(standard: Standard) -> str:
    """Why nothing is classified under this standard; empty when it can classify."""
    if standard.is_complete:
        return ""
    return (
        f"{standard.title} chưa đủ dữ liệu để phân loại: còn thiếu {', '.join(standard.missing)}."
        " Bổ sung ở Cài đặt, mục Chuẩn nghèo, khi có văn bản."
    )


def deprivations(standard: Standard, lacking: Mapping[str, Lacking]) -> int:
    """How many indicators are answered as lacking."""
    return sum(lacking.get(indicator.code) is Lacking.YES for indicator in standard.indicators)


def deprivation_points(standard: Standard, lacking: Mapping[str, Lacking]) -> int:
    """B2: always computed; while answers are unknown it is the least it can be."""
    return standard.points_per_deprivation * deprivations(standard, lacking)


def unknown_indicators(standard: Standard, lacking: Mapping[str, Lacking]) -> list[str]:
    """Codes of the indicators without a counted answer."""
    return [
        indicator.code
        for indicator in standard.indicators
        if lacking.get(indicator.code, Lacking.UNKNOWN) is Lacking.UNKNOWN
    ]


def summed_income_points(standard: Standard, area: Area, inputs: Mapping[str, str]) -> int | None:
    """B1 from the answers; None unless every used answer has points (“Bảng điểm B1 chưa nhập”)."""
    used = [question for question in standard.questions if inputs.get(question.code)]
    answers = [question.answer_for(inputs[question.code]) for question in used]
    points = [answer.points[area] if answer else None for answer in answers]
    known = [value for value in points if value is not None]
    return sum(known) if used and len(known) == len(points) else None


def explain(
    standard: Standard, area: Area, income_points: int | None, lacking: Mapping[str, Lacking]
) -> Explanation:
    """Points against limits, what is lacking, and what would change the class."""
    category = classify(standard, area, income_points, lacking)
    unknown = unknown_indicators(standard, lacking)
    return Explanation(
        category=category,
        reasons=tuple(_reasons(standard, area, income_points, lacking)),
        lacks=tuple(i.name for i in standard.indicators if lacking.get(i.code) is Lacking.YES),
        unknown=tuple(indicator.name for indicator in standard.indicators if indicator.code in unknown),
        changes=tuple(_changes(standard, area, income_points, lacking, category)),
    )


def _decide(standard: Standard, cutoff: int, income_points: int, lacks: int) -> Category:
    return next(rule.category for rule in standard.categories if rule.fits(income_points, cutoff, lacks))


def _reasons(
    standard: Standard, area: Area, income_points: int | None, lacking: Mapping[str, Lacking]
) -> list[str]:
    reasons = [refusal(standard)] if refusal(standard) else []
    cutoff = standard.cutoffs[area]
    if income_points is None:
        reasons.append("Chưa có điểm B1.")
    elif cutoff is None:
        reasons.append(f"Điểm B1 là {income_points}.")
    elif income_points <= cutoff:
        reasons.append(
            f"Điểm B1 là {income_points}, không quá {cutoff} điểm của khu vực {_AREAS[area]}:"
            " thu nhập từ mức chuẩn trở xuống."
        )
    else:
        reasons.append(
            f"Điểm B1 là {income_points}, trên {cutoff} điểm của khu vực {_AREAS[area]}:"
            " thu nhập trên mức chuẩn."
        )
    names = [i.name.lower() for i in standard.indicators if lacking.get(i.code) is Lacking.YES]
    points = deprivation_points(standard, lacking)
    if names:
        reasons.append(f"Thiếu hụt {len(names)} chỉ số (điểm B2 là {points}): {', '.join(names)}.")
    else:
        reasons.append("Chưa ghi nhận chỉ số thiếu hụt nào (điểm B2 là 0).")
    unknown = set(unknown_indicators(standard, lacking))
    if unknown:
        listed = ", ".join(i.name.lower() for i in standard.indicators if i.code in unknown)
        reasons.append(f"Chưa rõ {len(unknown)} chỉ số: {listed}.")
    return reasons


def _changes(
    standard: Standard,
    area: Area,
    income_points: int | None,
    lacking: Mapping[str, Lacking],
    category: Category,
) -> list[str]:
    cutoff = standard.cutoffs[area]
    if category is Category.UNDECIDED or cutoff is None or income_points is None:
        return []
    lacks = deprivations(standard, lacking)
    changes = []
    for fewer in range(1, lacks + 1):
        other = _decide(standard, cutoff, income_points, lacks - fewer)
        if other is not category:
            changes.append(f"Nếu bớt {fewer} chỉ số thiếu hụt thì thành {other.label.lower()}.")
            break
    for more in range(1, len(standard.indicators) - lacks + 1):
        other = _decide(standard, cutoff, income_points, lacks + more)
        if other is not category:
            changes.append(f"Nếu thêm {more} chỉ số thiếu hụt thì thành {other.label.lower()}.")
            break
    above, below = (
        _decide(standard, cutoff, cutoff + 1, lacks),
        _decide(standard, cutoff, cutoff, lacks),
    )
    if above is not category:
        changes.append(f"Nếu điểm B1 trên {cutoff} thì là {above.label.lower()}.")
    if below is not category:
        changes.append(f"Nếu điểm B1 từ {cutoff} trở xuống thì là {below.label.lower()}.")
    return changes
