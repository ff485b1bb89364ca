"""The standing list of households near a limit, from their newest counted forms."""

from datetime import date

from sqlalchemy import Connection

from povdesk.domain.household import Area, Category
from povdesk.domain.near_limit import NearLimit, is_near
from povdesk.storage import rule_edits

_FORMS = """
SELECT h.id, h.uid, h.code, h.head_name, h.name_sort_key, t.name, t.position,
  f.income_points, f.area, f.standard_id, f.computed,
  (SELECT count(*) FROM review_answer AS a
   WHERE a.review_id = f.id AND a.lacking = 'yes' AND a.carried_over = 0)
FROM household AS h
JOIN hamlet AS t ON t.id = h.hamlet_id
JOIN review AS f ON f.id = (
  SELECT f2.id FROM review AS f2 JOIN review_round AS r ON r.id = f2.round_id
  WHERE f2.household_id = h.id AND f2.state IN ('closed', 'recognised') AND r.year <= :year
    AND (f2.reviewed_on IS NULL OR f2.reviewed_on <= :day)
  ORDER BY r.year DESC, f2.reviewed_on DESC, f2.id DESC LIMIT 1)
JOIN review_round AS newest ON newest.id = f.round_id AND newest.year >= :year - 1
WHERE h.deleted_at IS NULL AND f.income_points IS NOT NULL
  AND (h.ended_on IS NULL OR h.ended_on > :day)
ORDER BY t.position, h.name_sort_key, h.code
"""


def households(connection: Connection, day: date) -> tuple[NearLimit, ...]:
    """All of them on a day, by hamlet and name; a form older than last year's says nothing about now."""
    found = []
    standards = {one.id: one for one in rule_edits.standards(connection)}
    for row in connection.exec_driver_sql(_FORMS, {"year": day.year, "day": day.isoformat()}):
        standard = standards.get(row[9])
        cutoff = standard.cutoffs[Area(row[8])] if standard else None
        if standard is None or cutoff is None or Category(row[10]) is Category.UNDECIDED:
            continue
        by_points, by_lacks = is_near(row[7], cutoff, row[11], standard.min_deprivations)
        if by_points or by_lacks:
            key, uid, code, head, sort_key, hamlet, position, points = row[:8]
            found.append(
                NearLimit(
                    key,
                    uid,
                    code,
                    head,
                    sort_key,
                    hamlet,
                    position,
                    points,
                    cutoff,
                    row[11],
                    Category(row[10]),
                    by_points,
                    by_lacks,
                )
            )
    return tuple(found)
