"""The two lists apart, driven by keys as an officer does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QCheckBox, QPushButton

from povdesk import paths
from povdesk.domain.household import YesNo
from povdesk.storage import special_lists
from povdesk.storage.history import entries
from povdesk.ui import theme
from povdesk.ui.special_lists.page import create

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
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(open_page):  # type: ignore[no-untyped-def]
    return open_page(create)


def average(database, year: int = 2024) -> list[tuple[str, str, int | None]]:
    with database.reading() as connection:
        found = special_lists.average_households(connection, year)
    return [(one.head_name, one.hamlet, one.people) for one in found]


def workers(database) -> dict[str, special_lists.LowIncomeWorker]:
    with database.reading() as connection:
        return {one.person.full_name: one for one in special_lists.workers(connection)}


def last_act(database) -> str:
    with database.reading() as connection:
        return entries(connection)[0].action


def of_class(database, category: str, name: bool = True):
    """A household in the class in force, that has no line in the list."""
    with database.reading() as connection:
        return connection.exec_driver_sql(
            """SELECT h.head_name, h.code FROM household AS h JOIN class_history AS k ON k.household_id = h.id
            WHERE k.counted_from = '2023-12-31' AND k.category = ? AND h.deleted_at IS NULL
            AND h.ended_on IS NULL AND h.id NOT IN
              (SELECT household_id FROM class_history WHERE counted_from > '2023-12-31')""",
            (category,),
        ).first()


def never_poor(database):
    with database.reading() as connection:
        return connection.exec_driver_sql(
            """SELECT h.head_name, h.code FROM household AS h WHERE h.id NOT IN
            (SELECT household_id FROM class_history) AND h.id NOT IN
            (SELECT household_id FROM average_living_household) AND h.ended_on IS NULL"""
        ).first()


def open_new(qtbot, page):
    qtbot.keyClick(page.part().view, Qt.Key.Key_N, CTRL)
    settled(qtbot, page)
    return dialog_of(page)


def find_and_take(qtbot, page, dialog, code: str, typed: str) -> None:
    """Type, wait for the list below the field, take its first line with Down and Enter."""
    field = dialog.field(code)
    field.setFocus()
    type_vi(field.line(), typed)
    qtbot.waitUntil(lambda: bool(field.hits()), timeout=5_000)
    popup = field._completer.popup()
    qtbot.waitUntil(popup.isVisible)
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.found() is not None)
    settled(qtbot, page)


def test_a_household_of_the_register_is_found_by_its_code_and_put_into_the_list(qtbot, page, database):
    before = average(database)
    head, code = never_poor(database)
    dialog = open_new(qtbot, page)
    find_and_take(qtbot, page, dialog, "household", code)
    assert not dialog.field("people").is_empty()
    type_into(dialog, "income_per_person", "1.950.000")
    type_into(dialog, "decision", "20/QĐ-UBND")
    save(qtbot, page)

    assert head in [row[0] for row in average(database)]
    assert len(average(database)) == len(before) + 1
    assert last_act(database) == f"Lưu hộ {head} vào danh sách mức sống trung bình năm 2024"
    take_back(qtbot, page)
    assert average(database) == before


def test_a_household_that_is_not_in_the_register_is_added_with_its_hamlet(qtbot, page, database):
    dialog = open_new(qtbot, page)
    field = dialog.field("household")
    field.setFocus()
    type_vi(field.line(), "Zơ Râm Thị Ổn")
    settled(qtbot, page)
    dialog.field("hamlet").set_value(dialog.field("hamlet").choices()[1].code)
    type_into(dialog, "people", "3")
    save(qtbot, page)

    (made,) = [row for row in average(database) if row[0] == "Zơ Râm Thị Ổn"]
    assert dialog_hamlets(page)[1].endswith(made[1])
    assert made[2] == 3


def dialog_hamlets(page) -> list[str]:
    return [name for _key, name in page.part().loaded.hamlets]


def test_a_poor_household_is_refused_in_words_and_the_dialog_stays(qtbot, page, database):
    before = average(database)
    _head, code = of_class(database, "poor")
    dialog = open_new(qtbot, page)
    find_and_take(qtbot, page, dialog, "household", code)
    save(qtbot, page)

    assert "hộ nghèo theo kết quả tính đến 31/12/2024" in said_in(dialog)
    assert average(database) == before


def test_an_unusual_income_is_saved_only_with_a_tick(qtbot, page, database):
    before = average(database)
    _head, code = never_poor(database)
    dialog = open_new(qtbot, page)
    find_and_take(qtbot, page, dialog, "household", code)
    type_into(dialog, "income_per_person", "900.000")
    box = dialog.findChild(QCheckBox, "sure-input")
    assert not box.isVisible()
    save(qtbot, page)
    assert "không quá mức chuẩn" in said_in(dialog)
    assert box.isVisible()
    assert average(database) == before

    press(box, Qt.Key.Key_Space, text=" ")
    save(qtbot, page)
    assert len(average(database)) == len(before) + 1


def test_a_line_is_changed_with_enter_and_taken_out_with_control_delete(qtbot, page, database):
    before = average(database)
    view = page.part().view
    view.setFocus()
    row = view.current_row()
    press(view, Qt.Key.Key_Return)
    settled(qtbot, page)
    type_into(dialog_of(page), "people", "7")
    save(qtbot, page)
    assert (row.head_name, row.hamlet, 7) in average(database)

    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert view.current_row().head_name == row.head_name
    qtbot.keyClick(view, Qt.Key.Key_Delete, CTRL)
    press_button(dialog_of(page), "Đưa ra")
    settled(qtbot, page)
    assert len(average(database)) == len(before) - 1
    take_back(qtbot, page)
    assert (row.head_name, row.hamlet, 7) in average(database)


def test_another_year_has_a_list_of_its_own(qtbot, page, database):
    page.part().choose_year(2023)
    settled(qtbot, page)

    assert "Chưa có hộ nào trong danh sách của năm này." in said_in(page)
    press_button(page.part(), "Thêm hộ")
    settled(qtbot, page)
    assert dialog_of(page).windowTitle().endswith("2023")


def test_the_search_looks_in_both_lists_and_says_when_nothing_is_found(qtbot, page):
    total = page.part().view.list_model().total()
    qtbot.keyClick(page, Qt.Key.Key_F, CTRL)
    type_vi(QApplication.focusWidget(), "khong co ai")
    qtbot.waitUntil(lambda: "Không thấy «khong co ai»." in said_in(page))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert page.part().view.list_model().rowCount() == total


def test_a_worker_who_is_new_is_added_and_his_need_is_kept(qtbot, page, database):
    qtbot.keyClick(page, Qt.Key.Key_2, ALT)
    settled(qtbot, page)
    dialog = open_new(qtbot, page)
    type_into(dialog, "person", "Zơ Râm Văn Ái")
    settled(qtbot, page)
    type_into(dialog, "born", "1991")
    type_into(dialog, "recognised_on", "1/3/2024")
    dialog.field("need_training").answer(True)
    save(qtbot, page)

    made = workers(database)["Zơ Râm Văn Ái"]
    assert str(made.person.born) == "1991"
    assert made.need_training is YesNo.YES
    assert made.recognised_on is not None and made.recognised_on.isoformat() == "2024-03-01"
    take_back(qtbot, page)
    assert "Zơ Râm Văn Ái" not in workers(database)


def test_a_worker_of_the_register_is_found_by_initials(qtbot, page, database):
    qtbot.keyClick(page, Qt.Key.Key_2, ALT)
    settled(qtbot, page)
    head, code = never_poor(database)
    dialog = open_new(qtbot, page)
    find_and_take(qtbot, page, dialog, "person", head)
    assert dialog.field("person").found().place.startswith(code)
    assert not dialog.field("born").isEnabled()
    type_into(dialog, "recognised_on", "1/6/2026")
    save(qtbot, page)

    assert head in workers(database)


def test_workers_whose_time_has_run_out_can_be_left_out(qtbot, page, database):
    qtbot.keyClick(page, Qt.Key.Key_2, ALT)
    settled(qtbot, page)
    part = page.part()
    total = part.view.list_model().rowCount()
    press(part.view, Qt.Key.Key_Return)
    settled(qtbot, page)
    type_into(dialog_of(page), "valid_to", "1/2/2024")
    save(qtbot, page)
    part.only_valid.setChecked(True)

    assert part.view.list_model().rowCount() == total - 1


def test_the_printed_list_has_no_identity_numbers(qtbot, page, tmp_path):
    shown: list[str] = []
    for place in (0, 1):
        page._choose(place)
        settled(qtbot, page)
        shown += [column.title for column in page.part().view.list_model().columns]
        page.print_page()
        dialog = dialog_of(page)
        qtbot.waitUntil(lambda dialog=dialog: dialog.view().pages() is not None, timeout=20_000)
        assert "không có số định danh" in said_in(dialog)
        dialog.reject()
        settled(qtbot, page)
    assert not [title for title in shown if "định danh" in title or "CCCD" in title]


@pytest.mark.parametrize("size", list(theme.TextSize))
def test_both_lists_fit_a_small_screen_in_every_text_size(qtbot, qapp, page, size):
    theme.set_text_size(qapp, size)
    try:
        for place in (0, 1):
            page._choose(place)
            settled(qtbot, page)
            assert page.width() == 1041
            for made in page.findChildren(QPushButton):
                if made.isVisible():
                    assert made.mapTo(page, made.rect().topRight()).x() <= page.width(), made.text()
            for area in page.part().findChildren(QAbstractScrollArea):
                assert area.horizontalScrollBar().maximum() == 0, (size, place)
    finally:
        theme.set_text_size(qapp, theme.TextSize.NORMAL)


def test_the_page_has_help_of_its_own(page):
    assert (paths.RESOURCES / "help" / f"{page.help_topic}.md").is_file()
