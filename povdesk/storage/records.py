"""Finding a record by its uid, the name that stays the same in every copy of the database."""

from sqlalchemy import Connection, Table, select

from povdesk.domain.errors import NotPossibleNow


def key_of(connection: Connection, table: Table, uid: str) -> int:
    """The internal key of a record. Raises NotPossibleNow when it is gone."""
    key = connection.execute(select(table.c.id).where(table.c.uid == uid)).scalar()
    if key is None:
        raise NotPossibleNow("Bản ghi này không còn nữa.", "Mở lại danh sách rồi thử lại.")
    return int(key)


def key_or_none(connection: Connection, table: Table, uid: str) -> int | None:
    """As key_of; an empty uid means no record."""
    return key_of(connection, table, uid) if uid else None
