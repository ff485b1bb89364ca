"""The base of all measures that count households: class, answers, needs, support, departures."""

from povdesk.storage.indicators.bases import LISTED, group_on
from povdesk.storage.indicators.rules import CountingRules, quoted


def homes(rules: CountingRules) -> str:
    """Listed households and those supported or left by somebody, with answers. Built on `shared`."""
    kinds = rules.codes
    house = {
        "approved": "e.approved_day",
        "started": "CASE WHEN e.state IN ('started', 'finished') THEN e.happened_on END",
        "finished": "CASE WHEN e.state = 'finished' THEN coalesce(e.finished_on, e.happened_on) END",
    }
    built = ", ".join(
        f"sum({day} BETWEEN m.first AND m.day) AS {state}_now,"
        f" sum({day} BETWEEN date(m.first, '-1 year') AND m.opening) AS {state}_before"
        for state, day in house.items()
    )
    return f"""
supported AS MATERIALIZED (
  SELECT d.moment, d.household_id, sum(d.kind IN ({kinds("livelihood")}) AND d.grp = 'P') AS livelihood,
    sum(d.kind IN ({kinds("telecom")})) AS telecom,
    max(CASE WHEN d.kind IN ({kinds("water")}) THEN d.done_on END) AS water_on,
    max(CASE WHEN d.kind IN ({kinds("latrine")}) THEN d.done_on END) AS latrine_on
  FROM done d WHERE d.household_id IS NOT NULL GROUP BY d.moment, d.household_id
),
house AS MATERIALIZED (
  SELECT m.id AS moment, e.household_id, {built}
  FROM moment m JOIN (
    SELECT s.*, coalesce(s.approved_on, s.happened_on) AS approved_day FROM support_event s
    WHERE s.deleted_at IS NULL AND s.household_id IS NOT NULL AND s.kind IN ({kinds("house")})
  ) e WHERE {group_on("e.household_id", "e.approved_day")} IN ('P', 'N')
  GROUP BY m.id, e.household_id
),
departure AS MATERIALIZED (
  SELECT moment, household_id, min(left_on) AS left_on, category FROM (
    SELECT m.id AS moment, e.household_id, e.happened_on AS left_on, (
        SELECT c.category FROM class_history c
        WHERE c.household_id = e.household_id AND c.entitled_from <= e.happened_on
        ORDER BY c.entitled_from DESC, c.id DESC LIMIT 1) AS category
    FROM moment m JOIN (
      SELECT s.happened_on, s.state, CAST(coalesce(s.household_id, (
          SELECT ms.household_id FROM membership ms WHERE ms.person_id = s.person_id
            AND (ms.valid_from IS NULL OR ms.valid_from <= s.happened_on)
            AND (ms.valid_to IS NULL OR ms.valid_to > s.happened_on) ORDER BY ms.id LIMIT 1)) AS INTEGER
        ) AS household_id
      FROM support_event s WHERE s.deleted_at IS NULL AND s.kind IN ({kinds("abroad")})
    ) e ON e.state <> 'approved' AND e.happened_on <= m.day
  ) WHERE category IN {LISTED} GROUP BY moment, household_id
),
homes AS MATERIALIZED (
  SELECT m.id AS moment, h.id, h.id AS household_id, h.hamlet_id, m.day,
    coalesce(g.grp, '') AS grp, g.reviewed_on,
    {_answer("water")} AS no_water, {_answer("latrine")} AS no_latrine,
    coalesce(nullif(v.uses_internet, 'unknown'),
      CASE {_answer("telecom")} WHEN 'no' THEN 'yes' WHEN 'yes' THEN 'no' END, 'unknown') AS telecom_use,
    CASE WHEN v.uses_internet = 'yes' THEN '' ELSE (
      SELECT CASE WHEN max(q.answer = 'yes') THEN 'yes' WHEN max(q.answer = 'no') THEN 'no' END
      FROM noted n JOIN review_need q ON q.review_id = n.review_id AND q.need = 'telecom'
      WHERE n.moment = m.id AND n.household_id = h.id) END AS need_telecom,
    coalesce(s.livelihood, 0) AS livelihood, coalesce(s.telecom, 0) AS telecom, s.water_on, s.latrine_on,
    b.approved_now, b.approved_before, b.started_now, b.started_before, b.finished_now, b.finished_before,
    d.left_on, d.category AS category_then,
    CASE WHEN d.left_on IS NOT NULL THEN (
      SELECT c.category FROM class_history c WHERE c.household_id = h.id AND c.counted_from <= m.day
      ORDER BY c.counted_from DESC, c.id DESC LIMIT 1) END AS category_now,
    d.left_on IS NOT NULL AND (EXISTS (
        SELECT 1 FROM class_history c WHERE c.household_id = h.id
          AND c.counted_from > d.left_on AND c.counted_from <= m.day)
      OR EXISTS (
        SELECT 1 FROM review w JOIN review_round o ON o.id = w.round_id
        WHERE w.household_id = h.id AND w.state = 'recognised'
          AND CASE o.kind WHEN 'continuous' THEN w.reviewed_on ELSE o.year || '-12-31' END > d.left_on
          AND CASE o.kind WHEN 'continuous' THEN w.reviewed_on ELSE o.year || '-12-31' END <= m.day
      )) AS is_due
  FROM moment m JOIN household h ON h.deleted_at IS NULL
  LEFT JOIN grouped g ON g.moment = m.id AND g.household_id = h.id
  LEFT JOIN review v ON v.id = g.review_id
  LEFT JOIN supported s ON s.moment = m.id AND s.household_id = h.id
  LEFT JOIN house b ON b.moment = m.id AND b.household_id = h.id
  LEFT JOIN departure d ON d.moment = m.id AND d.household_id = h.id
  WHERE g.grp IN ('P', 'N') OR s.livelihood OR b.household_id IS NOT NULL OR d.household_id IS NOT NULL
)"""


def _answer(indicator: str) -> str:
    """The answer that counts to one of the twelve indicators: carried over ones are not confirmed."""
    return (
        "coalesce((SELECT CASE WHEN a.carried_over THEN 'unknown' ELSE a.lacking END FROM review_answer a"
        f" WHERE a.review_id = g.review_id AND a.indicator = {quoted(indicator)}), 'unknown')"
    )
