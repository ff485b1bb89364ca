"""The base of IND-01 to 04: every household's class at the two closings of a year (statistics axis)."""

from povdesk.storage.indicators.bases import CONFIRMED, LISTED, minority_home
from povdesk.storage.indicators.rules import CountingRules


def closings(rules: CountingRules) -> str:
    """before and now are the classes at the opening and the closing.

    While the year is open, now is the forecast: the class of this year's confirmed form, else the class
    as of the day; 'undecided' when that form does not give one.
    """
    return f"""
counted AS MATERIALIZED (
  SELECT m.id AS moment, c.household_id,
    substr(max(CASE WHEN c.counted_from <= m.opening THEN c.counted_from || printf('%012d', c.id)
      || c.category ELSE '' END), 23) AS opening_class,
    substr(max(c.counted_from || printf('%012d', c.id) || c.category), 23) AS closing_class,
    max(c.category IN {LISTED} AND c.counted_from <= m.opening) AS was_listed
  FROM moment m JOIN class_history c
    ON c.counted_from <= CASE WHEN m.is_closed THEN m.closing ELSE m.day END
  GROUP BY m.id, c.household_id
),
form AS MATERIALIZED (
  SELECT m.id AS moment, r.household_id, max(r.reviewed_on) AS reviewed_on,
    coalesce(r.recognised, r.computed) AS category
  FROM moment m JOIN review_round o ON o.year = m.year AND o.kind IN ('periodic', 'period_start')
  JOIN review r ON r.round_id = o.id AND r.state IN {CONFIRMED} AND r.reviewed_on <= m.day
  WHERE NOT m.is_closed GROUP BY m.id, r.household_id
),
closings AS MATERIALIZED (
  SELECT m.id AS moment, h.id, h.id AS household_id, h.hamlet_id, m.day,
    m.is_closed, m.opening_known,
    CASE WHEN h.ended_on <= m.opening THEN '' ELSE coalesce(c.opening_class, '') END AS before,
    CASE WHEN h.ended_on <= CASE WHEN m.is_closed THEN m.closing ELSE m.day END THEN ''
      ELSE coalesce(f.category, c.closing_class, '') END AS now,
    coalesce(c.was_listed, 0) AS was_listed,
    h.ended_on IS NOT NULL AND h.ended_on > m.opening
      AND h.ended_on <= CASE WHEN m.is_closed THEN m.closing ELSE m.day END AS has_ended,
    EXISTS (SELECT 1 FROM household_event e WHERE e.household_id = h.id
      AND (e.kind = 'moved_in' OR (e.kind = 'split' AND coalesce(e.size_before, 0) = 0))
      AND e.happened_on > m.opening AND e.happened_on <= m.closing
    ) AS has_arrived,
    CASE WHEN 'poor' IN (c.opening_class, c.closing_class, f.category) OR f.category = 'undecided' THEN
    {minority_home("h.id", "m.day", rules)} END AS minority
  FROM moment m JOIN household h ON h.deleted_at IS NULL
  LEFT JOIN counted c ON c.moment = m.id AND c.household_id = h.id
  LEFT JOIN form f ON f.moment = m.id AND f.household_id = h.id
  WHERE c.opening_class IN {LISTED} OR c.closing_class IN {LISTED} OR f.category IN {LISTED}
    OR f.category = 'undecided'
)"""
