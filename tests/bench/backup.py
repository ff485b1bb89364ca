"""A copy of a 50 MB database against its bare steps and a plain copy; looking at it against SHA-256."""

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.bench.timing import Figure, round_robin, run_process, timed

SIZE = 50 << 20
HOUSEHOLDS = 2_300

FLUSH = 20_000
"""Microseconds."""

PROMISED = (
    ("save", "old disk: save a household, 95th of 100", 300),
    ("start", "old disk: open and check 3,000 households", 3_000),
    ("backup", "old disk: a copy on the same disk", 5_000),
    ("verify", "old disk: verify and open that copy", 2_000),
    ("restore", "old disk: bring it back", 30_000),
)


def figures(rounds: int) -> Iterator[Figure]:
    """The copy is encrypted, as one that goes to a stick."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        database = _database(folder / "data" / "povdesk.db")
        key, _code = _new_key()
        stick = folder / "usb"
        result = round_robin(
            {
                "a plain copy": timed(lambda: _plain_copy(database.path, folder / "copy.db")),
                "its bare steps": timed(lambda: _bare_steps(database.path, folder)),
                "backup": timed(lambda: _make(database, stick, key)),
            },
            min(rounds, 5),
        )
        size = f"{database.path.stat().st_size / 1e6:.0f} MB"
        yield result.figure("backup to a stick", "backup", to="its bare steps", limit=1.25, note=size)
        yield result.figure("backup to a stick", "backup", to="a plain copy", limit=30, note=size)
        copy = max(stick.glob("*.pvbak"))
        looked = round_robin(
            {"SHA-256": timed(lambda: _sha256(copy)), "verify": timed(lambda: _verify(copy))}, rounds
        )
        database.close()
        note = f"{copy.stat().st_size / 1e6:.1f} MB"
        yield looked.figure("verify without a key", "verify", to="SHA-256", limit=1.5, note=note)
    yield from _on_an_old_disk()


def _on_an_old_disk() -> Iterator[Figure]:
    """Each flush takes 20 ms, as on an old disk; seconds that were promised as such."""
    from tests.faults.tools import shim

    slow = (f"LD_PRELOAD={shim()}", f"DISK_SHIM_FLUSH_MICROSECONDS={FLUSH}")
    with tempfile.TemporaryDirectory() as folder:
        found = json.loads(run_process("slow_disk", folder, seconds=300, prefix=("env", *slow)))
    for name, words, most in PROMISED:
        yield Figure(words, round(found[name] * 1000), most, floor="20 ms per flush", unit=" ms")


def _database(path: Path) -> Any:
    """The sample commune, many times over, with a few scans."""
    from povdesk.storage import demo
    from povdesk.storage.tables import setting

    database = demo.create(path, households=HOUSEHOLDS)
    missing = SIZE - path.stat().st_size
    if missing > 0:
        with database.writing() as act:
            act.describe("Thêm bản chụp")
            act.connection.execute(
                setting.insert().values(uid="scan", key="scan", value=os.urandom(missing // 2).hex())
            )
    return database


def _new_key() -> Any:
    from povdesk.storage.backup import keys

    return keys.new_office_key("suoi trong nui xanh", "2024-11-20")


def _make(database: Any, stick: Path, key: Any) -> None:
    from povdesk.storage.backup.making import make

    make(database, stick, key=key)


def _verify(copy: Path) -> None:
    from povdesk.storage.backup.verifying import verify

    verify(copy)


def _plain_copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    _flush(target)
    target.unlink()


def _bare_steps(live: Path, folder: Path) -> None:
    """What must be done at least, each with nothing around it.

    SHA-256 as the format has it: of the data for the header, of the file for its end and when read back.
    """
    import zstandard
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from povdesk.storage.backup import container

    plain, target = folder / "bare.db", folder / "bare.pvbak"
    with closing(sqlite3.connect(live)) as connection:
        _whole(connection)
        connection.execute("VACUUM INTO ?", (str(plain),))
    with closing(sqlite3.connect(plain)) as connection:
        _whole(connection)
    _sha256(plain)
    digest = hashlib.sha256()
    compress = zstandard.ZstdCompressor(level=container.LEVEL).compress
    encrypt = AESGCM(bytes(32)).encrypt
    with plain.open("rb") as source, target.open("wb") as file:
        counter = 0
        while piece := source.read(container.CHUNK):
            sealed = encrypt(counter.to_bytes(12, "big"), compress(piece), b"")
            digest.update(sealed)
            file.write(sealed)
            counter += 1
        file.flush()
        os.fsync(file.fileno())
        # Read back from the device and not from memory.
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    _sha256(target)
    plain.unlink()
    target.unlink()


def _whole(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise RuntimeError("the database of the benchmark is damaged")


def _sha256(path: Path) -> None:
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
