"""Every change of a form is a named step: undone and redone in any field, and remembered afterwards."""

import pytest
from PySide6.QtCore import Qt

from povdesk.ui.households.form_history import ValueHistoryDialog
from tests.storage.people import make_household

from .form_driver import CTRL, full_family, full_review, registered

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def driver(form_commune, make_driver):
    key = registered(form_commune, full_family(), review=full_review)
    made = make_driver()
    made.open(key)
    return made


def undo_words(driver):
    return driver.page._undo.undo.toolTip()


def test_steps_of_fields_cells_and_details_are_undone_in_turn_wherever_the_cursor_is(driver):
    driver.field("address").setFocus()
    driver.type("Tổ 5")
    driver.press(Key.Key_Return)
    driver.go_to_cell(1, "born")
    driver.type("1990")
    driver.press(Key.Key_Return)
    driver.detail("disabled").setFocus()
    driver.press(Key.Key_1)
    driver.page.sheet().go_to("reasons")
    driver.type("2")
    assert undo_words(driver) == "Hoàn tác: chọn một nguyên nhân nghèo (Ctrl+Z)"

    driver.key(Key.Key_Z, CTRL)
    assert undo_words(driver) == "Hoàn tác: sửa Khuyết tật, dòng 2 (Ctrl+Z)"
    driver.key(Key.Key_Z, CTRL)
    assert driver.detail("disabled").value() is None
    assert undo_words(driver) == "Hoàn tác: sửa Ngày sinh, dòng 2 (Ctrl+Z)"
    driver.key(Key.Key_Z, CTRL)
    assert driver.cell(1, "born") == "03/07/1986"
    assert driver.focused_field() == "grid" and driver.page._tabs.place() == 0
    driver.key(Key.Key_Z, CTRL)
    assert driver.field("address").value() == ""
    assert driver.focused_field() == "address"
    driver.key(Key.Key_Z, CTRL)
    assert "Không còn gì để hoàn tác trong phiếu này." in driver.said

    for _ in range(4):
        driver.key(Key.Key_Y, CTRL)
    assert driver.field("address").value() == "Tổ 5"
    assert driver.cell(1, "born") == "1990"
    assert driver.page._values()[1].reasons == ("no_land", "no_capital")


def test_while_a_text_is_typed_ctrl_z_takes_back_the_typing_only(driver):
    driver.field("reviewer").setFocus()
    driver.type("Hồ Văn An")
    driver.press(Key.Key_Return)
    driver.field("address").setFocus()
    driver.type("Tổ")
    driver.key(Key.Key_Z, CTRL)

    assert driver.field("address").value() == ""
    assert driver.field("reviewer").value() == "Hồ Văn An"


def test_undo_stays_inside_the_form_in_front(form_commune, driver):
    other = registered(form_commune, make_household("Hồ Văn An"))
    driver.field("address").setFocus()
    driver.type("Tổ 5")
    driver.press(Key.Key_Return)
    driver.settle()
    driver.open(other)
    driver.key(Key.Key_Z, CTRL)

    assert "Không còn gì để hoàn tác trong phiếu này." in driver.said


def test_removing_a_member_offers_the_way_back(driver):
    driver.go_to_cell(2, "full_name")
    driver.press(Key.Key_Delete, CTRL)
    assert driver.grid().grid_model().count() == 2

    driver.key(Key.Key_Z, CTRL)
    assert driver.cell(2, "full_name") == "Hồ Thị Thuỷ"


def test_a_value_tells_its_changes_with_the_words_of_its_field(driver):
    driver.field("income_points").setFocus()
    driver.type("100")
    driver.save()
    driver.page.sheet().go_to("lacking.water")
    driver.press(Key.Key_0)
    driver.save()

    def told():
        driver.qtbot.waitUntil(lambda: isinstance(driver.dialog(), ValueHistoryDialog))
        dialog = driver.dialog()
        from PySide6.QtWidgets import QTableWidget

        table = dialog.findChild(QTableWidget)
        rows = [(table.item(row, 2).text(), table.item(row, 3).text()) for row in range(table.rowCount())]
        driver.dismiss()
        return rows

    driver.page.sheet().go_to("income_points")
    driver.page._aids.history()
    assert told() == [("120", "100"), ("(trống)", "120")]
    driver.page.sheet().go_to("lacking.water")
    driver.page._aids.history()
    assert told() == [("Có", "Không"), ("(trống)", "Có")]


def test_a_cell_of_the_roster_tells_its_changes_too(driver):
    driver.go_to_cell(0, "born")
    driver.type("1985")
    driver.press(Key.Key_Return)
    driver.save()
    driver.go_to_cell(0, "born")
    driver.page._aids.history()
    driver.qtbot.waitUntil(lambda: isinstance(driver.dialog(), ValueHistoryDialog))

    assert driver.dialog().windowTitle() == "Các lần sửa: Ngày sinh"
    driver.dismiss()
