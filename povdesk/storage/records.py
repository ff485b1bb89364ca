"""Records by their uid, the name that stays the same in every copy of the database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.storage.act import Act


def key_of(connection: Connection, table: Table, uid: str) -> int:
    """The internal key of a record. Raises NotPossibleNow when it is gone."""
    key = connection.execute(select(table.c.id).where(table.c.uid == uid)).scalar()
    if key is None:
        raise NotPossibleNow("Bản ghi này không còn nữa.", "Mở lại danh sách rồi thử lại.")
    return int(key)


def key_or_none(connection: Connection, table: Table, uid: str) -> int | None:
    """As key_of; an empty uid means no record."""
    return key_of(connection, table, uid) if uid else None


def keep(act: Act, table: Table, uid: str, values: Mapping[str, Any]) -> tuple[str, int]:
    """Change the record of this uid, or write a new one when it has none yet; returns its uid and key."""
    if uid:
        key = key_of(act.connection, table, uid)
        act.update(table, key, values)
        return uid, key
    made = act.new_uid()
    return made, act.insert(table, {"uid": made, **values})
