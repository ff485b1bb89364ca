"""The base of all measures that count people: who, with what facts, needs and support, at each moment."""

from povdesk.storage.indicators.bases import latest_form
from povdesk.storage.indicators.rules import CountingRules


def people(rules: CountingRules) -> str:
    """Everyone of poor, near-poor and lately escaped households, who had support in the year, and the
    low-income workers entered by name; each person once. Built on `shared`.
    """
    kinds = rules.codes
    return f"""
helped AS MATERIALIZED (
  SELECT d.moment, d.person_id, CAST(max(d.household_id) AS INTEGER) AS household_id,
    max(d.hamlet_id) AS hamlet_id,
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
  WHERE n.review_id <> g.review_id
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
  SELECT moment, person_id, household_id, hamlet_id, grp, review_id, reviewed_on, is_noted, school_year,
    min(place) AS place
  FROM (
    SELECT g.moment, ms.person_id, g.household_id, g.hamlet_id, g.grp, g.review_id, g.reviewed_on, g.is_noted,
      CAST(substr(g.reviewed_on, 1, 4) AS INTEGER)
        - (CAST(substr(g.reviewed_on, 6, 2) AS INTEGER) < {rules.school_year_starts}) AS school_year,
      CASE g.grp WHEN 'P' THEN 1 WHEN 'N' THEN 2 ELSE 3 END AS place
    FROM grouped g JOIN membership ms ON ms.household_id = g.household_id
      AND (ms.valid_from IS NULL OR ms.valid_from <= g.day)
      AND (ms.valid_to IS NULL OR ms.valid_to > g.day)
    WHERE g.grp <> ''
    UNION ALL
    SELECT p.moment, p.person_id, p.household_id, coalesce(h.hamlet_id, p.hamlet_id), '', r.id, r.reviewed_on,
      r.reviewed_on >= m.first OR o.year = m.year - 1, NULL, 4
    FROM helped p JOIN moment m ON m.id = p.moment LEFT JOIN household h ON h.id = p.household_id
    LEFT JOIN review r ON r.id = {latest_form("p.household_id", "m.day")}
    LEFT JOIN review_round o ON o.id = r.round_id
    UNION ALL
    SELECT l.moment, l.person_id, l.household_id, h.hamlet_id, '', NULL, NULL, NULL, NULL, 5
    FROM low_income l LEFT JOIN household h ON h.id = l.household_id
  ) GROUP BY moment, person_id
),
people AS MATERIALIZED (
  SELECT *, CASE WHEN able = 'no' OR working_age = 0 THEN 'no'
      WHEN able = 'unknown' OR working_age IS NULL THEN 'unknown' ELSE 'yes' END AS worker
  FROM (
  SELECT w.moment, w.person_id AS id, w.household_id,
    w.hamlet_id, w.grp, m.day, m.hard_to_reach,
    p.birth_year, p.born > m.born_15 AS is_child,
    CASE WHEN p.born > m.born_15 THEN 0
      WHEN p.sex = 'male' THEN p.born > m.born_m WHEN p.sex = 'female' THEN p.born > m.born_f
      WHEN p.born > m.born_f THEN 1 WHEN p.born <= m.born_m THEN 0 END AS working_age,
    w.reviewed_on, coalesce(w.school_year, m.school_year) - p.birth_year AS school_age,
    coalesce(f.able_to_work, 'unknown') AS able, coalesce(f.health_insurance, 'unknown') AS insured,
    f.insured_until, f.insurance_paid_by_budget AS paid, coalesce(f.studying, 'unknown') AS studying,
    coalesce(f.school_level, '') AS school_level, coalesce(f.work_status, '') AS work_status,
    coalesce(f.training, '') AS training, coalesce(f.trained, 'unknown') AS trained,
    coalesce(f.certificate, 'unknown') AS certificate, coalesce(f.lasting_work, 'unknown') AS lasting_work,
    coalesce(f.contract, '') AS contract, l.need AS low_income_need,
    {_need("job")} AS need_job, {_need("training")} AS need_training,
    {_need("production")} AS need_production,
    coalesce(e.production, 0) AS had_production, coalesce(e.production_listed, 0) AS had_production_listed,
    coalesce(e.job, 0) AS had_job, coalesce(e.job_group, 0) AS had_job_group,
    coalesce(e.placed, 0) AS had_placed, coalesce(e.placed_group, 0) AS had_placed_group,
    coalesce(e.training, 0) AS had_training, coalesce(e.training_group, 0) AS had_training_group,
    e.left_on, e.language_on, e.card_on, coalesce(e.card_paid, 0) AS card_paid
  FROM who w JOIN moment m ON m.id = w.moment
  JOIN (SELECT id, sex, birth_year, CASE WHEN birth_year IS NOT NULL THEN
      printf('%04d-%02d-%02d', birth_year, coalesce(birth_month, 1), coalesce(birth_day, 1)) END AS born,
      died_on, deleted_at FROM person) p ON p.id = w.person_id AND p.deleted_at IS NULL
    AND (p.died_on IS NULL OR p.died_on > m.day OR w.place = 4)
  LEFT JOIN review_member f ON f.review_id = w.review_id AND f.person_id = w.person_id
  LEFT JOIN needed n ON n.moment = w.moment AND n.person_id = w.person_id
  LEFT JOIN helped e ON e.moment = w.moment AND e.person_id = w.person_id
  LEFT JOIN low_income l ON l.moment = w.moment AND l.person_id = w.person_id
  )
)"""


def _need(name: str) -> str:
    """A need noted in any form that counts: the latest, or an earlier one of the same two years."""
    return (
        f"CASE WHEN (w.is_noted AND f.need_{name} = 'yes') OR n.{name} THEN 'yes'"
        f" WHEN (w.is_noted AND f.need_{name} = 'no') OR n.no_{name} THEN 'no' ELSE 'unknown' END"
    )
