"""D08: the commune's plan of a review round, with the calendar of each hamlet."""

from povdesk.domain.hamlet_names import own_name
from povdesk.domain.round_office import HamletCalendar, RoundPlan
from povdesk.domain.vietnamese import format_count, format_number, full_date, short_date

from . import office_paper as office
from .blocks import Align, Block, Document, Heading, ListItem, Paragraph, Section, Title

SYMBOL = "KH-UBND"
_STEPS: office.Columns = (
    ("TT", 10, Align.CENTRE),
    ("Bước", 52, Align.LEFT),
    ("Người thực hiện", 45, Align.LEFT),
    ("Kết quả", 36, Align.LEFT),
    ("Xong trước ngày", 22, Align.CENTRE),
)
_CALENDAR: office.Columns = (
    ("TT", 10, Align.CENTRE),
    ("Thôn", 26, Align.LEFT),
    ("Số hộ rà soát", 16, Align.RIGHT),
    ("Người phụ trách", 39, Align.LEFT),
    ("Rà soát, nhập phiếu đến", 25, Align.CENTRE),
    ("Họp dân", 25, Align.CENTRE),
    ("Niêm yết", 24, Align.CENTRE),
)


def build(facts: RoundPlan) -> Document:
    """TM.: the committee plans. Number and date stay blank until it is signed."""
    shared = facts.shared
    words = shared.wording
    blocks: list[Block] = [
        office.head(shared, SYMBOL),
        Title("KẾ HOẠCH", words["subject"][0]),
        *office.legal_basis(shared.bases),
        *(Paragraph(line) for line in words["opening"]),
        Heading(1, "MỤC ĐÍCH, YÊU CẦU"),
        Heading(2, "Mục đích"),
        *(ListItem(1, line) for line in words["purpose"]),
        Heading(2, "Yêu cầu"),
        *(ListItem(1, line) for line in words["requirements"]),
        Heading(1, "PHẠM VI, ĐỐI TƯỢNG, THỜI GIAN"),
        Heading(2, "Phạm vi"),
        *(Paragraph(line) for line in words["scope"]),
        Heading(2, "Đối tượng"),
        *(ListItem(1, line) for line in words["subjects"]),
        Paragraph(_count(facts)),
        Heading(2, "Thời gian"),
        Paragraph(_time(facts)),
        Heading(1, "PHƯƠNG PHÁP, QUY TRÌNH"),
        *(ListItem(1, line) for line in words["method"]),
        *_steps(facts),
        Heading(1, "LỊCH THỰC HIỆN TẠI CÁC THÔN"),
        *_calendar(facts),
        Heading(1, "KINH PHÍ"),
        *(Paragraph(line) for line in words["funding"]),
        Heading(1, "TỔ CHỨC THỰC HIỆN"),
        *(ListItem(1, line) for line in words["roles"]),
        Heading(1, "CHẾ ĐỘ BÁO CÁO"),
        *(ListItem(1, line) for line in words["reports"]),
        *(Paragraph(line) for line in words["closing"]),
        office.committee_signature(shared, words["recipients"]),
    ]
    title = f"Kế hoạch rà soát hộ nghèo, hộ cận nghèo năm {shared.year}"
    return office.numbered(title, shared, Section(tuple(blocks)))


def _count(facts: RoundPlan) -> str:
    households = sum(one.households for one in facts.hamlets)
    asked = sum(one.asked for one in facts.hamlets)
    words = f"Số hộ cần rà soát theo sổ theo dõi: {format_count(households)} hộ"
    return f"{words}, trong đó {format_count(asked)} hộ có giấy đề nghị." if asked else f"{words}."


def _time(facts: RoundPlan) -> str:
    end = f" đến hết {full_date(facts.ends)}" if facts.ends else ""
    return f"Từ {full_date(facts.starts)}{end}."


def _steps(facts: RoundPlan) -> list[Block]:
    if not facts.steps:
        return [Paragraph("Quy trình áp dụng cho kỳ này chưa có các bước trong phần mềm.")]
    rows = (
        (str(place), one.name, one.actor, one.output, office.day_or_dots(one.due_on))
        for place, one in enumerate(facts.steps, start=1)
    )
    return [Paragraph("Các bước thực hiện:"), office.table(_STEPS, rows)]


def _calendar(facts: RoundPlan) -> list[Block]:
    if not facts.hamlets:
        return [Paragraph(office.NOTHING)]
    rows = [
        (
            str(place),
            own_name(one.hamlet),
            format_number(one.households),
            "; ".join(one.in_charge),
            office.day_or_dots(one.survey_until),
            _meeting(one),
            _posting(one),
        )
        for place, one in enumerate(facts.hamlets, start=1)
    ]
    total = format_number(sum(one.households for one in facts.hamlets))
    return [office.table(_CALENDAR, rows, totals=(("", "Toàn xã", total, "", "", "", ""),))]


def _meeting(one: HamletCalendar) -> str:
    if one.meeting_on:
        return short_date(one.meeting_on)
    return f"trước {short_date(one.meeting_until)}" if one.meeting_until else "…/…/……"


def _posting(one: HamletCalendar) -> str:
    if one.posted_from and one.posted_to:
        return f"{short_date(one.posted_from)} đến {short_date(one.posted_to)}"
    return f"trước {short_date(one.posted_to)}" if one.posted_to else "…/…/……"
