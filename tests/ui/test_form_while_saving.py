"""The officer goes on while a save is still being written: nothing typed is lost, nothing is kept twice."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from povdesk.domain.errors import StorageUnavailable
from povdesk.storage import drafts, reviews
from povdesk.ui.widgets.dialog import Dialog
from tests.storage.people import make_household

from .form_driver import CTRL, registered

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def driver(form_commune, make_driver):
    return make_driver()


@pytest.fixture
def slow(driver):
    """`slow()`: what is asked of the register from now on waits until the function it gives is called."""
    begun = []

    def hold():
        begun.append(threading.Event())
        go_on = begun[-1]
        driver.worker.read(driver.page, lambda _connection: go_on.wait(60), lambda _nothing: None)
        return go_on.set

    yield hold
    for one in begun:
        one.set()


def count(driver, table):
    with driver.database.reading() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def type_address(driver, text):
    driver.field("address").setFocus()
    driver.type(text)


def test_what_is_typed_while_a_save_is_written_stays_and_is_saved_next(form_commune, driver, slow):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver.open(key)
    type_address(driver, "Tổ 5")
    go_on = slow()
    driver.key(Key.Key_S, CTRL)
    driver.field("phone").setFocus()
    driver.type("0912")
    go_on()
    driver.settle()

    kept = driver.stored(key).household
    assert (kept.address, kept.phone) == ("Tổ 5", "")
    assert (driver.field("address").value(), driver.field("phone").value()) == ("Tổ 5", "0912")
    draft, _review = drafts.form_from_json(driver.draft(kept.uid).payload)
    assert draft.phone == "0912"
    driver.save()
    assert driver.stored(key).household.phone == "0912"
    assert driver.draft(kept.uid) is None


def test_a_new_household_is_registered_once_however_soon_it_is_saved_again(driver, slow):
    driver.open(hamlet_id=1, head_name="Hồ Văn Mới")
    driver.key(Key.Key_S, CTRL)
    go_on = slow()
    driver.qtbot.waitUntil(lambda: bool(driver.said))
    driver.key(Key.Key_S, CTRL)
    type_address(driver, "Tổ 2")
    driver.key(Key.Key_S, CTRL)
    go_on()
    driver.settle()
    driver.save()

    assert [count(driver, table) for table in ("household", "person", "review")] == [1, 1, 1]
    assert driver.stored(1).household.address == "Tổ 2"


def test_who_is_typed_into_the_roster_of_a_household_being_saved_joins_it(driver, slow):
    driver.open(hamlet_id=1, head_name="Hồ Văn Mới")
    go_on = slow()
    driver.key(Key.Key_S, CTRL)
    driver.go_to_cell(1, "full_name")
    driver.type("Hồ Thị Na")
    driver.press(Key.Key_Return)
    driver.go_to_cell(0, "full_name")
    driver.type("Hồ Văn Mơ")
    driver.press(Key.Key_Return)
    go_on()
    driver.settle()
    driver.save()

    assert driver.dialog() is None, "nobody has left"
    names = [member.person.full_name for member in driver.stored(1).household.members]
    assert names == ["Hồ Văn Mơ", "Hồ Thị Na"]
    assert count(driver, "person") == 2


def test_the_next_household_opened_before_the_save_is_written_stays_in_front(form_commune, driver, slow):
    key, other = (registered(form_commune, make_household(name)) for name in ("Hồ Văn Đào", "Hồ Văn Ê"))
    driver.open(key)
    type_address(driver, "Tổ 5")
    go_on = slow()
    driver.key(Key.Key_S, CTRL)
    driver.page.show_target(household_id=other)
    go_on()
    driver.settle()

    assert driver.stored(key).household.address == "Tổ 5"
    assert driver.page.front_household == other
    assert driver.field("address").value() == ""
    type_address(driver, "Tổ 6")
    driver.save()
    assert driver.stored(other).household.address == "Tổ 6"


def test_a_save_refused_after_its_form_was_left_is_kept_as_a_draft(form_commune, driver, slow, monkeypatch):
    def refuse(*_asked, **_named):
        raise StorageUnavailable("Ổ đĩa đang bận nên chưa lưu được.")

    key, other = (registered(form_commune, make_household(name)) for name in ("Hồ Văn Đào", "Hồ Văn Ê"))
    driver.open(key)
    type_address(driver, "Tổ 5")
    monkeypatch.setattr(reviews, "save", refuse)
    go_on = slow()
    driver.key(Key.Key_S, CTRL)
    driver.page.show_target(household_id=other)
    go_on()
    driver.settle()

    (told,) = (one for one in driver.page.findChildren(Dialog) if one.isVisible())
    assert "Ổ đĩa đang bận nên chưa lưu được." in [made.text() for made in told.findChildren(QLabel)]
    told.reject()
    household, _review = drafts.form_from_json(driver.draft(driver.stored(key).household.uid).payload)
    assert household.address == "Tổ 5"
    assert driver.page.front_household == other
