"""Files made to do harm: each is refused with one sentence, and the live data keep every byte."""

import hashlib
import json
import random
import sqlite3
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from povdesk.domain.errors import PovDeskError
from povdesk.storage.backup import container, keys
from povdesk.storage.backup.making import make
from povdesk.storage.backup.restoring import restore
from povdesk.storage.backup.verifying import verify

from .samples import a_database, packed, repacked, with_true_checksum

Change = Callable[[sqlite3.Connection], object]


def _sql(*statements: str) -> Change:
    return lambda connection: [connection.execute(statement) for statement in statements]


def _schema_text(change: str) -> Change:
    return _sql("PRAGMA writable_schema = ON", change)


INSIDE: dict[str, Change] = {
    "a trigger more": _sql("CREATE TRIGGER x AFTER INSERT ON household BEGIN DELETE FROM person; END"),
    "a view more": _sql("CREATE VIEW x AS SELECT * FROM person"),
    "a table more": _sql("CREATE TABLE x (a)"),
    "a virtual table more": _sql("CREATE VIRTUAL TABLE x USING fts5(a)"),
    "an index more": _sql("CREATE INDEX x ON person (id_number, full_name)"),
    "an index of a function more": _sql("CREATE INDEX x ON person (abs(id))"),
    "a column more": _sql("ALTER TABLE person ADD COLUMN x"),
    "a table less": _sql("DROP TABLE todo_snooze"),
    "a view in a table's place": _sql("DROP TABLE todo_snooze", "CREATE VIEW todo_snooze AS SELECT 1 AS id"),
    "a generated column": _sql("ALTER TABLE person ADD COLUMN x AS (hex(full_name))"),
    "a schema of nonsense": _schema_text(
        "UPDATE sqlite_master SET sql = 'CREATE TABLE (' WHERE name = 'person'"
    ),
    "roots that point elsewhere": _schema_text(
        "UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'person'"
    ),
    "the same root twice": _schema_text(
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'officer')"
        " WHERE name = 'person'"
    ),
    "a newer schema number": _sql("PRAGMA user_version = 99"),
    "no schema number": _sql("PRAGMA user_version = 0"),
    "another program's mark": _sql("PRAGMA application_id = 1"),
    "another revision": _sql("UPDATE alembic_version SET version_num = '0009'"),
    "two revisions": _sql("INSERT INTO alembic_version VALUES ('0002')"),
    "no revision": _sql("DELETE FROM alembic_version"),
    "a text that is no text": _sql("UPDATE person SET full_name = CAST(x'C3C3FF' AS TEXT) WHERE id = 1"),
    "a link to nowhere": _sql("PRAGMA foreign_keys = OFF", "UPDATE household SET hamlet_id = 999"),
}

HEADER: dict[str, dict[str, object]] = {
    "a schema of the future": {"schema": 99},
    "a schema of no time": {"schema": 0},
    "a negative schema": {"schema": -1},
    "a size without end": {"plain_size": 1 << 60},
    "a size of nothing": {"plain_size": 0},
    "a size too small": {"plain_size": 4096},
    "another sum": {"plain_sha256": "0" * 64},
    "other counts": {"counts": {"household": 5}},
    "no counts": {"counts": {}},
    "counts of other tables": {"counts": {'x"; DROP TABLE person; --': 1}},
    "negative counts": {"counts": {"household": -1}},
    "counts that are words": {"counts": {"household": "one"}},
    "a number that is a word": {"seq": "seven"},
    "a truth that is a number": {"sample": 1},
    "a number that is a truth": {"seq": True},
    "no time": {"created_local": "yesterday"},
    "a time without its zone": {"created_local": "2024-11-20T12:00:00"},
    "a reason nobody knows": {"reason": "fun"},
    "a codec nobody knows": {"codec": "../../etc"},
    "another program": {"app": "PovDesc"},
    "a format of the future": {"format": 2},
    "a list for a key": {"enc": [1]},
    "an empty key": {"enc": {}},
    "a key without its wraps": {"enc": {"alg": "AES-256-GCM", "key_id": "x"}},
    "wraps that are a number": {"enc": {"alg": "AES-256-GCM", "wraps": 7}},
    "a cipher nobody knows": {"enc": {"alg": "ROT13", "wraps": []}},
}


def _texts() -> Iterator[tuple[str, bytes]]:
    """Headers that are not what a header is, with every sum made to fit."""
    for name, text in {
        "no JSON": b"{",
        "a list": b"[]",
        "a number": b"7",
        "nothing": b"",
        "not UTF-8": b'{"app":"\xff\xfe"}',
        "JSON without end": b"[" * 60_000,
        "a key missing": json.dumps({"app": "PovDesk"}).encode(),
        "no number": b'{"seq":NaN}',
        "a number without end": b'{"seq":1' + b"0" * 6000 + b"}",
    }.items():
        start = struct.pack("<8sHHI", container.MAGIC, 1, 1, len(text)) + text
        yield f"header: {name}", with_true_checksum(start + struct.pack("<I", 1 << 31) + bytes(48))


def _frames(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Chunks that lie about themselves, with every sum made to fit."""
    import io

    import zstandard

    checked = container.check(io.BytesIO(whole))
    head, tail = whole[: checked.chunks_from], whole[-48:]
    compress = zstandard.ZstdCompressor(level=19).compress
    unsized = zstandard.ZstdCompressor(write_content_size=False).compress
    last = 1 << 31
    for name, chunks in {
        "none": b"",
        "no last one": struct.pack("<I", 3) + b"abc",
        "longer than the file": struct.pack("<I", last | 400_000) + b"abc",
        "larger than allowed": struct.pack("<I", last | 0x7FFFFFFF) + b"abc",
        "no zstandard": struct.pack("<I", last | 64) + random.Random(1).randbytes(64),
        "a bomb": _framed(compress(bytes(300 << 20)), last),
        "a bomb that hides its size": _framed(unsized(bytes(300 << 20)), last),
        "two frames in one": _framed(compress(b"a") + compress(b"b"), last),
        "a thousand small bombs": _framed(compress(bytes(container.CHUNK)), 0) * 1000
        + _framed(compress(b"x"), last),
        "something behind the last": _framed(compress(b"x"), last) + b"more",
    }.items():
        yield f"chunks: {name}", with_true_checksum(head + chunks + tail)


def _framed(data: bytes, last: int) -> bytes:
    return struct.pack("<I", last | len(data)) + data


def _whole_files(whole: bytes) -> Iterator[tuple[str, bytes]]:
    generator = random.Random(11)
    for length in (0, 1, 7, 8, 15, 16, 17, 63, 64, 500, len(whole) // 2, len(whole) - 49, len(whole) - 1):
        yield f"cut to {length}", whole[:length]
    yield "with CRLF", whole.replace(b"\n", b"\r\n")
    yield "of another kind", b"MZ" + whole[2:]
    yield "a zip", b"PK\x03\x04" + bytes(400)
    yield "twice", whole + whole
    yield "a newer reader wanted", with_true_checksum(whole[:10] + b"\x09\x00" + whole[12:])
    yield "a newer format", with_true_checksum(whole[:8] + b"\x09\x00" + whole[10:])
    yield "a header without end", with_true_checksum(whole[:12] + b"\xff\xff\xff\xff" + whole[16:])
    for number in range(8):
        yield f"noise {number}", container.MAGIC + generator.randbytes(300 + number)
    yield "no database inside", packed(b"hello" * 1000)
    yield "an empty database inside", packed(b"")
    yield "half a database inside", packed(b"SQLite format 3\0" + bytes(84))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every hostile file by what is wrong with it."""
    folder = tmp_path_factory.mktemp("hostile")
    database = a_database(folder / "povdesk.db")
    with database.reading() as connection:
        guard = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalar()
    path = make(database, folder / "usb").path
    database.close()
    whole, work = path.read_bytes(), folder / "work.db"
    changes_inside = {**INSIDE, "a guard of the history less": _sql(f"DROP TRIGGER {guard}")}
    found = {f"inside: {name}": repacked(path, work, change) for name, change in changes_inside.items()}
    found |= {
        f"header: {name}": repacked(path, work, lambda _connection: None, **changes)
        for name, changes in HEADER.items()
        if "enc" not in changes
    }
    found |= {
        f"header: {name}": _with_header(whole, **changes)
        for name, changes in HEADER.items()
        if "enc" in changes
    }
    found["inside: a write-ahead log wanted"] = _in_wal_mode(path)
    found |= dict(_texts()) | dict(_frames(whole)) | dict(_whole_files(whole))
    found["the honest copy"] = whole
    return found


def test_the_honest_copy_beside_the_hostile_ones_is_taken(files: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "copy.pvbak"
    path.write_bytes(files["the honest copy"])

    assert verify(path).opened
    assert len(files) > 60


def test_every_hostile_file_is_refused_with_a_sentence_and_the_live_data_keep_every_byte(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    live = tmp_path / "dữ liệu" / "povdesk.db"
    a_database(live).close()
    before = hashlib.sha256(live.read_bytes()).hexdigest()
    path, accepted, slow = tmp_path / "copy.pvbak", [], []
    for name, data in files.items():
        if name == "the honest copy":
            continue
        path.write_bytes(data)
        begun = time.process_time()
        for take in (lambda: restore(path, live, "mat khau nao do"), lambda: verify(path, "mat khau nao do")):
            try:
                take()
                accepted.append(name)
            except PovDeskError as refused:
                assert refused.message.endswith(".") and "\n" not in refused.message, name
        if time.process_time() - begun > 10:
            slow.append(name)
        assert hashlib.sha256(live.read_bytes()).hexdigest() == before, name
        assert sorted(each.name for each in live.parent.rglob("*")) == ["povdesk.db", "tmp"], name
    assert not accepted
    assert not slow


def test_an_encrypted_copy_altered_anywhere_is_refused_even_when_the_sums_fit(tmp_path: Path) -> None:
    database = a_database(tmp_path / "povdesk.db")
    office, code = keys.new_office_key("suoi trong nui xanh", cost=10)
    whole = make(database, tmp_path / "usb", key=office).path.read_bytes()
    database.close()
    path, generator = tmp_path / "copy.pvbak", random.Random(4)
    for _ in range(60):
        altered = bytearray(whole)
        altered[generator.randrange(len(whole) - 48)] ^= 1 << generator.randrange(8)
        path.write_bytes(with_true_checksum(bytes(altered)))
        with pytest.raises(PovDeskError):
            verify(path, code, passing=tmp_path / "tmp")
            raise AssertionError(altered)


def _with_header(whole: bytes, **changes: object) -> bytes:
    (length,) = struct.unpack("<I", whole[12:16])
    header = {**json.loads(whole[16 : 16 + length]), **changes}
    text = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    start = struct.pack("<8sHHI", container.MAGIC, 1, 1, len(text)) + text
    return with_true_checksum(start + whole[16 + length :])


def _in_wal_mode(path: Path) -> bytes:
    """The mark of a write-ahead log: such a database would need a second file beside it."""
    pieces: list[bytes] = []
    with path.open("rb") as file:
        checked = container.check(file)
        container.unpack(file, checked, None, pieces.append)
    plain = bytearray(b"".join(pieces))
    plain[18:20] = b"\x02\x02"
    counts = dict(checked.header.counts)
    return packed(bytes(plain), None, counts=counts, db_uuid=checked.header.db_uuid)
