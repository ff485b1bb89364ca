"""Who did what, when: the change history as rows to read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from povdesk.storage.tables import history, officer


@dataclass(frozen=True)
class Entry:
    """One act. at: local time as it was written."""

    seq: int
    at: datetime
    who: str
    action: str
    object_type: str
    object_uid: str
    can_be_undone: bool


def entries(connection: Connection, object_uid: str = "", most: int = 200) -> tuple[Entry, ...]:
    """The newest acts first; only those on one object when its uid is given."""
    undone = select(history.c.undoes_seq).where(history.c.undoes_seq.is_not(None))
    query = (
        select(
            history.c.seq,
            history.c.at_local,
            officer.c.full_name,
            history.c.action,
            history.c.object_type,
            history.c.object_uid,
            history.c.seq.not_in(undone).label("standing"),
            history.c.undoes_seq,
            history.c.payload,
        )
        .outerjoin(officer, officer.c.id == history.c.officer_id)
        .order_by(history.c.seq.desc())
        .limit(most)
    )
    if object_uid:
        query = query.where(history.c.object_uid == object_uid)
    return tuple(
        Entry(
            row.seq,
            datetime.fromisoformat(row.at_local),
            row.full_name or "",
            row.action,
            row.object_type,
            row.object_uid,
            bool(row.standing) and row.undoes_seq is None and bool(row.payload) and row.payload != "[]",
        )
        for row in connection.execute(query)
    )
