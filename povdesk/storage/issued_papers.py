"""The register of issued papers: the very file that was signed."""

from sqlalchemy import Connection, select

from povdesk.storage.tables import issued_paper


def pdf_of_plan(connection: Connection, plan_id: int) -> bytes | None:
    """The PDF kept when the plan was issued; None before that, or when none was kept."""
    return connection.execute(
        select(issued_paper.c.pdf)
        .where(issued_paper.c.plan_id == plan_id)
        .order_by(issued_paper.c.id.desc())
        .limit(1)
    ).scalar()
