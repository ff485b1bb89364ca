"""In the form: what happened to the household is recorded and shown, doubled people are pointed out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from povdesk.domain.household import HEAD, Household, Member, Sex
from povdesk.ui.households.duplicate_hint import DuplicateHint
from povdesk.ui.households.event_dialog import EventDialog
from povdesk.ui.households.event_entry import attach_to_form
from povdesk.ui.households.event_timeline import EventTimeline
from tests.storage.event_acts import BEGINNING, make_family, make_neighbours, now
from tests.storage.people import keep, make_commune, make_person, open_year

from .form_driver import CTRL, Driver
from .typing_vi import press, type_vi

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def family(database):
    kept = make_family(database)
    make_neighbours(database)
    girl = make_person("Hồ Thị Mai", born="5/6/2001", sex=Sex.FEMALE)
    people = (Member(make_person("Võ Văn Ninh", born="1950"), HEAD), Member(girl, "child"))
    keep(database, Household(hamlet_id=1, members=people), BEGINNING)
    open_year(database)
    return kept


@pytest.fixture
def driver(qtbot, database, family, data_folder):
    made = Driver(qtbot, database, data_folder)
    attach_to_form(made.page, made.page.desk)
    made.open(family.id)
    yield made
    made.close()


def test_a_death_recorded_from_the_form_leaves_the_roster_and_stands_in_the_last_tab(
    qtbot, database, family, driver
):
    driver.key(Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), EventDialog))
    dialog = QApplication.activeModalWidget()
    press(QApplication.focusWidget(), Key.Key_6, text="6")
    press(QApplication.focusWidget(), Key.Key_Down)
    press(QApplication.focusWidget(), Key.Key_Space, text=" ")
    press(QApplication.focusWidget(), Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.step() == 2)
    for words in ("6/5/2024", "1"):
        type_vi(QApplication.focusWidget(), words)
        press(QApplication.focusWidget(), Key.Key_Return)
    press(QApplication.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: dialog.step() == 3)
    press(QApplication.focusWidget(), Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    driver.settle()

    assert now(database, family.id).size == 4
    names = [driver.cell(place, "full_name") for place in range(4)]
    assert "Đinh Thị Ương" not in names
    course = driver.page.findChild(EventTimeline)
    qtbot.waitUntil(lambda: "Có người chết: Đinh Thị Ương (5 → 4 khẩu). Già yếu." in course.text())


def test_a_household_without_events_says_how_to_record_one(qtbot, driver):
    course = driver.page.findChild(EventTimeline)

    qtbot.waitUntil(lambda: "Ctrl+B" in course.text())


def test_someone_who_may_be_in_the_register_is_pointed_out_while_typing(qtbot, family, driver):
    hint = driver.page.findChild(DuplicateHint)
    assert hint.text() == ""
    driver.go_to_cell(5, "full_name")
    driver.type("Hồ Thị Mai")
    driver.press(Key.Key_Return)
    driver.settle()
    assert hint.text() == ""
    driver.go_to_cell(5, "born")
    driver.type("5/6/2001")
    driver.press(Key.Key_Return)
    driver.go_to_cell(5, "sex")
    driver.type("2")
    driver.press(Key.Key_Return)
    driver.go_to_cell(0, "full_name")
    driver.settle()

    qtbot.waitUntil(lambda: "hộ Võ Văn Ninh (TL-003), Trà Lạc" in hint.text())
    hint._open.click()
    assert driver.opened == ["household"]
    hint._apart.click()
    assert hint.text() == ""


def test_who_was_in_the_form_already_is_not_asked_about(qtbot, database, driver):
    """Those are decided in “Kiểm tra trùng”, not at every opening of the form."""
    twin = make_person("Hồ Văn Ánh", born="2010")
    keep(
        database,
        Household(
            hamlet_id=1, members=(Member(make_person("Hồ Văn Ka", born="1970"), HEAD), Member(twin, "child"))
        ),
        BEGINNING,
    )
    driver.field("address").setFocus()
    driver.type("Tổ 5")
    driver.press(Key.Key_Return)
    driver.settle()

    assert driver.page.findChild(DuplicateHint).text() == ""
