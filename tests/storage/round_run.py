"""Takes a round through its steps as an officer would, each in an act of its own; all names are invented."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select

from povdesk.domain.household import Category
from povdesk.domain.review import ReviewState, RoundKind, RoundState
from povdesk.storage import meetings, recognition, round_steps, rounds
from povdesk.storage.database import Database
from povdesk.storage.meetings import Meeting, Posting, Vote
from povdesk.storage.tables import class_history, review, review_request
from tests.storage.people import keep, make_commune, make_household

STANDARD = "2022-2026"
NOW = datetime(2024, 12, 20, 9, tzinfo=timezone(timedelta(hours=7)))
POOR, NEAR, OUT = Category.POOR, Category.NEAR_POOR, Category.NOT_POOR
BEGINNING = date(2022, 1, 1)


def close_forms(
    database: Database,
    round_id: int,
    classes: Mapping[int, Category] | None = None,
    usual: Category = Category.POOR,
) -> None:
    """Every form of the list is closed; those not begun get a class (by household, else the usual one)."""
    points = {Category.POOR: (110, 40), Category.NEAR_POOR: (120, 20), Category.NOT_POOR: (180, 10)}
    with database.writing() as act:
        act.describe("Chốt các phiếu còn lại")
        for one in rounds.listed(act.connection, round_id):
            if one.state is ReviewState.CLOSED:
                continue
            category = (classes or {}).get(one.household_id, usual)
            income, lacks = points[category]
            values = {
                "state": str(ReviewState.CLOSED),
                "computed": str(category),
                "income_points": income,
                "deprivation_points": lacks,
                "reviewed_on": rounds.get(act.connection, round_id).started_on,
            }
            if one.review_id is None:
                row = {"round_id": round_id, "household_id": one.household_id, "standard_id": STANDARD}
                act.insert(review, {**row, **values})
            else:
                act.update(review, one.review_id, values)


def hold_meetings(database: Database, round_id: int, on: date, votes: tuple[int, int] = (40, 2)) -> None:
    """One meeting in every hamlet of the list; everyone is voted on alike."""
    for hamlet_id in hamlets_of(database, round_id):
        with database.writing() as act:
            lines = meetings.votes(act.connection, round_id, hamlet_id)
            held = Meeting(
                hamlet_id,
                on,
                "Nhà văn hóa thôn",
                "Hồ Văn Lễ",
                "Đinh Thị Ngát",
                60,
                45,
                {"residents": 45, "front": 1},
                "Thống nhất kết quả rà soát.",
            )
            meetings.save(act, round_id, held, [Vote(line.household_id, *votes) for line in lines])


def post(database: Database, round_id: int, start: date, end: date) -> int:
    """One posting for the whole commune."""
    with database.writing() as act:
        return meetings.save_posting(
            act, round_id, Posting(None, start, end, "Trụ sở Ủy ban nhân dân xã; nhà văn hóa các thôn")
        )


def finish(database: Database, round_id: int, *steps: RoundState, on: date) -> None:
    for step in steps:
        with database.writing() as act:
            round_steps.finish(act, round_id, step, on)


def recognise(database: Database, round_id: int, number: str, on: date) -> int:
    with database.writing() as act:
        return recognition.recognise(act, round_id, number, on)


def run(
    database: Database,
    round_id: int,
    year: int,
    classes: Mapping[int, Category] | None = None,
    usual: Category = Category.POOR,
) -> int:
    """The whole yearly round, from its list to the decision of 12 December."""
    close_forms(database, round_id, classes, usual)
    hold_meetings(database, round_id, date(year, 11, 18))
    post(database, round_id, date(year, 11, 20), date(year, 11, 26))
    with database.reading() as connection:
        waiting = [one.step for one in round_steps.steps(connection, round_id) if not one.is_over]
    finish(database, round_id, *[s for s in waiting if s is not RoundState.RECOGNISED], on=date(year, 12, 1))
    return recognise(database, round_id, "87/QĐ-UBND", date(year, 12, 12))


def hamlets_of(database: Database, round_id: int) -> list[int]:
    with database.reading() as connection:
        return list(dict.fromkeys(one.hamlet_id for one in rounds.listed(connection, round_id)))


def states(database: Database, round_id: int) -> set[str]:
    with database.reading() as connection:
        return set(connection.execute(select(review.c.state).where(review.c.round_id == round_id)).scalars())


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder, now=NOW)
    yield opened
    opened.close()


@pytest.fixture
def families(database):
    """Four families of 2023: two poor, one near-poor, one not in any list; the round of 2024 is open."""
    named = {
        "poor": make_household("Hồ Văn Đào", ("Đinh Thị Ương", "wife")),
        "leaving": make_household("Hồ Văn Ích"),
        "near": make_household("Đinh Văn Hoà", hamlet_id=2),
        "asking": make_household("Hồ Thị Dung", hamlet_id=2),
    }
    kept = {key: keep(database, family, BEGINNING).id for key, family in named.items()}
    for key, category in (("poor", POOR), ("leaving", POOR), ("near", NEAR)):
        with database.writing() as act:
            act.describe("Công nhận")
            values = {"household_id": kept[key], "category": str(category)}
            days = {"counted_from": date(2023, 12, 31), "entitled_from": date(2024, 1, 1)}
            act.insert(class_history, {**values, **days})
    with database.writing() as act:
        act.describe("Nhận giấy đề nghị")
        asked = {"household_id": kept["asking"], "kind": "recognise", "received_on": date(2024, 8, 20)}
        act.insert(review_request, asked)
    return kept


def open_round(database: Database, kind: RoundKind = RoundKind.PERIODIC, on: date = date(2024, 9, 3)) -> int:
    with database.writing() as act:
        return round_steps.open_round(act, on.year, kind, on)
