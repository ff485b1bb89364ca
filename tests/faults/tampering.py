"""The history altered in the raw file by somebody with SQLite: the chain or an anchor outside tells."""

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from povdesk.storage.act import broken_links, chain_hash, content_hash
from povdesk.storage.backup import container, places
from povdesk.storage.backup.making import make
from povdesk.storage.database import Database

from .saving import keep_what_saves_need, new_office, save

SAVES = 30


@dataclass
class Tampering:
    tried: int = 0
    found_by_chain: int = 0
    found_by_anchor: int = 0
    missed: int = 0


def run(times: int, seed: int = 1) -> Tampering:
    """Each time one of five ways, on a fresh copy; the anchor is the header of a copy made before."""
    generator, result = random.Random(seed), Tampering()
    with tempfile.TemporaryDirectory() as name:
        start = Path(name) / "start" / "povdesk.db"
        new_office(start)
        database = Database(start)
        for number in range(SAVES):
            save(database, number)
        anchor = container.peek(make(database, places.local_folder(start)).path)
        database.close()
        keep_what_saves_need(start)
        path = Path(name) / "povdesk.db"
        for number in range(times):
            shutil.copyfile(start, path)
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                for (trigger,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                ).fetchall():
                    connection.execute(f'DROP TRIGGER "{trigger}"')
                WAYS[number % len(WAYS)](connection, generator, anchor.audit_seq)
            by_chain, by_anchor = _found(path, anchor.audit_seq, anchor.audit_hash)
            result.tried += 1
            result.found_by_chain += by_chain
            result.found_by_anchor += by_anchor and not by_chain
            result.missed += not (by_chain or by_anchor)
    return result


def _found(path: Path, seq: int, digest: str) -> tuple[bool, bool]:
    database = Database(path)
    try:
        with database.reading() as connection:
            by_chain = bool(broken_links(connection))
            row = connection.exec_driver_sql("SELECT hash FROM history WHERE seq = ?", (seq,)).first()
            return by_chain, row is None or row[0] != digest
    finally:
        database.close()


def _edit(connection: sqlite3.Connection, generator: random.Random, last: int) -> None:
    field = generator.choice(("action", "payload", "at_utc", "officer_id", "object_uid", "hash", "prev_hash"))
    value = 999 if field == "officer_id" else "x" + str(generator.random())
    connection.execute(f"UPDATE history SET {field} = ? WHERE seq = ?", (value, generator.randint(1, last)))


def _delete(connection: sqlite3.Connection, generator: random.Random, last: int) -> None:
    connection.execute("DELETE FROM history WHERE seq = ?", (generator.randint(1, last - 1),))


def _swap(connection: sqlite3.Connection, generator: random.Random, last: int) -> None:
    one, two = generator.sample(range(1, last + 1), 2)
    for old, new in ((one, -1), (two, one), (-1, two)):
        connection.execute("UPDATE history SET seq = ? WHERE seq = ?", (new, old))


def _cut_tail(connection: sqlite3.Connection, generator: random.Random, last: int) -> None:
    connection.execute("DELETE FROM history WHERE seq > ?", (generator.randint(1, last - 1),))


def _rewrite(connection: sqlite3.Connection, generator: random.Random, last: int) -> None:
    """Change one act and make every hash after it fit, as somebody with our source could."""
    connection.execute(
        "UPDATE history SET payload = ? WHERE seq = ?",
        (f'[{{"forged":{generator.random()}}}]', generator.randint(1, last)),
    )
    connection.row_factory = sqlite3.Row
    previous = "0" * 64
    for found in connection.execute("SELECT * FROM history ORDER BY seq").fetchall():
        row: dict[str, Any] = dict(found)
        row["payload_hash"] = content_hash(row["salt"], row["action"], row["purpose"], row["payload"])
        row["prev_hash"] = previous
        row["hash"] = previous = chain_hash(row)
        connection.execute(
            "UPDATE history SET payload_hash = ?, prev_hash = ?, hash = ? WHERE seq = ?",
            (row["payload_hash"], row["prev_hash"], row["hash"], row["seq"]),
        )


WAYS: tuple[Callable[[sqlite3.Connection, random.Random, int], None], ...] = (
    _edit,
    _delete,
    _swap,
    _cut_tail,
    _rewrite,
)
