"""Programme and money, driven by keys as an officer does."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton

from povdesk.storage import (
    budget_lines,
    donations,
    incoming_papers,
    programme,
    project_bodies,
    task_reports,
)
from povdesk.storage.history import entries
from povdesk.ui.programme.page import create
from povdesk.ui.widgets.grid_cells import CellEditor
from povdesk.ui.widgets.preview_dialog import PreviewDialog

from .settings_window import (
    CTRL,
    database,
    dialog_of,
    open_page,
    press_button,
    said_in,
    save,
    settled,
    small_commune,
    take_back,
    tick,
    type_into,
)
from .typing_vi import press, type_vi

__all__ = ["database", "open_page", "small_commune"]
pytestmark = pytest.mark.gui
ALT = Qt.KeyboardModifier.AltModifier
MILLION = 1_000_000


@pytest.fixture
def page(open_page):  # type: ignore[no-untyped-def]
    return open_page(create)


def go(qtbot, page, number: int):  # type: ignore[no-untyped-def]
    """Alt and the tab's number."""
    qtbot.keyClick(page, Qt.Key(int(Qt.Key.Key_0) + number), ALT)
    settled(qtbot, page)
    return page.part()


def keys(qtbot, page, key) -> None:  # type: ignore[no-untyped-def]
    """Ctrl and a key, with the window in front again after a dialog."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, key, CTRL)


def last_act(database) -> str:  # type: ignore[no-untyped-def]
    with database.reading() as connection:
        return entries(connection)[0].action


def lines(database, year: int = 2024):  # type: ignore[no-untyped-def]
    with database.reading() as connection:
        return {
            (one.project, str(one.capital), str(one.source)): one
            for one in programme.budget(connection, year)
        }


def type_cells(qtbot, grid, *texts: str) -> None:  # type: ignore[no-untyped-def]
    """Type into the current cell, Enter, and so on."""
    for text in texts:
        first, rest = text[0], text[1:]
        press(grid, Qt.Key.Key_unknown, text=first)
        editor = grid.findChild(CellEditor)
        assert editor is not None, text
        type_vi(editor, rest)
        press(editor, Qt.Key.Key_Return)
        QApplication.processEvents()


def test_a_line_is_typed_saved_in_one_act_and_taken_back(qtbot, page, database) -> None:
    part = go(qtbot, page, 2)
    assert "3.230" in said_in(part) and "Khớp lời văn kế hoạch" in said_in(part)
    before = lines(database)

    keys(qtbot, page, Qt.Key.Key_N)
    type_cells(qtbot, part.grid, "Tiểu dự án 2 - Dự án 3", "Vốn sự nghiệp", "Ngân sách trung ương", "120,5")
    assert part.is_dirty() and "▲ Cộng các dòng" in said_in(part)
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)

    made = lines(database)["DA3.2", "recurrent", "central"]
    assert made.planned == 120_500_000 and last_act(database) == "Lưu kinh phí năm 2024"
    assert not part.is_dirty()
    take_back(qtbot, page)
    assert lines(database) == before


def test_after_a_save_has_sorted_the_lines_the_next_number_goes_into_the_same_line(
    qtbot, page, database
) -> None:
    part = go(qtbot, page, 2)
    before = lines(database)
    keys(qtbot, page, Qt.Key.Key_N)
    type_cells(qtbot, part.grid, "Dự án 1", "Vốn sự nghiệp", "Ngân sách xã", "5")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)
    assert part.grid.currentIndex().row() < part.model.count() - 1

    type_cells(qtbot, part.grid, "4")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)

    now = lines(database)
    made = now.pop(("DA1", "recurrent", "commune"))
    assert (made.planned, made.allocated) == (5_000_000, 4_000_000)
    assert now == before


def test_a_digit_typed_while_the_money_is_being_saved_stays_in_its_open_cell(qtbot, page, database) -> None:
    part = go(qtbot, page, 2)
    before = lines(database)
    keys(qtbot, page, Qt.Key.Key_N)
    type_cells(qtbot, part.grid, "Dự án 1", "Vốn sự nghiệp", "Ngân sách xã")
    press(part.grid, Qt.Key.Key_unknown, text="5")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    type_vi(part.grid.editor(), "0")
    settled(qtbot, page)
    press(part.grid.editor(), Qt.Key.Key_Return)
    assert part.is_dirty()
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)

    now = lines(database)
    assert now.pop(("DA1", "recurrent", "commune")).planned == 50_000_000
    assert now == before


def test_a_number_entered_while_the_money_is_being_saved_waits_for_the_next_save(
    qtbot, page, database
) -> None:
    part = go(qtbot, page, 2)
    part.grid.go_to(0, "planned")
    kept = part.model.rows()[0]
    type_cells(qtbot, part.grid, "7")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    part.grid.go_to(0, "allocated")
    type_cells(qtbot, part.grid, "6")
    settled(qtbot, page)
    assert part.is_dirty()
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)

    line = lines(database)[kept["project"], kept["capital"], kept["source"]]
    assert (line.planned, line.allocated) == (7_000_000, 6_000_000)


def test_a_row_that_is_not_whole_is_pointed_at_and_nothing_is_lost(qtbot, page, database) -> None:
    part = go(qtbot, page, 2)
    keys(qtbot, page, Qt.Key.Key_N)
    type_cells(qtbot, part.grid, "Dự án 1")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)
    assert "chưa chọn loại vốn" in said_in(part) and part.is_dirty()
    assert len(lines(database)) == part.model.count() - 1
    press_button(part, "Bỏ thay đổi")
    settled(qtbot, page)
    assert part.model.count() == len(lines(database)) and not part.is_dirty()


def test_payments_beyond_the_plan_are_said_and_kept(qtbot, page, database) -> None:
    """Project 1 from the centre: 900 planned and given, 558 paid; 400 more is 958."""
    part = go(qtbot, page, 2)
    part.grid.go_to(0)
    keys(qtbot, page, Qt.Key.Key_R)
    settled(qtbot, page)
    dialog = dialog_of(page)
    assert "đã chi 558 triệu đồng" in said_in(dialog)
    type_cells(qtbot, dialog.grid, "20/11/2024", "400", "15/UNC")
    assert "▲ Chi vượt số giao, vẫn lưu được" in said_in(dialog)
    save(qtbot, page)

    line = lines(database)["DA1", "investment", "central"]
    assert line.disbursed == 958 * MILLION and last_act(database).startswith("Lưu giải ngân")
    assert part.model.columns[8].text_of(part.model.rows()[0]) == "Chi vượt số giao"
    take_back(qtbot, page)
    assert lines(database)["DA1", "investment", "central"].disbursed == 558 * MILLION


def test_sums_by_project_and_by_source_end_with_the_commune(qtbot, page) -> None:
    part = go(qtbot, page, 2)
    for view in (1, 2):
        part.choice.setCurrentIndex(view)
        rows = part.sums.list_model().rows()
        assert rows[-1].name == "Toàn xã" and rows[-1].sums.planned == 3_230 * MILLION
        tops = [row.sums.planned for row in rows[:-1] if not row.is_part]
        assert sum(tops) == 3_230 * MILLION


def test_leaving_with_typed_money_asks_first(qtbot, page) -> None:
    part = go(qtbot, page, 2)
    part.model.set_value(0, 3, 5 * MILLION)
    left = []
    page.may_leave(lambda: left.append(True))
    assert not left and "chưa lưu" in said_in(dialog_of(page))
    press_button(dialog_of(page), "Bỏ thay đổi")
    assert left and not part.is_dirty()


def test_2026_offers_no_district_money(qtbot, page) -> None:
    part = go(qtbot, page, 2)
    page.show_target(tab="money", year=2026)
    settled(qtbot, page)
    sources = {choice.code for choice in part.model.columns[2].choices}
    assert "district" not in sources and "central" in sources
    page.show_target(tab="money", year=2025)
    settled(qtbot, page)
    assert "district" in {choice.code for choice in part.model.columns[2].choices}


def test_a_project_is_added_with_its_bodies_and_a_used_one_is_not_deleted(qtbot, page, database) -> None:
    part = page.part()
    keys(qtbot, page, Qt.Key.Key_N)
    dialog = dialog_of(page)
    type_into(dialog, "short_name", "Dự án 8")
    dialog.field("name").set_value("Hỗ trợ khác")
    dialog.field("lead").set_value(dialog.field("lead").choices()[0].code)
    dialog.mark_changed()
    save(qtbot, page)
    with database.reading() as connection:
        made = next(one for one in programme.projects(connection) if one.short_name == "Dự án 8")
        assert made.id is not None
        assert [one.part for one in project_bodies.of_projects(connection)[made.id]] == ["lead"]

    assert part.view.choose(lambda row: row.project.code == "DA1")
    keys(qtbot, page, Qt.Key.Key_Delete)
    press_button(dialog_of(page), "Xóa")
    settled(qtbot, page)
    assert "đang dùng ở" in said_in(dialog_of(page))
    dialog_of(page).reject()
    with database.reading() as connection:
        assert any(one.code == "DA1" for one in programme.projects(connection))


def test_a_gift_is_added_and_the_fund_follows(qtbot, page, database) -> None:
    part = go(qtbot, page, 3)
    keys(qtbot, page, Qt.Key.Key_N)
    dialog = dialog_of(page)
    type_into(dialog, "received_on", "05/12/2024")
    type_into(dialog, "donor", "Hợp tác xã Suối Chang")
    type_into(dialog, "amount", "8.000.000")
    save(qtbot, page)
    with database.reading() as connection:
        gift = donations.all_donations(connection, 2024)[0]
        fund = donations.totals(connection, date(2024, 12, 31))[0]
    assert (gift.donor, gift.amount, gift.fund) == (
        "Hợp tác xã Suối Chang",
        8 * MILLION,
        "Quỹ Vì người nghèo",
    )
    assert f"nhận {fund.received // MILLION}.000.000 đồng" in said_in(part)

    press_button(part, "Số dư các quỹ")
    rows = dialog_of(page).view.list_model().rows()
    assert rows[0].balance == fund.balance
    dialog_of(page).reject()
    take_back(qtbot, page)
    with database.reading() as connection:
        assert all(one.donor != "Hợp tác xã Suối Chang" for one in donations.all_donations(connection))


def test_reports_are_taken_from_the_plan_received_and_asked_for(qtbot, page, database) -> None:
    part = go(qtbot, page, 4)
    before = part.view.list_model().total()
    press_button(part, "Lấy từ kế hoạch")
    settled(qtbot, page)
    dialog = dialog_of(page)
    chosen = len(dialog.chosen())
    assert chosen and isinstance(dialog.findChild(QListWidget), QListWidget)
    type_into(dialog, "due_on", "15/12/2024")
    save(qtbot, page)
    assert part.view.list_model().total() == before + chosen

    assert part.view.choose(lambda row: row.owner == "Trạm Y tế xã" and row.received_on is None)
    row = part.view.current_row()
    keys(qtbot, page, Qt.Key.Key_R)
    type_into(dialog_of(page), "day", "20/11/2024")
    save(qtbot, page)
    with database.reading() as connection:
        found = {one.uid: one for one in task_reports.all_reports(connection, 2024)}
    assert found[row.uid].received_on == date(2024, 11, 20)
    take_back(qtbot, page)
    with database.reading() as connection:
        found = {one.uid: one for one in task_reports.all_reports(connection, 2024)}
    assert found[row.uid].received_on is None

    press_button(part, "Công văn đôn đốc")
    settled(qtbot, page)
    dialog = dialog_of(page)
    type_into(dialog, "reply_by", "31/12/2024")
    tick(dialog, "keep-wording")
    dialog.field("closing").set_value("Gửi về {uy_ban} {han}.")
    save(qtbot, page)
    qtbot.waitUntil(lambda: isinstance(dialog_of(page), PreviewDialog), timeout=10_000)
    settled(qtbot, page)
    assert last_act(database) == "Sửa lời văn D25"
    dialog_of(page).reject()


def test_after_a_verb_the_keys_come_back_to_the_list(qtbot, page, database) -> None:
    part = go(qtbot, page, 4)
    assert part.view.choose(lambda row: row.received_on is not None)
    verb = next(one for one in part.findChildren(QPushButton) if one.text().startswith("Bỏ ghi nhận"))
    verb.setFocus()
    qtbot.keyClick(verb, Qt.Key.Key_Space)
    settled(qtbot, page)
    assert verb.text().startswith("Đã nhận")
    assert page.window().focusWidget() is part.view


def test_overdue_alone_is_shown_and_todo_leads_to_its_line(qtbot, page, database) -> None:
    part = go(qtbot, page, 4)
    part.filter.setCurrentIndex(2)
    assert 0 < part.view.list_model().rowCount() < part.view.list_model().total()
    with database.reading() as connection:
        case = task_reports.overdue_cases(connection, 2024, date(2024, 12, 31))[-1]
    go(qtbot, page, 1)
    page.show_target(**case.target)
    settled(qtbot, page)
    assert page.part() is part and part.view.current_row().uid == case.uid


def test_an_incoming_paper_is_kept_and_cited(qtbot, page, database) -> None:
    part = go(qtbot, page, 5)
    keys(qtbot, page, Qt.Key.Key_N)
    dialog = dialog_of(page)
    type_into(dialog, "kind", "Kế hoạch")
    type_into(dialog, "number", "273/KH-UBND")
    type_into(dialog, "signed_on", "05/02/2024")
    type_into(dialog, "issuer", "Ủy ban nhân dân tỉnh Quảng Ngãi")
    save(qtbot, page)
    with database.reading() as connection:
        assert any(one.number == "273/KH-UBND" for one in incoming_papers.all_papers(connection))
    assert part.view.choose(lambda row: row.number == "273/KH-UBND")
    press_button(part, "Chép câu căn cứ")
    assert QGuiApplication.clipboard().text() == (
        "Căn cứ Kế hoạch số 273/KH-UBND ngày 05 tháng 02 năm 2024 của Ủy ban nhân dân tỉnh Quảng Ngãi"
    )
    keys(qtbot, page, Qt.Key.Key_Delete)
    press_button(dialog_of(page), "Xóa")
    settled(qtbot, page)
    with database.reading() as connection:
        assert not any(one.number == "273/KH-UBND" for one in incoming_papers.all_papers(connection))


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_every_tab_prints_what_it_shows(qtbot, page, number: int) -> None:
    go(qtbot, page, number)
    page.print_page()
    settled(qtbot, page)
    assert isinstance(dialog_of(page), PreviewDialog)
    dialog_of(page).reject()


def test_a_year_without_anything_says_what_to_do(qtbot, page) -> None:
    page.show_target(tab="donations", year=2025)
    settled(qtbot, page)
    assert "chưa ghi khoản ủng hộ nào" in said_in(page)
    page.show_target(tab="reports", year=2025)
    settled(qtbot, page)
    assert "chưa theo dõi việc, báo cáo nào" in said_in(page)
    page.print_page()


def test_the_money_of_a_year_is_read_for_its_day(qtbot, page, database) -> None:
    """What was paid after the year's day is not counted."""
    part = go(qtbot, page, 2)
    key = lines(database)["DA1", "investment", "central"].id
    with database.reading() as connection:
        paid = sum(one.amount for one in budget_lines.disbursements(connection, key))
    assert part.model.rows()[0]["disbursed"] == paid
