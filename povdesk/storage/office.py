"""The office's name and place at the head of what a screen prints: one rule for all lists."""

from datetime import date

from sqlalchemy import Connection

from povdesk.domain.commune import identity_on
from povdesk.domain.errors import NotPossibleNow
from povdesk.storage import commune, households


def heading(connection: Connection, today: date) -> tuple[str, str]:
    """Committee and place on the working day; both empty while the unit is not entered."""
    try:
        found = identity_on(commune.identities(connection), households.working_day(connection, today))
    except NotPossibleNow:
        return "", ""
    return found.committee, found.place
