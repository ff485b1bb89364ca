"""One query for a month: everyone whose right to a card differs between its two ends, with the facts why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.insurance_changes import Change, Facts, Stand, change_of, group_of, month_ends
from povdesk.domain.partial_date import PartialDate
from povdesk.storage.indicators import rules
from povdesk.storage.indicators.bases import group_on
from povdesk.storage.roster_events import MISTAKEN

_QUERY = f"""
WITH end_(id, day, letters) AS (VALUES (0, :opens, :groups_before), (1, :closes, :groups_after)),
home AS MATERIALIZED (
  SELECT e.id AS moment, e.day, h.id,
    CASE WHEN EXISTS (SELECT 1 FROM class_history c WHERE c.household_id = h.id)
      THEN {group_on("h.id", "e.day")} ELSE '' END AS grp
  FROM end_ e CROSS JOIN household h
  WHERE h.deleted_at IS NULL AND (h.ended_on IS NULL OR h.ended_on > e.day)
),
stay AS MATERIALIZED (
  SELECT h.moment, h.day, ms.id, ms.person_id, ms.household_id, ms.valid_from, ms.valid_to, ms.reason, h.grp
  FROM home h CROSS JOIN membership ms ON ms.household_id = h.id
    AND (ms.valid_from IS NULL OR ms.valid_from <= h.day) AND (ms.valid_to IS NULL OR ms.valid_to > h.day)
  CROSS JOIN person p ON p.id = ms.person_id AND p.deleted_at IS NULL
    AND (p.died_on IS NULL OR p.died_on > h.day)
),
stand AS MATERIALIZED (
  SELECT s.*, s.grp <> '' AND instr(e.letters, s.grp) > 0 AS entitled
  FROM stay s JOIN end_ e ON e.id = s.moment
),
best AS MATERIALIZED (
  SELECT moment, person_id, max(entitled * 1000000000 - id) AS place,
    id, household_id, valid_from, valid_to, reason, grp, entitled
  FROM stand GROUP BY moment, person_id
),
changed AS (
  SELECT person_id FROM best GROUP BY person_id
  HAVING max(entitled) = 1 AND (count(*) = 1 OR min(entitled) = 0 OR min(grp) <> max(grp))
),
since AS (
  SELECT household_id, max(entitled_from) AS day FROM class_history
  WHERE entitled_from <= :closes GROUP BY household_id
)
SELECT p.id, p.full_name, p.sex, p.birth_year, p.birth_month, p.birth_day, p.id_number, p.died_on,
  b.household_id AS b_home, b.grp AS b_grp, coalesce(b.entitled, 0) AS b_entitled,
  coalesce(b.valid_to, bh.ended_on) AS left_on,
  CASE WHEN b.valid_to IS NULL OR b.reason = '' THEN coalesce(bh.end_reason, '') ELSE b.reason END AS reason,
  a.household_id AS a_home, a.grp AS a_grp, coalesce(a.entitled, 0) AS a_entitled, a.valid_from AS joined_on,
  s.day AS since,
  ah.registered_on > :opens AND NOT EXISTS (SELECT 1 FROM household_event v
    WHERE v.household_id = ah.id AND v.kind = 'moved_in') AS newly_kept,
  NOT EXISTS (SELECT 1 FROM membership x WHERE x.person_id = p.id AND x.id <> a.id
    AND (x.valid_from IS NULL OR x.valid_from < a.valid_from)) AS first_stay,
  coalesce((SELECT v.reason FROM household_event v WHERE v.household_id = a.household_id
    AND v.happened_on > :opens AND (v.person_id = p.id AND v.kind IN ('member_joined', 'member_returned')
      OR v.kind = 'moved_in') ORDER BY v.id DESC LIMIT 1), '') AS came_because,
  CASE WHEN b.grp = 'E' THEN date((SELECT min(x.entitled_from) FROM class_history x
    WHERE x.household_id = b.household_id AND x.category = 'not_poor' AND x.entitled_from >= (
      SELECT max(y.entitled_from) FROM class_history y WHERE y.household_id = b.household_id
        AND y.category <> 'not_poor' AND y.entitled_from <= :opens)), :exit_months, '+1 day') END
    AS expires_on,
  h.code, h.head_name, t.kind AS hamlet_kind, t.name AS hamlet_name,
  (SELECT f.insurance_number FROM review_member f JOIN review r ON r.id = f.review_id
    WHERE f.person_id = p.id AND f.insurance_number <> '' ORDER BY r.reviewed_on DESC, r.id DESC LIMIT 1)
    AS insurance_number
FROM changed c JOIN person p ON p.id = c.person_id
LEFT JOIN best b ON b.person_id = p.id AND b.moment = 0 LEFT JOIN household bh ON bh.id = b.household_id
LEFT JOIN best a ON a.person_id = p.id AND a.moment = 1 LEFT JOIN household ah ON ah.id = a.household_id
LEFT JOIN since s ON s.household_id = a.household_id
JOIN household h ON h.id = CASE WHEN a.entitled THEN a.household_id ELSE b.household_id END
JOIN hamlet t ON t.id = h.hamlet_id
ORDER BY t.position, h.name_sort_key, h.code, p.id
"""

_LETTERS = {"poor": "P", "near_poor": "N", "escaped": "E"}


@dataclass(frozen=True)
class Computed:
    """One person whose right changed in the month, as the register says today."""

    person_id: int
    name: str
    born: str
    sex: str
    id_number: str
    insurance_number: str
    code: str
    head_name: str
    hamlet: str
    change: Change


def changes(
    connection: Connection,
    year: int,
    month: int,
    groups_before: Iterable[str],
    groups_after: Iterable[str],
) -> tuple[Computed, ...]:
    """The month's additions, removals and changes of group, by hamlet and household."""
    opens, closes = month_ends(year, month)
    counting, _status = rules.load(connection)
    rows = connection.exec_driver_sql(
        _QUERY,
        {
            "opens": opens.isoformat(),
            "closes": closes.isoformat(),
            "groups_before": "".join(_LETTERS[group] for group in sorted(groups_before)),
            "groups_after": "".join(_LETTERS[group] for group in sorted(groups_after)),
            "exit_months": f"+{counting.exit_months} months",
        },
    )
    found = []
    for row in rows.mappings():
        change = change_of(_facts(row), opens, closes)
        if change is not None:
            born = _born(row)
            found.append(
                Computed(
                    row["id"],
                    row["full_name"],
                    str(born) if born else "",
                    row["sex"] or "",
                    row["id_number"],
                    row["insurance_number"] or "",
                    row["code"],
                    row["head_name"],
                    hamlet_words(row["hamlet_kind"], row["hamlet_name"]),
                    change,
                )
            )
    return tuple(found)


def _facts(row: Any) -> Facts:
    reason = str(row["reason"] or "")
    return Facts(
        Stand(row["b_home"], group_of(row["b_grp"] or ""), entitled=bool(row["b_entitled"])),
        Stand(
            row["a_home"],
            group_of(row["a_grp"] or ""),
            _day(row["since"]),
            _day(row["joined_on"]),
            bool(row["a_entitled"]),
            bool(row["newly_kept"]),
        ),
        _born(row),
        _day(row["died_on"]),
        _day(row["left_on"]),
        reason,
        row["came_because"],
        reason == MISTAKEN,
        bool(row["first_stay"]),
        _day(row["expires_on"]),
    )


def _born(row: Any) -> PartialDate | None:
    if row["birth_year"] is None:
        return None
    return PartialDate(row["birth_year"], row["birth_month"], row["birth_day"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
