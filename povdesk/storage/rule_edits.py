"""The officer's edits of shipped rule data, kept apart from what the program ships (decision 5)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard

from sqlalchemy import Connection, select

from povdesk.domain import procedure as shipped_procedure
from povdesk.domain import standard as shipped
from povdesk.domain.procedure import Procedure
from povdesk.domain.rule_data import WHOLE, in_force, merged
from povdesk.domain.rule_pack import OFFICER
from povdesk.domain.standard import Standard
from povdesk.storage.act import Act
from povdesk.storage.tables import rule_override

STANDARD = "standard"
PROCEDURE = "procedure"


@dataclass(frozen=True)
class RuleEdit:
    """What was changed in one piece of rule data, by whom it came (officer, or a rule pack) and when."""

    kind: str
    code: str
    payload: Mapping[str, Any]
    origin: str
    changed_at: datetime


def edits(connection: Connection, kind: str) -> dict[str, RuleEdit]:
    """All edits of a kind, by code."""
    rows = connection.execute(select(rule_override).where(rule_override.c.kind == kind))
    return {
        row.code: RuleEdit(
            row.kind, row.code, json.loads(row.payload), row.origin, datetime.fromisoformat(row.changed_at)
        )
        for row in rows
    }


def put(
    act: Act, kind: str, code: str, payload: Mapping[str, Any], words: str, origin: str = OFFICER
) -> None:
    """Keep an edit in place of the earlier one. words: the act's name, as "Hoàn tác: …" shows it."""
    act.describe(words, "rule_override", f"{kind}:{code}")
    values = {
        "payload": json.dumps(payload, ensure_ascii=False, sort_keys=True),
        "origin": origin,
        "changed_at": act.now.isoformat(timespec="seconds"),
        "officer_id": act.officer_id or None,
    }
    known = _key(act.connection, kind, code)
    if known is None:
        act.insert(rule_override, {"kind": kind, "code": code, **values})
    else:
        act.update(rule_override, known, values)


def change(act: Act, kind: str, code: str, changes: Mapping[str, Any], words: str) -> None:
    """Lay some changes over the earlier edit of a standard or a procedure, and keep the whole.

    What came whole, with a rule pack, stays whole. changes: as in `rule_data.merged`. RuleDataUnreadable
    when the rules would not hold together.
    """
    original = _shipped_data(kind).get(code, {})
    known = edits(act.connection, kind).get(code)
    earlier = known.payload if known else {}
    if earlier.get(WHOLE):
        payload = {WHOLE: True, **merged(in_force({}, earlier), changes)}
    else:
        payload = laid_over(original, earlier, changes)
    made = in_force(original, payload)
    if kind == STANDARD:
        shipped.from_data({"id": code, **made}, code)
    else:
        shipped_procedure.from_data({"id": code, **made}, code)
    if made == original:
        drop(act, kind, code, words)
    else:
        put(act, kind, code, payload, words)


def laid_over(
    original: Mapping[str, Any], earlier: Mapping[str, Any], changes: Mapping[str, Any]
) -> dict[str, Any]:
    """One edit out of two, to be laid over the original in their place."""
    result = dict(earlier)
    for key, value in changes.items():
        base, before = original.get(key), result.get(key)
        if isinstance(value, Mapping):
            old = before if isinstance(before, Mapping) else {}
            result[key] = laid_over(base, old, value) if isinstance(base, Mapping) else merged(old, value)
        elif _is_rows(value) and (value or _is_rows(base) or _is_rows(before)):
            old_rows = before if _is_rows(before) else []
            if _is_rows(base):
                result[key] = _rows_laid_over(base, old_rows, value)
            else:
                result[key] = merged({key: old_rows}, {key: value})[key]
        elif value is None and base is None:
            result.pop(key, None)
        else:
            result[key] = value
    return result


def drop(act: Act, kind: str, code: str, words: str) -> None:
    """Back to what the program ships."""
    known = _key(act.connection, kind, code)
    if known is not None:
        act.describe(words, "rule_override", f"{kind}:{code}")
        act.delete(rule_override, known)


def standards(connection: Connection) -> tuple[Standard, ...]:
    """The poverty standards as they are in force here: shipped, with the officer's edits on top."""
    found = edits(connection, STANDARD)
    return shipped.standards_with_overrides({code: edit.payload for code, edit in found.items()})


def standard(connection: Connection, standard_id: str) -> Standard:
    """One standard by its id, with the officer's edits."""
    return shipped.standard_by_id(standard_id, standards(connection))


def procedures(connection: Connection) -> tuple[Procedure, ...]:
    """The versions of the review procedure as they are in force here, oldest first."""
    found = edits(connection, PROCEDURE)
    return shipped_procedure.procedures_with_overrides({code: edit.payload for code, edit in found.items()})


def _shipped_data(kind: str) -> dict[str, Mapping[str, Any]]:
    if kind == STANDARD:
        return {one.id: one.data for one in shipped.shipped_standards()}
    return {one.id: one.data for one in shipped_procedure.shipped_procedures()}


def _is_rows(value: object) -> TypeGuard[list[Mapping[str, Any]]]:
    return isinstance(value, list) and all(isinstance(row, Mapping) and "code" in row for row in value)


def _rows_laid_over(
    base: list[Mapping[str, Any]], earlier: list[Mapping[str, Any]], changes: list[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    originals = {row["code"]: row for row in base}
    kept = {row["code"]: dict(row) for row in earlier}
    for row in changes:
        code = row["code"]
        if row.get("removed"):
            kept[code] = {"code": code, "removed": True}
        else:
            before = {key: value for key, value in kept.get(code, {}).items() if key != "removed"}
            kept[code] = laid_over(originals.get(code, {}), before, row)
    return list(kept.values())


def _key(connection: Connection, kind: str, code: str) -> int | None:
    return connection.execute(
        select(rule_override.c.id).where(rule_override.c.kind == kind, rule_override.c.code == code)
    ).scalar()
