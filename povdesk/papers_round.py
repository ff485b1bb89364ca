"""Puts the office's papers of a round together: plan, committee, invitation, list, minutes, submission."""

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.papers_catalogue import Answers, Ask, Frame, Paper, Receiver
from povdesk.storage import round_office, round_plan


def plan(connection: Connection, answers: Answers) -> Document:
    """D08."""
    from povdesk.documents.round_plan import build

    return build(round_plan.plan(connection, _round(answers)))


def board(connection: Connection, answers: Answers) -> Document:
    """D09."""
    from povdesk.documents.steering_committee import build

    return build(round_plan.board(connection, _round(answers)))


def invitation(connection: Connection, answers: Answers) -> Document:
    """D10 for one hamlet."""
    from povdesk.documents.meeting_invitation import build

    assert answers.hamlet_id is not None
    return build(round_office.invitation(connection, _round(answers), answers.hamlet_id))


def listed(connection: Connection, answers: Answers) -> Document:
    """D12 of one hamlet or of all."""
    from povdesk.documents.review_list import build

    return build(round_office.listed(connection, _round(answers), answers.hamlet_id))


def committee_minutes(connection: Connection, answers: Answers) -> Document:
    """D15."""
    from povdesk.documents.committee_minutes import committee

    return committee(round_office.result(connection, _round(answers), "D15"))


def recheck(connection: Connection, answers: Answers) -> Document:
    """D15-PT of one objection, or the empty form."""
    from povdesk.documents.committee_minutes import recheck as build

    chosen = None if answers.blank else answers.record_id
    return build(round_office.recheck(connection, chosen, answers.year, answers.today))


def posting_end(connection: Connection, answers: Answers) -> Document:
    """D15-NY of one hamlet or of the whole commune."""
    from povdesk.documents.committee_minutes import posting_end as build

    return build(round_office.posting_end(connection, _round(answers), answers.hamlet_id))


def opinion_request(connection: Connection, answers: Answers) -> Document:
    """D17."""
    from povdesk.documents.opinion_request import build

    return build(round_office.result(connection, _round(answers), "D17"))


def _round(answers: Answers) -> int:
    assert answers.round_id is not None
    return answers.round_id


PAPERS = (
    Paper(
        "D08",
        "Kế hoạch rà soát hộ nghèo, hộ cận nghèo",
        Receiver.COMMUNE,
        Frame.DECREE,
        plan,
        asks=(Ask.ROUND,),
    ),
    Paper(
        "D09",
        "Quyết định thành lập Ban Chỉ đạo, tổ rà soát",
        Receiver.COMMUNE,
        Frame.DECREE,
        board,
        asks=(Ask.ROUND,),
    ),
    Paper(
        "D10",
        "Giấy mời họp dân",
        Receiver.HAMLET,
        Frame.DECREE,
        invitation,
        asks=(Ask.ROUND, Ask.HAMLET),
    ),
    Paper(
        "D12",
        "Danh sách hộ cần rà soát",
        Receiver.HAMLET,
        Frame.PRESCRIBED,
        listed,
        asks=(Ask.ROUND,),
        may_ask=(Ask.HAMLET,),
    ),
    Paper(
        "D15",
        "Biên bản họp Ban Chỉ đạo thông qua kết quả rà soát",
        Receiver.COMMUNE,
        Frame.DECREE,
        committee_minutes,
        asks=(Ask.ROUND,),
    ),
    Paper(
        "D15-PT",
        "Biên bản phúc tra",
        Receiver.HAMLET,
        Frame.DECREE,
        recheck,
        may_ask=(Ask.RECORD, Ask.BLANK),
        records=round_office.objections,
    ),
    Paper(
        "D15-NY",
        "Biên bản kết thúc niêm yết",
        Receiver.HAMLET,
        Frame.DECREE,
        posting_end,
        asks=(Ask.ROUND,),
        may_ask=(Ask.HAMLET,),
    ),
    Paper(
        "D17",
        "Tờ trình xin ý kiến cấp trên về kết quả rà soát",
        Receiver.ABOVE,
        Frame.DECREE,
        opinion_request,
        asks=(Ask.ROUND,),
    ),
)
