"""D15: minutes of the steering committee, of a second look (phúc tra), of the end of a posting (Mẫu 1.9)."""

from collections.abc import Sequence
from datetime import date

from povdesk.domain.round_office import HamletResult, Objection, PostingEnd, Recheck, RoundResult
from povdesk.domain.vietnamese import format_count, format_number, short_date

from . import office_paper as office
from .blocks import (
    Align,
    Block,
    Column,
    Document,
    HeaderCell,
    Heading,
    ListItem,
    Paragraph,
    Section,
    Table,
    Title,
)

_GROUPS = ("Hộ nghèo", "Hộ cận nghèo", "Hộ thoát nghèo", "Hộ thoát cận nghèo")
_OBJECTIONS: office.Columns = (
    ("TT", 10, Align.CENTRE),
    ("Ngày nhận", 23, Align.CENTRE),
    ("Người có ý kiến", 34, Align.LEFT),
    ("Nội dung", 42, Align.LEFT),
    ("Ngày phúc tra", 23, Align.CENTRE),
    ("Kết quả", 33, Align.LEFT),
)


def committee(facts: RoundResult) -> Document:
    """D15 of the steering committee; attendance, time and discussion are written in by hand."""
    shared = facts.shared
    words = shared.wording
    blocks: list[Block] = [
        office.minutes_head(shared),
        Title("BIÊN BẢN", words["subject"][0]),
        *_opening(shared.year, None),
        *_attending(f"Thành phần tham dự: {shared.committee_name}"),
        Paragraph(f"Chủ trì (chủ tọa): {office.BLANK}."),
        Paragraph(f"Thư ký (người ghi biên bản): {office.BLANK}."),
        Heading(1, "NỘI DUNG"),
        *(ListItem(1, line) for line in words["content"]),
        Heading(1, "KẾT QUẢ RÀ SOÁT"),
        *(ListItem(1, line) for line in process_lines(facts)),
        *result_table(facts.hamlets, facts.total),
        Heading(1, "Ý KIẾN THẢO LUẬN"),
        *office.lines_to_write(4),
        Heading(1, "KẾT LUẬN"),
        *(Paragraph(line) for line in words["conclusion"]),
        *_ending(None, shared.year),
        office.two_signatures("THƯ KÝ", "", "CHỦ TỌA", "", words["recipients"]),
    ]
    title = f"Biên bản họp Ban Chỉ đạo thông qua kết quả rà soát năm {shared.year}"
    return office.numbered(title, shared, Section(tuple(blocks)))


def recheck(facts: Recheck) -> Document:
    """D15-PT; dots for what is not known."""
    shared, found = facts.shared, facts.objection
    words = shared.wording
    rechecked = found.rechecked_on if found else None
    received = office.written_day(found.received_on if found else None, shared.year)
    blocks: list[Block] = [
        office.minutes_head(shared),
        Title("BIÊN BẢN", words["subject"][0]),
        *_opening(shared.year, rechecked, facts.hamlet),
        Paragraph(f"Thành phần: {office.BLANK}."),
        Heading(1, "NỘI DUNG Ý KIẾN, KHIẾU NẠI"),
        Paragraph(f"Người có ý kiến: {(found and found.complainant) or office.BLANK}, nhận {received}."),
        Paragraph(f"Hộ được phúc tra: {(found and found.household) or office.BLANK}."),
        *_written(found.content if found else "", 3),
        Heading(1, "KẾT QUẢ PHÚC TRA"),
        *(Paragraph(line) for line in _classes(facts)),
        *_written(found.result if found else "", 4),
        *_ending(rechecked, shared.year),
        office.two_signatures("ĐẠI DIỆN HỘ GIA ĐÌNH", "", "ĐẠI DIỆN TỔ PHÚC TRA", "", words["recipients"]),
    ]
    return office.numbered(
        f"Biên bản phúc tra kết quả rà soát năm {shared.year}", shared, Section(tuple(blocks))
    )


def _attending(known: str) -> list[Block]:
    """Who is there, and a line for the others: dots at the end of a long sentence would go to a line of their
    own and pull the one above apart."""
    return [Paragraph(f"{known} và:"), *office.lines_to_write(1)]


def posting_end(facts: PostingEnd) -> Document:
    """D15-NY."""
    shared = facts.shared
    words = shared.wording
    first = office.written_day(facts.posted_from, shared.year)
    last = office.written_day(facts.posted_to, shared.year)
    blocks: list[Block] = [
        office.minutes_head(shared),
        Title("BIÊN BẢN", words["subject"][0]),
        *_opening(shared.year, None, facts.where),
        *_attending(f"Thành phần: đại diện {shared.identity.committee}, {facts.where or 'các thôn'}"),
        Heading(1, "VIỆC NIÊM YẾT"),
        Paragraph(f"Thời gian niêm yết: từ {first} đến hết {last}."),
        Paragraph(f"Nơi niêm yết: {facts.places or office.BLANK}."),
        Paragraph("Danh sách đã niêm yết:"),
        *(ListItem(1, f"{office.capital(name)}: {format_count(count)} hộ") for name, count in facts.counts),
        *(Paragraph(line) for line in words["content"]),
        Heading(1, "Ý KIẾN, KHIẾU NẠI TRONG THỜI GIAN NIÊM YẾT"),
        *_objections(facts.objections),
        *_ending(None, shared.year),
        office.two_signatures("THƯ KÝ", "", "CHỦ TỌA", "", words["recipients"]),
    ]
    where = f" tại {facts.where}" if facts.where else ""
    return office.numbered(
        f"Biên bản kết thúc niêm yết{where} năm {shared.year}", shared, Section(tuple(blocks))
    )


def process_lines(facts: RoundResult) -> list[str]:
    """How the round went, for minutes and submission."""
    lines = [
        f"Số hộ đã chốt phiếu: {format_count(facts.forms)}/{format_count(facts.listed)} hộ trong danh sách",
        f"Số thôn đã họp dân: {format_count(facts.meetings)}/{format_count(len(facts.hamlets))} thôn",
    ]
    first, last = facts.posted
    if first and last:
        lines.append(f"Niêm yết công khai từ ngày {short_date(first)} đến ngày {short_date(last)}")
    told = f"{format_count(facts.complaints)} ý kiến" if facts.complaints else "không có"
    lines.append(f"Ý kiến, khiếu nại trong thời gian niêm yết: {told}")
    return lines


def result_table(hamlets: Sequence[HamletResult], total: HamletResult) -> list[Block]:
    """Households and people of the four lists by hamlet."""
    if not hamlets:
        return [Paragraph(office.NOTHING)]
    header = (
        (HeaderCell("TT", rows=2), HeaderCell("Thôn", rows=2), *(HeaderCell(g, columns=2) for g in _GROUPS)),
        tuple(HeaderCell(words) for _ in _GROUPS for words in ("Hộ", "Khẩu")),
    )
    return [
        Table(
            columns=(
                Column(11, Align.CENTRE),
                Column(38),
                *(Column(14.5, Align.RIGHT) for _ in range(2 * len(_GROUPS))),
            ),
            header=header,
            rows=tuple(
                (str(place), one.hamlet, *_numbers(one)) for place, one in enumerate(hamlets, start=1)
            ),
            totals=(("", "Toàn xã", *_numbers(total)),),
        )
    ]


def _numbers(one: HamletResult) -> tuple[str, ...]:
    pairs = zip(one.households, one.people, strict=True)
    return tuple(format_number(number) for pair in pairs for number in pair)


def _opening(year: int, day: date | None, where: str = "") -> list[Block]:
    place = f"{office.BLANK}, {where}" if where else office.BLANK
    return [
        Paragraph(f"Thời gian bắt đầu: …… giờ ……, {office.written_day(day, year)}."),
        Paragraph(f"Địa điểm: {place}."),
    ]


def _ending(day: date | None, year: int) -> list[Block]:
    when = office.written_day(day, year)
    return [
        Paragraph(
            f"Biên bản lập xong lúc …… giờ ……, {when}, đã đọc lại cho mọi người cùng nghe và thống nhất."
        )
    ]


def _written(words: str, lines: int) -> list[Block]:
    return [Paragraph(line) for line in words.splitlines()] or office.lines_to_write(lines)


def _classes(facts: Recheck) -> list[str]:
    found = []
    if facts.computed:
        found.append(f"Kết quả tính theo phiếu: {facts.computed.label.lower()}.")
    if facts.put_forward:
        found.append(f"Kết quả đề nghị công nhận: {facts.put_forward.label.lower()}.")
    return found


def _objections(found: Sequence[Objection]) -> list[Block]:
    if not found:
        return [Paragraph(office.NOTHING)]
    rows = (
        (
            str(place),
            short_date(one.received_on) if one.received_on else "",
            one.complainant,
            one.content,
            short_date(one.rechecked_on) if one.rechecked_on else "",
            one.result,
        )
        for place, one in enumerate(found, start=1)
    )
    return [office.table(_OBJECTIONS, rows)]
