"""Known sticks: each carries a small file with a random number, and the database keeps its letter (A, B).

Two sticks are used in turns, so that one of them is always somewhere else.
"""

import json
import os
import re
import string
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from povdesk.storage.act import Act
from povdesk.storage.tables import backup_log, known_stick

from . import disk

FOLDER = "PovDesk"
MARK = "povdesk-usb.json"
_LONGEST = 4096
_UUID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True)
class Stick:
    """A stick that has carried a copy. last: its newest good copy. copies: how many it has been given."""

    uid: str
    letter: str
    last: datetime | None
    copies: int

    @property
    def name(self) -> str:
        return f"USB {self.letter}"


def folder_on(chosen: Path) -> Path:
    """Copies lie in a folder of their own, so that nobody looks for them among other files."""
    return chosen if chosen.name == FOLDER else chosen / FOLDER


def read_mark(folder: Path) -> str:
    """The number of the stick whose folder this is; empty when it has none. Nothing in it is trusted."""
    try:
        with (folder / MARK).open("rb") as file:
            found = json.loads(file.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return ""
    uid = found.get("stick") if isinstance(found, dict) else None
    return uid if isinstance(uid, str) and _UUID.fullmatch(uid) else ""


def mark(folder: Path) -> str:
    """Give a stick its number, once; empty when it cannot be written, which spoils no copy."""
    if known := read_mark(folder):
        return known
    uid = uuid.uuid4().hex
    beside = folder / f"~{MARK}.part"
    try:
        with beside.open("wb") as file:
            file.write(json.dumps({"stick": uid}).encode())
            disk.flush(file)
        os.replace(beside, folder / MARK)
    except OSError:
        disk.remove(beside)
        return ""
    return uid


def remember(act: Act, uid: str) -> int | None:
    """The row of a stick, new with the next letter when it is met for the first time."""
    if not uid:
        return None
    seen = act.now.astimezone(UTC).isoformat(timespec="seconds")
    known = act.connection.execute(select(known_stick.c.id).where(known_stick.c.stick_uuid == uid)).scalar()
    if known is not None:
        act.connection.execute(known_stick.update().where(known_stick.c.id == known).values(last_seen=seen))
        return int(known)
    values = {"uid": act.new_uid(), "stick_uuid": uid, "label": _next_letter(act.connection)}
    made = act.connection.execute(known_stick.insert().values(**values, last_seen=seen))
    return int(made.inserted_primary_key[0]) if made.inserted_primary_key else None


def known(connection: Connection) -> tuple[Stick, ...]:
    """All sticks by their letter."""
    rows = connection.execute(
        select(
            known_stick.c.stick_uuid,
            known_stick.c.label,
            func.max(backup_log.c.at_utc).label("last"),
            func.count(backup_log.c.id).label("copies"),
        )
        .outerjoin(backup_log, (backup_log.c.stick_id == known_stick.c.id) & (backup_log.c.result == "ok"))
        .group_by(known_stick.c.id)
        .order_by(known_stick.c.label)
    )
    return tuple(Stick(row.stick_uuid, row.label, _moment(row.last), row.copies) for row in rows)


def plugged_in(roots: Iterable[Path]) -> dict[str, Path]:
    """Folders of marked sticks that can be reached now, by the stick's number."""
    found = {}
    for root in roots:
        folder = folder_on(root)
        if uid := read_mark(folder):
            found[uid] = folder
    return found


def carry_over(act: Act, rows: Iterable[dict[str, Any]]) -> dict[int, int]:
    """Sticks the restored copy does not know yet; returns the new row of each old one."""
    places = {}
    for row in rows:
        kept = act.connection.execute(
            select(known_stick.c.id).where(known_stick.c.stick_uuid == row["stick_uuid"])
        ).scalar()
        if kept is None:
            values = {name: value for name, value in row.items() if name != "id"}
            taken = act.connection.execute(
                select(known_stick.c.id).where(known_stick.c.label == row["label"])
            ).scalar()
            if taken is not None:
                values["label"] = _next_letter(act.connection)
            made = act.connection.execute(known_stick.insert().values(values))
            assert made.inserted_primary_key is not None
            kept = made.inserted_primary_key[0]
        places[int(row["id"])] = int(kept)
    return places


def _next_letter(connection: Connection) -> str:
    taken = set(connection.execute(select(known_stick.c.label)).scalars())
    free = (letter for letter in string.ascii_uppercase if letter not in taken)
    return next(free, str(len(taken) + 1))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
