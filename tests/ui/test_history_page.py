"""Đã xóa, nhật ký: find an act, read what it changed, take it back; restore a household."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from povdesk.storage import households
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.history.page import create
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.table import ListView
from povdesk.ui.widgets.toast import Toast
from povdesk.ui.worker import Worker
from tests.storage.event_acts import make_family, make_neighbours, now
from tests.storage.people import make_commune

from .typing_vi import press, type_unikey, type_vi

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def family(database):
    kept = make_family(database)
    make_neighbours(database)
    with database.writing() as act:
        households.save(act, replace(kept, address="Tổ 2"))
    return kept


@pytest.fixture
def opened_at():
    return []


@pytest.fixture
def make_page(qtbot, database, family, data_folder, opened_at):
    worker = Worker(database)

    def make(width=1158, height=640):
        desk = Desk(worker, Habits(data_folder), data_folder)
        desk.open = lambda key, **target: opened_at.append((key, target))
        page = create(desk)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        settle(qtbot, page)
        return page

    yield make
    worker.close()


def settle(qtbot, page):
    qtbot.waitUntil(lambda: page.is_loaded() and not page.desk.worker.is_busy())


def log_of(page):
    return page.findChild(ListView, "list-history")


def removed_of(page):
    return page.findChild(ListView, "list-removed")


def acts(page):
    return [row.action for row in log_of(page).list_model().rows()]


def test_the_newest_act_is_in_front_with_before_and_after(qtbot, make_page):
    page = make_page()
    qtbot.waitUntil(lambda: bool(page.detail().lines()))

    assert acts(page)[0] == "Lưu hộ Hồ Văn Đào"
    assert page.detail().lines() == ["Hộ Hồ Văn Đào", "Địa chỉ: (trống) → Tổ 2"]


def test_acts_are_found_by_words_typed_with_unikey(qtbot, make_page):
    page = make_page()
    press(log_of(page), Qt.Key.Key_F, CTRL)
    type_unikey(QApplication.focusWidget(), "Hồ Thị Dung")
    qtbot.waitUntil(lambda: acts(page) == ["Lưu hộ Hồ Thị Dung"])

    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(acts(page)) > 1)


def test_acts_are_found_by_month_and_a_wrong_day_is_said(qtbot, make_page):
    page = make_page()
    page._day.setFocus()
    type_vi(page._day, "9/2024")
    qtbot.waitUntil(lambda: acts(page) == [])
    page._day.clear_search()
    qtbot.waitUntil(lambda: len(acts(page)) > 1)
    type_vi(page._day, "13/2024")
    qtbot.waitUntil(lambda: "Tháng 13 không có." in page._problem.text())


def test_only_one_household_when_another_page_asks(qtbot, make_page, family):
    page = make_page()
    page.show_target(household_uid=family.uid, household="Hồ Văn Đào")
    qtbot.waitUntil(lambda: set(acts(page)) == {"Lưu hộ Hồ Văn Đào"})


def test_the_last_act_is_taken_back_by_keys(qtbot, database, make_page, family):
    page = make_page()
    log_of(page).setFocus()
    qtbot.waitUntil(lambda: page.detail().undo_button().isEnabled())
    press(log_of(page), Qt.Key.Key_Z, CTRL)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Dialog)
    press(question, Qt.Key.Key_Tab)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: acts(page)[0] == "Hoàn tác: Lưu hộ Hồ Văn Đào")

    assert now(database, family.id).address == ""
    assert log_of(page).list_model().rows()[1].state == "Đã hoàn tác"


def test_an_act_that_cannot_be_taken_back_says_why(qtbot, make_page):
    page = make_page()
    log_of(page).choose(lambda row: row.action == "Lưu hộ Hồ Văn Đào" and row.size > 1)
    qtbot.waitUntil(lambda: bool(page.detail().why_not()))

    assert "đã được sửa sau đó: “Lưu hộ Hồ Văn Đào”" in page.detail().why_not()
    assert not page.detail().undo_button().isEnabled()


def test_a_removed_household_is_restored_by_enter_and_the_bar_takes_that_back(
    qtbot, database, make_page, family
):
    with database.writing() as act:
        households.remove(act, family.id)
    page = make_page()
    press(log_of(page), Qt.Key.Key_2, ALT)
    rows = removed_of(page)
    assert [row.head_name for row in rows.list_model().rows()] == ["Hồ Văn Đào"]
    press(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not rows.list_model().rows() and page.findChild(Toast) is not None)

    next(b for b in page.findChild(Toast).findChildren(QPushButton) if b.text() == "Hoàn tác").click()
    qtbot.waitUntil(lambda: len(rows.list_model().rows()) == 1)


def test_what_is_shown_is_printed_without_numbers(qtbot, make_page):
    page = make_page()
    dialog = page.print_page()
    qtbot.waitUntil(lambda: dialog.view().pages() is not None, timeout=15_000)
    import pypdfium2

    document = pypdfium2.PdfDocument(dialog._data)
    text = "\n".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    document.close()
    dialog.reject()
    assert "nhật ký thay đổi" in text.casefold() and "Lưu hộ Hồ Văn Đào" in text


def test_the_way_to_doubled_records(qtbot, make_page, opened_at):
    page = make_page()
    next(b for b in page.findChildren(QPushButton) if b.text() == "Kiểm tra trùng").click()

    assert opened_at == [("duplicates", {})]


@pytest.mark.parametrize("width", [1158, 1041])
def test_nothing_scrolls_sideways(qtbot, make_page, width):
    page = make_page(width, 480)

    assert log_of(page).horizontalScrollBar().maximum() == 0
