"""The form offers what the officer added to the code lists and keeps what is retired."""

from datetime import date

import pytest

from povdesk.domain.review import Lacking
from povdesk.storage import catalogue_items, reviews, rounds
from tests.storage.people import keep, make_commune, make_household, open_year

from .form_driver import Driver

pytestmark = pytest.mark.gui


@pytest.fixture
def database(data_folder):  # type: ignore[no-untyped-def]
    made = make_commune(data_folder)
    with made.writing() as act:
        catalogue_items.add(act, "house_walls", "Vách nứa", like="other")
    with made.writing() as act:
        catalogue_items.add(act, "house_columns", "Cột tre", like="other")
    with made.writing() as act:
        catalogue_items.retire(act, "house_walls", "brick", date(2024, 1, 31))
    with made.writing() as act:
        catalogue_items.add(act, "reasons", "Thiên tai", like="other")
    open_year(made)
    yield made
    made.close()


def test_own_items_can_be_chosen_and_count_as_the_one_they_are_like(qtbot, database, data_folder):
    family = keep(database, make_household())
    driver = Driver(qtbot, database, data_folder)
    driver.open(family.id)

    wall, column = driver.field("wall"), driver.field("column")
    names = [choice.text for choice in wall.choices()]
    assert "Vách nứa" in names
    assert names[-1].endswith("(đã ngừng)")
    for field, code in ((wall, "Vách nứa"), (column, "Cột tre")):
        field.set_value(code)
        field.changed.emit()
        field.committed.emit()
    driver.evaluated()
    lacks = next(part for part in driver.page.sheet().parts() if part.field("lacking.housing_quality"))
    assert lacks._proposals["housing_quality"].lacking is Lacking.YES

    driver.save()
    driver.settle()
    with database.reading() as connection:
        this = rounds.current(connection, 2024)
        kept = reviews.open_form(connection, family.id, this.id).review
    assert (kept.house.wall, kept.house.column) == ("Vách nứa", "Cột tre")


def test_an_own_reason_has_its_box(qtbot, database, data_folder):
    family = keep(database, make_household())
    driver = Driver(qtbot, database, data_folder)
    driver.open(family.id)

    needs = next(part for part in driver.page.sheet().parts() if hasattr(part, "_reasons"))
    assert needs._reasons["Thiên tai"].text().endswith("Thiên tai")
