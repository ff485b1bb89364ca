"""What one value of a form was before: read back from the change history, the newest change first."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from povdesk.domain.partial_date import PartialDate
from povdesk.storage.tables import history, household, metadata, officer, review_member

_ROWS_OF_FORM = {
    "lacking": ("review_answer", "indicator", "lacking"),
    "question": ("review_input", "question", "answer"),
    "need": ("review_need", "need", "answer"),
    "group": ("review_group", "group", "answer"),
    "form_a": ("review_form_a", "item", "answer"),
    "reason": ("review_reason", "reason", "reason"),
}
_OF_HOUSEHOLD = ("hamlet_id", "address", "phone")
_OF_PERSON = ("full_name", "sex", "id_number", "ethnic_group", "phone")
_BIRTH = ("birth_year", "birth_month", "birth_day")


class ValueChange(NamedTuple):
    """One change of a value. at: local time. before, after: as kept (codes, ISO dates); None = nothing."""

    at: datetime
    who: str
    before: Any
    after: Any


def of_form(connection: Connection, household_uid: str, review_id: int, code: str) -> tuple[ValueChange, ...]:
    """Changes of a field of the form, by the field's code ("income_points", "lacking.water")."""
    kind, _, name = code.partition(".")
    if name and kind in _ROWS_OF_FORM:
        table, key, column = _ROWS_OF_FORM[kind]
        row = _row(connection, table, {"review_id": review_id, key: name})
        return _changes(connection, household_uid, table, row, (column,), match={key: name})
    if code in _OF_HOUSEHOLD:
        found = connection.execute(select(household.c.id).where(household.c.uid == household_uid)).scalar()
        return _changes(
            connection, household_uid, "household", _row(connection, "household", {"id": found}), (code,)
        )
    row = _row(connection, "review", {"id": review_id})
    return _changes(connection, household_uid, "review", row, (code,)) if code in (row or {}) else ()


def of_member(
    connection: Connection, household_uid: str, review_id: int, person_id: int, code: str
) -> tuple[ValueChange, ...]:
    """Changes of one member's fact, by its name in the roster or the details ("born", "health_insurance")."""
    if code == "born":
        row = _row(connection, "person", {"id": person_id})
        return _changes(connection, household_uid, "person", row, _BIRTH)
    if code in _OF_PERSON:
        row = _row(connection, "person", {"id": person_id})
        return _changes(connection, household_uid, "person", row, (code,))
    if code not in review_member.c:
        return ()
    row = _row(connection, "review_member", {"review_id": review_id, "person_id": person_id})
    return _changes(connection, household_uid, "review_member", row, (code,))


def _changes(
    connection: Connection,
    household_uid: str,
    table: str,
    row: dict[str, Any] | None,
    columns: Sequence[str],
    match: dict[str, Any] | None = None,
) -> tuple[ValueChange, ...]:
    """Walk back from what is there now; an act counts when it made the value another one."""
    key = row["id"] if row else None
    now = {name: _plain(row[name]) for name in columns} if row else None
    found = []
    acts = connection.execute(
        select(history.c.at_local, officer.c.full_name, history.c.payload)
        .outerjoin(officer, officer.c.id == history.c.officer_id)
        .where(history.c.object_uid == household_uid, history.c.payload.contains(f'"{table}"'))
        .order_by(history.c.seq.desc())
    )
    for at, who, payload in acts:
        earlier = now
        for change in reversed(json.loads(payload)):
            if change["table"] != table or "rows" in change or not _is_meant(change, key, match):
                continue
            before = change["before"]
            if before is None:
                earlier = None
            else:
                known = earlier or dict.fromkeys(columns)
                earlier = {name: before.get(name, known[name]) for name in columns}
        if _value(earlier) != _value(now):
            found.append(ValueChange(datetime.fromisoformat(at), who or "", _value(earlier), _value(now)))
        now = earlier
    return tuple(found)


def _is_meant(change: dict[str, Any], key: int | None, match: dict[str, Any] | None) -> bool:
    if change["id"] == key:
        return True
    whole = change["before"] if change["after"] is None else change["after"]
    if match is None or (change["before"] is not None and change["after"] is not None):
        return False
    return all(whole.get(name) == value for name, value in match.items())


def _row(connection: Connection, table: str, wanted: dict[str, Any]) -> dict[str, Any] | None:
    columns = metadata.tables[table].c
    query = select(metadata.tables[table]).where(*(columns[name] == value for name, value in wanted.items()))
    found = connection.execute(query).mappings().first()
    return dict(found) if found else None


def _value(values: dict[str, Any] | None) -> Any:
    if values is None:
        return None
    if "birth_year" in values:
        parts = (values["birth_year"], values["birth_month"], values["birth_day"])
        return PartialDate(*parts).iso if parts[0] else None
    (value,) = values.values()
    return None if value == "" else value


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
