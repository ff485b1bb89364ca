"""What the register says of each household at both ends of a year: class, size, hamlet, events, reasons."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from povdesk.domain.household import Category, EventKind
from povdesk.domain.movement import ARRIVALS, Passage, counts_as_before, movement_of
from povdesk.domain.review import ReviewState, RoundKind, RoundState
from povdesk.storage.rounds import Round
from povdesk.storage.tables import (
    class_history,
    hamlet,
    household,
    household_event,
    membership,
    review,
    review_round,
)

if TYPE_CHECKING:
    from povdesk.domain.movement_checks import Counts
    from povdesk.storage.movements import Line

_LISTED = (Category.POOR, Category.NEAR_POOR)


@dataclass
class Facts:
    """By household. opening, closing: those with a class then; absent households have none."""

    year: int
    opening: dict[int, Category] = field(default_factory=dict)
    closing: dict[int, Category] = field(default_factory=dict)
    opening_sizes: dict[int, int] = field(default_factory=dict)
    closing_sizes: dict[int, int] = field(default_factory=dict)
    last: dict[tuple[int, str], date] = field(default_factory=dict)
    hamlet_of: dict[int, int] = field(default_factory=dict)
    rows: dict[int, Any] = field(default_factory=dict)
    hamlets: dict[int, tuple[int, str]] = field(default_factory=dict)
    events: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    forms: dict[int, Any] = field(default_factory=dict)

    @property
    def opens(self) -> date:
        return date(self.year - 1, 12, 31)

    @property
    def closes(self) -> date:
        return date(self.year, 12, 31)

    def passage(self, household_id: int, years: int | None) -> Passage:
        """The household from opening to closing. years: within which a relapse counts, None = ever."""
        row = self.rows.get(household_id)
        opening: Category | None = self.opening.get(household_id, Category.NOT_POOR)
        closing: Category | None = self.closing.get(household_id, Category.NOT_POOR)
        opening = opening if self._present(row, self.opens) else None
        closing = closing if self._present(row, self.closes) else None
        arrival = self.arrival(household_id) if opening not in _LISTED else None
        if arrival is not None:
            opening = None
        return Passage(
            opening,
            closing,
            self.opening_sizes.get(household_id, 0) if opening else 0,
            self.closing_sizes.get(household_id, 0) if closing else 0,
            self._before(household_id, Category.POOR, years),
            self._before(household_id, Category.NEAR_POOR, years),
            arrival,
        )

    def arrival(self, household_id: int) -> EventKind | None:
        """The event that brought it in during the year."""
        for event in self.events.get(household_id, ()):
            kind = EventKind(event.kind)
            from_nothing = kind is EventKind.MOVED_IN or not event.size_before
            if kind in ARRIVALS and from_nothing and self.opens < event.happened_on <= self.closes:
                return kind
        return None

    def line(
        self, household_id: int, hamlet_id: int, passage: Passage, former_poor: bool, words: str
    ) -> "Line":
        """The household's line, explained."""
        from povdesk.storage.movements import Line

        row = self.rows.get(household_id)
        return Line(
            household_id,
            hamlet_id,
            self.hamlet_name(hamlet_id),
            row.code if row else "",
            row.head_name if row else "",
            passage,
            movement_of(passage, former_poor_fall_back=former_poor),
            words or self._why(household_id, passage),
        )

    def hamlet_name(self, hamlet_id: int) -> str:
        return self.hamlets[hamlet_id][1] if hamlet_id in self.hamlets else ""

    def sort_key(self, line: "Line") -> tuple[int, str, str]:
        """Hamlets in the commune's order, households in that of their heads' names."""
        row = self.rows.get(line.household_id)
        place = self.hamlets[line.hamlet_id][0] if line.hamlet_id in self.hamlets else 0
        return (place, row.name_sort_key, row.code) if row else (place, "", "")

    def _present(self, row: Any, day: date) -> bool:
        if row is None or row.deleted_at is not None:
            return False
        begun = row.registered_on is None or row.registered_on <= day or day == self.opens
        return begun and (row.ended_on is None or row.ended_on > day)

    def _before(self, household_id: int, category: Category, years: int | None) -> bool:
        return counts_as_before(self.last.get((household_id, str(category))), self.opens, years)

    def _why(self, household_id: int, passage: Passage) -> str:
        row = self.rows.get(household_id)
        if passage.closing is None:
            if row is not None and row.deleted_at is not None:
                return "Đã xóa khỏi sổ"
            return (row.end_reason if row else "") or "Không còn trong sổ"
        words = []
        events = self.events.get(household_id, [])
        if passage.arrival is not None:
            words += [event.reason for event in events if event.kind == passage.arrival and event.reason][:1]
        form = self.forms.get(household_id)
        if form is not None and passage.opening is not passage.closing:
            if form.income_points is not None and form.deprivation_points is not None:
                words.append(f"B1 {form.income_points} điểm, B2 {form.deprivation_points} điểm")
            if form.difference_reason:
                words.append(form.difference_reason)
        if passage.opening is passage.closing and passage.opening_size != passage.closing_size:
            told = [event.reason for event in events if event.reason]
            words.append(f"{passage.opening_size} → {passage.closing_size} khẩu")
            words += list(dict.fromkeys(told))
        return "; ".join(words)


def gather(connection: Connection, year: int, this: Round | None) -> Facts:
    """The facts of a year. this: its round; while it is open, closed forms tell the class to come."""
    facts = Facts(year)
    _classes(connection, facts)
    facts.rows = {row.id: row for row in connection.execute(select(household))}
    facts.hamlet_of = {key: row.hamlet_id for key, row in facts.rows.items()}
    order = select(hamlet.c.id, hamlet.c.name).order_by(hamlet.c.position, hamlet.c.name)
    for place, row in enumerate(connection.execute(order)):
        facts.hamlets[row.id] = (place, row.name)
    facts.opening_sizes = sizes(connection, facts.opens)
    facts.closing_sizes = sizes(connection, facts.closes)
    for event in connection.execute(
        select(household_event)
        .where(household_event.c.happened_on > facts.opens, household_event.c.happened_on <= facts.closes)
        .order_by(household_event.c.happened_on, household_event.c.id)
    ):
        facts.events[event.household_id].append(event)
    if this is not None:
        _forms(connection, facts, this)
    return facts


def counted(connection: Connection, year: int) -> "dict[int | None, Counts]":
    """Poor and near-poor at the closing counted apart, by hamlet: against this the tables are checked."""
    closes = date(year, 12, 31)
    latest = (
        select(
            class_history.c.household_id,
            class_history.c.category,
            func.row_number()
            .over(
                partition_by=class_history.c.household_id,
                order_by=(class_history.c.counted_from.desc(), class_history.c.id.desc()),
            )
            .label("place"),
        )
        .where(class_history.c.counted_from <= closes)
        .subquery()
    )
    there = sizes(connection, closes)
    found: dict[int | None, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    rows = connection.execute(
        select(household.c.id, household.c.hamlet_id, latest.c.category)
        .join(latest, latest.c.household_id == household.c.id)
        .where(
            latest.c.place == 1,
            latest.c.category.in_([str(one) for one in _LISTED]),
            household.c.deleted_at.is_(None),
            household.c.ended_on.is_(None) | (household.c.ended_on > closes),
        )
    )
    for row in rows:
        place = 0 if row.category == Category.POOR else 2
        for unit in (row.hamlet_id, None):
            found[unit][place] += 1
            found[unit][place + 1] += there.get(row.id, 0)
    return {unit: (one[0], one[1], one[2], one[3]) for unit, one in found.items()}


def sizes(connection: Connection, day: date) -> dict[int, int]:
    """Members of each household at the end of a day."""
    rows = connection.execute(
        select(membership.c.household_id, func.count(membership.c.person_id.distinct()).label("size"))
        .where(
            membership.c.valid_from.is_(None) | (membership.c.valid_from <= day),
            membership.c.valid_to.is_(None) | (membership.c.valid_to > day),
        )
        .group_by(membership.c.household_id)
    )
    return {row.household_id: row.size for row in rows}


def _classes(connection: Connection, facts: Facts) -> None:
    """Class at both ends. A total review counts from the first day of the period: it is the opening."""
    rows: Iterable[Any] = connection.execute(
        select(
            class_history.c.household_id,
            class_history.c.category,
            class_history.c.counted_from,
            review_round.c.kind,
        )
        .outerjoin(review_round, review_round.c.id == class_history.c.round_id)
        .where(class_history.c.counted_from <= facts.closes)
        .order_by(class_history.c.counted_from, class_history.c.id)
    )
    for row in rows:
        category = Category(row.category)
        facts.closing[row.household_id] = category
        begins = row.kind == RoundKind.PERIOD_START and row.counted_from == date(facts.year, 1, 1)
        if row.counted_from <= facts.opens or begins:
            facts.opening[row.household_id] = category
            if category in _LISTED:
                facts.last[row.household_id, row.category] = min(row.counted_from, facts.opens)


def _forms(connection: Connection, facts: Facts, this: Round) -> None:
    rows = connection.execute(
        select(review).where(review.c.round_id == this.id, review.c.state != str(ReviewState.DRAFT))
    )
    for row in rows:
        facts.forms[row.household_id] = row
        category = Category(row.recognised or row.computed)
        if this.state is not RoundState.RECOGNISED and category is not Category.UNDECIDED:
            facts.closing[row.household_id] = category
