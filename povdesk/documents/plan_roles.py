"""A4: who leads and who helps, for each project and each group of indicators."""

from povdesk.domain.plan import AnnualPlan
from povdesk.domain.plan_facts import PlanFacts

from .blocks import Align, Block, Column, GroupRow, HeaderCell, Row, Table
from .numbering import letter
from .plan_funding import project_title, projects_with_parts
from .plan_targets import coordinating_roles, leading_roles

_COLUMNS = (
    Column(12, Align.CENTRE),
    Column(92),
    Column(50),
    Column(50),
    Column(22, Align.CENTRE),
    Column(26),
)


def role_assignment(plan: AnnualPlan, facts: PlanFacts) -> tuple[Block, ...]:
    """Projects first, then indicators by field; a blank leader is a gap the plan's checks name."""
    when = f"Năm {plan.year}"
    rows: list[Row] = []
    if facts.projects:
        rows.append(GroupRow(("I", "Các dự án, tiểu dự án của Chương trình", "", "", "", "")))
        rows += _projects(plan, facts, when)
    if facts.figures:
        rows.append(GroupRow(("II" if facts.projects else "I", "Các chỉ tiêu", "", "", "", "")))
        rows += [(str(place), *cells, when, "") for place, cells in enumerate(_fields(plan, facts), start=1)]
    header = ("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm")
    head = (tuple(HeaderCell(words) for words in header),)
    return (Table(_COLUMNS, head, tuple(rows), font_size=11),)


def _projects(plan: AnnualPlan, facts: PlanFacts, when: str) -> list[Row]:
    """A project with parts is a group row; its leader leads the parts that name nobody."""
    rows: list[Row] = []
    for place, (project, parts) in enumerate(projects_with_parts(facts), start=1):
        leads, helps = leading_roles(plan, project.code), coordinating_roles(plan, project.code)
        title = project_title(project.short_name, project.name)
        if not parts:
            rows.append((str(place), title, leads, helps, when, ""))
            continue
        rows.append(GroupRow((str(place), title, "", "", "", "")))
        for number, part in enumerate(parts, start=1):
            rows.append(
                (
                    letter(number),
                    project_title(part.short_name, part.name),
                    leading_roles(plan, part.code) or leads,
                    coordinating_roles(plan, part.code) or helps,
                    when,
                    "",
                )
            )
    return rows


def _fields(plan: AnnualPlan, facts: PlanFacts) -> list[tuple[str, str, str]]:
    """Indicators of one field with the same leaders and helpers share a row."""
    rows: dict[tuple[str, str, str], list[int]] = {}
    for place, figure in enumerate(facts.figures, start=1):
        leads, helps = leading_roles(plan, figure.code), coordinating_roles(plan, figure.code)
        rows.setdefault((figure.definition.group, leads, helps), []).append(place)
    return [
        (f"{group} (chỉ tiêu số {_numbers(places)})", leads, helps)
        for (group, leads, helps), places in rows.items()
    ]


def _numbers(places: list[int]) -> str:
    """[1, 2, 3, 6] -> "1 đến 3, 6"."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    words = [", ".join(map(str, run)) if len(run) < 3 else f"{run[0]} đến {run[-1]}" for run in runs]
    return ", ".join(words)
