"""The registers of communes that were merged into this one, kept whole as files beside the database.

They are copies of their own: no copy of this register holds them, and no erasure reaches into them.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from povdesk.storage.tables import merged_commune

FOLDER = "xa-cu"


@dataclass(frozen=True)
class OldRegister:
    """name: of the commune, “xã Trà Hiệp”. file: its place below the data folder."""

    name: str
    file: str


def folder(database_path: Path) -> Path:
    """Where the registers that were taken in are kept: whole and never thinned out."""
    return database_path.parent / FOLDER


def kept(connection: Connection) -> tuple[OldRegister, ...]:
    """Those whose files are still there, the latest first."""
    database = connection.engine.url.database
    if not database:
        return ()
    there = folder(Path(database))
    rows = connection.execute(
        select(merged_commune.c.name, merged_commune.c.archive_name)
        .where(merged_commune.c.archive_name != "")
        .order_by(merged_commune.c.id.desc())
    )
    return tuple(
        OldRegister(row.name, f"{FOLDER}/{row.archive_name}")
        for row in rows
        if (there / row.archive_name).is_file()
    )
