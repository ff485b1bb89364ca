"""Nhập nhanh theo bảng: typed or pasted lines, marked when wrong, one act; a draft outlives the window."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from povdesk.storage import drafts
from povdesk.ui.widgets.field import ProblemLevel
from povdesk.ui.widgets.grid_paste import PastePreview

from .settings_window import (
    CTRL,
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
from .test_support_page import choose_kind, database, listed, newest, page, poor_without_livelihood

__all__ = ["database", "open_page", "page", "small_commune"]
pytestmark = pytest.mark.gui


def open_table(qtbot, page):
    page.show_target(table=True)
    settled(qtbot, page)
    return dialog_of(page)


def some_homes(database, count: int):
    with database.reading() as connection:
        return connection.exec_driver_sql(
            """SELECT id, code, head_name FROM household WHERE deleted_at IS NULL AND ended_on IS NULL
            AND registered_on < '2024-01-01' ORDER BY id LIMIT ?""",
            (count,),
        ).all()


def wait_checked(qtbot, page) -> None:
    """Until what was typed has been looked at."""
    checker = dialog_of(page)._checker
    qtbot.waitUntil(lambda: not checker.isActive())
    settled(qtbot, page)


def test_a_block_from_excel_is_seen_first_then_saved_as_one_act(qtbot, page, database):
    homes, count = some_homes(database, 5), len(listed(database))
    dialog = open_table(qtbot, page)
    choose_kind(dialog, "sinh kế")
    type_into(dialog, "happened_on", "15/6/2024")
    lines = [f"{home.code}\t\t\t{place}/3/2024\t{place}.000.000\t{place},5\tBB{place}"
             for place, home in enumerate(homes, start=1)]  # fmt: skip
    QGuiApplication.clipboard().setText("\r\n".join(lines) + "\r\n")
    dialog.grid.go_to(0, "home")
    dialog.grid.paste()
    preview = dialog.grid.window().findChild(PastePreview)
    assert preview.unread_count() == 0
    press_button(preview, "Nhận")
    assert dialog.model.count() == 5
    save(qtbot, page)

    made = [
        row.support for row in listed(database, "HO_TRO_SINH_KE") if row.support.evidence_number[:2] == "BB"
    ]
    made.sort(key=lambda one: one.evidence_number)
    assert [(one.amount, one.quantity, one.happened_on) for one in made] == [
        (place * 1_000_000, place + 0.5, date(2024, 3, place)) for place in range(1, 6)
    ]
    assert [one.household_id for one in made] == [home.id for home in homes]
    assert newest(database) == "Ghi hỗ trợ: Hỗ trợ sinh kế, 05 lượt"
    take_back(qtbot, page)
    assert len(listed(database)) == count


def test_wrong_lines_are_marked_and_nothing_is_saved(qtbot, page, database):
    (home,), count = some_homes(database, 1), len(listed(database))
    dialog = open_table(qtbot, page)
    choose_kind(dialog, "sinh kế")
    type_into(dialog, "happened_on", "15/6/2024")
    dialog.model.set_text(0, 0, home.code)
    dialog.model.set_text(1, 0, "Không Có Hộ Này")
    dialog.model.set_text(2, 4, "3.000.000")
    save(qtbot, page)
    assert "Không có hộ nào là “Không Có Hộ Này”" in dialog.model.problem(1, "home")[1]
    assert "Chưa có hộ" in dialog.model.problem(2, "home")[1]
    assert "Có 02 dòng cần sửa" in said_in(dialog)
    assert len(listed(database)) == count
    dialog.model.remove_rows([1, 2])
    save(qtbot, page)
    assert len(listed(database)) == count + 1


def test_a_line_the_register_doubts_is_marked_while_typing(qtbot, page, database):
    home = poor_without_livelihood(database)[0]
    dialog = open_table(qtbot, page)
    choose_kind(dialog, "sinh kế")
    type_into(dialog, "happened_on", "15/6/2024")
    dialog.model.set_text(0, 0, home.code)
    dialog.model.set_text(1, 0, home.code)
    dialog.grid.go_to(1, "amount")
    wait_checked(qtbot, page)
    level, words = dialog.model.problem(1, "day")
    assert level is ProblemLevel.WARNING and "đã có một lần" in words
    assert dialog.model.problem(0, "day") is None


def test_a_kind_for_people_takes_somebody_of_the_household(qtbot, page, database):
    with database.reading() as connection:
        row = connection.exec_driver_sql(
            """SELECT h.code, p.id, p.full_name FROM membership m JOIN household h ON h.id = m.household_id
            JOIN person p ON p.id = m.person_id WHERE m.valid_to IS NULL AND m.position = 1
            AND h.ended_on IS NULL AND (m.valid_from IS NULL OR m.valid_from < '2024-01-01')
            AND p.birth_year < 2015 LIMIT 1"""
        ).first()
    dialog = open_table(qtbot, page)
    choose_kind(dialog, "thẻ bảo hiểm")
    type_into(dialog, "happened_on", "15/6/2024")
    dialog.model.set_text(0, 0, row.code)
    save(qtbot, page)
    assert "ghi cho từng người" in dialog.model.problem(0, "person")[1]
    dialog.model.set_text(0, 2, row.full_name)
    save(qtbot, page)
    made = [
        one.support
        for one in listed(database, "CAP_THE_BHYT")
        if one.support.happened_on == date(2024, 6, 15)
    ]
    assert row.id in [one.person_id for one in made]


def test_what_was_half_typed_is_there_again_after_the_window_died(qtbot, page, database):
    (home,) = some_homes(database, 1)
    dialog = open_table(qtbot, page)
    choose_kind(dialog, "sinh kế")
    type_into(dialog, "happened_on", "15/6/2024")
    dialog.grid.go_to(0, "home")
    dialog.model.set_text(0, 0, home.code)
    dialog.model.set_text(1, 0, "Chưa rõ hộ nào")
    dialog.keep_draft()
    settled(qtbot, page)
    with database.reading() as connection:
        assert drafts.get(connection, "support_table", "") is not None
    dialog.reject()
    dialog.reject()

    again = open_table(qtbot, page)
    assert "Đã lấy lại bảng nháp 02 dòng" in said_in(again)
    assert again.field("kind").value() == "HO_TRO_SINH_KE"
    assert again.model.rows()[0]["home"].id == home.id
    assert again.model.problem(1, "home")[0] is ProblemLevel.ERROR
    again.model.remove_rows([1])
    qtbot.keyClick(again, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)
    with database.reading() as connection:
        assert drafts.get(connection, "support_table", "") is None


def test_a_save_that_takes_long_leaves_no_draft_of_what_it_saved(qtbot, page, database):
    (home,), count = some_homes(database, 1), len(listed(database))
    dialog = open_table(qtbot, page)
    choose_kind(dialog, "sinh kế")
    type_into(dialog, "happened_on", "15/6/2024")
    dialog.model.set_text(0, 0, home.code)
    go_on, worker = threading.Event(), page.desk.worker
    worker.read(page, lambda _connection: go_on.wait(60), lambda _nothing: None)
    # As if the last key had come nearly two seconds before Ctrl+S.
    dialog._keeper.setInterval(0)
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not dialog._keeper.isActive())
    go_on.set()
    settled(qtbot, page)

    assert len(listed(database)) == count + 1
    with database.reading() as connection:
        assert drafts.get(connection, "support_table", "") is None


def test_an_old_draft_can_be_dropped(qtbot, page, database):
    (home,) = some_homes(database, 1)
    dialog = open_table(qtbot, page)
    dialog.model.set_text(0, 0, home.code)
    press_button(dialog, "Đóng, không lưu")
    settled(qtbot, page)
    again = open_table(qtbot, page)
    assert again.model.count() == 1
    press_button(again, "Bỏ bảng nháp")
    again.reject()
    again.reject()
    settled(qtbot, page)
    assert open_table(qtbot, page).model.count() == 0
