"""Puts the papers of a review round together: decision, posting notice, minutes, certificates."""

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.errors import NotPossibleNow
from povdesk.storage import round_papers


def decision(connection: Connection, round_id: int) -> Document:
    """D18 with its four lists."""
    from povdesk.documents.review_decision import build

    return build(round_papers.gather(connection, round_id))


def posting(connection: Connection, round_id: int, hamlet_id: int | None = None) -> Document:
    """D16 with lists for the public."""
    from dataclasses import replace

    from povdesk.documents.review_posting import build

    facts = round_papers.gather(connection, round_id)
    # The notice has a number of its own, not the decision's.
    facts = replace(facts, number="", signed_on=None)
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
