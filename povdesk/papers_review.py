"""Puts the papers of a review round together: decision, posting notice, minutes, certificates."""

from datetime import date

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.errors import NotPossibleNow
from povdesk.papers_catalogue import Answers, Ask, Frame, Paper, Receiver
from povdesk.storage import round_papers


def decision(connection: Connection, round_id: int) -> Document:
    """D18 with its four lists."""
    from povdesk.documents.review_decision import build

    return build(round_papers.gather(connection, round_id))


def posting(
    connection: Connection,
    round_id: int,
    hamlet_id: int | None = None,
    *,
    number: str = "",
    signed_on: date | None = None,
) -> Document:
    """D16 with lists for the public, of one hamlet its own; number and date once the clerk gave them."""
    from dataclasses import replace

    from povdesk.documents.review_posting import build

    facts = round_papers.gather(connection, round_id)
    # The notice has a number of its own, not the decision's.
    facts = replace(facts, number=number, signed_on=signed_on)
    if hamlet_id is not None:
        facts = replace(facts, lists=round_papers.lists_of_hamlet(connection, facts.lists, hamlet_id))
    return build(facts, round_papers.posting(connection, round_id, hamlet_id))


def minutes(connection: Connection, round_id: int, hamlet_id: int) -> Document:
    """D14 of one hamlet."""
    from povdesk.documents.review_minutes import build

    facts = round_papers.gather(connection, round_id)
    return build(facts, round_papers.minutes(connection, round_id, hamlet_id))


def certificates(connection: Connection, round_id: int, household_id: int | None = None) -> Document:
    """D19 of the whole round, or of one household."""
    from povdesk.documents.review_certificates import build

    found = round_papers.certified(connection, round_id, household_id)
    if not found:
        raise NotPossibleNow("Chưa có giấy chứng nhận nào để in.", "Công nhận kỳ rà soát trước.")
    return build(round_papers.gather(connection, round_id), found)


def _decision(connection: Connection, answers: Answers) -> Document:
    assert answers.round_id is not None
    return decision(connection, answers.round_id)


def _posting(connection: Connection, answers: Answers) -> Document:
    assert answers.round_id is not None
    return posting(connection, answers.round_id, answers.hamlet_id)


def _minutes(connection: Connection, answers: Answers) -> Document:
    assert answers.round_id is not None and answers.hamlet_id is not None
    return minutes(connection, answers.round_id, answers.hamlet_id)


def _certificates(connection: Connection, answers: Answers) -> Document:
    assert answers.round_id is not None
    return certificates(connection, answers.round_id, answers.household_id)


PAPERS = (
    Paper(
        "D14",
        "Biên bản họp dân thống nhất kết quả rà soát",
        Receiver.HAMLET,
        Frame.PRESCRIBED,
        _minutes,
        asks=(Ask.ROUND, Ask.HAMLET),
    ),
    Paper(
        "D16",
        "Thông báo niêm yết công khai kết quả rà soát",
        Receiver.HAMLET,
        Frame.DECREE,
        _posting,
        asks=(Ask.ROUND,),
        may_ask=(Ask.HAMLET,),
        public=True,
    ),
    Paper(
        "D18",
        "Quyết định công nhận kết quả rà soát",
        Receiver.COMMUNE,
        Frame.DECREE,
        _decision,
        asks=(Ask.ROUND,),
    ),
    Paper(
        "D19",
        "Giấy chứng nhận hộ nghèo, hộ cận nghèo",
        Receiver.HOUSEHOLD,
        Frame.PRESCRIBED,
        _certificates,
        asks=(Ask.ROUND,),
        may_ask=(Ask.HOUSEHOLD,),
    ),
)
