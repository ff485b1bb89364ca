"""D22: report on monitoring the programme; part I as known of Mẫu 01, the rest our own layout."""

from povdesk.domain.inspection import FindingState
from povdesk.domain.office_records import Monitoring
from povdesk.domain.programme import Sums
from povdesk.domain.vietnamese import format_count, format_millions, format_number, short_date

from . import office_paper as office
from .blocks import Addressees, Align, Block, Document, Heading, ListItem, Paragraph, Section, Style, Title

SYMBOL = "BC-UBND"
_INSPECTIONS: office.Columns = (
    ("TT", 10, Align.CENTRE),
    ("Ngày", 23, Align.CENTRE),
    ("Địa bàn", 28, Align.LEFT),
    ("Nội dung", 58, Align.LEFT),
    ("Kiến nghị", 22, Align.RIGHT),
    ("Đã xử lý", 24, Align.RIGHT),
)
_MONEY: office.Columns = (
    ("TT", 10, Align.CENTRE),
    ("Dự án, tiểu dự án", 75, Align.LEFT),
    ("Kế hoạch", 21, Align.RIGHT),
    ("Đã giao", 21, Align.RIGHT),
    ("Giải ngân", 21, Align.RIGHT),
    ("Tỷ lệ (%)", 17, Align.RIGHT),
)


def build(facts: Monitoring) -> Document:
    """Number and date stay blank until it is signed."""
    shared = facts.shared
    words = shared.wording
    blocks: list[Block] = [
        office.head(shared, SYMBOL),
        Title("BÁO CÁO", words["subject"][0]),
        Addressees(facts.addressees or (office.BLANK,)),
        Heading(1, "THÔNG TIN CHUNG"),
        Paragraph(f"Đoàn giám sát: {_team(facts)}."),
        *(Paragraph(f"Đối tượng giám sát: {line}.") for line in words["subjects"]),
        Paragraph(f"Thời gian giám sát: {_time(facts)}."),
        Paragraph(f"Địa bàn giám sát: {', '.join(facts.hamlets) or shared.identity.full_name}."),
        *(Paragraph(f"Nội dung giám sát: {line[:1].lower()}{line[1:]}") for line in words["content"]),
        Heading(1, "KẾT QUẢ GIÁM SÁT"),
        Heading(2, "Các cuộc kiểm tra, giám sát"),
        *_inspections(facts),
        Heading(2, "Kinh phí và giải ngân"),
        *_money(facts),
        Heading(1, "ĐÁNH GIÁ"),
        Heading(2, "Ưu điểm"),
        *(Paragraph(line) for line in words["strengths"]),
        Heading(2, "Hạn chế, nguyên nhân"),
        *(Paragraph(line) for line in words["limits"]),
        Heading(1, "KIẾN NGHỊ"),
        *(Paragraph(line) for line in words["proposals"]),
        *(Paragraph(line, Style.NOTE) for line in words["layout"]),
        office.committee_signature(shared, words["recipients"]),
    ]
    return office.numbered(f"Báo cáo giám sát Chương trình năm {shared.year}", shared, Section(tuple(blocks)))


def _team(facts: Monitoring) -> str:
    people = dict.fromkeys(
        part for one in facts.inspections for part in (one.chair, *one.members.splitlines()) if part.strip()
    )
    return "; ".join(people) or office.BLANK


def _time(facts: Monitoring) -> str:
    days = [one.held_on for one in facts.inspections]
    if not days:
        return office.BLANK
    return f"từ ngày {short_date(min(days))} đến ngày {short_date(max(days))}"


def _inspections(facts: Monitoring) -> list[Block]:
    if not facts.inspections:
        return [Paragraph(office.NOTHING)]
    rows = []
    for place, one in enumerate(facts.inspections, start=1):
        settled = sum(found.state(facts.shared.day) is FindingState.SETTLED for found in one.findings)
        where = office.capital(one.hamlet) or "Toàn xã"
        content = one.content.replace("\n", "; ")
        counts = (format_number(len(one.findings)), format_number(settled))
        rows.append((str(place), short_date(one.held_on), where, content, *counts))
    blocks: list[Block] = [office.table(_INSPECTIONS, rows)]
    waiting = [
        found
        for one in facts.inspections
        for found in one.findings
        if found.state(facts.shared.day) is not FindingState.SETTLED
    ]
    if waiting:
        blocks.append(Paragraph(f"Còn {format_count(len(waiting))} kiến nghị chưa xử lý xong:"))
        blocks += [ListItem(1, found.finding) for found in waiting]
    return blocks


def _money(facts: Monitoring) -> list[Block]:
    if not facts.projects:
        return [Paragraph(office.NOTHING)]
    rows = [(str(place), name, *_amounts(sums)) for place, (name, sums) in enumerate(facts.projects, start=1)]
    totals = (("", "Tổng cộng", *_amounts(facts.total)),)
    return [office.table(_MONEY, rows, totals=totals, unit_line="Đơn vị tính: triệu đồng")]


def _amounts(sums: Sums) -> tuple[str, str, str, str]:
    share = sums.share_paid
    rate = "" if share is None else format_number(share, at_most=1)
    return _millions(sums.planned), _millions(sums.allocated), _millions(sums.disbursed), rate


def _millions(amount: int) -> str:
    return format_millions(amount).removesuffix(" triệu đồng")
