"""One act that registers a household of five, against the same rows by plain sqlite3."""

import json
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.timing import Figure, round_robin, timed

SAVES = 50


def figures(rounds: int) -> Iterator[Figure]:
    """Both write their line of history and wait for the disk; a slow disk brings the ratio towards 1."""
    from povdesk.storage.creation import create_database
    from povdesk.storage.tables import hamlet

    def fill(act: Any) -> None:
        act.insert(hamlet, {"name": "Thôn Đông"})

    with tempfile.TemporaryDirectory() as kept:
        database = create_database(Path(kept) / "ours.db", fill=fill)
        create_database(Path(kept) / "plain.db", fill=fill).close()
        plain = sqlite3.connect(Path(kept) / "plain.db", isolation_level=None)
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete"):
            with database.reading() as connection:
                value = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            plain.execute(f"PRAGMA {name} = {value}")
        result = round_robin(
            {
                "plain sqlite3": timed(lambda: [_save_plainly(plain) for _ in range(SAVES)]),
                "act": timed(lambda: [_save(database) for _ in range(SAVES)]),
            },
            rounds,
        )
        plain.close()
        database.close()
    yield result.figure(
        "save one household of five", "act", to="plain sqlite3", limit=8, note=f"{SAVES} saves"
    )


def _save(database: Any) -> None:
    from povdesk.storage.tables import household, membership, person

    with database.writing() as act:
        uid = act.new_uid()
        act.describe("Thêm hộ", "household", uid)
        key = act.insert(household, _household(uid))
        for place in range(5):
            member = act.insert(person, _person(place))
            act.insert(membership, _membership(key, member, place))


def _save_plainly(connection: sqlite3.Connection) -> None:
    uid = uuid.uuid4().hex
    rows: list[dict[str, Any]] = []

    def insert(table: str, row: dict[str, Any]) -> int:
        named = {"uid": uuid.uuid4().hex, **row} if table != "history" else row
        rows.append(named)
        marks = ", ".join("?" for _ in named)
        sql = f"INSERT INTO {table} ({', '.join(named)}) VALUES ({marks})"
        return int(connection.execute(sql, tuple(named.values())).lastrowid or 0)

    connection.execute("BEGIN IMMEDIATE")
    key = insert("household", _household(uid))
    for place in range(5):
        member = insert("person", _person(place))
        insert("membership", _membership(key, member, place))
    (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM history").fetchone()
    entry = {
        "seq": last + 1,
        "at_utc": "2024-05-06T07:08:09.000+00:00",
        "at_local": "2024-05-06T14:08:09+07:00",
        "officer_id": 1,
        "action": "Thêm hộ",
        "object_type": "household",
        "object_uid": uid,
        "payload": json.dumps(rows, ensure_ascii=False),
        "salt": b"0" * 16,
        **dict.fromkeys(("payload_hash", "prev_hash", "hash"), "0" * 64),
    }
    insert("history", entry)
    connection.execute("COMMIT")


def _household(uid: str) -> dict[str, Any]:
    return {
        "uid": uid,
        "code": uid[:12],
        "hamlet_id": 1,
        "area": "rural",
        "head_name": "Hồ Văn Đào",
        "search_key": "ho van dao",
        "name_sort_key": "dao ho van",
    }


def _person(place: int) -> dict[str, Any]:
    return {
        "full_name": f"Hồ Thị Ánh {place}",
        "search_key": f"ho thi anh {place}",
        "sex": "female",
        "birth_year": 1980 + place,
        "ethnic_group": "cor",
    }


def _membership(household: int, person: int, place: int) -> dict[str, Any]:
    return {"household_id": household, "person_id": person, "relation": "child", "position": place}
