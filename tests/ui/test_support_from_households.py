"""From marked households of the register, and from one household's form, to their support."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from povdesk.storage.database import open_database
from povdesk.ui.habits import Habits
from povdesk.ui.main_window import MainWindow
from povdesk.ui.pages import places
from povdesk.ui.worker import Worker

from .settings_window import dialog_of, press_button, save, settled, small_commune, type_into
from .test_support_page import choose_kind, listed, newest, reached

__all__ = ["small_commune"]
pytestmark = pytest.mark.gui
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def database(small_commune: Path, data_folder: Path):  # type: ignore[no-untyped-def]
    path = data_folder / "povdesk.db"
    shutil.copy(small_commune, path)
    opened = open_database(path)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, qapp, database, data_folder):  # type: ignore[no-untyped-def]
    made = MainWindow(places(), Habits(data_folder))
    qtbot.addWidget(made)
    made.resize(1366, 697)
    made.show()
    worker = Worker(database)
    made.start(worker, data_folder, is_sample=True)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    worker.close()


def shown(qtbot, window, key: str, **target):  # type: ignore[no-untyped-def]
    window.open_place(key, **target)
    settled(qtbot, window.page())
    return window.page()


def test_households_marked_with_shift_get_support_in_one_act(qtbot, window, database):
    count = len(listed(database))
    page = shown(qtbot, window, "households")
    page._list.setFocus()
    for _step in range(3):
        qtbot.keyClick(page._list, Qt.Key.Key_Down, SHIFT)
    keys = [row.id for row in page._list.selected_rows()]
    assert len(keys) == 4
    press_button(page, "Ghi hỗ trợ cho các hộ đã chọn")
    settled(qtbot, page)
    support_page = window.page()
    assert support_page.title == "Hỗ trợ"
    dialog = dialog_of(support_page)
    choose_kind(dialog, "sinh kế")
    type_into(dialog, "happened_on", "15/6/2024")
    type_into(dialog, "amount", "10.000.000")
    save(qtbot, support_page)
    made = [row.support for row in listed(database, "HO_TRO_SINH_KE") if row.support.amount == 10_000_000]
    assert set(keys) <= {one.household_id for one in made}
    assert len(listed(database)) == count + 4
    assert newest(database) == "Ghi hỗ trợ: Hỗ trợ sinh kế, 04 lượt"


def test_one_marked_household_offers_no_bulk_act(qtbot, window):
    page = shown(qtbot, window, "households")
    page._list.setFocus()
    assert len(page._list.selected_rows()) <= 1
    assert not any(
        one.text().startswith("Ghi hỗ trợ cho các hộ") and one.isVisible()
        for one in page.findChildren(QPushButton)
    )


def test_the_form_leads_to_what_the_household_received(qtbot, window, database):
    home = next(row.support.household_id for row in listed(database, "THAM_HO"))
    page = shown(qtbot, window, "household", household_id=home)
    buttons = page.findChildren(QPushButton)
    button = next(one for one in buttons if one.accessibleName() == "Hỗ trợ đã nhận")
    qtbot.waitUntil(button.isEnabled)
    button.click()
    settled(qtbot, window.page())
    rows = window.page().events.view.list_model().rows()
    assert rows and {row.support.household_id for row in rows} == {home}


def test_the_dashboards_figure_moves_after_a_save_in_the_window(qtbot, window, database):
    before = reached(database, "IND-05")
    dashboard = shown(qtbot, window, "dashboard")
    page = shown(qtbot, window, "support")
    rows = page.events.view.list_model().rows()
    used = {row.support.household_id for row in rows if row.support.kind == "HO_TRO_SINH_KE"}
    with database.reading() as connection:
        keys = connection.exec_driver_sql(
            """SELECT household_id FROM class_history k JOIN household h ON h.id = k.household_id
            WHERE k.entitled_from = '2024-01-01' AND k.category = 'poor' AND h.ended_on IS NULL"""
        ).scalars()
        poor = [key for key in keys if key not in used][:3]
    page.show_target(households=poor)
    settled(qtbot, page)
    dialog = dialog_of(page)
    choose_kind(dialog, "sinh kế")
    type_into(dialog, "happened_on", "15/6/2024")
    save(qtbot, page)
    assert reached(database, "IND-05") == before + 3
    QApplication.processEvents()
    shown(qtbot, window, "dashboard")
    assert dashboard is window.page()
