"""A3: planned money by project, kind of capital and source; empty cells stay blank, never 0."""

from decimal import Decimal

from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_facts import BudgetAmount, PlanFacts, PlanProject
from povdesk.domain.vietnamese import format_number

from .blocks import Align, Block, Column, GroupRow, HeaderCell, Paragraph, Row, Style, Table
from .numbering import letter

_STATE = (("central", "NSTW"), ("province", "NST"), ("district", "NSH"), ("commune", "NSX"))
_OTHER = (("credit", "Tín dụng"), ("business", "Doanh nghiệp"), ("people", "Dân góp"), ("fund", "Quỹ VNN"))
_MEANINGS = {
    "NSTW": "ngân sách trung ương",
    "NST": "ngân sách tỉnh",
    "NSH": "ngân sách huyện",
    "NSX": "ngân sách xã",
}
_TT, _NAME, _TOTAL, _NOTE, _WIDTH = 10.0, 44.0, 16.0, 16.0, 252.0


def funding(plan: AnnualPlan, facts: PlanFacts) -> tuple[Block, ...]:
    """Rows are the programme's projects; the total sums the lines, or is the text's when none is split."""
    # The district column exists until 30/6/2025, when the commune still had a district.
    state = [entry for entry in _STATE if entry[0] != "district" or facts.identity.district]
    places = [("investment", source) for source, _ in state]
    places += [("recurrent", source) for source, _ in state]
    places += [("other", source) for source, _ in _OTHER]
    whole = _cells("", "Tổng cộng", list(facts.budget), places)
    if not facts.budget and plan.budget_total is not None:
        whole = (*whole[:2], _millions(plan.budget_total), *whole[3:])
    money = (_WIDTH - _TT - _NAME - _TOTAL - _NOTE) / len(places)
    table = Table(
        columns=(
            Column(_TT, Align.CENTRE),
            Column(_NAME),
            Column(_TOTAL, Align.RIGHT),
            *(Column(money, Align.RIGHT) for _ in places),
            Column(_NOTE),
        ),
        header=(
            (
                HeaderCell("TT", rows=2),
                HeaderCell("Dự án, tiểu dự án, nội dung", rows=2),
                HeaderCell("Tổng", rows=2),
                HeaderCell("Vốn đầu tư", columns=len(state)),
                HeaderCell("Vốn sự nghiệp", columns=len(state)),
                HeaderCell("Vốn khác", columns=len(_OTHER)),
                HeaderCell("Ghi chú", rows=2),
            ),
            tuple(HeaderCell(words) for _, words in (*state, *state, *_OTHER)),
        ),
        rows=tuple(_rows(facts, places)),
        totals=(whole,),
        unit_line="Đơn vị tính: triệu đồng",
        font_size=10,
    )
    meanings = "; ".join(f"{short}: {_MEANINGS[short]}" for _, short in state)
    note = f"Ghi chú: {meanings}; Quỹ VNN: Quỹ “Vì người nghèo”; ô trống là chưa có số liệu."
    return table, Paragraph(note, Style.NOTE)


def projects_with_parts(facts: PlanFacts) -> list[tuple[PlanProject, list[PlanProject]]]:
    """The projects in order, each with its sub-projects."""
    known = {project.code for project in facts.projects}
    return [
        (project, [part for part in facts.projects if part.parent == project.code])
        for project in facts.projects
        if project.parent not in known
    ]


def _rows(facts: PlanFacts, places: list[tuple[str, str]]) -> list[Row]:
    rows: list[Row] = []
    lines = {project.code: _lines(facts, project.code) for project in facts.projects}
    projects = projects_with_parts(facts)
    for place, (project, parts) in enumerate(projects, start=1):
        everything = lines[project.code] + [line for part in parts for line in lines[part.code]]
        name = project_title(project.short_name, project.name)
        cells = _cells(str(place), name, everything, places)
        rows.append(GroupRow(cells) if parts else cells)
        for number, part in enumerate(parts, start=1):
            title = project_title(part.short_name, part.name)
            rows.append(_cells(letter(number), title, lines[part.code], places))
    unplaced = [line for line in facts.budget if line.project not in lines]
    if not projects and not unplaced:
        # The programme's projects of this period are not known yet: a place to write, nothing invented.
        rows.append(("…", "…", *("" for _ in range(len(places) + 2))))
    if unplaced:
        rows.append(_cells(str(len(projects) + 1), "Chưa phân theo dự án", unplaced, places))
    return rows


def _lines(facts: PlanFacts, code: str) -> list[BudgetAmount]:
    return [line for line in facts.budget if line.project == code]


def project_title(short_name: str, name: str) -> str:
    """ "Tiểu dự án 1 - Dự án 3: Hỗ trợ phát triển sản xuất ..."."""
    return f"{short_name}: {name}" if short_name and name and short_name != name else name or short_name


def _cells(
    place: str, name: str, lines: list[BudgetAmount], places: list[tuple[str, str]]
) -> tuple[str, ...]:
    money = [_sum([line for line in lines if (line.capital, line.source) == wanted]) for wanted in places]
    return (place, name, _sum(lines), *money, "")


def _sum(lines: list[BudgetAmount]) -> str:
    return _millions(sum(line.planned for line in lines)) if lines else ""


def _millions(dong: int) -> str:
    return format_number(Decimal(dong).scaleb(-6))
