"""Puts the papers of the book of requests together."""

from datetime import date

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.commune import identity_on
from povdesk.domain.requests import clock
from povdesk.storage import commune, requests, settings, why_household


def refusal(connection: Connection, request_id: int) -> Document:
    """The reasoned answer to one request, by the household's form in its round."""
    from povdesk.documents import request_papers

    request = requests.get(connection, request_id)
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
        )
    )


def book(connection: Connection, year: int | None, today: date, filter_text: str = "") -> Document:
    """The book of a year, the earliest first as on paper."""
    from povdesk.documents import request_papers
    from povdesk.domain.requests import holidays_remark

    off = requests.holidays(connection)
    rows = [(one, clock(one, today, off)) for one in reversed(requests.all_requests(connection, year))]
    return request_papers.book(
        rows,
        filter_text or (f"Năm {year}" if year else "Tất cả các năm"),
        identity=identity_on(commune.identities(connection), today),
        printed_on=today,
        sample=settings.is_sample(connection),
        note=holidays_remark(year or today.year, off),
    )
