"""Which of the twelve things an invented household lacks: in its own lasting order, fewer when better off."""

from collections.abc import Sequence
from datetime import date

from povdesk.storage.demo import codes
from povdesk.storage.demo.families import Family, Someone

_WEIGHTS = {
    codes.LATRINE: 1.3,
    codes.ADULT_EDUCATION: 0.7,
    codes.WATER: 0.5,
    codes.HOUSE_QUALITY: 0.5,
    codes.FLOOR_AREA: 0.45,
    codes.INTERNET: 0.45,
    codes.NUTRITION: 0.35,
    codes.WORK: 0.3,
    codes.DEVICE: 0.2,
    codes.INSURANCE: 0.15,
    codes.SCHOOLING: 0.12,
}
"""How often each is lacking, roughly; invented."""


def wanted_lacks(family: Family, roster: Sequence[Someone], day: date, mark: str) -> frozenset[str]:
    """Indicators lacking on `day`, as many as fit the class: at least 3 when poor, at most 2 near-poor.

    Dependants cannot be chosen, they follow from the roster: half of the house is under 16 or on allowance.
    """
    possible = _possible(roster, day)
    forced = {codes.DEPENDANTS} if has_too_many_dependants(roster, day) else set()
    chosen = set(forced)
    for code in _order(family):
        if len(chosen) >= max(_how_many(family, day, mark), len(forced)):
            break
        if code in possible:
            chosen.add(code)
    return frozenset(chosen)


def has_too_many_dependants(roster: Sequence[Someone], day: date) -> bool:
    """More than half are children under 16, or old or disabled people on a monthly allowance."""
    dependants = sum(person.age_on(day) < 16 or bool(allowance(person, day)) for person in roster)
    return dependants * 2 > len(roster)


def allowance(person: Someone, day: date) -> str:
    """Monthly social allowance: the very old, and people with disabilities."""
    age = person.age_on(day)
    if age >= 80 or (age >= 75 and person.luck[3] < 0.6):
        return codes.ALLOWANCE_ELDERLY
    return codes.ALLOWANCE_DISABLED if is_disabled(person) else ""


def is_disabled(person: Someone) -> bool:
    return person.luck[4] < 0.025


def can_work(person: Someone, day: date) -> bool:
    """Able to work, whatever the age says."""
    return 15 <= person.age_on(day) < 72 and not is_disabled(person)


def is_working_age(person: Someone, day: date) -> bool:
    """From full 15 to an age below every year's retirement age, so that any rule agrees."""
    return 15 <= person.age_on(day) < (60 if person.sex == "male" else 55)


def school_age(person: Someone, day: date) -> int:
    """Year in which the school year began minus the year of birth (decision 10)."""
    return day.year - (day.month < 9) - person.born.year


def studies_after_school(person: Someone, day: date) -> bool:
    """Young people of 16 to 22 who still study."""
    age = person.age_on(day)
    return (16 <= age < 18 and person.luck[5] < 0.72) or (18 <= age <= 21 and person.luck[5] < 0.14)


def _possible(roster: Sequence[Someone], day: date) -> set[str]:
    ages = [person.age_on(day) for person in roster]
    possible = {
        codes.LATRINE,
        codes.WATER,
        codes.HOUSE_QUALITY,
        codes.FLOOR_AREA,
        codes.INTERNET,
        codes.DEVICE,
    }
    if any(
        is_working_age(person, day) and can_work(person, day) and person.age_on(day) >= 19
        for person in roster
    ):
        possible.add(codes.WORK)
    if any(age < 16 for age in ages):
        possible.add(codes.NUTRITION)
    if any(age >= 6 for age in ages):
        possible.add(codes.INSURANCE)
    if any(18 <= age <= 30 and not is_disabled(person) for age, person in zip(ages, roster, strict=True)):
        possible.add(codes.ADULT_EDUCATION)
    if any(4 <= school_age(person, day) <= 14 for person in roster):
        possible.add(codes.SCHOOLING)
    return possible


def _order(family: Family) -> list[str]:
    """The household's own order, drawn once: weighted by how common each lack is."""
    keys = {code: family.luck[place] ** (1 / weight) for place, (code, weight) in enumerate(_WEIGHTS.items())}
    return sorted(keys, key=lambda code: -keys[code])


def _how_many(family: Family, day: date, mark: str) -> int:
    draw = family.luck[12]
    better = max(0, day.year - 2022) * (family.luck[13] < 0.4)
    if mark == "P":
        return max(3, (3 + (draw > 0.25) + (draw > 0.6) + (draw > 0.85) + (draw > 0.95)) - better)
    if mark == "N":
        return max(0, 2 - (draw < 0.35) - (draw < 0.1) - (better > 1))
    return int(draw * 3)
