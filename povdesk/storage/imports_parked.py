"""Lines of lists that wait for the officer's decision; they do not hold up the rest."""

import json
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from povdesk.domain.importing.cells import Level
from povdesk.domain.importing.verdicts import Rehearsal, RowVerdict, Verdict, park_key
from povdesk.storage.act import Act
from povdesk.storage.tables import import_batch, import_row

WAITS = ""
DROPPED, DONE = "dropped", "done"
"""Decisions: the line is not wanted; it was dealt with by hand."""


class Parked(NamedTuple):
    """One waiting line. name, household: as the file gives them. where: file, sheet and row."""

    id: int
    name: str
    household: str
    where: str
    reason: str
    at: str


def park(act: Act, batch: int, rehearsal: Rehearsal) -> int:
    """Keep the doubtful lines that do not wait already, and what was refused; returns how many wait."""
    waiting = rehearsal.to_park
    refused = [row for row in rehearsal.rows if row.verdict is Verdict.REFUSED]
    act.insert_block(import_row, [_kept(batch, row) for row in (*waiting, *refused)])
    return len(waiting)


def waiting(connection: Connection) -> tuple[Parked, ...]:
    """Lines that wait, the newest file first, in the file's order."""
    rows = connection.execute(
        select(import_row, import_batch.c.file_name, import_batch.c.at_utc)
        .join(import_batch, import_batch.c.id == import_row.c.batch_id)
        .where(import_row.c.verdict == str(Verdict.DOUBTFUL), import_row.c.decision == WAITS)
        .order_by(import_batch.c.id.desc(), import_row.c.id)
    )
    return tuple(_parked(row) for row in rows)


def decide(act: Act, key: int, decision: str) -> None:
    """Dealt with (DONE) or not wanted (DROPPED): the line waits no longer."""
    act.describe("Quyết định về dòng nhập từ Excel", "import", str(key))
    act.update(import_row, key, {"decision": decision})


def waiting_keys(connection: Connection) -> frozenset[tuple[str, str]]:
    """What waits or was decided already, whatever file it came in."""
    rows = connection.execute(
        select(import_row.c.payload).where(import_row.c.verdict == str(Verdict.DOUBTFUL))
    ).scalars()
    return frozenset((kept["said"], kept["doubt"]) for kept in map(json.loads, rows) if "said" in kept)


def _kept(batch: int, row: RowVerdict) -> dict[str, Any]:
    said, doubt = park_key(row)
    payload = {
        "sheet": row.sheet,
        "name": row.name,
        "household": row.household,
        "hamlet": row.hamlet,
        "values": {str(field): str(value) for field, value in row.values.items()},
        "said": said,
        "doubt": doubt,
    }
    worst = [one.words for one in row.remarks if one.remark.level >= Level.DOUBT]
    return {
        "batch_id": batch,
        "row_number": row.number,
        "verdict": str(row.verdict),
        "reason": "; ".join(worst),
        "payload": json.dumps(payload, ensure_ascii=False, sort_keys=True),
        "decision": WAITS,
    }


def _parked(row: Any) -> Parked:
    kept = json.loads(row.payload or "{}")
    where = f"{row.file_name}, {kept.get('sheet', '')}, dòng {row.row_number}"
    return Parked(row.id, kept.get("name", ""), kept.get("household", ""), where, row.reason, row.at_utc[:10])
