"""A2: the plan's indicators in one table, the year before beside the target and the figure of the day."""

from povdesk.domain.indicator import Figure, IndicatorDefinition, Measured, Status, ratio_text, unknown_text
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.vietnamese import format_number, format_percent, short_date

from .blocks import Align, Block, Column, GroupRow, HeaderCell, Paragraph, Row, Style, Table
from .numbering import roman

_COLUMNS = (
    Column(13, Align.CENTRE),
    Column(81),
    Column(24, Align.CENTRE),
    Column(25, Align.RIGHT),
    Column(21, Align.RIGHT),
    Column(25, Align.RIGHT),
    Column(42),
    Column(21),
)
_WORDS_WITHOUT_NUMBER = {"increase": "Tăng", "unquantified": "Phấn đấu"}


def indicator_table(plan: AnnualPlan, facts: PlanFacts) -> tuple[Block, ...]:
    """All indicators grouped by field; unclear ones are explained under the table, none is settled."""
    rows: list[Row] = []
    groups: list[str] = []
    notes: list[str] = []
    for place, figure in enumerate(facts.figures, start=1):
        definition = figure.definition
        if definition.group not in groups:
            groups.append(definition.group)
            rows.append(GroupRow((roman(len(groups)), definition.group, *[""] * 6)))
        mark = ""
        if figure.target is not None and figure.target.is_unclear:
            mark = f"({len(notes) + 1})"
            notes.append(f"{mark} Chỉ tiêu {place} chưa rõ cách hiểu: {_readings(figure)}.")
        rows.append(
            (
                str(place),
                definition.name,
                _unit(definition.unit),
                measured_cell(definition, figure.previous),
                target_cell(figure),
                actual_cell(figure),
                leading_roles(plan, figure.code),
                note_cell(definition, mark),
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
                HeaderCell(f"Thực hiện đến ngày {short_date(facts.progress_on)}"),
                HeaderCell("Cơ quan chủ trì"),
                HeaderCell("Ghi chú"),
            ),
        ),
        rows=tuple(rows),
        font_size=11,
    )
    legend = "Ghi chú: trong ngoặc là tử số/mẫu số; ô trống là chưa có số liệu."
    return table, *(Paragraph(note, Style.NOTE) for note in (legend, *notes))


def target_cell(figure: Figure) -> str:
    """The target as a table says it: the number, "dưới 2", "trên 2", or words when there is none."""
    target, direction = figure.target, figure.definition.direction
    if target is None:
        return ""
    if target.value is None:
        words = _WORDS_WITHOUT_NUMBER.get(direction) or target.wording
        return words[:1].upper() + words[1:]
    prefix = {"<": "dưới ", ">": "trên "}.get(target.operator, "")
    if direction == "approx":
        prefix = "khoảng "
    return prefix + format_number(target.value, at_most=2)


def actual_cell(figure: Figure) -> str:
    """The figure of the day; the words "Chờ rà soát" until the year's closing is recognised."""
    if figure.status is Status.AWAITING:
        return figure.status.label
    return measured_cell(figure.definition, figure.measured)


def measured_cell(definition: IndicatorDefinition, measured: Measured | None) -> str:
    """The figure, below it numerator/denominator and how many are unknown; blank when there is none."""
    if measured is None or measured.value is None:
        return ""
    lines = [format_number(measured.value, at_most=2)]
    if definition.kind == "rate" and measured.numerator is not None and measured.denominator is not None:
        lines.append(f"({_whole(measured.numerator)}/{_whole(measured.denominator)})")
    if unknown := unknown_text(measured):
        lines.append(unknown)
    return "\n".join(lines)


def leading_roles(plan: AnnualPlan, code: str) -> str:
    """Who leads a project or an indicator, by the names the text uses; blank when nobody does."""
    return "; ".join(role.called for role in plan.roles if code in role.leads)


def coordinating_roles(plan: AnnualPlan, code: str) -> str:
    return "; ".join(role.called for role in plan.roles if code in role.coordinates)


def note_cell(definition: IndicatorDefinition, mark: str) -> str:
    place = f"Điểm {definition.letter}" if definition.letter else ""
    return " ".join(part for part in (place, mark) if part)


def _readings(figure: Figure) -> str:
    """The possible meanings, each with its figure where it is counted in its own way."""
    parts = []
    for reading in figure.target.readings if figure.target else ():
        counted = figure.readings.get(reading.words)
        words = reading.words
        if counted is not None and counted.value is not None:
            share, ratio = format_percent(counted.value), ratio_text(figure.definition, counted)
            so_far = "tạm tính " if figure.status is Status.AWAITING else ""
            words += f" ({so_far}{share}, {ratio})" if ratio else f" ({so_far}{share})"
        parts.append(words)
    return "; ".join(parts)


def _unit(unit: str) -> str:
    """ "đồng/người/tháng" is wider than its column and has no space to break at."""
    return unit.replace("/", "/\n", 1) if len(unit) > 12 else unit


def _whole(value: float) -> str:
    return format_number(int(value)) if value == int(value) else format_number(value, at_most=2)
