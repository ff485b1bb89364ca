"""D27 Giấy xác nhận of poor, near-poor or newly escaped households; number and date blank until given."""

from povdesk.domain.catalogues import name_of
from povdesk.domain.confirmation import SYMBOL, ConfirmationFacts, Wording
from povdesk.domain.household import Member
from povdesk.domain.vietnamese import full_date, short_date
from povdesk.domain.wording import filled

from . import administrative, numbering
from .blocks import Block, Document, Letterhead, Paragraph, Section, Signature, Title

_BLANK = "…………………"


def build(facts: ConfirmationFacts, wording: Wording) -> Document:
    """The paper for one person; it carries his identity number, because it is for him."""
    assert facts.standing is not None
    member = next(one for one in facts.members if one.person.id == wording.person_id)
    head = Letterhead(
        agency=facts.identity.agency_lines,
        symbol=SYMBOL,
        place=facts.identity.place,
        year=(wording.signed_on or facts.day).year,
        number=wording.number or None,
        signed_on=wording.signed_on,
    )
    says = filled(facts.lines, _names(facts, wording, member))
    signer = wording.signer
    unit = facts.identity.drafting_unit
    sign = Signature(
        administrative.chairman_authority(deputy=bool(signer and signer.is_deputy)),
        signer.full_name if signer else "",
        recipients=says["recipients"],
        filed=f"VT, {unit}" if unit else "VT",
    )
    blocks: tuple[Block, ...] = (
        head,
        Title("GIẤY XÁC NHẬN", subject(facts)),
        *(Paragraph(line) for line in (*says["opening"], *_who(facts, member))),
        *(Paragraph(line) for part in ("content", "purpose", "closing") for line in says[part]),
        sign,
    )
    return numbering.number(
        Document(
            title=f"Giấy xác nhận {facts.standing.words}, mã hộ {facts.code}",
            sections=(Section(blocks),),
            sample=facts.is_sample,
            author=facts.identity.committee,
        )
    )


def subject(facts: ConfirmationFacts) -> str:
    """ "Hộ nghèo năm 2024"."""
    assert facts.standing is not None
    words = facts.standing.words
    return f"{words[0].upper()}{words[1:]} năm {facts.day.year}"


def _who(facts: ConfirmationFacts, member: Member) -> list[str]:
    person = member.person
    issued = f", cấp ngày {short_date(person.id_issued_on)}" if person.id_issued_on else ""
    born = person.born
    when = "Năm sinh" if born is None or born.as_date() is None else "Ngày sinh"
    role = (
        f"Là chủ hộ, mã hộ {facts.code}."
        if member.is_head
        else f"Là {_relation(member)} trong hộ ông (bà) {facts.head_name}, mã hộ {facts.code}."
    )
    return [
        f"Ông (bà): {person.full_name}.",
        f"{when}: {born or _BLANK}. Dân tộc: {name_of('ethnic_groups', person.ethnic_group) or _BLANK}.",
        f"Số định danh cá nhân (căn cước): {person.id_number or _BLANK}{issued}.",
        f"Nơi thường trú: {facts.place}.",
        role,
    ]


def _relation(member: Member) -> str:
    return name_of("relations", member.relation).lower() if member.relation else "thành viên"


def _names(facts: ConfirmationFacts, wording: Wording, member: Member) -> dict[str, str]:
    assert facts.standing is not None
    found = facts.standing.found
    number = found.number or _BLANK
    day = full_date(found.signed_on) if found.signed_on else administrative.full_date(None, found.since.year)
    return {
        "uy_ban": facts.identity.committee,
        "dien": facts.standing.words,
        "tu_ngay": short_date(found.since),
        "quyet_dinh": f"{number} {day}",
        "muc_dich": _ended(wording.purpose or _BLANK),
        "han": full_date(wording.valid_until) if wording.valid_until else _BLANK,
        "nguoi": member.person.full_name,
    }


def _ended(words: str) -> str:
    return words if words.endswith((".", "…")) else f"{words}."
