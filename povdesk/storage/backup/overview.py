"""The copies there are, beside what the log says of them: for the page and for the reminder."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from povdesk.storage import commune, settings
from povdesk.storage.tables import backup_log, history, household

from . import copies, places
from .header import Header, Reason
from .keys import OfficeKey, office_key


@dataclass(frozen=True)
class CopyRow:
    """One copy. checked: the log says that this very file was read whole and found good."""

    path: Path
    header: Header
    size: int
    here: bool
    checked: bool

    @property
    def key(self) -> str:
        return str(self.path)

    @property
    def place(self) -> str:
        return "Trong máy này" if self.here else str(self.path.parent)

    @property
    def reason(self) -> str:
        return Reason(self.header.reason).words


@dataclass(frozen=True)
class Overview:
    """rows: the newest first. last_outside: the newest logged copy that left this computer's own folder.

    households, last_change, sequence: of the data in use, to compare a copy with.
    """

    rows: tuple[CopyRow, ...]
    last_outside: datetime | None
    office: OfficeKey | None
    commune: str
    households: int
    last_change: datetime | None
    sequence: int

    @property
    def last_here(self) -> datetime | None:
        return max((row.header.created for row in self.rows if row.here and row.checked), default=None)


NOTHING = Overview((), None, None, "", 0, None, 0)
"""Where there are no data yet, or none that can be read."""


def overview(connection: Connection, database_path: Path, outside: Path | None, today: date) -> Overview:
    """Copies beside the database, and those in the outside folder while it can be seen."""
    local = places.local_folder(database_path)
    logged = connection.execute(select(backup_log).where(backup_log.c.result == "ok")).mappings().all()
    good = {(row["file_name"], row["size"]) for row in logged}
    left = [datetime.fromisoformat(row["at_utc"]) for row in logged if row["place"] != str(local)]
    uuid = settings.get(connection, "database_uuid", "")
    rows = [
        CopyRow(copy.path, copy.header, copy.size, folder == local, (copy.path.name, copy.size) in good)
        for folder in (local, outside)
        if folder is not None
        for copy in copies.in_folder(folder)
        if copy.header.db_uuid == uuid
    ]
    last = connection.execute(
        select(history.c.at_local).where(history.c.object_type != "backup").order_by(history.c.seq.desc())
    ).scalar()
    year = settings.get(connection, "working_year")
    day = min(today, date(year, 12, 31)) if isinstance(year, int) else today
    known = [identity for identity in commune.identities(connection) if identity.valid_from <= day]
    return Overview(
        rows=tuple(sorted(rows, key=lambda row: row.header.seq, reverse=True)),
        last_outside=max(left).astimezone() if left else None,
        office=office_key(connection),
        commune=known[-1].name if known else "",
        households=connection.execute(select(func.count()).select_from(household)).scalar_one(),
        last_change=datetime.fromisoformat(last) if last else None,
        sequence=int(settings.get(connection, "backup_sequence", 0)),
    )
