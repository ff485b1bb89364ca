"""D06: the committee's plan that gives families to cadres, with the list of who helps whom."""

from povdesk.domain.assignment import Family, Help
from povdesk.domain.assignment_papers import AssignmentFacts, Office, WordingPart
from povdesk.domain.household import Category
from povdesk.domain.vietnamese import format_count, short_date

from . import administrative, numbering
from .blocks import (
    Align,
    AppendixTitle,
    Block,
    Column,
    Document,
    GroupRow,
    HeaderCell,
    Heading,
    Letterhead,
    ListItem,
    Orientation,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
)

SYMBOL = "KH-UBND"
_COLUMNS = (
    ("TT", 9, Align.CENTRE),
    ("Họ tên cán bộ, đảng viên", 29, Align.LEFT),
    ("Chức vụ, đơn vị", 28, Align.LEFT),
    ("Họ tên chủ hộ được giúp", 28, Align.LEFT),
    ("Thôn", 19, Align.LEFT),
    ("Số khẩu", 12, Align.RIGHT),
    ("Loại hộ", 17, Align.LEFT),
    ("Nguyên nhân nghèo", 32, Align.LEFT),
    ("Nội dung giúp đỡ", 33, Align.LEFT),
    ("Thời gian", 20, Align.LEFT),
    ("Thời hạn phấn đấu thoát", 16, Align.LEFT),
    ("Kết quả", 19, Align.LEFT),
)


def build(facts: AssignmentFacts) -> Document:
    """Number and date stay blank until it is signed; the committee decides, so TM."""
    office, wording = facts.office, facts.wording
    head = Letterhead(office.identity.agency_lines, SYMBOL, office.identity.place, office.year)
    committee = office.identity.committee
    blocks: list[Block] = [head, Title("KẾ HOẠCH", wording.subject)]
    blocks += [Paragraph(line) for line in wording.opening]
    for part in wording.sections:
        blocks += _part(part, 1, facts)
    signer = office.signer
    blocks += [
        *(Paragraph(line) for line in wording.closing),
        administrative.committee_signature(
            signer.full_name if signer else "",
            recipients=wording.recipients,
            drafting_unit=office.identity.drafting_unit,
            deputy=bool(signer and signer.is_deputy),
        ),
    ]
    annex = Section(
        (
            AppendixTitle(
                f"DANH SÁCH PHÂN CÔNG GIÚP ĐỠ HỘ NGHÈO, HỘ CẬN NGHÈO NĂM {office.year}",
                administrative.appendix_reference("Kế hoạch", committee, head),
            ),
            _table(facts) if facts.assigned else Paragraph("Không có hộ nào."),
        ),
        Orientation.LANDSCAPE,
        is_appendix=True,
    )
    title = f"Kế hoạch phân công giúp đỡ hộ nghèo, hộ cận nghèo năm {office.year}"
    return numbering.number(
        Document(title, (Section(tuple(blocks)), annex), office.is_sample, author=committee)
    )


def plan_letterhead(office: Office) -> Letterhead:
    """The head of the year's plan, for annexes that go with it."""
    return Letterhead(
        office.identity.agency_lines,
        office.plan_symbol,
        office.identity.place,
        office.plan_signed_on.year if office.plan_signed_on else office.year,
        number=office.plan_number or None,
        signed_on=office.plan_signed_on,
    )


def _part(part: WordingPart, level: int, facts: AssignmentFacts) -> list[Block]:
    blocks: list[Block] = [Heading(level, part.heading)]
    if part.with_facts:
        blocks += _numbers(facts)
    for line in part.body:
        blocks.append(ListItem(1, line[2:]) if line.startswith("- ") else Paragraph(line))
    for below in part.parts:
        blocks += _part(below, level + 1, facts)
    return blocks


def _numbers(facts: AssignmentFacts) -> list[Block]:
    """How many help how many, by class and by hamlet; as the annex counts them."""
    assigned = facts.assigned
    poor = sum(one.category is Category.POOR for one in assigned)
    near = sum(one.category is Category.NEAR_POOR for one in assigned)
    others = len(assigned) - poor - near
    more = f" và {format_count(others)} hộ đã ra khỏi diện nghèo, cận nghèo" if others else ""
    blocks: list[Block] = [
        Paragraph(
            f"Phân công {format_count(facts.cadres)} cán bộ, công chức giúp đỡ {format_count(len(assigned))}"
            f" hộ, gồm {format_count(poor)} hộ nghèo, {format_count(near)} hộ cận nghèo{more}"
            " (danh sách tại Phụ lục), cụ thể theo thôn:"
        )
    ]
    for hamlet, rows in _by_hamlet(assigned).items():
        blocks.append(ListItem(1, f"{hamlet}: {format_count(len(rows))} hộ"))
    if facts.left_over:
        blocks.append(
            Paragraph(
                f"Còn {format_count(facts.left_over)} hộ nghèo, hộ cận nghèo chưa có người giúp đỡ sẽ được"
                " phân công bổ sung."
            )
        )
    return blocks


def _table(facts: AssignmentFacts) -> Table:
    rows: list[Row] = []
    place = 0
    for hamlet, families in _by_hamlet(facts.assigned).items():
        rows.append(GroupRow((f"{hamlet}: {format_count(len(families))} hộ",)))
        for one in families:
            for help_ in one.helpers_on(facts.office.day):
                place += 1
                rows.append(_line(place, one, help_, facts))
    return Table(
        columns=tuple(Column(width, align) for _title, width, align in _COLUMNS),
        header=(tuple(HeaderCell(title) for title, _width, _align in _COLUMNS),),
        rows=tuple(rows),
        font_size=10,
    )


def _line(place: int, one: Family, help_: Help, facts: AssignmentFacts) -> tuple[str, ...]:
    since = f"Từ {short_date(help_.since)}" if help_.since else ""
    until = f"đến {short_date(help_.until)}" if help_.until else ""
    words = [part for part in (help_.goal, help_.content) if part]
    return (
        str(place),
        help_.cadre,
        help_.unit,
        one.head_name,
        one.hamlet,
        str(one.size),
        one.class_words,
        "; ".join(one.reasons),
        ": ".join(words),
        " ".join(part for part in (since, until) if part),
        f"Năm {facts.office.year}" if one.id in facts.exits else "",
        help_.result,
    )


def _by_hamlet(families: tuple[Family, ...]) -> dict[str, list[Family]]:
    found: dict[str, list[Family]] = {}
    for one in families:
        found.setdefault(one.hamlet_words, []).append(one)
    return found
