"""Ghi biến động by keys: four steps, nothing written before the last, and a way back."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from povdesk.domain.household import Category
from povdesk.storage import household_events, households
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.households.event_dialog import EventDialog
from povdesk.ui.households.list_page import create
from povdesk.ui.widgets.table import ListView
from povdesk.ui.widgets.toast import Toast
from povdesk.ui.worker import Worker
from tests.storage.event_acts import dump, ids, make_family, make_neighbours, now
from tests.storage.people import make_commune, open_year

from .typing_vi import press, type_unikey, type_vi

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def family(database):
    kept = make_family(database)
    make_neighbours(database)
    open_year(database)
    return kept


@pytest.fixture
def page(qtbot, database, family, data_folder):
    worker = Worker(database)
    made = create(Desk(worker, Habits(data_folder), data_folder))
    qtbot.addWidget(made)
    made.resize(1158, 640)
    made.show()
    qtbot.waitUntil(lambda: made.is_loaded() and not worker.is_busy())
    yield made
    worker.close()


def opened(qtbot, page, head="Hồ Văn Đào"):
    """Ctrl+B on the household's line."""
    rows = page.findChild(ListView)
    rows.choose(lambda row: row.head_name == head)
    rows.setFocus()
    press(rows, Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), EventDialog))
    return QApplication.activeModalWidget()


def here():
    return QApplication.focusWidget()


def total(page):
    return page.findChild(ListView).list_model().total()


def enter(text=""):
    """Type into what has the focus, then Enter."""
    type_vi(here(), text)
    press(here(), Qt.Key.Key_Return)


def go_on(qtbot, dialog, step):
    press(here(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: dialog.step() == step)


def tell_when(qtbot, dialog, day="6/5/2024", reason="1"):
    enter(day)
    enter(reason)
    go_on(qtbot, dialog, 3)


def test_a_split_by_keys_only(qtbot, database, family, page):
    dialog = opened(qtbot, page)
    press(here(), Qt.Key.Key_1, text="1")
    for step in range(3):
        press(here(), Qt.Key.Key_Down)
        if step:
            press(here(), Qt.Key.Key_Space, text=" ")
    press(here(), Qt.Key.Key_Return)
    enter("anh")
    go_on(qtbot, dialog, 2)
    tell_when(qtbot, dialog)
    sentences = dialog.sentences()
    press(here(), Qt.Key.Key_Return)

    qtbot.waitUntil(
        lambda: not page.desk.worker.is_busy() and page.findChild(ListView).list_model().total() == 3
    )
    assert "Lập hộ mới Hồ Văn Ánh với mã hộ riêng" in sentences[0]
    assert any("diện đang áp dụng của hộ cũ: hộ nghèo" in sentence for sentence in sentences)
    assert now(database, family.id).size == 3
    assert [row.head_name for row in page.findChild(ListView).list_model().rows()].count("Hồ Văn Ánh") == 1


def test_the_bar_takes_the_event_back(qtbot, database, family, page):
    before = dump(database)
    dialog = opened(qtbot, page)
    press(here(), Qt.Key.Key_9, text="9")
    go_on(qtbot, dialog, 2)
    tell_when(qtbot, dialog)
    press(here(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.window().findChild(Toast) is not None)
    toast = page.window().findChild(Toast)
    texts = " ".join(found.text() for found in toast.findChildren(QLabel))

    next(found for found in toast.findChildren(QPushButton) if found.text() == "Hoàn tác").click()

    qtbot.waitUntil(lambda: not page.desk.worker.is_busy() and dump(database) == before)
    assert "Đã ghi biến động: hộ chuyển đi, hộ Hồ Văn Đào." in texts


def test_what_is_missing_is_said_in_the_step_and_nothing_is_written(qtbot, database, family, page):
    before = dump(database)
    dialog = opened(qtbot, page)
    press(here(), Qt.Key.Key_6, text="6")
    press(here(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: dialog.problem() != "")

    assert dialog.problem() == "Chưa chọn người."
    press(here(), Qt.Key.Key_Space, text=" ")
    press(here(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: dialog.problem() == "Chọn chủ hộ mới cho những người ở lại.")
    assert dialog.step() == 1
    dialog.reject()
    assert dump(database) == before


def test_a_day_that_cannot_be_is_refused_where_it_is_typed(qtbot, family, page):
    dialog = opened(qtbot, page)
    press(here(), Qt.Key.Key_0, text="0")
    go_on(qtbot, dialog, 2)
    enter("1/2/2021")
    enter("1")
    press(here(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "vào sổ ngày 01/01/2022" in dialog.problem())
    assert dialog.step() == 2
    press(here(), Qt.Key.Key_Left, ALT)
    assert dialog.step() == 1
    dialog.reject()


def test_a_person_of_the_register_is_offered_while_the_name_is_typed(qtbot, database, family, page):
    """A person's identity stays his own: picked from the list, not entered a second time."""
    dialog = opened(qtbot, page)
    press(here(), Qt.Key.Key_4, text="4")
    type_unikey(here(), "Hồ Văn Ê")
    hits = dialog._who._newcomer._hits
    qtbot.waitUntil(lambda: hits.isVisible() and hits.count() == 1)
    assert "hộ Hồ Thị Dung (TL-002)" in hits.item(0).text()
    hits.setFocus()
    hits.setCurrentRow(0)
    press(hits, Qt.Key.Key_Return)
    enter("con rể")
    go_on(qtbot, dialog, 2)
    tell_when(qtbot, dialog, reason="2")
    press(here(), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not page.desk.worker.is_busy() and now(database, family.id).size == 6)
    assert now(database, family.id).members[-1].relation == "son_in_law"
    with database.reading() as connection:
        assert len(household_events.people_named(connection, "ho van e")) == 1


def test_a_household_from_elsewhere_is_entered_with_its_class(qtbot, database, family, page):
    dialog = opened(qtbot, page)
    next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Hộ chuyển đến chưa có")).click()
    qtbot.waitUntil(
        lambda: (
            isinstance(QApplication.activeModalWidget(), EventDialog)
            and QApplication.activeModalWidget() is not dialog
        )
    )
    arriving = QApplication.activeModalWidget()
    assert arriving.step() == 1
    who = arriving._who
    type_unikey(here(), "Võ Văn Ninh")
    who._hamlet.set_value("2")
    who._category.set_value(Category.NEAR_POOR.value)
    go_on(qtbot, arriving, 2)
    tell_when(qtbot, arriving)
    press(here(), Qt.Key.Key_Return)

    qtbot.waitUntil(
        lambda: not page.desk.worker.is_busy() and page.findChild(ListView).list_model().total() == 3
    )
    with database.reading() as connection:
        found = households.get(connection, 3)
        assert household_events.category_on(connection, 3, date(2024, 5, 6)) is Category.NEAR_POOR
    assert (found.head_name, found.code) == ("Võ Văn Ninh", "TH-001")


def test_relations_to_a_new_head_are_suggested(qtbot, family, page):
    dialog = opened(qtbot, page)
    press(here(), Qt.Key.Key_3, text="3")
    enter("anh")
    relations = dialog._who._relations.value()
    people = ids(family)

    assert relations[people["Hồ Văn Đào"]] == "father"
    dialog.reject()
