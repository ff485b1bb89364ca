"""Whoever comes back to a list goes on in it by keys, on the household that was open."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from povdesk.domain.household import Category
from povdesk.ui.habits import Habits
from povdesk.ui.main_window import MainWindow
from povdesk.ui.pages import places
from povdesk.ui.widgets.table import ListView
from povdesk.ui.worker import Worker
from tests.storage.people import classed, keep, make_commune, make_household, open_year

pytestmark = pytest.mark.gui
Key = Qt.Key
WANTED = ("households", "household", "assignments", "history", "exchange")
NAMES = ("Hồ Văn An", "Hồ Văn Bình", "Hồ Văn Cường")


class Window:
    """The program over three households; keys go to whatever has the focus."""

    def __init__(self, qtbot, database, folder):
        self.qtbot, self.worker = qtbot, Worker(database)
        self.window = MainWindow([entry for entry in places() if entry.key in WANTED], Habits(folder))
        qtbot.addWidget(self.window)
        self.window.resize(1366, 700)
        self.window.show()
        self.window.activateWindow()
        self.window.start(self.worker, folder, is_sample=False)
        self.go("households")

    def settle(self):
        def is_still():
            sheet_is_made = not getattr(self.window.page(), "_builder", None) or (
                not self.window.page()._builder.is_busy()
            )
            return not self.worker.is_busy() and sheet_is_made

        for _ in range(2):
            self.qtbot.waitUntil(is_still)
            QApplication.processEvents()

    def go(self, key):
        self.window.open_place(key)
        self.settle()

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def in_list(self):
        """The head of the household the cursor is on; the list must have the focus."""
        focused = QApplication.focusWidget()
        assert isinstance(focused, ListView), focused
        return focused.current_row().head_name


@pytest.fixture
def window(qtbot, data_folder):
    database = make_commune(data_folder)
    kept = [keep(database, make_household(name), date(2022, 1, 1)) for name in NAMES]
    classed(database, kept[0], Category.POOR, 2023)
    open_year(database)
    made = Window(qtbot, database, data_folder)
    yield made
    made.worker.close()
    database.close()


def test_esc_out_of_a_form_goes_back_to_its_household_in_the_list(window):
    window.key(Key.Key_Down)
    assert window.in_list() == "Hồ Văn Bình"
    window.key(Key.Key_Return)
    assert window.window.current_key() == "household"
    window.key(Key.Key_Escape)

    assert window.in_list() == "Hồ Văn Bình"
    window.key(Key.Key_Return)
    assert window.window.current_key() == "household"


def test_the_list_is_on_the_household_that_was_gone_on_to_in_the_form(window):
    window.key(Key.Key_Return)
    window.window.page().show_target(household_id=2)
    window.settle()
    window.go("households")

    assert window.in_list() == "Hồ Văn Bình"
    window.key(Key.Key_Down)
    window.go("exchange")
    window.go("households")
    assert window.in_list() == "Hồ Văn Cường", "once only: afterwards the list keeps its own place"


def test_a_list_opened_for_the_first_time_has_the_keys_as_soon_as_it_has_rows(window):
    for key in ("assignments", "history"):
        window.go(key)
        assert isinstance(QApplication.focusWidget(), ListView), key
        window.go("exchange")
        window.go(key)
        assert isinstance(QApplication.focusWidget(), ListView), key
