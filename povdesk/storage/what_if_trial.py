"""Tries a proposal on a copy of the register in memory, with the very measures of the indicators.

The copy is made from a reading connection; the file of the officer is never written, nor its history.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, Engine, create_engine, select, text
from sqlalchemy.pool import StaticPool

from povdesk.domain.indicator import Figure, Part
from povdesk.domain.problem import Level, Problem
from povdesk.domain.support import Subject, Support, SupportState
from povdesk.domain.vietnamese import format_count
from povdesk.domain.what_if import CostLine, Effect, Proposal, ProposalLine, Trial, Who, costs, lacks_removed
from povdesk.storage import indicators, programme, support, targets, what_if_class, what_if_rules
from povdesk.storage.act import new_uid
from povdesk.storage.indicators import Subject as Row
from povdesk.storage.tables import project, support_event

_PARTS = {
    Part.REACHED: "Đạt",
    Part.NOT_REACHED: "Chưa đạt",
    Part.MISSING: "Thiếu số liệu",
    Part.WAITING: "Chưa đến kỳ",
}
OUTSIDE = "Không tính"
COUNTED_LACKS = frozenset({"water", "latrine", "telecom"})
"""Lacks whose answer on the form an indicator counts (IND-23 to 25)."""
_REFUSED_SHOWN = 5


class Stopped(Exception):
    """The officer did not want to wait."""


@dataclass(frozen=True)
class Copy:
    """The whole register in memory, for one trial; close it when done."""

    raw: sqlite3.Connection
    now: datetime

    def engine(self) -> Engine:
        engine = create_engine("sqlite://", creator=lambda: self.raw, poolclass=StaticPool)
        # Not the counts kept for the officer's file, nor any kept at all.
        return engine.execution_options(povdesk_writes=True)

    def close(self) -> None:
        self.raw.close()


def copy(connection: Connection, now: datetime) -> Copy:
    """The register as the reading sees it; quick, so that the lane of the database is soon free again."""
    memory = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    live = connection.connection.driver_connection
    assert isinstance(live, sqlite3.Connection)
    live.backup(memory)
    return Copy(memory, now)


def run(found: Copy, wanted: Proposal, as_of: date, cancelled: Callable[[], bool] = bool) -> Trial:
    """The numbers before and after, the cost and who could leave; on any lane. Stopped when cancelled.

    as_of: the day of the numbers, or the last planned day of the year when that is later.
    """
    begun = time.perf_counter()
    day = last_day(wanted, as_of)
    engine = found.engine()
    with engine.connect() as connection:
        before = _figures(connection, wanted.year, day, cancelled)
        refused = _note_done(connection, found.now, wanted, day)
        rules = what_if_rules.load(connection)
        known = what_if_class.forms(connection, day)
        removed = lacks_removed(wanted.lines, rules.removes, what_if_class.uninsured(connection, day))
        later = after = _figures(connection, wanted.year, day, cancelled)
        if any(codes & COUNTED_LACKS for codes in removed.values()):
            _answer_forms(connection, removed, day)
            later = _figures(connection, wanted.year, day, cancelled)
        leavers = what_if_class.leavers(known, removed, date(wanted.year, 12, 31))
        costed = cost_lines(connection, wanted)
    engine.dispose()
    return Trial(
        wanted.year,
        day,
        tuple(Effect(before[code], after[code], later[code]) for code in after),
        costed,
        leavers,
        tuple(refused),
        time.perf_counter() - begun,
    )


def moves(found: Copy, wanted: Proposal, as_of: date, code: str) -> dict[str, tuple[Who, ...]]:
    """Who changes in one indicator, by the words of the move ("Chưa đạt → Đạt")."""
    day = last_day(wanted, as_of)
    engine = found.engine()
    with engine.connect() as connection:
        before = _lists(connection, code, wanted.year, day)
        _note_done(connection, found.now, wanted, day)
        after = _lists(connection, code, wanted.year, day)
    engine.dispose()
    return _moves(before, after)


def last_day(wanted: Proposal, as_of: date) -> date:
    """The day that the numbers of a trial are of."""
    days = [line.day for line in wanted.lines if line.day is not None and line.day.year == wanted.year]
    return max([as_of, *days])


def supports(line: ProposalLine, day: date) -> tuple[Support, ...]:
    """The line as support that was done and finished, one for each of its people or households."""
    each = line.unit_cost
    if line.amount is not None and line.subjects:
        each = line.amount // len(line.subjects)
    return tuple(
        Support(
            line.kind,
            line.subject,
            line.day or day,
            household_id=key if line.subject is Subject.HOUSEHOLD else None,
            person_id=key if line.subject is Subject.PERSON else None,
            project_id=line.money.project_id,
            state=SupportState.FINISHED,
            amount=each,
            source=str(line.money.source or ""),
        )
        for key in line.subjects
    )


def cost_lines(connection: Connection, wanted: Proposal) -> tuple[CostLine, ...]:
    """What the proposal takes from each budget line of its year."""
    codes = {row.id: row.code for row in connection.execute(select(project.c.id, project.c.code))}
    return costs(wanted.lines, programme.budget(connection, wanted.year), codes)


def _note_done(connection: Connection, now: datetime, wanted: Proposal, day: date) -> list[str]:
    """The hypothetical events, as real ones are kept; those that real ones could not be are told."""
    kinds = {kind.code: kind for kind in support.kinds(connection)}
    events = [
        # A loan needs its sum; a trial without money typed still counts what the loan would change.
        (
            place,
            replace(one, amount=one.amount or 1) if line.kind in kinds and kinds[line.kind].is_loan else one,
        )
        for place, line in enumerate(wanted.lines, 1)
        for one in supports(line, day)
    ]
    problems = support.check(connection, [one for _place, one in events], max(now.date(), day))
    impossible: dict[int, Problem] = {
        number: problem for number, problem in problems if problem.level is Level.IMPOSSIBLE
    }
    kept = [one for number, (_place, one) in enumerate(events) if number not in impossible]
    rows = [
        {"uid": new_uid(), **support.row_of(replace(one, household_id=home), kinds[one.kind])}
        for one, home in zip(kept, support.homes_of(connection, kept), strict=True)
    ]
    if rows:
        connection.execute(support_event.insert(), rows)
    told = [f"Dòng {events[number][0]}: {problem.message}" for number, problem in impossible.items()]
    more = len(told) - _REFUSED_SHOWN
    return [*told[:_REFUSED_SHOWN], *([f"và {format_count(more)} trường hợp khác"] if more > 0 else [])]


def _answer_forms(connection: Connection, removed: Mapping[int, Iterable[str]], day: date) -> None:
    """In the copy only: the latest counted forms as they would be answered once the support has worked."""
    for household_id, codes in removed.items():
        review_id = connection.execute(
            text(
                "SELECT id FROM review WHERE household_id = :home AND state IN ('closed', 'recognised')"
                " AND reviewed_on <= :day ORDER BY reviewed_on DESC, id DESC LIMIT 1"
            ),
            {"home": household_id, "day": day.isoformat()},
        ).scalar()
        for code in codes if review_id is not None else ():
            connection.execute(
                text(
                    "UPDATE review_answer SET lacking = 'no', carried_over = 0"
                    " WHERE review_id = :review AND indicator = :code"
                ),
                {"review": review_id, "code": code},
            )
            if code == "telecom":
                connection.execute(
                    text("UPDATE review SET uses_internet = 'yes' WHERE id = :review"), {"review": review_id}
                )


def _figures(
    connection: Connection, year: int, day: date, cancelled: Callable[[], bool]
) -> dict[str, Figure]:
    if cancelled():
        raise Stopped
    return {one.code: one for one in indicators.figures(connection, year, day, previous=False)}


def _lists(connection: Connection, code: str, year: int, day: date) -> Sequence[Sequence[Row]]:
    known = {one.code: one for one in targets.definitions(connection)}
    measure = known[code].measure
    return indicators.subjects_of(connection, [(measure, part) for part in Part], year, day)


def _moves(before: Sequence[Sequence[Row]], after: Sequence[Sequence[Row]]) -> dict[str, tuple[Who, ...]]:
    parts = tuple(Part)
    was = {(row.kind, row.id): (parts[n], row) for n, rows in enumerate(before) for row in rows}
    now = {(row.kind, row.id): (parts[n], row) for n, rows in enumerate(after) for row in rows}
    found: dict[str, list[Who]] = {}
    for key in [*now, *(key for key in was if key not in now)]:
        old, new = was.get(key), now.get(key)
        if (old and old[0]) == (new and new[0]):
            continue
        words = f"{_PARTS[old[0]] if old else OUTSIDE} → {_PARTS[new[0]] if new else OUTSIDE}"
        row = (new or old)[1]  # type: ignore[index]
        who = Who(row.kind, row.id, row.name, row.household_id, row.hamlet, row.group, row.note)
        found.setdefault(words, []).append(who)
    return {words: tuple(people) for words, people in found.items()}
