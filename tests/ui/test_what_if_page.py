"""Thử phương án driven by keys: a line is tried, kept, accepted; suggestions are taken line by line."""

from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from povdesk.storage import plan_cuts, targets, what_if
from povdesk.storage.database import Database
from povdesk.storage.history import entries
from povdesk.ui.indicators.subjects_dialog import SubjectsDialog
from povdesk.ui.support.grid_dialog import GridDialog
from povdesk.ui.what_if.line_dialog import LineDialog
from povdesk.ui.what_if.page import WhatIfPage, create
from povdesk.ui.what_if.picker import SubjectPicker
from povdesk.ui.what_if.take_dialog import TakeDialog

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
)
from .typing_vi import press

__all__ = ["database", "open_page", "small_commune"]
pytestmark = pytest.mark.gui
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot, open_page):  # type: ignore[no-untyped-def]
    made = open_page(create)
    tried(qtbot, made)
    return made


def tried(qtbot: Any, page: WhatIfPage) -> None:
    """Until read and tried."""
    settled(qtbot, page)
    settled(qtbot, page)


def kept(database: Database) -> tuple[Any, ...]:
    with database.reading() as connection:
        return what_if.proposals(connection, 2024)


def acts(database: Database) -> list[str]:
    with database.reading() as connection:
        return [one.action for one in entries(connection)]


def wanted_of(database: Database, year: int) -> dict[str, float | None]:
    with database.reading() as connection:
        return {
            definition.code: target.value
            for definition, target in targets.with_targets(connection, year)
            if target is not None
        }


def add_line(qtbot: Any, page: WhatIfPage, kind: str, origin: str, cost: int | None = None) -> int:
    """Ctrl+N, the kind, everybody of a list, Ctrl+S; returns how many were chosen."""
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    dialog = dialog_of(page)
    assert isinstance(dialog, LineDialog)
    dialog.field("kind").set_value(kind)
    dialog.field("kind").committed.emit()
    if cost is not None:
        dialog.field("unit_cost").set_value(cost)
    press_button(dialog, "Chọn đối tượng")
    settled(qtbot, page)
    picker = dialog_of(page)
    assert isinstance(picker, SubjectPicker)
    picker.choose_origin(origin)
    settled(qtbot, page)
    picker.view.setFocus()
    picker.view.selectAll()
    press(picker.view, Qt.Key.Key_Return)
    count = len(picker.chosen())
    assert f"Đã chọn {count}" in said_in(picker)
    qtbot.keyClick(picker, Qt.Key.Key_S, CTRL)
    assert len(dialog.chosen) == count
    keep(qtbot, page)
    return count


def front(qtbot: Any, page: WhatIfPage) -> None:
    """The window has the keys again."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def keep(qtbot: Any, page: WhatIfPage) -> None:
    """Ctrl+S in the dialog in front, which closes when everything is kept."""
    dialog = dialog_of(page)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    save(qtbot, page)
    assert not shiboken6.isValid(dialog) or not dialog.isVisible(), said_in(dialog)
    tried(qtbot, page)


def test_an_empty_page_says_what_to_do_and_ctrl_n_begins(qtbot, page) -> None:  # type: ignore[no-untyped-def]
    assert "Phương án chưa có dòng nào" in said_in(page)
    qtbot.keyClick(page, Qt.Key.Key_2, ALT)
    assert "Chưa có kết quả" in said_in(page)
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    assert isinstance(dialog_of(page), LineDialog)
    qtbot.keyClick(dialog_of(page), Qt.Key.Key_Escape)


def test_a_line_is_tried_at_once_and_undo_takes_it_back(qtbot, page, database) -> None:  # type: ignore[no-untyped-def]
    before = len(acts(database))
    count = add_line(qtbot, page, "HO_TRO_SINH_KE", "listed", 10_000_000)
    (found,) = kept(database)
    assert (found.name, len(found.lines[0].subjects)) == ("Phương án 1", count)
    assert len(acts(database)) == before + 1
    assert page.trial is not None and page.trial.needed == count * 10_000_000
    assert "Kết quả: " in said_in(page)
    qtbot.keyClick(page, Qt.Key.Key_2, ALT)
    first = page.indicators.view.list_model().rows()[0]
    assert first.code == "IND-05" and first.is_changed
    take_back(qtbot, page)
    tried(qtbot, page)
    assert kept(database) == () and page.trial is None


def test_a_stopped_trial_says_how_to_go_on(qtbot, page) -> None:  # type: ignore[no-untyped-def]
    add_line(qtbot, page, "HO_TRO_SINH_KE", "registered")
    page.desk.worker.job_started.connect(lambda job: job.cancel())
    page.reload()
    tried(qtbot, page)
    assert "Đã dừng thử. Bấm F5 để thử lại." in said_in(page)


def test_enter_on_an_indicator_names_those_who_change(qtbot, page) -> None:  # type: ignore[no-untyped-def]
    add_line(qtbot, page, "HO_TRO_SINH_KE", "listed")
    qtbot.keyClick(page, Qt.Key.Key_2, ALT)
    page.indicators.view.choose(lambda row: row.code == "IND-05")
    effect = page.indicators.view.current_row()
    press(page.indicators.view, Qt.Key.Key_Return)
    settled(qtbot, page)
    dialog = dialog_of(page)
    assert isinstance(dialog, SubjectsDialog)
    gain = effect.after.measured.value - effect.before.measured.value
    assert len(dialog.lists()["Không tính → Đạt"]) == gain > 0
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_lacking_money_is_said_and_never_refused(qtbot, page) -> None:  # type: ignore[no-untyped-def]
    count = add_line(qtbot, page, "HO_TRO_NHA_O", "listed", 50_000_000)
    qtbot.keyClick(page, Qt.Key.Key_3, ALT)
    (row,) = page.money.view.list_model().rows()
    assert row.short == row.needed == count * 50_000_000
    assert "thiếu" in said_in(page)


def test_accepting_shows_old_and_new_and_sets_only_what_is_left_in_the_grid(qtbot, page, database) -> None:  # type: ignore[no-untyped-def]
    add_line(qtbot, page, "HO_TRO_SINH_KE", "listed")
    old = wanted_of(database, 2024)
    before = len(acts(database))
    press_button(page, "Nhận làm đề xuất")
    dialog = dialog_of(page)
    assert isinstance(dialog, TakeDialog)
    rows = {row["key"]: row for row in dialog.model.rows()}
    assert rows["IND-05"]["value"] == page.trial.changed[0].after.measured.value
    keep(qtbot, page)
    assert kept(database)[0].is_accepted and len(acts(database)) == before + 1
    changed = {code: value for code, value in wanted_of(database, 2024).items() if value != old[code]}
    assert changed == {code: row["value"] for code, row in rows.items() if row["value"] is not None}
    front(qtbot, page)
    said: list[str] = []
    page.desk.say = said.append
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    assert said and "Bấm “Thôi nhận” rồi sửa" in said[0]
    assert "Muốn sửa thì bấm “Thôi nhận” trước" in said_in(page)
    take_back(qtbot, page)
    tried(qtbot, page)
    assert not kept(database)[0].is_accepted and wanted_of(database, 2024) == old


def test_a_line_that_was_done_opens_the_entry_with_its_people(qtbot, page) -> None:  # type: ignore[no-untyped-def]
    count = add_line(qtbot, page, "TU_VAN_VIEC_LAM", "registered", 200_000)
    page.lines.view.choose_first()
    press_button(page, "Ghi thành hỗ trợ")
    settled(qtbot, page)
    dialog = dialog_of(page)
    assert isinstance(dialog, GridDialog)
    assert dialog.field("kind").value() == "TU_VAN_VIEC_LAM"
    assert [row["amount"] for row in dialog.model.rows()] == [200_000] * count
    keep(qtbot, page)


def test_ctrl_delete_takes_the_line_away_and_copies_and_names_are_single_acts(qtbot, page, database) -> None:  # type: ignore[no-untyped-def]
    add_line(qtbot, page, "HO_TRO_SINH_KE", "registered")
    press_button(page, "Chép")
    tried(qtbot, page)
    assert [one.name for one in kept(database)] == ["Phương án 1", "Phương án 1 (chép)"]
    front(qtbot, page)
    page.lines.view.choose_first()
    qtbot.keyClick(page.lines.view, Qt.Key.Key_Delete, CTRL)
    tried(qtbot, page)
    assert [len(one.lines) for one in kept(database)] == [1, 0]
    press_button(page, "Xóa phương án")
    tried(qtbot, page)
    assert [one.name for one in kept(database)] == ["Phương án 1"]


def test_suggestions_are_taken_by_enter_after_a_look_at_old_and_new(qtbot, page, database) -> None:  # type: ignore[no-untyped-def]
    qtbot.keyClick(page, Qt.Key.Key_5, ALT)
    view = page.suggestions.view
    assert "không phải quy định của văn bản nào" in said_in(page)
    assert view.choose(lambda row: row.key == "IND-24")
    row = view.current_row()
    press(view, Qt.Key.Key_Return)
    dialog = dialog_of(page)
    assert isinstance(dialog, TakeDialog) and wanted_of(database, 2025) == {}
    keep(qtbot, page)
    assert wanted_of(database, 2025) == {"IND-24": row.value}
    take_back(qtbot, page)
    assert wanted_of(database, 2025) == {}


def test_a_line_without_a_number_is_not_taken(qtbot, page) -> None:  # type: ignore[no-untyped-def]
    qtbot.keyClick(page, Qt.Key.Key_5, ALT)
    said: list[str] = []
    page.desk.say = said.append
    assert page.suggestions.view.choose(lambda row: row.value is None)
    press(page.suggestions.view, Qt.Key.Key_Return)
    assert said == ["Dòng này không có con số gợi ý để lấy."]


def test_the_cut_of_a_hamlet_opens_its_households_and_is_given_after_a_look(qtbot, page, database) -> None:  # type: ignore[no-untyped-def]
    qtbot.keyClick(page, Qt.Key.Key_6, ALT)
    view = page.hamlets.view
    assert view.choose(lambda row: row.poor > 0)
    row = view.current_row()
    press(view, Qt.Key.Key_Return)
    settled(qtbot, page)
    behind = dialog_of(page)
    assert isinstance(behind, SubjectsDialog)
    own = [one for one in page.loaded.suggestions.plausible if one.hamlet_id == row.hamlet_id]
    assert sum(len(rows) for rows in behind.lists().values()) == len(own)
    qtbot.keyClick(behind, Qt.Key.Key_Escape)
    press_button(page, "Giao cho thôn")
    keep(qtbot, page)
    with database.reading() as connection:
        assert plan_cuts.cuts(connection, 2025)[row.uid].poor == row.poor


def test_the_thresholds_are_changed_in_a_dialog(qtbot, page) -> None:  # type: ignore[no-untyped-def]
    qtbot.keyClick(page, Qt.Key.Key_5, ALT)
    press_button(page, "Ngưỡng gợi ý")
    dialog = dialog_of(page)
    dialog.field("near_share").set_value(50)
    keep(qtbot, page)
    assert page.loaded.suggestions.rules.near_share == 50


def test_every_list_can_be_printed(qtbot, page) -> None:  # type: ignore[no-untyped-def]
    add_line(qtbot, page, "HO_TRO_NHA_TIEU", "lack:latrine", 5_000_000)
    for number in range(1, 7):
        qtbot.keyClick(page, Qt.Key(int(Qt.Key.Key_0) + number), ALT)
        if not page.part().view.list_model().rowCount():
            continue
        page.print_page()
        settled(qtbot, page)
        dialog = dialog_of(page)
        assert dialog.findChildren(QPushButton)
        dialog.close()
