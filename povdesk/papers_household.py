"""Puts the papers of one household together: reads what they need and builds the documents."""

from datetime import date

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.confirmation import KIND, SYMBOL, ConfirmationFacts, Wording
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.why_household import WhyHousehold
from povdesk.papers_catalogue import Answers, Ask, Frame, Paper, Receiver
from povdesk.storage import confirmation, issued_papers, why_household
from povdesk.storage.act import Act


def why(connection: Connection, household_id: int, today: date) -> tuple[WhyHousehold, Document]:
    """“Vì sao hộ này?” as values for the screen and as the sheet for the family."""
    found = why_household.gather(connection, household_id, today)
    return found, why_document(found)


def why_document(found: WhyHousehold) -> Document:
    """The sheet of a household that was read before."""
    from povdesk.documents.why_household import build

    return build(found)


def confirmation_document(facts: ConfirmationFacts, wording: Wording) -> Document:
    """Giấy xác nhận for one person of the household."""
    from povdesk.documents.confirmation import build

    return build(facts, wording)


def record_confirmation(act: Act, facts: ConfirmationFacts, wording: Wording, pdf: bytes) -> int:
    """Each printed Giấy xác nhận stands in the history of its household and in the register."""
    from povdesk.documents.confirmation import subject

    member = next(one for one in facts.members if one.person.id == wording.person_id)
    words = f"In giấy xác nhận cho {member.person.full_name}"
    act.describe(words, "household", facts.household_uid, wording.purpose)
    signer = wording.signer
    day = wording.signed_on or facts.day
    if wording.number:
        issued_papers.refuse_used(act.connection, wording.number, SYMBOL, day)
    return issued_papers.record(
        act,
        {
            "kind": KIND,
            "year": day.year,
            "number": wording.number,
            "symbol": SYMBOL,
            "signed_on": wording.signed_on,
            "signer_name": signer.full_name if signer else "",
            "signer_post": f"{signer.acting_for} {signer.post}".strip() if signer else "",
            "subject": f"{subject(facts)}: {wording.purpose}" if wording.purpose else subject(facts),
            "household_id": facts.household_id,
            "person_id": wording.person_id,
            "pdf": pdf,
        },
    )


def _why(connection: Connection, answers: Answers) -> Document:
    assert answers.household_id is not None
    return why(connection, answers.household_id, answers.today)[1]


def _confirmation(connection: Connection, answers: Answers) -> Document:
    """D27 for the head or the person chosen; the counter gives purpose, validity and the register."""
    assert answers.household_id is not None
    facts = confirmation.gather(connection, answers.household_id, answers.today)
    if facts.standing is None:
        raise NotPossibleNow("Chưa có gì để xác nhận cho hộ này.", facts.reason)
    heads = [one.person.id for one in facts.members if one.is_head] or [
        one.person.id for one in facts.members
    ]
    wanted = answers.person_id if answers.person_id is not None else next(iter(heads), None)
    if wanted not in {one.person.id for one in facts.members} or wanted is None:
        raise InvalidInput("Người này không thuộc hộ đã chọn.", "Chọn một thành viên của hộ.")
    signer = next((one for one in facts.signers if one.is_default), None)
    return confirmation_document(facts, Wording(wanted, signer=signer))


PAPERS = (
    Paper(
        "D27",
        "Giấy xác nhận hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo",
        Receiver.HOUSEHOLD,
        Frame.DECREE,
        _confirmation,
        asks=(Ask.HOUSEHOLD,),
        may_ask=(Ask.PERSON,),
    ),
    Paper("D34", "Vì sao hộ này?", Receiver.HOUSEHOLD, Frame.LIST, _why, asks=(Ask.HOUSEHOLD,)),
)
