"""The change log to read: filtered, before and after in words, and whether an act can be taken back."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import IntegrityError

from povdesk.domain.change_words import HIDDEN, field_name, table_name, value_words
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.vietnamese import fold, matches, query_words
from povdesk.storage import blocks
from povdesk.storage.act import Act
from povdesk.storage.tables import (
    cadre,
    hamlet,
    history,
    household,
    metadata,
    officer,
    person,
    project,
    review_round,
)

_NAMED: dict[str, tuple[Table, str]] = {
    "person_id": (person, "full_name"),
    "household_id": (household, "head_name"),
    "other_household_id": (household, "head_name"),
    "hamlet_id": (hamlet, "name"),
    "predecessor_id": (hamlet, "name"),
    "cadre_id": (cadre, "full_name"),
    "attendee_id": (cadre, "full_name"),
    "officer_id": (officer, "full_name"),
    "round_id": (review_round, "name"),
    "project_id": (project, "name"),
}
"""Fields that name a record by its key, and the words it goes by."""

_SHOWN_AS = ("full_name", "head_name", "name", "title", "code", "number", "indicator", "year")


@dataclass(frozen=True)
class LogFilter:
    """Which acts to show. words: in the act's name, whatever diacritics. who: name of the officer."""

    words: str = ""
    since: date | None = None
    until: date | None = None
    who: str = ""
    household_uid: str = ""


class LogEntry(NamedTuple):
    """One act. size: how many records it changed. undone: it was taken back. undoes: it took one back."""

    seq: int
    at: datetime
    who: str
    action: str
    object_type: str
    object_uid: str
    size: int
    undone: bool
    undoes: bool

    @property
    def state(self) -> str:
        return "Đã hoàn tác" if self.undone else ""


class ChangeLine(NamedTuple):
    """One field of one record. record: what it is and whose. before, after: as a person reads them."""

    record: str
    field: str
    before: str
    after: str


def entries(connection: Connection, wanted: LogFilter, most: int = 1000) -> tuple[LogEntry, ...]:
    """Acts that fit, the newest first."""
    undone = set(
        connection.execute(select(history.c.undoes_seq).where(history.c.undoes_seq.is_not(None))).scalars()
    )
    query = (
        select(history, officer.c.full_name)
        .outerjoin(officer, officer.c.id == history.c.officer_id)
        .order_by(history.c.seq.desc())
    )
    if wanted.household_uid:
        query = query.where(history.c.object_uid == wanted.household_uid)
    if wanted.since is not None:
        query = query.where(history.c.at_local >= wanted.since.isoformat())
    if wanted.until is not None:
        query = query.where(history.c.at_local < f"{wanted.until.isoformat()}U")
    if wanted.who:
        query = query.where(officer.c.full_name == wanted.who)
    words = query_words(wanted.words)
    found = []
    for row in connection.execute(query):
        if words and not matches(words, fold(row.action)):
            continue
        found.append(
            LogEntry(
                row.seq,
                datetime.fromisoformat(row.at_local),
                row.full_name or "",
                row.action,
                row.object_type,
                row.object_uid,
                _size(row.payload),
                row.seq in undone,
                row.undoes_seq is not None,
            )
        )
        if len(found) >= most:
            break
    return tuple(found)


def officers(connection: Connection) -> tuple[str, ...]:
    """Names of all who have written something."""
    rows = connection.execute(
        select(officer.c.full_name)
        .join(history, history.c.officer_id == officer.c.id)
        .where(officer.c.full_name != "")
        .distinct()
        .order_by(officer.c.full_name)
    )
    return tuple(rows.scalars())


def changes(connection: Connection, seq: int, most: int = 300) -> tuple[ChangeLine, ...]:
    """What an act changed, field by field; empty when its content has been erased."""
    payload = connection.execute(select(history.c.payload).where(history.c.seq == seq)).scalar()
    lines: list[ChangeLine] = []
    for change in json.loads(payload or "[]"):
        if "rows" in change:
            words = f"{change['rows']} dòng"
            done = "Xóa nhiều dòng" if change.get("removed") else "Thêm nhiều dòng"
            lines.append(ChangeLine(table_name(change["table"]), done, "", words))
        else:
            lines += _lines_of(connection, change)
        if len(lines) >= most:
            break
    return tuple(lines[:most])


def why_not_undone(connection: Connection, seq: int) -> str:
    """Why an act cannot be taken back now; empty when it can."""
    row = connection.execute(select(history).where(history.c.seq == seq)).mappings().first()
    if row is None or row["payload"] is None:
        return "Nội dung của việc này đã được xóa khỏi nhật ký."
    if row["undoes_seq"] is not None:
        return "Đây là một lần hoàn tác. Làm lại việc đó bằng tay nếu cần."
    if connection.execute(select(history.c.seq).where(history.c.undoes_seq == seq)).first() is not None:
        return "Việc này đã được hoàn tác."
    made = json.loads(row["payload"])
    if not made:
        return "Việc này không sửa bản ghi nào."
    if any("rows" in change and not blocks.is_one(change) for change in made):
        return "Việc này ghi nhiều dòng một lúc. Phục hồi từ bản sao lưu nếu cần."
    added = [change for change in made if blocks.is_one(change)]
    if not all(blocks.is_untouched(connection, metadata.tables[one["table"]], one) for one in added):
        return "Trong các dòng đã ghi có dòng được sửa sau đó. Hoàn tác các việc ghi sau trước."
    for (name, key), expected in _left_behind([one for one in made if "rows" not in one]).items():
        if not _is_still(connection, metadata.tables[name], key, expected):
            return _later(connection, seq, name, key)
    return ""


def take_back(act: Act, seq: int) -> str:
    """Undo an act; NotPossibleNow with the reason when it cannot be. Returns its name."""
    reason = why_not_undone(act.connection, seq)
    if reason:
        raise NotPossibleNow(reason)
    try:
        return act.undo(seq)
    except IntegrityError as error:
        raise NotPossibleNow(
            "Những việc ghi sau đó còn dùng bản ghi này.", "Hoàn tác các việc ghi sau trước."
        ) from error


def _size(payload: str | None) -> int:
    if not payload:
        return 0
    return sum(change.get("rows", 1) for change in json.loads(payload)) if len(payload) < 2_000_000 else 1


def _lines_of(connection: Connection, change: dict[str, Any]) -> list[ChangeLine]:
    before, after = change["before"] or {}, change["after"] or {}
    record = _record(connection, change)
    if change["before"] is None:
        record += ": thêm mới"
    elif change["after"] is None:
        record += ": xóa"
    lines = []
    for field in dict.fromkeys((*before, *after)):
        if field in HIDDEN:
            continue
        old, new = before.get(field), after.get(field)
        if change["before"] is None and new in (None, "", "unknown"):
            continue
        if change["after"] is None and old in (None, "", "unknown"):
            continue
        lines.append(
            ChangeLine(
                record,
                field_name(field),
                "" if change["before"] is None else _value(connection, field, old),
                "" if change["after"] is None else _value(connection, field, new),
            )
        )
    return lines or [ChangeLine(record, "", "", "")]


def _record(connection: Connection, change: dict[str, Any]) -> str:
    """What a change is about: the kind of record and whose it is, as known now or then."""
    words = table_name(change["table"])
    table = metadata.tables[change["table"]]
    now = (
        connection.execute(select(table).where(next(iter(table.primary_key)) == change["id"]))
        .mappings()
        .first()
    )
    known: dict[str, Any] = {**(now or {}), **(change["before"] or {}), **(change["after"] or {})}
    for field in ("person_id", "household_id"):
        if known.get(field):
            return f"{words} {_value(connection, field, known[field])}"
    if known.get("review_id"):
        review = metadata.tables["review"]
        owner = connection.execute(
            select(review.c.household_id).where(review.c.id == known["review_id"])
        ).scalar()
        return f"{words}, hộ {_value(connection, 'household_id', owner)}" if owner else words
    name = next((str(known[field]) for field in _SHOWN_AS if known.get(field)), "")
    return f"{words} {name}".strip()


def _value(connection: Connection, field: str, value: Any) -> str:
    if value is not None and field in _NAMED:
        table, column = _NAMED[field]
        name = connection.execute(select(table.c[column]).where(table.c.id == value)).scalar()
        return str(name) if name else "(không còn)"
    return value_words(field, value)


def _left_behind(made: list[dict[str, Any]]) -> dict[tuple[str, Any], dict[str, Any] | None]:
    """What each record looked like when the act was finished; None = it was gone."""
    found: dict[tuple[str, Any], dict[str, Any] | None] = {}
    for change in made:
        key = (change["table"], change["id"])
        if change["after"] is None:
            found[key] = None
        else:
            found[key] = {**(found.get(key) or {}), **change["after"]}
    return found


def _is_still(connection: Connection, table: Table, key: Any, expected: dict[str, Any] | None) -> bool:
    row = connection.execute(select(table).where(next(iter(table.primary_key)) == key)).mappings().first()
    if (row is None) != (expected is None):
        return False
    if row is None or expected is None:
        return True
    return all(_plain(row[name]) == value for name, value in expected.items() if not _is_bytes(value))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _is_bytes(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("sha256:")


def _later(connection: Connection, seq: int, table: str, key: Any) -> str:
    """The act that changed the record afterwards, named."""
    rows = connection.execute(
        select(history.c.action, history.c.at_local, history.c.payload)
        .where(history.c.seq > seq, history.c.payload.contains(f'"table":"{table}"', autoescape=True))
        .order_by(history.c.seq.desc())
    )
    for row in rows:
        if any(change["table"] == table and change.get("id") == key for change in json.loads(row.payload)):
            day = value_words("at", row.at_local)
            return f"Bản ghi đã được sửa sau đó: “{row.action}” ({day}). Hoàn tác việc đó trước."
    return "Bản ghi đã được sửa sau đó nên không hoàn tác được."
