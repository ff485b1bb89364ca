"""What is in force here for every item that a pack may bring, and where the register keeps it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Table, select

from povdesk.domain.programme import Project
from povdesk.domain.rule_pack import OFFICER, PackItem, Part, Standing
from povdesk.domain.toml_text import plain
from povdesk.storage import (
    catalogue_edits,
    form_a,
    insurance_changes,
    paper_wording,
    plan_wordings,
    programme,
    result_table_rules,
    rule_edits,
    what_if_rules,
)
from povdesk.storage.indicators import rules as counting
from povdesk.storage.tables import catalogue_item, project, rule_override, rule_pack

from . import catalogue_files

Row = dict[str, Any]

LAID_OVER = frozenset({Part.WORDING, Part.RESULTS, Part.COUNTING, Part.SUGGESTIONS})
"""Parts of which a pack may bring some values only; the others stay as they are here."""

WHOLE_PARTS = frozenset({Part.STANDARD, Part.PROCEDURE, Part.PLAN})
"""Parts that stand whole in place of the shipped ones, and do not change with these."""

_KEPT: Mapping[str, tuple[str, ...]] = {
    "rule_override": ("payload", "origin", "changed_at"),
    "catalogue_item": ("name", "position", "valid_from", "valid_to", "active", "extra"),
    "project": ("name", "short_name", "parent_code", "programme", "position", "valid_from", "valid_to"),
}
"""What a row says; two rows are the same when they agree in these."""


@dataclass(frozen=True)
class Place:
    """A row of the register by what it is known by."""

    table: Table
    names: Mapping[str, str]


def place_of(part: Part, group: str, code: str) -> Place:
    """Where an item is kept when it is not as shipped."""
    if part is Part.CATALOGUE:
        return Place(catalogue_item, {"catalogue": group, "code": code})
    if part is Part.PROJECT:
        return Place(project, {"code": code})
    return Place(rule_override, {"kind": str(part), "code": code})


def row_at(connection: Connection, place: Place) -> tuple[int, Row] | None:
    """Key and what the row says; None when there is none."""
    wanted = [place.table.c[name] == value for name, value in place.names.items()]
    row = connection.execute(select(place.table).where(*wanted)).mappings().first()
    if row is None:
        return None
    return int(row["id"]), {name: _as_json(row[name]) for name in _KEPT[place.table.name]}


class Here:
    """One look at the register; everything is read once, when it is first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lists: dict[str, dict[str, Any]] = {}

    def value(self, item: PackItem) -> Mapping[str, Any] | None:
        """What is in force, in the form of the item's data; None: nothing of that name."""
        found = self._value(item.part, item.group, item.code)
        if found is not None and item.part in LAID_OVER:
            return _like(found, item.data)
        if found is not None and item.part is Part.PROJECT:
            return _placed_like(found, item)
        return found

    def standing(self, item: PackItem) -> Standing:
        """What taking the item in would do here."""
        found = self.value(item)
        if found is None:
            return Standing.NEW
        if found == item.data:
            return Standing.SAME
        shipped = self._shipped_projects.get(item.code) if item.part is Part.PROJECT else None
        if shipped is not None and found == _placed_like(shipped, item):
            return Standing.SHIPPED
        known = row_at(self._connection, place_of(item.part, item.group, item.code))
        if known is None:
            return Standing.SHIPPED
        row = known[1]
        if item.part in LAID_OVER and not _touches(json.loads(row["payload"]), item.data):
            # The officer changed something else of it, which stays.
            return Standing.SHIPPED
        came_so = row.get("origin") != OFFICER and self._packs.get(item.key) == row
        return Standing.PACK if came_so else Standing.OWN

    def _value(self, part: Part, group: str, code: str) -> Mapping[str, Any] | None:
        connection = self._connection
        if part is Part.STANDARD:
            return self._standards.get(code)
        if part is Part.PROCEDURE:
            return self._procedures.get(code)
        if part is Part.CATALOGUE:
            return self._list(group).get(code)
        if part is Part.PROJECT:
            return self._projects.get(code)
        if part is Part.WORDING:
            made: Mapping[str, Any] = plain(paper_wording.lines(connection, group, code))
            return made
        if part is Part.FORM_A:
            lines = [item.name for item in form_a.items(connection)]
            return {"item": lines} if lines else None
        if part is Part.RESULTS:
            return result_table_rules.data(connection)
        if part is Part.PLAN:
            found = plan_wordings.data(connection, int(code))
            return None if found is None else dict(plain(found))
        if part is Part.INSURANCE:
            return self._insurance.get(code)
        shipped = counting if part is Part.COUNTING else what_if_rules
        edit = rule_edits.edits(connection, part).get(code)
        return {**shipped.shipped_sections()[code], **(edit.payload if edit else {})}

    @cached_property
    def _standards(self) -> dict[str, Mapping[str, Any]]:
        return {one.id: plain({"id": one.id, **one.data}) for one in rule_edits.standards(self._connection)}

    @cached_property
    def _procedures(self) -> dict[str, Mapping[str, Any]]:
        return {one.id: plain({"id": one.id, **one.data}) for one in rule_edits.procedures(self._connection)}

    @cached_property
    def _insurance(self) -> dict[str, Mapping[str, Any]]:
        return {
            one.valid_from.isoformat(): {"groups": sorted(one.groups), "source": one.source}
            for one in insurance_changes.entitled_groups(self._connection)
        }

    @cached_property
    def _projects(self) -> dict[str, Mapping[str, Any]]:
        return {one.code: project_values(one) for one in programme.projects(self._connection)}

    @cached_property
    def _shipped_projects(self) -> dict[str, Mapping[str, Any]]:
        shipped = enumerate(programme.shipped_projects(), start=1)
        return {one.code: project_values(one, place) for place, one in shipped}

    def _list(self, name: str) -> dict[str, Any]:
        if name not in self._lists:
            found = catalogue_edits.load(self._connection, name)
            self._lists[name] = {item.code: catalogue_files.values(item) for item in found}
        return self._lists[name]

    @cached_property
    def _packs(self) -> dict[str, Row]:
        """What the packs that are in last wrote, by the item's key."""
        rows = self._connection.execute(
            select(rule_pack.c.contents).where(rule_pack.c.removed_at.is_(None)).order_by(rule_pack.c.id)
        ).scalars()
        return {one["key"]: one["after"] for contents in rows for one in json.loads(contents)}


def project_values(one: Project, position: int = 0) -> dict[str, Any]:
    """A project as packs and comparisons have it."""
    made: dict[str, Any] = plain(
        {
            "name": one.name,
            "short_name": one.short_name,
            "parent": one.parent,
            "programme": one.programme,
            "position": position or one.position,
            "valid_from": one.valid_from,
            "valid_to": one.valid_to,
        }
    )
    return made


def _placed_like(found: Mapping[str, Any], item: PackItem) -> Mapping[str, Any]:
    """A pack that does not say where a project stands leaves it where it is."""
    if "position" in item.data:
        return found
    return {key: value for key, value in found.items() if key != "position"}


def _touches(edit: Any, wanted: Any) -> bool:
    """Do an edit and an item speak of the same value, whatever they say of it."""
    if isinstance(edit, Mapping) and isinstance(wanted, Mapping):
        return any(_touches(edit[key], wanted[key]) for key in edit.keys() & wanted.keys() - {"code"})
    if _is_rows(edit) and _is_rows(wanted):
        rows = {row["code"]: row for row in edit}
        return any(_touches(rows[row["code"]], row) for row in wanted if row["code"] in rows)
    return True


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _like(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Of what is in force only what the item speaks of, in its order."""
    made: dict[str, Any] = {}
    for key, value in wanted.items():
        base = found.get(key)
        if base is None:
            continue
        if isinstance(value, Mapping) and isinstance(base, Mapping):
            made[key] = _like(base, value)
        elif value and isinstance(value, list) and isinstance(base, list) and isinstance(value[0], Mapping):
            rows = {row["code"]: row for row in base}
            made[key] = [_like(rows[row["code"]], row) for row in value if row["code"] in rows]
        else:
            made[key] = plain(base)
    return made


def _as_json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
