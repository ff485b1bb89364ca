"""D17: the committee asks the level above for its opinion on the results of a round."""

from povdesk.domain.round_office import RoundResult
from povdesk.domain.vietnamese import format_count

from . import office_paper as office
from .blocks import Addressees, Block, Document, Heading, ListItem, Paragraph, Section, Title
from .committee_minutes import process_lines, result_table

SYMBOL = "TTr-UBND"
_GROUPS = ("Hộ nghèo", "Hộ cận nghèo", "Hộ thoát nghèo", "Hộ thoát cận nghèo")


def build(facts: RoundResult) -> Document:
    """TM.: the committee submits. Dots for an addressee that is not known."""
    shared = facts.shared
    words = shared.wording
    total = facts.total
    blocks: list[Block] = [
        office.head(shared, SYMBOL),
        Title("TỜ TRÌNH", words["subject"][0]),
        Addressees(facts.addressees or (office.BLANK,)),
        *office.legal_basis(shared.bases),
        *(Paragraph(line) for line in words["opening"]),
        Heading(1, "QUÁ TRÌNH THỰC HIỆN"),
        *(ListItem(1, line) for line in process_lines(facts)),
        Heading(1, "KẾT QUẢ RÀ SOÁT"),
        *(
            ListItem(1, f"{name}: {format_count(households)} hộ, {format_count(people)} nhân khẩu")
            for name, households, people in zip(_GROUPS, total.households, total.people, strict=True)
        ),
        Paragraph("Kết quả theo từng thôn như sau:"),
        *result_table(facts.hamlets, total),
        Heading(1, "ĐỀ NGHỊ"),
        *(Paragraph(line) for line in words["request"]),
        office.committee_signature(shared, words["recipients"]),
    ]
    return office.numbered(
        f"Tờ trình xin ý kiến kết quả rà soát năm {shared.year}", shared, Section(tuple(blocks))
    )
