"""Points and category under a standard: the heart of the program."""

from collections.abc import Mapping

from povdesk.domain.household import Area, Category
from povdesk.domain.review import Lacking
from povdesk.domain.standard import Standard


def classify(
    standard: Standard, area: Area, income_points: int | None, lacking: Mapping[str, Lacking]
) -> Category:
    """Category under one standard; UNDECIDED while anything it needs is unknown (see `refusal`)."""
    cutoff = standard.cutoffs[area]
    if not standard.is_complete or cutoff is None or income_points is None:
        return Category.UNDECIDED
    if unknown_indicators(standard, lacking):
        return Category.UNDECIDED
    lacks = deprivations(standard, lacking)
    return next(rule.category for rule in standard.categories if rule.fits(income_points, cutoff, lacks))


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
