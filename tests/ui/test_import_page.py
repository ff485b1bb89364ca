"""Nhập từ Excel through the window: from a file to the register and back, with a look at every line."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.verdicts import Verdict
from povdesk.domain.review import RoundKind
from povdesk.spreadsheets import official_list as sheets
from povdesk.storage.database import open_database
from povdesk.storage.round_steps import open_round
from povdesk.storage.tables import hamlet, household, person
from povdesk.ui import messages
from povdesk.ui.desk import Desk
from povdesk.ui.exchange.page import create
from povdesk.ui.habits import Habits
from povdesk.ui.worker import Worker
from tests.spreadsheets.awkward import HEAD, SU, TIA, UT, book, changed, put, table
from tests.spreadsheets.test_reading_round_trip import an_empty_commune

pytestmark = pytest.mark.gui


@pytest.fixture
def page(qtbot, data_folder: Path):
    an_empty_commune(data_folder / "povdesk.db").close()
    worker = Worker()
    desk = Desk(worker, Habits(data_folder), data_folder)
    desk.opened = []
    desk.open = lambda key, **_target: desk.opened.append(key)
    worker.open(worker, lambda: open_database(data_folder / "povdesk.db"), lambda _database: None)
    made = create(desk)
    qtbot.addWidget(made)
    made.resize(1093, 558)
    made.show()
    yield made
    worker.close()


def settle(qtbot, page) -> None:
    qtbot.waitUntil(lambda: not page.is_busy() and not page.desk.worker.is_busy(), timeout=20_000)


def count(page, wanted) -> int:
    database = open_database(page.desk.folder / "povdesk.db")
    with database.reading() as connection:
        found = connection.execute(select(func.count()).select_from(wanted)).scalar()
    database.close()
    return int(found or 0)


def test_a_list_goes_in_step_by_step_and_out_again_at_once(qtbot, page, data_folder: Path) -> None:
    page.open_file(table(data_folder / "danh sách.xlsx", [TIA, UT, SU, changed(UT, name="")]))
    settle(qtbot, page)
    assert page.step == 1

    qtbot.keyClick(page.next, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert page.step == 2 and page.columns.mapping()[5] is Field.ID_NUMBER

    page.go_on()
    settle(qtbot, page)
    assert page.step == 3
    assert [row.verdict for row in page._rehearsal.rows] == [*3 * [Verdict.NEW], Verdict.REFUSED]
    assert page.check.list.list_model().rowCount() == 1
    assert count(page, household) == 0

    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, page)
    assert page.step == 4 and count(page, household) == 2 and count(page, person) == 3
    assert page.focusWidget() is page.next
    assert list(data_folder.rglob("*.pvbak"))

    page.undo.click()
    settle(qtbot, page)
    assert count(page, household) == 0 and count(page, person) == 0


def test_columns_matched_by_hand_are_remembered(qtbot, page, data_folder: Path) -> None:
    head = [*HEAD[:5], "Mã riêng", *HEAD[6:]]
    path = table(data_folder / "cột lạ.xlsx", [TIA, UT], head=head)
    page.open_file(path)
    settle(qtbot, page)
    page.go_on()
    settle(qtbot, page)
    box = page.columns._boxes[5]
    assert box.currentData() == ""

    box.setCurrentIndex(box.findData(str(Field.BORN)))
    assert page._problem.text().startswith("Hai cột cùng nhập vào Ngày sinh") and not page.next.isEnabled()
    box.setCurrentIndex(box.findData(str(Field.ID_NUMBER)))
    assert page.next.isEnabled()
    for _step in range(2):
        page.go_on()
        settle(qtbot, page)
    assert page.step == 4

    page.open_file(path)
    settle(qtbot, page)
    page.go_on()
    settle(qtbot, page)
    assert page.columns._boxes[5].currentData() == str(Field.ID_NUMBER)
    page.go_on()
    settle(qtbot, page)
    assert page.next.text() == "Không có gì để nhập" and not page.next.isEnabled()


def test_official_lists_need_no_matching(qtbot, page, data_folder: Path) -> None:
    path = data_folder / "mẫu.xlsx"
    sheets.write_template(path, date(2024, 12, 31))
    page.open_file(path)
    settle(qtbot, page)
    assert page.sheet.sheets.currentText() == "Cả 3 danh sách chính thức"

    page.go_on()
    settle(qtbot, page)
    assert page.step == 3 and not page._rehearsal.rows


def test_hamlets_that_the_book_lacks_are_added_at_one_press(qtbot, page, data_folder: Path) -> None:
    before = count(page, hamlet)
    elsewhere = [changed(one, hamlet="Trà Mới") for one in (TIA, UT, SU)]
    page.open_file(table(data_folder / "danh sách.xlsx", elsewhere))
    settle(qtbot, page)
    qtbot.keyClick(page.sheet.sheets, Qt.Key.Key_Return)
    settle(qtbot, page)
    page.go_on()
    settle(qtbot, page)
    assert {row.verdict for row in page._rehearsal.rows} == {Verdict.DOUBTFUL}
    assert page.check.add_hamlets.isVisible()

    page.check.add_hamlets.click()
    settle(qtbot, page)
    assert {row.verdict for row in page._rehearsal.rows} == {Verdict.NEW}
    assert not page.check.add_hamlets.isVisible()
    page.go_on()
    settle(qtbot, page)
    assert count(page, household) == 2 and count(page, hamlet) == before + 1


def test_a_file_that_is_no_list_is_told_and_the_page_stays(
    qtbot, page, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    monkeypatch.setattr(messages, "tell", lambda _parent, words, _more="": said.append(words))
    monkeypatch.setattr(messages, "show_error", lambda _parent, error: said.append(str(error)))
    page.open_file(book(data_folder / "hàng.xlsx", lambda made, sheet: put(made, sheet, [["Gạo", 3]])))
    settle(qtbot, page)
    page.open_file(data_folder / "không có.xlsx")
    settle(qtbot, page)

    assert page.step == 0
    assert "không có bảng danh sách" in said[0] and "Không thấy tệp" in said[1]


def test_a_register_that_changed_meanwhile_has_its_lines_checked_again_at_once(
    qtbot, page, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second check was asked while the refused import still counted as running, and never came."""
    said = []
    monkeypatch.setattr(messages, "show_error", lambda _parent, error: said.append(str(error)))
    page.open_file(table(data_folder / "danh sách.xlsx", [TIA, UT]))
    settle(qtbot, page)
    for _step in range(2):
        page.go_on()
        settle(qtbot, page)
    page.desk.worker.write(page, lambda act: open_round(act, 2024, RoundKind.PERIODIC, date(2024, 12, 1)))
    settle(qtbot, page)

    page.go_on()
    settle(qtbot, page)
    assert page.step == 3 and "Sổ hộ đã đổi" in said[0] and count(page, household) == 0
    page.go_on()
    settle(qtbot, page)

    assert page.step == 4 and len(said) == 1 and count(page, household) == 1


def test_a_doubtful_person_is_taken_with_space_and_waiting_lines_are_decided(
    qtbot, page, data_folder: Path
) -> None:
    twice = changed(SU, number=TIA[5], sex="Nam", born="07/04/1984")
    lost = changed(UT, hamlet="Trà Ngon", ordinal=3)
    page.open_file(table(data_folder / "danh sách.xlsx", [TIA, twice, lost]))
    settle(qtbot, page)
    for _step in range(2):
        page.go_on()
        settle(qtbot, page)
    assert [row.verdict for row in page.check.list.list_model().rows()] == 2 * [Verdict.DOUBTFUL]

    assert page.check.list.current_row().may_accept
    qtbot.keyClick(page.check.list, Qt.Key.Key_Space)
    settle(qtbot, page)
    assert [row.verdict for row in page._rehearsal.rows] == [Verdict.NEW, Verdict.NEW, Verdict.DOUBTFUL]
    assert not page.check.list.current_row().may_accept
    page.go_on()
    settle(qtbot, page)
    assert count(page, household) == 2

    page.waiting.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog.list.current_row().name == "Hồ Thị Út"
    dialog._done.click()
    qtbot.waitUntil(lambda: dialog.list.list_model().rowCount() == 0)
    dialog.reject()


def test_while_a_round_is_open_the_list_of_the_year_before_is_expected(
    qtbot, page, data_folder: Path
) -> None:
    year = date.today().year
    page.desk.worker.write(page, lambda act: open_round(act, year, RoundKind.PERIODIC, date.today()))
    settle(qtbot, page)

    page.open_file(table(data_folder / "danh sách.xlsx", [TIA, UT]))
    settle(qtbot, page)

    assert page.sheet.year() == year - 1
    assert page.sheet._review_note.isHidden()
    page.sheet.years.setCurrentIndex(page.sheet.years.findData(year))
    assert page.sheet._review_note.text().startswith(f"Năm {year} đang rà soát")


def test_f6_goes_to_the_next_line_with_a_remark(qtbot, page, data_folder: Path) -> None:
    rows = [TIA, changed(UT, born="31/02/2015"), changed(SU, number=51070000123)]
    page.open_file(table(data_folder / "danh sách.xlsx", rows))
    settle(qtbot, page)
    for _step in range(2):
        page.go_on()
        settle(qtbot, page)

    page.check.step(1)
    assert page.check.list.current_row().number == 3
    assert "tháng 2 năm 2015 không có ngày 31" in page.check._detail.text()
    assert ".;" not in page.check._detail.text()
    page.check.step(1)
    assert page.check.list.current_row().number == 4
    assert "đã mất số 0 ở đầu" in page.check._detail.text()
