"""Thinning of the automatic copies: by sequence number, never by a clock that may be wrong."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from povdesk.storage import settings
from povdesk.storage.database import Database
from povdesk.storage.tables import history

from . import copies, disk, places
from .header import Header, Reason
from .making import Receipt, make

ALL_OF_LAST = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
NEWEST_OF = {Reason.BEFORE_UPGRADE: 3, Reason.BEFORE_RESTORE: 3}
LARGEST_FALL = 0.20


def thin(folder: Path, db_uuid: str, now: datetime, *, clock_suspect: bool = False) -> tuple[Path, ...]:
    """Remove copies of this database that the rule no longer keeps; returns what was removed.

    Removes nothing while the clock is suspect, or when the newest copy lost a fifth of its rows.
    """
    mine = [copy for copy in copies.in_folder(folder) if copy.header.db_uuid == db_uuid]
    if clock_suspect or _in_doubt([copy.header for copy in mine], now):
        return ()
    keep = kept([copy.header for copy in mine])
    removed: list[Path] = []
    for copy in mine:
        if copy.header.seq not in keep:
            disk.remove(copy.path)
            removed.append(copy.path)
    return tuple(removed)


def automatic(database: Database) -> Receipt | None:
    """A plain copy beside the live data when something was saved since the last one, then thinning.

    None when nothing changed. Raises as `making.make` does; a damaged live file stops the thinning too.
    """
    folder = places.local_folder(database.path)
    with database.reading() as connection:
        uuid = str(settings.get(connection, "database_uuid", ""))
        last = connection.execute(
            select(func.max(history.c.seq)).where(history.c.object_type != "backup")
        ).scalar()
    mine = [copy.header for copy in copies.in_folder(folder) if copy.header.db_uuid == uuid]
    if mine and mine[0].audit_seq >= (last or 0):
        return None
    receipt = make(database, folder, reason=Reason.AUTOMATIC)
    thin(folder, uuid, database.clock())
    return receipt


def kept(headers: Sequence[Header]) -> frozenset[int]:
    """Sequence numbers the rule keeps: two days whole, 12 days, 10 weeks, 9 months, and the pinned ones."""
    if not headers:
        return frozenset()
    newest_first = sorted(headers, key=lambda header: header.seq, reverse=True)
    keep = {newest_first[0].seq}
    keep |= {header.seq for header in headers if header.reason == Reason.PLAN_ISSUED or header.clock_suspect}
    for reason, most in NEWEST_OF.items():
        keep |= {header.seq for header in [h for h in newest_first if h.reason == reason][:most]}
    edge = newest_first[0].created - ALL_OF_LAST
    keep |= {header.seq for header in headers if header.created >= edge}
    older = [header for header in newest_first if header.created < edge]
    keep |= _newest_of_each(older, lambda header: header.created.date().isoformat(), DAILY)
    keep |= _newest_of_each(older, lambda header: f"{header.created:%G-%V}", WEEKLY)
    keep |= _newest_of_each(older, lambda header: f"{header.created:%Y-%m}", MONTHLY)
    return frozenset(keep)


def _newest_of_each(newest_first: Iterable[Header], period: Callable[[Header], str], most: int) -> set[int]:
    found: dict[str, int] = {}
    for header in newest_first:
        if period(header) not in found:
            if len(found) == most:
                break
            found[period(header)] = header.seq
    return set(found.values())


def _in_doubt(headers: list[Header], now: datetime) -> bool:
    """Sequence and time disagree, a copy is from the future, or the newest has far fewer rows."""
    if len(headers) < 2:
        return True
    ordered = sorted(headers, key=lambda header: header.seq)
    newest, before = ordered[-1], ordered[-2]
    times = [header.created for header in ordered if not header.clock_suspect]
    if newest.clock_suspect or newest.created > now or times != sorted(times):
        return True
    return sum(newest.counts.values()) < (1 - LARGEST_FALL) * sum(before.counts.values())
