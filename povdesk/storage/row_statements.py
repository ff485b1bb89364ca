"""The statements that an act runs for one row: each made once, as making costs more than running it."""

from functools import cache
from typing import Any

from sqlalchemy import Column, Delete, Insert, Select, Table, Update, bindparam, select

KEY = "wanted_key"
"""What the row's key is called among the values; no column has this name."""


def _key(table: Table) -> Column[Any]:
    return next(iter(table.primary_key.columns))


@cache
def insertion(table: Table) -> Insert:
    """Run with the row's values."""
    return table.insert()


@cache
def change(table: Table) -> Update:
    """Run with the values that are set and the key."""
    return table.update().where(_key(table) == bindparam(KEY))


@cache
def removal(table: Table) -> Delete:
    """Run with the key."""
    return table.delete().where(_key(table) == bindparam(KEY))


@cache
def row(table: Table) -> Select[Any]:
    """Run with the key."""
    return select(table).where(_key(table) == bindparam(KEY))
