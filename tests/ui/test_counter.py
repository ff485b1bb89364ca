"""The family at the counter, with keys only: find, explain, print, confirm; each paper is entered."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

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


def dialog_of(qtbot, kind, fits=lambda _one: True):
    found = []

    def there():
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        found[:] = [one for one in shown if fits(one)]
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


def typed_into(window, qtbot, counter):
    """The dialog of a poor family, with its purpose in front."""
    recognise(counter[0], counter[1], Category.POOR, 2024)
    confirm = show_confirmation(window, window.desk, counter[1])
    qtbot.waitUntil(lambda: confirm.facts() is not None and confirm._print.isEnabled())
    return confirm


def test_a_paper_is_not_printed_while_a_field_is_not_readable(window, qtbot, counter):
    confirm = typed_into(window, qtbot, counter)
    confirm._signer.box().setEditText("Không có người này")
    confirm._until.line().setText("không phải ngày")
    confirm._purpose.setFocus()
    QTest.keyClick(confirm, Qt.Key.Key_P, CTRL)

    assert confirm._until.problem() is not None and confirm._signer.problem() is not None
    assert confirm._until.has_cursor()
    assert confirm._print.isEnabled() and confirm.isVisible()
    with counter[0].reading() as connection:
        assert issued_papers.rows(connection) == ()


def test_what_is_unreadable_in_the_field_with_the_cursor_counts_too(window, qtbot, counter):
    confirm = typed_into(window, qtbot, counter)
    confirm._until.setFocus()
    type_vi(QApplication.focusWidget(), "32/13/2024")
    QTest.keyClick(confirm, Qt.Key.Key_P, CTRL)

    assert confirm._until.problem() is not None and confirm._until.has_cursor()
    with counter[0].reading() as connection:
        assert issued_papers.rows(connection) == ()


def test_a_date_is_not_taken_for_a_number_and_a_used_number_is_refused(window, qtbot, counter):
    database = counter[0]
    with database.writing() as act:
        act.describe("In giấy xác nhận")
        values = {"kind": "GXN", "symbol": "GXN-UBND", "year": 2024, "number": "7", "subject": "Hộ nghèo"}
        issued_papers.record(act, {**values, "signed_on": date(2024, 3, 5)})
    confirm = typed_into(window, qtbot, counter)
    confirm._number.set_value("1/1/2030")
    confirm.issue()
    assert "không phải số văn bản" in confirm._number.problem()[1] and confirm._number.has_cursor()

    confirm._number.set_value("07")
    confirm.issue()
    told = dialog_of(qtbot, QDialog, lambda one: "đã ghi cho văn bản khác" in words_of(one))
    told.close()
    qtbot.waitUntil(confirm._print.isEnabled)
    with database.reading() as connection:
        assert len(issued_papers.rows(connection)) == 1


def test_tab_goes_through_the_paper_as_it_is_read(window, qtbot, counter):
    confirm = typed_into(window, qtbot, counter)
    confirm._person.setFocus()
    passed = []
    while len(passed) < 6:
        passed.append(next(one for one in confirm._fields() if one.has_cursor()).code)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert passed == [
        *("confirm-person", "confirm-until", "confirm-purpose"),
        *("confirm-signer", "confirm-number", "confirm-day"),
    ]


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
