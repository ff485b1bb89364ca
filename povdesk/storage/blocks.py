"""Many rows added by one act that can be taken away together, as long as nobody has changed one of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.storage import row_prints

Change = Mapping[str, Any]
"""One entry of an act in the history."""

_AT_ONCE = 500


def is_one(change: Change) -> bool:
    return bool(change.get("block")) and "prints" in change


def rows(connection: Connection, table: Table, change: Change) -> list[dict[str, Any]]:
    """Those of the block's rows that are still there."""
    keys = [key for key, _print in row_prints.expected(change)]
    found: list[dict[str, Any]] = []
    for first in range(0, len(keys), _AT_ONCE):
        wanted = select(table).where(table.c.id.in_(keys[first : first + _AT_ONCE]))
        found += [dict(row) for row in connection.execute(wanted).mappings()]
    return found


def is_untouched(connection: Connection, table: Table, change: Change) -> bool:
    """Are all rows of the block there, as they were added?"""
    prints = dict(row_prints.expected(change))
    found = rows(connection, table, change)
    names = change["columns"]
    # What the act left out had the value that the table gives by itself.
    others = [
        (column.name, _default(column))
        for column in table.columns
        if column.name not in names and not column.primary_key
    ]
    return len(found) == len(prints) and all(
        row_prints.of_row(table, names, row) == prints[row["id"]]
        and all(
            row[name] is None if default is None else str(row[name]) == default for name, default in others
        )
        for row in found
    )


def _default(column: Column[Any]) -> str | None:
    given: Any = column.server_default
    return None if given is None else str(given.arg)


def remove(connection: Connection, table: Table, change: Change) -> int:
    """Take the block away; refused when one of its rows was changed. Returns how many rows went."""
    if not is_untouched(connection, table, change):
        raise NotPossibleNow("Bản ghi đã được sửa sau đó nên không hoàn tác được.")
    keys = [key for key, _print in row_prints.expected(change)]
    for first in range(0, len(keys), _AT_ONCE):
        connection.execute(table.delete().where(table.c.id.in_(keys[first : first + _AT_ONCE])))
    return len(keys)
