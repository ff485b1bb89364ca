"""The officer's own items of the code lists (holidays of a year, kinds of support), over the shipped ones."""

import json
from types import MappingProxyType

from sqlalchemy import Connection, select

from povdesk.domain import catalogues
from povdesk.domain.catalogues import CatalogueItem
from povdesk.storage.act import Act
from povdesk.storage.tables import catalogue_item


def edits(connection: Connection, name: str) -> tuple[CatalogueItem, ...]:
    """What the officer added to a list or changed in it."""
    rows = connection.execute(
        select(catalogue_item)
        .where(catalogue_item.c.catalogue == name)
        .order_by(catalogue_item.c.position, catalogue_item.c.id)
    )
    return tuple(
        CatalogueItem(
            row.code,
            row.name,
            row.valid_from,
            row.valid_to,
            active=bool(row.active),
            extra=MappingProxyType(json.loads(row.extra or "{}")),
        )
        for row in rows
    )


def load(connection: Connection, name: str) -> tuple[CatalogueItem, ...]:
    """A list as it is in force here."""
    return catalogues.load(name, edits(connection, name))


def names(connection: Connection, name: str) -> dict[str, str]:
    """The words for each code of a list."""
    return {item.code: item.name for item in load(connection, name)}


def keep(act: Act, name: str, item: CatalogueItem) -> None:
    """Add an item to a list, or put it in place of the one with its code."""
    title = catalogues.catalogue(name).title
    act.describe(f"Lưu {item.name} vào danh mục {title}", "catalogue_item", f"{name}:{item.code}")
    values = {
        "name": item.name,
        "valid_from": item.valid_from,
        "valid_to": item.valid_to,
        "active": int(item.active),
        "extra": json.dumps(dict(item.extra), ensure_ascii=False, sort_keys=True),
    }
    known = _key(act.connection, name, item.code)
    if known is None:
        act.insert(catalogue_item, {"catalogue": name, "code": item.code, **values})
    else:
        act.update(catalogue_item, known, values)


def drop(act: Act, name: str, code: str) -> None:
    """Take the officer's item away; a shipped item of that code is in force again."""
    known = _key(act.connection, name, code)
    if known is not None:
        title = catalogues.catalogue(name).title
        act.describe(f"Xóa một mục của danh mục {title}", "catalogue_item", f"{name}:{code}")
        act.delete(catalogue_item, known)


def _key(connection: Connection, name: str, code: str) -> int | None:
    return connection.execute(
        select(catalogue_item.c.id).where(catalogue_item.c.catalogue == name, catalogue_item.c.code == code)
    ).scalar()
