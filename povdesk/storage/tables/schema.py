"""The one MetaData and the few shapes that all tables share."""

from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Integer, MetaData, String

SCHEMA_NUMBER = 1
"""Written to the file's user_version; raised by each migration."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


def identity() -> tuple[Column[Any], Column[Any]]:
    """Internal integer key and the uid that is stable across copies."""
    return Column("id", Integer, primary_key=True), Column("uid", String(32), nullable=False, unique=True)


def text(name: str, *, index: bool = False) -> Column[Any]:
    """A text that is empty when not given, never NULL."""
    return Column(name, String, nullable=False, server_default="", index=index)


def optional(name: str, kind: type | Any = String) -> Column[Any]:
    """A value that may be unknown (NULL)."""
    return Column(name, kind, nullable=True)


def day(name: str, *, required: bool = False, index: bool = False) -> Column[Any]:
    """A calendar date."""
    return Column(name, Date, nullable=not required, index=index)


def number(name: str, default: int | None = None) -> Column[Any]:
    """A whole number; NULL when unknown unless a default is given."""
    if default is None:
        return Column(name, Integer, nullable=True)
    return Column(name, Integer, nullable=False, server_default=str(default))


def reference(name: str, target: str, *, required: bool = False, owned: bool = False) -> Column[Any]:
    """A foreign key, indexed. owned: the row disappears with what it belongs to."""
    return Column(
        name,
        ForeignKey(f"{target}.id", ondelete="CASCADE" if owned else None),
        nullable=not (required or owned),
        index=True,
    )


def fact(name: str) -> Column[Any]:
    """A three-state answer: yes, no, unknown."""
    return Column(name, String(7), nullable=False, server_default="unknown")
