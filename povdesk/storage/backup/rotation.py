"""The automatic copies and their thinning: by sequence number, never by a clock that may be wrong."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from sqlalchemy import func, select

from povdesk.domain.errors import PovDeskError, StorageUnavailable
from povdesk.storage import settings
from povdesk.storage.database import Database
from povdesk.storage.tables import history

from . import container, copies, disk, places, second_disk
from .copies import Copy
from .header import Header, Reason
from .making import Receipt, make

ALL_OF_LAST = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
NEWEST_OF = {Reason.BEFORE_UPGRADE: 3, Reason.BEFORE_RESTORE: 3, Reason.BEFORE_IMPORT: 3}
LARGEST_FALL = 0.20
LONGEST_PAUSE = timedelta(days=180)
"""A longer time between two copies is rather a wrong clock than a long leave."""
LOOKED_AT = 60
LEAST_ON_STICK, WHOLE_ON_STICK = 10, 3


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


def thin_stick(folder: Path, db_uuid: str, now: datetime) -> tuple[Path, ...]:
    """Make room on a stick: at least the ten newest stay, and what the rule keeps; only our own are removed.

    A copy goes only when three newer ones on this stick are read whole and found good now. Nothing goes
    while the clock is suspect, or when the newest copy lost a fifth of its rows.
    """
    mine = [copy for copy in copies.in_folder(folder) if copy.header.db_uuid == db_uuid]
    headers = [copy.header for copy in mine]
    keep = kept(headers) | {header.seq for header in headers[:LEAST_ON_STICK]}
    leaving = [copy for copy in mine if copy.header.seq not in keep]
    if not leaving or _in_doubt(headers, now) or not _newest_are_whole(mine):
        return ()
    for copy in leaving:
        disk.remove(copy.path)
    return tuple(copy.path for copy in leaving)


def automatic(
    database: Database, reason: Reason = Reason.AUTOMATIC, second: Path | None = None
) -> Receipt | None:
    """A plain copy beside the live data when something was saved since the last one, then thinning.

    second: a folder on another disk inside the computer, which gets the newest copies too.
    None when nothing changed. Raises as `making.make` does; a damaged live file stops the thinning too.
    """
    folder = places.local_folder(database.path)
    with database.reading() as connection:
        uuid = str(settings.get(connection, "database_uuid", ""))
        last = connection.execute(
            select(func.max(history.c.seq)).where(history.c.object_type != "backup")
        ).scalar()
    mine = [copy.header for copy in copies.in_folder(folder) if copy.header.db_uuid == uuid]
    covered = bool(mine) and mine[0].audit_seq >= (last or 0)
    if covered and reason != Reason.PLAN_ISSUED:
        receipt = None
    else:
        receipt = make(database, folder, reason=reason)
        thin(folder, uuid, database.clock())
    if second is not None:
        second_disk.follow(folder, second, uuid)
        thin(second, uuid, database.clock())
    return receipt


def before(path: Path, reason: Reason, clock: Callable[[], datetime] | None = None) -> Receipt | None:
    """A local copy before something large: an import, deleting in bulk. Call it outside any act.

    None when the newest copy already holds all that was saved. Raises StorageUnavailable when the disk has
    no room for the work itself.
    """
    needed = 3 * path.stat().st_size + 100_000_000
    if shutil.disk_usage(path.parent).free < needed:
        raise StorageUnavailable(
            "Ổ đĩa không đủ chỗ trống cho việc này; chưa làm gì.",
            f"Giải phóng khoảng {needed // 1_000_000} MB rồi làm lại.",
        )
    database = Database(path, clock)
    try:
        return automatic(database, reason)
    finally:
        database.close()


def kept(headers: Sequence[Header]) -> frozenset[int]:
    """Sequence numbers the rule keeps: two days whole, 12 days, 10 weeks, 9 months, and the pinned ones."""
    if not headers:
        return frozenset()
    newest_first = sorted(headers, key=lambda header: header.seq, reverse=True)
    keep = {newest_first[0].seq}
    keep |= {header.seq for header in headers if header.reason == Reason.PLAN_ISSUED or header.clock_suspect}
    keep |= {header.seq for header in headers if header.created > newest_first[0].created}
    for reason, most in NEWEST_OF.items():
        keep |= {header.seq for header in [h for h in newest_first if h.reason == reason][:most]}
    edge = newest_first[0].created - ALL_OF_LAST
    keep |= {header.seq for header in headers if header.created >= edge}
    older = [header for header in newest_first if header.created < edge]
    keep |= _newest_of_each(older, lambda header: header.created.date().isoformat(), DAILY)
    keep |= _newest_of_each(older, lambda header: f"{header.created:%G-%V}", WEEKLY)
    keep |= _newest_of_each(older, lambda header: f"{header.created:%Y-%m}", MONTHLY)
    return frozenset(keep)


def _newest_are_whole(mine: Sequence[Copy]) -> bool:
    """The three newest, read now from the stick itself."""
    newest = mine[:WHOLE_ON_STICK]
    return len(newest) == WHOLE_ON_STICK and all(is_whole(copy.path) for copy in newest)


def is_whole(path: Path) -> bool:
    """Read now, from the device where the system allows it: the bytes are what was written."""
    try:
        with path.open("rb") as file:
            disk.forget_cached(file)
            container.check(file)
    except (PovDeskError, OSError):
        return False
    return True


def _newest_of_each(newest_first: Iterable[Header], period: Callable[[Header], str], most: int) -> set[int]:
    found: dict[str, int] = {}
    for header in newest_first:
        if period(header) not in found:
            if len(found) == most:
                break
            found[period(header)] = header.seq
    return set(found.values())


def _in_doubt(headers: list[Header], now: datetime) -> bool:
    """Sequence and time disagree, time leapt, a copy is from the future, or the newest has far fewer rows.

    Only the newest copies are asked, so that a clock set right long ago does not stop the thinning for ever.
    """
    if len(headers) < 2:
        return True
    ordered = sorted(headers, key=lambda header: header.seq)[-LOOKED_AT:]
    newest, before = ordered[-1], ordered[-2]
    times = [header.created for header in ordered if not header.clock_suspect]
    leapt = any(later - earlier > LONGEST_PAUSE for earlier, later in pairwise(times))
    if newest.clock_suspect or newest.created > now or times != sorted(times) or leapt:
        return True
    return sum(newest.counts.values()) < (1 - LARGEST_FALL) * sum(before.counts.values())
