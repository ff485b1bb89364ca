"""All 26 indicators with the year before, against two hand-written GROUP BY statements for the same two days.

The floor counts about as many numbers by hamlet from the same tables in the plainest way: no need of the year
before, no class on the approval date, no note and no list behind a number.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date

from sqlalchemy import event

from povdesk import paths
from povdesk.storage import indicators
from povdesk.storage.database import Database, checked_connection
from tests.bench.demo import commune
from tests.bench.timing import Figure, round_robin, timed

YEAR = 2024
DAY = date(YEAR, 12, 31)
SIZES = (5_000, 50_000)
MOST = 3.0
"""The floor leaves out half of the rules; the gate only catches a plan of the query that went wrong."""
MOST_GROWTH = 2.0
"""Ten times the households may take twenty times as long; a join without its index would take a hundred."""
MOST_STATEMENTS = 12

_CLASSES = """
WITH class AS MATERIALIZED (
  SELECT household_id, category FROM (
    SELECT household_id, category,
      row_number() OVER (PARTITION BY household_id ORDER BY entitled_from DESC, id DESC) AS place
    FROM class_history WHERE entitled_from <= :day) WHERE place = 1
), form AS MATERIALIZED (
  SELECT id, household_id, reviewed_on FROM (
    SELECT id, household_id, reviewed_on,
      row_number() OVER (PARTITION BY household_id ORDER BY reviewed_on DESC, id DESC) AS place
    FROM review WHERE state IN ('closed', 'recognised') AND reviewed_on <= :day) WHERE place = 1
), support AS MATERIALIZED (
  SELECT {subject} AS subject, {kinds} FROM support_event
  WHERE state = 'finished' AND happened_on BETWEEN :first AND :day GROUP BY {subject}
)"""

_PEOPLE = (
    _CLASSES.format(
        subject="person_id",
        kinds="""sum(kind = 'TAP_HUAN_SAN_XUAT') AS production, sum(kind = 'TU_VAN_VIEC_LAM') AS advice,
    sum(kind = 'KET_NOI_VIEC_LAM_THANH_CONG') AS placed, sum(kind = 'DAO_TAO_NGHE') AS training,
    sum(kind = 'DI_LAM_VIEC_NUOC_NGOAI') AS abroad, sum(kind = 'HOC_NGOAI_NGU') AS language,
    sum(kind = 'CAP_THE_BHYT') AS card""",
    )
    + """
SELECT h.hamlet_id,
  sum(f.able_to_work = 'yes' AND f.need_production = 'yes'),
  sum(f.able_to_work = 'yes' AND f.need_production = 'yes' AND s.production > 0),
  sum(f.able_to_work = 'yes' AND f.need_production = 'unknown'),
  sum(f.able_to_work = 'yes' AND f.need_job = 'yes'),
  sum(f.able_to_work = 'yes' AND f.need_job = 'yes' AND (s.advice > 0 OR s.placed > 0)),
  sum(f.able_to_work = 'yes' AND f.need_job = 'unknown'),
  sum(s.placed > 0), sum(s.training > 0), sum(s.abroad > 0), sum(s.language > 0),
  sum(f.health_insurance = 'yes' OR s.card > 0), sum(f.health_insurance = 'no'),
  sum(f.health_insurance = 'unknown'), sum(f.insurance_paid_by_budget = 'yes'),
  sum(:year - p.birth_year BETWEEN 3 AND 15),
  sum(:year - p.birth_year BETWEEN 3 AND 5 AND f.school_level <> ''),
  sum(:year - p.birth_year BETWEEN 6 AND 10 AND f.school_level NOT IN ('', 'preschool')),
  sum(:year - p.birth_year BETWEEN 11 AND 14 AND f.school_level NOT IN ('', 'preschool', 'primary')),
  sum(:year - p.birth_year BETWEEN 3 AND 15 AND f.studying = 'unknown'),
  sum(f.able_to_work = 'yes' AND f.studying <> 'yes' AND :year - p.birth_year BETWEEN 15 AND 60),
  sum(f.able_to_work = 'yes' AND f.studying <> 'yes' AND f.trained = 'yes'),
  sum(f.able_to_work = 'yes' AND f.studying <> 'yes' AND f.certificate = 'yes'),
  sum(f.able_to_work = 'yes' AND f.studying <> 'yes' AND f.certificate = 'unknown'),
  sum(f.able_to_work = 'yes' AND f.need_training = 'yes'),
  sum(f.able_to_work = 'yes' AND f.need_training = 'yes' AND s.training > 0),
  sum(f.able_to_work = 'yes' AND f.need_training = 'unknown')
FROM class c JOIN household h ON h.id = c.household_id AND h.deleted_at IS NULL
JOIN membership m ON m.household_id = h.id AND m.valid_from <= :day
  AND (m.valid_to IS NULL OR m.valid_to > :day)
JOIN person p ON p.id = m.person_id AND (p.died_on IS NULL OR p.died_on > :day)
LEFT JOIN form r ON r.household_id = h.id
LEFT JOIN review_member f ON f.review_id = r.id AND f.person_id = p.id
LEFT JOIN support s ON s.subject = p.id
GROUP BY h.hamlet_id"""
)

_HOMES = (
    _CLASSES.format(
        subject="household_id",
        kinds="""sum(kind = 'HO_TRO_SINH_KE') AS livelihood, sum(kind = 'HO_TRO_NHA_O') AS house,
    sum(kind = 'HO_TRO_VIEN_THONG') AS telecom, sum(kind = 'DI_LAM_VIEC_NUOC_NGOAI') AS abroad""",
    )
    + """
SELECT h.hamlet_id, sum(c.category = 'poor'), sum(c.category = 'near_poor'),
  sum(c.category = 'poor' AND s.livelihood > 0), sum(c.category <> 'not_poor' AND s.house > 0),
  sum(c.category <> 'not_poor' AND w.lacking = 'no'), sum(c.category <> 'not_poor' AND w.lacking = 'yes'),
  sum(c.category <> 'not_poor' AND w.lacking = 'unknown'),
  sum(c.category <> 'not_poor' AND l.lacking = 'no'), sum(c.category <> 'not_poor' AND l.lacking = 'yes'),
  sum(c.category <> 'not_poor' AND l.lacking = 'unknown'),
  sum(c.category <> 'not_poor' AND v.uses_internet = 'yes'),
  sum(c.category <> 'not_poor' AND v.uses_internet = 'no' AND n.answer = 'yes'),
  sum(c.category <> 'not_poor' AND v.uses_internet = 'unknown'), sum(s.abroad > 0)
FROM class c JOIN household h ON h.id = c.household_id AND h.deleted_at IS NULL
LEFT JOIN form r ON r.household_id = h.id LEFT JOIN review v ON v.id = r.id
LEFT JOIN review_answer w ON w.review_id = r.id AND w.indicator = 'water'
LEFT JOIN review_answer l ON l.review_id = r.id AND l.indicator = 'latrine'
LEFT JOIN review_need n ON n.review_id = r.id AND n.need = 'telecom'
LEFT JOIN support s ON s.subject = h.id
GROUP BY h.hamlet_id"""
)


def figures(rounds: int) -> Iterator[Figure]:
    medians = []
    for size in SIZES:
        path = commune(size) / paths.DATABASE_NAME
        database, plain = Database(path), checked_connection(path)
        try:
            floor = "two GROUP BY, twice"
            contenders = {
                "indicators": timed(lambda database=database: _all(database)),  # type: ignore[misc]
                floor: timed(lambda plain=plain: _by_hand(plain)),  # type: ignore[misc]
            }
            result = round_robin(contenders, min(rounds, 5))
            name = f"26 indicators, two years, {size} households"
            yield result.figure(name, "indicators", to=floor, limit=MOST)
            medians.append(result.median("indicators"))
            if size == SIZES[0]:
                count = _statements(database)
                yield Figure("SQL statements for them", count, MOST_STATEMENTS, unit="", floor="at any size")
        finally:
            plain.close()
            database.close()
    usual, large = medians
    tenfold = SIZES[1] / SIZES[0]
    yield Figure(
        "26 indicators, per household at 50,000",
        large / usual / tenfold,
        MOST_GROWTH,
        floor=f"per household at {SIZES[0]:,}",
        seconds=large,
        floor_seconds=usual,
    )


def _all(database: Database) -> None:
    with database.reading() as connection:
        indicators.figures(connection, YEAR, DAY)


def _by_hand(plain: sqlite3.Connection) -> None:
    for year in (YEAR, YEAR - 1):
        days = {"year": year, "first": f"{year}-01-01", "day": f"{year}-12-31"}
        for statement in (_PEOPLE, _HOMES):
            plain.execute(statement, days).fetchall()


def _statements(database: Database) -> int:
    seen: list[str] = []
    note = lambda _connection, _cursor, statement, *_rest: seen.append(statement)  # noqa: E731
    event.listen(database.engine, "before_cursor_execute", note)
    try:
        _all(database)
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    # The transaction's own BEGIN is no question to the data.
    return sum(not statement.startswith("BEGIN") for statement in seen)
