"""The poor and near-poor households of a day: the one query text for the lists that are about them."""

LISTED = """
classes AS (
  SELECT household_id, substr(max(entitled_from || printf('%012d', id) || category), 23) AS category
  FROM class_history WHERE entitled_from <= :day GROUP BY household_id
),
listed AS (
  SELECT h.id, h.uid, h.head_name, h.hamlet_id, t.name AS hamlet, t.position, h.name_sort_key, k.category,
    (SELECT x.id FROM review x WHERE x.household_id = h.id AND x.state IN ('closed', 'recognised')
      AND x.reviewed_on <= :day ORDER BY x.reviewed_on DESC, x.id DESC LIMIT 1) AS review_id
  FROM household h JOIN classes k ON k.household_id = h.id JOIN hamlet t ON t.id = h.hamlet_id
  WHERE h.deleted_at IS NULL AND (h.ended_on IS NULL OR h.ended_on > :day)
    AND k.category IN ('poor', 'near_poor')
)"""
"""For a WITH; parameter day. By the class that entitles, with the latest counted form of each."""

REGISTERED = """
registered AS (
  SELECT l.id FROM listed l LEFT JOIN review r ON r.id = l.review_id
  LEFT JOIN exit_registration x ON x.household_id = l.id AND x.year = :year
  WHERE (r.registered_to_escape = 'yes'
      OR (x.id IS NOT NULL AND (x.registered_on IS NULL OR x.registered_on <= :day)))
    AND (x.withdrawn_on IS NULL OR x.withdrawn_on > :day)
)"""
"""Of those, who registered to leave poverty in the year: noted for the year, or so says the form.

Parameters day and year; a withdrawal wins over the form.
"""
