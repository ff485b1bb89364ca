"""D10: invitation to a hamlet's meeting (Mẫu 1.7)."""

from povdesk.domain.round_office import Invitation
from povdesk.domain.vietnamese import format_count

from . import office_paper as office
from .blocks import Block, Document, ListItem, Paragraph, Section, Span, Title

SYMBOL = "GM-UBND"


def build(facts: Invitation) -> Document:
    """What is not entered yet prints as dots; number and date stay blank until it is signed."""
    shared = facts.shared
    words = shared.wording
    day = office.written_day(facts.held_on, shared.year)
    households = f" ({format_count(facts.households)} hộ trong danh sách)" if facts.households else ""
    blocks: list[Block] = [
        office.head(shared, SYMBOL),
        Title("GIẤY MỜI", words["subject"][0]),
        Paragraph(f"{shared.identity.committee} trân trọng kính mời: {words['invited'][0]}{households}."),
        *(Paragraph(line) for line in words["purpose"]),
        _line("Chủ trì", facts.chair or office.BLANK),
        _line("Thời gian", f"…… giờ ……, {day}"),
        _line("Địa điểm", facts.place or office.BLANK),
        Paragraph((Span("Lưu ý:", bold=True),)),
        *(ListItem(1, line) for line in words["note"]),
        office.committee_signature(shared, words["recipients"]),
    ]
    title = f"Giấy mời họp {facts.hamlet} năm {shared.year}"
    return office.numbered(title, shared, Section(tuple(blocks)))


def _line(name: str, words: str) -> Paragraph:
    return Paragraph((Span(f"{name}: ", bold=True), Span(words)))
