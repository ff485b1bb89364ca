"""Kiểm tra trùng: a pair with its reasons, kept apart or merged by keys, with a way back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from povdesk.domain.household import HEAD, Household, Member, Sex
from povdesk.ui.desk import Desk
from povdesk.ui.duplicates.page import create
from povdesk.ui.habits import Habits
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.table import ListView
from povdesk.ui.widgets.toast import Toast
from povdesk.ui.worker import Worker
from tests.storage.event_acts import BEGINNING, dump, now
from tests.storage.people import keep, make_commune, make_person

from .typing_vi import press

pytestmark = pytest.mark.gui


@pytest.fixture
def database(data_folder: Path):
    opened = make_commune(data_folder)
    yield opened
    opened.close()


@pytest.fixture
def twice(database):
    """Hồ Thị Mai in two households."""

    def home(head, relation):
        girl = make_person("Hồ Thị Mai", born="5/6/2001", sex=Sex.FEMALE)
        people = (Member(make_person(head, born="1950"), HEAD), Member(girl, relation))
        return keep(database, Household(hamlet_id=1, members=people), BEGINNING)

    return home("Hồ Văn Đào", "child"), home("Võ Văn Ninh", "wife")


@pytest.fixture
def page(qtbot, database, twice, data_folder):
    worker = Worker(database)
    desk = Desk(worker, Habits(data_folder), data_folder)
    desk.opened = []
    desk.open = lambda key, **target: desk.opened.append((key, target))
    made = create(desk)
    qtbot.addWidget(made)
    made.resize(1158, 640)
    made.show()
    qtbot.waitUntil(lambda: made.is_loaded() and not worker.is_busy())
    yield made
    worker.close()


def rows(page):
    return page.findChild(ListView).list_model().rows()


def press_button(widget, words):
    next(found for found in widget.findChildren(QPushButton) if found.text().startswith(words)).click()


def question(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Dialog))
    return QApplication.activeModalWidget()


def test_a_pair_is_shown_with_its_reasons_in_points(page):
    words = "\n".join(found.text() for found in page.findChildren(QLabel))

    assert len(rows(page)) == 1
    assert "Cùng ngày sinh 05/06/2001 (+30)" in words and "Cùng thôn (+10)" in words


def test_f8_keeps_a_pair_apart_and_the_bar_brings_it_back(qtbot, page):
    press(page.findChild(ListView), Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: rows(page) == [] and page.findChild(Toast) is not None)

    press_button(page.findChild(Toast), "Hoàn tác")
    qtbot.waitUntil(lambda: len(rows(page)) == 1)


def test_merging_tells_first_what_will_change_and_can_be_taken_back(qtbot, database, page, twice):
    before = dump(database)
    press_button(page, "Gộp, giữ thứ nhất")
    asked = question(qtbot)
    words = "\n".join(found.text() for found in asked.findChildren(QLabel))
    assert "Hồ Thị Mai thôi có tên ở hộ Võ Văn Ninh (TL-002)" in words
    press_button(asked, "Gộp")
    qtbot.waitUntil(lambda: rows(page) == [] and page.findChild(Toast) is not None)
    assert now(database, twice[1].id).size == 1

    press_button(page.findChild(Toast), "Hoàn tác")
    qtbot.waitUntil(lambda: not page.desk.worker.is_busy() and len(rows(page)) == 1)
    assert dump(database) == before


def test_the_household_of_either_side_is_opened(page, twice):
    press(page.findChild(ListView), Qt.Key.Key_Return)

    assert page.desk.opened == [("household", {"household_id": twice[0].id})]
