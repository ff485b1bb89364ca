"""D07: the families that registered to leave poverty in the year, an annex of the year's plan."""

from povdesk.domain.assignment import ExitFamily
from povdesk.domain.assignment_papers import ExitFacts

from . import administrative, numbering
from .assignment_plan import plan_letterhead
from .blocks import (
    Align,
    AppendixTitle,
    Block,
    Column,
    Document,
    HeaderCell,
    Orientation,
    Paragraph,
    Section,
    Table,
)

_COLUMNS = (
    ("TT", 9, Align.CENTRE),
    ("Thôn", 20, Align.LEFT),
    ("Chủ hộ", 30, Align.LEFT),
    ("Năm sinh", 13, Align.CENTRE),
    ("Dân tộc", 17, Align.LEFT),
    ("Số khẩu", 12, Align.RIGHT),
    ("Thiếu hụt", 36, Align.LEFT),
    ("Nguyên nhân", 32, Align.LEFT),
    ("Nhu cầu", 30, Align.LEFT),
    ("Giải pháp", 28, Align.LEFT),
    ("Người giúp", 25, Align.LEFT),
)
_SIGNING = ("Ký xác nhận của hộ", 26, Align.LEFT)


def build(facts: ExitFacts, *, signing: bool = False) -> Document:
    """signing: a column in which each household signs."""
    office = facts.office
    committee = office.identity.committee
    reference = administrative.appendix_reference("Kế hoạch", committee, plan_letterhead(office))
    body: Block = _table(facts, signing) if facts.families else Paragraph("Không có hộ nào.")
    section = Section((AppendixTitle(facts.title, reference), body), Orientation.LANDSCAPE, is_appendix=True)
    title = f"Danh sách hộ đăng ký thoát nghèo năm {office.year}"
    return numbering.number(Document(title, (section,), office.is_sample, author=committee))


def _table(facts: ExitFacts, signing: bool) -> Table:
    columns = (*_COLUMNS, _SIGNING) if signing else _COLUMNS
    scale = sum(width for _t, width, _a in _COLUMNS) / sum(width for _t, width, _a in columns)
    rows = []
    for place, one in enumerate(facts.families, start=1):
        line = _line(place, one, facts)
        rows.append((*line, "") if signing else line)
    people = str(sum(one.family.size for one in facts.families))
    total = ("", "", f"Cộng: {len(facts.families)} hộ", "", "", people, *("" for _ in columns[6:]))
    return Table(
        columns=tuple(Column(width * scale, align) for _title, width, align in columns),
        header=(tuple(HeaderCell(title) for title, _width, _align in columns),),
        rows=tuple(rows),
        totals=(total,),
        font_size=10,
        row_height=12 if signing else None,
    )


def _line(place: int, one: ExitFamily, facts: ExitFacts) -> tuple[str, ...]:
    family = one.family
    return (
        str(place),
        family.hamlet,
        family.head_name,
        str(family.birth_year or ""),
        family.ethnic_group,
        str(family.size),
        "; ".join(family.lacks),
        "; ".join(family.reasons),
        "; ".join(family.needs),
        one.solution,
        family.helper_names(facts.office.day),
    )
