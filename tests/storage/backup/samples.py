"""A small commune, its copies, and copies made by somebody who means no good."""

import hashlib
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from povdesk.storage.backup import container, gate, keys
from povdesk.storage.backup.header import Header
from povdesk.storage.backup.keys import OfficeKey
from povdesk.storage.creation import create_database
from povdesk.storage.database import Database
from povdesk.storage.tables import hamlet, household, person
from tests.storage.commune_builder import HAMLETS

NOON = datetime(2024, 11, 20, 12, tzinfo=UTC)
PASSPHRASE = "suoi trong nui xanh"
NAMES = ("Đinh Văn Suối", "Hồ Thị Nguồn", "Phạm Văn Đá")
QUICK = 10
"""The least cost of scrypt that a reader takes: the tests open hundreds of copies."""


def a_database(path: Path) -> Database:
    """Two hamlets, a household and three invented people."""

    def fill(act: Any) -> None:
        for place, name in enumerate(HAMLETS):
            act.insert(hamlet, {"name": name, "position": place})
        act.insert(household, {"code": "TL-01-001", "hamlet_id": 1})
        for number, name in enumerate(NAMES):
            act.insert(person, {"full_name": name, "id_number": f"05100000000{number}"})

    return create_database(path, fill=fill, clock=lambda: NOON)


def a_key() -> tuple[OfficeKey, str]:
    return keys.new_office_key(PASSPHRASE, "2024-11-20", cost=QUICK)


def a_header(plain: bytes, **changes: Any) -> Header:
    """A header that fits these bytes."""
    header = Header(
        app_version="1.0",
        schema=1,
        db_uuid="0" * 32,
        commune_code="TL",
        seq=7,
        created_utc="2024-11-20T05:00:00+00:00",
        created_local="2024-11-20T12:00:00+07:00",
        clock_suspect=False,
        reason="manual",
        sample=False,
        sqlite_version="3.45.1",
        page_count=1,
        plain_size=len(plain),
        plain_sha256=hashlib.sha256(plain).hexdigest(),
        audit_seq=1,
        audit_hash="0" * 64,
        audit_at="2024-11-20T11:00:00+07:00",
        links_whole=True,
        counts={"household": 1},
    )
    return replace(header, **changes)


def packed(plain: bytes, key: bytes | None = None, **changes: Any) -> bytes:
    """The bytes of a copy of `plain`, encrypted when a key is given."""
    enc = None
    if key is not None:
        enc = {"alg": "AES-256-GCM", "salt": "11" * 32, "prefix": "22" * 7, "wraps": [], "key_id": ""}
    file = io.BytesIO()
    container.write(
        file, a_header(plain, **{"enc": enc, **changes}), io.BytesIO(plain), key, lambda _done: None
    )
    return file.getvalue()


def with_true_checksum(data: bytes) -> bytes:
    """The same bytes with the size and checksum that fit them, as a forger would write them."""
    body = data[:-48]
    body += container.END + (len(data)).to_bytes(8, "little")
    return body + hashlib.sha256(body).digest()


def repacked(path: Path, work: Path, change: Callable[[sqlite3.Connection], None], **header: Any) -> bytes:
    """A plain copy whose database was changed by somebody who then made every sum fit."""
    with path.open("rb") as file:
        checked = container.check(file)
        work.unlink(missing_ok=True)
        with work.open("wb") as out:
            container.unpack(file, checked, None, out.write)
    with closing(sqlite3.connect(work)) as connection:
        change(connection)
        connection.commit()
        try:
            counts = gate.row_counts(connection)
        except sqlite3.Error:
            counts = dict(checked.header.counts)
    plain = work.read_bytes()
    work.unlink()
    fitting = replace(
        checked.header,
        plain_size=len(plain),
        plain_sha256=hashlib.sha256(plain).hexdigest(),
        counts=counts,
    )
    file_out = io.BytesIO()
    container.write(file_out, replace(fitting, **header), io.BytesIO(plain), None, lambda _done: None)
    return file_out.getvalue()
