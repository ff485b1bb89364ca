"""One act of the officer: several changes, one transaction, one line in the history."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, func, select

from povdesk.domain import officer as officer_rules
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.officer import Role
from povdesk.storage import blocks, period_lock, row_prints, row_statements
from povdesk.storage.tables import history, metadata, officer

_GENESIS = "0" * 64

ERASED = "(nội dung đã xóa)"
"""Stands for the words of an act whose content was erased."""


class Act:
    """Collects what one use case changes; `finish` writes the history row in the same transaction.

    Every change of a record goes through insert, update or delete: they keep before and after of the
    changed fields only. Rows owned by a deleted row must be deleted first, so that undo can bring them back.
    """

    def __init__(self, connection: Connection, now: datetime, signed_in: int | None = None) -> None:
        self.connection = connection
        self.now = now
        self.new_uid = new_uid
        self._changes: list[dict[str, Any]] = []
        self._action = ""
        self._object: tuple[str, str] = ("", "")
        self._purpose = ""
        self._undoes: int | None = None
        self._officer_id = signed_in
        # Read before anything is changed: nobody gives themselves a role.
        self._role = Role.MANAGE if signed_in is None else _role_of(connection, signed_in)
        self._needed: Role | None = None
        self._written_before = _rows_written(connection)
        self._closed: frozenset[int] | None = None

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def officer_id(self) -> int:
        """Who acts: the one who signed in, else the first officer."""
        if self._officer_id is None:
            found = self.connection.execute(
                select(officer.c.id).where(officer.c.active == 1).order_by(officer.c.id).limit(1)
            ).scalar()
            self._officer_id = int(found or 0)
        return self._officer_id

    @property
    def has_changes(self) -> bool:
        return bool(self._changes)

    def needs(self, role: Role) -> None:
        """Say which role the act needs where what it changes does not tell (signing in, erasing)."""
        self._needed = role

    def for_all_years(self) -> None:
        """The act brings rows of years closed here from a register of its own (communes merged)."""
        self._closed = frozenset()

    def by(self, officer_id: int) -> None:
        """The act is this officer's, whoever is signed in (signing in itself)."""
        self._officer_id = officer_id

    @property
    def may_write(self) -> bool:
        """False for somebody who may only look."""
        return self._role.covers(Role.ENTER)

    def note_rows(self, table: str, rows: int, **facts: Any) -> None:
        """Keep in the history that rows were changed without keeping what stood in them."""
        self._changes.append({"table": table, "rows": rows, **facts})

    def describe(self, action: str, object_type: str = "", object_uid: str = "", purpose: str = "") -> None:
        """The Vietnamese name of the act, as "Hoàn tác: …" will show it; the first call names it."""
        if not self._action:
            self._action, self._object, self._purpose = action, (object_type, object_uid), purpose

    def insert(self, table: Table, values: Mapping[str, Any]) -> int:
        """Add a row; gives it a uid when it has none. Returns its id."""
        row = dict(values)
        if "uid" in table.c and not row.get("uid"):
            row["uid"] = self.new_uid()
        self._guard(table, None, row)
        result = self.connection.execute(row_statements.insertion(table), row)
        key = result.inserted_primary_key[0] if result.inserted_primary_key else None
        self._note(table, key, row.get("uid"), None, row)
        return int(key) if isinstance(key, int) else 0

    def insert_many(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> int:
        """Add many rows at once (sample data, imports); history keeps their number only. Returns it.

        All rows name the same columns.
        """
        named = "uid" in table.c
        prepared = [{"uid": self.new_uid(), **row} if named and "uid" not in row else row for row in rows]
        if closed := self._closed_years(table):
            period_lock.refuse_many(self.connection, closed, table, prepared)
        if prepared:
            # Straight to the driver: SQLAlchemy's work per row would double the time of a large sample.
            names = list(prepared[0])
            columns = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join("?" for _ in names)
            stored = row_prints.as_stored(table, names, prepared)
            first = self.connection.execute(select(func.max(table.c.id))).scalar() or 0
            self.connection.exec_driver_sql(
                f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', stored
            )
            prints = row_prints.of_rows(names, stored, first)
            self._changes.append({"table": table.name, "rows": len(prepared), **prints})
        return len(prepared)

    def insert_block(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> int:
        """As `insert_many`, for rows that undo takes away together while they are as they were added."""
        count = self.insert_many(table, rows)
        if count:
            self._changes[-1]["block"] = True
        return count

    def update(self, table: Table, key: int, values: Mapping[str, Any]) -> bool:
        """Change fields of one row; fields that stay equal are left out. False when nothing changed."""
        before = self._row(table, key)
        if before is None:
            raise NotPossibleNow("Bản ghi này không còn nữa.", "Mở lại danh sách rồi thử lại.")
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return False
        self._guard(table, before, changed)
        self.connection.execute(row_statements.change(table), {**changed, row_statements.KEY: key})
        self._note(table, key, before.get("uid"), {name: before[name] for name in changed}, changed)
        return True

    def delete(self, table: Table, key: int) -> None:
        """Remove one row; its whole content stays in the history."""
        before = self._row(table, key)
        if before is not None:
            self._guard(table, before, None)
            self.connection.execute(row_statements.removal(table), {row_statements.KEY: key})
            self._note(table, key, before.get("uid"), before, None)

    def undo(self, seq: int) -> str:
        """Put back what act `seq` changed; refused when it was changed again since. Returns its name."""
        row = self.connection.execute(select(history).where(history.c.seq == seq)).mappings().first()
        if row is None or row["payload"] is None:
            raise NotPossibleNow("Việc này không hoàn tác được nữa.")
        changes = json.loads(row["payload"])
        for change in reversed(changes):
            if blocks.is_one(change):
                self._take_away(metadata.tables[change["table"]], change)
                continue
            if "rows" in change or _has_bytes(change):
                raise NotPossibleNow("Việc này không hoàn tác được.", "Phục hồi từ bản sao lưu nếu cần.")
            self._put_back(metadata.tables[change["table"]], change)
        self._undoes = seq
        action = str(row["action"])
        self.describe(f"Hoàn tác: {action}", str(row["object_type"]), str(row["object_uid"]))
        return action

    def finish(self) -> int | None:
        """Write the history row; None when nothing was changed and nothing was described."""
        self._refuse_by_role()
        if not self._changes and not self._action:
            return None
        if not self._action:
            raise RuntimeError("an act that changes records must be described")
        last = self.connection.execute(
            select(history.c.seq, history.c.hash, history.c.at_utc).order_by(history.c.seq.desc()).limit(1)
        ).first()
        at_utc = self.now.astimezone(UTC).isoformat(timespec="milliseconds")
        payload = json.dumps(self._changes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        salt = secrets.token_bytes(16)
        entry: dict[str, Any] = {
            "seq": (last.seq if last else 0) + 1,
            "at_utc": at_utc,
            "at_local": self.now.isoformat(timespec="seconds"),
            "clock_suspect": int(bool(last and last.at_utc > at_utc) or not 2024 <= self.now.year <= 2080),
            "officer_id": self.officer_id,
            "action": self._action,
            "object_type": self._object[0],
            "object_uid": self._object[1],
            "purpose": self._purpose,
            "undoes_seq": self._undoes,
            "payload": payload,
            "salt": salt,
            "payload_hash": content_hash(salt, self._action, self._purpose, payload),
            "prev_hash": last.hash if last else _GENESIS,
        }
        entry["hash"] = chain_hash(entry)
        self.connection.execute(history.insert().values(entry))
        return int(entry["seq"])

    def _refuse_by_role(self) -> None:
        """The one place where roles are held to; without sign-in everybody may do everything."""
        wanted = self._needed
        if wanted is None:
            wrote = self._changes or _rows_written(self.connection) > self._written_before
            tables = (change["table"] for change in self._changes)
            wanted = officer_rules.wanted_for(tables, self._object) if wrote else Role.VIEW
        officer_rules.refuse(self._role, wanted)

    def _guard(self, table: Table, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        """Nothing is written into a closed year."""
        if closed := self._closed_years(table):
            period_lock.refuse(self.connection, closed, table, before, after)

    def _closed_years(self, table: Table) -> frozenset[int]:
        if not period_lock.concerns(table):
            return frozenset()
        if self._closed is None:
            self._closed = period_lock.closed_years(self.connection)
        return self._closed

    def _row(self, table: Table, key: Any) -> dict[str, Any] | None:
        found = self.connection.execute(row_statements.row(table), {row_statements.KEY: key})
        row = found.mappings().first()
        return dict(row) if row else None

    def _note(
        self,
        table: Table,
        key: Any,
        uid: Any,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
    ) -> None:
        self._changes.append(
            {
                "table": table.name,
                "id": key,
                "uid": uid,
                "before": _as_json(before),
                "after": _as_json(after),
            }
        )

    def _take_away(self, table: Table, change: dict[str, Any]) -> None:
        for row in blocks.rows(self.connection, table, change) if self._closed_years(table) else ():
            self._guard(table, row, None)
        rows = blocks.remove(self.connection, table, change)
        self.note_rows(table.name, rows, removed=True, keys=change["keys"])

    def _put_back(self, table: Table, change: dict[str, Any]) -> None:
        before, after = change["before"], change["after"]
        current = self._row(table, change["id"])
        if (current is None) != (after is None):
            raise NotPossibleNow("Bản ghi đã được sửa sau đó nên không hoàn tác được.")
        if current is not None and after is not None:
            now_there = _as_json({name: current[name] for name in after}) or {}
            if any(now_there[name] != value for name, value in after.items()):
                raise NotPossibleNow("Bản ghi đã được sửa sau đó nên không hoàn tác được.")
        if before is None:
            self.delete(table, change["id"])
        elif after is None:
            self.insert(table, _from_json(table, before))
        else:
            self.update(table, change["id"], _from_json(table, before))


def new_uid() -> str:
    """A random name for a record, the same in every copy of the database."""
    return secrets.token_hex(16)


def content_hash(salt: bytes, action: str, purpose: str, payload: str) -> str:
    """The hash of what an act says and changed; salted, so that erased words cannot be guessed from it."""
    words = json.dumps([action, purpose, payload], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(salt + words.encode()).hexdigest()


def chain_hash(entry: Mapping[str, Any]) -> str:
    """The hash that ties a history row to the one before; words and payload enter by their own hash only."""
    covered = [
        entry[name]
        for name in (
            "prev_hash",
            "seq",
            "at_utc",
            "officer_id",
            "object_type",
            "object_uid",
            "payload_hash",
        )
    ]
    return hashlib.sha256(json.dumps(covered, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def broken_links(connection: Connection) -> list[int]:
    """Sequence numbers of history rows whose chain or content does not hold; empty when all is well.

    A row without content is whole when a later act says that it erased it.
    """
    broken: list[int] = []
    bare: set[int] = set()
    erased: set[int] = set()
    previous, expected = _GENESIS, 1
    for row in connection.execute(select(history).order_by(history.c.seq)).mappings():
        sound = (
            row["seq"] == expected and row["prev_hash"] == previous and row["hash"] == chain_hash(dict(row))
        )
        if row["payload"] is not None:
            digest = content_hash(row["salt"] or b"", row["action"], row["purpose"], row["payload"])
            sound = sound and digest == row["payload_hash"]
            if '"erased":' in row["payload"]:
                for change in json.loads(row["payload"]):
                    erased.update(change.get("erased", ()))
        else:
            sound = sound and row["action"] == ERASED
            bare.add(int(row["seq"]))
        if not sound:
            broken.append(int(row["seq"]))
        previous, expected = str(row["hash"]), int(row["seq"]) + 1
    return sorted({*broken, *(bare - erased)})


def last_act(connection: Connection) -> tuple[int, str] | None:
    """Number and name of the newest act that can be undone, None when there is none."""
    undone = select(history.c.undoes_seq).where(history.c.undoes_seq.is_not(None))
    row = connection.execute(
        select(history.c.seq, history.c.action)
        .where(history.c.undoes_seq.is_(None), history.c.seq.not_in(undone), history.c.payload.is_not(None))
        .where(func.length(history.c.payload) > 2)
        .order_by(history.c.seq.desc())
        .limit(1)
    ).first()
    return (int(row.seq), str(row.action)) if row else None


def _role_of(connection: Connection, officer_id: int) -> Role:
    """An officer who is no longer at work may only look."""
    found = connection.execute(
        select(officer.c.role).where(officer.c.id == officer_id, officer.c.active == 1)
    ).scalar()
    return Role(found) if found in set(Role) else Role.VIEW


def _rows_written(connection: Connection) -> int:
    driver = connection.connection.driver_connection
    return int(getattr(driver, "total_changes", 0))


def _as_json(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"sha256:{hashlib.sha256(value).hexdigest()}"
    return value


def _from_json(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value)
        if value is not None and table.c[name].type.python_type is date
        else value
        for name, value in values.items()
    }


def _has_bytes(change: Mapping[str, Any]) -> bool:
    table = metadata.tables[change["table"]]
    values = [*(change["before"] or {}).items(), *(change["after"] or {}).items()]
    return any(value is not None and isinstance(table.c[name].type, LargeBinary) for name, value in values)
