"""An officer who types faster than the window answers loses nothing: every key reaches its own field."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from povdesk.domain.partial_date import PartialDate
from povdesk.domain.programme import Capital, Project, Source
from povdesk.ui.programme.money_rows import columns as money_columns
from povdesk.ui.widgets.fields import Choice, ChoiceField, TextField
from povdesk.ui.widgets.grid import GridColumn, GridModel, GridView

from .typing_vi import type_vi

pytestmark = pytest.mark.gui

RELATIONS = [
    Choice("head", "Chủ hộ", "01"),
    Choice("spouse", "Vợ, chồng", "02"),
    Choice("child", "Con", "03"),
]
SEXES = [Choice("male", "Nam", "1"), Choice("female", "Nữ", "2")]
HAMLETS = [Choice("lac", "thôn Trà Lạc"), Choice("giang", "thôn Trà Giang")]
COLUMNS = [
    GridColumn("name", "Họ và tên", 160),
    GridColumn("relation", "Quan hệ", 100, choices=RELATIONS),
    GridColumn("sex", "Giới", 80, choices=SEXES),
    GridColumn("born", "Ngày sinh", 100, read=PartialDate.parse, empty=None, is_date=True),
    GridColumn("note", "Ghi chú", 120, stretch=True),
]
_KEYS = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "<": Qt.Key.Key_Backtab, " ": Qt.Key.Key_Space}


def at_once(window: QWidget, text: str) -> None:
    """All keys are waiting before the first is answered; "\\n" is Enter, "\\t" Tab, "<" Shift+Tab."""
    for letter in text:
        key = _KEYS.get(letter) or Qt.Key(ord(letter.upper()))
        said = "\r" if letter == "\n" else letter
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            QApplication.postEvent(window.windowHandle(), QKeyEvent(kind, key, none, said))
    QApplication.processEvents()


def popup_of(qtbot) -> QWidget:
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget()


@pytest.fixture
def window(qtbot):
    shown = QWidget()
    QVBoxLayout(shown)
    shown.resize(900, 500)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


@pytest.fixture
def grid(window):
    view = GridView(GridModel(COLUMNS))
    window.layout().addWidget(view)
    view.go_to(0, "name")
    return view


def rows(grid):
    return [tuple(row.get(column.key) for column in COLUMNS[:4]) for row in grid.grid_model().rows()]


def test_a_whole_row_typed_before_the_window_answers_is_that_row(window, grid):
    at_once(window, "An\ncon\nnu\n5/2014\n\nBe\n02\n1\n1980\n")

    assert rows(grid) == [
        ("An", "child", "female", PartialDate(2014, 5)),
        ("Be", "spouse", "male", PartialDate(1980)),
    ]


@pytest.mark.parametrize("leave", ["\n", "\t"])
def test_keys_sent_to_the_list_that_is_being_closed_go_to_the_next_cells(window, grid, qtbot, leave):
    at_once(window, "An\nco")

    # X11 sends all keys to the list until it hears that it was closed.
    at_once(popup_of(qtbot), f"n{leave}nu{leave}5/2014{leave}")

    assert rows(grid) == [("An", "child", "female", PartialDate(2014, 5))]


def test_tab_in_an_open_list_takes_the_best_match_and_shift_tab_too(window, grid, qtbot):
    at_once(window, "An\ncon\tnam\t1980\t")
    assert rows(grid) == [("An", "child", "male", PartialDate(1980))]

    grid.go_to(0, "sex")
    at_once(window, "nu<vo\n")
    assert rows(grid) == [("An", "spouse", "female", PartialDate(1980))]


def test_arrow_and_tab_take_the_marked_line(window, grid, qtbot):
    grid.go_to(0, "relation")
    at_once(window, "c")
    popup = popup_of(qtbot)
    marked = popup.model().index(1, 0)
    popup.setCurrentIndex(marked)
    words = marked.data()

    at_once(popup, "\tnu\t")

    taken = rows(grid)[0]
    assert next(one.text for one in RELATIONS if one.code == taken[1]) == words
    assert taken[2] == "female"


@pytest.mark.parametrize(("key", "ctrl"), [(Qt.Key.Key_F8, False), (Qt.Key.Key_S, True)])
def test_a_key_of_the_window_first_reads_the_cell_whose_list_is_open(window, grid, qtbot, key, ctrl):
    seen = []
    for keys in ("F8", "Ctrl+S"):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda: seen.append(rows(grid)))
    at_once(window, "An\ncon")
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier

    qtbot.keyClick(popup_of(qtbot).windowHandle(), key, held)

    assert [[row[:2] for row in said] for said in seen] == [[("An", "child")]]


@pytest.mark.parametrize(("key", "ctrl"), [(Qt.Key.Key_F8, False), (Qt.Key.Key_S, True)])
def test_a_key_of_the_window_first_reads_the_field_whose_list_is_open(window, qtbot, key, ctrl):
    seen = []
    hamlet = ChoiceField("v", "Thôn", HAMLETS)
    window.layout().addWidget(hamlet)
    for keys in ("F8", "Ctrl+S"):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda: seen.append(hamlet.value()))
    hamlet.setFocus()
    at_once(window, "lac")
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier

    qtbot.keyClick(popup_of(qtbot).windowHandle(), key, held)

    assert seen == ["lac"]


@pytest.mark.parametrize("leave", ["\n", "\t"])
def test_keys_sent_to_the_closing_list_of_a_field_go_to_the_next_field(window, qtbot, leave):
    hamlet, group, after = ChoiceField("v", "Thôn", HAMLETS), TextField("g", "Tổ"), TextField("a", "Sau")
    for field in (hamlet, group, after):
        window.layout().addWidget(field)
    hamlet.setFocus()
    at_once(window, "la")

    at_once(popup_of(qtbot), f"c{leave}To 99{leave}x")

    assert (hamlet.value(), group.value(), after.value()) == ("lac", "To 99", "x")


def test_keys_typed_at_once_into_fields_reach_their_own(window):
    hamlet, group = ChoiceField("v", "Thôn", HAMLETS), TextField("g", "Tổ")
    window.layout().addWidget(hamlet)
    window.layout().addWidget(group)
    hamlet.setFocus()

    at_once(window, "lac\nTo 99")

    assert (hamlet.value(), group.value()) == ("lac", "To 99")


def test_a_click_in_the_list_of_a_cell_takes_the_line_and_goes_on(window, grid, qtbot):
    grid.go_to(0, "relation")
    type_vi(grid, "c")
    popup = popup_of(qtbot)
    line = popup.model().index(0, 0)
    words = line.data()

    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=popup.visualRect(line).center())

    assert next(one.text for one in RELATIONS if one.code == rows(grid)[0][1]) == words
    assert grid.currentIndex().column() == 2
    at_once(window, "nu\n")
    assert rows(grid)[0][2] == "female"


def test_three_lists_in_a_row_of_the_programmes_money_take_their_own_keys(window, qtbot):
    projects = [Project("p1", "Dự án 1", "Dự án 1"), Project("p2", "Dự án 2", "Dự án 2")]
    sources = {Capital.RECURRENT: (Source.CENTRAL, Source.PROVINCE)}
    view = GridView(GridModel(money_columns(projects, sources)))
    window.layout().addWidget(view)
    view.go_to(0, "project")
    at_once(window, "Du an")

    at_once(popup_of(qtbot), " 2\nsu nghiep\ttrung uong\n120,5\t")

    row = view.grid_model().rows()[0]
    said = (row["project"], row["capital"], row["source"], row["planned"])
    assert said == ("p2", str(Capital.RECURRENT), str(Source.CENTRAL), 120_500_000)
