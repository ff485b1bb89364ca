"""Takes a round through its steps as an officer would, each in an act of its own; all names are invented."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from povdesk.domain.household import Category
from povdesk.domain.review import ReviewState, RoundState
from povdesk.storage import meetings, recognition, round_steps, rounds
from povdesk.storage.database import Database
from povdesk.storage.meetings import Meeting, Posting, Vote
from povdesk.storage.tables import review

STANDARD = "2022-2026"


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
    return recognise(database, round_id, f"87/{year}/QĐ-UBND", date(year, 12, 12))


def hamlets_of(database: Database, round_id: int) -> list[int]:
    with database.reading() as connection:
        return list(dict.fromkeys(one.hamlet_id for one in rounds.listed(connection, round_id)))


def states(database: Database, round_id: int) -> set[str]:
    with database.reading() as connection:
        return set(connection.execute(select(review.c.state).where(review.c.round_id == round_id)).scalars())
