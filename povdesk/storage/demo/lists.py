"""Short lists beside the register: requests, average-living households, low-income workers."""

from collections.abc import Sequence
from datetime import date, timedelta

from povdesk.domain.household import HEAD
from povdesk.domain.working_days import after_working_days
from povdesk.storage.demo.families import Family
from povdesk.storage.demo.keeping import CONTINUOUS_ROUND
from povdesk.storage.demo.lacks import can_work, is_working_age
from povdesk.storage.demo.rows import Rows
from povdesk.storage.tables import average_living_household, low_income_worker, review_request


def keep_lists(rows: Rows, families: Sequence[Family]) -> None:
    """From the households that were never poor, and the one recognised in May 2024."""
    asked = [family for family in families if family.track == "asked"]
    for family in families:
        if family.track == "continuous":
            _request(rows, family, date(2024, 5, 8), "recognise", "Nhà cháy, mất tài sản", "recognised")
    for place, family in enumerate(asked):
        if place % 4 == 0:
            year = 2022 + int(family.luck[12] * 3)
            result = "refused" if year < 2024 else ""
            _request(rows, family, date(year, 8, 12), "recognise", "Thu nhập giảm", result)
        if place % 4 == 1:
            rows.add(
                average_living_household,
                {
                    "household_id": family.id,
                    "year": 2024,
                    "people": len(family.present(date(2024, 1, 1))),
                    "income_per_person": 1_900_000 + 10_000 * (place % 20),
                    "decision": "18/QĐ-UBND",
                },
            )
        if place % 4 in (2, 3):
            _worker(rows, family, place)


def _worker(rows: Rows, family: Family, place: int) -> None:
    day = date(2024, 3, 1)
    for stay in family.present(day):
        if is_working_age(stay.person, day) and can_work(stay.person, day) and stay.relation != HEAD:
            rows.add(
                low_income_worker,
                {
                    "person_id": stay.person.id,
                    "recognised_on": date(2023, 3, 1),
                    "income_per_person": 1_800_000,
                    "need_training": "yes" if place % 4 == 2 else "unknown",
                },
            )
            return


def _request(rows: Rows, family: Family, day: date, kind: str, reason: str, result: str) -> None:
    rows.add(
        review_request,
        {
            "number": f"{family.id:03d}/GĐN",
            "received_on": day,
            "kind": kind,
            "applicant": family.head.name,
            "household_id": family.id,
            "hamlet_id": family.hamlet + 1,
            "reason": reason,
            "due_on": after_working_days(day, 15),
            "round_id": CONTINUOUS_ROUND if family.track == "continuous" else None,
            "result": result,
            "refusal_reason": "Thu nhập trên mức chuẩn" if result == "refused" else "",
            "answered_on": day + timedelta(days=15) if result else None,
        },
    )
