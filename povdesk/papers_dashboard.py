"""Puts the dashboard's paper together, for the window and for commands."""

from datetime import date

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.dashboard import Dashboard
from povdesk.storage import dashboard


def document(shown: Dashboard, printed_on: date) -> Document:
    """The paper of a dashboard that was read before: exactly what is on the screen."""
    from povdesk.documents.dashboard import build

    return build(shown, printed_on)


def of_year(
    connection: Connection, year: int, compared_year: int, today: date, hamlet_id: int | None = None
) -> Document:
    """The same from the register."""
    return document(dashboard.gather(connection, year, compared_year, today, hamlet_id), today)
