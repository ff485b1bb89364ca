"""Movement of poor and near-poor households in a year, household by household: from class history and events.

A closed round reads its frozen list, so that the tables of a closed year stay as they were.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from povdesk.domain.household import Category, EventKind
from povdesk.domain.movement import Movement, Movements, Passage, movement_of, movements
from povdesk.domain.movement_checks import TOTAL, Counts, Mismatch, mismatches, sum_mismatches
from povdesk.domain.review import ReviewState, RoundKind, RoundState
from povdesk.storage import movement_facts, rounds, settings
from povdesk.storage.movement_facts import Facts
from povdesk.storage.rounds import Round
from povdesk.storage.tables import average_living_household, hamlet, hamlet_total, review, round_outcome

LISTED = (Category.POOR, Category.NEAR_POOR)

FALL_BACK_YEARS = "fall_back_within_years"
FORMER_POOR = "former_poor_fall_back"
"""Settings: within how many years a relapse counts (None = ever); does one once poor relapse to near-poor?"""


class Line(NamedTuple):
    """One household between opening and closing, in one hamlet. why: what explains it, in words."""

    household_id: int
    hamlet_id: int
    hamlet: str
    code: str
    head_name: str
    passage: Passage
    movement: Movement
    why: str

    @property
    def changed(self) -> bool:
        return self.movement not in (
            Movement.STAYED_POOR,
            Movement.STAYED_NEAR_POOR,
            Movement.STAYED_OUT,
        )


@dataclass(frozen=True)
class Unit:
    """One row of the tables. totals None = not typed. average: households, people of average living."""

    hamlet_id: int | None
    name: str
    found: Movements
    households: int | None = None
    people: int | None = None
    average: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Break:
    """A total review set the opening anew: what the year before closed with, what this one begins with."""

    name: str
    closed: Counts
    opened: Counts


@dataclass(frozen=True)
class Report:
    """The year's movement. round: None when none was opened. is_frozen: read from the closed list.

    is_final: the closing is recognised; before that households keep their last class until their form is
    closed (`waiting` of them). checks: what does not agree; empty means khớp.
    """

    year: int
    round: Round | None
    is_final: bool
    is_frozen: bool
    lines: tuple[Line, ...]
    units: tuple[Unit, ...]
    total: Unit
    checks: tuple[Mismatch, ...] = ()
    break_: Break | None = None
    waiting: int = 0

    @cached_property
    def shares(self) -> tuple[Movements, ...]:
        """What each household adds to the tables, in the order of the lines."""
        return tuple(movements([line.passage]) for line in self.lines)

    @property
    def agrees(self) -> bool:
        return self.is_final and not any(one.is_error for one in self.checks)

    def named(
        self, category: Category, column: int, hamlet_id: int | None = None
    ) -> tuple[tuple[Line, int], ...]:
        """The households behind a number of T2 (poor) or T3 (near-poor), each with its people there."""
        found = []
        for line, table in zip(self.lines, self.shares, strict=True):
            if hamlet_id is not None and line.hamlet_id != hamlet_id:
                continue
            rows = table.poor if category is Category.POOR else table.near_poor
            if rows.households.column(column) or rows.people.column(column):
                found.append((line, rows.people.column(column)))
        return tuple(found)


def report(connection: Connection, year: int) -> Report:
    """T1 to T3 of a year with the names behind each number, and everything that does not agree."""
    this = rounds.of_kind(connection, year, RoundKind.PERIODIC)
    break_ = _break(connection, year)
    if this is None:
        total = rounds.of_kind(connection, year, RoundKind.PERIOD_START)
        this = total
    is_final = this is not None and this.state is RoundState.RECOGNISED
    frozen = outcome(connection, this.id) if this is not None and is_final else ()
    lines = frozen or computed(connection, year, this)
    opens = this is not None and this.kind is RoundKind.PERIOD_START
    if opens:
        lines = tuple(as_opening(line) for line in lines if line.passage.closing in LISTED)
    units, total_unit = units_of(connection, year, lines)
    before = None if opens else counted_before(connection, year)
    closing = movement_facts.counted(connection, year) if is_final and not frozen else counts_of(lines)
    return Report(
        year,
        this,
        is_final,
        bool(frozen),
        lines,
        units,
        total_unit,
        _checks(units, total_unit, closing, before),
        break_,
        0 if is_final or this is None else _waiting(connection, this),
    )


def computed(connection: Connection, year: int, this: Round | None) -> tuple[Line, ...]:
    """Every household poor or near-poor at one of the year's two ends, as the register says it now."""
    facts = movement_facts.gather(connection, year, this)
    opening = opening_lines(connection, year)
    former_poor = bool(settings.get(connection, FORMER_POOR, False))
    years = settings.get(connection, FALL_BACK_YEARS)
    found: list[Line] = []
    for household_id in sorted({*facts.closing, *facts.opening, *opening}):
        found += _lines(facts, household_id, opening, former_poor, years)
    return tuple(sorted(found, key=facts.sort_key))


def outcome(connection: Connection, round_id: int) -> tuple[Line, ...]:
    """The frozen list of a closed round, in the order it was closed with."""
    rows = connection.execute(
        select(round_outcome).where(round_outcome.c.round_id == round_id).order_by(round_outcome.c.id)
    )
    return tuple(_frozen(row) for row in rows)


def opening_lines(connection: Connection, year: int) -> dict[int, Line]:
    """Where the last closing was frozen: who was poor or near-poor then, with size and hamlet."""
    for kind in (RoundKind.PERIOD_START, RoundKind.PERIODIC):
        before = rounds.of_kind(connection, year - 1, kind)
        if before is not None and before.state is RoundState.RECOGNISED:
            kept = outcome(connection, before.id)
            if kept:
                return {line.household_id: line for line in kept if line.passage.closing in LISTED}
    return {}


def counted_before(connection: Connection, year: int) -> dict[int | None, Counts] | None:
    """Poor and near-poor at the last closing, by hamlet; None when it was not frozen."""
    kept = opening_lines(connection, year)
    return counts_of(kept.values()) if kept else None


def counts_of(lines: Iterable[Line]) -> dict[int | None, Counts]:
    """Closing households and people of a list, by hamlet, None = all of them."""
    found: dict[int | None, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for line in lines:
        if line.passage.closing in LISTED:
            place = 0 if line.passage.closing is Category.POOR else 2
            for unit in (line.hamlet_id, None):
                found[unit][place] += 1
                found[unit][place + 1] += line.passage.closing_size
    return {unit: (one[0], one[1], one[2], one[3]) for unit, one in found.items()}


def _lines(
    facts: Facts, household_id: int, opening: Mapping[int, Line], former_poor: bool, years: int | None
) -> list[Line]:
    before = opening.get(household_id)
    passage = facts.passage(household_id, years)
    if before is not None:
        passage = replace(
            passage, opening=before.passage.closing, opening_size=before.passage.closing_size, arrival=None
        )
    elif opening and passage.opening in LISTED:
        # Not on the list the last round was closed with (taken back from "Đã xóa" since, for example).
        passage = replace(passage, opening=None, opening_size=0, arrival=EventKind.MOVED_IN)
    if passage.opening not in LISTED and passage.closing not in LISTED:
        return []
    there = facts.hamlet_of.get(household_id, 0)
    if before is not None and before.hamlet_id != there and passage.closing in LISTED:
        words = f"Chuyển từ {before.hamlet} sang {facts.hamlet_name(there)}"
        gone = replace(passage, closing=None, closing_size=0)
        come = replace(passage, opening=None, opening_size=0, arrival=EventKind.MOVED_IN)
        return [
            facts.line(household_id, before.hamlet_id, gone, former_poor, words),
            facts.line(household_id, there, come, former_poor, words),
        ]
    place = before.hamlet_id if before is not None and passage.closing not in LISTED else there
    return [facts.line(household_id, place, passage, former_poor, "")]


def _frozen(row: Any) -> Line:
    movement = Movement(row.movement)
    passage = Passage(
        Category(row.opening) if row.opening else None,
        Category(row.closing) if row.closing else None,
        row.opening_size,
        row.closing_size,
        # Whatever the rule for relapses is today, the table says what was decided then.
        ever_poor=movement is Movement.FELL_BACK,
        ever_near_poor=movement is Movement.FELL_BACK_NEAR_POOR,
        arrival=EventKind(row.arrival) if row.arrival else None,
    )
    return Line(
        row.household_id, row.hamlet_id, row.hamlet, row.code, row.head_name, passage, movement, row.why
    )


def as_opening(line: Line) -> Line:
    """In a total review nobody moves: it only says with whom the period begins."""
    closing, size = line.passage.closing, line.passage.closing_size
    passage = Passage(closing, closing, size, size)
    return line._replace(passage=passage, movement=movement_of(passage))


def units_of(connection: Connection, year: int, lines: Iterable[Line]) -> tuple[tuple[Unit, ...], Unit]:
    """The rows of the tables, hamlet by hamlet in the commune's order, and their total."""
    by_hamlet: dict[int, list[Passage]] = defaultdict(list)
    for line in lines:
        by_hamlet[line.hamlet_id].append(line.passage)
    typed = {
        row.hamlet_id: row
        for row in connection.execute(select(hamlet_total).where(hamlet_total.c.year == year))
    }
    average: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in connection.execute(_average(year)):
        count, people = average[row.hamlet_id]
        average[row.hamlet_id] = (count + 1, people + (row.people or 0))
    units = []
    end, start = date(year, 12, 31), date(year, 1, 1)
    for row in connection.execute(select(hamlet).order_by(hamlet.c.position, hamlet.c.name)):
        there = (row.valid_from is None or row.valid_from <= end) and (
            row.valid_to is None or row.valid_to >= start
        )
        if not there and row.id not in by_hamlet:
            continue
        all_of_it = typed.get(row.id)
        units.append(
            Unit(
                row.id,
                row.name,
                movements(by_hamlet.get(row.id, ())),
                all_of_it.households if all_of_it else None,
                all_of_it.people if all_of_it else None,
                average[row.id],
            )
        )
    total = Unit(
        None,
        TOTAL,
        movements(line.passage for line in lines),
        _sum(unit.households for unit in units),
        _sum(unit.people for unit in units),
        (sum(unit.average[0] for unit in units), sum(unit.average[1] for unit in units)),
    )
    return tuple(units), total


def _average(year: int) -> Any:
    from povdesk.storage.tables import household

    return (
        select(household.c.hamlet_id, average_living_household.c.people)
        .join(household, household.c.id == average_living_household.c.household_id)
        .where(average_living_household.c.year == year, household.c.deleted_at.is_(None))
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    """A total only when every hamlet's number is known."""
    found = list(numbers)
    known = [number for number in found if number is not None]
    return sum(known) if found and len(known) == len(found) else None


def _checks(
    units: tuple[Unit, ...],
    total: Unit,
    closing: Mapping[int | None, Counts],
    before: Mapping[int | None, Counts] | None,
) -> tuple[Mismatch, ...]:
    none = (0, 0, 0, 0)
    found: list[Mismatch] = []
    for unit in (*units, total):
        last = None if before is None else before.get(unit.hamlet_id, none)
        found += mismatches(unit.name, unit.found, closing.get(unit.hamlet_id, none), last)
    found += sum_mismatches({str(unit.hamlet_id): unit.found for unit in units}, total.found)
    return tuple(found)


def _break(connection: Connection, year: int) -> Break | None:
    """The year begins with a total review that followed last year's closing."""
    opened = rounds.of_kind(connection, year - 1, RoundKind.PERIOD_START)
    closed = rounds.of_kind(connection, year - 1, RoundKind.PERIODIC)
    if opened is None or closed is None or opened.state is not RoundState.RECOGNISED:
        return None
    none = (0, 0, 0, 0)
    return Break(
        opened.name,
        counts_of(outcome(connection, closed.id)).get(None)
        or movement_facts.counted(connection, year - 1).get(None, none),
        counts_of(outcome(connection, opened.id)).get(None, none),
    )


def _waiting(connection: Connection, this: Round) -> int:
    done = set(
        connection.execute(
            select(review.c.household_id).where(
                review.c.round_id == this.id, review.c.state != str(ReviewState.DRAFT)
            )
        ).scalars()
    )
    return sum(one.household_id not in done for one in rounds.listed(connection, this.id))
