"""How the copies stand now, by the log alone: for the status bar and for what is done by itself."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from povdesk.storage.tables import history, issued_paper

from . import overview, rehearsal, reminder, sticks
from .describing import clock_suspect
from .keys import OfficeKey, office_key
from .sticks import Stick


@dataclass(frozen=True)
class Standing:
    """here, outside: when the newest copies were made. owed_since: the day from which the next one outside is
    counted, None while there is nothing to lose. plans: issued ones.

    clock_suspect: the computer's clock cannot be right. last_saved: the last act of the history.
    remind_after: working days until a copy outside this computer is owed.
    """

    here: datetime | None
    outside: datetime | None
    owed_since: datetime | None
    sticks: tuple[Stick, ...]
    office: OfficeKey | None
    plans: int
    rehearsal_due: bool
    rehearsal_failed: bool
    clock_suspect: bool
    last_saved: datetime | None
    remind_after: int


def read(connection: Connection, database_path: Path, now: datetime) -> Standing:
    """One short read of the log of copies and the end of the history."""
    last = connection.execute(
        select(history.c.at_utc, history.c.at_local).order_by(history.c.seq.desc()).limit(1)
    ).first()
    done = rehearsal.last(connection)
    plans = select(func.count()).select_from(issued_paper).where(issued_paper.c.kind == "ke-hoach")
    return Standing(
        here=overview.last_here(connection, database_path),
        outside=overview.last_outside(connection),
        owed_since=overview.owed_since(connection),
        sticks=sticks.known(connection),
        office=office_key(connection),
        plans=connection.execute(plans).scalar_one(),
        rehearsal_due=rehearsal.is_due(connection, now),
        rehearsal_failed=done is not None and not done.passed,
        clock_suspect=clock_suspect(now, last.at_utc if last else ""),
        last_saved=datetime.fromisoformat(last.at_local) if last else None,
        remind_after=reminder.working_days(connection),
    )
