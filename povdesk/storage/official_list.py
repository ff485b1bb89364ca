"""The official lists of a year's review from the register; a closed round reads its frozen list."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain import catalogues
from povdesk.domain.commune import identity_on
from povdesk.domain.errors import NotPossibleNow
from povdesk.domain.household import Category, Sex
from povdesk.domain.movement import Movement
from povdesk.domain.official_list import ListKind, OfficialHousehold, OfficialLists, OfficialMember
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import RoundKind, RoundState
from povdesk.storage import catalogue_items, commune, recognition, rounds, settings
from povdesk.storage.rounds import Round
from povdesk.storage.tables import (
    class_history,
    household,
    membership,
    person,
    review,
    review_group,
    review_reason,
    round_outcome,
)

_LISTED = (Category.POOR, Category.NEAR_POOR)
_ESCAPED = (Movement.ESCAPED, Movement.POOR_TO_NEAR_POOR)


@dataclass(frozen=True)
class _Found:
    """One household as the round has it. kept: the roster, as JSON."""

    household_id: int
    code: str
    hamlet: str
    head: str
    category: Category
    size: int
    income_points: int | None
    deprivation_points: int | None
    kept: str
    escapes_poor: bool
    escapes_near_poor: bool


@dataclass(frozen=True)
class _Facts:
    """What the register knows of the households: people by household, address, form."""

    day: date
    people: Mapping[int, list[Any]]
    addresses: Mapping[int, str]
    reviewed_on: Mapping[int, date | None]
    groups: Mapping[int, set[str]]
    reasons: Mapping[int, tuple[str, ...]]


def gather(connection: Connection, year: int) -> OfficialLists:
    """The lists of the year's periodic review: as recognised, else as they would be recognised now."""
    this = rounds.of_kind(connection, year, RoundKind.PERIODIC) or rounds.current(connection, year)
    if this is None:
        raise NotPossibleNow(
            f"Năm {year} chưa mở kỳ rà soát nên chưa có danh sách chính thức.",
            "Mở kỳ rà soát ở trang Rà soát năm, hoặc chọn năm khác.",
        )
    day = date(this.year, 12, 31) if this.kind is RoundKind.PERIODIC else this.last_day
    identity = identity_on(commune.identities(connection), this.last_day)
    found = _frozen(connection, this) if this.state is RoundState.RECOGNISED else ()
    rows = found or _proposed(connection, this, day)
    facts = _facts(connection, this, day, {one.household_id for one in rows})
    made = [(one, _household(one, facts)) for one in rows]
    given = recognition.of_round(connection, this.id)
    return OfficialLists(
        year,
        this.last_day,
        this.name,
        _capital(identity.full_name),
        identity.place_code,
        _capital(identity.district),
        _capital(identity.province),
        identity.committee,
        given.number if given else "",
        given.signed_on if given else None,
        {
            ListKind.LISTED: tuple(
                ready for category in _LISTED for one, ready in made if one.category is category
            ),
            ListKind.ESCAPED_POOR: tuple(ready for one, ready in made if one.escapes_poor),
            ListKind.ESCAPED_NEAR_POOR: tuple(ready for one, ready in made if one.escapes_near_poor),
        },
        bool(found),
        settings.is_sample(connection),
    )


def _frozen(connection: Connection, this: Round) -> tuple[_Found, ...]:
    decided = {
        row.household_id: row
        for row in connection.execute(select(class_history).where(class_history.c.round_id == this.id))
    }
    found = []
    rows: Iterable[Any] = connection.execute(
        select(round_outcome).where(round_outcome.c.round_id == this.id).order_by(round_outcome.c.id)
    )
    for row in rows:
        given = decided.get(row.household_id)
        if given is None or row.closing is None:
            continue
        movement = Movement(given.movement or row.movement)
        found.append(
            _Found(
                row.household_id,
                row.code,
                row.hamlet,
                row.head_name,
                Category(given.category),
                row.closing_size,
                row.income_points,
                row.deprivation_points,
                row.members or "",
                movement in _ESCAPED,
                movement is Movement.ESCAPED_NEAR_POOR,
            )
        )
    return tuple(found)


def _proposed(connection: Connection, this: Round, day: date) -> tuple[_Found, ...]:
    kept = recognition.members_of(connection, this.id)
    return tuple(
        _Found(
            one.household_id,
            one.code,
            one.hamlet,
            one.head_name,
            one.category,
            one.size,
            one.income_points,
            one.deprivation_points,
            kept.get(one.household_id, ""),
            one.escapes,
            one.escapes_near,
        )
        for one in recognition.proposal(connection, this.id)
    )


def _facts(connection: Connection, this: Round, day: date, wanted: set[int]) -> _Facts:
    people: dict[int, list[Any]] = defaultdict(list)
    lived_there: Iterable[Any] = connection.execute(
        select(membership.c.household_id, membership.c.relation, person)
        .join(person, person.c.id == membership.c.person_id)
        .where(
            membership.c.valid_from.is_(None) | (membership.c.valid_from <= day),
            membership.c.valid_to.is_(None) | (membership.c.valid_to > this.last_day),
        )
        .order_by(membership.c.household_id, membership.c.position, membership.c.id)
    )
    for row in lived_there:
        if row.household_id in wanted:
            people[row.household_id].append(row)
    words = {item.code: item.name for item in catalogue_items.items(connection, "reasons")}
    forms = {
        row.id: row
        for row in connection.execute(
            select(review.c.id, review.c.household_id, review.c.reviewed_on).where(
                review.c.round_id == this.id
            )
        )
    }
    groups: dict[int, set[str]] = defaultdict(set)
    for row in connection.execute(select(review_group).where(review_group.c.answer == "yes")):
        if row.review_id in forms:
            groups[forms[row.review_id].household_id].add(row.group)
    reasons: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(select(review_reason).order_by(review_reason.c.id)):
        if row.review_id in forms:
            reasons[forms[row.review_id].household_id].append(words.get(row.reason, row.reason))
    return _Facts(
        day,
        people,
        {row.id: row.address for row in connection.execute(select(household.c.id, household.c.address))},
        {row.household_id: row.reviewed_on for row in forms.values()},
        groups,
        {key: tuple(found) for key, found in reasons.items()},
    )


def _household(one: _Found, facts: _Facts) -> OfficialHousehold:
    key = one.household_id
    day = facts.reviewed_on.get(key) or facts.day
    groups = facts.groups.get(key, set())
    return OfficialHousehold(
        one.code,
        one.hamlet,
        one.head,
        one.category,
        one.size,
        _members(one.kept, facts.people.get(key, []), day),
        facts.addresses.get(key, ""),
        one.income_points,
        one.deprivation_points,
        "ethnic_minority" in groups,
        "no_labour" in groups,
        "merit" in groups,
        facts.reasons.get(key, ()),
        f"Nay là {one.category.label.lower()}" if one.escapes_poor and one.category in _LISTED else "",
    )


def _members(kept: str, people: list[Any], day: date) -> tuple[OfficialMember, ...]:
    """The roster the round was closed with; identity numbers come from the people of that name and birth."""
    roster = json.loads(kept or "[]")
    if not roster:
        return tuple(_member(row.full_name, row.relation, row, day) for row in people)
    by_name: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in people:
        by_name[row.full_name, _born_words(row)].append(row)
    same_size = len(roster) == len(people)
    found = []
    for place, one in enumerate(roster):
        fitting = by_name.get((one["name"], one["born"]), [])
        row = fitting.pop(0) if fitting else None
        if row is None and same_size and people[place].full_name == one["name"]:
            row = people[place]
        made = _member(one["name"], one["relation"], row, day)
        if row is None:
            made = _unknown(one, day)
        found.append(made)
    return tuple(found)


def _member(name: str, relation: str, row: Any, day: date) -> OfficialMember:
    if row is None:
        return OfficialMember(name, catalogues.name_of("relations", relation))
    born = PartialDate(row.birth_year, row.birth_month, row.birth_day) if row.birth_year else None
    return OfficialMember(
        name,
        catalogues.name_of("relations", relation),
        Sex(row.sex) if row.sex else None,
        born,
        row.id_number,
        catalogues.name_of("ethnic_groups", row.ethnic_group),
        born.age_on(day) if born and born.earliest() <= day else None,
    )


def _unknown(one: Mapping[str, str], day: date) -> OfficialMember:
    """Somebody of the frozen list whom the register no longer has under that name and birth."""
    born = PartialDate.parse(one["born"]) if one["born"] else None
    sex = one.get("sex", "")
    return OfficialMember(
        one["name"],
        catalogues.name_of("relations", one["relation"]),
        Sex(sex) if sex else None,
        born,
        "",
        catalogues.name_of("ethnic_groups", one["ethnic_group"]),
        born.age_on(day) if born and born.earliest() <= day else None,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _born_words(row: Any) -> str:
    parts = [f"{part:02d}" for part in (row.birth_day, row.birth_month) if part]
    return "/".join([*parts, *([str(row.birth_year)] if row.birth_year else [])])
