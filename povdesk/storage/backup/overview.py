"""The copies there are, beside what the log says of them: for the page, the status bar and the reminder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Table, func, select

from povdesk.domain.commune import CommuneIdentity
from povdesk.domain.todo import BACKUP_WORKING_DAYS
from povdesk.storage import commune, old_registers, settings
from povdesk.storage.tables import backup_log, history, household, issued_paper, person

from . import copies, places, rehearsal, reminder, sticks, undoing
from .copies import Copy
from .header import Header, Reason
from .keys import OfficeKey, office_key
from .rehearsal import Rehearsal
from .sticks import Stick

HERE, SECOND = "Trong máy này", "Ổ đĩa thứ hai"

_NOT_ENTERED = ("setting", "backup", "officer")
"""Acts that enter no data of the commune."""


@dataclass(frozen=True)
class CopyRow:
    """One copy. checked: the log says that this very file was read whole and found good."""

    path: Path
    header: Header
    size: int
    place: str
    checked: bool

    @property
    def key(self) -> str:
        return str(self.path)

    @property
    def here(self) -> bool:
        return self.place == HERE

    @property
    def reason(self) -> str:
        return Reason(self.header.reason).words


@dataclass(frozen=True)
class Overview:
    """rows: the newest first. last_outside: the newest logged copy that left this computer.

    sticks: those that have carried copies. rehearsal: the last one. way_back: the copy that undoes the last
    restore. remind_after: working days until a copy outside is owed. old_registers: communes merged into this
    one whose own registers lie beside the database, in none of the copies. households, last_change,
    sequence: of the data in use, to compare a copy with.
    """

    rows: tuple[CopyRow, ...] = ()
    last_outside: datetime | None = None
    office: OfficeKey | None = None
    commune: str = ""
    agency: str = ""
    households: int = 0
    people: int = 0
    plans: int = 0
    last_change: datetime | None = None
    sequence: int = 0
    uuid: str = ""
    sticks: tuple[Stick, ...] = ()
    rehearsal: Rehearsal | None = None
    way_back: Copy | None = None
    remind_after: int = BACKUP_WORKING_DAYS
    old_registers: tuple[str, ...] = ()

    @property
    def last_here(self) -> datetime | None:
        return max((row.header.created for row in self.rows if row.here and row.checked), default=None)

    @property
    def last_second(self) -> datetime | None:
        """The newest copy on the second disk that can be seen."""
        return max((row.header.created for row in self.rows if row.place == SECOND), default=None)


NOTHING = Overview()
"""Where there are no data yet, or none that can be read."""


def overview(
    connection: Connection,
    database_path: Path,
    today: date,
    outside: Sequence[Path] = (),
    second: Path | None = None,
) -> Overview:
    """Copies beside the database, on the second disk, and in the outside folders that can be seen now."""
    local = places.local_folder(database_path)
    logged = connection.execute(select(backup_log).where(backup_log.c.result == "ok")).mappings().all()
    good = {(row["file_name"], row["size"]) for row in logged}
    uuid = str(settings.get(connection, "database_uuid", ""))
    known = sticks.known(connection)
    names = {stick.uid: stick.name for stick in known}
    wanted = {local: HERE} | ({second: SECOND} if second is not None else {})
    for folder in outside:
        wanted.setdefault(folder, names.get(sticks.read_mark(folder), str(folder)))
    rows = [
        CopyRow(copy.path, copy.header, copy.size, place, (copy.path.name, copy.size) in good)
        for folder, place in wanted.items()
        for copy in copies.in_folder(folder)
        if copy.header.db_uuid == uuid
    ]
    named = _identity(connection, today)
    last = connection.execute(
        select(history.c.at_local).where(history.c.object_type != "backup").order_by(history.c.seq.desc())
    ).scalar()
    return Overview(
        rows=tuple(sorted(rows, key=lambda row: row.header.seq, reverse=True)),
        last_outside=last_outside(connection),
        office=office_key(connection),
        commune=named.name if named else "",
        agency=f"UBND {named.kind} {named.name}" if named else "",
        households=_count(connection, household),
        people=_count(connection, person),
        plans=_count(connection, issued_paper),
        last_change=datetime.fromisoformat(last) if last else None,
        sequence=int(settings.get(connection, "backup_sequence", 0)),
        uuid=uuid,
        sticks=known,
        rehearsal=rehearsal.last(connection),
        remind_after=reminder.working_days(connection),
        way_back=undoing.way_back(connection, database_path),
        old_registers=tuple(one.name for one in old_registers.kept(connection)),
    )


def last_here(connection: Connection, database_path: Path) -> datetime | None:
    """When the newest good copy beside the data was made, by the log."""
    place = str(places.local_folder(database_path))
    found = connection.execute(
        select(func.max(backup_log.c.at_utc)).where(backup_log.c.result == "ok", backup_log.c.place == place)
    ).scalar()
    return datetime.fromisoformat(found).astimezone() if found else None


def last_outside(connection: Connection) -> datetime | None:
    """When the newest copy that left this computer was made: what leaves is encrypted."""
    found = connection.execute(
        select(func.max(backup_log.c.at_utc)).where(backup_log.c.result == "ok", backup_log.c.encrypted == 1)
    ).scalar()
    return datetime.fromisoformat(found).astimezone() if found else None


def owed_since(connection: Connection) -> datetime | None:
    """From when a copy outside is owed: the newest one there, else the first day with data to lose.

    None while nothing has been entered: the names and settings of a new register are soon made again.
    """
    last = last_outside(connection)
    if last is not None:
        return last
    entered = select(func.min(history.c.at_utc)).where(
        history.c.seq > 1, history.c.object_type.not_in(_NOT_ENTERED)
    )
    first = connection.execute(entered).scalar()
    if first is None and _count(connection, household):
        first = connection.execute(select(func.min(history.c.at_utc))).scalar()
    return datetime.fromisoformat(first).astimezone() if first else None


def _identity(connection: Connection, today: date) -> CommuneIdentity | None:
    year = settings.get(connection, "working_year")
    day = min(today, date(year, 12, 31)) if isinstance(year, int) else today
    names = [each for each in commune.identities(connection) if each.valid_from <= day]
    return names[-1] if names else None


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
