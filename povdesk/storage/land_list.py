"""Families without residential or production land and what is proposed for each (plan V.4)."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select, text

from povdesk.domain.assignment import Family, LandFamily, OptionState
from povdesk.domain.errors import InvalidInput
from povdesk.domain.household import YesNo
from povdesk.domain.vietnamese import clean_lines, clean_text, format_count
from povdesk.storage import assignment_lists
from povdesk.storage.act import Act
from povdesk.storage.in_force import LISTED
from povdesk.storage.tables import household, land_option

_HOME_LAND, _FIELD_LAND, _NO_LAND = "HO_TRO_DAT_O", "HO_TRO_DAT_SAN_XUAT", "no_land"

_STATEMENT = f"""
WITH {LISTED}, given AS (
  SELECT household_id, kind, max(coalesce(finished_on, happened_on)) AS on_day FROM support_event
  WHERE deleted_at IS NULL AND state = 'finished' AND household_id IS NOT NULL
    AND kind IN ('{_HOME_LAND}', '{_FIELD_LAND}') AND coalesce(finished_on, happened_on) <= :day
  GROUP BY household_id, kind
), facts AS (
  SELECT l.id,
    CASE WHEN EXISTS (SELECT 1 FROM given g WHERE g.household_id = l.id AND g.kind = '{_HOME_LAND}'
      AND g.on_day > r.reviewed_on) THEN 'no' ELSE coalesce(r.needs_residential_land, 'unknown') END AS home,
    CASE WHEN EXISTS (SELECT 1 FROM given g WHERE g.household_id = l.id AND g.kind = '{_FIELD_LAND}'
      AND g.on_day > r.reviewed_on) THEN 'no'
      WHEN coalesce(r.needs_production_land, 'unknown') <> 'unknown' THEN r.needs_production_land
      WHEN r.main_reason = '{_NO_LAND}' OR EXISTS (SELECT 1 FROM review_reason x
        WHERE x.review_id = r.id AND x.reason = '{_NO_LAND}') THEN 'yes' ELSE 'unknown' END AS field,
    coalesce(r.livelihood_option, '') AS proposed
  FROM listed l LEFT JOIN review r ON r.id = l.review_id
)
SELECT f.*, o.id AS option_id, o.option, o.leader, o.state, o.note
FROM facts f LEFT JOIN land_option o ON o.household_id = f.id AND o.year = :year
"""
"""Land found after the form was closed counts; a missing answer on fields is read from the reasons."""


def families(
    connection: Connection, year: int, day: date, among: Sequence[Family] | None = None
) -> tuple[LandFamily, ...]:
    """Poor and near-poor families of the day that lack land, and those with an option noted for the year.

    among: all families of the day, where they have been read already.
    """
    rows = {row.id: row for row in _rows(connection, year, day)}
    found = []
    for one in assignment_lists.families(connection, day) if among is None else among:
        row = rows.get(one.id)
        if row is None:
            continue
        is_noted = row.option_id is not None
        if not is_noted and "yes" not in (row.home, row.field):
            continue
        kept = LandFamily(one, YesNo(row.home), YesNo(row.field), option=row.proposed)
        if is_noted:
            kept = dataclasses.replace(
                kept,
                option=row.option,
                leader=row.leader,
                state=OptionState(row.state),
                note=row.note,
                is_noted=True,
            )
        found.append(kept)
    return tuple(found)


def unanswered(connection: Connection, day: date) -> int:
    """Families whose form says neither yes nor no about one of the two kinds of land."""
    return sum("unknown" in (row.home, row.field) for row in _rows(connection, day.year, day))


def save(
    act: Act, household_ids: Sequence[int], year: int, option: str, leader: str, state: OptionState, note: str
) -> int:
    """Note one option for one or several families of a year; returns how many."""
    words = clean_lines(option)
    if not household_ids:
        raise InvalidInput("Chưa chọn hộ nào.", "Chọn hộ trong danh sách rồi làm lại.")
    if not words:
        raise InvalidInput(
            "Chưa ghi phương án sinh kế.", "Gõ phương án, ví dụ: Giao đất tại khu tái định cư."
        )
    heads = {
        row.id: row
        for row in act.connection.execute(
            select(household.c.id, household.c.uid, household.c.head_name).where(
                household.c.id.in_(list(household_ids)), household.c.deleted_at.is_(None)
            )
        )
    }
    if len(heads) == 1:
        one = next(iter(heads.values()))
        act.describe(f"Lưu phương án sinh kế của hộ {one.head_name}", "household", one.uid)
    else:
        act.describe(f"Lưu phương án sinh kế của {format_count(len(heads))} hộ", "land_option")
    values = {"option": words, "leader": clean_text(leader), "state": str(state), "note": clean_text(note)}
    kept = _kept(act.connection, year)
    for key in heads:
        if key in kept:
            act.update(land_option, kept[key], values)
        else:
            act.insert(land_option, {"household_id": key, "year": year, **values})
    return len(heads)


def drop(act: Act, household_ids: Sequence[int], year: int) -> int:
    """Take the noted options of a year away; what the forms say stays. Returns how many."""
    kept = _kept(act.connection, year)
    found = [kept[key] for key in household_ids if key in kept]
    act.describe(f"Bỏ phương án sinh kế đã ghi của {format_count(len(found))} hộ", "land_option")
    for key in found:
        act.delete(land_option, key)
    return len(found)


def _kept(connection: Connection, year: int) -> dict[int, int]:
    rows = connection.execute(
        select(land_option.c.household_id, land_option.c.id).where(land_option.c.year == year)
    )
    return {row.household_id: row.id for row in rows}


def _rows(connection: Connection, year: int, day: date) -> Sequence[Any]:
    return connection.execute(text(_STATEMENT), {"day": day.isoformat(), "year": year}).all()
