"""A family at the counter: one counted form with known answers, a decision, support. All invented."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from povdesk.domain.household import HEAD, Category, Household, Member
from povdesk.domain.review import Lacking
from povdesk.domain.standard import shipped_standards, standard_by_id
from povdesk.storage.database import Database
from povdesk.storage.tables import (
    class_history,
    decision,
    review,
    review_answer,
    review_member,
    signer,
    support_event,
)
from tests.storage.people import STANDARD, keep, make_commune, make_person, open_year

REVIEWED_ON = date(2024, 9, 20)
TODAY = date(2024, 10, 15)
NUMBER = "051080001234"
CODES = [indicator.code for indicator in standard_by_id(STANDARD, shipped_standards()).indicators]


def make_counter(folder: Path) -> tuple[Database, int, int]:
    """The commune with its round of 2024 open and two signers. Returns also the family and the round."""
    database = make_commune(folder)
    round_id = open_year(database)
    with database.writing() as act:
        act.describe("Người ký")
        act.insert(signer, {"full_name": "Đinh Thị Suối", "post": "Chủ tịch", "is_default": 1})
        act.insert(signer, {"full_name": "Hồ Văn Tre", "post": "Phó Chủ tịch", "acting_for": "KT."})
    family = keep(
        database,
        Household(
            hamlet_id=1,
            address="Tổ 2",
            members=(
                Member(make_person("Hồ Văn Đào", id_number=NUMBER), HEAD),
                Member(make_person("Đinh Thị Ương", born="2/3/1985"), "wife"),
            ),
        ),
        date(2022, 1, 1),
    )
    assert family.id is not None
    return database, family.id, round_id


def add_form(
    database: Database,
    household_id: int,
    round_id: int,
    lacks: Sequence[str] = ("health_insurance",),
    *,
    points: int | None = 100,
    state: str = "closed",
    notes: dict[str, str] | None = None,
) -> int:
    """A form in which exactly these indicators are lacking, all others not."""
    with database.writing() as act:
        act.describe("Phiếu thử")
        people = act.connection.exec_driver_sql(
            "SELECT person_id FROM membership WHERE household_id = ? ORDER BY position", (household_id,)
        ).fetchall()
        key = act.insert(
            review,
            {
                "round_id": round_id,
                "household_id": household_id,
                "standard_id": STANDARD,
                "state": state,
                "reviewed_on": REVIEWED_ON,
                "income_points": points,
                "computed": "poor" if len(lacks) >= 3 else "near_poor",
                "latrine": "none",
            },
        )
        for position, (person_id,) in enumerate(people):
            act.insert(
                review_member,
                {
                    "review_id": key,
                    "person_id": person_id,
                    "position": position,
                    "relation": "wife" if position else HEAD,
                    "health_insurance": "no" if position else "yes",
                },
            )
        for code in CODES:
            answer = Lacking.YES if code in lacks else Lacking.NO
            note = (notes or {}).get(code, "")
            act.insert(
                review_answer, {"review_id": key, "indicator": code, "lacking": str(answer), "note": note}
            )
    return key


def recognise(
    database: Database, household_id: int, category: Category, year: int, number: str = "62/QĐ-UBND"
) -> None:
    """By the decision of December of the year before; number "" leaves the decision out."""
    with database.writing() as act:
        act.describe("Công nhận")
        key = None
        if number:
            key = act.insert(decision, {"number": number, "signed_on": date(year - 1, 12, 12)})
        act.insert(
            class_history,
            {
                "household_id": household_id,
                "category": str(category),
                "counted_from": date(year - 1, 12, 31),
                "entitled_from": date(year, 1, 1),
                "decision_id": key,
            },
        )


def support(
    database: Database, household_id: int, kind: str, day: date, amount: int | None = None, **more: object
) -> None:
    with database.writing() as act:
        act.describe("Hỗ trợ")
        row = {"kind": kind, "subject": "household", "household_id": household_id, "happened_on": day}
        act.insert(support_event, {**row, "amount": amount, **more})
