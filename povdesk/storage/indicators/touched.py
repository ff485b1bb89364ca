"""Which households and people may count differently since an act, as the history tells it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

_KEYS: dict[str, tuple[str, ...]] = {
    "household": (),
    "person": (),
    "membership": ("household_id", "person_id"),
    "class_history": ("household_id",),
    "household_event": ("household_id",),
    "review": ("household_id",),
    "review_member": ("review_id", "person_id"),
    "review_answer": ("review_id",),
    "review_need": ("review_id",),
    "review_group": ("review_id",),
    "support_event": ("household_id", "person_id", "attendee_id", "cadre_id"),
    "low_income_worker": ("person_id",),
}
"""Tables whose rows belong to households or people, with the columns that say to whom."""

_OF_ALL = frozenset({"review_round", "cadre"})
"""Tables on which every count depends."""

COUNTED_FROM = frozenset(_KEYS) | _OF_ALL
"""All tables that a measure looks into; a change of any other cannot touch a count."""

_MOST_CHANGES = 3_000


@dataclass(frozen=True)
class Touched:
    """Whose counts may be others now."""

    households: frozenset[int]
    people: frozenset[int]


def touched(connection: Connection, since: int) -> Touched | None:
    """Households and people behind all rows changed after that act; None: it may be anybody."""
    payloads = connection.execute(
        text("SELECT payload FROM history WHERE seq > :since ORDER BY seq"), {"since": since}
    ).scalars()
    named: dict[str, set[int]] = defaultdict(set)
    rows: dict[str, set[int]] = defaultdict(set)
    total = 0
    for payload in payloads:
        if payload is None:
            return None
        for change in json.loads(payload):
            table = change["table"]
            if table not in COUNTED_FROM:
                continue
            total += 1
            if table in _OF_ALL or "rows" in change or total > _MOST_CHANGES:
                return None
            rows[table].add(int(change["id"]))
            for values in (change["before"] or {}, change["after"] or {}):
                _note(named, table, values)
    for table, ids in rows.items():
        for values in _present(connection, table, ids):
            _note(named, table, values)
    if named["cadre_id"]:
        return None
    households = named["household_id"] | rows["household"]
    households |= set(_scalars(connection, "SELECT household_id FROM review WHERE id IN", named["review_id"]))
    people = named["person_id"] | named["attendee_id"] | rows["person"]
    households |= homes(connection, people)
    around, others = closure(connection, households)
    return Touched(frozenset(households | others), frozenset(people | around))


def closure(connection: Connection, households: Iterable[int]) -> tuple[set[int], set[int]]:
    """Everyone who belongs to the households or was supported there, and all households of these people."""
    own = set(households)
    people = set(_scalars(connection, "SELECT person_id FROM membership WHERE household_id IN", own))
    for key in ("person_id", "attendee_id"):
        found = _scalars(connection, f"SELECT {key} FROM support_event WHERE household_id IN", own)
        people |= {person for person in found if person is not None}
    return people, homes(connection, people)


def homes(connection: Connection, people: set[int]) -> set[int]:
    """Wherever these people live, lived or were supported."""
    found_in = set(_scalars(connection, "SELECT household_id FROM membership WHERE person_id IN", people))
    for key in ("person_id", "attendee_id"):
        found = _scalars(connection, f"SELECT household_id FROM support_event WHERE {key} IN", people)
        found_in |= {home for home in found if home is not None}
    return found_in


def _present(connection: Connection, table: str, ids: set[int]) -> Iterator[Mapping[str, Any]]:
    """Whom the changed rows belong to now: an update notes only what it changed."""
    columns = _KEYS[table]
    if columns:
        listed = ", ".join(map(str, sorted(ids)))
        found = connection.execute(text(f"SELECT {', '.join(columns)} FROM {table} WHERE id IN ({listed})"))
        for row in found:
            yield dict(row._mapping)


def _note(named: dict[str, set[int]], table: str, values: Mapping[str, Any]) -> None:
    for column in _KEYS[table]:
        if values.get(column) is not None:
            named[column].add(int(values[column]))


def _scalars(connection: Connection, query: str, ids: set[int]) -> Iterable[Any]:
    if not ids:
        return ()
    return connection.execute(text(f"{query} ({', '.join(map(str, sorted(ids)))})")).scalars()
