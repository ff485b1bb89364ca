"""The list of households as the list page shows it: one row each, read in two statements at any size."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from povdesk.domain.household import Category, Household
from povdesk.storage import household_links, households, rounds
from povdesk.storage.tables import assignment, class_history, decision, person


class HouseholdRow(NamedTuple):
    """One household of the list. class_before, class_now: in force at the end of the year before, and now.

    form: state of its form in the year's round; "waiting" = on the list, not begun; "" = not on the list.
    computed: what its form gives. problems: things to put right that can be seen without opening it.
    search_key: folded names of all who live there, with code and address.
    """

    id: int
    uid: str
    code: str
    head_name: str
    hamlet_id: int
    hamlet: str
    hamlet_position: int
    size: int
    ethnic_group: str
    class_before: Category | None
    class_now: Category | None
    form: str
    computed: Category | None
    cadre: str
    problems: int
    search_key: str
    sort_key: str


WAITING = "waiting"
"""Form state of a household that is on the year's list and whose form has not been begun."""


def rows(connection: Connection, year: int, as_of: date) -> tuple[HouseholdRow, ...]:
    """All households in the register on `as_of`, in the order of their heads' names."""
    this = rounds.current(connection, year)
    values = parameters(year, as_of, this.id if this else 0)
    fetched = connection.exec_driver_sql(STATEMENT, values).fetchall()
    category = _CATEGORIES.get
    return tuple(
        [
            HouseholdRow._make(
                (*row[:9], category(row[9]), category(row[10]), row[11], category(row[12]), *row[13:])
            )
            for row in fetched
        ]
    )


def parameters(year: int, as_of: date, round_id: int) -> dict[str, Any]:
    """What STATEMENT asks for."""
    return {"as_of": as_of.isoformat(), "before": f"{year - 1}-12-31", "round": round_id}


_CATEGORIES: dict[str | None, Category] = {str(category): category for category in Category}


def _class_on(day: str) -> str:
    """The household's class by its latest line that is in force on the day."""
    return f"""(SELECT k.category FROM class_history AS k
    WHERE k.household_id = household.id AND k.entitled_from <= {day}
    ORDER BY k.entitled_from DESC, k.id DESC LIMIT 1)"""


# Indexes answer most of it: class_history and the identity numbers are not read as a whole.
STATEMENT = f"""
WITH roster AS (
  SELECT m.household_id, count(*) AS size,
    max(CASE WHEN m.relation = 'head' THEN m.person_id END) AS head_id,
    sum(m.relation = 'head') AS heads,
    sum((p.birth_year IS NULL) + (p.sex IS NULL) + (p.id_number <> '' AND p.id_number IN doubled)) AS faults
  FROM membership AS m JOIN person AS p ON p.id = m.person_id
  WHERE (m.valid_from IS NULL OR m.valid_from <= :as_of) AND (m.valid_to IS NULL OR m.valid_to > :as_of)
  GROUP BY m.household_id
), doubled AS (
  SELECT id_number FROM person WHERE deleted_at IS NULL AND id_number IN (
    SELECT id_number FROM person WHERE id_number > '' GROUP BY id_number HAVING count(*) > 1
  ) GROUP BY id_number HAVING count(*) > 1
), home AS MATERIALIZED (
  SELECT id, uid, code, head_name, hamlet_id, search_key, name_sort_key,
    {_class_on(":before")} AS class_before, {_class_on(":as_of")} AS class_now
  FROM household
  WHERE deleted_at IS NULL
    AND (registered_on IS NULL OR registered_on <= :as_of) AND (ended_on IS NULL OR ended_on > :as_of)
), helpers AS (
  SELECT a.household_id, group_concat(c.full_name, ', ') AS names
  FROM assignment AS a JOIN cadre AS c ON c.id = a.cadre_id
  WHERE (a.valid_from IS NULL OR a.valid_from <= :as_of) AND (a.valid_to IS NULL OR a.valid_to > :as_of)
  GROUP BY a.household_id
), asked AS (
  SELECT DISTINCT household_id FROM review_request WHERE round_id = :round AND household_id IS NOT NULL
)
SELECT h.id, h.uid, h.code, h.head_name, h.hamlet_id, t.name, t.position, coalesce(r.size, 0),
  coalesce(p.ethnic_group, ''), h.class_before, h.class_now,
  CASE WHEN f.state IS NOT NULL THEN f.state
    WHEN :round <> 0 AND (h.class_now IN ('{Category.POOR}', '{Category.NEAR_POOR}') OR h.id IN asked)
      THEN '{WAITING}'
    ELSE '' END,
  f.computed, coalesce(n.names, ''),
  coalesce(r.faults, 0) + (coalesce(r.heads, 0) <> 1)
    + (n.names IS NULL AND coalesce(h.class_now, '') IN ('{Category.POOR}', '{Category.NEAR_POOR}')),
  h.search_key, h.name_sort_key
FROM home AS h
JOIN hamlet AS t ON t.id = h.hamlet_id
LEFT JOIN roster AS r ON r.household_id = h.id
LEFT JOIN person AS p ON p.id = r.head_id
LEFT JOIN review AS f ON f.round_id = :round AND f.household_id = h.id
LEFT JOIN helpers AS n ON n.household_id = h.id
ORDER BY h.name_sort_key, h.code
"""


class ClassEntry(NamedTuple):
    """One line of a household's class history. decision: number of the decision, empty when not known."""

    category: Category
    counted_from: date
    entitled_from: date
    decision: str


class Details(NamedTuple):
    """What the preview beside the list shows. problems: finished sentences, as many as the row counts.

    events: what happened to the household, the latest first.
    """

    household: Household
    classes: tuple[ClassEntry, ...]
    problems: tuple[str, ...]
    events: tuple[household_links.EventLine, ...] = ()


def details(connection: Connection, household_id: int, as_of: date) -> Details:
    """Roster of the day, class history with the latest first, and what has to be put right."""
    found = households.get(connection, household_id, as_of)
    classes = tuple(
        ClassEntry(Category(row.category), row.counted_from, row.entitled_from, row.number or "")
        for row in connection.execute(
            select(class_history, decision.c.number)
            .outerjoin(decision, decision.c.id == class_history.c.decision_id)
            .where(class_history.c.household_id == household_id)
            .order_by(class_history.c.entitled_from.desc(), class_history.c.id.desc())
        )
    )
    events = household_links.timeline(connection, household_id)
    return Details(found, classes, tuple(_problems(connection, found, classes, as_of)), events)


def _problems(
    connection: Connection, found: Household, classes: tuple[ClassEntry, ...], as_of: date
) -> list[str]:
    words = []
    if sum(member.is_head for member in found.members) != 1:
        words.append("Hộ không có đúng một chủ hộ.")
    for member in found.members:
        someone = member.person
        if someone.born is None:
            words.append(f"{someone.full_name}: chưa có năm sinh.")
        if someone.sex is None:
            words.append(f"{someone.full_name}: chưa có giới tính.")
    numbers = {m.person.id_number: m.person.full_name for m in found.members if m.person.id_number}
    doubled = connection.execute(
        select(person.c.id_number)
        .where(person.c.id_number.in_(list(numbers)), person.c.deleted_at.is_(None))
        .group_by(person.c.id_number)
        .having(func.count() > 1)
    ).scalars()
    words += [f"{numbers[number]}: số định danh trùng với người khác." for number in doubled]
    in_force = next((entry.category for entry in classes if entry.entitled_from <= as_of), None)
    helpers = connection.execute(
        select(func.count())
        .select_from(assignment)
        .where(
            assignment.c.household_id == found.id,
            assignment.c.valid_from.is_(None) | (assignment.c.valid_from <= as_of),
            assignment.c.valid_to.is_(None) | (assignment.c.valid_to > as_of),
        )
    ).scalar()
    if in_force in (Category.POOR, Category.NEAR_POOR) and not helpers:
        words.append("Chưa có cán bộ giúp đỡ.")
    return words
