"""D29: the year's plan of inspections, and the minutes of one (Mẫu 1.9)."""

from collections.abc import Sequence

from povdesk.domain.activity_papers import Office
from povdesk.domain.inspection import Inspection
from povdesk.domain.vietnamese import full_date, short_date

from . import administrative, numbering
from .blocks import (
    Align,
    Block,
    Column,
    Document,
    HeaderCell,
    Heading,
    Letterhead,
    ListItem,
    Paragraph,
    PlainSignatures,
    Section,
    Signatory,
    Table,
    Title,
)

_BLANK = "…………………"
_CALENDAR = (
    ("TT", 11, Align.CENTRE),
    ("Ngày", 24, Align.CENTRE),
    ("Địa bàn", 32, Align.LEFT),
    ("Nội dung kiểm tra", 56, Align.LEFT),
    ("Thành phần", 42, Align.LEFT),
)
_FINDINGS = (
    ("TT", 11, Align.CENTRE),
    ("Kiến nghị", 58, Align.LEFT),
    ("Người chịu trách nhiệm", 38, Align.LEFT),
    ("Thời hạn", 24, Align.CENTRE),
    ("Kết quả xử lý", 34, Align.LEFT),
)


def plan(office: Office, inspections: Sequence[Inspection]) -> Document:
    """Number and date stay blank until it is signed."""
    words = office.wording
    signer = office.signer
    blocks: list[Block] = [
        Letterhead(office.identity.agency_lines, "KH-UBND", office.identity.place, office.year),
        Title("KẾ HOẠCH", words["D29.subject"][0]),
        *(Paragraph(line) for line in words["D29.opening"]),
        Heading(1, "MỤC ĐÍCH, YÊU CẦU"),
        Heading(2, "Mục đích"),
        *(ListItem(1, line) for line in words["D29.purpose"]),
        Heading(2, "Yêu cầu"),
        *(ListItem(1, line) for line in words["D29.requirements"]),
        Heading(1, "NỘI DUNG, THÀNH PHẦN, THỜI GIAN"),
        *_calendar(office.year, inspections),
        Heading(1, "TỔ CHỨC THỰC HIỆN"),
        *(ListItem(1, line) for line in words["D29.roles"]),
        Paragraph(
            f"Trên đây là Kế hoạch kiểm tra, giám sát thực hiện công tác giảm nghèo năm {office.year} của "
            f"{office.identity.committee}."
        ),
        administrative.committee_signature(
            signer.full_name if signer else "",
            recipients=words["D29.recipients"],
            drafting_unit=office.identity.drafting_unit,
            deputy=bool(signer and signer.is_deputy),
        ),
    ]
    return _numbered(f"Kế hoạch kiểm tra, giám sát năm {office.year}", blocks, office)


def minutes(office: Office, held: Inspection) -> Document:
    """The secretary signs at the left, the chair at the right; recipients stand below both."""
    words = office.wording
    where = ", ".join(filter(None, [held.place, held.hamlet])) or _BLANK
    blocks: list[Block] = [
        Letterhead(office.identity.agency_lines, "BB-UBND", "", held.held_on.year),
        Title("BIÊN BẢN", words["D29-BB.subject"][0]),
        Paragraph(f"Thời gian bắt đầu: …… giờ ……, {full_date(held.held_on)}."),
        Paragraph(f"Địa điểm: {where}."),
        Paragraph(f"Thành phần tham dự: {held.members or _BLANK}."),
        Paragraph(f"Chủ trì (chủ tọa): {held.chair or _BLANK}."),
        Paragraph(f"Thư ký (người ghi biên bản): {held.secretary or _BLANK}."),
        Heading(1, "NỘI DUNG KIỂM TRA"),
        *(Paragraph(line) for line in (held.content or _BLANK).splitlines()),
        Heading(1, "KẾT QUẢ, KIẾN NGHỊ"),
        *_findings(held),
        Heading(1, "KẾT LUẬN"),
        *(Paragraph(line) for line in (held.conclusion or _BLANK).splitlines()),
        Paragraph(
            f"Cuộc kiểm tra kết thúc vào …… giờ ……, {full_date(held.held_on)}. Biên bản đã đọc lại cho mọi "
            "người cùng nghe và thống nhất."
        ),
        PlainSignatures(
            (
                Signatory(("THƯ KÝ",), held.secretary, "(Ký, ghi rõ họ tên)"),
                Signatory(("CHỦ TỌA",), held.chair, "(Ký, ghi rõ họ tên)"),
            ),
            words["D29-BB.recipients"],
            "VT, hồ sơ",
        ),
    ]
    return _numbered(f"Biên bản kiểm tra ngày {short_date(held.held_on)}", blocks, office)


def _calendar(year: int, inspections: Sequence[Inspection]) -> list[Block]:
    if not inspections:
        return [Paragraph(f"Chưa có cuộc kiểm tra nào trong lịch của năm {year}.")]
    rows = tuple(
        (
            str(place),
            short_date(one.held_on),
            f"{one.hamlet[:1].upper()}{one.hamlet[1:]}" or "Toàn xã",
            one.content.replace("\n", "; "),
            one.members,
        )
        for place, one in enumerate(inspections, start=1)
    )
    return [Paragraph("Lịch kiểm tra, giám sát trong năm như sau:"), _table(_CALENDAR, rows)]


def _findings(held: Inspection) -> list[Block]:
    if not held.findings:
        return [Paragraph("Không có kiến nghị.")]
    rows = tuple(
        (
            str(place),
            one.finding,
            one.responsible,
            short_date(one.due_on) if one.due_on else "",
            " ".join(
                filter(
                    None, [f"Xong ngày {short_date(one.settled_on)}." if one.settled_on else "", one.result]
                )
            ),
        )
        for place, one in enumerate(held.findings, start=1)
    )
    return [Paragraph("Đoàn kiểm tra kiến nghị:"), _table(_FINDINGS, rows)]


def _table(columns: Sequence[tuple[str, int, Align]], rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        columns=tuple(Column(width, align) for _title, width, align in columns),
        header=(tuple(HeaderCell(title) for title, _width, _align in columns),),
        rows=rows,
    )


def _numbered(title: str, blocks: Sequence[Block], office: Office) -> Document:
    made = Document(title, (Section(tuple(blocks)),), office.is_sample, author=office.identity.committee)
    return numbering.number(made)
