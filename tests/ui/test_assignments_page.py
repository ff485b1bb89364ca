"""Who helps whom, driven by keys as an officer does."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from povdesk.domain.assignment import OptionState
from povdesk.storage import assignment_lists
from povdesk.storage.history import entries
from povdesk.ui import theme
from povdesk.ui.assignments.loading import load
from povdesk.ui.assignments.page import TABS, AssignmentsPage, create
from povdesk.ui.assignments.picker import FamilyPicker
from povdesk.ui.assignments.quick_dialog import QuickDialog
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from povdesk.ui.worker import Worker

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


def now(database):  # type: ignore[no-untyped-def]
    """Everything as the page reads it."""
    from datetime import date

    with database.reading() as connection:
        return load(connection, date.today())


def left_over(database) -> int:
    loaded = now(database)
    return len(assignment_lists.left_over(loaded.families, loaded.day))


def last_act(database) -> str:
    with database.reading() as connection:
        return entries(connection)[0].action


def go_to(qtbot, page: AssignmentsPage, tab: str) -> Any:
    qtbot.keyClick(page, Qt.Key(int(Qt.Key.Key_1) + TABS.index(tab)), ALT)
    settled(qtbot, page)
    return page.part()


def opened(qtbot, page: AssignmentsPage) -> Any:
    """The dialog in front, ready for keys."""
    settled(qtbot, page)
    dialog = dialog_of(page)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def save_it(qtbot, page: AssignmentsPage) -> None:
    """Ctrl+S in the dialog; then the page is in front again."""
    opened(qtbot, page)
    save(qtbot, page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def test_the_list_names_every_family_and_how_many_nobody_helps(page, database) -> None:
    loaded = now(database)

    assert left_over(database) > 0
    assert page.helps.view.list_model().rowCount() >= len(loaded.families)
    assert f"{left_over(database):02} hộ chưa có người giúp" in said_in(page)


def test_quick_assignment_is_looked_at_confirmed_once_and_taken_back_at_once(qtbot, page, database) -> None:
    before = left_over(database)
    press_button(page, "Phân công nhanh")
    settled(qtbot, page)
    dialog = opened(qtbot, page)
    assert isinstance(dialog, QuickDialog) and len(dialog.proposed()) == before

    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    settled(qtbot, page)
    assert left_over(database) == 0
    assert last_act(database) == f"Phân công nhanh {before:02} hộ chưa có người giúp"
    assert "00 hộ chưa có người giúp" in said_in(page) or "0 hộ chưa có người giúp" in said_in(page)

    take_back(qtbot, page)
    assert left_over(database) == before


def test_in_the_preview_a_family_can_be_left_out_and_given_to_somebody_else(qtbot, page, database) -> None:
    page.helps.quick()
    settled(qtbot, page)
    quick = opened(qtbot, page)
    first = quick.view.current_row()

    press(quick.view, Qt.Key.Key_Return)
    ask = opened(qtbot, page)
    assert ask is not quick
    other = next(one for one in now(database).serving if one.id != first.carer.id)
    ask.field("cadre").set_value(str(other.id))
    qtbot.keyClick(ask, Qt.Key.Key_S, CTRL)
    assert quick.proposed()[first.family.id] == other.id

    quick.activateWindow()
    qtbot.waitUntil(quick.isActiveWindow)
    quick.view.choose_first()
    out = quick.view.current_row().family.id
    qtbot.keyClick(quick, Qt.Key.Key_Delete, CTRL)
    assert out not in quick.proposed()
    quick.confirm()
    settled(qtbot, page)
    assert left_over(database) == 1


def test_marked_families_are_given_to_one_cadre_at_once(qtbot, page, database) -> None:
    page.helps.only_left_over()
    before = left_over(database)
    page.helps.view.setFocus()
    page.helps.view.selectAll()
    press(page.helps.view, Qt.Key.Key_N, CTRL)
    dialog = opened(qtbot, page)
    dialog.field("cadre").set_value(str(now(database).serving[0].id))
    type_into(dialog, "goal", "Thoát nghèo")
    save_it(qtbot, page)

    assert left_over(database) == 0
    assert last_act(database).endswith(f"giúp {before:02} hộ")
    take_back(qtbot, page)
    assert left_over(database) == before


def test_enter_on_a_helped_family_lets_the_result_be_written(qtbot, page, database) -> None:
    assert page.helps.view.choose(lambda row: row.help is not None)
    row = page.helps.view.current_row()
    page.helps.view.setFocus()
    press(page.helps.view, Qt.Key.Key_Return)
    dialog = opened(qtbot, page)
    dialog.field("result").set_value("Đã vay vốn nuôi bò")
    save_it(qtbot, page)

    family = next(one for one in now(database).families if one.id == row.family.id)
    assert [one.result for one in family.helps if one.id == row.help.id] == ["Đã vay vốn nuôi bò"]


def test_ctrl_delete_asks_whether_it_ended_or_was_a_mistake(qtbot, page, database) -> None:
    assert page.helps.view.choose(lambda row: row.help is not None)
    key = page.helps.view.current_row().help.id
    page.helps.view.setFocus()
    press(page.helps.view, Qt.Key.Key_Delete, CTRL)
    press_button(opened(qtbot, page), "Xóa vì ghi nhầm")
    settled(qtbot, page)

    assert all(key != one.id for family in now(database).families for one in family.helps)
    take_back(qtbot, page)
    assert any(key == one.id for family in now(database).families for one in family.helps)


def test_a_cadre_hands_all_families_over_and_ends_service(qtbot, page, database) -> None:
    tab = go_to(qtbot, page, "cadres")
    assert tab.view.choose(lambda row: row.households > 0)
    one = tab.view.current_row()
    other = next(row for row in now(database).serving if row.id != one.id)
    press_button(tab, "Ngừng công tác")
    dialog = opened(qtbot, page)
    dialog.field("cadre").set_value(str(other.id))
    save_it(qtbot, page)

    after = {row.id: row for row in now(database).cadres}
    assert after[one.id].cadre.valid_to == now(database).day
    take_back(qtbot, page)
    after = {row.id: row for row in now(database).cadres}
    assert (after[one.id].cadre.valid_to, after[one.id].households) == (None, one.households)


def test_a_cadre_who_is_used_is_not_deleted_but_ending_is_offered(qtbot, page, database) -> None:
    tab = go_to(qtbot, page, "cadres")
    assert tab.view.choose(lambda row: row.households > 0)
    tab.view.setFocus()
    press(tab.view, Qt.Key.Key_Delete, CTRL)
    settled(qtbot, page)

    dialog = opened(qtbot, page)
    assert "phân công giúp hộ" in said_in(dialog)
    assert any(made.text().startswith("Ngừng công tác") for made in dialog.findChildren(QPushButton))


def test_a_new_cadre_is_typed_and_found_by_searching_without_marks(qtbot, page, database) -> None:
    tab = go_to(qtbot, page, "cadres")
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    dialog = opened(qtbot, page)
    type_into(dialog, "full_name", "Đinh Thị Mỹ Ánh")
    type_into(dialog, "post", "Công chức Tư pháp")
    save_it(qtbot, page)
    assert any(row.cadre.full_name == "Đinh Thị Mỹ Ánh" for row in now(database).cadres)

    qtbot.keyClick(page, Qt.Key.Key_F, CTRL)
    type_vi(page._search, "dinh thi my anh")
    page._search.ask_now()
    assert [row.cadre.full_name for row in tab.view.list_model().rows()] == ["Đinh Thị Mỹ Ánh"]


def test_the_to_do_leads_to_those_untrained_and_a_course_is_noted_for_them(qtbot, page, database) -> None:
    page.show_target(tab="cadres", untrained=True)
    settled(qtbot, page)
    waiting = page.cadres.view.list_model().rows()
    assert waiting and all(row.trained_on is None and row.cadre.on_poverty_list for row in waiting)

    page.cadres.view.selectAll()
    press_button(page.cadres, "Ghi tập huấn")
    dialog = opened(qtbot, page)
    type_into(dialog, "course", "Nghiệp vụ giảm nghèo năm 2024")
    save_it(qtbot, page)
    assert not [r for r in now(database).serving if r.cadre.on_poverty_list and r.trained_on is None]


def test_who_is_in_charge_of_a_hamlet_is_added_and_removed(qtbot, page, database) -> None:
    tab = go_to(qtbot, page, "hamlets")
    before = len(now(database).charges)
    tab.view.choose_first()
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    dialog = opened(qtbot, page)
    used = {row.cadre_id for row in now(database).charges}
    other = next(row for row in now(database).serving if row.id not in used)
    dialog.field("cadre").set_value(str(other.id))
    save_it(qtbot, page)

    assert len(now(database).charges) == before + 1
    take_back(qtbot, page)
    assert len(now(database).charges) == before


def test_registered_families_are_chosen_together_and_leave_the_list_together(qtbot, page, database) -> None:
    before = {one.id for one in now(database).exits}
    go_to(qtbot, page, "exits")
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    picker = opened(qtbot, page)
    assert isinstance(picker, FamilyPicker)
    picker.view.choose_first()
    press(picker.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = {one.id for one in picker.marked()}
    assert len(chosen) == 2
    press(picker.view, Qt.Key.Key_Return)
    dialog = opened(qtbot, page)
    dialog.field("solution").set_value("Trồng quế, nuôi bò")
    save_it(qtbot, page)

    found = {one.id: one for one in now(database).exits}
    assert set(found) == before | chosen
    assert {found[key].solution for key in chosen} == {"Trồng quế, nuôi bò"}
    page.exits.view.selectAll()
    qtbot.keyClick(page, Qt.Key.Key_Delete, CTRL)
    save_it(qtbot, page)
    assert not now(database).exits


def test_an_option_is_noted_for_all_families_without_land(qtbot, page, database) -> None:
    tab = go_to(qtbot, page, "land")
    before = now(database).land
    assert before
    tab.view.selectAll()
    press(tab.view, Qt.Key.Key_Return)
    dialog = opened(qtbot, page)
    dialog.field("option").set_value("Giao khoán rừng, trồng quế")
    dialog.field("state").set_value(str(OptionState.AGREED))
    save_it(qtbot, page)

    assert {(one.option, one.state) for one in now(database).land} == {
        ("Giao khoán rừng, trồng quế", OptionState.AGREED)
    }
    take_back(qtbot, page)
    assert now(database).land == before


def test_an_organisation_notes_what_it_does_for_its_families(qtbot, page, database) -> None:
    tab = go_to(qtbot, page, "organisations")
    tab.view.choose_first()
    row = tab.view.current_row()
    press(tab.view, Qt.Key.Key_Return)
    dialog = opened(qtbot, page)
    dialog.field("content").set_value("Cho mượn con giống")
    save_it(qtbot, page)

    found = {one.id: one.content for one in now(database).organisation_families}
    assert found[row.id] == "Cho mượn con giống"


def test_a_body_is_added_and_one_with_cadres_is_kept(qtbot, page, database) -> None:
    tab = go_to(qtbot, page, "bodies")
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    type_into(opened(qtbot, page), "name", "Hội Người cao tuổi xã")
    save_it(qtbot, page)
    assert any(one.name == "Hội Người cao tuổi xã" for one in now(database).bodies)

    assert tab.view.choose(lambda row: row.cadres > 0)
    tab.view.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Delete, CTRL)
    settled(qtbot, page)
    assert "nên không xóa được" in said_in(opened(qtbot, page))


def test_the_families_of_a_cadre_are_one_press_away(qtbot, page, database) -> None:
    tab = go_to(qtbot, page, "cadres")
    assert tab.view.choose(lambda row: row.households > 0)
    one = tab.view.current_row()
    press_button(tab, "Hộ đang giúp")

    assert page.part() is page.helps
    assert page.helps.view.list_model().rowCount() == one.households


@pytest.mark.parametrize(("tab", "paper"), [*((tab, False) for tab in TABS), ("helps", True), ("land", True)])
def test_what_is_shown_and_its_paper_are_previewed(qtbot, page, tab, paper) -> None:
    go_to(qtbot, page, tab)
    (page.preview_paper if paper else page.print_page)()
    settled(qtbot, page)
    dialog = next(one for one in page.window().findChildren(PreviewDialog) if one.isVisible())
    qtbot.waitUntil(lambda: dialog.view().isVisible(), timeout=10_000)
    dialog.reject()


@pytest.mark.parametrize("text", list(theme.TextSize))
def test_no_button_is_cut_on_a_small_screen(qtbot, qapp, page, text) -> None:
    try:
        theme.set_text_size(qapp, text)
        page.resize(1041, 480)
        for tab in TABS:
            go_to(qtbot, page, tab)
            QApplication.processEvents()
            for made in page.findChildren(QPushButton):
                if made.isVisible() and made.text():
                    assert made.width() >= made.sizeHint().width() - 1, (tab, made.text())
    finally:
        theme.set_text_size(qapp, theme.TextSize.NORMAL)


def test_a_commune_without_cadres_or_families_says_what_to_do(qtbot, qapp, data_folder) -> None:
    from povdesk.storage.creation import create_database

    database = create_database(data_folder / "povdesk.db")
    worker = Worker(database)
    made = create(Desk(worker, Habits(data_folder), data_folder))
    qtbot.addWidget(made)
    made.resize(1041, 480)
    made.show()
    settled(qtbot, made)

    assert "Chưa có hộ nghèo, hộ cận nghèo nào." in said_in(made)
    go_to(qtbot, made, "cadres")
    assert "Chưa có cán bộ nào trong danh sách." in said_in(made)
    made.helps.quick()
    settled(qtbot, made)
    worker.close()
    database.close()
