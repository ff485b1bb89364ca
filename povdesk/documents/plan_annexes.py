"""D02-D05: the plan's annexes, by hamlet (A1), indicators (A2), funding (A3), who does what (A4)."""

from collections.abc import Callable
from dataclasses import dataclass

from povdesk.domain.plan import AnnualPlan, SectionKind
from povdesk.domain.plan_facts import HamletRow, PlanFacts, summed
from povdesk.domain.vietnamese import format_number

from . import administrative
from .blocks import (
    Align,
    AppendixTitle,
    Block,
    Column,
    HeaderCell,
    Letterhead,
    Orientation,
    Paragraph,
    Section,
    Style,
    Table,
)
from .numbering import roman
from .plan_funding import funding
from .plan_roles import role_assignment
from .plan_targets import indicator_table

HAMLETS = "hamlets"
INDICATORS = "indicators"
FUNDING = "funding"
ROLES = "roles"

_HAMLET_WIDTHS = (8, 22, 14, 14, 13, 15, 13, 15, 16, 16, 14, 16, 14, 16, 30, 16)
_HAMLET_FORMULA = (
    "A", "B", "1", "2", "3", "4=3/1", "5", "6=5/1", "7", "8",
    "9=3-7", "10=9/1", "11=5-8", "12=11/1", "C", "D",
)  # fmt: skip


@dataclass(frozen=True)
class Annex:
    """An annex with the label the text refers to it by."""

    kind: str
    label: str
    section: Section


def attached(plan: AnnualPlan, facts: PlanFacts, head: Letterhead) -> tuple[Annex, ...]:
    """The annexes that have something to show, in order, with their labels."""
    wanted: list[tuple[str, str, Callable[[AnnualPlan, PlanFacts], tuple[Block, ...]]]] = []
    if facts.hamlets:
        wanted.append((HAMLETS, f"CHỈ TIÊU GIẢM NGHÈO NĂM {plan.year} THEO THÔN", hamlets))
    if facts.figures:
        wanted.append((INDICATORS, f"CÁC CHỈ TIÊU GIẢM NGHÈO BỀN VỮNG NĂM {plan.year}", indicator_table))
    if facts.projects or any(section.kind is SectionKind.FUNDING for section in plan.walk()):
        wanted.append((FUNDING, f"KINH PHÍ THỰC HIỆN CHƯƠNG TRÌNH NĂM {plan.year}", funding))
    if plan.roles:
        wanted.append((ROLES, f"PHÂN CÔNG THỰC HIỆN KẾ HOẠCH NĂM {plan.year}", role_assignment))
    reference = administrative.appendix_reference("Kế hoạch", facts.identity.committee, head)
    annexes = []
    for place, (kind, title, table) in enumerate(wanted, start=1):
        label = "Phụ lục" if len(wanted) == 1 else f"Phụ lục {roman(place)}"
        section = Section(
            (AppendixTitle(title, reference, label), *table(plan, facts)),
            Orientation.LANDSCAPE,
            is_appendix=True,
        )
        annexes.append(Annex(kind, label, section))
    return tuple(annexes)


def hamlets(plan: AnnualPlan, facts: PlanFacts) -> tuple[Block, ...]:
    """A1: what each hamlet has at the opening and is to reach."""
    rows = [_hamlet_cells(str(place), row) for place, row in enumerate(facts.hamlets, start=1)]
    whole = HamletRow(
        "Toàn xã",
        summed([row.households for row in facts.hamlets]),
        summed([row.minority_households for row in facts.hamlets]),
        summed([row.poor for row in facts.hamlets]),
        summed([row.near_poor for row in facts.hamlets]),
        summed([row.poor_cut for row in facts.hamlets]),
        summed([row.near_poor_cut for row in facts.hamlets]),
    )
    in_charge = "Thành viên Ban Chỉ đạo phụ trách"
    table = Table(
        columns=tuple(
            Column(width, Align.LEFT if place in (1, 14, 15) else Align.CENTRE if place == 0 else Align.RIGHT)
            for place, width in enumerate(_HAMLET_WIDTHS)
        ),
        header=(
            (
                HeaderCell("TT", rows=2),
                HeaderCell("Thôn", rows=2),
                HeaderCell("Tổng số hộ", rows=2),
                HeaderCell("Hộ DTTS", rows=2),
                HeaderCell("Hộ nghèo đầu năm", columns=2),
                HeaderCell("Hộ cận nghèo đầu năm", columns=2),
                HeaderCell("Chỉ tiêu giảm hộ nghèo", rows=2),
                HeaderCell("Chỉ tiêu giảm hộ cận nghèo", rows=2),
                HeaderCell("Hộ nghèo cuối năm", columns=2),
                HeaderCell("Hộ cận nghèo cuối năm", columns=2),
                HeaderCell(in_charge, rows=2),
                HeaderCell("Ghi chú", rows=2),
            ),
            tuple(HeaderCell(words) for _ in range(4) for words in ("Số hộ", "Tỷ lệ")),
        ),
        formula=_HAMLET_FORMULA,
        rows=tuple(rows),
        totals=(_hamlet_cells("", whole),),
        unit_line="Đơn vị tính: hộ; tỷ lệ: %",
        font_size=10.5,
    )
    return table, Paragraph(
        f"Ghi chú: tổng số hộ, hộ dân tộc thiểu số (DTTS) và số hộ đầu năm là số cuối năm {plan.year - 1}; "
        "ô trống là chưa có số liệu.",
        Style.NOTE,
    )


def _hamlet_cells(place: str, row: HamletRow) -> tuple[str, ...]:
    poor_left = _left(row.poor, row.poor_cut)
    near_poor_left = _left(row.near_poor, row.near_poor_cut)
    return (
        place,
        row.name,
        _count(row.households),
        _count(row.minority_households),
        _count(row.poor),
        _share(row.poor, row.households),
        _count(row.near_poor),
        _share(row.near_poor, row.households),
        _count(row.poor_cut),
        _count(row.near_poor_cut),
        _count(poor_left),
        _share(poor_left, row.households),
        _count(near_poor_left),
        _share(near_poor_left, row.households),
        row.in_charge,
        row.note,
    )


def _left(opening: int | None, cut: int | None) -> int | None:
    return None if opening is None or cut is None else opening - cut


def _count(value: int | None) -> str:
    return "" if value is None else format_number(value)


def _share(part: int | None, whole: int | None) -> str:
    return "" if part is None or not whole else format_number(100 * part / whole, at_most=2)
