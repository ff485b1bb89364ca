"""First run: an empty folder offers the invented commune or one's own, and both lead to a working window."""

import contextlib
import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from povdesk import app, paths
from povdesk.ui import messages
from povdesk.ui.first_run.page import FirstRunPage
from povdesk.ui.habits import Habits

pytestmark = pytest.mark.gui


@pytest.fixture
def first_run(qapp, data_folder, qtbot):
    """The program over a folder without data, once it has asked how to begin."""
    handlers = list(messages.log.handlers)
    own = data_folder / "data"
    program = app.Program(qapp, own, Habits(None), log_folder=data_folder / "log")
    assert program.begin()
    qtbot.waitUntil(lambda: program.window.findChild(FirstRunPage) is not None, timeout=20_000)
    yield program, program.window.findChild(FirstRunPage), own
    program._on_closed()
    program.window.deleteLater()
    program.deleteLater()
    for handler in set(messages.log.handlers) - set(handlers):
        messages.log.removeHandler(handler)
        handler.close()


def press(qtbot, page, words):
    found = [button for button in page.findChildren(QPushButton) if button.text() == words]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_three_steps_make_the_book_of_ones_own_commune(first_run, qtbot):
    program, page, own = first_run
    press(qtbot, page, "Bắt đầu với xã của tôi")
    unit, hamlets, people = page._steps
    press(qtbot, page, "Tiếp tục")
    assert page._stack.currentWidget() is unit
    unit._name.set_value("Suối Đá")
    unit._province.set_value("tỉnh Quảng Ngãi")
    press(qtbot, page, "Tiếp tục")
    hamlets._model.set_text(0, 0, "Thôn Đinh")
    press(qtbot, page, "Tiếp tục")
    people._officer.set_value("Hồ Văn Đào")
    press(qtbot, page, "Tạo sổ của xã")
    qtbot.waitUntil(lambda: program.window.navigation.isEnabled(), timeout=30_000)

    with contextlib.closing(sqlite3.connect(own / paths.DATABASE_NAME)) as connection:
        assert connection.execute("SELECT name FROM commune_identity").fetchall() == [("Suối Đá",)]
        assert connection.execute("SELECT name FROM hamlet").fetchall() == [("Đinh",)]
        procedures = connection.execute("SELECT procedure_id FROM review_round").fetchall()
        assert len(procedures) == 1 and procedures[0][0], "the year's round follows a procedure"
        assert connection.execute("SELECT count(due_on) FROM round_step").fetchone()[0] > 3


def test_enter_in_the_last_field_goes_on_not_back(first_run, qtbot):
    _program, page, _own = first_run
    press(qtbot, page, "Bắt đầu với xã của tôi")
    page._steps[0]._hard.setFocus()
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)

    assert page.window().focusWidget() is page._next


def test_the_invented_commune_lies_in_a_folder_of_its_own(first_run, qtbot):
    program, page, own = first_run
    press(qtbot, page, "Xem thử với xã mẫu")
    qtbot.waitUntil(lambda: program.window.navigation.isEnabled(), timeout=60_000)

    assert (own.parent / "sample" / paths.DATABASE_NAME).exists()
    assert not (own / paths.DATABASE_NAME).exists()
