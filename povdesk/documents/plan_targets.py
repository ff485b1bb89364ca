"""A2: the plan's indicators in one table, the year before beside the target and the figure of the day."""

from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_facts import Measured, PlanFacts, PlanIndicator
from povdesk.domain.vietnamese import format_number

from .blocks import Align, Block, Column, GroupRow, HeaderCell, Paragraph, Row, Style, Table
from .numbering import roman

_COLUMNS = (
    Column(13, Align.CENTRE),
    Column(81),
    Column(24, Align.CENTRE),
    Column(25, Align.RIGHT),
    Column(21, Align.RIGHT),
    Column(25, Align.RIGHT),
    Column(38),
    Column(25),
)
_WORDS_WITHOUT_NUMBER = {"increase": "Tăng", "unquantified": "Phấn đấu"}


def indicator_table(plan: AnnualPlan, facts: PlanFacts) -> tuple[Block, ...]:
    """All indicators grouped by field; unclear ones are explained under the table, none is settled."""
    day = facts.progress_on
    rows: list[Row] = []
    groups: list[str] = []
    notes: list[str] = []
    for place, indicator in enumerate(facts.indicators, start=1):
        if indicator.group not in groups:
            groups.append(indicator.group)
            rows.append(GroupRow((roman(len(groups)), indicator.group, *[""] * 6)))
        mark = ""
        if indicator.readings:
            notes.append(f"({len(notes) + 1}) Chỉ tiêu {place}: " + "; ".join(indicator.readings))
            mark = f"({len(notes)})"
        rows.append(
            (
                str(place),
                indicator.name,
                _unit(indicator.unit),
                measured_cell(indicator, indicator.previous),
                target_cell(indicator),
                measured_cell(indicator, indicator.actual),
                leading_roles(plan, indicator.code),
                note_cell(indicator, mark),
            )
        )
    table = Table(
        columns=_COLUMNS,
        header=(
            (
                HeaderCell("TT"),
                HeaderCell("Chỉ tiêu"),
                HeaderCell("Đơn vị tính"),
                HeaderCell(f"Thực hiện năm {plan.year - 1}"),
                HeaderCell(f"Kế hoạch năm {plan.year}"),
                HeaderCell(f"Thực hiện đến ngày {day.day:02}/{day.month:02}/{day.year}"),
                HeaderCell("Cơ quan chủ trì"),
                HeaderCell("Ghi chú"),
            ),
        ),
        rows=tuple(rows),
    )
    legend = "Trong ngoặc: tử số/mẫu số; ô trống là chưa có số liệu."
    return (
        table,
        Paragraph(f"Ghi chú: {legend}", Style.NOTE),
        *(Paragraph(note, Style.NOTE) for note in notes),
    )


def target_cell(indicator: PlanIndicator) -> str:
    """The target as a table says it: the number, "dưới 2", "trên 2", or words when there is none."""
    if indicator.target is None:
        words = indicator.wording or _WORDS_WITHOUT_NUMBER.get(indicator.direction, "")
        return words[:1].upper() + words[1:]
    number = format_number(indicator.target, at_most=2)
    prefix = {"<": "dưới ", ">": "trên "}.get(indicator.operator, "")
    if indicator.direction == "approx":
        prefix = "khoảng "
    return prefix + number


def measured_cell(indicator: PlanIndicator, measured: Measured | None) -> str:
    """The figure, below it numerator/denominator and how many are unknown; blank when there is none."""
    if measured is None:
        return ""
    lines = []
    if measured.value is not None:
        lines.append(
            format_number(measured.value, at_most=2 if indicator.is_rate else max(indicator.decimals, 0))
        )
        if indicator.is_rate and measured.numerator is not None and measured.denominator is not None:
            lines.append(f"({_whole(measured.numerator)}/{_whole(measured.denominator)})")
    if measured.note:
        lines.append(measured.note)
    elif measured.unknown:
        lines.append(f"chưa rõ {format_number(measured.unknown)}")
    return "\n".join(lines)


def leading_roles(plan: AnnualPlan, code: str) -> str:
    """Who leads a project or an indicator, by the names the text uses; blank when nobody does."""
    return "; ".join(role.called for role in plan.roles if code in role.leads)


def coordinating_roles(plan: AnnualPlan, code: str) -> str:
    return "; ".join(role.called for role in plan.roles if code in role.coordinates)


def note_cell(indicator: PlanIndicator, mark: str) -> str:
    place = f"Điểm {indicator.letter}" if indicator.letter else ""
    return " ".join(part for part in (place, mark) if part)


def _unit(unit: str) -> str:
    """ "đồng/người/tháng" is wider than its column and has no space to break at."""
    return unit.replace("/", "/\n", 1) if len(unit) > 12 else unit


def _whole(value: float) -> str:
    return format_number(int(value)) if value == int(value) else format_number(value, at_most=2)
