"""Settings: the officer's own items of the code lists, and the points sheet out to Excel and in again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from povdesk.domain.household import Area
from povdesk.storage import catalogue_items, rule_edits
from povdesk.ui.settings import points_exchange

from .settings_window import (
    CTRL,
    choose_rules,
    database,
    dialog_of,
    go_to,
    open_page,
    page,
    press_button,
    said_in,
    save,
    settled,
    small_commune,
    take_back,
    type_into,
)
from .typing_vi import press

__all__ = ["database", "open_page", "page", "small_commune"]
pytestmark = pytest.mark.gui


def items(database, name: str) -> dict[str, object]:
    with database.reading() as connection:
        return {item.code: item for item in catalogue_items.items(connection, name)}


def open_list(qtbot, page, name: str):
    part = go_to(qtbot, page, "catalogues")
    assert part.lists.choose(lambda row: row.key == name)
    QApplication.processEvents()
    return part


def test_an_item_is_added_with_keys_and_taken_back_with_one_press(qtbot, page, database):
    part = open_list(qtbot, page, "house_walls")
    part.items.setFocus()
    qtbot.keyClick(part.items, Qt.Key.Key_Insert, CTRL)
    dialog = dialog_of(page)
    type_into(dialog, "name", "Vách nứa trát đất")
    dialog.field("like").set_value("other")
    save(qtbot, page)

    assert items(database, "house_walls")["Vách nứa trát đất"].extra["durable"] is False
    shown = [row.item.name for row in part.items.list_model().rows()]
    assert shown[-1] == "Vách nứa trát đất"
    take_back(qtbot, page)
    assert "Vách nứa trát đất" not in items(database, "house_walls")


def test_a_new_kind_asks_what_it_counts_as(qtbot, page, database):
    part = open_list(qtbot, page, "water_sources")
    press_button(part, "Thêm")
    dialog = dialog_of(page)
    type_into(dialog, "name", "Nước tự chảy")
    save(qtbot, page)

    assert dialog.isVisible()
    assert "Chọn mục mà máy tính giống như vậy" in said_in(dialog)


def test_an_own_item_is_renamed_with_enter_and_deleted_with_control_delete(qtbot, page, database):
    with database.writing() as act:
        catalogue_items.add(act, "relations", "Con nuôi")
    part = open_list(qtbot, page, "relations")
    part.items.setFocus()
    assert part.items.choose(lambda row: row.own)
    press(part.items, Qt.Key.Key_Return)
    type_into(dialog_of(page), "name", "Con riêng của vợ")
    save(qtbot, page)
    assert "Con riêng của vợ" in items(database, "relations")

    assert part.items.choose(lambda row: row.own)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    part.items.setFocus()
    qtbot.keyClick(part.items, Qt.Key.Key_Delete, CTRL)
    settled(qtbot, page)
    press_button(dialog_of(page), "Xóa")
    settled(qtbot, page)
    assert "Con riêng của vợ" not in items(database, "relations")


def test_a_shipped_item_can_only_be_stopped_and_used_again(qtbot, page, database):
    part = open_list(qtbot, page, "ethnic_groups")
    assert part.items.choose(lambda row: row.key == "52")
    assert not part._rename.isEnabled()
    assert not part._delete.isEnabled()
    press_button(part, "Ngừng dùng")
    type_into(dialog_of(page), "last_day", "31/12/2023")
    save(qtbot, page)

    assert items(database, "ethnic_groups")["52"].valid_to == date(2023, 12, 31)
    assert part.items.choose(lambda row: row.key == "52")
    press_button(part, "Dùng lại")
    settled(qtbot, page)
    assert items(database, "ethnic_groups")["52"].valid_to is None


def test_lists_that_counting_rests_on_are_only_looked_at(qtbot, page):
    part = open_list(qtbot, page, "work_statuses")

    assert "Chỉ xem" in said_in(part)
    for made in (part._add, part._rename, part._retire, part._delete):
        assert not made.isEnabled()


def test_the_days_of_tet_are_added_at_once(qtbot, page, database):
    part = open_list(qtbot, page, "public_holidays")
    press_button(part, "Thêm")
    dialog = dialog_of(page)
    type_into(dialog, "name", "Tết Nguyên đán")
    type_into(dialog, "first", "27/01/2025")
    type_into(dialog, "last", "31/01/2025")
    save(qtbot, page)

    added = [item for item in items(database, "public_holidays").values() if item.name == "Tết Nguyên đán"]
    assert len(added) == 5
    take_back(qtbot, page)
    assert len(items(database, "public_holidays")) == 4


# --- The points sheet ---------------------------------------------------------------------------


def points_of_car(database) -> dict[Area, int | None]:
    with database.reading() as connection:
        standard = rule_edits.standard(connection, "2022-2026")
    question = next(one for one in standard.questions if one.code == "A001")
    return dict(question.answers[0].points)


def exported(qtbot, page, part, folder):
    path = folder / "bảng điểm.xlsx"
    points_exchange.export(part, part.desk, part.version().rules, path)
    settled(qtbot, page)
    return path


def test_the_sheet_goes_out_is_filled_and_comes_in_as_one_act(qtbot, page, database, data_folder):
    from tests.spreadsheets.test_points_sheet import filled

    part = choose_rules(qtbot, page, "standards", "2022-2026")
    path = filled(exported(qtbot, page, part, data_folder), G6=30, H6=25, G7="chưa rõ")

    points_exchange.rehearse_file(part, part.desk, part.version().rules, path, part.take_points)
    settled(qtbot, page)
    dialog = dialog_of(page)
    assert "2 ô điểm sẽ đổi, 1 dòng không nhập được" in said_in(dialog)
    assert points_of_car(database) == {Area.RURAL: None, Area.URBAN: None}

    save(qtbot, page)
    assert points_of_car(database) == {Area.RURAL: 30, Area.URBAN: 25}
    take_back(qtbot, page)
    assert points_of_car(database) == {Area.RURAL: None, Area.URBAN: None}


def test_the_sheet_of_another_standard_is_refused(qtbot, page, database, data_folder):
    part = choose_rules(qtbot, page, "standards", "2022-2026")
    path = exported(qtbot, page, part, data_folder)
    with database.reading() as connection:
        other = rule_edits.standard(connection, "2027-2030")

    points_exchange.rehearse_file(part, part.desk, other, path, part.take_points)
    settled(qtbot, page)

    assert "bảng điểm của bộ chuẩn “2022-2026”" in said_in(dialog_of(page))


def test_a_file_that_is_no_sheet_of_ours_is_refused_in_words(qtbot, page, data_folder):
    part = choose_rules(qtbot, page, "standards", "2022-2026")
    path = data_folder / "ghi chú.xlsx"
    path.write_bytes(b"khong phai bang tinh")

    points_exchange.rehearse_file(part, part.desk, part.version().rules, path, part.take_points)
    settled(qtbot, page)

    assert "không phải bảng tính Excel" in said_in(dialog_of(page))
