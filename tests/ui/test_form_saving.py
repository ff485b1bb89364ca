"""The household form: half filled it saves, closing asks for the rest, and nothing impossible gets in."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from povdesk.domain.household import Category
from povdesk.domain.review import ReviewState
from povdesk.storage import households
from povdesk.ui.households.form_dialogs import LeavingDialog, WarningDialog
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.fields import ProblemLevel
from tests.storage.people import classed, keep, make_household

from .form_driver import CTRL, SHIFT, full_family, full_review, registered

pytestmark = pytest.mark.gui
Key = Qt.Key


# ---- saving


def test_a_half_filled_form_saves_and_comes_back_as_it_was(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    driver.field("address").setFocus()
    driver.type("Tổ 2, xóm Suối")
    driver.save()

    kept = driver.stored(key)
    assert (kept.household.address, kept.review.state) == ("Tổ 2, xóm Suối", ReviewState.DRAFT)
    assert kept.review.income_points is None
    assert driver.field("address").value() == "Tổ 2, xóm Suối"


def test_a_new_household_with_only_a_name_and_a_hamlet_saves(form_commune, make_driver):
    driver = make_driver()
    driver.open(hamlet_id=2, head_name="Hồ Thị Ánh")
    driver.save()

    with form_commune.reading() as connection:
        kept = households.get(connection, 1)
    assert (kept.head_name, kept.hamlet_id, kept.code) == ("Hồ Thị Ánh", 2, "TH-001")


def test_a_household_that_has_no_head_yet_is_not_called_a_new_one(form_commune, make_driver):
    family = full_family()
    family = replace(family, members=tuple(replace(one, relation="child") for one in family.members))
    driver = make_driver()
    driver.open(registered(form_commune, family))

    assert driver.page.title == "Chưa có chủ hộ – Hộ TL-001"


def test_a_new_household_without_any_name_is_refused_in_words(form_commune, make_driver):
    driver = make_driver()
    driver.open(hamlet_id=1)
    driver.save()

    texts = " ".join(
        widget.text() for widget in driver.dialog().findChildren(type(driver.page.header._title))
    )
    assert "Chưa có họ tên của người nào trong hộ." in texts
    driver.dismiss()


def test_what_is_typed_in_the_field_with_the_focus_is_saved_too(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    driver.field("income_points").setFocus()
    driver.type("115")
    driver.save()

    assert driver.stored(key).review.income_points == 115


def test_closing_is_refused_while_something_is_missing_and_says_how_to_go_on(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    driver.field("address").setFocus()
    driver.type("Tổ 6")
    driver.key(Key.Key_F9)
    driver.settle()

    words = " ".join(label.text() for label in driver.dialog().findChildren(type(driver.page.header._title)))
    assert "Chưa chốt được phiếu" in words and "F6" in words
    driver.dismiss()
    assert driver.stored(key).review.id is None
    assert driver.draft(driver.stored(key).household.uid) is not None


def test_a_complete_form_closes_and_counts(form_commune, make_driver):
    key = registered(form_commune, full_family(), review=full_review)
    driver = make_driver()
    driver.open(key)
    assert [line.text for line in driver.evaluated().problems()] == []
    driver.key(Key.Key_F9)
    driver.settle()

    kept = driver.stored(key).review
    assert (kept.state, kept.computed) == (ReviewState.CLOSED, Category.POOR)


def test_f8_saves_and_shows_the_next_household_of_the_hamlet(form_commune, make_driver):
    keys = {}
    for name in ("Hồ Văn An", "Hồ Văn Bê", "Hồ Văn Đào"):
        family = keep(form_commune, make_household(name))
        classed(form_commune, family, Category.POOR, 2023)
        keys[name] = family.id
    driver = make_driver()
    driver.open(keys["Hồ Văn Bê"])
    driver.key(Key.Key_F8)
    driver.settle()

    assert driver.page.title.startswith("Hồ Văn Đào")
    driver.key(Key.Key_PageUp, CTRL)
    driver.settle()
    assert driver.page.title.startswith("Hồ Văn Bê")


def test_after_a_new_household_f8_begins_another_new_one_with_what_is_pinned(form_commune, make_driver):
    driver = make_driver()
    driver.open(hamlet_id=1, head_name="Hồ Thị Ánh")
    driver.field("reviewed_on").setFocus()
    driver.type("10/10/2024")
    driver.field("reviewer").setFocus()
    driver.type("Đinh Văn Hoà")
    driver.go_to_cell(0, "ethnic_group")
    driver.type("co")
    driver.press(Key.Key_Return)
    driver.key(Key.Key_F8)
    driver.settle()

    assert driver.page.title.startswith("Hộ mới")
    assert driver.field("hamlet_id").value() == "1"
    assert driver.field("reviewer").value() == "Đinh Văn Hoà"
    assert str(driver.field("reviewed_on").value()) == "10/10/2024"
    assert driver.cell(0, "ethnic_group") == "Co"
    assert driver.focused_field() == "grid"
    driver.settle()
    assert driver.draft() is None


def test_a_pin_let_go_leaves_the_field_empty(form_commune, make_driver):
    driver = make_driver()
    driver.open(hamlet_id=1, head_name="Hồ Thị Ánh")
    driver.field("reviewer").setFocus()
    driver.type("Đinh Văn Hoà")
    driver.key(Key.Key_L, CTRL)
    driver.key(Key.Key_F8)
    driver.settle()

    assert driver.field("reviewer").value() == ""
    assert "Đã bỏ ghim Người rà soát." in driver.said


def test_a_recognised_form_can_only_be_looked_at(form_commune, make_driver):
    key = registered(form_commune, full_family(), review=full_review, close=True)
    with form_commune.writing() as act:
        from povdesk.storage.tables import review

        act.describe("Công nhận")
        act.update(review, 1, {"state": "recognised", "recognised": "near_poor"})
    driver = make_driver()
    driver.open(key)

    assert not driver.button("Lưu").isEnabled() and not driver.button("Chốt").isEnabled()
    driver.field("address").setFocus()
    driver.type("Tổ 9")
    driver.go_to_cell(0, "full_name")
    driver.type("Khác")
    driver.save()
    assert driver.cell(0, "full_name") == "Hồ Văn Đào"
    assert driver.stored(key).household.address == ""
    panel = driver.evaluated()
    assert panel._verdict.text() == "Máy tính: Hộ nghèo"
    assert panel._recognised.text() == "Công nhận: Hộ cận nghèo"


# ---- who leaves


def test_taking_somebody_from_the_roster_asks_why_when_it_is_saved(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào", ("Đinh Thị Ương", "wife")))
    driver = make_driver()
    driver.open(key)
    driver.go_to_cell(1, "full_name")
    driver.press(Key.Key_Delete, CTRL)
    assert driver.grid().grid_model().count() == 1
    driver.key(Key.Key_S, CTRL)

    dialog = driver.dialog()
    assert isinstance(dialog, LeavingDialog)
    driver.button("Lưu với lý do này").click()
    assert driver.dialog() is dialog, "a reason is needed"
    dialog._reasons[2].set_value("Chuyển đi nơi khác")
    driver.answer("Lưu với lý do này")
    assert [m.person.full_name for m in driver.stored(key).household.members] == ["Hồ Văn Đào"]


def test_enter_in_the_reason_for_a_warning_goes_to_the_button_that_accepts_it(qtbot):
    told: list[str] = []
    dialog = WarningDialog("44 tuổi nhưng chưa có số định danh.", told.append)
    qtbot.addWidget(dialog)
    dialog.show()
    for _twice in range(2):
        QTest.keyClick(dialog.focusWidget(), Key.Key_Return)

    assert len(told) == 1 and told[0]


def test_with_two_verbs_the_one_that_is_shown_still_comes_before_closing(qtbot):
    dialog = Dialog("Biến động")
    qtbot.addWidget(dialog)
    closing = dialog.add_button("Đóng", left=True)
    going_on = dialog.add_button("Tiếp", kind="primary")
    dialog.add_button("Ghi biến động", kind="primary").hide()
    dialog.show()
    going_on.setFocus()
    dialog.focusNextChild()

    assert dialog.focusWidget() is closing


def test_going_back_from_the_question_changes_nothing_and_saving_works_again(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào", ("Đinh Thị Ương", "wife")))
    driver = make_driver()
    driver.open(key)
    driver.go_to_cell(1, "full_name")
    driver.press(Key.Key_Delete, CTRL)
    driver.key(Key.Key_S, CTRL)
    driver.dismiss()
    driver.key(Key.Key_Z, CTRL)
    assert driver.cell(1, "full_name") == "Đinh Thị Ương"
    driver.save()

    assert driver.stored(key).household.size == 2


# ---- three levels of checking


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [
        ("reviewed_on", "22/13/2012", "Tháng 13 không có. Gõ lại, ví dụ 22/12/2012 hoặc chỉ năm 2012."),
        ("reviewed_on", "2024", "Gõ đủ ngày, tháng, năm, ví dụ 22/12/2024."),
        ("income_points", "một trăm", "ví dụ"),
        ("floor_area", "rộng", "ví dụ"),
        ("hamlet_id", "xyz", "Không có trong danh sách (F4)."),
    ],
)
def test_what_is_impossible_is_refused_at_the_field_with_an_example(
    form_commune, make_driver, code, typed, words
):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    field = driver.field(code)
    field.setFocus()
    driver.type(typed)
    driver.press(Key.Key_Return)

    level, text = field.problem()
    assert level is ProblemLevel.ERROR and words in text
    driver.evaluated()
    assert field.problem() == (level, text), "the check of the whole form leaves it alone"


def test_an_unreadable_cell_stops_saving_with_the_cursor_on_it(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    driver.go_to_cell(0, "born")
    driver.type("22/13/2012")
    driver.press(Key.Key_Return)
    driver.go_to_cell(0, "full_name")
    driver.save()

    assert driver.stored(key).review.id is None
    index = driver.grid().currentIndex()
    assert (index.row(), driver.grid().grid_model().columns[index.column()].key) == (0, "born")
    assert "Tháng 13 không có" in driver.grid().grid_model().problem(0, "born")[1]


def test_an_unreadable_detail_of_a_member_stops_saving_too(form_commune, make_driver):
    key = registered(form_commune, make_household("Hồ Văn Đào"))
    driver = make_driver()
    driver.open(key)
    driver.detail("insured_until").setFocus()
    driver.type("hôm qua")
    driver.save()

    assert driver.stored(key).review.id is None
    assert driver.focused_field() == "insured_until"


def test_what_is_unlikely_is_accepted_with_one_key_and_a_reason_that_is_kept(form_commune, make_driver):
    def odd(review):
        return replace(full_review(review), income_points=123)

    key = registered(form_commune, full_family(), review=odd)
    driver = make_driver()
    driver.open(key)
    driver.evaluated()
    driver.key(Key.Key_F6)
    assert driver.focused_field() == "income_points"
    driver.key(Key.Key_F9, SHIFT)
    assert isinstance(driver.dialog(), WarningDialog)
    driver.type("Đã xem phiếu giấy")
    driver.answer("Chấp nhận với lý do này")
    assert driver.evaluated().problems() == []
    driver.key(Key.Key_F9)
    driver.settle()

    kept = driver.stored(key).review
    assert kept.state is ReviewState.CLOSED
    assert kept.accepted_warnings == {"income_points": "Đã xem phiếu giấy"}


def test_an_accepted_warning_is_asked_again_when_the_value_changes(form_commune, make_driver):
    def odd(review):
        accepted = {"income_points": "Đã xem"}
        return replace(full_review(review), income_points=123, accepted_warnings=accepted)

    key = registered(form_commune, full_family(), review=odd)
    driver = make_driver()
    driver.open(key)
    assert driver.evaluated().problems() == []
    driver.field("income_points").setFocus()
    driver.type("124")
    driver.press(Key.Key_Return)

    assert [line.field for line in driver.evaluated().problems()] == ["income_points"]


def test_a_cell_that_cannot_be_read_keeps_its_text_while_other_facts_are_entered(form_commune, make_driver):
    driver = make_driver()
    driver.open(registered(form_commune, make_household("Hồ Văn Đào")))
    driver.go_to_cell(0, "born")
    driver.type("31/02/1980")
    driver.press(Key.Key_Return)
    driver.go_to_cell(0, "full_name")
    driver.detail("insurance_number").setFocus()
    driver.type("DK2510000123456")
    driver.press(Key.Key_Return)

    assert driver.cell(0, "born") == "31/02/1980"
    assert driver.cell(0, "insurance_number") == "DK2510000123456"
