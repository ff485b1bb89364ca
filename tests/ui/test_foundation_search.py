"""Ctrl+K finds households, people, places and help without diacritics, and Enter goes there."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from povdesk.storage.search import Found
from povdesk.ui import search_palette
from povdesk.ui.habits import Habits
from povdesk.ui.help.drawer import HelpDrawer
from povdesk.ui.main_window import MainWindow
from povdesk.ui.navigation import PageEntry
from povdesk.ui.widgets.page import Page
from povdesk.ui.worker import Worker

from .typing_vi import press, type_vi

pytestmark = pytest.mark.gui


class EmptyDatabase:
    @contextmanager
    def reading(self):
        yield None


class HouseholdPage(Page):
    shown = None

    def show_target(self, **target):
        self.shown = target


@pytest.fixture
def window(qtbot, qapp, data_folder, monkeypatch):
    rows = [Found(17, "u17", 40, "Đinh Văn Suối", True, "TL-01-017, Thôn Suối")]
    monkeypatch.setattr(
        search_palette, "people_and_households", lambda _c, typed: rows if typed == "dinh" else []
    )
    worker = Worker(EmptyDatabase())
    entries = [
        PageEntry("board", "Tổng quan", "Bảng điều hành", "board", lambda desk: Page(desk, "Bảng")),
        PageEntry("plan", "Kế hoạch", "Kế hoạch, văn bản", "document", lambda desk: Page(desk, "Kế hoạch")),
        PageEntry("household", "", "Phiếu hộ", "document", lambda desk: HouseholdPage(desk, "Phiếu")),
    ]
    made = MainWindow(entries, Habits(None))
    qtbot.addWidget(made)
    made.resize(1366, 697)
    made.show()
    made.start(worker, data_folder, is_sample=False)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    QTest.keyClick(made, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    yield made
    worker.close()


def palette(window):
    return window.findChild(search_palette.SearchPalette)


def test_an_empty_box_shows_the_places(window):
    assert palette(window).isVisible()
    assert palette(window).titles() == ["Bảng điều hành", "Kế hoạch, văn bản"]


def test_a_household_is_found_without_diacritics_and_opened_with_enter(window, qtbot):
    type_vi(palette(window).box(), "dinh")
    qtbot.waitUntil(lambda: palette(window).titles() == ["Đinh Văn Suối"])
    press(palette(window).box(), Qt.Key.Key_Return)

    assert window.current_key() == "household"
    assert window.page().shown == {"household_id": 17}
    assert palette(window).isHidden()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert palette(window).titles() == ["Đinh Văn Suối"]


def test_a_place_is_reached_by_a_part_of_its_name_and_the_arrows(window, qtbot):
    press(palette(window).box(), Qt.Key.Key_Down)
    press(palette(window).box(), Qt.Key.Key_Return)
    assert window.current_key() == "plan"


def test_help_is_found_too(window, qtbot):
    type_vi(palette(window).box(), "unikey")
    qtbot.waitUntil(lambda: palette(window).titles() == ["UniKey không gõ được?"])
    press(palette(window).box(), Qt.Key.Key_Return)
    assert window.findChild(HelpDrawer).topic() == "unikey"


def test_esc_goes_back_and_nothing_found_says_so(window, qtbot):
    type_vi(palette(window).box(), "xyz")
    qtbot.waitUntil(lambda: palette(window)._nothing.text() == "Không thấy «xyz».")
    press(palette(window).box(), Qt.Key.Key_Escape)
    assert palette(window).isHidden()
