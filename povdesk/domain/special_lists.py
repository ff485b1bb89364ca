"""What is unlikely in the two lists apart, in sentences; the officer decides."""

from collections.abc import Iterator

from povdesk.domain.household import Area, Category
from povdesk.domain.standard import Standard
from povdesk.domain.vietnamese import format_dong

_AREAS = {Area.RURAL: "nông thôn", Area.URBAN: "thành thị"}


def average_doubts(standard: Standard | None, area: Area, income: int | None) -> Iterator[str]:
    """Average living standard: above the income line, at most the upper line of the area."""
    if standard is None or income is None:
        return
    lower, upper = standard.income_lines[area], standard.average_lines[area]
    if lower is not None and income <= lower:
        yield (
            f"Thu nhập {format_dong(income)}/người/tháng không quá mức chuẩn {format_dong(lower)} "
            f"của khu vực {_AREAS[area]}."
        )
    elif upper is not None and income > upper:
        yield (
            f"Thu nhập {format_dong(income)}/người/tháng trên mức {format_dong(upper)} "
            f"của hộ có mức sống trung bình khu vực {_AREAS[area]}."
        )


def worker_doubts(
    standard: Standard | None, area: Area, income: int | None, in_force: Category | None
) -> Iterator[str]:
    """Low-income workers live in households that are neither poor nor near-poor, below the upper line."""
    if in_force in (Category.POOR, Category.NEAR_POOR):
        yield f"Hộ của người này đang là {in_force.label.lower()}."
    if standard is None or income is None:
        return
    upper = standard.average_lines[area]
    if upper is not None and income > upper:
        yield (
            f"Thu nhập {format_dong(income)}/người/tháng trên mức {format_dong(upper)} "
            f"của khu vực {_AREAS[area]}."
        )
