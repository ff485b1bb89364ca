"""What the result tables of a round count, household by household; each number has this one source."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain import catalogues
from povdesk.domain.commune import identity_on
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.household import Category
from povdesk.domain.movement_checks import TOTAL, mismatches, sum_mismatches
from povdesk.domain.result_tables import ResultHousehold, ResultMember, Results, ResultUnit
from povdesk.domain.review import ReviewState, RoundKind, RoundState
from povdesk.storage import (
    commune,
    movement_facts,
    movements,
    recognition,
    result_table_rules,
    rounds,
    rule_edits,
    settings,
)
from povdesk.storage.movements import LISTED, Line
from povdesk.storage.rounds import Round
from povdesk.storage.tables import (
    class_history,
    hamlet,
    hamlet_total,
    household,
    review,
    review_answer,
    review_group,
    review_need,
    review_reason,
    round_outcome,
)

_COUNTED = (str(ReviewState.CLOSED), str(ReviewState.RECOGNISED))


@dataclass
class _Form:
    """The form a household is counted by."""

    round_id: int
    income_points: int | None = None
    deprivation_points: int | None = None
    lacking: set[str] = field(default_factory=set)
    unknown: int = 0
    reasons: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    needs: set[str] = field(default_factory=set)


def gather(connection: Connection, round_id: int) -> Results:
    """Of all tables of a round: as it was frozen when recognised, else as the register has it now."""
    this = rounds.get(connection, round_id)
    day = this.last_day
    final = this.state is RoundState.RECOGNISED
    lines = lines_of(connection, this)
    rows = _rows(connection, this, lines)
    units, total = _units(connection, this, lines, rows)
    identity = identity_on(commune.identities(connection), day)
    standard = rule_edits.standard(connection, this.standard_id)
    indicators = sorted(standard.indicators, key=lambda one: one.number)
    return Results(
        this.id,
        this.name,
        this.year,
        day,
        final,
        units,
        total,
        tuple((one.code, one.service, one.name) for one in indicators),
        tuple((one.code, one.name) for one in _in_order(catalogues.load("reasons"))),
        identity,
        commune.default_signer(connection, day),
        result_table_rules.rules(connection, day),
        settings.is_sample(connection),
        0 if final else _waiting(connection, this),
        _doubts(connection, this, lines, units, total),
    )


def lines_of(connection: Connection, this: Round) -> tuple[Line, ...]:
    """Who is counted, with both ends. A continuous round has only the households it decided on."""
    frozen = movements.outcome(connection, this.id) if this.state is RoundState.RECOGNISED else ()
    if this.kind is RoundKind.CONTINUOUS:
        return frozen or tuple(recognition.line_of(one) for one in recognition.proposal(connection, this.id))
    lines = frozen or movements.computed(connection, this.year, this)
    if this.kind is RoundKind.PERIOD_START:
        return tuple(movements.as_opening(line) for line in lines if line.passage.closing in LISTED)
    return lines


def _rows(connection: Connection, this: Round, lines: Iterable[Line]) -> tuple[ResultHousehold, ...]:
    forms = _forms(connection, this)
    members = _members(connection, this)
    found = []
    for line in lines:
        form = forms.get(line.household_id, _Form(0))
        passage = line.passage
        found.append(
            ResultHousehold(
                line.household_id,
                line.hamlet_id,
                line.hamlet,
                line.code,
                line.head_name,
                passage.opening,
                passage.closing,
                passage.opening_size,
                passage.closing_size,
                line.movement,
                form.income_points,
                form.deprivation_points,
                frozenset(form.lacking),
                form.unknown,
                frozenset(form.reasons),
                frozenset(form.groups),
                frozenset(form.needs),
                members.get(line.household_id, ()),
                form.round_id == this.id,
            )
        )
    return tuple(found)


def _forms(connection: Connection, this: Round) -> dict[int, _Form]:
    """By household the form of this round, else its latest confirmed one until the round's last day."""
    keys: dict[int, int] = {}
    forms: dict[int, _Form] = {}
    for row in connection.execute(
        select(review)
        .where(
            review.c.state.in_(_COUNTED),
            (review.c.round_id == this.id) | (review.c.reviewed_on <= this.last_day),
        )
        .order_by(review.c.round_id == this.id, review.c.reviewed_on, review.c.id)
    ):
        keys[row.household_id] = row.id
        forms[row.household_id] = _Form(row.round_id, row.income_points, row.deprivation_points)
    of_review = {key: forms[household_id] for household_id, key in keys.items()}
    # Most answers are "no": nothing counts them.
    told = (review_answer.c.lacking != "no") | (review_answer.c.carried_over == 1)
    for row in connection.execute(select(review_answer).where(told)):
        form = of_review.get(row.review_id)
        if form is None:
            continue
        if row.carried_over or row.lacking == "unknown":
            form.unknown += 1
        elif row.lacking == "yes":
            form.lacking.add(row.indicator)
    for row in connection.execute(select(review_reason)):
        if row.review_id in of_review:
            of_review[row.review_id].reasons.add(row.reason)
    for row in connection.execute(select(review_group).where(review_group.c.answer == "yes")):
        if row.review_id in of_review:
            of_review[row.review_id].groups.add(row.group)
    for row in connection.execute(select(review_need).where(review_need.c.answer == "yes")):
        if row.review_id in of_review:
            of_review[row.review_id].needs.add(row.need)
    return forms


def _members(connection: Connection, this: Round) -> dict[int, tuple[ResultMember, ...]]:
    kept: Mapping[int, str] = {}
    if this.state is RoundState.RECOGNISED:
        kept = {
            row.household_id: row.members
            for row in connection.execute(
                select(round_outcome.c.household_id, round_outcome.c.members).where(
                    round_outcome.c.round_id == this.id
                )
            )
        }
    if not any(kept.values()):
        kept = recognition.members_of(connection, this.id, _counted_on(this))
    return {
        key: tuple(
            ResultMember(
                one["name"],
                one["relation"],
                one.get("sex", ""),
                one["born"],
                one["ethnic_group"],
                one.get("insured", ""),
                one.get("malnourished", ""),
                one.get("studying", ""),
            )
            for one in json.loads(words or "[]")
        )
        for key, words in kept.items()
    }


def _counted_on(this: Round) -> date:
    return date(this.year, 12, 31) if this.kind is RoundKind.PERIODIC else this.last_day


def _units(
    connection: Connection, this: Round, lines: Iterable[Line], rows: tuple[ResultHousehold, ...]
) -> tuple[tuple[ResultUnit, ...], ResultUnit]:
    by_hamlet: dict[int, list[ResultHousehold]] = defaultdict(list)
    for row in rows:
        by_hamlet[row.hamlet_id].append(row)
    minority = {
        row.hamlet_id: row.minority_households
        for row in connection.execute(select(hamlet_total).where(hamlet_total.c.year == this.year))
    }
    named = {
        row.id: hamlet_words(row.kind, row.name)
        for row in connection.execute(select(hamlet.c.id, hamlet.c.kind, hamlet.c.name))
    }
    units, total = movements.units_of(connection, this.year, lines)
    made = tuple(
        ResultUnit(
            unit.name,
            tuple(by_hamlet.get(unit.hamlet_id or 0, ())),
            unit.found,
            unit.households,
            unit.people,
            minority.get(unit.hamlet_id or 0),
            unit.average,
            unit.hamlet_id,
            named.get(unit.hamlet_id or 0, ""),
        )
        for unit in units
    )
    known = [unit.minority for unit in made if unit.minority is not None]
    whole = sum(known) if made and len(known) == len(made) else None
    return made, ResultUnit(TOTAL, rows, total.found, total.households, total.people, whole, total.average)


def _doubts(
    connection: Connection,
    this: Round,
    lines: tuple[Line, ...],
    units: tuple[ResultUnit, ...],
    total: ResultUnit,
) -> tuple[str, ...]:
    """What does not agree between the tables and with the last closing, in words."""
    if this.kind is not RoundKind.PERIODIC:
        return ()
    counts = movements.counts_of(lines)
    before = movements.counted_before(connection, this.year)
    none = (0, 0, 0, 0)
    found = list(
        mismatches(
            total.name, total.movements, counts.get(None, none), before.get(None, none) if before else None
        )
    )
    found += sum_mismatches({unit.name: unit.movements for unit in units}, total.movements)
    return tuple(one.text for one in found)


def _waiting(connection: Connection, this: Round) -> int:
    return sum(one.state in (None, ReviewState.DRAFT) for one in rounds.listed(connection, this.id))


def _in_order(items: Iterable[catalogues.CatalogueItem]) -> list[catalogues.CatalogueItem]:
    return sorted(items, key=lambda item: int(item.extra.get("column", 99)))


def in_register(connection: Connection, this: Round) -> dict[str, tuple[int, int]]:
    """Households and people as the register counts them today, whatever was frozen: what papers are held
    against. Keys: poor, near_poor, escaped, escaped_near."""
    day = _counted_on(this)
    there = movement_facts.sizes(connection, day)
    if this.state is not RoundState.RECOGNISED:
        kept = lines_of(connection, this)
        before = {line.household_id: line.passage.opening for line in kept}
        now = {line.household_id: line.passage.closing for line in kept if line.passage.closing}
    else:
        before = dict(recognition.classes_before(connection, this))
        now = {
            row.household_id: Category(row.category)
            for row in connection.execute(
                select(class_history.c.category, class_history.c.household_id)
                .join(household, household.c.id == class_history.c.household_id)
                .where(
                    class_history.c.round_id == this.id,
                    household.c.deleted_at.is_(None),
                    household.c.ended_on.is_(None) | (household.c.ended_on > day),
                )
            )
        }
    poor, near = Category.POOR, Category.NEAR_POOR
    wanted = {
        "poor": [key for key, one in now.items() if one is poor],
        "near_poor": [key for key, one in now.items() if one is near],
        "escaped": [key for key, one in now.items() if before.get(key) is poor and one is not poor],
        "escaped_near": [
            key for key, one in now.items() if before.get(key) is near and one is Category.NOT_POOR
        ],
    }
    return {name: (len(keys), sum(there.get(key, 0) for key in keys)) for name, keys in wanted.items()}
