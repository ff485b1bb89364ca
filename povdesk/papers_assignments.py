"""Puts the papers about helping families together: who helps whom, registered exits, land."""

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.papers_catalogue import Answers, Ask, Frame, Paper, Receiver
from povdesk.storage import assignment_papers


def plan(connection: Connection, answers: Answers) -> Document:
    """D06 with its list."""
    from povdesk.documents.assignment_plan import build

    return build(assignment_papers.plan(connection, answers.year, answers.day, answers.today))


def exits(connection: Connection, answers: Answers) -> Document:
    """D07 as the plan's annex."""
    from povdesk.documents.registered_exits import build

    return build(assignment_papers.exits(connection, answers.year, answers.day, answers.today))


def exits_to_sign(connection: Connection, answers: Answers) -> Document:
    """D07 with a column in which each household signs."""
    from povdesk.documents.registered_exits import build

    facts = assignment_papers.exits(connection, answers.year, answers.day, answers.today)
    return build(facts, signing=True)


def land(connection: Connection, answers: Answers) -> Document:
    """D36."""
    from povdesk.documents.land_list import build

    return build(assignment_papers.land(connection, answers.year, answers.day, answers.today))


PAPERS = (
    Paper(
        "D06",
        "Kế hoạch phân công cán bộ giúp đỡ hộ nghèo, hộ cận nghèo",
        Receiver.COMMUNE,
        Frame.DECREE,
        plan,
        may_ask=(Ask.AS_OF,),
    ),
    Paper(
        "D07",
        "Danh sách hộ đăng ký thoát nghèo",
        Receiver.COMMUNE,
        Frame.DECREE,
        exits,
        may_ask=(Ask.AS_OF,),
        annex_of="D01",
    ),
    Paper(
        "D36",
        "Danh sách hộ chưa có đất ở, đất sản xuất và phương án sinh kế",
        Receiver.COMMUNE,
        Frame.LIST,
        land,
        may_ask=(Ask.AS_OF,),
    ),
)
