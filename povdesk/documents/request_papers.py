"""D32: the reasoned refusal of a request, and the book of requests as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from povdesk.domain.commune import CommuneIdentity, Signer
from povdesk.domain.hamlet_names import own_name
from povdesk.domain.requests import Clock, Request, RequestKind, RequestResult
from povdesk.domain.vietnamese import full_date, short_date
from povdesk.domain.why_household import WhyHousehold
from povdesk.domain.wording import Lines, filled

from . import administrative, numbering
from .blocks import (
    Addressees,
    Block,
    Document,
    Letterhead,
    ListItem,
    Paragraph,
    Section,
)
from .lists import ListColumn, screen_list
from .why_household import points_words

_ASKED = {
    RequestKind.RECOGNISE: "hộ nghèo, hộ cận nghèo",
    RequestKind.ESCAPE: "hộ thoát nghèo, hộ thoát cận nghèo",
    RequestKind.AVERAGE_LIVING: "hộ làm nông nghiệp có mức sống trung bình",
}


@dataclass(frozen=True)
class Refusal:
    """What the answer rests on. why: the household by its form in the round; None when there is none."""

    request: Request
    identity: CommuneIdentity
    signer: Signer | None
    why: WhyHousehold | None
    is_sample: bool
    lines: Lines


def refusal(facts: Refusal) -> Document:
    """The answer to the family: what was found, points against limits, the reason, where to ask again.

    Number and date stay blank until given; no identity number stands on it.
    """
    request, identity = facts.request, facts.identity
    unit = identity.drafting_unit
    year = (request.answered_on or request.received_on).year
    found = _found(facts.why)
    says = filled(
        facts.lines,
        {
            "uy_ban": identity.committee,
            "so_giay": f" số {request.number}" if request.number else "",
            "ngay_nhan": full_date(request.received_on),
            "de_nghi": _ASKED[request.kind],
            "vi_vay_ho": "Vì vậy, hộ" if found else "Hộ",
            "ly_do": request.refusal_reason.strip().rstrip(".") or "…………………",
        },
    )
    head = Letterhead(
        agency=identity.agency_lines,
        symbol=f"UBND-{unit}" if unit else "UBND",
        place=identity.place,
        year=year,
        regarding=says["regarding"][0],
    )
    whom = ", ".join(filter(None, [request.applicant, request.hamlet, identity.full_name]))
    blocks: tuple[Block, ...] = (
        head,
        Addressees((f"Ông (bà) {whom}",)),
        *(Paragraph(line) for line in says["opening"]),
        *found,
        *(Paragraph(line) for part in ("content", "note", "closing") for line in says[part]),
        administrative.committee_signature(
            facts.signer.full_name if facts.signer else "",
            recipients=("Như trên", f"Trưởng {request.hamlet}") if request.hamlet else ("Như trên",),
            drafting_unit=unit,
            deputy=bool(facts.signer and facts.signer.is_deputy),
        ),
    )
    return numbering.number(
        Document(
            title="Văn bản trả lời giấy đề nghị",
            sections=(Section(blocks),),
            sample=facts.is_sample,
            author=identity.committee,
        )
    )


def book(
    rows: Sequence[tuple[Request, Clock]],
    filter_text: str,
    *,
    agency: str,
    place: str,
    printed_on: date,
    sample: bool,
    note: str = "",
) -> Document:
    """Sổ tiếp nhận giấy đề nghị: one line each, without identity numbers."""
    columns = (
        ListColumn("Số", 18),
        ListColumn("Ngày nhận", 22),
        ListColumn("Người đề nghị", 38),
        ListColumn("Thôn", 28),
        ListColumn("Đề nghị", 48),
        ListColumn("Lý do của hộ", 38),
        ListColumn("Hạn trả lời", 22),
        ListColumn("Ngày trả lời, thời hạn", 26),
        ListColumn("Kết quả", 34),
    )
    return screen_list(
        "Sổ tiếp nhận giấy đề nghị",
        filter_text,
        columns,
        [_book_row(request, clock) for request, clock in rows],
        agency=agency,
        printed_on=printed_on,
        sample=sample,
        place=place,
        note=note,
    )


def _found(why: WhyHousehold | None) -> tuple[Block, ...]:
    if why is None or why.counted is None:
        return ()
    counted = why.counted
    day = f" ngày {short_date(counted.reviewed_on)}" if counted.reviewed_on else ""
    lines: list[Block] = [
        Paragraph(f"Qua rà soát{day} theo {_lower(counted.standard_title)}, kết quả của hộ như sau:"),
        *(ListItem(1, words) for words in points_words(counted)),
    ]
    if counted.lacks:
        lines.append(ListItem(1, "Các chỉ số thiếu hụt:"))
        lines += [ListItem(2, f"{lack.name}: {_lower(lack.fact)}") for lack in counted.lacks]
    else:
        lines.append(ListItem(1, "Không ghi nhận chỉ số thiếu hụt nào."))
    lines.append(ListItem(1, f"Kết quả tính: {counted.computed.label.lower()}."))
    return tuple(lines)


def _book_row(request: Request, clock: Clock) -> tuple[str, ...]:
    if request.result is RequestResult.REFUSED:
        result = f"{request.result.label}: {request.refusal_reason}".rstrip(": ")
    else:
        result = request.result.label if request.result else request.state.label
    return (
        request.number,
        short_date(request.received_on),
        request.applicant,
        own_name(request.hamlet),
        request.kind.label,
        request.reason,
        short_date(request.due_on) if request.due_on else "",
        clock.words,
        result,
    )


def _lower(words: str) -> str:
    """A sentence that goes on inside another; names keep their capitals."""
    first, _, rest = words.partition(" ")
    return (
        words if rest[:1].isupper() or first[1:] != first[1:].lower() else f"{words[:1].lower()}{words[1:]}"
    )
