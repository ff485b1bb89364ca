"""Copies the rows of another register into this one: new keys, links kept, nothing doubled."""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Table, UniqueConstraint, func, select

from povdesk.domain.commune_merging import NewCode, Wishes, free_mark, joint_state, marked
from povdesk.domain.review import RoundKind, RoundState
from povdesk.domain.vietnamese import fold
from povdesk.storage.act import Act
from povdesk.storage.tables import metadata

LEFT = frozenset(
    {
        *("history", "setting", "backup_log", "known_stick", "draft", "import_batch", "import_row"),
        *("plan", "plan_basis", "plan_section", "plan_link", "plan_role", "plan_role_lead"),
        *("plan_recipient", "target", "measurement", "closed_year", "commune_identity"),
        "rule_pack",
    }
)
"""Stays with the old data: what is of that computer, and what the joint commune sets anew."""

_NAMES_PEOPLE = frozenset({"history", "setting", "backup_log", "known_stick", "draft", "import_row"})
"""Of what is left, this lies in the archive file only; all else is kept in the register as well."""

_FURTHER_KEYS: Mapping[str, tuple[str, ...]] = {"body": ("name", "short_name", "kind")}
"""Rows that are one where these agree, though the schema does not say so."""

_SUMMED: Mapping[str, tuple[str, ...]] = {"budget_line": ("planned", "allocated")}
"""Amounts of lines that stand in both registers: the joint line has both."""

CHOSEN: Mapping[str, tuple[str, ...]] = {
    "rule_override": ("payload",),
    "catalogue_item": ("name", "extra", "active"),
    "project": ("name", "short_name"),
    "indicator_definition": ("name", "unit", "direction", "measure"),
    "retention_rule": ("keep_years",),
}
"""Rows that both may have written in their own way; the officer says whose words stay."""

_UIDS = frozenset({"attachment", "todo_snooze", "duplicate_decision"})
_AT_ONCE = 5_000

Row = dict[str, Any]


@dataclass
class Copied:
    """Rows by table: taken, the same here already, left."""

    taken: dict[str, int] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)


def tables() -> Iterator[Table]:
    """Every table of the register, what is pointed to first."""
    yield from metadata.sorted_tables


def natural_keys(table: Table) -> list[tuple[str, ...]]:
    """By which columns two rows of the table are one, besides the uid."""
    found = [
        tuple(column.name for column in rule.columns)
        for rule in table.constraints
        if isinstance(rule, UniqueConstraint)
    ]
    further = _FURTHER_KEYS.get(table.name)
    return [names for names in [*found, *([further] if further else [])] if names != ("uid",)]


def round_key(row: Any) -> tuple[Any, ...]:
    """Rounds of one kind and year are one; of the continuous ones those of one month."""
    month = row["started_on"].month if row["started_on"] and row["kind"] == RoundKind.CONTINUOUS else 0
    return row["year"], row["kind"], month


@dataclass(frozen=True)
class NewCodes:
    """mark: the one that is free. changes: by household uid. hamlets: keys there of those that are marked."""

    mark: str
    changes: Mapping[str, NewCode]
    hamlets: frozenset[int]


def new_codes(connection: Connection, other: Connection, mark: str) -> NewCodes:
    """All households of an incoming hamlet get the mark where one of its codes, or its own, is taken here."""
    household, hamlet = metadata.tables["household"], metadata.tables["hamlet"]
    taken = set(connection.execute(select(household.c.code)).scalars())
    prefixes = set(connection.execute(select(hamlet.c.code).where(hamlet.c.code != "")).scalars())
    rows = other.execute(
        select(household.c.uid, household.c.hamlet_id, household.c.head_name, household.c.code).order_by(
            household.c.code
        )
    ).all()
    there = other.execute(select(hamlet.c.id, hamlet.c.code)).all()
    clashing = {row.hamlet_id for row in rows if row.code in taken}
    clashing |= {row.id for row in there if row.code and row.code in prefixes}
    wanted = [row for row in rows if row.hamlet_id in clashing]
    others = {row.code for row in rows if row.hamlet_id not in clashing}
    free = free_mark(mark, [row.code for row in wanted], taken | others)
    changes = {row.uid: NewCode(row.head_name, row.code, marked(free, row.code)) for row in wanted}
    return NewCodes(free, changes, frozenset(clashing))


class Copier:
    """One copying. name: the commune whose rows come, as “xã Trà Hiệp”."""

    def __init__(
        self,
        act: Act,
        other: Connection,
        wishes: Wishes,
        name: str,
        step: Callable[[int, str], None],
    ) -> None:
        self._act, self._other, self._wishes, self._name, self._step = act, other, wishes, name, step
        self.keys: dict[str, dict[int, int]] = {}
        self.uids: dict[str, str] = {}
        self.copied = Copied()
        self._codes = new_codes(act.connection, other, wishes.mark)
        self._position = 0
        self._joint_rounds: set[int] = set()

    def copy(self, words: Callable[[str], str]) -> None:
        """All tables, in order. words: what a table is called."""
        hamlet = metadata.tables["hamlet"]
        self._position = self._act.connection.execute(select(func.max(hamlet.c.position))).scalar() or 0
        wanted = list(tables())
        for place, table in enumerate(wanted):
            self._step(100 * place // len(wanted), f"Chép {words(table.name).lower()}")
            self._copy_table(table)

    def left_rows(self) -> bytes:
        """What is left aside and names nobody, packed."""
        kept: dict[str, list[Row]] = {}
        for name in sorted(LEFT - _NAMES_PEOPLE):
            table = metadata.tables[name]
            rows = self._other.execute(select(table).order_by(table.c.id)).mappings()
            kept[name] = [dict(row) for row in rows]
        return zlib.compress(json.dumps(kept, ensure_ascii=False, default=str).encode())

    def _copy_table(self, table: Table) -> None:
        name, key_column = table.name, next(iter(table.primary_key.columns))
        if name in LEFT:
            count = self._other.execute(select(func.count()).select_from(table)).scalar_one()
            self.copied.left[name] = count
            return
        rows = [dict(row) for row in self._other.execute(select(table).order_by(key_column)).mappings()]
        same = self._known(table)
        uids = set(self._act.connection.execute(select(table.c.uid)).scalars())
        next_id = (self._act.connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
        keys = self.keys.setdefault(name, {})
        links = [
            (column.name, link.column.table.name, bool(column.nullable))
            for column in table.c
            for link in column.foreign_keys
        ]
        new: list[Row] = []
        for row in rows:
            self._point(row, [link for link in links if link[1] != name])
            here = next((found[key] for found, key in _matches(same, row) if key in found), None)
            if here is not None:
                keys[row["id"]] = here["id"]
                self.uids[row["uid"]] = here["uid"]
                self._join(table, here, row)
                continue
            keys[row["id"]] = next_id
            new.append({**row, "id": next_id, "old_id": row["id"]})
            next_id += 1
        for row in new:
            self._point(row, [link for link in links if link[1] == name])
            if row["uid"] in uids:
                self.uids[row["uid"]] = row["uid"] = self._act.new_uid()
            self._change(name, row, row.pop("old_id"))
        for first in range(0, len(new), _AT_ONCE):
            self._step(-1, "")
            self._act.insert_block(table, new[first : first + _AT_ONCE])
        self.copied.taken[name], self.copied.same[name] = len(new), len(rows) - len(new)

    def _known(self, table: Table) -> list[tuple[tuple[str, ...], dict[Any, Row]]]:
        """Our rows by each key under which one can be there already."""
        wanted = [names for names in natural_keys(table) if self._may_match(table, names)]
        if table.name == "household":
            return []
        if not wanted and table.name != "review_round":
            return []
        ours = [
            dict(row) for row in self._act.connection.execute(select(table).order_by(table.c.id)).mappings()
        ]
        if table.name == "review_round":
            return [((), {round_key(row): row for row in ours})]
        return [(names, {tuple(row[name] for name in names): row for row in ours}) for names in wanted]

    def _may_match(self, table: Table, names: tuple[str, ...]) -> bool:
        """Rows that name a record which is new here are new themselves."""
        parents = [link.column.table.name for name in names for link in table.c[name].foreign_keys]
        return all(parent == table.name or self.copied.same.get(parent) for parent in parents)

    def _point(self, row: Row, links: list[tuple[str, str, bool]]) -> None:
        for column, parent, nullable in links:
            old = row[column]
            if old is None:
                continue
            new = self.keys.get(parent, {}).get(old)
            if new is None and not nullable:
                raise RuntimeError(f"{parent} {old} was not copied")
            row[column] = new

    def _join(self, table: Table, ours: Row, theirs: Row) -> None:
        """A row that is in both registers."""
        name, values = table.name, dict[str, Any]()
        for column in _SUMMED.get(name, ()):
            if theirs[column] is not None:
                values[column] = (ours[column] or 0) + theirs[column]
        if name == "review_round":
            self._joint_rounds.add(ours["id"])
            state = joint_state(RoundState(ours["state"]), RoundState(theirs["state"]))
            values = {
                "state": str(state),
                "started_on": _first(ours["started_on"], theirs["started_on"]),
                "ended_on": _last(ours["ended_on"], theirs["ended_on"]),
            }
        if name == "round_step":
            done = _last(ours["done_on"], theirs["done_on"])
            values = {"done_on": done if ours["done_on"] and theirs["done_on"] else None}
        if f"{name}:{ours['uid']}" in self._wishes.theirs:
            values |= {column: theirs[column] for column in CHOSEN[name]}
        if values:
            self._act.update(table, ours["id"], values)

    def _change(self, name: str, row: Row, old_id: int) -> None:
        """What is written otherwise than it stood there."""
        last_day = self._wishes.identity.valid_from - timedelta(days=1)
        match name:
            case "hamlet":
                new_name = self._wishes.hamlet_names.get(row["uid"], row["name"])
                row["former_commune"] = row["former_commune"] or self._name
                row["former_name"] = row["former_name"] or row["name"]
                row["position"] = (row["position"] or 0) + self._position
                row["name"] = new_name
                if row["code"] and old_id in self._codes.hamlets:
                    row["code"] = marked(self._codes.mark, row["code"])
            case "household":
                if change := self._codes.changes.get(row["uid"]):
                    row["code"], row["former_code"] = change.new, row["former_code"] or change.old
                    row["search_key"] = f"{row['search_key']} | {fold(change.new)}"
            case "officer":
                row["active"], row["pin_hash"] = 0, None
            case "signer":
                row["is_default"] = 0
                row["valid_to"] = _first(row["valid_to"], last_day)
                row["valid_from"] = row["valid_from"] and min(row["valid_from"], row["valid_to"])
            case "issued_paper":
                row["former_office"] = row["former_office"] or self._name
            case "reporting_period":
                row["name"], row["kind"] = f"{row['name']} ({self._name})", "own"
            case "review_round":
                row["name"] = f"{row['name']} ({self._name})"
            case "support_proposal":
                row["name"], row["state"] = f"{row['name']} ({self._name})", "draft"
            case "decision" if row["round_id"] in self._joint_rounds:
                # The round's own decision is ours; class lines keep each its own.
                row["round_id"] = None
            case _ if name in _UIDS:
                for column in ("object_uid", "first_uid", "second_uid"):
                    if column in row:
                        row[column] = self.uids.get(row[column], row[column])


def _matches(same: list[tuple[tuple[str, ...], dict[Any, Row]]], row: Row) -> Iterator[tuple[Any, Any]]:
    for names, found in same:
        yield found, (tuple(row[name] for name in names) if names else round_key(row))


def _first(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)


def _last(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day), default=None)
