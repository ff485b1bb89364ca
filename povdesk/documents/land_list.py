"""D36: families without residential or production land, with the livelihood option of each."""

from povdesk.domain.assignment_papers import LandFacts
from povdesk.domain.household import YesNo
from povdesk.domain.vietnamese import format_count, short_date

from .blocks import Align, Document, Signatory
from .lists import ListColumn, screen_list

_COLUMNS = (
    ListColumn("Thôn", 22),
    ListColumn("Chủ hộ", 34),
    ListColumn("Loại hộ", 22),
    ListColumn("Số khẩu", 14, Align.RIGHT),
    ListColumn("Chưa có đất ở", 16, Align.CENTRE),
    ListColumn("Chưa có đất sản xuất", 18, Align.CENTRE),
    ListColumn("Nhu cầu của hộ", 38),
    ListColumn("Phương án sinh kế", 48),
    ListColumn("Người chủ trì", 32),
    ListColumn("Tình trạng", 24),
    ListColumn("Ghi chú", 22),
)


def build(facts: LandFacts) -> Document:
    """Our own layout: the plan asks for the list, no text prescribes its form."""
    office = facts.office
    rows = [
        (
            one.family.hamlet,
            one.family.head_name,
            one.family.class_words,
            str(one.family.size),
            _mark(one.no_home_land),
            _mark(one.no_field_land),
            "; ".join(one.family.needs),
            one.option,
            one.leader,
            one.state_words,
            one.note,
        )
        for one in facts.families
    ]
    home = sum(one.no_home_land is YesNo.YES for one in facts.families)
    field = sum(one.no_field_land is YesNo.YES for one in facts.families)
    people = sum(one.family.size for one in facts.families)
    total = ("", f"Cộng: {len(rows)} hộ", "", str(people), str(home), str(field), *("" for _ in range(5)))
    note = facts.note
    if facts.unanswered:
        note += f" Còn {format_count(facts.unanswered)} hộ chưa trả lời về đất trên phiếu."
    signer = office.signer
    deputy = bool(signer and signer.is_deputy)
    authority = ("TM. ỦY BAN NHÂN DÂN", *(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") if deputy else ("CHỦ TỊCH",)))
    return screen_list(
        facts.title,
        f"Tính đến ngày {short_date(office.day)}",
        _COLUMNS,
        rows,
        agency=office.identity.committee,
        printed_on=office.printed_on,
        sample=office.is_sample,
        place=office.identity.place,
        totals=[total] if rows else [],
        note=note,
        signatories=(
            Signatory(("NGƯỜI LẬP",), note="(Ký, ghi rõ họ tên)"),
            Signatory(authority, signer.full_name if signer else ""),
        ),
    )


def _mark(answer: YesNo) -> str:
    return {YesNo.YES: "x", YesNo.UNKNOWN: "?"}.get(answer, "")
