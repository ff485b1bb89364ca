"""Puts the papers of the book of requests together."""

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.commune import identity_on
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.requests import RequestResult, clock, holidays_remark
from povdesk.domain.vietnamese import short_date
from povdesk.papers_catalogue import Answers, Ask, Frame, Paper, Receiver
from povdesk.storage import commune, office, paper_wording, requests, settings, why_household


def refusal(connection: Connection, request_id: int) -> Document:
    """The reasoned answer to one request, by the household's form in its round."""
    from povdesk.documents import request_papers

    request = requests.get(connection, request_id)
    if request.result is RequestResult.RECOGNISED:
        raise NotPossibleNow("Đề nghị này đã được công nhận nên không có văn bản từ chối.")
    day = request.answered_on or request.received_on
    why = None
    if request.household_id is not None:
        why = why_household.gather(connection, request.household_id, day, round_id=request.round_id)
    return request_papers.refusal(
        request_papers.Refusal(
            request,
            identity_on(commune.identities(connection), day),
            commune.default_signer(connection, day),
            why,
            settings.is_sample(connection),
            paper_wording.lines(connection, paper_wording.file_of("D32"), "D32"),
        )
    )


def book(connection: Connection, answers: Answers) -> Document:
    """Sổ tiếp nhận of a year, the earliest first."""
    from povdesk.documents import request_papers

    off = requests.holidays(connection)
    found = sorted(
        requests.all_requests(connection, answers.year), key=lambda one: (one.received_on, one.id or 0)
    )
    agency, place = office.heading(connection, answers.today)
    return request_papers.book(
        [(one, clock(one, answers.today, off)) for one in found],
        f"Năm {answers.year}",
        agency=agency,
        place=place,
        printed_on=answers.today,
        sample=settings.is_sample(connection),
        note=holidays_remark(answers.year, off),
    )


def _refusal(connection: Connection, answers: Answers) -> Document:
    assert answers.record_id is not None
    return refusal(connection, answers.record_id)


def _refusable(connection: Connection, year: int) -> tuple[tuple[int, str], ...]:
    return tuple(
        (one.id, f"{short_date(one.received_on)}, {one.applicant}: {one.kind.short}")
        for one in requests.all_requests(connection, year)
        if one.id is not None and one.result is not RequestResult.RECOGNISED
    )


PAPERS = (
    Paper(
        "D32",
        "Văn bản trả lời không công nhận",
        Receiver.HOUSEHOLD,
        Frame.DECREE,
        _refusal,
        asks=(Ask.RECORD,),
        records=_refusable,
    ),
    Paper("D32-SO", "Sổ tiếp nhận giấy đề nghị", Receiver.INTERNAL, Frame.LIST, book),
)
