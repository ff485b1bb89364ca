"""All 26 indicators by hamlet in five plain statements, written for one day without anything of the program.

What an able person writes with the law of counting in hand: one year, the rules as constants (lasting work:
box or contract), no lists behind the numbers, no reasons, no other years.
The bench first asserts that both give the same numbers.
"""

import sqlite3
from collections import defaultdict

KNOWN = {
    "year": 2024, "day": "2024-12-31", "first": "2024-01-01", "opening": "2023-12-31",
    "born_15": "2009-12-31", "born_m": "1963-12-31", "born_f": "1968-08-31",
}  # fmt: skip
"""Working age on 31/12/2024: from 15 years to 61 years for men, 56 years and 4 months for women."""

Number = tuple[int | None, int | None, int | None]
"""Numerator, denominator, missing; None where there is none."""

_CLASS = """
class AS MATERIALIZED (
  SELECT household_id, substr(max(entitled_from || printf('%012d', id) || category), 23) AS category,
    max(CASE WHEN category IN ('poor', 'near_poor') THEN entitled_from END) AS listed_until
  FROM class_history WHERE entitled_from <= :day GROUP BY household_id
),
home AS MATERIALIZED (
  SELECT h.id, h.hamlet_id, r.id AS form, r.reviewed_on, r.uses_internet,
    r.reviewed_on >= :first OR o.year = :year - 1 AS is_noted,
    CASE c.category WHEN 'poor' THEN 'P' WHEN 'near_poor' THEN 'N'
      WHEN 'not_poor' THEN CASE WHEN (SELECT date(min(x.entitled_from), '+36 months') FROM class_history x
        WHERE x.household_id = h.id AND x.category = 'not_poor' AND x.entitled_from >= c.listed_until) >= :day
        THEN 'E' ELSE '' END ELSE '' END AS grp
  FROM class c JOIN household h ON h.id = c.household_id AND h.deleted_at IS NULL
    AND (h.ended_on IS NULL OR h.ended_on > :day)
  LEFT JOIN review r ON r.id = (SELECT id FROM review WHERE household_id = h.id AND reviewed_on <= :day
    AND state IN ('closed', 'recognised') ORDER BY reviewed_on DESC, id DESC LIMIT 1)
  LEFT JOIN review_round o ON o.id = r.round_id
)"""

_ON = """CASE (SELECT category FROM class_history c WHERE c.household_id = {home} AND c.entitled_from <= {day}
      ORDER BY entitled_from DESC, id DESC LIMIT 1)
    WHEN 'poor' THEN 'P' WHEN 'near_poor' THEN 'N'
    WHEN 'not_poor' THEN CASE WHEN (SELECT date(min(x.entitled_from), '+36 months') FROM class_history x
      WHERE x.household_id = {home} AND x.category = 'not_poor' AND x.entitled_from >= (
        SELECT max(y.entitled_from) FROM class_history y WHERE y.household_id = {home}
          AND y.category IN ('poor', 'near_poor') AND y.entitled_from <= {day})) >= {day}
      THEN 'E' ELSE '' END ELSE '' END"""

_SUPPORT = f"""
finished AS MATERIALIZED (
  SELECT * FROM (
    SELECT e.kind, e.source, e.hamlet_id, CAST(coalesce(e.person_id, e.attendee_id) AS INTEGER) AS person,
      coalesce(e.approved_on, e.happened_on) AS approved,
      CASE e.kind WHEN 'DI_LAM_VIEC_NUOC_NGOAI' THEN e.happened_on
        ELSE coalesce(e.finished_on, e.happened_on) END AS done_on,
      CAST(coalesce(e.household_id, (SELECT m.household_id FROM membership m
        WHERE m.person_id = coalesce(e.person_id, e.attendee_id)
          AND (m.valid_from IS NULL OR m.valid_from <= coalesce(e.approved_on, e.happened_on))
          AND (m.valid_to IS NULL OR m.valid_to > coalesce(e.approved_on, e.happened_on))
        ORDER BY m.id LIMIT 1)) AS INTEGER) AS home
    FROM support_event e WHERE e.deleted_at IS NULL AND e.state <> 'approved'
      AND (e.state = 'finished' OR e.kind = 'DI_LAM_VIEC_NUOC_NGOAI'))
  WHERE done_on BETWEEN :first AND :day
),
support AS MATERIALIZED (
  SELECT finished.*, {_ON.format(home="home", day="approved")} AS grp FROM finished
)"""

_PEOPLE = f"""
WITH {_CLASS}, {_SUPPORT},
helped AS MATERIALIZED (
  SELECT person, CAST(max(home) AS INTEGER) AS home, max(hamlet_id) AS hamlet_id,
    sum(kind IN ('TAP_HUAN_SAN_XUAT', 'HO_TRO_SINH_KE')) AS production,
    sum(kind IN ('TAP_HUAN_SAN_XUAT', 'HO_TRO_SINH_KE') AND grp IN ('P', 'N')) AS production_listed,
    sum(kind IN ('TU_VAN_VIEC_LAM', 'KET_NOI_VIEC_LAM_THANH_CONG')) AS job,
    sum(kind IN ('TU_VAN_VIEC_LAM', 'KET_NOI_VIEC_LAM_THANH_CONG') AND grp <> '') AS job_group,
    sum(kind = 'KET_NOI_VIEC_LAM_THANH_CONG') AS placed,
    sum(kind = 'KET_NOI_VIEC_LAM_THANH_CONG' AND grp <> '') AS placed_group,
    sum(kind = 'DAO_TAO_NGHE') AS training, sum(kind = 'DAO_TAO_NGHE' AND grp <> '') AS training_group,
    max(CASE kind WHEN 'DI_LAM_VIEC_NUOC_NGOAI' THEN done_on END) AS left_on,
    min(CASE kind WHEN 'HOC_NGOAI_NGU' THEN done_on END) AS language_on,
    max(CASE kind WHEN 'CAP_THE_BHYT' THEN done_on END) AS card_on
  FROM support WHERE person IS NOT NULL GROUP BY person
),
wanted AS MATERIALIZED (
  SELECT f.person_id, max(f.need_job = 'yes') AS job, max(f.need_job = 'no') AS no_job,
    max(f.need_training = 'yes') AS training, max(f.need_training = 'no') AS no_training,
    max(f.need_production = 'yes') AS production, max(f.need_production = 'no') AS no_production
  FROM home h JOIN review r ON r.household_id = h.id AND r.id <> h.form AND r.reviewed_on <= :day
    AND r.state IN ('closed', 'recognised')
  JOIN review_round o ON o.id = r.round_id AND (o.year = :year - 1 OR r.reviewed_on >= :first)
  JOIN review_member f ON f.review_id = r.id WHERE h.grp <> '' GROUP BY f.person_id
),
low AS MATERIALIZED (
  SELECT w.person_id, max(coalesce(w.need_training, 'unknown')) AS need,
    (SELECT m.household_id FROM membership m WHERE m.person_id = w.person_id
      AND (m.valid_to IS NULL OR m.valid_to > :day) ORDER BY m.id LIMIT 1) AS home
  FROM low_income_worker w WHERE (w.recognised_on IS NULL OR w.recognised_on <= :day)
    AND (w.valid_to IS NULL OR w.valid_to >= :day) GROUP BY w.person_id
),
who AS MATERIALIZED (
  SELECT person, home, hamlet_id, grp, form, reviewed_on, is_noted, min(place) AS place FROM (
    SELECT m.person_id AS person, h.id AS home, h.hamlet_id, h.grp, h.form, h.reviewed_on, h.is_noted,
      CASE h.grp WHEN 'P' THEN 1 WHEN 'N' THEN 2 ELSE 3 END AS place
    FROM home h JOIN membership m ON m.household_id = h.id AND (m.valid_from IS NULL OR m.valid_from <= :day)
      AND (m.valid_to IS NULL OR m.valid_to > :day) WHERE h.grp <> ''
    UNION ALL
    SELECT p.person, p.home, coalesce(h.hamlet_id, p.hamlet_id), '', r.id, r.reviewed_on,
      r.reviewed_on >= :first OR o.year = :year - 1, 4
    FROM helped p LEFT JOIN household h ON h.id = p.home
    LEFT JOIN review r ON r.id = (SELECT id FROM review WHERE household_id = p.home AND reviewed_on <= :day
      AND state IN ('closed', 'recognised') ORDER BY reviewed_on DESC, id DESC LIMIT 1)
    LEFT JOIN review_round o ON o.id = r.round_id
    UNION ALL
    SELECT l.person_id, l.home, h.hamlet_id, '', NULL, NULL, NULL, 5 FROM low l
    LEFT JOIN household h ON h.id = l.home
  ) GROUP BY person
),
one AS MATERIALIZED (
  SELECT *, CASE WHEN able = 'no' OR aged = 0 THEN 'no' WHEN able = 'unknown' OR aged IS NULL THEN 'unknown'
      ELSE 'yes' END AS worker,
    CASE WHEN studying = 'yes' OR work_status = 'studying' THEN 1 ELSE 0 END AS student,
    CASE WHEN certificate = 'yes' OR (certificate = 'unknown' AND course NOT IN ('', 'none'))
      THEN 1 ELSE 0 END AS certified
  FROM (
    SELECT w.person, w.home, w.hamlet_id, w.grp, w.reviewed_on, p.born > :born_15 AS child,
      CASE WHEN f.lasting_work = 'yes' OR f.contract = 'yes' THEN 'yes'
        WHEN f.lasting_work = 'no' AND f.contract <> '' THEN 'no' ELSE 'unknown' END AS lasting,
      CASE WHEN p.born > :born_15 THEN 0 WHEN p.sex = 'male' THEN p.born > :born_m
        WHEN p.sex = 'female' THEN p.born > :born_f WHEN p.born > :born_f THEN 1
        WHEN p.born <= :born_m THEN 0 END AS aged,
      CASE WHEN w.place < 4 AND w.reviewed_on IS NOT NULL THEN CAST(substr(w.reviewed_on, 1, 4) AS INTEGER)
        - (substr(w.reviewed_on, 6, 2) < '09') ELSE :year END - p.birth_year AS school_age,
      coalesce(f.able_to_work, 'unknown') AS able, coalesce(f.health_insurance, 'unknown') AS insured,
      f.insured_until, coalesce(f.studying, 'unknown') AS studying,
      coalesce(f.work_status, '') AS work_status,
      CASE f.school_level {{levels}} END AS level, coalesce(f.school_level, '') = '' AS no_level,
      coalesce(f.training, '') AS course, coalesce(f.trained, 'unknown') AS trained,
      coalesce(f.certificate, 'unknown') AS certificate, l.need AS low,
      CASE WHEN (w.is_noted AND f.need_job = 'yes') OR n.job THEN 'yes'
        WHEN (w.is_noted AND f.need_job = 'no') OR n.no_job THEN 'no' ELSE 'unknown' END AS n_job,
      CASE WHEN (w.is_noted AND f.need_training = 'yes') OR n.training THEN 'yes'
        WHEN (w.is_noted AND f.need_training = 'no') OR n.no_training THEN 'no' ELSE 'unknown' END AS n_train,
      CASE WHEN (w.is_noted AND f.need_production = 'yes') OR n.production THEN 'yes'
        WHEN (w.is_noted AND f.need_production = 'no') OR n.no_production THEN 'no'
        ELSE 'unknown' END AS n_prod,
      coalesce(e.production, 0) AS h_prod, coalesce(e.production_listed, 0) AS h_prod_l,
      coalesce(e.job, 0) AS h_job, coalesce(e.job_group, 0) AS h_job_g, coalesce(e.placed, 0) AS h_placed,
      coalesce(e.placed_group, 0) AS h_placed_g, coalesce(e.training, 0) AS h_train,
      coalesce(e.training_group, 0) AS h_train_g, e.left_on, e.language_on, e.card_on
    FROM who w JOIN (SELECT id, sex, birth_year, died_on, CASE WHEN birth_year IS NOT NULL THEN
        printf('%04d-%02d-%02d', birth_year, coalesce(birth_month, 1), coalesce(birth_day, 1)) END AS born
      FROM person WHERE deleted_at IS NULL) p ON p.id = w.person
      AND (p.died_on IS NULL OR p.died_on > :day OR w.place = 4)
    LEFT JOIN review_member f ON f.review_id = w.form AND f.person_id = w.person
    LEFT JOIN wanted n ON n.person_id = w.person LEFT JOIN helped e ON e.person = w.person
    LEFT JOIN low l ON l.person_id = w.person)
),
judged AS MATERIALIZED (
  SELECT hamlet_id,
    CASE WHEN NOT (grp IN ('P', 'N') OR h_prod_l) OR able = 'no' OR child THEN NULL
      WHEN able = 'unknown' THEN CASE WHEN n_prod = 'no' AND NOT h_prod THEN NULL ELSE 'u' END
      WHEN h_prod THEN 'y' WHEN n_prod = 'yes' THEN 'n' WHEN n_prod = 'unknown' THEN 'u' END AS i7,
    CASE WHEN NOT (grp <> '' OR h_job_g) OR worker = 'no' THEN NULL
      WHEN worker = 'unknown' THEN CASE WHEN n_job = 'no' AND NOT h_job THEN NULL ELSE 'u' END
      WHEN h_job THEN 'y' WHEN n_job = 'yes' THEN 'n' WHEN n_job = 'unknown' THEN 'u' END AS i10,
    h_placed_g > 0 OR (:hard AND h_placed) AS i11, h_train_g > 0 AS i12, left_on IS NOT NULL AS i13,
    language_on <= coalesce(left_on, :day) AS i15,
    CASE WHEN grp NOT IN ('P', 'N') THEN NULL
      WHEN card_on IS NOT NULL AND (reviewed_on IS NULL OR card_on >= reviewed_on) THEN 'y'
      WHEN insured = 'yes' THEN CASE
        WHEN coalesce(insured_until, substr(reviewed_on, 1, 4) || '-12-31') >= :day THEN 'y'
        WHEN insured_until IS NULL THEN 'u' ELSE 'n' END
      ELSE substr(insured, 1, 1) END AS i16,
    CASE WHEN grp NOT IN ('P', 'N') OR school_age NOT BETWEEN 3 AND 15 THEN NULL
      WHEN school_age IS NULL THEN 'u' WHEN studying = 'no' THEN 'n' WHEN no_level OR level IS NULL THEN 'u'
      WHEN level >= CASE {{due}} END THEN 'y' ELSE 'n' END AS i18,
    CASE WHEN grp = '' OR worker = 'no' OR student THEN NULL WHEN worker = 'unknown' THEN 'u'
      WHEN certified OR trained = 'yes' OR h_train OR EXISTS (SELECT 1 FROM support_event t
        WHERE t.person_id = one.person AND t.deleted_at IS NULL AND t.state = 'finished'
          AND +t.kind = 'DAO_TAO_NGHE' AND coalesce(t.finished_on, t.happened_on) <= :day) THEN 'y'
      WHEN trained = 'no' THEN 'n' ELSE 'u' END AS i19,
    CASE WHEN grp = '' OR worker = 'no' OR student THEN NULL WHEN worker = 'unknown' THEN 'u'
      WHEN certified THEN 'y' WHEN certificate = 'no' THEN 'n'
      WHEN trained = 'no' AND NOT (h_train OR EXISTS (SELECT 1 FROM support_event t
        WHERE t.person_id = one.person AND t.deleted_at IS NULL AND t.state = 'finished'
          AND +t.kind = 'DAO_TAO_NGHE' AND coalesce(t.finished_on, t.happened_on) <= :day)) THEN 'n'
      ELSE 'u' END AS i20,
    CASE WHEN grp = '' AND NOT h_train_g AND low IS NOT NULL THEN
        CASE WHEN h_train THEN 'y' WHEN low = 'yes' THEN 'n' WHEN low = 'unknown' THEN 'u' END
      WHEN NOT (grp <> '' OR h_train_g) OR worker = 'no' THEN NULL
      WHEN worker = 'unknown' THEN CASE WHEN n_train = 'no' AND NOT h_train THEN NULL ELSE 'u' END
      WHEN h_train THEN 'y' WHEN n_train = 'yes' THEN 'n' WHEN n_train = 'unknown' THEN 'u' END AS i21
  FROM one
)
SELECT 'people', hamlet_id, sum(i11), sum(i12), sum(i13), sum(i15), {{sums}} FROM judged GROUP BY hamlet_id
UNION ALL
SELECT 'work', hamlet_id, sum(w = 'y'), sum(w = 'n'), sum(w = 'u'), {{padding}} FROM (
  SELECT h.hamlet_id, CASE WHEN sum(o.worker = 'yes' AND o.lasting = 'yes') THEN 'y'
      WHEN sum(o.worker = 'unknown' OR (o.worker = 'yes' AND o.lasting = 'unknown')) THEN 'u'
      WHEN sum(o.worker = 'yes') THEN 'n' END AS w
  FROM one o JOIN household h ON h.id = o.home WHERE o.grp IN ('P', 'N') GROUP BY o.home)
GROUP BY hamlet_id"""

_HOMES = f"""
WITH {_CLASS}, {_SUPPORT},
had AS MATERIALIZED (
  SELECT home, sum(kind = 'HO_TRO_SINH_KE' AND grp = 'P') AS livelihood,
    sum(kind = 'HO_TRO_VIEN_THONG') AS telecom
  FROM support WHERE home IS NOT NULL GROUP BY home
),
house AS MATERIALIZED (
  SELECT home, sum(day BETWEEN :first AND :day) AS now, sum(day BETWEEN date(:first, '-1 year') AND :opening)
    AS earlier
  FROM (SELECT e.household_id AS home, coalesce(e.approved_on, e.happened_on) AS approved,
      CASE e.state WHEN 'finished' THEN coalesce(e.finished_on, e.happened_on) END AS day
    FROM support_event e WHERE e.kind = 'HO_TRO_NHA_O' AND e.deleted_at IS NULL
      AND e.household_id IS NOT NULL)
  WHERE {_ON.format(home="home", day="approved")} IN ('P', 'N') GROUP BY home
),
gone AS MATERIALIZED (
  SELECT home, min(left_on) AS left_on, category FROM (
    SELECT home, left_on, (SELECT category FROM class_history c WHERE c.household_id = home
      AND c.entitled_from <= left_on ORDER BY entitled_from DESC, id DESC LIMIT 1) AS category
    FROM (SELECT e.happened_on AS left_on, CAST(coalesce(e.household_id, (
        SELECT m.household_id FROM membership m WHERE m.person_id = e.person_id
          AND (m.valid_from IS NULL OR m.valid_from <= e.happened_on)
          AND (m.valid_to IS NULL OR m.valid_to > e.happened_on) ORDER BY m.id LIMIT 1)) AS INTEGER) AS home
      FROM support_event e WHERE e.kind = 'DI_LAM_VIEC_NUOC_NGOAI' AND e.deleted_at IS NULL
        AND e.state <> 'approved' AND e.happened_on <= :day))
  WHERE category IN ('poor', 'near_poor') GROUP BY home
),
seen AS MATERIALIZED (
  SELECT h.hamlet_id, s.livelihood, b.now AND NOT b.earlier AS house,
    CASE WHEN g.grp IN ('P', 'N') THEN coalesce((SELECT CASE WHEN a.carried_over THEN 'unknown'
      ELSE a.lacking END FROM review_answer a WHERE a.review_id = g.form AND a.indicator = 'water'),
      'unknown') END AS water,
    CASE WHEN g.grp IN ('P', 'N') THEN coalesce((SELECT CASE WHEN a.carried_over THEN 'unknown'
      ELSE a.lacking END FROM review_answer a WHERE a.review_id = g.form AND a.indicator = 'latrine'),
      'unknown') END AS latrine,
    CASE WHEN g.grp IN ('P', 'N') THEN coalesce(nullif(g.uses_internet, 'unknown'), (
      SELECT CASE WHEN a.carried_over THEN NULL WHEN a.lacking = 'no' THEN 'yes' WHEN a.lacking = 'yes'
        THEN 'no' END FROM review_answer a WHERE a.review_id = g.form AND a.indicator = 'telecom'),
      'unknown') END AS uses,
    s.telecom, CASE WHEN g.uses_internet <> 'yes' OR g.uses_internet IS NULL THEN (
      SELECT CASE WHEN max(q.answer = 'yes') THEN 'yes' WHEN max(q.answer = 'no') THEN 'no' END
      FROM review r JOIN review_round o ON o.id = r.round_id
      JOIN review_need q ON q.review_id = r.id AND q.need = 'telecom'
      WHERE r.household_id = h.id AND r.state IN ('closed', 'recognised') AND r.reviewed_on <= :day
        AND (o.year = :year - 1 OR r.reviewed_on >= :first)) END AS need,
    CASE WHEN d.home IS NULL THEN NULL
      WHEN NOT EXISTS (SELECT 1 FROM class_history c WHERE c.household_id = h.id
          AND c.counted_from > d.left_on AND c.counted_from <= :day)
        AND NOT EXISTS (SELECT 1 FROM review w JOIN review_round o ON o.id = w.round_id
          WHERE w.household_id = h.id AND w.state = 'recognised'
            AND CASE o.kind WHEN 'continuous' THEN w.reviewed_on ELSE o.year || '-12-31' END > d.left_on
            AND CASE o.kind WHEN 'continuous' THEN w.reviewed_on ELSE o.year || '-12-31' END <= :day) THEN 'w'
      ELSE CASE (SELECT c.category FROM class_history c WHERE c.household_id = h.id
          AND c.counted_from <= :day ORDER BY c.counted_from DESC, c.id DESC LIMIT 1)
        WHEN 'not_poor' THEN 'y' WHEN 'near_poor' THEN CASE d.category WHEN 'poor' THEN 'y' ELSE 'n' END
        ELSE 'n' END END AS left
  FROM household h LEFT JOIN home g ON g.id = h.id LEFT JOIN had s ON s.home = h.id
  LEFT JOIN house b ON b.home = h.id LEFT JOIN gone d ON d.home = h.id
  WHERE h.deleted_at IS NULL
    AND (g.grp IN ('P', 'N') OR s.livelihood OR b.home IS NOT NULL OR d.home IS NOT NULL)
)
SELECT hamlet_id, sum(livelihood > 0), sum(house), sum(left = 'y'), sum(left = 'n'), 0,
  sum(water = 'no'), sum(water = 'yes'), sum(water = 'unknown'),
  sum(latrine = 'no'), sum(latrine = 'yes'), sum(latrine = 'unknown'),
  sum(uses = 'yes'), sum(uses = 'no' AND (need = 'yes' OR coalesce(telecom, 0))),
  sum(uses = 'unknown' OR (uses = 'no' AND need IS NULL AND NOT coalesce(telecom, 0)))
FROM seen GROUP BY hamlet_id"""

_CLOSINGS = """
WITH class AS MATERIALIZED (
  SELECT household_id, substr(max(CASE WHEN counted_from <= :opening THEN counted_from || printf('%012d', id)
      || category ELSE '' END), 23) AS before,
    substr(max(counted_from || printf('%012d', id) || category), 23) AS now
  FROM class_history WHERE counted_from <= :day GROUP BY household_id
),
form AS MATERIALIZED (
  SELECT r.household_id, max(r.reviewed_on), coalesce(r.recognised, r.computed) AS category
  FROM review_round o JOIN review r ON r.round_id = o.id AND r.state IN ('closed', 'recognised')
    AND r.reviewed_on <= :day
  WHERE o.year = :year AND o.kind IN ('periodic', 'period_start') GROUP BY r.household_id
),
both AS MATERIALIZED (
  SELECT h.hamlet_id, CASE WHEN h.ended_on <= :opening THEN '' ELSE coalesce(c.before, '') END AS before,
    CASE WHEN h.ended_on <= :day THEN '' ELSE coalesce(f.category, c.now, '') END AS now,
    CASE WHEN 'poor' IN (c.before, c.now, f.category) OR f.category = 'undecided' THEN coalesce((
      SELECT nullif(q.answer, 'unknown') FROM review r
        JOIN review_group q ON q.review_id = r.id AND q."group" = 'ethnic_minority'
      WHERE r.household_id = h.id AND r.state IN ('closed', 'recognised') AND r.reviewed_on <= :day
      ORDER BY r.reviewed_on DESC, r.id DESC LIMIT 1), (
      SELECT CASE p.ethnic_group WHEN '' THEN NULL WHEN '01' THEN 'no' WHEN '55' THEN 'no' ELSE 'yes' END
      FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.household_id = h.id AND m.relation = 'head'
      ORDER BY m.valid_to IS NULL DESC, m.id DESC LIMIT 1), 'unknown') END AS minority
  FROM household h LEFT JOIN class c ON c.household_id = h.id LEFT JOIN form f ON f.household_id = h.id
  WHERE h.deleted_at IS NULL AND (c.before IN ('poor', 'near_poor') OR c.now IN ('poor', 'near_poor')
    OR f.category IN ('poor', 'near_poor', 'undecided'))
)
SELECT hamlet_id, sum(now = 'poor'), sum(now IN ('poor', 'near_poor')), sum(now = 'undecided'),
  sum(before = 'near_poor' AND now NOT IN ('near_poor', 'undecided')),
  sum(now = 'poor' AND minority = 'yes'), sum(minority <> 'no' AND (now = 'undecided'
    OR (now = 'poor' AND minority <> 'yes')))
FROM both GROUP BY hamlet_id"""

_TOTALS = "SELECT hamlet_id, year, households, minority_households FROM hamlet_total WHERE year IN (?, ?)"

_STAFF = """SELECT count(*), sum(EXISTS (SELECT 1 FROM support_event e WHERE e.cadre_id = c.id
  AND e.deleted_at IS NULL AND e.kind = 'TAP_HUAN_CAN_BO' AND e.state = 'finished'
  AND coalesce(e.finished_on, e.happened_on) BETWEEN :first AND :day))
FROM cadre c WHERE c.on_poverty_list AND (c.valid_from IS NULL OR c.valid_from <= :day)
  AND (c.valid_to IS NULL OR c.valid_to >= :day)"""

_RATES_OF_PEOPLE = ("07", "10", "16", "18", "19", "20", "21")
_SUMS = ", ".join(
    f"sum(i{int(number)} = 'y'), sum(i{int(number)} = 'n'), sum(i{int(number)} = 'u')"
    for number in _RATES_OF_PEOPLE
)
_PADDING = ", ".join(["NULL"] * (1 + 3 * len(_RATES_OF_PEOPLE)))


def statement_of_people(levels: dict[str, int], due: dict[int, int]) -> str:
    """With the school levels of the catalogues as constants."""
    ranks = " ".join(f"WHEN '{code}' THEN {rank}" for code, rank in levels.items())
    ages = " ".join(
        f"WHEN school_age >= {age} THEN {rank}" for age, rank in sorted(due.items(), reverse=True)
    )
    return _PEOPLE.format(levels=ranks, due=ages, sums=_SUMS, padding=_PADDING)


def count(plain: sqlite3.Connection, people: str, *, hard: bool) -> dict[int | None, dict[str, Number]]:
    """By hamlet and indicator; staff belong to none."""
    known = {**KNOWN, "hard": hard}
    found: dict[int | None, dict[str, Number]] = defaultdict(dict)
    for subject, hamlet, placed, trained, left, language, *rates in plain.execute(people, known):
        at = found[hamlet]
        if subject == "work":
            at.update(_rates(("08",), [placed, trained, left]))
            continue
        for code, number in zip(("11", "12", "13", "15"), (placed, trained, left, language), strict=True):
            at[code] = (number or 0, None, 0)
        at.update(_rates(_RATES_OF_PEOPLE, rates))
    for hamlet, livelihood, house, *rates in plain.execute(_HOMES, known):
        found[hamlet].update({"05": (livelihood or 0, None, 0), "22": (house or 0, None, 0)})
        found[hamlet].update(_rates(("14", "23", "24", "25"), rates))
    rows = plain.execute(_TOTALS, (known["year"], known["year"] - 1)).fetchall()
    totals = {(hamlet, year): (households, minority) for hamlet, year, households, minority in rows}
    for hamlet, poor, both, undecided, cut, minority, unclear in plain.execute(_CLOSINGS, known):
        of = totals.get((hamlet, known["year"])) or totals.get((hamlet, known["year"] - 1)) or (None, None)
        found[hamlet].update(
            {
                "01": (poor, of[0], undecided),
                "02": (both, of[0], undecided),
                "03": (cut, None, undecided),
                "04": (minority, of[1], unclear),
            }
        )
    staff, with_course = plain.execute(_STAFF, known).fetchone()
    found[None]["09"] = (with_course or 0, staff, 0)
    return found


def _rates(codes: tuple[str, ...], numbers: list[int | None]) -> dict[str, Number]:
    counted = [number or 0 for number in numbers]
    return {
        code: (counted[3 * place], counted[3 * place] + counted[3 * place + 1], counted[3 * place + 2])
        for place, code in enumerate(codes)
    }
