"""The statements that an act runs for one row: each made once, as making costs more than running it."""

from functools import cache
from typing import Any

from sqlalchemy import Delete, Insert, Select, Table, Update, bindparam, select

KEY = "wanted_key"
"""What the row's key is called among the values; no column has this name."""


@cache
def insertion(table: Table) -> Insert:
    """Run with the row's values."""
    return table.insert()


@cache
def change(table: Table) -> Update:
    """Run with the values that are set and the key."""
    return table.update().where(table.c.id == bindparam(KEY))


@cache
def removal(table: Table) -> Delete:
    """Run with the key."""
    return table.delete().where(table.c.id == bindparam(KEY))


@cache
def row(table: Table) -> Select[Any]:
    """Run with the key."""
    return select(table).where(table.c.id == bindparam(KEY))
