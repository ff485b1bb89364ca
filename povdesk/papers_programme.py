"""Puts the papers of programme and money together: the notice of resources, the reminding letter."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.task_report import TaskReport
from povdesk.papers_catalogue import Answers, Ask, Frame, Paper, Receiver
from povdesk.storage import programme_papers


def resources(connection: Connection, year: int, day: date, hamlet_id: int | None = None) -> Document:
    """D28 with its lists, of the whole commune or one hamlet."""
    from povdesk.documents.resources_notice import build

    return build(programme_papers.resources(connection, year, day, hamlet_id))


def reminder(
    connection: Connection,
    year: int,
    day: date,
    *,
    chosen: Sequence[TaskReport] | None = None,
    reply_by: date | None = None,
    wording: Mapping[str, Sequence[str]] | None = None,
) -> Document:
    """D25 of everything overdue on the day, or of the lines chosen."""
    from povdesk.documents.reminder_letter import build

    return build(
        programme_papers.reminder(connection, year, day, chosen=chosen, reply_by=reply_by, wording=wording)
    )


def _resources(connection: Connection, answers: Answers) -> Document:
    return resources(connection, answers.year, answers.day, answers.hamlet_id)


def _reminder(connection: Connection, answers: Answers) -> Document:
    return reminder(connection, answers.year, answers.day)


PAPERS = (
    Paper(
        "D25",
        "Công văn đôn đốc việc, báo cáo quá hạn",
        Receiver.COMMUNE,
        Frame.DECREE,
        _reminder,
        may_ask=(Ask.AS_OF,),
    ),
    Paper(
        "D28",
        "Thông báo công khai nguồn lực hỗ trợ",
        Receiver.COMMUNE,
        Frame.DECREE,
        _resources,
        may_ask=(Ask.AS_OF, Ask.HAMLET),
        public=True,
    ),
)
