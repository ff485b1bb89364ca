"""D28: the public notice of what was raised and who received what, from which source."""

from collections.abc import Sequence

from povdesk.domain.donation import Donation
from povdesk.domain.programme_papers import ReceivedHelp, ResourcesFacts, by_source, households_in
from povdesk.domain.vietnamese import format_count, format_dong, format_number, short_date

from . import administrative, numbering
from .blocks import (
    Align,
    AppendixTitle,
    Block,
    Column,
    Document,
    GroupRow,
    HeaderCell,
    Letterhead,
    ListItem,
    Orientation,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
)
from .numbering import roman
from .office_paper import capital

SYMBOL = "TB-UBND"
_HELPS = (
    ("TT", 10, Align.CENTRE),
    ("Người nhận", 42, Align.LEFT),
    ("Chủ hộ", 38, Align.LEFT),
    ("Nội dung hỗ trợ", 54, Align.LEFT),
    ("Số lượng", 20, Align.RIGHT),
    ("Số tiền (đồng)", 27, Align.RIGHT),
    ("Ngày", 22, Align.CENTRE),
)
_GIFTS = (
    ("TT", 12, Align.CENTRE),
    ("Ngày nhận", 26, Align.CENTRE),
    ("Người, đơn vị ủng hộ", 66, Align.LEFT),
    ("Quỹ", 42, Align.LEFT),
    ("Số tiền (đồng)", 32, Align.RIGHT),
    ("Hiện vật", 34, Align.LEFT),
    ("Mục đích", 40, Align.LEFT),
)
_WIDTH = 252.0


def build(facts: ResourcesFacts) -> Document:
    """No identity number, phone, score or health matter stands on it: it hangs in public."""
    shared = facts.shared
    identity, wording = shared.identity, shared.wording
    head = Letterhead(agency=identity.agency_lines, symbol=SYMBOL, place=identity.place, year=shared.year)
    annexes = _annexes(facts)
    blocks: tuple[Block, ...] = (
        head,
        Title("THÔNG BÁO", wording["subject"][0]),
        *(Paragraph(line) for line in wording["opening"]),
        *_raised(facts.gifts, roman(2)),
        *_given(
            facts.helps, facts.hamlet, f"Phụ lục {roman(1)}" if len(annexes) > 1 else "danh sách tại Phụ lục"
        ),
        *(Paragraph(line) for line in wording["closing"]),
        administrative.committee_signature(
            shared.signer.full_name if shared.signer else "",
            recipients=wording["recipients"],
            drafting_unit=identity.drafting_unit,
            deputy=bool(shared.signer and shared.signer.is_deputy),
        ),
    )
    reference = administrative.appendix_reference("Thông báo", identity.committee, head)
    numbered = len(annexes) > 1
    sections = tuple(
        Section(
            (AppendixTitle(title, reference, f"Phụ lục {roman(place)}" if numbered else "Phụ lục"), block),
            Orientation.LANDSCAPE,
            is_appendix=True,
        )
        for place, (title, block) in enumerate(annexes, start=1)
    )
    return numbering.number(
        Document(
            f"Thông báo công khai nguồn lực hỗ trợ năm {shared.year}",
            (Section(blocks), *sections),
            shared.is_sample,
            author=identity.committee,
        )
    )


def _annexes(facts: ResourcesFacts) -> list[tuple[str, Block]]:
    shared = facts.shared
    where = f"{facts.hamlet.upper()} " if facts.hamlet else ""
    day = short_date(shared.day)
    title = f"DANH SÁCH HỘ, NGƯỜI ĐƯỢC HỖ TRỢ {where}NĂM {shared.year}\n(đến ngày {day})"
    annexes: list[tuple[str, Block]] = [
        (title, _help_table(facts.helps) if facts.helps else Paragraph("Không có."))
    ]
    if facts.gifts:
        gifts = f"DANH SÁCH TỔ CHỨC, CÁ NHÂN ỦNG HỘ NĂM {shared.year}\n(đến ngày {day})"
        annexes.append((gifts, _gift_table(facts.gifts)))
    return annexes


def _given(helps: Sequence[ReceivedHelp], hamlet: str, annex: str) -> list[Block]:
    where = f" tại {hamlet}" if hamlet else ""
    if not helps:
        return [Paragraph(f"Nguồn lực đã hỗ trợ{where}: Không có.")]
    money = sum(one.amount or 0 for one in helps)
    open_ones = sum(bool(one.state) for one in helps)
    still = f", trong đó {format_count(open_ones)} lượt đã duyệt hoặc đang thực hiện" if open_ones else ""
    lines: list[Block] = [
        Paragraph(
            f"Nguồn lực đã hỗ trợ{where}: {format_count(len(helps))} lượt cho"
            f" {format_count(households_in(helps))} hộ, tổng số tiền {format_dong(money)}{still}"
            f" ({annex}), gồm:"
        )
    ]
    for one in by_source(helps):
        paid = f", {format_dong(one.amount)}" if one.amount else ""
        lines.append(
            ListItem(
                1,
                f"{one.source}: {format_count(one.helps)} lượt, {format_count(one.households)} hộ{paid}",
            )
        )
    return lines


def _raised(gifts: Sequence[Donation], annex: str) -> list[Block]:
    if not gifts:
        return []
    money = sum(gift.amount or 0 for gift in gifts)
    in_kind = sum(bool(gift.in_kind) for gift in gifts)
    words = [f"số tiền {format_dong(money)}"] if money else []
    words += [f"có {format_count(in_kind)} lượt bằng hiện vật"] if in_kind else []
    return [
        Paragraph(
            f"Nguồn lực huy động ngoài ngân sách: {format_count(len(gifts))} lượt ủng hộ,"
            f" {', trong đó '.join(words)} (Phụ lục {annex})."
        )
    ]


def _help_table(helps: Sequence[ReceivedHelp]) -> Table:
    columns = (*_HELPS, ("Nguồn", 0.0, Align.LEFT))
    used = sum(width for _title, width, _align in _HELPS)
    rows: list[Row] = []
    last: str | None = None
    for place, one in enumerate(helps, start=1):
        if one.hamlet != last:
            last = one.hamlet
            rows.append(GroupRow((capital(last) if last else "Chưa rõ thôn",)))
        content = f"{one.content} ({one.state.lower()})" if one.state else one.content
        money = "" if one.amount is None else format_number(one.amount)
        rows.append(
            (
                str(place),
                one.receiver,
                one.head,
                content,
                one.quantity,
                money,
                short_date(one.given_on),
                one.source,
            )
        )
    total = format_number(sum(one.amount or 0 for one in helps))
    return Table(
        columns=tuple(Column(width or _WIDTH - used, align) for _title, width, align in columns),
        header=(tuple(HeaderCell(title) for title, _width, _align in columns),),
        rows=tuple(rows),
        totals=(("", "Tổng cộng", f"{format_number(households_in(helps))} hộ", "", "", total, "", ""),),
        font_size=11,
    )


def _gift_table(gifts: Sequence[Donation]) -> Table:
    return Table(
        columns=tuple(Column(width, align) for _title, width, align in _GIFTS),
        header=(tuple(HeaderCell(title) for title, _width, _align in _GIFTS),),
        rows=tuple(
            (
                str(place),
                short_date(gift.received_on),
                gift.donor,
                gift.given,
                "" if gift.amount is None else format_number(gift.amount),
                gift.in_kind,
                gift.purpose,
            )
            for place, gift in enumerate(gifts, start=1)
        ),
        totals=(("", "", "Tổng cộng", "", format_number(sum(g.amount or 0 for g in gifts)), "", ""),),
        font_size=11,
    )
