"""Ctrl+K finds households, people, papers, commands, places and help; Enter goes there, keys print."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from povdesk.storage.search import Found
from povdesk.storage.search_papers import FoundPaper
from povdesk.ui import search_hits, search_palette
from povdesk.ui.commands import COMMANDS
from povdesk.ui.counter import opening
from povdesk.ui.habits import Habits
from povdesk.ui.help.drawer import HelpDrawer
from povdesk.ui.main_window import MainWindow
from povdesk.ui.navigation import PageEntry
from povdesk.ui.search_hits import Hit, best_first
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


class PlanPage(HouseholdPage):
    pass


@pytest.fixture
def window(qtbot, qapp, data_folder, monkeypatch):
    rows = [Found(17, "u17", 40, "Đinh Văn Suối", True, "TL-01-017, Thôn Suối", 1984)]
    paper = FoundPaper("plan", "Kế hoạch giảm nghèo năm 2024", "đang soạn", "2024")

    def find(_connection, typed, _most):
        return search_hits.Found(rows if typed == "dinh" else [], [paper] if typed == "2024" else [])

    monkeypatch.setattr(search_hits, "find", find)
    monkeypatch.setattr(search_hits, "recent", lambda _connection, _most: [])
    worker = Worker(EmptyDatabase())
    entries = [
        PageEntry("board", "Tổng quan", "Bảng điều hành", "board", lambda desk: Page(desk, "Bảng")),
        PageEntry(
            "plan", "Kế hoạch", "Kế hoạch, văn bản", "document", lambda desk: PlanPage(desk, "Kế hoạch")
        ),
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
    qtbot.waitUntil(lambda: palette(window).titles()[:1] == ["Đinh Văn Suối"])
    press(palette(window).box(), Qt.Key.Key_Return)

    assert window.current_key() == "household"
    assert window.page().shown == {"household_id": 17}
    assert palette(window).isHidden()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert palette(window).titles() == ["Đinh Văn Suối"]


def test_enter_typed_at_once_opens_what_the_words_mean_and_not_what_was_shown_before(window, qtbot):
    type_vi(palette(window).box(), "dinh")
    press(palette(window).box(), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: window.current_key() == "household")
    assert window.page().shown == {"household_id": 17}


@pytest.mark.parametrize(("key", "opened"), [(Qt.Key.Key_I, "why"), (Qt.Key.Key_G, "confirmation")])
def test_a_key_explains_or_confirms_the_household_of_the_line(window, qtbot, monkeypatch, key, opened):
    asked = []
    monkeypatch.setattr(opening, "show_why", lambda _w, _d, household: asked.append(("why", household)))
    monkeypatch.setattr(
        opening,
        "show_confirmation",
        lambda _w, _d, household, person: asked.append(("confirmation", household, person)),
    )
    type_vi(palette(window).box(), "dinh")
    QTest.keyClick(palette(window).box(), key, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [("why", 17)] if opened == "why" else [("confirmation", 17, 40)]
    assert palette(window).isHidden()


def test_a_paper_leads_to_its_page(window, qtbot):
    type_vi(palette(window).box(), "2024")
    qtbot.waitUntil(lambda: palette(window).titles() == ["Kế hoạch giảm nghèo năm 2024"])
    press(palette(window).box(), Qt.Key.Key_Return)

    assert window.current_key() == "plan"
    assert window.page().shown == {"year": 2024}


def test_a_command_is_found_by_its_words_and_names_its_key(window, qtbot):
    type_vi(palette(window).box(), "them ho")
    qtbot.waitUntil(lambda: palette(window).titles() == ["Thêm hộ mới"])
    assert palette(window).current().key == "Ctrl+N"
    press(palette(window).box(), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: window.current_key() == "household")
    assert window.page().shown == {"head_name": ""}


def test_titles_with_the_word_itself_stand_before_those_that_only_hold_its_letters():
    titles = ["Chính sách", "Tính lại", "In danh sách", "Thông tin", "Inh ỏi", "Xem, in"]
    hits = [Hit("Lệnh", title, "", "print", lambda: None) for title in titles]

    found = [hit.title for hit in best_first(("in",), hits)]

    assert found == ["In danh sách", "Xem, in", "Inh ỏi", "Chính sách", "Tính lại", "Thông tin"]


def test_every_command_has_a_place_of_its_own():
    """Whoever never finds Ctrl+K misses nothing."""
    assert all(command.seen_at for command in COMMANDS)


def test_a_place_is_reached_by_a_part_of_its_name_and_the_arrows(window, qtbot):
    press(palette(window).box(), Qt.Key.Key_Down)
    press(palette(window).box(), Qt.Key.Key_Return)
    assert window.current_key() == "plan"


def test_help_is_found_too(window, qtbot):
    type_vi(palette(window).box(), "unikey")
    qtbot.waitUntil(lambda: palette(window).titles() == ["UniKey không gõ được?"])
    press(palette(window).box(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(HelpDrawer) is not None)
    assert window.findChild(HelpDrawer).topic() == "unikey"


def test_esc_goes_back_and_nothing_found_says_so(window, qtbot):
    type_vi(palette(window).box(), "xyz")
    qtbot.waitUntil(lambda: palette(window)._nothing.text() == "Không thấy «xyz».")
    press(palette(window).box(), Qt.Key.Key_Escape)
    assert palette(window).isHidden()
