"""Saving and reading again never takes the cursor away, and a household says nothing of the one before."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from povdesk.domain.household import YesNo
from povdesk.ui.widgets.grid import GridView
from tests.storage.people import make_household

from .form_driver import CTRL, full_family, full_review, registered
from .test_form_while_saving import half_typed, undo_bar

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def driver(form_commune, make_driver):
    return make_driver()


@pytest.fixture
def family(form_commune, driver):
    """Three people in a form that is open."""
    key = registered(form_commune, full_family(), review=full_review)
    driver.open(key)
    return key


def names(driver, key):
    return [member.person.full_name for member in driver.stored(key).household.members]


def test_a_name_saved_in_the_middle_is_typed_on(driver, family):
    driver.go_to_cell(1, "full_name")
    driver.type("Hồ Thị ")
    driver.save()
    driver.type("Na")
    driver.press(Key.Key_Return)
    driver.save()

    assert names(driver, family)[1] == "Hồ Thị Na"
    assert half_typed(driver, family) is None


def test_somebody_new_saved_in_the_middle_of_the_name_is_typed_on(driver, family):
    driver.go_to_cell(3, "full_name")
    driver.type("Hồ Thị ")
    driver.save()
    assert names(driver, family)[3] == "Hồ Thị"
    driver.type("Na")
    driver.save()

    assert names(driver, family)[3:] == ["Hồ Thị Na"]
    assert driver.grid().currentIndex().row() == 3


def test_what_is_typed_on_stands_where_the_cursor_was(driver, family):
    driver.go_to_cell(1, "full_name")
    driver.type("Hồ Na")
    for _ in "Na":
        driver.press(Key.Key_Left)
    driver.save()
    driver.type("Thị ")
    driver.press(Key.Key_Return)

    assert driver.cell(1, "full_name") == "Hồ Thị Na"


def test_typing_through_a_slow_save_loses_no_letter(driver, family):
    driver.go_to_cell(1, "full_name")
    driver.type("Hồ")
    driver.key(Key.Key_S, CTRL)
    driver.type(" Thị Na")
    driver.settle()
    driver.type(" Na")
    driver.press(Key.Key_Return)
    driver.save()

    assert names(driver, family)[1] == "Hồ Thị Na Na"


@pytest.mark.parametrize("opened", [True, False], ids=["open cell", "chosen cell"])
def test_the_keys_of_the_form_go_on_after_a_save_in_the_roster(driver, family, opened):
    driver.go_to_cell(2, "full_name")
    if opened:
        driver.type("Hồ Thị T")
    driver.save()
    assert driver.focused_field() == "grid" or driver.grid().editor() is driver.focused()
    driver.key(Key.Key_3, Qt.KeyboardModifier.AltModifier)

    assert driver.focused_field().startswith("lacking.")


def test_a_chosen_cell_stays_chosen_after_a_save(driver, family):
    driver.go_to_cell(2, "full_name")
    driver.save()

    assert isinstance(driver.focused(), GridView)
    driver.type("Hồ Thị Thu")
    driver.press(Key.Key_Return)
    assert [driver.cell(row, "full_name") for row in (0, 2)] == ["Hồ Văn Đào", "Hồ Thị Thu"]


def test_after_a_save_the_details_are_still_those_of_the_same_person(driver, family):
    driver.go_to_cell(1, "full_name")
    driver.detail("insurance_number").setFocus()
    driver.type("DK2510000123456")
    driver.save()
    driver.detail("health_insurance").setFocus()
    driver.press(Key.Key_0)
    driver.save()

    members = driver.stored(family).household.members
    assert members[1].facts.insurance_number == "DK2510000123456"
    answers = [member.facts.health_insurance for member in members]
    assert answers == [YesNo.YES, YesNo.NO, YesNo.YES]


def test_a_field_saved_between_two_words_is_typed_on(driver, family):
    driver.field("address").setFocus()
    driver.type("Tổ 5 ")
    driver.save()
    assert driver.stored(family).household.address == "Tổ 5"
    driver.type("thôn trên")
    driver.save()

    assert driver.stored(family).household.address == "Tổ 5 thôn trên"
    assert half_typed(driver, family) is None


def test_notes_of_several_lines_are_typed_on_at_their_end(driver, family):
    driver.page._on_tab(4)
    driver.type("nhà dột")
    driver.save()
    driver.type(" mái")
    code = driver.focused_field()

    assert driver.field(code).value() == "nhà dột mái"


def test_saving_a_cell_that_cannot_be_read_leaves_it_open(driver, family):
    driver.go_to_cell(1, "born")
    driver.type("12/0")
    driver.save()
    driver.type("5/1984")
    driver.press(Key.Key_Return)
    driver.save()

    assert str(driver.stored(family).household.members[1].person.born) == "12/05/1984"


def test_closing_the_form_keeps_the_cursor_in_it(driver, family):
    driver.go_to_cell(1, "full_name")
    driver.key(Key.Key_F9)
    driver.settle()

    assert driver.page.isAncestorOf(driver.focused())
    driver.key(Key.Key_Escape)
    assert driver.opened == ["households"]


def test_undo_with_a_cell_open_keeps_what_is_typed_as_a_draft(driver, family):
    driver.go_to_cell(1, "full_name")
    driver.type("Hồ Thị Na")
    driver.save()
    driver.type(" Ri")
    undo_bar(driver)
    driver.settle()

    assert names(driver, family)[1] == "Đinh Thị Ương"
    assert half_typed(driver, family).members[1].person.full_name == "Hồ Thị Na Ri"
    assert driver.cell(1, "full_name") == "Đinh Thị Ương"
    driver.banner()._take.click()
    assert driver.cell(1, "full_name") == "Hồ Thị Na Ri"
    assert driver.page.isAncestorOf(driver.focused())
    driver.type("Đinh Thị Ương")
    assert driver.grid().editor() is not None


def test_a_list_read_again_takes_nothing_from_an_open_cell(driver, family):
    driver.go_to_cell(1, "full_name")
    driver.type("Hồ Thị")
    driver.page.reload()
    driver.settle()
    driver.type(" Na")
    driver.press(Key.Key_Return)

    assert driver.cell(1, "full_name") == "Hồ Thị Na"


def test_another_household_begins_at_its_own_first_name(form_commune, driver, family):
    other = registered(form_commune, make_household("Hồ Văn Ê"))
    driver.go_to_cell(2, "full_name")
    driver.open(other)

    assert driver.page.sheet().roster.shown_row() == 0
    assert driver.grid().currentIndex().row() <= 0


@pytest.mark.parametrize("turned", [False, True])
def test_a_household_says_nothing_of_the_suggestions_of_the_one_opened_before(form_commune, driver, turned):
    """One fetches its water from a stream, the other has a tap; each answered as the program suggests."""

    def with_water(source, lacks):
        def made(review):
            full = full_review(review, lacking=("water",) if lacks else ())
            return replace(full, house=replace(full.house, water=source))

        return made

    stream = registered(form_commune, full_family("Hồ Văn Đào"), review=with_water("other", True))
    tap = registered(form_commune, full_family("Hồ Văn Ê"), review=with_water("piped", False))

    def doubts():
        return [line.text for line in driver.page.sheet().panel.problems() if "nước" in line.text]

    for key in (tap, stream) if turned else (stream, tap):
        driver.open(key)
        assert doubts() == []


def test_what_a_change_makes_the_program_suggest_counts_at_once(form_commune, driver):
    def tap(review):
        full = full_review(review, lacking=())
        return replace(full, house=replace(full.house, water="piped"))

    driver.open(registered(form_commune, full_family(), review=tap))
    driver.field("water").set_value("other")
    panel = driver.evaluated()

    assert [line.text for line in panel.problems() if "nước" in line.text and "gợi ý" in line.text]


def test_who_is_looked_for_has_the_cursor(form_commune, driver):
    key = registered(form_commune, full_family(), review=full_review)
    wanted = driver.stored(key).household.members[2].person.id
    driver.open(key, person_id=wanted)

    assert driver.focused_field() == "grid"
    assert driver.grid().currentIndex().row() == 2
    assert driver.page.sheet().roster.shown_row() == 2


def test_alt_and_a_number_change_the_tab_out_of_notes_of_several_lines(driver, family):
    driver.page._on_tab(4)
    driver.type("nhà")
    code = driver.focused_field()
    driver.key(Key.Key_1, Qt.KeyboardModifier.AltModifier)

    assert driver.field(code).value() == "nhà"
    assert driver.page._tabs.place() == 0
