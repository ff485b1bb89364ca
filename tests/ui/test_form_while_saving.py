"""The officer goes on while a save is still being written: nothing typed is lost, nothing is kept twice."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from povdesk.domain.errors import StorageUnavailable
from povdesk.storage import drafts, reviews
from povdesk.ui.messages import UNDO
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.toast import Toast
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


def neighbours(database):
    """Two households of one hamlet, both on the round's list."""
    return [
        registered(database, make_household(name), review=lambda review: review)
        for name in ("Hồ Văn Đào", "Hồ Văn Ê")
    ]


def half_typed(driver, key):
    """The household as its draft has it; None without a draft."""
    kept = driver.draft(driver.stored(key).household.uid)
    return drafts.form_from_json(kept.payload)[0] if kept else None


def undo_bar(driver):
    """What "Hoàn tác" of the bar in front does."""
    (bar,) = (one for one in driver.page.window().findChildren(Toast) if one.isVisible())
    next(made for made in bar.findChildren(QPushButton) if made.text() == UNDO).click()


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


def test_what_is_typed_after_save_and_next_stays_as_a_draft_of_the_household_it_was_typed_in(
    form_commune, driver, slow
):
    key, following = neighbours(form_commune)
    driver.open(key)
    type_address(driver, "Tổ 5")
    go_on = slow()
    driver.key(Key.Key_F8)
    driver.field("phone").setFocus()
    driver.type("0912")
    go_on()
    driver.settle()

    assert driver.page.front_household == following
    assert driver.stored(key).household.address == "Tổ 5"
    assert half_typed(driver, key).phone == "0912"
    assert driver.field("phone").value() == ""


def test_save_and_next_out_of_a_cell_goes_on_and_leaves_no_draft(form_commune, driver):
    key, following = neighbours(form_commune)
    driver.open(key)
    driver.go_to_cell(0, "full_name")
    driver.type("Hồ Văn Đạo")
    driver.key(Key.Key_F8)
    driver.settle()

    assert driver.page.front_household == following
    assert driver.stored(key).household.head_name == "Hồ Văn Đạo"
    assert half_typed(driver, key) is None


def test_going_to_the_next_household_waits_until_what_was_typed_over_a_save_is_kept(
    form_commune, driver, slow
):
    key, following = neighbours(form_commune)
    driver.open(key)
    type_address(driver, "Tổ 5")
    go_on = slow()
    driver.key(Key.Key_S, CTRL)
    driver.field("phone").setFocus()
    driver.type("0912")
    driver.key(Key.Key_PageDown, CTRL)
    go_on()
    driver.settle()

    assert driver.page.front_household == following
    assert half_typed(driver, key).phone == "0912"


def test_closing_waits_until_what_was_typed_over_a_save_is_kept(form_commune, driver, slow):
    key, _following = neighbours(form_commune)
    driver.open(key)
    type_address(driver, "Tổ 5")
    go_on = slow()
    driver.key(Key.Key_S, CTRL)
    driver.field("phone").setFocus()
    driver.type("0912")
    closed = []
    driver.page.may_leave(lambda: (driver.worker.close(), closed.append(True)))
    assert not closed
    go_on()
    driver.qtbot.waitUntil(lambda: bool(closed))

    assert half_typed(driver, key).phone == "0912"
    assert driver.stored(key).household.address == "Tổ 5"


@pytest.mark.parametrize("leave", ["next household", "another place"])
def test_leaving_with_an_open_cell_keeps_what_is_typed_in_it(form_commune, driver, leave):
    key, _following = neighbours(form_commune)
    driver.open(key)
    driver.go_to_cell(1, "full_name")
    driver.type("Hồ Thị Na")
    if leave == "next household":
        driver.key(Key.Key_PageDown, CTRL)
    else:
        driver.page.may_leave(lambda: None)
    driver.settle()

    names = [member.person.full_name for member in half_typed(driver, key).members]
    assert names == ["Hồ Văn Đào", "Hồ Thị Na"]


def test_a_cell_stays_open_while_the_form_is_being_saved(form_commune, driver, slow):
    driver.open(registered(form_commune, make_household("Hồ Văn Đào")))
    driver.go_to_cell(1, "full_name")
    go_on = slow()
    driver.key(Key.Key_S, CTRL)
    driver.type("Hồ Thị")
    go_on()
    driver.settle()
    driver.type(" Na")
    driver.press(Key.Key_Return)

    assert driver.cell(1, "full_name") == "Hồ Thị Na"


def test_undoing_a_step_while_a_new_household_is_being_saved_registers_nobody_twice(driver, slow):
    driver.open(hamlet_id=1, head_name="Hồ Văn Mới")
    driver.go_to_cell(0, "full_name")
    driver.type("Hồ Văn Mơ")
    driver.press(Key.Key_Return)
    go_on = slow()
    driver.key(Key.Key_S, CTRL)
    driver.page.sheet().steps().undo()
    go_on()
    driver.settle()
    driver.save()

    assert driver.dialog() is None, "nobody has left"
    assert count(driver, "person") == 1
    assert driver.stored(1).household.head_name == "Hồ Văn Mới"


def test_details_typed_while_a_new_household_is_being_saved_are_of_the_same_person(driver, slow):
    driver.open(hamlet_id=1, head_name="Hồ Văn Mới")
    driver.go_to_cell(0, "full_name")
    go_on = slow()
    driver.key(Key.Key_S, CTRL)
    driver.detail("insurance_number").setFocus()
    driver.type("DK2510000123456")
    driver.press(Key.Key_Return)
    go_on()
    driver.settle()
    driver.save()

    assert driver.dialog() is None, "nobody has left"
    assert count(driver, "person") == 1
    (head,) = driver.stored(1).household.members
    assert head.facts.insurance_number == "DK2510000123456"


def test_a_reading_that_was_asked_before_a_save_does_not_fill_the_form_again(driver, slow):
    driver.open(hamlet_id=1, head_name="Hồ Văn Mới")
    driver.save()
    driver.key(Key.Key_N, CTRL)
    driver.settle()
    driver.go_to_cell(0, "full_name")
    driver.type("Hồ Văn Hai")
    driver.press(Key.Key_Return)
    driver.page._dirty = False  # As after "Hoàn tác": the page reads again.
    go_on = slow()
    driver.page.reload()
    driver.key(Key.Key_S, CTRL)
    go_on()
    driver.settle()

    assert driver.cell(0, "full_name") == "Hồ Văn Hai"
    assert driver.stored(2).household.head_name == "Hồ Văn Hai"


def test_taking_a_save_back_leaves_the_form_alone_that_is_being_typed_by_then(form_commune, driver):
    key, following = neighbours(form_commune)
    driver.open(key)
    type_address(driver, "Tổ 5")
    driver.key(Key.Key_F8)
    driver.settle()
    driver.field("phone").setFocus()
    driver.type("0912")
    undo_bar(driver)
    driver.settle()

    assert driver.stored(key).household.address == ""
    assert driver.page.front_household == following
    assert driver.field("phone").value() == "0912"
    assert not driver.banner().isVisible()


def test_taking_a_save_back_keeps_what_was_typed_on_as_a_draft(form_commune, driver):
    key, _following = neighbours(form_commune)
    driver.open(key)
    type_address(driver, "Tổ 5")
    driver.save()
    driver.field("phone").setFocus()
    driver.type("0912")
    undo_bar(driver)
    driver.settle()

    assert driver.stored(key).household.address == ""
    assert half_typed(driver, key).phone == "0912"
    assert driver.banner().isVisible()


def test_a_household_that_is_gone_does_not_close_the_form_opened_after_it(form_commune, driver, slow):
    key, other = neighbours(form_commune)
    driver.open(key)
    go_on = slow()
    driver.page.show_target(household_id=99)
    driver.page.show_target(household_id=other)
    go_on()
    driver.settle()
    driver.dismiss()

    assert driver.page.front_household == other
    type_address(driver, "Tổ 6")
    driver.save()
    assert driver.stored(other).household.address == "Tổ 6"
