"""Kỳ báo cáo as an officer uses it: freeze, look again, report, compare, close and reopen a year; by keys."""

from datetime import date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget

from povdesk import paths
from povdesk.domain.period import Period, PeriodKind
from povdesk.storage import issued_papers, period_freezing, period_years, periods
from povdesk.storage.tables import household
from povdesk.ui.dashboard.page import create as create_dashboard
from povdesk.ui.indicators.subjects_dialog import SubjectsDialog
from povdesk.ui.periods.dialogs import IssueReportDialog, PeriodDialog, ReasonDialog, RemarksDialog
from povdesk.ui.periods.frozen_dialog import FrozenDialog
from povdesk.ui.periods.moves_dialog import MovesDialog
from povdesk.ui.periods.page import TABS, create
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.empty_state import EmptyState
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from tests.ui.plan_pages import database, desk, small_commune

__all__ = ["database", "desk", "small_commune"]

SIZES = [(1158, 649), (1041, 510), (972, 492)]
NOW = datetime(2024, 7, 5, 9, tzinfo=timezone(timedelta(hours=7)))


def settled(qtbot, page) -> None:
    qtbot.waitUntil(lambda: page.loaded() is not None and not page.desk.worker.is_busy(), timeout=20_000)


def front(qtbot, kind, desk=None):
    """The dialog of a kind that is open."""

    def found():
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
    if desk is not None:
        qtbot.waitUntil(lambda: not desk.worker.is_busy(), timeout=20_000)
    qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
    return found()[-1]


def press(dialog, words: str) -> None:
    next(
        one for one in dialog.findChildren(QPushButton) if one.text().startswith(words) and one.isEnabled()
    ).click()


def freeze_in(database, name="6 tháng đầu năm 2024", kind=PeriodKind.HALF, day=date(2024, 6, 30)) -> int:
    clock, database.clock = database.clock, lambda: NOW
    with database.writing() as act:
        key = periods.save(act, Period(name, day.year, kind, day))
    with database.writing() as act:
        period_freezing.freeze(act, key)
    database.clock = clock
    return key


@pytest.fixture
def page(qtbot, desk):
    window = QStackedWidget()
    qtbot.addWidget(window)
    made = create(desk)
    window.addWidget(made)
    window.resize(*SIZES[0])
    window.show()
    settled(qtbot, made)
    yield made
    for one in QApplication.topLevelWidgets():
        if isinstance(one, Dialog):
            one.close()
    window.close()


def test_the_usual_periods_of_the_year_stand_there_as_proposals(page):
    rows = page.periods.view.list_model().rows()
    assert [row.kind for row in rows][:3] == [PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR]
    assert all(row.state == "Đề xuất" for row in rows)


def test_freezing_asks_first_and_then_enter_opens_what_was_frozen(qtbot, page, desk):
    view = page.periods.view
    assert view.hasFocus() or view.current_row() is not None
    verb = next(made for made, _fits in page.periods._verbs if "Chốt số liệu" in made.text())
    verb.setFocus()
    verb.click()
    press(front(qtbot, Dialog), "Chốt số liệu")
    settled(qtbot, page)
    qtbot.waitUntil(lambda: view.current_row() is not None and view.current_row().is_frozen)
    assert page.window().focusWidget() is view, "the keys work in the list again"
    QTest.keyClick(view, Qt.Key.Key_Return)
    dialog = front(qtbot, FrozenDialog, desk)
    assert len(dialog.view().list_model().rows()) == 28
    dialog.view().choose(lambda row: row.figure.code == "IND-16")
    QTest.keyClick(dialog.view(), Qt.Key.Key_Return)
    lists = front(qtbot, SubjectsDialog, desk)
    shown = next(row for row in dialog.content().dashboard.rows if row.code == "IND-16").figure.shown
    assert len(lists.lists()["Đạt"]) == shown.numerator
    press(lists, "So với nay")
    assert front(qtbot, MovesDialog, desk).lists()


def test_going_to_a_household_leaves_all_dialogs_behind(qtbot, page, desk, database):
    freeze_in(database)
    page.reload()
    settled(qtbot, page)
    page.periods.view.choose(lambda row: row.is_frozen)
    QTest.keyClick(page.periods.view, Qt.Key.Key_Return)
    dialog = front(qtbot, FrozenDialog, desk)
    dialog.view().choose(lambda row: row.figure.code == "poor")
    QTest.keyClick(dialog.view(), Qt.Key.Key_Return)
    lists = front(qtbot, SubjectsDialog, desk)
    QTest.keyClick(lists.view(), Qt.Key.Key_Return)
    assert desk.opened[-1][0] == "household"
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()]


def test_ctrl_n_adds_a_period_and_ctrl_delete_takes_it_out(qtbot, page, desk):
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = front(qtbot, PeriodDialog)
    dialog.field("period-name").set_value("Giám sát tháng 5")
    dialog.field("period-day").line().setText("31/05/2024")
    dialog.save()
    settled(qtbot, page)
    qtbot.waitUntil(
        lambda: any(row.name == "Giám sát tháng 5" for row in page.periods.view.list_model().rows())
    )
    page.periods.view.choose(lambda row: row.name == "Giám sát tháng 5")
    page.window().activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.periods.view.setFocus()
    QTest.keyClick(page.periods.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: not any(row.name == "Giám sát tháng 5" for row in page.periods.view.list_model().rows())
    )


def test_the_officers_words_are_kept_for_the_period(qtbot, page, desk, database):
    key = freeze_in(database)
    page.reload()
    settled(qtbot, page)
    page.periods.view.choose(lambda row: row.id == key)
    page.periods.write_remarks(page.periods.view.current_row())
    dialog = front(qtbot, RemarksDialog)
    dialog.field("remark-limits").set_value("Giải ngân còn chậm")
    dialog.save()
    settled(qtbot, page)
    with database.reading() as connection:
        assert periods.get(connection, key).remarks == {"limits": "Giải ngân còn chậm"}


def test_ctrl_p_previews_the_report_with_its_numbers_beside_it(qtbot, page, desk, database):
    key = freeze_in(database)
    page.reload()
    settled(qtbot, page)
    page.periods.view.choose(lambda row: row.id == key)
    page.print_page()
    preview = front(qtbot, PreviewDialog, desk)
    qtbot.waitUntil(lambda: preview.view().pages() is not None, timeout=20_000)
    assert preview.figures is not None
    preview.figures.view().choose(lambda figure: figure.code == "IND-23")
    QTest.keyClick(preview.figures.view(), Qt.Key.Key_Return)
    lists = front(qtbot, SubjectsDialog, desk)
    with database.reading() as connection:
        kept = period_freezing.lists(connection, key, "IND-23")
    assert {words: len(rows) for words, rows in lists.lists().items()} == {
        {"reached": "Đạt", "not_reached": "Chưa đạt", "missing": "Thiếu số liệu"}[str(part)]: len(rows)
        for part, rows in kept.items()
    }


def test_an_issued_report_opens_from_the_register_with_the_people_of_that_day(qtbot, page, desk, database):
    key = freeze_in(database)
    page.reload()
    settled(qtbot, page)
    page.periods.view.choose(lambda row: row.id == key)
    page.periods.issue(page.periods.view.current_row())
    dialog = front(qtbot, IssueReportDialog)
    dialog.field("report-number").set_value("45")
    dialog.field("report-day").line().setText("08/07/2024")
    dialog.save()
    qtbot.waitUntil(lambda: "45/BC-UBND" in page.loaded().reported.values(), timeout=20_000)
    settled(qtbot, page)
    with database.writing() as act:
        act.describe("Xóa hết hộ")
        for home in act.connection.execute(household.select()).all():
            act.update(household, home.id, {"deleted_at": "2024-09-01T08:00:00"})
    page._choose(2)
    QTest.keyClick(page.papers.view, Qt.Key.Key_Return)
    preview = front(qtbot, PreviewDialog, desk)
    preview.figures.view().choose(lambda figure: figure.code == "poor")
    QTest.keyClick(preview.figures.view(), Qt.Key.Key_Return)
    lists = front(qtbot, SubjectsDialog, desk)
    number = next(one for one in preview.figures.view().list_model().rows() if one.code == "poor").value
    rows = lists.lists()["Được tính"]
    assert len(rows) == int(number) and all(row.household_id is None for row in rows)
    press(lists, "So với nay")
    moves = front(qtbot, MovesDialog, desk).lists()
    assert len(moves["Ra"]) == int(number)
    assert all(one.why.startswith("Hộ đã đưa ra khỏi sổ ngày 01/09/2024") for one in moves["Ra"])


def test_two_days_are_compared_and_enter_names_who_moved(qtbot, page, desk, database):
    freeze_in(database)
    page.reload()
    settled(qtbot, page)
    page._choose(1)
    qtbot.waitUntil(lambda: bool(page.compared.view.list_model().rows()), timeout=20_000)
    settled(qtbot, page)
    page.compared.view.choose(lambda row: row.code == "IND-16")
    row = page.compared.view.current_row()
    QTest.keyClick(page.compared.view, Qt.Key.Key_Return)
    moves = front(qtbot, MovesDialog, desk).lists()
    assert (len(moves["Vào"]), len(moves["Ra"])) == (row.entered, row.left)
    assert row.change == row.entered - row.left


def test_thawing_asks_for_a_reason(qtbot, page, desk, database):
    key = freeze_in(database)
    page.reload()
    settled(qtbot, page)
    page.periods.view.choose(lambda row: row.id == key)
    page.periods.thaw(page.periods.view.current_row())
    dialog = front(qtbot, ReasonDialog)
    dialog.save()
    assert dialog.isVisible()
    dialog.field("reason").set_value("Sót số liệu thôn Trà Hoa")
    dialog.save()
    qtbot.waitUntil(lambda: not page.periods.view.current_row().is_frozen, timeout=20_000)


def test_a_closed_year_says_so_on_its_pages_and_is_reopened_for_a_reason(qtbot, page, desk, database):
    freeze_in(database, "Cả năm 2023", PeriodKind.YEAR, date(2023, 12, 31))
    page.show_target(year=2023)
    settled(qtbot, page)
    lock = page.findChild(QPushButton, "close-year")
    lock.setFocus()
    qtbot.keyClick(lock, Qt.Key.Key_Space)
    press(front(qtbot, Dialog), "Khóa năm 2023")
    qtbot.waitUntil(lambda: page.loaded().closed is not None, timeout=20_000)
    settled(qtbot, page)
    assert not lock.isVisible() and page.window().focusWidget() is page.periods.view
    assert page.note.words().startswith("Năm 2023 đã khóa ngày")
    dashboard = create_dashboard(desk)
    qtbot.addWidget(dashboard)
    dashboard.show_target(year=2023)
    dashboard.show()
    qtbot.waitUntil(lambda: "chỉ xem" in dashboard._note.words(), timeout=20_000)
    page.reopen_year()
    dialog = front(qtbot, ReasonDialog)
    dialog.field("reason").set_value("Kiểm toán yêu cầu sửa")
    dialog.save()
    qtbot.waitUntil(lambda: page.loaded().closed is None, timeout=20_000)
    with database.reading() as connection:
        assert period_years.closing_of(connection, 2023) is None


def test_a_tab_without_rows_takes_the_keys_in_place_of_its_hidden_list(qtbot, page):
    page._choose(TABS.index("papers"))
    settled(qtbot, page)
    focused = page.window().focusWidget()
    assert isinstance(focused, EmptyState) and focused.isVisible()
    page._choose(TABS.index("periods"))
    assert page.window().focusWidget() is page.periods.view


def test_what_keeps_a_year_open_is_said(qtbot, page):
    page.close_year()
    dialog = front(qtbot, Dialog)
    words = " ".join(one.text() for one in dialog.findChildren(type(page.note._words)))
    assert "Chưa khóa được năm 2024" in words and "Chưa chốt kỳ cả năm 2024" in words
    assert "vào Kỳ báo cáo" in words


@pytest.mark.parametrize("size", SIZES)
def test_every_button_of_the_page_is_whole_on_small_screens(qtbot, page, size):
    page.window().resize(*size)
    for place in range(3):
        page._choose(place)
        settled(qtbot, page)
        for made in page.findChildren(QPushButton):
            if made.isVisible() and made.text():
                assert made.width() >= made.sizeHint().width() - 2, made.text()


def test_the_page_has_its_help():
    assert (paths.RESOURCES / "help" / "ky-bao-cao.md").is_file()


def test_a_line_of_the_register_is_cancelled_with_a_reason_and_counts_again(qtbot, page, desk, database):
    with database.writing() as act:
        act.describe("Ghi văn bản đã ký")
        values = {"kind": "D25", "year": 2024, "number": "12", "symbol": "UBND-VHXH", "subject": "Công văn"}
        key = issued_papers.record(act, values)
    page.reload()
    settled(qtbot, page)
    page._choose(TABS.index("papers"))
    page.papers.view.choose(lambda row: row.id == key)

    def shown() -> str:
        return next(row.subject for row in page.papers.view.list_model().rows() if row.id == key)

    press(page.papers, "Ghi hủy")
    dialog = front(qtbot, ReasonDialog)
    dialog.field("reason").set_value("không gửi")
    dialog.save()
    qtbot.waitUntil(lambda: shown() == "Đã hủy (không gửi) – Công văn", timeout=20_000)
    settled(qtbot, page)

    page.papers.view.choose(lambda row: row.id == key)
    press(page.papers, "Thôi hủy")
    qtbot.waitUntil(lambda: shown() == "Công văn", timeout=20_000)
