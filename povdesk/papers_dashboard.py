"""Puts the dashboard's paper together."""

from datetime import date

from povdesk.documents.blocks import Document
from povdesk.domain.dashboard import Dashboard


def document(shown: Dashboard, printed_on: date) -> Document:
    """The paper of a dashboard that was read before: exactly what is on the screen."""
    from povdesk.documents.dashboard import build

    return build(shown, printed_on)
