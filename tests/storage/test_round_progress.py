"""How far a round is, counted without names, is what its list says."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from povdesk.storage import dashboard, indicators, rounds
from povdesk.storage.database import Database
from povdesk.storage.tables import household, review_request
from tests.storage import made_once


@pytest.fixture
def sample(data_folder: Path) -> Iterator[Database]:
    opened = made_once.sample_commune(
        data_folder / "povdesk.db", households=60, clock=lambda: datetime(2024, 12, 31, 8).astimezone()
    )
    yield opened
    opened.close()


def _compare(database: Database) -> None:
    with database.reading() as connection:
        hamlets = [row.hamlet_id for row in indicators.by_hamlet(connection, 2024, date(2024, 12, 31))]
        for year in (2022, 2023, 2024):
            this = rounds.current(connection, year)
            assert this is not None
            for hamlet in (None, *hamlets):
                listed = rounds.listed(connection, this.id, hamlet)
                done = sum(dashboard.is_done(one) for one in listed)
                assert rounds.progress(connection, this.id, hamlet) == (len(listed), done)


def test_the_count_is_the_length_of_the_list_in_every_year_and_hamlet(sample: Database) -> None:
    _compare(sample)


def test_so_it_is_when_households_leave_are_deleted_or_ask_for_a_review(sample: Database) -> None:
    with sample.writing() as act:
        act.describe("Thử")
        this = rounds.current(act.connection, 2024)
        assert this is not None
        for place, one in enumerate(rounds.listed(act.connection, this.id)):
            if place % 7 == 1:
                act.update(household, one.household_id, {"ended_on": date(2024, 5, 1)})
            if place % 11 == 2:
                act.update(household, one.household_id, {"deleted_at": "2024-05-01T08:00:00"})
        for key in (1, 2, 3, 9):
            act.insert(
                review_request,
                {"household_id": key, "round_id": this.id, "received_on": date(2024, 9, 1), "kind": "review"},
            )
    _compare(sample)
