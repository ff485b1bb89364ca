"""The way back from a restore: which copy holds what was there before it, until the next restore."""

from pathlib import Path

from sqlalchemy import Connection, select

from povdesk.domain.errors import PovDeskError
from povdesk.storage import settings
from povdesk.storage.act import Act
from povdesk.storage.tables import setting

from . import container, copies, places
from .copies import Copy

_SETTING = "restore_undo"


def remember(act: Act, safety: Path | None) -> None:
    """Kept in the restored data themselves; nothing "Hoàn tác" of an ordinary act could take back."""
    text = "" if safety is None else safety.name
    write_setting(act, _SETTING, text)


def way_back(connection: Connection, database_path: Path) -> Copy | None:
    """The safety copy of the last restore while it lies there; None when there was none or it is gone."""
    name = settings.get(connection, _SETTING, "")
    if not isinstance(name, str) or not copies.is_ours(name):
        return None
    path = places.local_folder(database_path) / name
    try:
        return Copy(path, container.peek(path), path.stat().st_size)
    except (PovDeskError, OSError):
        return None


def write_setting(act: Act, key: str, value: object) -> None:
    """Keep a fact of the copies without a place in the officer's undo."""
    import json

    text = json.dumps(value, ensure_ascii=False)
    known = act.connection.execute(select(setting.c.id).where(setting.c.key == key)).scalar()
    if known is None:
        act.connection.execute(setting.insert().values(uid=act.new_uid(), key=key, value=text))
    else:
        act.connection.execute(setting.update().where(setting.c.id == known).values(value=text))
