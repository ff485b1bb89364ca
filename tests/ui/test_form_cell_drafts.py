"""A power cut in the middle of a roster cell costs as little as in any other field."""

import pytest
from PySide6.QtCore import Qt

from povdesk.storage import drafts
from povdesk.ui.widgets.grid_cells import CellEditor
from tests.storage.people import make_household

from .form_driver import registered

pytestmark = pytest.mark.gui


@pytest.fixture
def driver(form_commune, make_driver):
    made = make_driver()
    made.open(registered(form_commune, make_household("Hồ Văn Đào")))
    made.household_uid = made.page._loaded.form.household.uid
    return made


def after_the_last_key(driver):
    """As if two seconds had passed."""
    timer = driver.page._keeper._timer
    assert timer.isActive()
    timer.timeout.emit()
    driver.settle()


def drafted(driver):
    return drafts.form_from_json(driver.draft(driver.household_uid).payload)[0].members


def test_the_draft_holds_what_an_open_cell_says_and_the_cell_stays_open(driver):
    driver.go_to_cell(0, "full_name")
    driver.type("Ho Bau")
    after_the_last_key(driver)

    assert [member.person.full_name for member in drafted(driver)] == ["Ho Bau"]
    assert isinstance(driver.focused(), CellEditor)
    driver.type("n")
    assert driver.focused().text() == "Ho Baun"


def test_the_draft_holds_a_person_whose_name_is_just_being_typed(driver):
    driver.go_to_cell(1, "full_name")
    driver.type("Ho Be")
    after_the_last_key(driver)

    assert [member.person.full_name for member in drafted(driver)] == ["Hồ Văn Đào", "Ho Be"]
    driver.press(Qt.Key.Key_Return)
    assert driver.cell(1, "full_name") == "Ho Be"
    assert driver.grid().grid_model().count() == 2


def test_half_a_date_leaves_the_birth_in_the_draft_as_it_was(driver):
    driver.go_to_cell(0, "born")
    driver.type("1975")
    driver.press(Qt.Key.Key_Return)
    driver.go_to_cell(0, "born")
    driver.type("12/")
    after_the_last_key(driver)

    assert str(drafted(driver)[0].person.born) == "1975"
    driver.type("3/1981")
    after_the_last_key(driver)
    assert str(drafted(driver)[0].person.born) == "12/03/1981"


def test_the_status_bar_says_that_red_cells_are_not_in_the_draft(driver):
    driver.go_to_cell(0, "born")
    driver.type("45/45/45")
    driver.press(Qt.Key.Key_Return)
    driver.settle()

    assert driver.kept[-1].endswith("mất điện vẫn còn, trừ ô đỏ chưa đọc được")
