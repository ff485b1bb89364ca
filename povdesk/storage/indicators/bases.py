"""The sets that indicators count in, each once for all moments: classes, households, people, events.

Every base is a SELECT over common table expressions; figures group it, lists read it row by row.
"""

from povdesk.storage.indicators.rules import CountingRules, quoted

LISTED = "('poor', 'near_poor')"
CONFIRMED = "('closed', 'recognised')"

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
      ELSE '' END AS grp
  FROM standing s JOIN moment m ON m.id = s.moment
  JOIN household h ON h.id = s.household_id AND h.deleted_at IS NULL
    AND (h.ended_on IS NULL OR h.ended_on > m.day)
)"""
"""Entitled class of each household on the day: P poor, N near-poor, E escaped within 36 months, else ''."""

PAPER = f"""
paper AS MATERIALIZED (
  SELECT moment, household_id, substr(newest, 1, 10) AS reviewed_on,
    CAST(substr(newest, 11) AS INTEGER) AS review_id
  FROM (
    SELECT g.moment, g.household_id, max(r.reviewed_on || printf('%012d', r.id)) AS newest
    FROM grouped g JOIN review r ON r.household_id = g.household_id
      AND r.state IN {CONFIRMED} AND r.reviewed_on <= g.day
    GROUP BY g.moment, g.household_id)
)"""
"""The latest confirmed form of each household up to the day."""

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
  SELECT m.id AS moment, e.kind, e.source, e.cadre_id, coalesce(e.person_id, e.attendee_id) AS person_id,
    coalesce(e.household_id, ({member})) AS household_id, e.hamlet_id,
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


def people(rules: CountingRules) -> tuple[str, str]:
    """CTEs and SELECT of the people base: everyone of poor, near-poor and lately escaped households, everyone
    who had support in the year, and the low-income workers entered by name. Each person once."""
    kinds = rules.codes
    ctes = f"""{GROUPED}, {PAPER}, {NOTED}, {done(rules)},
helped AS MATERIALIZED (
  SELECT d.moment, d.person_id, max(d.household_id) AS household_id, max(d.hamlet_id) AS hamlet_id,
    sum(d.kind IN ({kinds("production")})) AS production,
    sum(d.kind IN ({kinds("production")}) AND d.grp IN ('P', 'N')) AS production_listed,
    sum(d.kind IN ({kinds("job")})) AS job,
    sum(d.kind IN ({kinds("job")}) AND d.grp <> '') AS job_group,
    sum(d.kind IN ({kinds("placed")})) AS placed,
    sum(d.kind IN ({kinds("placed")}) AND d.grp <> '') AS placed_group,
    sum(d.kind IN ({kinds("training")})) AS training,
    sum(d.kind IN ({kinds("training")}) AND d.grp <> '') AS training_group,
    max(CASE WHEN d.kind IN ({kinds("abroad")}) THEN d.done_on END) AS left_on,
    min(CASE WHEN d.kind IN ({kinds("language")}) THEN d.done_on END) AS language_on,
    max(CASE WHEN d.kind IN ({kinds("card")}) THEN d.done_on END) AS card_on,
    max(d.kind IN ({kinds("card")})
      AND d.source IN ('central', 'province', 'district', 'commune')) AS card_paid
  FROM done d WHERE d.person_id IS NOT NULL GROUP BY d.moment, d.person_id
),
needed AS MATERIALIZED (
  SELECT n.moment, f.person_id,
    max(f.need_job = 'yes') AS job, max(f.need_job = 'no') AS no_job,
    max(f.need_training = 'yes') AS training, max(f.need_training = 'no') AS no_training,
    max(f.need_production = 'yes') AS production, max(f.need_production = 'no') AS no_production
  FROM noted n JOIN grouped g ON g.moment = n.moment AND g.household_id = n.household_id AND g.grp <> ''
  JOIN review_member f ON f.review_id = n.review_id
  GROUP BY n.moment, f.person_id
),
low_income AS MATERIALIZED (
  SELECT m.id AS moment, w.person_id, max(coalesce(w.need_training, 'unknown')) AS need,
    (SELECT ms.household_id FROM membership ms WHERE ms.person_id = w.person_id
      AND (ms.valid_to IS NULL OR ms.valid_to > m.day) ORDER BY ms.id LIMIT 1) AS household_id
  FROM moment m JOIN low_income_worker w ON (w.recognised_on IS NULL OR w.recognised_on <= m.day)
    AND (w.valid_to IS NULL OR w.valid_to >= m.day)
  GROUP BY m.id, w.person_id
),
who AS MATERIALIZED (
  SELECT moment, person_id, household_id, hamlet_id, grp, min(place) AS place FROM (
    SELECT g.moment, ms.person_id, g.household_id, g.hamlet_id, g.grp,
      CASE g.grp WHEN 'P' THEN 1 WHEN 'N' THEN 2 ELSE 3 END AS place
    FROM grouped g JOIN membership ms ON ms.household_id = g.household_id
      AND (ms.valid_from IS NULL OR ms.valid_from <= g.day)
      AND (ms.valid_to IS NULL OR ms.valid_to > g.day)
    WHERE g.grp <> ''
    UNION ALL
    SELECT moment, person_id, household_id, hamlet_id, '', 4 FROM helped
    UNION ALL
    SELECT moment, person_id, household_id, NULL, '', 5 FROM low_income
  ) GROUP BY moment, person_id
),
people AS (
  SELECT w.moment, w.person_id AS id, p.uid, p.full_name AS name, w.household_id,
    coalesce(w.hamlet_id, h.hamlet_id) AS hamlet_id, w.grp, m.day, m.hard_to_reach,
    p.birth_year, p.born > m.born_15 AS is_child,
    CASE WHEN p.born > m.born_15 THEN 0
      WHEN p.sex = 'male' THEN p.born > m.born_m WHEN p.sex = 'female' THEN p.born > m.born_f
      WHEN p.born > m.born_f THEN 1 WHEN p.born <= m.born_m THEN 0 END AS working_age,
    r.reviewed_on, coalesce(CAST(substr(r.reviewed_on, 1, 4) AS INTEGER)
      - (CAST(substr(r.reviewed_on, 6, 2) AS INTEGER) < {rules.school_year_starts}), m.school_year)
      - p.birth_year AS school_age,
    coalesce(f.able_to_work, 'unknown') AS able, coalesce(f.health_insurance, 'unknown') AS insured,
    f.insured_until, f.insurance_paid_by_budget AS paid, coalesce(f.studying, 'unknown') AS studying,
    coalesce(f.school_level, '') AS school_level, coalesce(f.work_status, '') AS work_status,
    coalesce(f.training, '') AS training, coalesce(f.trained, 'unknown') AS trained,
    coalesce(f.certificate, 'unknown') AS certificate, coalesce(f.lasting_work, 'unknown') AS lasting_work,
    coalesce(f.contract, '') AS contract, l.need AS low_income_need,
    {_need("job", "n.job")} AS need_job, {_need("training", "n.training")} AS need_training,
    {_need("production", "n.production")} AS need_production,
    coalesce(e.production, 0) AS had_production, coalesce(e.production_listed, 0) AS had_production_listed,
    coalesce(e.job, 0) AS had_job, coalesce(e.job_group, 0) AS had_job_group,
    coalesce(e.placed, 0) AS had_placed, coalesce(e.placed_group, 0) AS had_placed_group,
    coalesce(e.training, 0) AS had_training, coalesce(e.training_group, 0) AS had_training_group,
    e.left_on, e.language_on, e.card_on, coalesce(e.card_paid, 0) AS card_paid
  FROM who w JOIN moment m ON m.id = w.moment
  JOIN (SELECT id, uid, full_name, sex, birth_year, CASE WHEN birth_year IS NOT NULL THEN
      printf('%04d-%02d-%02d', birth_year, coalesce(birth_month, 1), coalesce(birth_day, 1)) END AS born,
      died_on, deleted_at FROM person) p ON p.id = w.person_id AND p.deleted_at IS NULL
    AND (p.died_on IS NULL OR p.died_on > m.day OR w.place = 4)
  LEFT JOIN household h ON h.id = w.household_id
  LEFT JOIN paper r ON r.moment = w.moment AND r.household_id = w.household_id
  LEFT JOIN review_member f ON f.review_id = r.review_id AND f.person_id = w.person_id
  LEFT JOIN needed n ON n.moment = w.moment AND n.person_id = w.person_id
  LEFT JOIN helped e ON e.moment = w.moment AND e.person_id = w.person_id
  LEFT JOIN low_income l ON l.moment = w.moment AND l.person_id = w.person_id
)"""
    return ctes, "people"


def homes(rules: CountingRules) -> tuple[str, str]:
    """CTEs and SELECT of the household base: all with a class, with their answers, needs and support."""
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
    ctes = f"""{GROUPED}, {PAPER}, {NOTED}, {done(rules)},
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
      SELECT s.happened_on, s.state, coalesce(s.household_id, (
          SELECT ms.household_id FROM membership ms WHERE ms.person_id = s.person_id
            AND (ms.valid_from IS NULL OR ms.valid_from <= s.happened_on)
            AND (ms.valid_to IS NULL OR ms.valid_to > s.happened_on) ORDER BY ms.id LIMIT 1)) AS household_id
      FROM support_event s WHERE s.deleted_at IS NULL AND s.kind IN ({kinds("abroad")})
    ) e ON e.state <> 'approved' AND e.happened_on <= m.day
  ) WHERE category IN {LISTED} GROUP BY moment, household_id
),
homes AS (
  SELECT m.id AS moment, h.id, h.uid, h.head_name AS name, h.id AS household_id, h.hamlet_id, m.day,
    coalesce(g.grp, '') AS grp, r.reviewed_on,
    {_answer("water")} AS no_water, {_answer("latrine")} AS no_latrine,
    coalesce(nullif(v.uses_internet, 'unknown'),
      CASE {_answer("telecom")} WHEN 'no' THEN 'yes' WHEN 'yes' THEN 'no' END, 'unknown') AS telecom_use,
    (SELECT CASE WHEN max(q.answer = 'yes') THEN 'yes' WHEN max(q.answer = 'no') THEN 'no' END
      FROM noted n JOIN review_need q ON q.review_id = n.review_id AND q.need = 'telecom'
      WHERE n.moment = m.id AND n.household_id = h.id) AS need_telecom,
    coalesce(s.livelihood, 0) AS livelihood, coalesce(s.telecom, 0) AS telecom, s.water_on, s.latrine_on,
    b.approved_now, b.approved_before, b.started_now, b.started_before, b.finished_now, b.finished_before,
    d.left_on, d.category AS category_then,
    (SELECT c.category FROM class_history c WHERE c.household_id = h.id AND c.counted_from <= m.day
      ORDER BY c.counted_from DESC, c.id DESC LIMIT 1) AS category_now,
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
  LEFT JOIN paper r ON r.moment = m.id AND r.household_id = h.id
  LEFT JOIN review v ON v.id = r.review_id
  LEFT JOIN supported s ON s.moment = m.id AND s.household_id = h.id
  LEFT JOIN house b ON b.moment = m.id AND b.household_id = h.id
  LEFT JOIN departure d ON d.moment = m.id AND d.household_id = h.id
  WHERE g.grp IN ('P', 'N') OR s.livelihood OR b.household_id IS NOT NULL OR d.household_id IS NOT NULL
)"""
    return ctes, "homes"


def staff(rules: CountingRules) -> tuple[str, str]:
    """CTEs and SELECT of the cadres on the poverty list on the day."""
    ctes = f"""
staff AS (
  SELECT m.id AS moment, c.id, c.uid, c.full_name AS name, NULL AS household_id, NULL AS hamlet_id, m.day,
    EXISTS (SELECT 1 FROM support_event e
      WHERE e.cadre_id = c.id AND e.deleted_at IS NULL AND e.kind IN ({rules.codes("cadre_course")})
        AND e.state = 'finished' AND coalesce(e.finished_on, e.happened_on) BETWEEN m.first AND m.day
    ) AS had_course
  FROM moment m JOIN cadre c ON c.on_poverty_list = 1
    AND (c.valid_from IS NULL OR c.valid_from <= m.day) AND (c.valid_to IS NULL OR c.valid_to >= m.day)
)"""
    return ctes, "staff"


def _need(name: str, column: str) -> str:
    table = column.partition(".")[0]
    return f"CASE WHEN {column} THEN 'yes' WHEN {table}.no_{name} THEN 'no' ELSE 'unknown' END"


def _answer(indicator: str) -> str:
    """The answer that counts to one of the twelve indicators: carried over ones are not confirmed."""
    return (
        "coalesce((SELECT CASE WHEN a.carried_over THEN 'unknown' ELSE a.lacking END FROM review_answer a"
        f" WHERE a.review_id = r.review_id AND a.indicator = {quoted(indicator)}), 'unknown')"
    )
