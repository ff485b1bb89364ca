"""Tiếp nhận đề nghị as an officer uses it: received, overdue with sign and word, answered, printed."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from povdesk.domain.household import Category
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.requests import Request, RequestKind, RequestResult
from povdesk.storage import issued_papers, requests
from povdesk.ui.counter.why_dialog import WhyDialog
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.periods.dialogs import ReasonDialog
from povdesk.ui.requests.answer_dialog import AnswerDialog
from povdesk.ui.requests.holidays_dialog import HolidaysDialog
from povdesk.ui.requests.number_dialog import NumberDialog
from povdesk.ui.requests.page import RequestsPage
from povdesk.ui.requests.request_dialog import RequestDialog
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from povdesk.ui.worker import Worker
from tests.storage.counter import CODES, add_form, make_counter, recognise

from .typing_vi import press, type_vi

pytestmark = pytest.mark.gui
ASKED = Request(date(2024, 8, 12), RequestKind.RECOGNISE, "Hồ Văn Đào", hamlet_id=1, reason="Nhà cháy")


@pytest.fixture
def counter(data_folder):
    opened = make_counter(data_folder)
    with opened[0].writing() as act:
        requests.save(act, replace(ASKED, household_id=opened[1], number="12/GĐN"))
    yield opened
    opened[0].close()


@pytest.fixture
def opened(qtbot, counter, data_folder):
    """The page and what it said of its place: counts, and places that were asked for."""
    worker = Worker(counter[0])
    said = {"counts": {}, "opened": []}
    desk = Desk(worker, Habits(data_folder), data_folder)
    desk.show_count = lambda key, count: said["counts"].__setitem__(key, count)
    desk.open = lambda key, **target: said["opened"].append((key, target))
    page = RequestsPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 640)
    page.show()
    qtbot.waitUntil(lambda: page.is_loaded() and not worker.is_busy())
    yield page, said
    worker.close()


def settled(qtbot, page):
    qtbot.waitUntil(lambda: not page.desk.worker.is_busy())


def dialog_of(qtbot, kind):
    found = []

    def there():
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[0]


def cells(part):
    """The rows as shown: the text of every column."""
    return [[column.show(row) for column in part.model.columns] for row in part.model.rows()]


def test_an_overdue_request_has_sign_word_and_a_count_at_its_place(opened):
    page, said = opened
    (row,) = page.book.model.rows()
    clock = next(column for column in page.book.model.columns if column.key == "clock")

    assert clock.show(row).startswith("Quá hạn") and clock.icon(row) == "error-circle"
    assert said["counts"] == {"requests": 1}
    assert "Tết Âm lịch" in page.book.remark.text()


def test_a_request_is_received_by_typing(qtbot, opened, counter):
    page, _ = opened
    page.book.receive()
    dialog = dialog_of(qtbot, RequestDialog)
    type_vi(dialog._applicant, "Đinh Thị Ương")
    dialog._hamlet.set_value("1")
    dialog._look_up()
    dialog._received.set_value(PartialDate.of(date(2024, 10, 1)))
    qtbot.waitUntil(lambda: dialog._household.value() == str(counter[1]))
    dialog.keep()
    qtbot.waitUntil(lambda: len(page.book.model.rows()) == 2)

    with counter[0].reading() as connection:
        newest = requests.all_requests(connection)[0]
    assert (newest.applicant, newest.household_id) == ("Đinh Thị Ương", counter[1])
    assert newest.due_on == date(2024, 10, 22)


def test_what_is_missing_is_said_at_the_field(qtbot, opened):
    page, _ = opened
    page.book.receive()
    dialog = dialog_of(qtbot, RequestDialog)
    dialog.keep()

    assert dialog._applicant.problem() is not None
    assert dialog.isVisible()


def test_a_refusal_asks_for_its_reason_and_prints_it(qtbot, opened, counter):
    page, _ = opened
    add_form(counter[0], counter[1], counter[2], CODES[:1], points=150)
    page.book._on_answer(page.book.list.current_row())
    dialog = dialog_of(qtbot, AnswerDialog)
    assert any("phiếu tính ra: không nghèo" in label.text() for label in dialog.findChildren(QLabel))
    dialog.fill(RequestResult.REFUSED, date(2024, 10, 14))
    dialog.keep()
    assert dialog._reason.problem() is not None
    dialog.fill(RequestResult.REFUSED, date(2024, 10, 14), "Thu nhập trên mức chuẩn")
    dialog.keep()
    qtbot.waitUntil(lambda: cells(page.book)[0][-1] == "Không công nhận")

    page.book._on_paper(page.book.list.current_row())
    preview = dialog_of(qtbot, PreviewDialog)
    qtbot.waitUntil(lambda: preview.view().pages() is not None)


def test_a_request_goes_to_the_continuous_round_and_its_form_opens(qtbot, opened, counter):
    page, said = opened
    page.book._on_send(page.book.list.current_row())
    qtbot.waitUntil(lambda: cells(page.book)[0][-1] == "Đang rà soát")
    row = page.book.list.current_row()
    page.book._on_form(row)

    wanted = {"household_id": counter[1], "round_id": row.request.round_id}
    assert said["opened"] == [("household", wanted)]


def test_a_day_off_entered_here_moves_the_last_day(qtbot, opened):
    page, _ = opened
    page.book.open_holidays()
    dialog = dialog_of(qtbot, HolidaysDialog)
    dialog._day.set_value(PartialDate.of(date(2024, 9, 3)))
    dialog.add()
    qtbot.waitUntil(lambda: cells(page.book)[0][5] == "04/09/2024")

    assert not page.book.remark.isVisible()


def test_the_book_prints_what_is_shown(qtbot, opened):
    page, _ = opened
    page.print_page()
    preview = dialog_of(qtbot, PreviewDialog)

    qtbot.waitUntil(lambda: preview.view().pages() is not None)


def test_the_number_of_a_paper_is_written_down_later(qtbot, opened, counter):
    page, _ = opened
    with counter[0].writing() as act:
        act.describe("In giấy xác nhận")
        issued_papers.record(
            act, {"kind": "GXN", "symbol": "GXN-UBND", "year": 2024, "household_id": counter[1]}
        )
    page.reload()
    settled(qtbot, page)
    page.show_target(tab="issued")
    assert cells(page.issued)[0][1] == "Chưa ghi số"
    press(page.issued.list, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, NumberDialog)
    dialog._number.set_value("7")
    dialog._day.set_value(PartialDate.of(date(2024, 10, 16)))
    dialog.keep()

    qtbot.waitUntil(lambda: cells(page.issued)[0][1:3] == ["7/GXN-UBND", "16/10/2024"])


def test_a_spoilt_paper_is_marked_as_cancelled_and_that_is_taken_back(qtbot, opened, counter):
    page, _ = opened
    with counter[0].writing() as act:
        act.describe("In giấy xác nhận")
        issued_papers.record(
            act,
            {
                **{"kind": "GXN", "symbol": "GXN-UBND", "year": 2024, "household_id": counter[1]},
                **{"number": "7", "signed_on": date(2024, 10, 16), "subject": "Hộ nghèo năm 2024"},
            },
        )
    page.reload()
    settled(qtbot, page)
    page.show_target(tab="issued")
    cancelled, taken_back = (
        next(made for made in page.issued.findChildren(QPushButton) if made.text() == words)
        for words in ("Ghi hủy…", "Thôi hủy")
    )
    assert cancelled.isEnabled() and not taken_back.isEnabled()
    page.window().activateWindow()
    cancelled.setFocus()
    cancelled.click()
    dialog = dialog_of(qtbot, ReasonDialog)
    dialog.field("reason").set_value("in hỏng")
    dialog.save()
    qtbot.waitUntil(lambda: cells(page.issued)[0][5] == "Đã hủy (in hỏng) – Hộ nghèo năm 2024")
    assert cells(page.issued)[0][1] == "7/GXN-UBND"
    qtbot.waitUntil(taken_back.isEnabled)
    assert not cancelled.isEnabled()
    assert page.window().focusWidget() is page.issued.list

    taken_back.setFocus()
    taken_back.click()
    qtbot.waitUntil(lambda: cells(page.issued)[0][5] == "Hộ nghèo năm 2024")
    qtbot.waitUntil(cancelled.isEnabled)
    assert page.window().focusWidget() is page.issued.list


def test_households_near_a_limit_are_explained_with_enter(qtbot, opened, counter):
    page, _ = opened
    recognise(counter[0], counter[1], Category.NEAR_POOR, 2024)
    add_form(counter[0], counter[1], counter[2], CODES[:2], points=135)
    page.reload()
    settled(qtbot, page)
    page.show_target(tab="near")
    assert cells(page.near)[0][-1] == "B1 dưới giới hạn 5 điểm, thiếu hụt 2 chỉ số"
    press(page.near.list, Qt.Key.Key_Return)

    dialog = dialog_of(qtbot, WhyDialog)
    qtbot.waitUntil(lambda: dialog.why() is not None)
    assert dialog.why().household_id == counter[1]
