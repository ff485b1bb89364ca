"""Every record against its last line in the history: silent damage and edits from outside show.

SQLite's own check does not see a changed letter inside a page; the history knows what was written last.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, select

from povdesk.domain.change_words import field_name, table_name
from povdesk.storage import row_prints
from povdesk.storage.tables import history, household, membership, metadata, person, review

EXEMPT = frozenset({"history", "draft", "backup_log", "known_stick"})
"""Written beside the history: the history itself, half-typed forms, the log of copies."""

_EXEMPT_SETTINGS = frozenset({"backup_key", "backup_sequence", "backup_rehearsal", "restore_undo"})
_EXEMPT_FIELDS = frozenset({("officer", "pin_hash"), ("known_stick", "last_seen")})


@dataclass(frozen=True)
class Wrong:
    """One record that is not as the history says."""

    table: str
    key: int
    message: str
    household_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Compared:
    """records: looked at. known: of these, the history told how they should be."""

    records: int
    known: int
    wrong: tuple[Wrong, ...]


@dataclass
class _Kept:
    """What the history says of the records of one table."""

    values: dict[int, dict[str, Any]] = field(default_factory=dict)
    prints: dict[int, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)
    first: dict[int, dict[str, Any]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    unchecked: set[int] = field(default_factory=set)

    def take(self, change: Mapping[str, Any]) -> None:
        key, before, after = change["id"], change["before"], change["after"]
        if before is None:
            self._forget(key)
            self.values[key] = dict(after)
        elif after is None:
            self._forget(key)
            self.gone.add(key)
        else:
            self.values.setdefault(key, {}).update(after)
            if key in self.prints:
                for name, value in before.items():
                    self.first.setdefault(key, {}).setdefault(name, value)

    def take_prints(self, change: Mapping[str, Any]) -> None:
        columns = tuple(change["columns"])
        for key, digest in row_prints.expected(change):
            self._forget(key)
            self.prints[key] = digest, columns

    def take_away(self, change: Mapping[str, Any]) -> None:
        """Rows added together were undone together."""
        for key in row_prints.keys_of(change):
            self._forget(key)
            self.gone.add(key)

    def erase(self, keys: list[int]) -> None:
        """The content was erased: nothing is known of these any more."""
        for key in keys:
            self._forget(key)
            self.unchecked.add(key)

    def _forget(self, key: int) -> None:
        self.gone.discard(key)
        self.values.pop(key, None)
        self.prints.pop(key, None)
        self.first.pop(key, None)


def compare(
    connection: Connection, progress: Callable[[int, str], object] = lambda _percent, _words: None
) -> Compared:
    """All tables. progress may raise to stop."""
    kept = _read(connection)
    tables = [table for table in metadata.sorted_tables if table.name not in EXEMPT]
    records = known = 0
    wrong: list[Wrong] = []
    for number, table in enumerate(tables):
        progress(number * 100 // len(tables), f"So từng bản ghi với nhật ký: {table_name(table.name)}")
        of_table = kept.get(table.name, _Kept())
        seen = set()
        for row in _rows(connection, table):
            key = row["id"]
            seen.add(key)
            records += 1
            if table.name == "setting" and row["key"] in _EXEMPT_SETTINGS:
                continue
            message = _differs(table, row, of_table)
            if message:
                wrong.append(_wrong(connection, table, row, message))
            known += key in of_table.values or key in of_table.prints
        for key in sorted({*of_table.values, *of_table.prints} - seen):
            message = f"{table_name(table.name)} số {key} bị xóa từ bên ngoài chương trình."
            wrong.append(Wrong(table.name, key, message))
    return Compared(records, known, tuple(wrong))


def _read(connection: Connection) -> dict[str, _Kept]:
    kept: dict[str, _Kept] = {}
    rows = connection.execute(
        select(history.c.payload).where(history.c.payload.is_not(None)).order_by(history.c.seq)
    )
    for payload in rows.scalars():
        for change in json.loads(payload):
            of_table = kept.setdefault(change["table"], _Kept())
            if "prints" in change:
                of_table.take_prints(change)
            elif change.get("removed"):
                of_table.take_away(change)
            elif "rows" not in change:
                of_table.take(change)
            for name, keys in change.get("unchecked", {}).items():
                kept.setdefault(name, _Kept()).erase(keys)
    return kept


def _rows(connection: Connection, table: Table) -> Iterator[Mapping[str, Any]]:
    heavy = any(isinstance(column.type, LargeBinary) for column in table.c)
    query = select(table).execution_options(yield_per=10 if heavy else 1000)
    for row in connection.execute(query).mappings():
        yield dict(row)


def _differs(table: Table, row: Mapping[str, Any], kept: _Kept) -> str:
    """What is not as the history says; empty when all is, or when nothing is known."""
    key = row["id"]
    name = table_name(table.name)
    known = kept.values.get(key)
    for field_code, value in (known or {}).items():
        if (table.name, field_code) in _EXEMPT_FIELDS or field_code not in row:
            continue
        if _plain(row[field_code]) != value:
            return f"{name} số {key}: mục “{field_name(field_code)}” khác với lần ghi cuối trong nhật ký."
    if key in kept.prints:
        digest, columns = kept.prints[key]
        first = {**row, **kept.first.get(key, {})}
        if all(column in first for column in columns) and row_prints.of_row(table, columns, first) != digest:
            return f"{name} số {key} khác với lúc được ghi vào sổ."
    elif known is None and key not in kept.unchecked:
        return f"{name} số {key} được thêm từ bên ngoài chương trình."
    return ""


def _wrong(connection: Connection, table: Table, row: Mapping[str, Any], message: str) -> Wrong:
    ids = _households(connection, table, row)
    code = connection.execute(select(household.c.code).where(household.c.id.in_(ids))).scalar() if ids else ""
    return Wrong(table.name, row["id"], f"{message} Hộ {code}." if code else message, ids)


def _households(connection: Connection, table: Table, row: Mapping[str, Any]) -> tuple[int, ...]:
    """The household where the officer can look at the record."""
    key: Any = None
    if table is household:
        key = row["id"]
    elif row.get("household_id"):
        key = row["household_id"]
    elif row.get("review_id"):
        key = connection.execute(
            select(review.c.household_id).where(review.c.id == row["review_id"])
        ).scalar()
    elif table is person or row.get("person_id"):
        who = row["id"] if table is person else row["person_id"]
        key = connection.execute(
            select(membership.c.household_id)
            .where(membership.c.person_id == who)
            .order_by(membership.c.valid_to.is_not(None), membership.c.id.desc())
        ).scalar()
    return (int(key),) if isinstance(key, int) else ()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"sha256:{hashlib.sha256(value).hexdigest()}"
    return value
