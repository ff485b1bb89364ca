"""T2 and T3 of the progress report: indicators against the plan, money planned, allocated and disbursed."""

from collections.abc import Sequence
from decimal import Decimal

from povdesk.domain.dashboard import DashboardRow
from povdesk.domain.indicator import Figure, Status
from povdesk.domain.period import PeriodContent, PeriodKind
from povdesk.domain.programme import BudgetLine, Capital, Project, Source, summed
from povdesk.domain.vietnamese import format_number, short_date

from .blocks import Align, Block, Column, GroupRow, HeaderCell, Paragraph, Row, Style, Table
from .numbering import letter, roman
from .plan_funding import project_title
from .plan_targets import actual_cell, measured_cell, target_cell

_WHOLE_WIDTH = 252.0
_STATE = (Source.CENTRAL, Source.PROVINCE, Source.DISTRICT, Source.COMMUNE)
_ALIGNS = {"TT": Align.CENTRE, "Đơn vị tính": Align.CENTRE}
_MORE_IS_BETTER = ("at_least", "achieve_all", "approx", "decrease_by_at_least", "decrease_by_more_than")


def indicators(content: PeriodContent, kind: PeriodKind) -> tuple[Block, ...]:
    """T2: the year before, the plan, what was reached and its share of the plan."""
    shown = content.dashboard
    estimates = kind in (PeriodKind.HALF, PeriodKind.NINE_MONTHS)
    widths = [11.0, 74.0, 22.0, 23.0, 22.0, 27.0, 17.0, *([20.0] if estimates else []), 23.0, 33.0]
    heads = [
        "TT",
        "Chỉ tiêu",
        "Đơn vị tính",
        f"Thực hiện năm {shown.year - 1}",
        f"Kế hoạch năm {shown.year}",
        f"Thực hiện đến {short_date(shown.day)}",
        "% so KH",
        *(["Ước cả năm"] if estimates else []),
        "Tình trạng",
        "Cơ quan chủ trì",
    ]
    right = {3, 4, 5, 6, *([7] if estimates else [])}
    scale = _WHOLE_WIDTH / sum(widths)
    rows: list[Row] = []
    groups: list[str] = []
    for place, row in enumerate(shown.rows, start=1):
        group = row.definition.group
        if group not in groups:
            groups.append(group)
            rows.append(GroupRow((roman(len(groups)), group, *[""] * (len(heads) - 2))))
        rows.append(_row(place, row, content, estimates=estimates))
    table = Table(
        columns=tuple(
            Column(width * scale, Align.RIGHT if place in right else _ALIGNS.get(head, Align.LEFT))
            for place, (head, width) in enumerate(zip(heads, widths, strict=True))
        ),
        header=(tuple(HeaderCell(head) for head in heads),),
        rows=tuple(rows),
        font_size=10.5,
    )
    return table, Paragraph(
        "Ghi chú: trong ngoặc là số đạt/tổng số; % so KH chỉ tính cho chỉ tiêu càng cao càng tốt có số kế "
        "hoạch; ô trống là chưa có số liệu.",
        Style.NOTE,
    )


def share_of_plan(figure: Figure) -> float | None:
    """Percent of the target, where more is better and the target is a number."""
    target, value = figure.target, figure.measured.value
    if target is None or not target.value or value is None or figure.status is Status.AWAITING:
        return None
    if figure.definition.direction not in _MORE_IS_BETTER or target.operator in ("<", "<="):
        return None
    return 100 * value / target.value


def money(content: PeriodContent) -> tuple[Block, ...]:
    """T3: planned by capital and source, then allocated, disbursed and the share disbursed."""
    sources = [one for one in _STATE if one is not Source.DISTRICT or content.identity.district]
    places = [(capital, one) for capital in (Capital.INVESTMENT, Capital.RECURRENT) for one in sources]
    per_source = 104.0 / len(places)
    table = Table(
        columns=(
            Column(9, Align.CENTRE),
            Column(58),
            Column(17, Align.RIGHT),
            *(Column(per_source, Align.RIGHT) for _ in places),
            Column(14, Align.RIGHT),
            Column(17, Align.RIGHT),
            Column(18, Align.RIGHT),
            Column(15, Align.RIGHT),
        ),
        header=(
            (
                HeaderCell("TT", rows=2),
                HeaderCell("Dự án, tiểu dự án, nội dung", rows=2),
                HeaderCell("Tổng kế hoạch", rows=2),
                HeaderCell("Vốn đầu tư", columns=len(sources)),
                HeaderCell("Vốn sự nghiệp", columns=len(sources)),
                HeaderCell("Vốn khác", rows=2),
                HeaderCell("Đã phân bổ", rows=2),
                HeaderCell("Đã giải ngân", rows=2),
                HeaderCell("Tỷ lệ (%)", rows=2),
            ),
            tuple(HeaderCell(one.short_label) for _ in range(2) for one in sources),
        ),
        rows=tuple(_money_rows(content, places)),
        totals=(_money_cells("", "Tổng cộng", content.budget, places),),
        unit_line="Đơn vị tính: triệu đồng",
        font_size=10,
    )
    meanings = "; ".join(f"{one.short_label}: {one.label.lower()}" for one in sources)
    return table, Paragraph(
        f"Ghi chú: {meanings}; tỷ lệ là đã giải ngân so với tổng kế hoạch; ô trống là chưa có số liệu.",
        Style.NOTE,
    )


def hamlets(content: PeriodContent) -> tuple[Block, ...]:
    """The hamlets side by side as they stood."""
    from povdesk.domain.dashboard import HAMLET_COLUMNS

    shown = content.dashboard
    lines = [(line.name, *(cell.full for cell in line.cells)) for line in (*shown.hamlets, shown.total)]
    width = 192.0 / len(HAMLET_COLUMNS)
    table = Table(
        columns=(Column(12, Align.CENTRE), Column(48), *(Column(width, Align.RIGHT) for _ in HAMLET_COLUMNS)),
        header=(
            (HeaderCell("TT"), HeaderCell("Thôn"), *(HeaderCell(column.title) for column in HAMLET_COLUMNS)),
        ),
        rows=tuple((str(place), *cells) for place, cells in enumerate(lines[:-1], start=1)),
        totals=(("", *lines[-1]),),
        font_size=10.5,
    )
    return table, Paragraph(
        "Ghi chú: BHYT: bảo hiểm y tế; HVS: hợp vệ sinh; trong ngoặc là số đạt/tổng số hộ nghèo, cận nghèo.",
        Style.NOTE,
    )


def projects_with_parts(projects: Sequence[Project]) -> list[tuple[Project, list[Project]]]:
    """The projects in order, each with its sub-projects."""
    known = {one.code for one in projects}
    return [
        (one, [part for part in projects if part.parent == one.code])
        for one in projects
        if one.parent not in known
    ]


def millions(amount: int | None) -> str:
    """An amount in millions of đồng for a cell; blank when unknown."""
    return "" if amount is None else format_number(Decimal(amount).scaleb(-6))


def _row(place: int, row: DashboardRow, content: PeriodContent, *, estimates: bool) -> Row:
    figure, definition = row.figure, row.definition
    share = share_of_plan(figure)
    unit = definition.unit.replace("/", "/\n", 1) if len(definition.unit) > 12 else definition.unit
    return (
        str(place),
        definition.name,
        unit,
        measured_cell(definition, figure.previous),
        target_cell(figure),
        actual_cell(figure),
        "" if share is None else format_number(round(share, 1), at_most=1),
        *([""] if estimates else []),
        figure.status.label,
        content.leads.get(figure.code, ""),
    )


def _money_rows(content: PeriodContent, places: Sequence[tuple[Capital, Source]]) -> list[Row]:
    rows: list[Row] = []
    known = {one.code for one in content.projects}
    found = projects_with_parts(content.projects)
    for place, (project, parts) in enumerate(found, start=1):
        codes = {project.code, *(part.code for part in parts)}
        everything = [line for line in content.budget if line.project in codes]
        cells = _money_cells(str(place), project_title(project.short_name, project.name), everything, places)
        rows.append(GroupRow(cells) if parts else cells)
        for number, part in enumerate(parts, start=1):
            own = [line for line in content.budget if line.project == part.code]
            rows.append(_money_cells(letter(number), project_title(part.short_name, part.name), own, places))
    rest = [line for line in content.budget if line.project not in known]
    if rest:
        rows.append(_money_cells(str(len(found) + 1), "Chưa phân theo dự án", rest, places))
    return rows


def _money_cells(
    place: str, name: str, lines: Sequence[BudgetLine], places: Sequence[tuple[Capital, Source]]
) -> tuple[str, ...]:
    if not lines:
        return (place, name, *[""] * (len(places) + 5))
    sums = summed(lines)
    cells = [_planned([one for one in lines if (one.capital, one.source) == wanted]) for wanted in places]
    other = _planned([one for one in lines if one.capital is Capital.OTHER])
    allocated = [one.allocated for one in lines if one.allocated is not None]
    share = sums.share_paid
    return (
        place,
        name,
        _planned(list(lines)),
        *cells,
        other,
        millions(sum(allocated)) if allocated else "",
        millions(sums.disbursed),
        "" if share is None else format_number(round(share, 1), at_most=1),
    )


def _planned(lines: Sequence[BudgetLine]) -> str:
    known = [one.planned for one in lines if one.planned is not None]
    return millions(sum(known)) if known else ""
