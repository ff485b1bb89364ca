"""Households made to match given numbers, kept through the storage, then reviewed and recognised."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from povdesk.domain.household import Category
from povdesk.domain.review import RoundState
from povdesk.storage import recognition, rounds, settings
from povdesk.storage.act import Act
from povdesk.storage.database import Database
from povdesk.storage.tables import (
    class_history,
    commune_identity,
    decision,
    hamlet,
    hamlet_total,
    household,
    membership,
    person,
    review,
    review_answer,
    review_member,
    review_round,
)
from tests.storage import made_once

POOR, NEAR, OUT = Category.POOR, Category.NEAR_POOR, Category.NOT_POOR
YEAR = 2023


def sizes(households: int, people: int) -> list[int]:
    """That many people spread over that many households, as evenly as can be."""
    small, rest = divmod(people, households)
    return [small + 1] * rest + [small] * (households - rest)


def make(path: Path) -> Database:
    """A commune of two hamlets with the round of 2023 under way."""
    return made_once.register(path, _under_way, clock=lambda: datetime(YEAR + 1, 1, 15, 8, tzinfo=UTC))


def _under_way(act: Act) -> None:
    settings.put(act, "working_year", YEAR + 1)
    act.insert(
        commune_identity,
        {
            "valid_from": date(2020, 1, 1),
            "kind": "xã",
            "name": "Trà Thử",
            "district": "huyện Trà Bồng",
            "province": "tỉnh Quảng Ngãi",
            "drafting_unit": "VHXH",
        },
    )
    for place, name in enumerate(("Trà Xanh", "Trà Hoa")):
        key = act.insert(hamlet, {"name": name, "position": place})
        numbers = {"households": 600, "people": 2600, "minority_households": 550}
        act.insert(hamlet_total, {"hamlet_id": key, "year": YEAR, **numbers})
    act.insert(
        review_round,
        {
            "year": YEAR,
            "kind": "periodic",
            "name": f"Rà soát định kỳ năm {YEAR}",
            "standard_id": "2022-2026",
            "started_on": date(YEAR, 9, 1),
            "state": str(RoundState.SURVEYING),
        },
    )


def add(
    act: Act,
    number: int,
    size: int,
    before: Category | None,
    now: Category,
    *,
    name: str = "",
    lacking: Iterable[str] = (),
    born: Sequence[int] = (),
) -> int:
    """One household with its members, its class until now and its closed form of the round."""
    head = name or f"Hồ Văn {number}"
    key = act.insert(
        household,
        {
            "code": f"H{number:04d}",
            "hamlet_id": 1 + number % 2,
            "head_name": head,
            "name_sort_key": f"{number:04d}",
        },
    )
    form = act.insert(
        review,
        {
            "round_id": 1,
            "household_id": key,
            "standard_id": "2022-2026",
            "state": "closed",
            "reviewed_on": date(YEAR, 10, 1),
            "computed": str(now),
            "income_points": 120,
            "deprivation_points": 10 * len(list(lacking)),
        },
    )
    for place in range(size):
        year = born[place] if place < len(born) else 1980
        someone = act.insert(
            person,
            {
                "full_name": head if not place else f"{head} con {place}",
                "birth_year": year,
                "sex": "male" if place % 2 else "female",
                "ethnic_group": "30",
            },
        )
        relation = "child" if place else "head"
        row = {"household_id": key, "person_id": someone, "relation": relation}
        act.insert(membership, {**row, "valid_from": date(2020, 1, 1)})
        act.insert(review_member, {"review_id": form, "person_id": someone, "relation": relation})
    for code in lacking:
        act.insert(review_answer, {"review_id": form, "indicator": code, "lacking": "yes"})
    if before is not None:
        days = {"counted_from": date(YEAR - 1, 12, 31), "entitled_from": date(YEAR, 1, 1)}
        act.insert(class_history, {"household_id": key, "category": str(before), **days})
    return key


def recognise(database: Database, number: str = "87/QĐ-UBND") -> None:
    """The decision of 12 December: class history, forms read-only, frozen list; the steps are left out."""
    with database.writing() as act:
        this = rounds.get(act.connection, 1)
        found = recognition.proposal(act.connection, 1)
        act.describe("Công nhận")
        day = date(YEAR, 12, 12)
        key = act.insert(decision, {"round_id": 1, "number": number, "signed_on": day, "kind": "periodic"})
        for one in found:
            act.update(review, one.review_id, {"state": "recognised", "recognised": str(one.category)})
            if one.category is OUT and one.before not in (POOR, NEAR):
                continue
            act.insert(
                class_history,
                {
                    "household_id": one.household_id,
                    "category": str(one.category),
                    "counted_from": date(YEAR, 12, 31),
                    "entitled_from": date(YEAR + 1, 1, 1),
                    "round_id": 1,
                    "decision_id": key,
                    "movement": str(recognition.line_of(one).movement),
                },
            )
        act.update(review_round, 1, {"state": str(RoundState.RECOGNISED), "ended_on": day})
        recognition.freeze(act, this, found)
