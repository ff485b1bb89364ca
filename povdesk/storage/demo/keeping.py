"""Writes the invented households: persons, rosters, what happened, class by decision, certificates."""

from collections.abc import Mapping, Sequence
from datetime import date

from povdesk.domain.household import HEAD, Category
from povdesk.domain.vietnamese import fold, name_sort_key
from povdesk.storage.demo.families import Family, Someone
from povdesk.storage.demo.register import CLOSINGS, CONTINUOUS_FROM
from povdesk.storage.demo.rows import Rows
from povdesk.storage.households import search_key
from povdesk.storage.tables import (
    certificate,
    certificate_year,
    class_history,
    household,
    household_event,
    membership,
    person,
)

CATEGORIES = {"P": Category.POOR, "N": Category.NEAR_POOR, "X": Category.NOT_POOR}

ROUND_OF_YEAR = {2021: 1, 2022: 2, 2023: 3, 2024: 5}
CONTINUOUS_ROUND = 4
DECISION_OF_ROUND = {1: 1, 2: 2, 3: 3, 4: 4}

_TODAY = date(2024, 12, 31)


def keep_people(rows: Rows, families: Sequence[Family], written: set[int]) -> None:
    """Persons in the order of their keys; written: keys already kept, since a person may move."""
    people = {stay.person.id: stay.person for family in families for stay in family.stays}
    for key in sorted(people.keys() - written):
        written.add(key)
        _keep_person(rows, people[key])


def keep_household(rows: Rows, family: Family, code: str) -> None:
    """One household with its roster of all times."""
    last = family.present(family.until or _TODAY) or [
        stay for stay in family.stays if stay.until == family.until
    ]
    head = next(stay.person for stay in family.stays if stay.relation == HEAD)
    names = [head.name, *(stay.person.name for stay in last if stay.person is not head)]
    rows.add(
        household,
        {
            "code": code,
            "hamlet_id": family.hamlet + 1,
            "address": f"Tổ {1 + int(family.luck[0] * 6)}",
            "head_name": head.name,
            "search_key": search_key([*names, code]),
            "name_sort_key": name_sort_key(head.name),
            "registered_on": family.since,
            "ended_on": family.until,
            "end_reason": family.end_reason,
            "note": "",
        },
        family.id,
    )
    for position, stay in enumerate(family.stays):
        rows.add(
            membership,
            {
                "household_id": family.id,
                "person_id": stay.person.id,
                "relation": stay.relation,
                "position": position,
                "valid_from": stay.since,
                "valid_to": stay.until,
                "reason": stay.reason,
            },
        )


def keep_events(rows: Rows, family: Family) -> None:
    """What happened to the household; after all households are kept, since events name others."""
    for event in family.events:
        rows.add(
            household_event,
            {
                "household_id": family.id,
                "kind": str(event.kind),
                "happened_on": event.day,
                "person_id": event.person.id if event.person else None,
                "other_household_id": event.other.id if event.other else None,
                "size_before": event.before,
                "size_after": event.after,
                "reason": event.reason,
            },
        )


def keep_classes(rows: Rows, family: Family) -> None:
    """Class by decision on both axes, and the certificate with its years."""
    history: list[tuple[Category, date, date, int]] = []
    if family.track == "old_exit":
        history = [
            (Category.NEAR_POOR, date(2019, 12, 31), date(2020, 1, 1), 0),
            (Category.NOT_POOR, date(2020, 12, 31), date(2021, 1, 1), 0),
        ]
    previous = ""
    for year in CLOSINGS:
        mark = family.classes.get(year, "")
        # Leaving poverty is recognised once; a household that stays out is not decided on again.
        if mark in ("P", "N") or (mark == "X" and previous in ("P", "N")):
            counted = date(year, 12, 31)
            history.append((CATEGORIES[mark], counted, date(year + 1, 1, 1), ROUND_OF_YEAR[year]))
        previous = mark
    if family.track == "continuous":
        history.append((Category.POOR, CONTINUOUS_FROM, CONTINUOUS_FROM, CONTINUOUS_ROUND))
    for category, counted, entitled, round_id in history:
        rows.add(
            class_history,
            {
                "household_id": family.id,
                "category": str(category),
                "counted_from": counted,
                "entitled_from": entitled,
                "round_id": round_id or None,
                "decision_id": DECISION_OF_ROUND.get(round_id),
                "note": "" if round_id else "Theo danh sách các năm trước",
            },
        )
    _keep_certificate(rows, family, [row for row in history if row[0] != Category.NOT_POOR and row[3]])


def codes_by_hamlet(families: Sequence[Family], hamlet_codes: Sequence[str]) -> Mapping[int, str]:
    """The code shown to the officer: the hamlet's code and a running number in it."""
    counts = [0] * len(hamlet_codes)
    codes = {}
    for family in families:
        counts[family.hamlet] += 1
        codes[family.id] = f"{hamlet_codes[family.hamlet]}-{counts[family.hamlet]:04d}"
    return codes


def _keep_person(rows: Rows, someone: Someone) -> None:
    known = someone.born_known
    rows.add(
        person,
        {
            "full_name": someone.name,
            "search_key": fold(someone.name),
            "sex": someone.sex,
            "birth_year": someone.born.year,
            "birth_month": someone.born.month if known != "year" else None,
            "birth_day": someone.born.day if known == "day" else None,
            "id_number": someone.id_number,
            "ethnic_group": someone.ethnic_group,
            "died_on": someone.died_on,
        },
        someone.id,
    )


def _keep_certificate(rows: Rows, family: Family, years: list[tuple[Category, date, date, int]]) -> None:
    if not years:
        return
    first = years[0][2]
    issued = first if first.month != 1 else date(first.year - 1, 12, 20)
    key = rows.add(
        certificate,
        {"household_id": family.id, "number": f"{family.id:05d}/GCN-HN.HCN", "issued_on": issued},
    )
    seen = set()
    for category, _counted, entitled, _round in years:
        if entitled.year not in seen:
            seen.add(entitled.year)
            rows.add(
                certificate_year,
                {
                    "certificate_id": key,
                    "year": entitled.year,
                    "category": str(category),
                    "confirmed_on": issued if entitled == first else date(entitled.year - 1, 12, 20),
                },
            )
