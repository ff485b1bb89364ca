"""What a copy says of itself, read from the copy: the live file may have moved on since.

Reads with plain SQL what every released schema has, so that older data can be copied before an upgrade.
"""

import hashlib
import json
import secrets
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from povdesk import __version__
from povdesk.domain.errors import StorageUnavailable
from povdesk.storage.database import checked_connection
from povdesk.storage.tables import SCHEMA_NUMBER

from . import copies, disk, gate
from .header import Header, Reason
from .keys import OfficeKey, key_id


def describe(
    plain: Path, folders: tuple[Path, ...], now: datetime, reason: Reason, key: OfficeKey | None
) -> Header:
    """The header of a copy of the database at `plain`, with a number above all copies in `folders`."""
    at_utc = now.astimezone(UTC).isoformat(timespec="seconds")
    try:
        # Hash and history are looked at beside: SQLite's own checks leave Python free meanwhile.
        with ThreadPoolExecutor(1) as beside, closing(checked_connection(plain)) as inside:
            digest_of_file = beside.submit(_sha256, plain)
            history_holds = beside.submit(_history_holds, plain)
            if inside.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise StorageUnavailable("Bản chép để sao lưu không đạt kiểm tra.", "Sao lưu lại.")
            seq, digest, last_utc, last_local = inside.execute(
                "SELECT seq, hash, at_utc, at_local FROM history ORDER BY seq DESC LIMIT 1"
            ).fetchone() or (0, "", "", "")
            uuid = str(_setting(inside, "database_uuid", ""))
            schema = _number(inside, "PRAGMA user_version")
            return Header(
                app_version=__version__,
                schema=schema,
                db_uuid=uuid,
                commune_code=_commune_code(inside),
                seq=_next_sequence(inside, uuid, folders),
                created_utc=at_utc,
                created_local=now.isoformat(timespec="seconds"),
                clock_suspect=clock_suspect(now, last_utc),
                reason=reason,
                sample=bool(_setting(inside, "is_sample", False)),
                sqlite_version=sqlite3.sqlite_version,
                page_count=_number(inside, "PRAGMA page_count"),
                plain_size=plain.stat().st_size,
                audit_seq=seq,
                audit_hash=digest,
                audit_at=last_local,
                links_whole=inside.execute("PRAGMA foreign_key_check").fetchone() is None,
                counts=gate.row_counts(inside),
                enc=None if key is None else _sealing(key),
                plain_sha256=digest_of_file.result(),
                audit_whole=history_holds.result(),
            )
    finally:
        disk.remove(plain.with_name(f"{plain.name}-journal"))


def _history_holds(plain: Path) -> bool:
    """Only asked of today's schema; an older history is judged by the program that wrote it."""
    with closing(checked_connection(plain)) as inside:
        if _number(inside, "PRAGMA user_version") < SCHEMA_NUMBER:
            return True
        return gate.history_is_whole(inside)


def clock_suspect(now: datetime, last_act_utc: str) -> bool:
    """The computer's clock cannot be right: outside the years of this program, or before the last act."""
    at_utc = now.astimezone(UTC).isoformat(timespec="seconds")
    return not 2024 <= now.year <= 2080 or last_act_utc[:19] > at_utc[:19]


def _setting(inside: sqlite3.Connection, key: str, default: Any) -> Any:
    found = inside.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return default if found is None or not found[0] else json.loads(found[0])


def _number(inside: sqlite3.Connection, statement: str) -> int:
    return int(inside.execute(statement).fetchone()[0] or 0)


def _next_sequence(inside: sqlite3.Connection, uuid: str, folders: tuple[Path, ...]) -> int:
    """Higher than any copy of this database that is known or can be seen."""
    seen = [
        copy.header.seq
        for folder in folders
        for copy in copies.in_folder(folder)
        if copy.header.db_uuid == uuid
    ]
    logged = _number(inside, "SELECT max(sequence) FROM backup_log")
    return 1 + max(int(_setting(inside, "backup_sequence", 0)), logged, *seen, 0)


def _commune_code(inside: sqlite3.Connection) -> str:
    known = inside.execute(
        "SELECT place_code FROM commune_identity ORDER BY valid_from DESC, id DESC LIMIT 1"
    ).fetchone()
    code = "".join(letter for letter in (known[0] if known else "") if letter.isascii() and letter.isalnum())
    return code[:16] or "xa"


def _sealing(key: OfficeKey) -> dict[str, Any]:
    return {
        "alg": "AES-256-GCM",
        "salt": secrets.token_bytes(32).hex(),
        "prefix": secrets.token_bytes(7).hex(),
        "key_id": key_id(key.key),
        "wraps": [dict(wrap) for wrap in key.wraps],
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
