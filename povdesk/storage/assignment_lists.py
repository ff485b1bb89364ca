"""Families with those who help them, read at once for the lists and papers about helping."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from povdesk.domain.assignment import Carer, Family, Help
from povdesk.domain.catalogues import name_of
from povdesk.domain.household import Category
from povdesk.storage import assignments, catalogue_edits, rule_edits
from povdesk.storage.in_force import LISTED

_FAMILIES = f"""
WITH {LISTED}, wanted AS (
  SELECT id FROM listed
  UNION SELECT a.household_id FROM assignment a JOIN household h ON h.id = a.household_id
    WHERE h.deleted_at IS NULL AND (a.valid_from IS NULL OR a.valid_from <= :day)
      AND (a.valid_to IS NULL OR a.valid_to > :day)
), size AS (
  SELECT household_id, count(*) AS people, max(CASE WHEN relation = 'head' THEN person_id END) AS head_id
  FROM membership WHERE (valid_from IS NULL OR valid_from <= :day) AND (valid_to IS NULL OR valid_to > :day)
  GROUP BY household_id
)
SELECT h.id, h.uid, h.code, h.head_name, h.hamlet_id, t.name AS hamlet, t.kind, l.category, l.review_id,
  coalesce(s.people, 0) AS people, p.birth_year, coalesce(p.ethnic_group, '') AS ethnic_group
FROM wanted w JOIN household h ON h.id = w.id JOIN hamlet t ON t.id = h.hamlet_id
LEFT JOIN listed l ON l.id = h.id LEFT JOIN size s ON s.household_id = h.id
LEFT JOIN person p ON p.id = s.head_id
ORDER BY t.position, h.hamlet_id, h.name_sort_key, h.code
"""
_HELPS = """
SELECT a.id, a.household_id, a.cadre_id, c.full_name, c.post, coalesce(b.name, '') AS body,
  a.valid_from, a.valid_to, a.goal, a.content, a.result
FROM assignment a JOIN cadre c ON c.id = a.cadre_id LEFT JOIN body b ON b.id = c.body_id
ORDER BY a.household_id, a.valid_from, a.id
"""
_LACKS = (
    f"WITH {LISTED} SELECT a.review_id, a.indicator AS code FROM review_answer a"
    " WHERE a.review_id IN (SELECT review_id FROM listed) AND a.lacking = 'yes'"
    " AND NOT coalesce(a.carried_over, 0) ORDER BY a.id"
)
_NEEDS = (
    f"WITH {LISTED} SELECT n.review_id, n.need AS code FROM review_need n"
    " WHERE n.review_id IN (SELECT review_id FROM listed) AND n.answer = 'yes' ORDER BY n.id"
)
_REASONS = f"""WITH {LISTED}, named AS (
  SELECT r.id AS review_id, r.main_reason AS code, 0 AS place FROM review r WHERE r.main_reason <> ''
  UNION SELECT x.review_id, x.reason, 1 FROM review_reason x
) SELECT review_id, code FROM named WHERE review_id IN (SELECT review_id FROM listed)
  ORDER BY review_id, place, code"""


@dataclass(frozen=True)
class Spread:
    """What quick assignment needs: families nobody helps, and who can be given some."""

    families: tuple[Family, ...]
    carers: tuple[Carer, ...]


def families(connection: Connection, day: date) -> tuple[Family, ...]:
    """The poor and near-poor of the day, and others while somebody helps them; by hamlet and name.

    Helps that ended are there too, the oldest first.
    """
    parameters = {"day": day.isoformat()}
    helps = _helps(connection)
    lacks = _named(connection, _LACKS, parameters, _lack_names(connection))
    needs = _named(connection, _NEEDS, parameters, catalogue_edits.names(connection, "needs"))
    reasons = _named(connection, _REASONS, parameters, catalogue_edits.names(connection, "reasons"))
    return tuple(
        Family(
            row.id,
            row.uid,
            row.code,
            row.head_name,
            row.hamlet_id,
            row.hamlet,
            Category(row.category) if row.category else Category.NOT_POOR,
            row.people,
            row.birth_year,
            name_of("ethnic_groups", row.ethnic_group) if row.ethnic_group else "",
            tuple(lacks.get(row.review_id, ())),
            tuple(reasons.get(row.review_id, ())),
            tuple(needs.get(row.review_id, ())),
            tuple(helps.get(row.id, ())),
            row.kind,
        )
        for row in connection.execute(text(_FAMILIES), parameters).all()
    )


def left_over(found: Iterable[Family], day: date) -> tuple[Family, ...]:
    """Poor and near-poor families that nobody helps on the day; as the to-do counts them."""
    return tuple(one for one in found if one.is_listed and not one.helpers_on(day))


def spread_facts(connection: Connection, day: date) -> Spread:
    """Families left over and the cadres of the day, with load and the hamlets they are at home in."""
    found = families(connection, day)
    at_home: dict[int, set[int]] = defaultdict(set)
    for one in found:
        for help_ in one.helpers_on(day):
            at_home[help_.cadre_id].add(one.hamlet_id)
    in_charge: dict[int, set[int]] = defaultdict(set)
    for charge in assignments.charges(connection, day):
        if charge.cadre_id is not None:
            in_charge[charge.cadre_id].add(charge.hamlet_id)
    carers = tuple(
        Carer(one.id, one.full_name, one.households, frozenset(in_charge[one.id]), frozenset(at_home[one.id]))
        for one in assignments.cadres(connection, day)
    )
    return Spread(left_over(found, day), carers)


def _helps(connection: Connection) -> Mapping[int, list[Help]]:
    found: dict[int, list[Help]] = defaultdict(list)
    for row in connection.execute(text(_HELPS)).all():
        found[row.household_id].append(
            Help(
                row.id,
                row.cadre_id,
                row.full_name,
                row.post,
                row.body,
                _day(row.valid_from),
                _day(row.valid_to),
                row.goal,
                row.content,
                row.result,
            )
        )
    return found


def _named(
    connection: Connection, statement: str, parameters: Mapping[str, Any], names: Mapping[str, str]
) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for review_id, code in connection.execute(text(statement), parameters).all():
        words = names.get(code, code)
        if words not in found[review_id]:
            found[review_id].append(words)
    return found


def _lack_names(connection: Connection) -> dict[str, str]:
    return {
        indicator.code: indicator.name
        for standard in rule_edits.standards(connection)
        for indicator in standard.indicators
    }


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
