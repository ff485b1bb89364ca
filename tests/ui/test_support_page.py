"""Support noted by keys: one by one, in a series, for many households; found, summed, taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox

from povdesk.domain.indicator import Part
from povdesk.storage import households, indicators, support, support_reading
from povdesk.storage.history import entries
from povdesk.ui.support.page import create

from .settings_window import (
    CTRL,
    database,
    dialog_of,
    open_page,
    press_button,
    said_in,
    save,
    settled,
    small_commune,
    take_back,
    type_into,
)
from .typing_vi import press, type_vi

__all__ = ["database", "open_page", "small_commune"]
pytestmark = pytest.mark.gui
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
JUNE = date(2024, 6, 15)


@pytest.fixture
def page(open_page):  # type: ignore[no-untyped-def]
    made = open_page(create, 1158, 600)
    made.opened = []
    made.desk.open = lambda key, **target: made.opened.append((key, target))
    return made


def listed(database, kind: str = "", year: int = 2024):
    with database.reading() as connection:
        found = support_reading.of_year(connection, year)
    return [row for row in found if not kind or row.support.kind == kind]


def newest(database):
    with database.reading() as connection:
        return entries(connection)[0].action


def poor_without_livelihood(database):
    """Households poor since 2024 began, that no livelihood support reached."""
    helped = {row.support.household_id for row in listed(database, "HO_TRO_SINH_KE")}
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            """SELECT h.id, h.head_name, h.code FROM household h JOIN class_history k ON k.household_id = h.id
            WHERE k.entitled_from = '2024-01-01' AND k.category = 'poor' AND h.ended_on IS NULL
            AND h.deleted_at IS NULL ORDER BY h.id"""
        ).all()
    return [row for row in rows if row.id not in helped]


def reached(database, code: str) -> int:
    with database.reading() as connection:
        return len(indicators.subjects(connection, code, 2024, date(2024, 12, 31), Part.REACHED))


def new_one(qtbot, page):
    qtbot.keyClick(page.part().view, Qt.Key.Key_N, CTRL)
    settled(qtbot, page)
    return dialog_of(page)


def find_and_take(qtbot, page, dialog, code: str, typed: str) -> None:
    """Type, take the first line of the list below with Down and Enter."""
    field = dialog.field(code)
    field.line().setFocus(Qt.FocusReason.TabFocusReason)
    type_vi(field.line(), typed)
    qtbot.waitUntil(lambda: bool(field.hits()), timeout=5_000)
    popup = field._completer.popup()
    qtbot.waitUntil(popup.isVisible)
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.found() is not None)
    settled(qtbot, page)


def choose_kind(dialog, words: str) -> None:
    line = dialog.field("kind").box().lineEdit()
    line.setFocus(Qt.FocusReason.TabFocusReason)
    line.selectAll()
    type_vi(line, words)
    press(line, Qt.Key.Key_Return)


def test_one_support_is_noted_by_keys_moves_the_indicator_and_is_taken_back(qtbot, page, database):
    before, count = listed(database), reached(database, "IND-05")
    _id, head, code = poor_without_livelihood(database)[0]
    dialog = new_one(qtbot, page)
    choose_kind(dialog, "sinh kế")
    assert dialog.field("kind").value() == "HO_TRO_SINH_KE"
    find_and_take(qtbot, page, dialog, "household", code)
    type_into(dialog, "happened_on", "15/6/2024")
    press(dialog.field("happened_on").line(), Qt.Key.Key_Return)
    assert dialog.field("amount").has_cursor()
    type_vi(dialog.field("amount").line(), "12.000.000")
    type_into(dialog, "quantity", "2")
    type_into(dialog, "unit", "con bò")
    type_into(dialog, "evidence_number", "15/BB-UBND")
    save(qtbot, page)

    made = next(row for row in listed(database, "HO_TRO_SINH_KE") if row.code == code)
    one = made.support
    assert (one.amount, one.quantity, one.unit, one.evidence_number) == (
        12_000_000,
        2,
        "con bò",
        "15/BB-UBND",
    )
    assert newest(database) == f"Ghi hỗ trợ: Hỗ trợ sinh kế, Hộ {head} ({code}) ngày 15/06/2024"
    assert reached(database, "IND-05") == count + 1
    take_back(qtbot, page)
    assert listed(database) == before
    assert reached(database, "IND-05") == count


def test_a_series_keeps_kind_day_and_amount_and_asks_for_the_next_household(qtbot, page, database):
    count = len(listed(database))
    homes = poor_without_livelihood(database)[:2]
    dialog = new_one(qtbot, page)
    choose_kind(dialog, "sinh kế")
    type_into(dialog, "happened_on", "15/6/2024")
    type_into(dialog, "amount", "5.000.000")
    for _id, _head, code in homes:
        find_and_take(qtbot, page, dialog, "household", code)
        qtbot.keyClick(dialog, Qt.Key.Key_F8)
        settled(qtbot, page)
        assert dialog.isVisible() and dialog.field("household").is_empty()
    assert "Đã lưu 2 lượt" in said_in(dialog)
    assert dialog._message.property("tone") == "ok", "what was saved is no error"
    assert dialog.field("household").has_cursor()
    assert len(listed(database)) == count + 2
    dialog.reject()
    assert not any(one.isVisible() for one in page.window().findChildren(type(dialog)))


def test_the_fields_follow_the_kind(qtbot, page):
    dialog = new_one(qtbot, page)
    choose_kind(dialog, "vay vốn")
    shown = {code for code, field in dialog._fields.items() if field.isVisible()}
    assert {"household", "lender", "due_on", "rate", "repaid_on"} <= shown
    assert not {"person", "cadre", "hamlet", "attendee", "subject"} & shown
    choose_kind(dialog, "tập huấn cán bộ")
    shown = {code for code, field in dialog._fields.items() if field.isVisible()}
    assert "cadre" in shown and not {"household", "lender"} & shown
    choose_kind(dialog, "tập huấn kỹ thuật")
    assert dialog.field("subject").isVisible() and dialog.field("attendee").isVisible()


def test_what_is_missing_is_said_at_the_field(qtbot, page, database):
    count = len(listed(database))
    dialog = new_one(qtbot, page)
    choose_kind(dialog, "sinh kế")
    type_into(dialog, "happened_on", "15/6/2024")
    save(qtbot, page)
    assert "rồi chọn trong danh sách" in dialog.field("household").problem()[1]
    type_into(dialog, "household", "Không Có Ai")
    save(qtbot, page)
    assert "Chọn trong danh sách hiện ra" in dialog.field("household").problem()[1]
    assert len(listed(database)) == count


def test_the_same_support_again_needs_a_tick(qtbot, page, database):
    home, _head, code = poor_without_livelihood(database)[0]
    with database.writing() as act:
        wanted = support.Support("HO_TRO_SINH_KE", support.Subject.HOUSEHOLD, JUNE, household_id=home)
        support.save(act, wanted)
    count = len(listed(database))
    dialog = new_one(qtbot, page)
    choose_kind(dialog, "sinh kế")
    find_and_take(qtbot, page, dialog, "household", code)
    type_into(dialog, "happened_on", "15/6/2024")
    save(qtbot, page)
    assert "đã có một lần “Hỗ trợ sinh kế” ngày 15/06/2024" in said_in(dialog)
    assert len(listed(database)) == count
    box = dialog.findChild(QCheckBox, "sure-input")
    press(box, Qt.Key.Key_Space, text=" ")
    save(qtbot, page)
    assert len(listed(database)) == count + 1


def test_enter_changes_a_line_and_control_delete_takes_it_away(qtbot, page, database):
    count = len(listed(database))
    view = page.events.view
    page.focus_first()
    assert view.choose(lambda row: row.support.kind == "HO_TRO_NHA_O")
    row = view.current_row()
    press(view, Qt.Key.Key_Return)
    settled(qtbot, page)
    dialog = dialog_of(page)
    assert dialog.field("household").value() == row.head
    type_into(dialog, "result", "Xây mới 45 m²")
    save(qtbot, page)
    assert next(one for one in listed(database) if one.uid == row.uid).support.result == "Xây mới 45 m²"
    assert page.events.view.current_row().uid == row.uid
    assert "Xây mới 45 m²" in page.events.detail.said()

    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(view, Qt.Key.Key_Delete, CTRL)
    settled(qtbot, page)
    assert len(listed(database)) == count - 1
    take_back(qtbot, page)
    assert len(listed(database)) == count


def test_search_and_filters_narrow_the_list_and_its_sums(qtbot, page, database):
    part = page.events
    part.filters.choose("kind", ["Hỗ trợ tiền điện"])
    rows = part.view.list_model().rows()
    assert rows and {row.kind for row in rows} == {"Hỗ trợ tiền điện"}
    money = sum(row.support.amount for row in rows)
    homes = len({row.support.household_id for row in rows})
    text = part.sums.text()
    assert text.startswith(f"Cộng: {len(rows)} lượt; {homes} hộ; 0 người; ")
    assert f"{money:,}".replace(",", ".") in text
    page.show_target(search="tien dien")
    settled(qtbot, page)
    assert part.view.list_model().rowCount() == len(rows)
    assert part.filter_words() == "Năm 2024; Tìm: “tien dien”"


def test_a_household_shows_all_it_received_in_all_years(qtbot, page, database):
    home = listed(database)[-1].support.household_id or listed(database, "THAM_HO")[0].support.household_id
    page.show_target(household_id=home)
    settled(qtbot, page)
    with database.reading() as connection:
        wanted = len(support_reading.of_household(connection, home))
        head = households.get(connection, home).head_name
    assert page.events.view.list_model().rowCount() == wanted > 0
    assert f"Hỗ trợ đã nhận: Hộ {head}" in said_in(page)
    press_button(page.events, "Mở hộ")
    assert page.opened == [("household", {"household_id": home})]
    press(page, Qt.Key.Key_Escape)
    settled(qtbot, page)
    assert page.events.view.list_model().rowCount() == len(listed(database))


def test_a_project_of_the_to_do_list_opens_its_support(qtbot, page, database):
    code = next(row.project for row in listed(database) if row.project)
    page.show_target(project=code)
    settled(qtbot, page)
    rows = page.events.view.list_model().rows()
    assert rows and {row.project for row in rows} == {code}


def test_many_households_are_one_act_with_amounts_of_their_own(qtbot, page, database):
    with database.reading() as connection:
        homes = connection.exec_driver_sql(
            "SELECT id FROM household WHERE deleted_at IS NULL AND ended_on IS NULL LIMIT 12"
        ).scalars()
        keys = [int(key) for key in homes]
    count = len(listed(database))
    page.show_target(households=keys)
    settled(qtbot, page)
    dialog = dialog_of(page)
    choose_kind(dialog, "gạo")
    type_into(dialog, "happened_on", "10/2/2024")
    type_into(dialog, "quantity", "15")
    type_into(dialog, "unit", "kg")
    press(dialog.field("unit").line(), Qt.Key.Key_Return)
    press(dialog.field("state").focusProxy(), Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.grid, "Enter goes on into the table, not past it to Lưu"
    dialog.model.set_text(3, 4, "30")
    dialog.grid.go_to(5, "amount")
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Delete, CTRL)
    assert dialog.model.count() == 11
    save(qtbot, page)

    made = [row.support for row in listed(database, "TRO_CAP_GAO_TET") if row.support.unit == "kg"]
    assert sorted(one.quantity for one in made) == [15.0] * 10 + [30.0]
    assert newest(database) == "Ghi hỗ trợ: Trợ cấp gạo, quà Tết, 11 lượt"
    take_back(qtbot, page)
    assert len(listed(database)) == count


def test_a_loan_is_marked_repaid_by_keys(qtbot, page, database):
    qtbot.keyClick(page, Qt.Key.Key_2, ALT)
    settled(qtbot, page)
    part = page.loans
    assert part.view.list_model().rowCount() > 0
    row = part.view.current_row()
    made = next(one for one in part._acts if "Ghi đã trả hết" in one.text())
    made.setFocus()
    made.click()
    dialog = dialog_of(page)
    type_into(dialog, "day", "30/09/2024")
    save(qtbot, page)
    with database.reading() as connection:
        found = next(one for one in support_reading.loans(connection) if one.uid == row.uid)
    assert found.loan.repaid_on == date(2024, 9, 30)
    assert page.window().focusWidget() is part.view, "after the act the keys work in the list again"
    part.open_only.setChecked(True)
    assert row.uid not in [one.uid for one in part.view.list_model().rows()]
    take_back(qtbot, page)
    assert row.uid in [one.uid for one in part.view.list_model().rows()]


def test_every_button_and_word_fits_at_the_smallest_window(qtbot, page):
    page.resize(1041, 480)
    QApplication.processEvents()
    for number in (Qt.Key.Key_1, Qt.Key.Key_2):
        qtbot.keyClick(page, number, ALT)
        settled(qtbot, page)
        view = page.part().view
        assert view.horizontalScrollBar().maximum() == 0
        assert view.height() > 150


def test_a_code_typed_whole_needs_no_choosing(qtbot, page, database):
    home, _head, code = poor_without_livelihood(database)[0]
    dialog = new_one(qtbot, page)
    choose_kind(dialog, "sinh kế")
    field = dialog.field("household")
    field.line().setFocus(Qt.FocusReason.TabFocusReason)
    type_vi(field.line(), code)
    press(field.line(), Qt.Key.Key_Return)
    assert dialog.field("attendee").has_cursor() or dialog.field("happened_on").has_cursor()
    qtbot.waitUntil(lambda: field.found() is not None)
    assert field.found().household_id == home


def test_a_project_without_support_shows_an_empty_list_not_all_of_it(qtbot, page, database):
    used = {row.project for row in listed(database)}
    with database.reading() as connection:
        codes = connection.exec_driver_sql("SELECT code FROM project").scalars()
        code = next(code for code in codes if code not in used)
    page.show_target(project=code)
    settled(qtbot, page)
    assert page.events.view.list_model().rowCount() == 0
    press_button(page.events.no_hit, "Bỏ lọc")
    assert page.events.view.list_model().rowCount() == len(listed(database))
