"""The main window: places, keys that work everywhere, sample marks, text sizes, leaving."""

import itertools
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from povdesk.ui import theme
from povdesk.ui.habits import Habits
from povdesk.ui.help.drawer import KEY_CARD, HelpDrawer
from povdesk.ui.main_window import MainWindow
from povdesk.ui.navigation import PageEntry
from povdesk.ui.pages import PLACES
from povdesk.ui.widgets.card import Card
from povdesk.ui.widgets.labels import button
from povdesk.ui.widgets.page import Page
from povdesk.ui.widgets.status_bar import SAMPLE_WORDS
from povdesk.ui.worker import Worker

from .typing_vi import press

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier


class SamplePage(Page):
    """A page that counts what happens to it."""

    def __init__(self, desk, title="Trang thử"):
        super().__init__(desk, title)
        self.reloads = 0
        self.prints = 0
        self.target = {}
        self.holds = False
        self.header.add_action(button("Lưu và sang hộ sau", kind="primary", key="F8"))
        card = Card("Nhân khẩu trong hộ", self)
        card.body.addWidget(button("Thêm người", icon="add", kind="link"))
        self.body.addWidget(card)

    def reload(self):
        self.reloads += 1

    def show_target(self, **target):
        self.target = target

    def may_leave(self, go):
        self.go = go
        if not self.holds:
            go()


class PrintingPage(SamplePage):
    help_topic = "unikey"

    def print_page(self):
        self.prints += 1


@pytest.fixture
def worker(qapp):
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def window(qtbot, qapp, worker, data_folder):
    entries = [
        PageEntry("households", "Dữ liệu", "Hộ gia đình", "home-person", lambda desk: SamplePage(desk, "Hộ")),
        PageEntry("review", "Dữ liệu", "Rà soát năm", "clipboard-checkmark", PrintingPage),
        PageEntry("plan", "Kế hoạch", "Kế hoạch", "document-text", SamplePage),
        PageEntry("form", "", "Phiếu hộ", "document", SamplePage, under="households"),
    ]
    made = MainWindow(entries, Habits(data_folder))
    qtbot.addWidget(made)
    made.resize(1366, 697)
    made.show()
    made.start(worker, data_folder, is_sample=True)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    theme.set_text_size(qapp, theme.TextSize.NORMAL)


def key_in(window, key, modifiers=None):
    from PySide6.QtTest import QTest

    QTest.keyClick(window, key, modifiers or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def test_ctrl_and_a_digit_open_the_places_from_top_to_bottom(window):
    for digit, place in ((Qt.Key.Key_2, "review"), (Qt.Key.Key_3, "plan"), (Qt.Key.Key_1, "households")):
        key_in(window, digit, CTRL)
        assert window.current_key() == place
    assert window.windowTitle() == "PovDesk – Hộ"


def test_a_page_is_made_when_it_is_first_shown_and_kept(window):
    first = window.page()
    key_in(window, Qt.Key.Key_2, CTRL)
    key_in(window, Qt.Key.Key_1, CTRL)

    assert window.page() is first
    assert first.reloads == 1


def test_when_the_button_with_the_focus_goes_the_focus_stays_on_the_page(qtbot, window):
    page = window.page()
    gone = button("Tạo từ mẫu", parent=page)
    page.body.insertWidget(0, gone)
    qtbot.waitUntil(gone.isVisible)
    gone.setFocus()

    gone.hide()

    first = next(each for each in page.findChildren(QPushButton) if each.text() == "Thêm người")
    qtbot.waitUntil(first.hasFocus)


def test_a_hidden_page_reads_again_when_it_is_shown_and_a_visible_one_at_once(window, worker):
    first = window.page()
    worker.data_changed.emit()
    assert first.reloads == 2
    key_in(window, Qt.Key.Key_2, CTRL)
    worker.data_changed.emit()
    worker.data_changed.emit()
    assert first.reloads == 2
    key_in(window, Qt.Key.Key_1, CTRL)
    assert first.reloads == 3


def test_f5_reads_again_and_ctrl_p_prints_where_a_page_can(window):
    key_in(window, Qt.Key.Key_F5)
    key_in(window, Qt.Key.Key_P, CTRL)
    assert window.page().reloads == 2 and window.page().prints == 0
    key_in(window, Qt.Key.Key_2, CTRL)
    key_in(window, Qt.Key.Key_P, CTRL)
    assert window.page().prints == 1


def test_a_page_that_holds_the_officer_is_left_only_when_it_says_so(window):
    first = window.page()
    first.holds = True
    key_in(window, Qt.Key.Key_2, CTRL)
    assert window.current_key() == "households"
    first.go()
    assert window.current_key() == "review"


def test_another_page_can_be_asked_to_show_one_household(window):
    window.open_place("form", household_id=17)

    assert window.page().target == {"household_id": 17}
    place = window.navigation.findChild(QPushButton, "place-households")
    assert place.isChecked()


def test_f1_shows_the_screens_help_then_the_key_card_then_closes(window):
    key_in(window, Qt.Key.Key_2, CTRL)
    key_in(window, Qt.Key.Key_F1)
    drawer = window.findChild(HelpDrawer)
    assert drawer.isVisible() and drawer.topic() == "unikey"
    key_in(window, Qt.Key.Key_F1)
    assert drawer.topic() == KEY_CARD
    key_in(window, Qt.Key.Key_F1)
    assert drawer.isHidden()


def test_esc_closes_the_help(window):
    key_in(window, Qt.Key.Key_F1)
    drawer = window.findChild(HelpDrawer)
    press(drawer, Qt.Key.Key_Escape)

    assert drawer.isHidden()


def test_sample_data_says_so_at_the_top_and_at_the_bottom_of_every_screen(window):
    def shown():
        return [label for label in window.findChildren(QLabel) if label.text() == SAMPLE_WORDS]

    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        key_in(window, digit, CTRL)
        assert len(shown()) == 2 and all(label.isVisible() for label in shown())
    window.set_sample(False)
    assert not any(label.isVisible() for label in shown())


def test_the_text_size_is_changed_with_keys_and_remembered(window, data_folder):
    before = QApplication.font().pixelSize()
    key_in(window, Qt.Key.Key_Plus, CTRL)
    assert theme.text_size() is theme.TextSize.LARGE
    assert QApplication.font().pixelSize() == round(before * 1.15)
    key_in(window, Qt.Key.Key_Plus, CTRL)
    assert QApplication.font().pixelSize() == round(before * 1.3)
    assert Habits(data_folder).get("text_size") == "very_large"
    key_in(window, Qt.Key.Key_0, CTRL)
    assert theme.text_size() is theme.TextSize.NORMAL


def test_the_cursor_goes_to_the_page_not_to_its_header(window):
    key_in(window, Qt.Key.Key_2, CTRL)
    assert window.focusWidget().text() == "Thêm người"


def test_a_narrow_window_shows_icons_and_a_low_one_a_lower_header(window):
    assert not window.navigation.is_compact()
    tall = window.page().header.height()
    window.resize(1093, 558)
    QApplication.processEvents()

    assert window.navigation.is_compact()
    assert window.navigation.width() == theme.NAVIGATION_ICONS
    assert window.page().header.height() < tall


@pytest.mark.parametrize(
    ("size", "text"),
    list(itertools.product([(1366, 697), (1093, 558), (1024, 540)], theme.TextSize)),
)
def test_no_button_or_label_is_cut_and_nothing_scrolls_sideways(window, size, text):
    window.set_text_size(text)
    window.resize(*size)
    QApplication.processEvents()

    assert (window.width(), window.height()) == size
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QPushButton | QLabel) and not getattr(widget, "wordWrap", bool)():
            assert widget.sizeHint().width() <= widget.width() + 1, widget.text()
        if isinstance(widget, QScrollArea):
            assert not widget.horizontalScrollBar().isVisible()


@pytest.mark.parametrize("text", list(theme.TextSize))
@pytest.mark.parametrize("size", [(1366, 697), (1093, 558), (1024, 540)])
def test_every_place_can_be_reached_at_every_size(qtbot, qapp, data_folder, size, text):
    made = MainWindow(PLACES, Habits(None))
    qtbot.addWidget(made)
    made.show()
    made.set_text_size(text)
    made.resize(*size)
    QApplication.processEvents()

    assert (made.width(), made.height()) == size
    bar = made.navigation
    places = [bar.findChild(QPushButton, f"place-{entry.key}") for entry in PLACES if entry.group]
    (help_row,) = [row for row in bar.findChildren(QPushButton) if row not in places]
    for row, below in itertools.pairwise(places):
        assert row.mapTo(bar, row.rect().bottomLeft()).y() < below.mapTo(bar, below.rect().topLeft()).y()
    assert all(row.height() >= 26 for row in (*places, help_row))
    assert help_row.geometry().bottom() <= bar.height()
    for entry in PLACES:
        if entry.group:
            bar.show_current(entry.key)
            place = bar.findChild(QPushButton, f"place-{entry.key}")
            assert not place.visibleRegion().isEmpty(), entry.title
    theme.set_text_size(qapp, theme.TextSize.NORMAL)


def test_closing_asks_the_page_first(window, qtbot):
    window.page().holds = True
    window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        window.page().go()


def test_every_icon_that_a_place_names_is_there():
    icons = Path(theme.paths.RESOURCES) / "icons"
    assert all((icons / f"{entry.icon}.svg").is_file() for entry in PLACES)


def _luminance(color):
    def channel(value):
        value /= 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXTS = [
    *itertools.product((theme.INK, theme.INK2, theme.INK3), (theme.SURFACE, theme.APP, theme.READ_ONLY)),
    *itertools.product((theme.INK2, theme.INK3, theme.NAVIGATION_INK), (theme.NAVIGATION,)),
    (theme.SURFACE, theme.ACCENT),
    (theme.SURFACE, theme.INK),
    (theme.SURFACE, theme.DANGER),
    (theme.ACCENT, theme.SURFACE),
    (theme.ACCENT_DARK, theme.SURFACE),
    (theme.INK, theme.HEAT),
    *((tone.ink, tone.tint) for tone in theme.Tone),
    *((tone.ink, theme.SURFACE) for tone in theme.Tone),
]


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_is_readable_on_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(
    ("mark", "ground"),
    [
        *itertools.product((theme.BORDER, theme.ACCENT), (theme.SURFACE, theme.APP)),
        *itertools.product(
            (theme.BAR_OK, theme.BAR_COURSE, theme.BAR_ATTENTION, theme.BAR_LATE), (theme.BAR_TRACK,)
        ),
    ],
)
def test_borders_and_bars_stand_out(mark, ground):
    assert contrast(mark, ground) >= 3.0


def test_no_page_uses_qts_bare_boxes_that_the_wheel_changes():
    """`keys.ComboBox`, `NumberField` and `PartialDateField` are the ones to use."""
    ui = Path(theme.__file__).parent
    bare = re.compile(r"\bQ(?:ComboBox|SpinBox|DoubleSpinBox|DateEdit|DateTimeEdit|TimeEdit)\(")
    allowed = {"choice_field.py", "keys.py"}
    found = [
        f"{file.relative_to(ui)}: {line.strip()}"
        for file in ui.rglob("*.py")
        if file.name not in allowed
        for line in file.read_text(encoding="utf-8").splitlines()
        if bare.search(line)
    ]
    assert not found


def test_a_kept_draft_does_not_cover_an_answer_before_it_can_be_read(window):
    shown = window.status._saved.whole
    window.desk.say("Năm trước không có giá trị cho ô này.")
    window.desk.say_unasked("Đã lưu nháp 14:31")
    assert shown() == "Năm trước không có giá trị cho ô này."

    window.status._answered.timeout.emit()
    assert shown() == "Đã lưu nháp 14:31"


def test_a_kept_draft_is_said_at_once_where_no_answer_stands(window):
    window.desk.say_unasked("Đã lưu nháp 14:32")
    assert window.status._saved.whole() == "Đã lưu nháp 14:32"


def test_a_refusal_goes_once_it_was_read_and_what_was_saved_stays(window):
    for answer, left in (("Chọn hộ để xem văn bản này.", ""), ("Đã lưu 14:31", "Đã lưu 14:31")):
        window.desk.say(answer)
        window.status._answered.timeout.emit()
        assert window.status._saved.whole() == left


def test_a_tick_stands_beside_what_is_done_and_not_beside_a_refusal(window):
    window.desk.say("Đã lưu 14:31")
    assert window.status._sign.isVisible()
    window.desk.say("Danh sách đang trống nên không có gì để in.")
    assert not window.status._sign.isVisible()
