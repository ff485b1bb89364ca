"""Facts of the whole database, by key, as JSON."""

import json
from typing import Any

from sqlalchemy import Connection, select

from povdesk.storage.act import Act
from povdesk.storage.tables import setting


def get(connection: Connection, key: str, default: Any = None) -> Any:
    """The value kept under `key`, or the default."""
    found = connection.execute(select(setting.c.value).where(setting.c.key == key)).scalar()
    return default if found is None else json.loads(found)


def put(act: Act, key: str, value: Any) -> None:
    """Keep a value; the act must be described by the caller."""
    text = json.dumps(value, ensure_ascii=False)
    known = act.connection.execute(select(setting.c.id).where(setting.c.key == key)).scalar()
    if known is None:
        act.insert(setting, {"key": key, "value": text})
    else:
        act.update(setting, known, {"value": text})


def is_sample(connection: Connection) -> bool:
    """True for the invented commune: every screen and paper then says DỮ LIỆU MẪU."""
    return bool(get(connection, "is_sample", False))
