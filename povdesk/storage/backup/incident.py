"""Báo cáo sự cố: what lay on a lost stick or computer, by the log of copies."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from povdesk.storage.tables import backup_log, household, known_stick, person

from .header import Reason


@dataclass(frozen=True)
class LostCopy:
    """One copy that was there."""

    sequence: int
    at: datetime
    file_name: str
    encrypted: bool
    households: int
    people: int
    sha256: str
    reason: str


@dataclass(frozen=True)
class Loss:
    """what: in words. copies: the newest first. households, people: most that one copy (or the data) held."""

    what: str
    copies: tuple[LostCopy, ...]
    households: int
    people: int
    is_computer: bool = False


def of_stick(connection: Connection, uid: str, name: str) -> Loss:
    """Every copy that the log says was written to this stick."""
    stick = select(known_stick.c.id).where(known_stick.c.stick_uuid == uid).scalar_subquery()
    return _loss(name, _logged(connection, backup_log.c.stick_id == stick))


def of_computer(connection: Connection) -> Loss:
    """The live data, and the copies that were not encrypted: they lie on this computer's own disks."""
    held = _logged(connection, backup_log.c.encrypted == 0)
    households = connection.execute(select(func.count()).select_from(household)).scalar_one()
    people = connection.execute(select(func.count()).select_from(person)).scalar_one()
    return Loss("máy tính này", held, households, people, is_computer=True)


def _loss(what: str, held: tuple[LostCopy, ...]) -> Loss:
    most_households = max((copy.households for copy in held), default=0)
    return Loss(what, held, most_households, max((copy.people for copy in held), default=0))


def _logged(connection: Connection, wanted: object) -> tuple[LostCopy, ...]:
    rows = connection.execute(
        select(backup_log)
        .where(backup_log.c.result == "ok", wanted)  # type: ignore[arg-type]
        .order_by(backup_log.c.sequence.desc())
    )
    return tuple(
        LostCopy(
            row.sequence,
            datetime.fromisoformat(row.at_utc).astimezone(),
            row.file_name,
            bool(row.encrypted),
            row.households,
            row.people,
            row.sha256,
            Reason(row.reason).words if row.reason else "",
        )
        for row in rows
    )
