"""One health card changed in the window runs through to the indicator and the plan's annex."""

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from povdesk import papers
from povdesk.documents.blocks import GroupRow, Table
from povdesk.domain.review import ReviewState
from povdesk.storage import demo, indicators

from .form_driver import CTRL, Driver

pytestmark = pytest.mark.gui
Key = Qt.Key
END = date(2024, 12, 31)
PROGRESS = 5


@pytest.fixture
def database(tmp_path: Path):
    made = demo.create(
        tmp_path / "hồ sơ mẫu" / "povdesk.db", clock=lambda: datetime(2024, 12, 31, 8).astimezone()
    )
    yield made
    made.close()


def annex_row(database, number):
    """The cells of an indicator's row in the annex of targets."""
    with database.reading() as connection:
        paper = papers.annual_plan(connection, 2024, END)
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Table) and "Thực hiện đến ngày" in str(block.header):
                for row in block.rows:
                    if not isinstance(row, GroupRow) and row[0] == str(number):
                        return row
    raise AssertionError("the plan has no annex of targets")


def insured(database):
    with database.reading() as connection:
        found = next(f for f in indicators.figures(connection, 2024, END) if f.code == "IND-16")
    return found


def some_closed_household(database):
    """A poor household of the list in force, whose form is closed and where everybody has a card."""
    with database.reading() as connection:
        return (
            connection.exec_driver_sql(
                "SELECT r.household_id FROM review r JOIN review_round d ON d.id = r.round_id"
                " WHERE d.year = 2024 AND r.state = 'closed' AND r.computed = 'poor' AND NOT EXISTS (SELECT 1"
                " FROM review_member m WHERE m.review_id = r.id AND m.health_insurance <> 'yes')"
                " AND r.household_id IN (SELECT household_id FROM class_history WHERE category = 'poor'"
                " AND entitled_from = '2024-01-01') ORDER BY r.household_id"
            )
            .scalars()
            .first()
        )


def test_taking_one_card_away_in_the_window_changes_the_progress_and_nothing_else(
    qtbot, database, data_folder
):
    key = some_closed_household(database)
    before, row_before = insured(database), annex_row(database, 16)
    driver = Driver(qtbot, database, data_folder)
    driver.open(key)
    driver.go_to_cell(0, "health_insurance")
    driver.type("0")
    driver.press(Key.Key_Return)
    driver.page.sheet().go_to("lacking.health_insurance")
    driver.type("1")
    driver.key(Key.Key_S, CTRL)
    driver.settle()
    driver.close()

    assert driver.stored(key).review.state is ReviewState.CLOSED
    after, row_after = insured(database), annex_row(database, 16)
    assert (after.measured.numerator, after.measured.denominator) == (
        before.measured.numerator - 1,
        before.measured.denominator,
    )
    assert after.previous == before.previous and after.target == before.target
    assert row_after[PROGRESS] != row_before[PROGRESS]
    assert [cell for place, cell in enumerate(row_after) if place != PROGRESS] == [
        cell for place, cell in enumerate(row_before) if place != PROGRESS
    ]
