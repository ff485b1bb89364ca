"""Indicator definitions and what the plan wants of them: read, kept, taken from the reference plan."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, select

from povdesk import paths
from povdesk.domain.errors import InvalidInput
from povdesk.domain.indicator import TYPED, IndicatorDefinition, Reading, Target
from povdesk.domain.indicator_measure import words_of
from povdesk.domain.vietnamese import clean_text
from povdesk.storage.act import Act
from povdesk.storage.tables import indicator_definition, target

REFERENCE = "2024-reference"
"""The shipped set of indicators: the 26 of the reference plan."""

OPERATORS = ("", "<", "<=", ">", ">=")
_TEXTS = (
    "code", "letter", "plan_reference", "name", "short_name", "group", "unit", "kind", "direction", "measure",
)  # fmt: skip


def definitions(connection: Connection) -> tuple[IndicatorDefinition, ...]:
    """All indicators in the plan's order, those that are no longer in use too."""
    rows = connection.execute(
        select(indicator_definition).order_by(indicator_definition.c.position, indicator_definition.c.code)
    )
    return tuple(_definition(row._mapping) for row in rows)


def with_targets(
    connection: Connection, year: int, hamlet: int | None = None
) -> tuple[tuple[IndicatorDefinition, Target | None], ...]:
    """Each indicator in use with the target of the year, the commune's or a hamlet's; None: it has none."""
    wanted = and_(
        target.c.indicator_id == indicator_definition.c.id,
        target.c.year == year,
        target.c.hamlet_id.is_(None) if hamlet is None else target.c.hamlet_id == hamlet,
        target.c.population_group == "",
    )
    rows = connection.execute(
        select(indicator_definition, *(column.label(f"t_{column.name}") for column in target.c))
        .join_from(indicator_definition, target, wanted, isouter=True)
        .order_by(indicator_definition.c.position, indicator_definition.c.code, target.c.id)
    ).mappings()
    found: dict[str, tuple[IndicatorDefinition, Target | None]] = {}
    for row in rows:
        wanted_of = {name.removeprefix("t_"): value for name, value in row.items() if name.startswith("t_")}
        definition = _definition(row)
        if definition.is_used_in(year):
            found[definition.code] = (definition, _target(wanted_of) if row["t_id"] is not None else None)
    return tuple(found.values())


def targets(connection: Connection, code: str, year: int) -> tuple[Target, ...]:
    """All targets of an indicator in a year: the commune's, those of hamlets and of groups."""
    rows = connection.execute(
        select(target)
        .join(indicator_definition, indicator_definition.c.id == target.c.indicator_id)
        .where(indicator_definition.c.code == code, target.c.year == year)
        .order_by(target.c.hamlet_id.is_not(None), target.c.hamlet_id, target.c.population_group)
    ).mappings()
    return tuple(_target(row) for row in rows)


def targets_by_code(connection: Connection, year: int) -> dict[str, tuple[Target, ...]]:
    """All targets of a year by indicator: the commune's first, then those of hamlets and of groups."""
    rows = connection.execute(
        select(indicator_definition.c.code, target)
        .join_from(target, indicator_definition)
        .where(target.c.year == year)
        .order_by(target.c.hamlet_id.is_not(None), target.c.hamlet_id, target.c.population_group)
    ).mappings()
    found: dict[str, list[Target]] = {}
    for row in rows:
        found.setdefault(row["code"], []).append(_target(row))
    return {code: tuple(several) for code, several in found.items()}


def years(connection: Connection) -> tuple[int, ...]:
    """Years that have targets, newest first."""
    found = connection.execute(select(target.c.year).distinct().order_by(target.c.year.desc())).scalars()
    return tuple(found)


def save_definition(act: Act, definition: IndicatorDefinition) -> int:
    """Keep an indicator by its code; returns its id."""
    name, code = clean_text(definition.name), clean_text(definition.code)
    if not name or not code:
        raise InvalidInput("Chỉ tiêu chưa có mã hoặc tên.", "Nhập mã và tên chỉ tiêu rồi lưu lại.")
    act.describe(f"Lưu chỉ tiêu {definition.short_name or name}", "indicator_definition", definition.uid)
    values = {
        **{field: clean_text(getattr(definition, field)) for field in _TEXTS},
        "decimals": definition.decimals,
        "position": definition.position,
        "roles": ",".join(definition.roles),
        "projects": ",".join(definition.projects),
        "valid_from": definition.valid_from,
        "valid_to": definition.valid_to,
    }
    known = _definition_id(act.connection, code)
    if known is None:
        return act.insert(indicator_definition, {**values, "origin": "officer"})
    act.update(indicator_definition, known, values)
    return known


def save_target(act: Act, code: str, wanted: Target) -> int:
    """Keep what is wanted of an indicator for a year, and hamlet or group if any; returns its id."""
    if wanted.operator not in OPERATORS:
        raise InvalidInput("Dấu so sánh của mục tiêu chưa đúng.", "Chọn ≤, <, ≥ hoặc >.")
    indicator_id = _definition_id(act.connection, code)
    if indicator_id is None:
        raise InvalidInput(f"Không có chỉ tiêu {code}.", "Lấy bộ chỉ tiêu mẫu hoặc thêm chỉ tiêu trước.")
    act.describe(f"Lưu mục tiêu năm {wanted.year}", "target")
    values = {
        "indicator_id": indicator_id,
        "year": wanted.year,
        "hamlet_id": wanted.hamlet_id,
        "population_group": wanted.population_group,
        "operator": wanted.operator,
        "value": wanted.value,
        "baseline": wanted.baseline,
        "baseline_stated": int(wanted.baseline_stated),
        "wording": clean_text(wanted.wording),
        "readings": _readings_json(wanted.readings),
    }
    known = act.connection.execute(
        select(target.c.id).where(
            target.c.indicator_id == indicator_id,
            target.c.year == wanted.year,
            target.c.hamlet_id.is_(None)
            if wanted.hamlet_id is None
            else target.c.hamlet_id == wanted.hamlet_id,
            target.c.population_group == wanted.population_group,
        )
    ).scalar()
    if known is None:
        return act.insert(target, values)
    act.update(target, known, values)
    return int(known)


def pick_reading(act: Act, code: str, year: int, reading: str) -> None:
    """The officer's choice among the readings of an unclear target; empty takes the choice back."""
    found = next((one for one in targets(act.connection, code, year) if one.readings), None)
    if found is None or (reading and reading not in {one.code for one in found.readings}):
        raise InvalidInput("Chỉ tiêu này không có cách hiểu đó.", "Chọn một cách trong danh sách.")
    chosen = tuple(replace(one, picked=one.code == reading) for one in found.readings)
    act.describe("Chọn cách hiểu chỉ tiêu", "target")
    save_target(act, code, replace(found, readings=chosen))


def seed_definitions(act: Act) -> int:
    """The 26 indicators of the reference plan, those not yet there; returns how many were added."""
    known = {definition.code for definition in definitions(act.connection)}
    added = 0
    for position, row in enumerate(shipped()["indicator"], start=1):
        if row["code"] in known:
            continue
        act.insert(
            indicator_definition,
            {
                **{field: row[field] for field in _TEXTS},
                "decimals": row["decimals"],
                "position": position,
                "roles": ",".join(row["roles"]),
                "projects": ",".join(row["projects"]),
                "valid_from": shipped()["valid_from"],
                "origin": REFERENCE,
            },
        )
        added += 1
    return added


def seed_targets(act: Act, year: int) -> int:
    """The targets of the reference plan for a year; those already there stay. Returns how many were added."""
    act.describe(f"Lấy mục tiêu năm {year} từ kế hoạch mẫu", "target")
    have = {definition.code for definition, wanted in with_targets(act.connection, year) if wanted}
    added = 0
    for row in shipped()["indicator"]:
        if row["code"] in have:
            continue
        wanted = row.get("target", {})
        save_target(
            act,
            row["code"],
            Target(
                year=year,
                operator=wanted.get("operator", ""),
                value=wanted.get("value"),
                baseline=wanted.get("baseline"),
                baseline_stated=wanted.get("baseline_stated", False),
                wording=wanted.get("wording", ""),
                readings=shipped_readings(row["code"]),
            ),
        )
        added += 1
    return added


def shipped_readings(code: str) -> tuple[Reading, ...]:
    """The possible meanings of an indicator in the reference plan; empty when it is clear."""
    row = _shipped_row(code)
    return tuple(Reading(**reading) for reading in row.get("reading", ()))


def readings_of(measure: str) -> tuple[Reading, ...]:
    """The ways of counting of a measure that the reference plan leaves open; empty for all others."""
    row: Mapping[str, Any] = next((row for row in shipped()["indicator"] if row["measure"] == measure), {})
    readings = tuple(Reading(**reading) for reading in row.get("reading", ()))
    return tuple(reading for reading in readings if reading.measure)


@cache
def shipped() -> dict[str, Any]:
    """The reference set as the file has it."""
    with (paths.RESOURCES / "indicators" / f"{REFERENCE}.toml").open("rb") as file:
        return tomllib.load(file)


def _shipped_row(code: str) -> Mapping[str, Any]:
    return next((row for row in shipped()["indicator"] if row["code"] == code), {})


@cache
def _how_counted() -> dict[str, tuple[str, str]]:
    """Subject and words of each way of counting, by measure, and by code for typed ones."""
    found = {}
    for row in shipped()["indicator"]:
        found[row["measure"] if row["measure"] != "typed" else row["code"]] = (row["subject"], row["counted"])
    return found


def _definition(row: Mapping[Any, Any]) -> IndicatorDefinition:
    how = _how_counted()
    key = row["code"] if row["measure"] == "typed" else row["measure"]
    words = words_of(row["measure"])
    subject, counted = how.get(key, (words.subject, "" if words.name == TYPED else words.counts))
    return IndicatorDefinition(
        **{field: row[field] for field in _TEXTS},
        decimals=row["decimals"],
        position=row["position"],
        roles=_codes(row["roles"]),
        projects=_codes(row["projects"]),
        subject=subject,
        counted=counted,
        id=row["id"],
        uid=row["uid"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _target(row: Mapping[Any, Any]) -> Target:
    readings: Iterable[Mapping[str, Any]] = json.loads(row["readings"] or "[]")
    return Target(
        year=row["year"],
        operator=row["operator"],
        value=row["value"],
        baseline=row["baseline"],
        baseline_stated=bool(row["baseline_stated"]),
        wording=row["wording"],
        readings=tuple(Reading(**reading) for reading in readings),
        hamlet_id=row["hamlet_id"],
        population_group=row["population_group"],
        id=row["id"],
    )


def _readings_json(readings: Iterable[Reading]) -> str:
    kept = [
        {name: value for name, value in vars(reading).items() if value not in (None, "", False)}
        for reading in readings
    ]
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def _definition_id(connection: Connection, code: str) -> int | None:
    return connection.execute(
        select(indicator_definition.c.id).where(indicator_definition.c.code == code)
    ).scalar()


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for code in text.split(",") if code)
