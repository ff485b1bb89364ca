"""Puts the papers of one household together: reads what they need and builds the documents."""

from datetime import date

from sqlalchemy import Connection

from povdesk.documents.blocks import Document
from povdesk.domain.why_household import WhyHousehold
from povdesk.storage import why_household


def why(connection: Connection, household_id: int, today: date) -> tuple[WhyHousehold, Document]:
    """“Vì sao hộ này?” as values for the screen and as the sheet for the family."""
    found = why_household.gather(connection, household_id, today)
    return found, why_document(found)


def why_document(found: WhyHousehold) -> Document:
    """The sheet of a household that was read before."""
    from povdesk.documents.why_household import build

    return build(found)
