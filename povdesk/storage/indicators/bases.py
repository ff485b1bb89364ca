"""The sets that indicators count in, each once for all moments: classes, households, people, events.

Every base is a common table expression; figures group it, lists read it row by row.
"""

from povdesk.storage.indicators.rules import CountingRules, quoted

LISTED = "('poor', 'near_poor')"
CONFIRMED = "('closed', 'recognised')"


def latest_form(household: str, day: str) -> str:
    """The key of a household's latest confirmed form up to a day."""
    return f"""(
    SELECT x.id FROM review x WHERE x.household_id = {household} AND x.state IN {CONFIRMED}
      AND x.reviewed_on <= {day} ORDER BY x.reviewed_on DESC, x.id DESC LIMIT 1)"""


GROUPED = f"""
standing AS MATERIALIZED (
  SELECT m.id AS moment, c.household_id,
    substr(max(c.entitled_from || printf('%012d', c.id) || c.category), 23) AS category,
    max(CASE WHEN c.category IN {LISTED} THEN c.entitled_from END) AS last_listed
  FROM moment m JOIN class_history c ON c.entitled_from <= m.day
  GROUP BY m.id, c.household_id
),
grouped AS MATERIALIZED (
  SELECT s.moment, s.household_id, h.hamlet_id, m.day,
    CASE s.category WHEN 'poor' THEN 'P' WHEN 'near_poor' THEN 'N'
      WHEN 'not_poor' THEN CASE WHEN date((
          SELECT min(x.entitled_from) FROM class_history x
          WHERE x.household_id = s.household_id AND x.category = 'not_poor'
            AND x.entitled_from >= s.last_listed), :exit_months) >= m.day THEN 'E' ELSE '' END
      ELSE '' END AS grp,
    r.id AS review_id, r.reviewed_on, r.reviewed_on >= m.first OR o.year = m.year - 1 AS is_noted
  FROM standing s JOIN moment m ON m.id = s.moment
  JOIN household h ON h.id = s.household_id AND h.deleted_at IS NULL
    AND (h.ended_on IS NULL OR h.ended_on > m.day)
  LEFT JOIN review r ON r.id = {latest_form("s.household_id", "m.day")}
  LEFT JOIN review_round o ON o.id = r.round_id
)"""
"""Entitled class of each household on the day: P poor, N near-poor, E escaped within 36 months, else ''.

review_id: the latest confirmed form up to the day; is_noted: a need in it counts, as in NOTED.
"""

NOTED = f"""
noted AS MATERIALIZED (
  SELECT g.moment, g.household_id, r.id AS review_id
  FROM grouped g JOIN moment m ON m.id = g.moment
  JOIN review r ON r.household_id = g.household_id AND r.state IN {CONFIRMED} AND r.reviewed_on <= m.day
  JOIN review_round o ON o.id = r.round_id
  WHERE o.year = m.year - 1 OR r.reviewed_on >= m.first
)"""
"""The forms in which a need counts: of the round of the year before, or of this year (G3)."""


def done(rules: CountingRules) -> str:
    """Support completed in the year up to the day, with the class on the approval date (G5)."""
    member = """
        SELECT ms.household_id FROM membership ms
        WHERE ms.person_id = coalesce(e.person_id, e.attendee_id)
          AND (ms.valid_from IS NULL OR ms.valid_from <= coalesce(e.approved_on, e.happened_on))
          AND (ms.valid_to IS NULL OR ms.valid_to > coalesce(e.approved_on, e.happened_on))
        ORDER BY ms.id LIMIT 1"""
    return f"""
event AS MATERIALIZED (
  SELECT m.id AS moment, e.kind, e.source, e.cadre_id, e.hamlet_id,
    CAST(coalesce(e.person_id, e.attendee_id) AS INTEGER) AS person_id,
    CAST(coalesce(e.household_id, ({member})) AS INTEGER) AS household_id,
    CASE WHEN e.kind IN ({rules.codes("abroad")}) THEN e.happened_on
      ELSE coalesce(e.finished_on, e.happened_on) END AS done_on,
    coalesce(e.approved_on, e.happened_on) AS approved_on
  FROM moment m JOIN support_event e ON e.deleted_at IS NULL
  WHERE CASE WHEN e.kind IN ({rules.codes("abroad")})
    THEN e.state <> 'approved' AND e.happened_on BETWEEN m.first AND m.day
    ELSE e.state = 'finished' AND coalesce(e.finished_on, e.happened_on) BETWEEN m.first AND m.day END
),
done AS MATERIALIZED (
  SELECT e.*, {group_on("e.household_id", "e.approved_on")} AS grp FROM event e
)"""


def group_on(household: str, day: str) -> str:
    """P, N, E or '' of a household on a day that differs from row to row."""
    return f"""
    CASE (SELECT c.category FROM class_history c
          WHERE c.household_id = {household} AND c.entitled_from <= {day}
          ORDER BY c.entitled_from DESC, c.id DESC LIMIT 1)
      WHEN 'poor' THEN 'P' WHEN 'near_poor' THEN 'N'
      WHEN 'not_poor' THEN CASE WHEN date((
          SELECT min(x.entitled_from) FROM class_history x
          WHERE x.household_id = {household} AND x.category = 'not_poor' AND x.entitled_from >= (
            SELECT max(y.entitled_from) FROM class_history y
            WHERE y.household_id = {household} AND y.category IN {LISTED} AND y.entitled_from <= {day})
        ), :exit_months) >= {day} THEN 'E' ELSE '' END
      ELSE '' END"""


def minority_home(household: str, day: str, rules: CountingRules) -> str:
    """Whether a household is of an ethnic minority: the latest form that says so, else by its head."""
    majority = ", ".join(quoted(code) for code in rules.majority) or "''"
    return f"""coalesce((
        SELECT nullif(q.answer, 'unknown') FROM review r JOIN review_group q ON q.review_id = r.id
        WHERE r.household_id = {household} AND r.state IN {CONFIRMED} AND r.reviewed_on <= {day}
          AND q."group" = 'ethnic_minority' ORDER BY r.reviewed_on DESC, r.id DESC LIMIT 1),
      (SELECT CASE WHEN p.ethnic_group = '' THEN NULL WHEN p.ethnic_group IN ({majority}) THEN 'no'
          ELSE 'yes' END
        FROM membership ms JOIN person p ON p.id = ms.person_id
        WHERE ms.household_id = {household} AND ms.relation = 'head'
        ORDER BY ms.valid_to IS NULL DESC, ms.id DESC LIMIT 1), 'unknown')"""


def shared(rules: CountingRules) -> str:
    """The sets that people and households are built from."""
    return f"{GROUPED}, {NOTED}, {done(rules)}"


def staff(rules: CountingRules) -> str:
    """The cadres on the poverty list on the day."""
    return f"""
staff AS (
  SELECT m.id AS moment, c.id, NULL AS household_id, NULL AS hamlet_id, m.day,
    EXISTS (SELECT 1 FROM support_event e
      WHERE e.cadre_id = c.id AND e.deleted_at IS NULL AND e.kind IN ({rules.codes("cadre_course")})
        AND e.state = 'finished' AND coalesce(e.finished_on, e.happened_on) BETWEEN m.first AND m.day
    ) AS had_course
  FROM moment m JOIN cadre c ON c.on_poverty_list = 1
    AND (c.valid_from IS NULL OR c.valid_from <= m.day) AND (c.valid_to IS NULL OR c.valid_to >= m.day)
)"""
