"""One invented review form: house, answers, members, points, all agreeing with the class it shall give."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from povdesk.storage.demo import codes
from povdesk.storage.demo.families import Family, Stay
from povdesk.storage.demo.lacks import allowance, can_work, school_age, wanted_lacks
from povdesk.storage.demo.members import NO, UNKNOWN, YES, member_facts


@dataclass(frozen=True)
class Form:
    """What is kept of a form. left_open: the indicator nobody answered, empty when all are."""

    house: dict[str, Any]
    answers: dict[str, str]
    members: list[dict[str, Any]]
    income_points: int
    income_per_person: int | None
    reasons: tuple[str, ...]
    needs: dict[str, str]
    groups: dict[str, str]
    registered_to_escape: str
    left_open: str


YEAR_OF_OPEN_ANSWERS = 2023
_OPEN = {7: codes.WATER, 19: codes.LATRINE, 33: codes.INTERNET, 41: codes.SCHOOLING}
"""Which households left an answer open that year; their forms of 2024 are not closed either."""


def fill(family: Family, roster: Sequence[Stay], day: date, mark: str) -> Form:
    """The form of a household on `day` whose answers give the class `mark` (P, N or X)."""
    people = [stay.person for stay in roster]
    lacks = wanted_lacks(family, people, day, mark)
    left_open = _left_open(family, roster, day)
    answers = {code: YES if code in lacks else NO for code in codes.INDICATORS}
    if left_open:
        answers[left_open] = UNKNOWN
        lacks -= {left_open}
    return Form(
        house=_house(family, len(roster), answers),
        answers=answers,
        members=member_facts(family, roster, day, lacks, mark, school_unknown=left_open == codes.SCHOOLING),
        income_points=_points(family, day, mark),
        income_per_person=_income(family, day, mark),
        reasons=_reasons(family, roster, day) if mark != "X" else (),
        needs=_needs(family, answers, mark),
        groups=_groups(family, roster, day),
        registered_to_escape=_escape(family, day, mark),
        left_open=left_open,
    )


def leaves_answers_open(family: Family) -> bool:
    """One of those whose answers are still not all known."""
    return family.id % 50 in _OPEN


def _left_open(family: Family, roster: Sequence[Stay], day: date) -> str:
    code = _OPEN.get(family.id % 50, "") if day.year == YEAR_OF_OPEN_ANSWERS else ""
    pupils = any(3 <= school_age(stay.person, day) <= 15 for stay in roster)
    return "" if code == codes.SCHOOLING and not pupils else code


def _house(family: Family, size: int, answers: dict[str, str]) -> dict[str, Any]:
    draw = family.luck[14]
    poor_house = answers[codes.HOUSE_QUALITY] == YES
    wall, column, roof = ("brick", "solid", "sheet") if draw > 0.5 else ("solid", "solid", "tile")
    if poor_house:
        wall, column = codes.OTHER, codes.OTHER
        roof = "sheet" if draw > 0.4 else codes.OTHER
    elif draw < 0.2:
        wall = codes.OTHER
    small = answers[codes.FLOOR_AREA] == YES
    per_person = 4.5 + 3 * draw if small else 8.5 + 8 * draw
    area = round(per_person * size, 1)
    return {
        "floor_area": min(area, 8 * size - 0.5) if small else max(area, 24.0),
        "wall": codes.WALLS[wall],
        "column": codes.COLUMNS[column],
        "roof": codes.ROOFS[roof],
        "water": _of(answers[codes.WATER], codes.BAD_WATER, codes.GOOD_WATER, family.luck[15]),
        "latrine": _of(answers[codes.LATRINE], codes.BAD_LATRINE, codes.GOOD_LATRINES, family.luck[16]),
        "lighting": codes.GRID if family.luck[17] > 0.04 else codes.NO_LIGHT,
        "uses_internet": {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[answers[codes.INTERNET]],
        "has_information_device": {YES: NO, NO: YES, UNKNOWN: UNKNOWN}[answers[codes.DEVICE]],
    }


def _of(lacking: str, bad: str, good: tuple[str, ...], draw: float) -> str:
    if lacking == UNKNOWN:
        return ""
    return bad if lacking == YES else good[int(draw * len(good))]


def _points(family: Family, day: date, mark: str) -> int:
    """B1 in steps of five as on the samples: up to 140 when poor or near-poor."""
    draw = (family.luck[18] * 7 + day.year * 0.37) % 1
    low, high = {"P": (70, 125), "N": (95, 140), "X": (145, 210)}[mark]
    return low + 5 * int(draw * ((high - low) // 5 + 1))


def _income(family: Family, day: date, mark: str) -> int | None:
    """Đồng a month and person; not asked in every sixth household."""
    if family.luck[19] < 0.16:
        return None
    low, high = {"P": (420, 1150), "N": (900, 1490), "X": (1600, 2600)}[mark]
    draw = (family.luck[18] + (day.year - 2022) * 0.06) % 1
    return (low + int(draw * (high - low))) * 1000


def _reasons(family: Family, roster: Sequence[Stay], day: date) -> tuple[str, ...]:
    if not any(can_work(stay.person, day) for stay in roster):
        return (codes.NO_LABOUR,)
    first = int(family.luck[20] * len(codes.REASONS))
    count = 1 + (family.luck[21] > 0.45) + (family.luck[21] > 0.85)
    return tuple(codes.REASONS[(first + place * 2) % len(codes.REASONS)] for place in range(count))


def _needs(family: Family, answers: dict[str, str], mark: str) -> dict[str, str]:
    def need(draw: float, share: float) -> str:
        return YES if draw < share else (UNKNOWN if draw > 0.96 else NO)

    asked = {
        codes.NEED_HOUSE: (codes.HOUSE_QUALITY, 22, 0.8),
        codes.NEED_WATER: (codes.WATER, 23, 0.9),
        codes.NEED_LATRINE: (codes.LATRINE, 24, 0.7),
    }
    needs = {
        code: need(family.luck[place], share)
        for code, (lack, place, share) in asked.items()
        if answers[lack] == YES
    }
    needs[codes.NEED_TELECOM] = need(family.luck[25], 0.55) if answers[codes.INTERNET] != NO else YES
    if mark != "X":
        needs[codes.NEED_LOAN] = need(family.luck[11], 0.4)
        needs[codes.NEED_LIVELIHOOD] = need(family.luck[10], 0.6)
    return needs


def _groups(family: Family, roster: Sequence[Stay], day: date) -> dict[str, str]:
    people = [stay.person for stay in roster]
    head = next((stay.person for stay in roster if stay.relation == "head"), people[0])
    flags = {
        codes.GROUP_MINORITY: head.ethnic_group != "01",
        codes.GROUP_NO_LABOUR: not any(can_work(person, day) for person in people),
        codes.GROUP_MERIT: any(p.age_on(day) >= 66 and p.luck[3] > 0.85 for p in people),
        codes.GROUP_SOCIAL_PROTECTION: any(allowance(person, day) for person in people),
        codes.GROUP_FEMALE_HEAD: head.sex == "female",
    }
    return {code: YES if flag else NO for code, flag in flags.items()}


def _escape(family: Family, day: date, mark: str) -> str:
    draw = (family.luck[21] + day.year * 0.29) % 1
    if mark == "X":
        return NO
    return YES if draw < 0.25 else (UNKNOWN if draw > 0.95 else NO)
