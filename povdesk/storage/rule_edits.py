"""The officer's edits of shipped rule data, kept apart from what the program ships (decision 5)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain import standard as shipped
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


def put(act: Act, kind: str, code: str, payload: Mapping[str, Any], words: str) -> None:
    """Keep an edit in place of the earlier one. words: the act's name, as "Hoàn tác: …" shows it."""
    act.describe(words, "rule_override", f"{kind}:{code}")
    values = {
        "payload": json.dumps(payload, ensure_ascii=False, sort_keys=True),
        "origin": "officer",
        "changed_at": act.now.isoformat(timespec="seconds"),
        "officer_id": act.officer_id or None,
    }
    known = _key(act.connection, kind, code)
    if known is None:
        act.insert(rule_override, {"kind": kind, "code": code, **values})
    else:
        act.update(rule_override, known, values)


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


def _key(connection: Connection, kind: str, code: str) -> int | None:
    return connection.execute(
        select(rule_override.c.id).where(rule_override.c.kind == kind, rule_override.c.code == code)
    ).scalar()
