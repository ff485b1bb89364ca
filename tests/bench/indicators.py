"""All 26 indicators by hamlet against the same numbers in plain SQL; the dashboard's refresh after a save."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import select

from povdesk import paths
from povdesk.storage import dashboard, indicators
from povdesk.storage.database import Database, checked_connection
from povdesk.storage.indicators import kept, rules
from povdesk.storage.indicators.moments import hard_to_reach, moments
from povdesk.storage.tables import review, review_member
from tests.bench import indicators_by_hand
from tests.bench.demo import commune
from tests.bench.timing import Figure, round_robin, timed

YEAR = 2024
DAY = date(YEAR, 12, 31)
SIZES = (5_000, 50_000)
MOST = 2.0
MOST_GROWTH = 1.3
MOST_MILLISECONDS = 150.0
TYPED = ("06", "17", "26")
BY_HAND = "the same numbers by hand"


def figures(rounds: int) -> Iterator[Figure]:
    fastest = []
    for size in SIZES:
        path = commune(size) / paths.DATABASE_NAME
        database, plain = Database(path), checked_connection(path)
        try:
            _set_the_rule_of_work(database)
            people, hard = _catalogues(database)
            _assert_same(database, plain, people, hard)
            contenders = {
                "indicators": timed(lambda database=database: _by_hamlet(database)),  # type: ignore[misc]
                BY_HAND: timed(
                    lambda plain=plain, people=people, hard=hard: indicators_by_hand.count(  # type: ignore[misc]
                        plain, people, hard=hard
                    )
                ),
            }
            result = round_robin(contenders, min(rounds, 5))
            name = f"26 indicators by hamlet, {size:,} households"
            yield result.figure(name, "indicators", to=BY_HAND, limit=MOST)
            fastest.append(min(result.seconds["indicators"]))
        finally:
            plain.close()
            database.close()
    usual, large = fastest
    yield Figure(
        "26 indicators, per household at 50,000",
        large / usual / (SIZES[1] / SIZES[0]),
        MOST_GROWTH,
        floor=f"per household at {SIZES[0]:,}",
        seconds=large,
        floor_seconds=usual,
    )
    yield from _refreshed(rounds)


def _refreshed(rounds: int) -> Iterator[Figure]:
    """The dashboard of five years after a form is saved, as the worker reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / paths.DATABASE_NAME
        shutil.copy(commune(SIZES[0]) / paths.DATABASE_NAME, path)
        database = Database(path)
        try:
            database.check()
            _dashboard(database)
            saves = _Saves(database)

            def refresh() -> float:
                saves.next()
                return timed(lambda: _dashboard(database))()

            result = round_robin({"refresh": refresh}, max(rounds, 5))
            yield Figure(
                f"dashboard after a save, {SIZES[0]:,} households",
                round(min(result.seconds["refresh"]) * 1000, 1),
                MOST_MILLISECONDS,
                floor="the clock, the best of all rounds",
                unit=" ms",
            )
        finally:
            database.close()


class _Saves:
    """Closes one form of the year after another, each with other answers."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.reading() as connection:
            query = select(review.c.id).where(review.c.reviewed_on > date(YEAR, 1, 1)).order_by(review.c.id)
            self._forms = iter(connection.execute(query).scalars().all()[::97])

    def next(self) -> None:
        form = next(self._forms)
        with self._database.writing() as act:
            act.describe("Lưu phiếu")
            query = select(review_member.c.id, review_member.c.health_insurance)
            for row in act.connection.execute(query.where(review_member.c.review_id == form)).all():
                other = "no" if row.health_insurance == "yes" else "yes"
                act.update(review_member, row.id, {"health_insurance": other})


def _dashboard(database: Database) -> None:
    with database.reading() as connection:
        dashboard.gather(connection, YEAR, YEAR - 1, DAY)


def _by_hamlet(database: Database) -> tuple[indicators.HamletFigures, ...]:
    """Counted from the first row to the last: nothing kept from an earlier reading."""
    kept.forget(database.engine)
    with database.reading() as connection:
        return indicators.by_hamlet(connection, YEAR, DAY)


def _set_the_rule_of_work(database: Database) -> None:
    """IND-08 is counted only when the officer has said what lasting work is."""
    with database.reading() as connection:
        counting, _thresholds = rules.load(connection)
    if counting.lasting_work != "either":
        with database.writing() as act:
            rules.change(act, "counting", {"lasting_work": "either"})


def _catalogues(database: Database) -> tuple[str, bool]:
    with database.reading() as connection:
        counting, _thresholds = rules.load(connection)
        (moment,) = moments(connection, [(YEAR, DAY)])
        (hard,) = hard_to_reach(connection, [moment])
    return indicators_by_hand.statement_of_people(dict(counting.levels), dict(counting.due_from)), hard


def _assert_same(database: Database, plain: sqlite3.Connection, people: str, hard: bool) -> None:
    """Numerator, denominator and missing of every indicator in every hamlet."""
    by_hand = indicators_by_hand.count(plain, people, hard=hard)
    for row in _by_hamlet(database):
        for code, measured in row.measured.items():
            number = code.removeprefix("IND-")
            if number in TYPED or number == "09":
                continue
            mine = (measured.numerator, measured.denominator, measured.unknown)
            if mine != by_hand[row.hamlet_id][number]:
                raise RuntimeError(f"{row.hamlet}, {code}: {mine}, by hand {by_hand[row.hamlet_id][number]}")
    with database.reading() as connection:
        staff = next(
            one for one in indicators.figures(connection, YEAR, DAY) if one.code == "IND-09"
        ).measured
    if (staff.numerator, staff.denominator, staff.unknown) != by_hand[None]["09"]:
        raise RuntimeError(f"IND-09: {staff}, by hand {by_hand[None]['09']}")
