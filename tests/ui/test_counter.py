"""The family at the counter, with keys only: find, explain, print, confirm; each paper is entered."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from povdesk.domain.household import Category
from povdesk.domain.requests import Request, RequestKind
from povdesk.storage import history, issued_papers, requests
from povdesk.ui.counter.confirmation_dialog import ConfirmationDialog
from povdesk.ui.counter.opening import show_confirmation, show_why
from povdesk.ui.counter.rights_dialog import RightsDialog
from povdesk.ui.counter.why_dialog import WhyDialog
from povdesk.ui.habits import Habits
from povdesk.ui.main_window import MainWindow
from povdesk.ui.pages import places
from povdesk.ui.search_palette import SearchPalette
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from povdesk.ui.worker import Worker
from tests.storage.counter import NUMBER, add_form, make_counter, recognise

from .typing_vi import type_vi

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier
WANTED = {"households", "household", "requests"}


@pytest.fixture
def counter(data_folder):
    opened = make_counter(data_folder)
    database, family, this = opened
    add_form(database, family, this, ["health_insurance"])
    yield opened
    database.close()


@pytest.fixture
def window(qtbot, qapp, counter, data_folder):
    worker = Worker(counter[0])
    made = MainWindow([entry for entry in places() if entry.key in WANTED], Habits(None))
    qtbot.addWidget(made)
    made.resize(1366, 697)
    made.show()
    made.start(worker, data_folder, is_sample=False)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: not worker.is_busy())
    yield made
    worker.close()


def dialog_of(qtbot, kind):
    found = []

    def there():
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[0]


def words_of(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_eight_keys_from_any_screen_to_the_reason_of_one_family(window, qtbot, counter):
    """Ctrl+K, six letters and digits, Ctrl+I."""
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    box = window.findChild(SearchPalette).box()
    type_vi(box, "dao 80")
    QTest.keyClick(box, Qt.Key.Key_I, CTRL)
    dialog = dialog_of(qtbot, WhyDialog)
    qtbot.waitUntil(lambda: dialog.why() is not None)

    assert dialog.why().head_name == "Hồ Văn Đào"
    assert "Đinh Thị Ương không có thẻ BHYT." in words_of(dialog)
    assert NUMBER not in words_of(dialog)


def test_one_key_more_confirms_and_enters_the_paper(window, qtbot, counter):
    database, family, _ = counter
    recognise(database, family, Category.POOR, 2024)
    dialog = show_why(window, window.desk, family)
    qtbot.waitUntil(lambda: dialog.why() is not None)
    QTest.keyClick(dialog, Qt.Key.Key_G, CTRL)
    confirm = dialog_of(qtbot, ConfirmationDialog)
    qtbot.waitUntil(lambda: confirm.facts() is not None)
    type_vi(QApplication.focusWidget(), "Vay von")
    QTest.keyClick(confirm, Qt.Key.Key_P, CTRL)
    preview = dialog_of(qtbot, PreviewDialog)
    qtbot.waitUntil(lambda: preview.view().pages() is not None)

    with database.reading() as connection:
        (row,) = issued_papers.rows(connection, 2024, "GXN")
        kept = issued_papers.pdf(connection, row.id)
        (entry,) = [one for one in history.entries(connection) if "giấy xác nhận" in one.action]
    assert (row.person_name, row.number, row.subject) == ("Hồ Văn Đào", "", "Hộ nghèo năm 2024: Vay von")
    assert kept is not None and kept.startswith(b"%PDF")
    assert entry.action == "In giấy xác nhận cho Hồ Văn Đào"


def test_a_member_found_by_name_gets_the_paper_in_her_own_name(window, qtbot, counter):
    database, family, _ = counter
    recognise(database, family, Category.NEAR_POOR, 2024)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    box = window.findChild(SearchPalette).box()
    type_vi(box, "uong")
    QTest.keyClick(box, Qt.Key.Key_G, CTRL)
    confirm = dialog_of(qtbot, ConfirmationDialog)
    qtbot.waitUntil(lambda: confirm.facts() is not None)

    assert confirm._person.text() == "Đinh Thị Ương"


def test_a_right_written_down_once_is_told_to_every_family_of_that_class(window, qtbot, counter):
    database, family, _ = counter
    recognise(database, family, Category.POOR, 2024)
    dialog = show_why(window, window.desk, family)
    qtbot.waitUntil(lambda: dialog.why() is not None)
    assert "chưa ghi quyền lợi theo diện" in words_of(dialog)
    dialog._on_rights()
    rights = dialog_of(qtbot, RightsDialog)
    qtbot.waitUntil(rights.is_loaded)
    rights.mark("health", "poor", "Cấp thẻ theo danh sách")
    rights.keep()
    qtbot.waitUntil(lambda: dialog.why().rights != ())

    assert "Y tế: Cấp thẻ theo danh sách" in words_of(dialog)
    with database.reading() as connection:
        assert history.entries(connection)[0].action == "Lưu quyền lợi theo diện"


def test_nothing_is_confirmed_without_a_decision(window, qtbot, counter):
    database, family, _ = counter
    confirm = show_confirmation(window, window.desk, family)
    qtbot.waitUntil(lambda: confirm.facts() is not None)
    QTest.keyClick(confirm, Qt.Key.Key_P, CTRL)

    assert "Không cấp được giấy xác nhận" in words_of(confirm)
    with database.reading() as connection:
        assert issued_papers.rows(connection) == ()


def test_a_date_without_its_number_is_not_printed(window, qtbot, counter):
    from povdesk.domain.partial_date import PartialDate

    database, family, _ = counter
    recognise(database, family, Category.POOR, 2024)
    confirm = show_confirmation(window, window.desk, family)
    qtbot.waitUntil(lambda: confirm.facts() is not None)
    confirm._day.set_value(PartialDate.of(date(2024, 10, 16)))
    confirm.issue()

    assert confirm._number.problem() is not None
    with database.reading() as connection:
        assert issued_papers.rows(connection) == ()


def test_the_list_answers_the_same_keys_for_its_row(window, qtbot, counter):
    window.open_place("households")
    page = window.page()
    qtbot.waitUntil(lambda: page.is_loaded() and page.household_in_front() is not None)
    QTest.keyClick(window, Qt.Key.Key_I, CTRL)

    dialog = dialog_of(qtbot, WhyDialog)
    qtbot.waitUntil(lambda: dialog.why() is not None)
    assert dialog.why().household_id == counter[1]


def test_the_open_form_answers_them_too(window, qtbot, counter):
    window.open_place("household", household_id=counter[1])
    qtbot.waitUntil(lambda: window.page().household_in_front() == counter[1])
    QTest.keyClick(window, Qt.Key.Key_I, CTRL)

    dialog = dialog_of(qtbot, WhyDialog)
    qtbot.waitUntil(lambda: dialog.why() is not None)
    assert dialog.why().household_id == counter[1]
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_request_opens_the_form_of_its_own_round(window, qtbot, counter):
    """The continuous round's form decides when the answer is ready, not the year's."""
    database, family, periodic = counter
    with database.writing() as act:
        wanted = Request(
            date(2024, 10, 1), RequestKind.RECOGNISE, "Hồ Văn Đào", hamlet_id=1, household_id=family
        )
        key = requests.save(act, wanted)
    with database.writing() as act:
        continuous = requests.send_to_round(act, key, date(2024, 10, 15))
    window.open_place("household", household_id=family, round_id=continuous)
    page = window.page()
    qtbot.waitUntil(lambda: page.household_in_front() == family)
    assert page._loaded.form.round.id == continuous
    assert page._loaded.form.review.id is None

    window.open_place("household", household_id=family)
    qtbot.waitUntil(lambda: page._loaded is not None and page._loaded.form.round.id == periodic)
