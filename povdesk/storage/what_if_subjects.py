"""From which lists households or people may be picked for a line of a proposal, and who is in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select, text

from povdesk.domain.errors import InvalidInput
from povdesk.domain.indicator import TYPED, Part
from povdesk.domain.support import Subject
from povdesk.domain.what_if import Candidate
from povdesk.storage import (
    exit_registrations,
    indicators,
    near_limit,
    support_register,
    targets,
    what_if_class,
)
from povdesk.storage.indicators import Subject as Row
from povdesk.storage.indicators.assembling import OF_CLOSINGS, TWO_READINGS
from povdesk.storage.rule_edits import standards
from povdesk.storage.support import inside
from povdesk.storage.tables import hamlet, household, membership, person

LISTED, NEAR, REGISTERED, ALL = "listed", "near", "registered", "all"
_WITHOUT_LISTS = frozenset({TYPED, TWO_READINGS, *OF_CLOSINGS})
_PARTS = {Part.NOT_REACHED: "chưa đạt", Part.MISSING: "thiếu số liệu"}


@dataclass(frozen=True)
class Origin:
    """A list to pick from. code: `indicator:IND-16:not_reached`, `lack:water`, `near`, …"""

    code: str
    words: str


def origins(connection: Connection, year: int, day: date) -> tuple[Origin, ...]:
    """All lists in the order in which they are offered."""
    found = [
        Origin(LISTED, "Hộ nghèo, hộ cận nghèo"),
        Origin(NEAR, "Hộ gần ngưỡng"),
        Origin(REGISTERED, "Hộ đăng ký thoát nghèo"),
    ]
    known = {one.code: one for one in what_if_class.forms(connection, day).values()}
    used = {one.standard.id for one in known.values() if one.standard is not None}
    named: dict[str, str] = {}
    for standard in standards(connection):
        if standard.id in used:
            named |= {one.code: one.name for one in standard.indicators}
    found += [Origin(f"lack:{code}", f"Hộ thiếu hụt: {name}") for code, name in named.items()]
    for definition, _target in targets.with_targets(connection, year):
        if definition.subject not in ("household", "person") or not definition.is_rate:
            continue
        if definition.measure in _WITHOUT_LISTS:
            continue
        for part, words in _PARTS.items():
            found.append(Origin(f"indicator:{definition.code}:{part}", f"{definition.label}: {words}"))
    found.append(Origin(ALL, "Mọi hộ trong sổ"))
    return tuple(found)


def candidates(
    connection: Connection, origin: str, subject: Subject, year: int, day: date
) -> tuple[Candidate, ...]:
    """Who is in a list, as households or as people; a list of households gives all who live there."""
    found = _of(connection, origin, year, day)
    if subject is Subject.PERSON:
        homes = [one for one in found if one.kind == "household"]
        people = [one for one in found if one.kind == "person"]
        return tuple(people) if people or not homes else _members(connection, homes, day)
    return _households(connection, found)


def named(connection: Connection, subject: Subject, keys: Sequence[int]) -> tuple[Candidate, ...]:
    """Those already chosen, in the order of the keys; who is gone is left out."""
    found: dict[int, Candidate] = {}
    if subject is Subject.PERSON:
        homes = select(
            person.c.id, person.c.full_name, household.c.id.label("home"), household.c.code, hamlet.c.name,
            hamlet.c.position,
        ).select_from(
            person.outerjoin(
                membership, (membership.c.person_id == person.c.id) & membership.c.valid_to.is_(None)
            )
            .outerjoin(household, household.c.id == membership.c.household_id)
            .outerjoin(hamlet, hamlet.c.id == household.c.hamlet_id)
        )  # fmt: skip
        for condition in inside(person.c.id, keys):
            for row in connection.execute(homes.where(condition, person.c.deleted_at.is_(None))):
                found[row.id] = Candidate(
                    "person",
                    row.id,
                    row.full_name,
                    row.home,
                    row.code or "",
                    row.name or "",
                    row.position or 0,
                )
    else:
        for one in _all(connection, keys):
            found[one.id] = one
    return tuple(found[key] for key in keys if key in found)


def _of(connection: Connection, origin: str, year: int, day: date) -> Sequence[Candidate]:
    kind, _colon, rest = origin.partition(":")
    if kind == "indicator":
        code, _colon, part = rest.partition(":")
        return [_candidate(row) for row in indicators.subjects(connection, code, year, day, Part(part))]
    if kind == "lack":
        forms = what_if_class.forms(connection, day).values()
        return [_family(one) for one in forms if rest in one.lacks()]
    if kind == LISTED:
        return [_family(one) for one in what_if_class.forms(connection, day).values()]
    if kind == NEAR:
        return [
            Candidate(
                "household", one.household_id, one.head_name, one.household_id, one.code, one.hamlet,
                one.hamlet_position, one.why,
            )
            for one in near_limit.households(connection, day)
        ]  # fmt: skip
    if kind == REGISTERED:
        families = exit_registrations.families(connection, year, day)
        return [
            Candidate(
                "household", one.family.id, one.family.head_name, one.family.id, one.family.code,
                one.family.hamlet, 0, one.family.class_words,
            )
            for one in families
        ]  # fmt: skip
    if kind == ALL:
        return _all(connection, None)
    raise InvalidInput("Không có danh sách này.", "Chọn lại danh sách để lấy đối tượng.")


def _all(connection: Connection, keys: Sequence[int] | None) -> list[Candidate]:
    return [
        Candidate("household", one.id, one.head, one.id, one.code, one.hamlet)
        for one in support_register.homes(connection, keys)
    ]


def _candidate(row: Row) -> Candidate:
    note = "; ".join(words for words in (row.group, row.note) if words)
    return Candidate(row.kind, row.id, row.name, row.household_id, "", row.hamlet, 0, note)


def _family(one: what_if_class.Form) -> Candidate:
    names = []
    if one.standard is not None:
        names = [lack.name.lower() for lack in one.standard.indicators if lack.code in one.lacks()]
    note = f"{one.category.label}; thiếu hụt: {', '.join(names)}" if names else one.category.label
    return Candidate("household", one.household_id, one.name, one.household_id, one.code, one.hamlet, 0, note)


def _households(connection: Connection, found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each household once; one known by a person's row only is read."""
    ready: dict[int, Candidate | None] = {}
    notes: dict[int, list[str]] = {}
    for one in found:
        if one.household_id is None:
            continue
        if one.kind == "household":
            ready[one.household_id] = one
        else:
            ready.setdefault(one.household_id, None)
            notes.setdefault(one.household_id, []).append(one.name)
    unread = [key for key, one in ready.items() if one is None or not one.code]
    for home in _all(connection, unread) if unread else ():
        known = ready[home.id]
        note = known.note if known is not None else ", ".join(notes.get(home.id, ()))
        ready[home.id] = Candidate("household", home.id, home.name, home.id, home.code, home.hamlet, 0, note)
    return tuple(one for one in ready.values() if one is not None)


_MEMBERS = """
SELECT p.id, p.full_name, ms.household_id FROM membership ms JOIN person p ON p.id = ms.person_id
WHERE p.deleted_at IS NULL AND (p.died_on IS NULL OR p.died_on > :day)
  AND (ms.valid_from IS NULL OR ms.valid_from <= :day) AND (ms.valid_to IS NULL OR ms.valid_to > :day)
ORDER BY ms.household_id, ms.position, ms.id
"""


def _members(connection: Connection, homes: Sequence[Candidate], day: date) -> tuple[Candidate, ...]:
    living: dict[int, list[tuple[int, str]]] = {}
    for row in connection.execute(text(_MEMBERS), {"day": day.isoformat()}):
        living.setdefault(row.household_id, []).append((row.id, row.full_name))
    return tuple(
        Candidate(
            "person", key, name, home.id, home.code, home.hamlet, home.hamlet_position, f"Hộ {home.name}"
        )
        for home in homes
        for key, name in living.get(home.id, ())
    )
