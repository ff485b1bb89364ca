"""Puts the papers of the book of requests together."""

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.commune import identity_on
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.requests import RequestResult
from povdesk.storage import commune, requests, settings, why_household


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
        )
    )
