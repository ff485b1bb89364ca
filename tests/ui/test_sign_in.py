"""Signing in, locking and changing the user through the window, with keys; buttons that follow the role."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from povdesk.app import Program
from povdesk.domain.officer import Officer, Role
from povdesk.storage import history, officers
from povdesk.storage.tables import officer
from povdesk.ui.habits import Habits
from povdesk.ui.navigation import PageEntry
from povdesk.ui.sign_in import role_buttons
from povdesk.ui.sign_in.screens import LockCover, SignInScreen
from povdesk.ui.widgets.labels import button
from povdesk.ui.widgets.page import Page
from tests.storage.people import keep, make_commune, make_household

pytestmark = pytest.mark.gui

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
PIN, OTHER = "482915", "730164"


class Bench(Page):
    """A page with one button that writes, one that only looks, and a line half typed."""

    def __init__(self, desk, parent=None):
        super().__init__(desk, "Thử", parent)
        self.save = button("Lưu", lambda: None, parent=self)
        self.look = button("Xem trước", lambda: None, parent=self)
        self.line = QLineEdit(self)
        for widget in (self.save, self.look, self.line):
            self.body.addWidget(widget)


class Driver:
    def __init__(self, qtbot, folder: Path, people) -> None:
        self.qtbot, self.folder = qtbot, folder
        database = make_commune(folder)
        keep(database, make_household())
        with database.writing() as act:
            act.describe("Người dùng")
            first = act.insert(officer, {"full_name": "Đinh Thị Lý", "role": "manage"})
        self.ids = [first]
        for name, role in people:
            with database.writing() as act:
                self.ids.append(officers.save(act, Officer(name, "", role)))
        for key, pin in zip(self.ids, (PIN, OTHER, OTHER), strict=False) if people else ():
            with database.writing() as act:
                officers.set_pin(act, key, pin)
        database.close()
        self.path = database.path
        entries = [PageEntry("bench", "Thử", "Thử", "board", Bench)]
        self.program = Program(
            QApplication.instance(), folder, Habits(None), log_folder=folder, entries=entries
        )
        self.window = self.program.window
        qtbot.addWidget(self.window)
        self.window.resize(1093, 558)
        self.program.begin()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: self.program._session is not None, timeout=10_000)
        self.settle()

    def settle(self):
        worker = self.program._worker
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not worker.is_busy(), timeout=10_000)
            self.qtbot.wait(20)

    @property
    def session(self):
        return self.program._session

    def cover(self):
        return next(
            (w for w in QApplication.topLevelWidgets() if isinstance(w, LockCover) and w.isVisible()), None
        )

    def type_pin(self, box, pin, place=0):
        box.who.setCurrentIndex(place)
        QTest.keyClicks(box.pin, pin)
        QTest.keyClick(box.pin, Qt.Key.Key_Return)
        self.settle()

    def log(self):
        from povdesk.storage.database import open_database

        database = open_database(self.path)
        with database.reading() as connection:
            found = [(one.who, one.action) for one in history.entries(connection)]
        database.close()
        return found

    def close(self):
        if self.session is not None:
            self.session.end()
        self.program._stop_keeping()
        self.program._worker.close()
        self.program._lock.release()


@pytest.fixture
def make_driver(qtbot, data_folder):
    made = []

    def make(*people):
        made.append(Driver(qtbot, data_folder, people))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_nobody_is_asked_while_nobody_has_a_pin(make_driver):
    driver = make_driver()

    assert isinstance(driver.window.page(), Bench)
    assert driver.session.officer is None
    driver.session.lock()
    assert driver.cover() is None


def test_the_program_asks_who_works_and_goes_on_after_the_right_pin(make_driver):
    driver = make_driver(("Hồ Văn Ánh", Role.ENTER))
    screen = driver.window._instead
    assert isinstance(screen, SignInScreen) and driver.window.page() is None
    driver.type_pin(screen.box, "000009", 1)
    assert driver.window.page() is None and "chưa đúng" in screen.box._message.text()
    driver.type_pin(screen.box, OTHER, 1)

    assert isinstance(driver.window.page(), Bench)
    assert driver.window.page().desk.officer.full_name == "Hồ Văn Ánh"
    assert "Hồ Văn Ánh" in driver.window.status._officer.text()
    assert [one for one in driver.log() if one[0] == "Hồ Văn Ánh"][:2] == [
        ("Hồ Văn Ánh", officers.SIGNED_IN),
        ("Hồ Văn Ánh", officers.FAILED),
    ]


def test_after_three_wrong_pins_the_box_waits_and_says_how_long(make_driver):
    driver = make_driver(("Hồ Văn Ánh", Role.ENTER))
    box = driver.window._instead.box
    box._ticks.setInterval(3_600_000)  # A busy machine may need the five seconds to get to the end of this.
    for _ in range(3):
        driver.type_pin(box, "000009")
    assert not box._go.isEnabled() and "Đợi 5 giây" in box._message.text()
    driver.type_pin(box, PIN)
    assert driver.window.page() is None


def test_the_idle_window_locks_and_what_was_typed_is_still_there(make_driver):
    driver = make_driver(("Hồ Văn Ánh", Role.ENTER))
    driver.type_pin(driver.window._instead.box, PIN)
    page = driver.window.page()
    QTest.keyClicks(page.line, "dang go do")
    now = [driver.session._clock()]
    driver.session._clock = lambda: now[0]
    driver.session._last_work = now[0]
    now[0] += 9 * 60
    driver.session.look()
    assert driver.cover() is None
    now[0] += 2 * 60
    driver.session.look()
    driver.settle()
    cover = driver.cover()
    assert cover is not None and cover.geometry() == driver.window.geometry()
    QTest.keyClick(cover, Qt.Key.Key_Escape)
    assert driver.cover() is not None
    driver.type_pin(cover.box, PIN)

    assert driver.cover() is None and driver.window.page() is page
    assert page.line.text() == "dang go do"
    assert ("Đinh Thị Lý", officers.LOCKED) in driver.log()


@pytest.mark.parametrize(
    ("words", "role"),
    [
        *((words, Role.ENTER) for words in ("Lấy mục tiêu mẫu 2024", "Giao cho thôn…", "Đã nhận  Ctrl+R")),
        *((words, Role.VIEW) for words in ("Xem trước", "In danh sách", "Lưu PDF…")),
        ("Phục hồi…", Role.MANAGE),
    ],
)
def test_the_words_of_a_button_tell_the_role_it_needs(qtbot, words, role):
    made = QPushButton(words)
    qtbot.addWidget(made)
    assert role_buttons._needed(made) is role


def test_another_user_sits_down_with_ctrl_shift_l_and_the_buttons_follow(make_driver):
    driver = make_driver(("Hồ Văn Ánh", Role.ENTER), ("Phạm Thị Na", Role.VIEW))
    driver.type_pin(driver.window._instead.box, PIN)
    page = driver.window.page()
    assert page.save.isEnabled()
    QTest.keyClick(driver.window, Qt.Key.Key_L, CTRL_SHIFT)
    driver.settle()
    driver.type_pin(driver.cover().box, OTHER, 2)

    assert driver.session.officer.full_name == "Phạm Thị Na"
    assert not page.save.isEnabled() and page.look.isEnabled() and "chỉ được xem" in page.save.toolTip()
    page.save.setEnabled(True)
    assert not page.save.isEnabled()
    driver.session.change()
    driver.settle()
    QTest.keyClick(driver.cover(), Qt.Key.Key_Escape)
    driver.session.change()
    driver.settle()
    driver.type_pin(driver.cover().box, PIN, 0)
    assert page.save.isEnabled()


def test_a_pin_set_just_now_is_asked_for_by_ctrl_shift_l_without_a_restart(make_driver):
    driver = make_driver()
    driver.program._worker.write(
        driver.window, lambda act: officers.set_pin(act, driver.ids[0], PIN), None, pytest.fail
    )
    driver.settle()
    QTest.keyClick(driver.window, Qt.Key.Key_L, CTRL_SHIFT)
    driver.settle()
    driver.type_pin(driver.cover().box, PIN)

    assert driver.session.officer.full_name == "Đinh Thị Lý"
    driver.session.lock()
    driver.settle()
    assert driver.cover() is not None


def test_what_who_may_only_look_tries_to_write_is_refused_with_a_sentence(make_driver):
    driver = make_driver(("Hồ Văn Ánh", Role.ENTER), ("Phạm Thị Na", Role.VIEW))
    driver.type_pin(driver.window._instead.box, OTHER, 2)
    errors = []

    def rename(act):
        act.describe("Sửa tên")
        act.update(officer, 1, {"post": "x"})

    driver.program._worker.write(driver.window, rename, None, errors.append)
    driver.settle()

    assert "chỉ được xem" in errors[0].message
