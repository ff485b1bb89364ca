"""D25: the letter that asks for tasks and reports that are overdue."""

from povdesk.domain.programme_papers import ReminderFacts
from povdesk.domain.vietnamese import short_date

from . import administrative, numbering
from .blocks import Addressees, Block, Document, Heading, Letterhead, ListItem, Paragraph, Section

_BLANK = "…………………"


def build(facts: ReminderFacts) -> Document:
    """Công văn with its subject under the number; one addressee for each who owes something."""
    shared = facts.shared
    identity, wording = shared.identity, shared.wording
    unit = identity.drafting_unit
    owners = tuple(one.owner for one in facts.reminders)
    blocks: tuple[Block, ...] = (
        Letterhead(
            agency=identity.agency_lines,
            symbol=f"UBND-{unit}" if unit else "UBND",
            place=identity.place,
            year=shared.day.year,
            regarding=wording["regarding"][0],
        ),
        Addressees(owners or (_BLANK,)),
        *(Paragraph(line) for line in wording["opening"]),
        *_owed(facts),
        *(Paragraph(line) for line in wording["closing"]),
        administrative.committee_signature(
            shared.signer.full_name if shared.signer else "",
            recipients=wording["recipients"],
            drafting_unit=unit,
            deputy=bool(shared.signer and shared.signer.is_deputy),
        ),
    )
    return numbering.number(
        Document("Công văn đôn đốc", (Section(blocks),), shared.is_sample, author=identity.committee)
    )


def _owed(facts: ReminderFacts) -> list[Block]:
    if not facts.reminders:
        return [Paragraph(f"Đến ngày {short_date(facts.shared.day)}: Không có việc, báo cáo nào quá hạn.")]
    if len(facts.reminders) == 1:
        return [ListItem(1, line) for line in facts.reminders[0].lines]
    found: list[Block] = []
    for one in facts.reminders:
        found.append(Heading(2, one.owner))
        found += [ListItem(1, line) for line in one.lines]
    return found
