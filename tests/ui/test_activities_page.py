"""The page of the year's activities, driven by keys as an officer does."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from povdesk import paths
from povdesk.storage import (
    inspections,
    insurance_changes,
    livelihoods,
    payments,
    sessions,
    visits,
)
from povdesk.ui.activities.page import TABS, create
from povdesk.ui.widgets.dialog import Dialog
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
    type_into,
)
from .typing_vi import press, type_vi

__all__ = ["database", "open_page", "small_commune"]
pytestmark = pytest.mark.gui
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(open_page):  # type: ignore[no-untyped-def]
    return open_page(create)


def go_to(qtbot, page, tab: str):
    number = list(TABS).index(tab) + 1
    qtbot.keyClick(page, Qt.Key(int(Qt.Key.Key_0) + number), ALT)
    settled(qtbot, page)
    return page.part()


def open_new(qtbot, page):
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    settled(qtbot, page)
    return dialog_of(page)


def read(database, work):
    with database.reading() as connection:
        return work(connection)


def find_and_take(qtbot, page, field, typed: str) -> None:
    field.line().setFocus()
    type_vi(field.line(), typed)
    qtbot.waitUntil(lambda: bool(field.hits()), timeout=5_000)
    popup = field._completer.popup()
    qtbot.waitUntil(popup.isVisible)
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    settled(qtbot, page)


def a_household(database) -> tuple[str, str]:
    sql = "SELECT head_name, code FROM household WHERE deleted_at IS NULL AND ended_on IS NULL LIMIT 1"
    return tuple(read(database, lambda c: c.exec_driver_sql(sql).one()))


def type_cell(qtbot, grid, row: int, key: str, text: str) -> None:
    grid.go_to(row, key)
    place = next(place for place, column in enumerate(grid.grid_model().columns) if column.key == key)
    grid.grid_model().set_text(row, place, text)
    QApplication.processEvents()


def test_a_model_is_made_with_a_household_and_taken_back(qtbot, page, database):
    for known in read(database, lambda c: livelihoods.models(c, 2024)):
        with database.writing() as act:
            livelihoods.delete(act, known.uid)
    page.reload()
    settled(qtbot, page)
    assert "Chưa có mô hình" in said_in(page.part())
    head, code = a_household(database)
    dialog = open_new(qtbot, page)
    type_into(dialog, "name", "Nuôi bò sinh sản")
    find_and_take(qtbot, page, dialog.adding.finder, code)
    assert dialog.adding.finder.value() == ""
    type_cell(qtbot, dialog.grid, 0, "labour", "12,5")
    type_cell(qtbot, dialog.grid, 0, "money", "500.000")
    save(qtbot, page)

    (model,) = read(database, lambda c: livelihoods.models(c, 2024))
    assert (model.name, model.members[0].head_name, model.members[0].labour) == (
        "Nuôi bò sinh sản",
        head,
        12.5,
    )
    assert "1 mô hình, 1 hộ đang tham gia, góp 500.000 đồng" in said_in(page.part())
    take_back(qtbot, page)
    assert read(database, lambda c: livelihoods.models(c, 2024)) == ()


def test_a_model_without_a_name_stays_open_and_says_what_to_do(qtbot, page, database):
    dialog = open_new(qtbot, page)
    save(qtbot, page)
    assert dialog.isVisible()
    assert "Gõ tên mô hình" in said_in(dialog)


def test_a_finding_is_added_settled_and_the_overdue_ones_are_told(qtbot, page, database):
    part = go_to(qtbot, page, "inspections")
    assert "1 kiến nghị quá hạn" in said_in(part)
    press(part.view, Qt.Key.Key_Return)
    settled(qtbot, page)
    dialog = dialog_of(page)
    type_cell(qtbot, dialog.grid, 0, "settled_on", "02/10/2024")
    type_cell(qtbot, dialog.grid, 1, "finding", "Bổ sung biên bản")
    save(qtbot, page)

    (one,) = read(database, lambda c: inspections.of_year(c, 2024))
    assert [(f.finding, f.settled_on) for f in one.findings][1] == ("Bổ sung biên bản", None)
    assert one.findings[0].settled_on == date(2024, 10, 2)
    assert "quá hạn" not in said_in(part)


def test_an_unreadable_day_keeps_the_dialog_open_at_its_cell(qtbot, page, database):
    part = go_to(qtbot, page, "inspections")
    press(part.view, Qt.Key.Key_Return)
    settled(qtbot, page)
    dialog = dialog_of(page)
    type_cell(qtbot, dialog.grid, 0, "due_on", "hôm kia")
    save(qtbot, page)

    assert dialog.isVisible()
    (one,) = read(database, lambda c: inspections.of_year(c, 2024))
    assert one.findings[0].due_on == date(2024, 9, 30)


def test_a_visit_is_written_down_and_its_follow_up_done(qtbot, page, database):
    part = go_to(qtbot, page, "visits")
    before = len(part.loaded.rows)
    head, code = a_household(database)
    dialog = open_new(qtbot, page)
    find_and_take(qtbot, page, dialog.finder, code)
    type_into(dialog, "visited_on", "20/11/2024")
    dialog.field("follow_up").set_value("Báo thôn lợp lại mái")
    save(qtbot, page)

    newest = read(database, lambda c: visits.of_year(c, 2024))[0]
    assert (newest.head_name, newest.is_waiting) == (head, True)
    assert len(part.loaded.rows) == before + 1
    assert part.view.choose(lambda row: row.uid == newest.uid)
    press_button(part, "Việc đã làm xong")
    settled(qtbot, page)
    assert read(database, lambda c: visits.of_year(c, 2024))[0].follow_up_done_on is not None


def test_a_visit_needs_a_household_of_the_register(qtbot, page, database):
    go_to(qtbot, page, "visits")
    dialog = open_new(qtbot, page)
    type_into(dialog, "household", "Người không có trong sổ")
    save(qtbot, page)
    assert dialog.isVisible()
    assert "Chọn hộ trong danh sách" in said_in(dialog)


def test_a_session_is_removed_with_control_delete_and_comes_back(qtbot, page, database):
    part = go_to(qtbot, page, "sessions")
    before = read(database, lambda c: sessions.of_year(c, 2024))
    qtbot.keyClick(part.view, Qt.Key.Key_Delete, CTRL)
    press_button(dialog_of(page), "Xóa")
    settled(qtbot, page)
    assert len(read(database, lambda c: sessions.of_year(c, 2024))) == len(before) - 1
    take_back(qtbot, page)
    assert read(database, lambda c: sessions.of_year(c, 2024)) == before


def test_when_the_only_line_is_taken_away_the_keys_are_where_a_new_one_begins(qtbot, page, database):
    part = go_to(qtbot, page, "inspections")
    assert part.view.list_model().total() == 1
    remove = next(one for one in part.findChildren(QPushButton) if one.text() == "Xóa")
    remove.setFocus()
    qtbot.keyClick(remove, Qt.Key.Key_Space)
    press_button(dialog_of(page), "Xóa")
    settled(qtbot, page)
    focused = page.window().focusWidget()
    assert focused.isVisible() and focused.text() == "Thêm cuộc kiểm tra"


def test_a_payment_list_is_built_from_a_class_seen_kept_and_marked(qtbot, page, database):
    for known in read(database, lambda c: payments.of_year(c, 2024)):
        with database.writing() as act:
            payments.delete(act, known.uid)
    page.reload()
    settled(qtbot, page)
    part = go_to(qtbot, page, "payments")
    dialog = open_new(qtbot, page)
    type_into(dialog, "title", "Quà Tết cho hộ nghèo")
    dialog.field("basis").set_value("poor")
    type_into(dialog, "amount", "300.000")
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)
    lines = dialog_of(page)
    assert lines is not dialog
    assert read(database, lambda c: payments.of_year(c, 2024)) == ()
    lines.mark_all()
    save(qtbot, page)

    (one,) = read(database, lambda c: payments.of_year(c, 2024))
    assert one.total == 300_000 * len(one.lines) > 0
    assert one.paid == len(one.lines)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    part.start()
    qtbot.keyClick(part.view, Qt.Key.Key_Delete, CTRL)
    press_button(dialog_of(page), "Xóa")
    settled(qtbot, page)
    assert read(database, lambda c: payments.of_year(c, 2024)) == (one,)
    assert "ký nhận nên không xóa được" in " ".join(said_in(d) for d in shown_dialogs(page))


def shown_dialogs(page) -> list[Dialog]:
    return [one for one in page.window().findChildren(Dialog) if one.isVisible()]


def test_a_bhyt_line_is_left_out_with_a_reason_put_back_and_the_month_is_sent(qtbot, page, database):
    part = go_to(qtbot, page, "insurance")
    part.choose_month(1)
    settled(qtbot, page)
    part.start()
    first = part.view.current_row()
    press(part.view, Qt.Key.Key_Return)
    settled(qtbot, page)
    type_into(dialog_of(page), "reason", "Đã có thẻ nhóm khác")
    save(qtbot, page)
    found = read(database, lambda c: insurance_changes.lines(c, 2024, 1))
    left = [line for line in found if line.key == first.key]
    assert left[0].excluded_because == "Đã có thẻ nhóm khác"

    press(part.view, Qt.Key.Key_Return)
    settled(qtbot, page)
    press_button(dialog_of(page), "Đưa lại")
    settled(qtbot, page)
    assert all(line.counts for line in read(database, lambda c: insurance_changes.lines(c, 2024, 1)))

    part.send()
    type_into(dialog_of(page), "sent_on", "05/02/2024")
    save(qtbot, page)
    sent = {line.sent_on for line in read(database, lambda c: insurance_changes.lines(c, 2024, 1))}
    assert sent == {date(2024, 2, 5)}


def test_each_tab_prints_its_paper_with_control_p(qtbot, page, database):
    for tab in ("inspections", "visits", "sessions", "insurance"):
        go_to(qtbot, page, tab)
        page.print_page()
        settled(qtbot, page)
        shown = [one for one in shown_dialogs(page) if isinstance(one, PreviewDialog)]
        assert shown, tab
        qtbot.waitUntil(lambda one=shown[0]: one.view().pages() is not None, timeout=10_000)
        shown[0].close()
        settled(qtbot, page)


def test_the_search_finds_without_diacritics_and_the_year_holds_for_all_tabs(qtbot, page, database):
    part = go_to(qtbot, page, "sessions")
    page.show_target(tab="sessions", search="ho ngheo khong co")
    assert part.view.list_model().rowCount() == 0
    page.show_target(tab="sessions", year=2023)
    settled(qtbot, page)
    assert {row.held_on.year for row in part.loaded.rows} == {2023}
    assert go_to(qtbot, page, "inspections").loaded.year == 2023


def test_the_page_has_a_help_topic_and_its_household_is_in_front(qtbot, page, database):
    assert (paths.RESOURCES / "help" / f"{page.help_topic}.md").is_file()
    part = go_to(qtbot, page, "visits")
    part.start()
    assert page.household_in_front() == part.view.current_row().household_id
