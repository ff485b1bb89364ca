"""Users, one person's data, keeping times, the check and the handover through the window, with keys."""

import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from povdesk.domain.household import HEAD, Household, Member
from povdesk.domain.privacy import ERASED_NAME
from povdesk.storage import history, households, privacy
from povdesk.storage.database import open_database
from povdesk.storage.tables import officer, person
from povdesk.ui.data_check import page as check_page
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.handover import page as handover_page
from povdesk.ui.privacy import page as privacy_page
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.worker import Worker
from tests.storage.people import keep, make_commune, make_person

from .typing_vi import type_vi

pytestmark = pytest.mark.gui

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
NAME, NUMBER = "Đinh Thị Ngọc Lắng", "051180004321"


class Driver:
    def __init__(self, qtbot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        database = make_commune(folder)
        with database.writing() as act:
            act.describe("Người dùng")
            act.update(officer, 1, {"full_name": "Đinh Thị Lý"})
        gone = replace(make_person(NAME), id_number=NUMBER)
        family = keep(
            database,
            Household(hamlet_id=1, members=(Member(make_person("Đinh Văn Rế"), HEAD), Member(gone, "child"))),
        )
        with database.writing() as act:
            households.save(act, replace(family, members=family.members[:1]))
        self.gone = family.members[1].person.id
        database.close()
        self.path = database.path
        self.worker = Worker()
        self.opened, self.said = [], []
        self.desk = Desk(
            self.worker,
            Habits(folder),
            folder,
            open=lambda key, **target: self.opened.append((key, target)),
            say=self.said.append,
        )
        self.worker.open(self.worker, lambda: open_database(self.path), lambda _database: None)
        self.page = None

    def show(self, module, **target):
        self.page = module.create(self.desk)
        self.qtbot.addWidget(self.page)
        self.page.resize(1158, 600)
        if target:
            self.page.show_target(**target)
        self.page.show()
        self.page.activateWindow()
        self.settle()
        return self.page

    def settle(self):
        for _ in range(4):
            self.qtbot.waitUntil(lambda: not self.worker.is_busy(), timeout=20_000)
            self.qtbot.wait(20)

    def see(self, work):
        found = []
        self.worker.read(self.page, work, found.append)
        self.settle()
        return found[0]

    def actions(self):
        return [one.action for one in self.see(history.entries)]


@pytest.fixture
def driver(qtbot, data_folder):
    made = Driver(qtbot, data_folder)
    yield made
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Dialog):
            widget.done(0)
    made.worker.close()


def dialog():
    there = [made for made in QApplication.topLevelWidgets() if isinstance(made, Dialog)]
    return next(made for made in reversed(there) if made.isVisible())


def press(widget, words):
    found = next(made for made in widget.findChildren(QPushButton) if made.text().startswith(words))
    assert found.isEnabled(), words
    found.click()


def texts(widget):
    return " ".join(made.text() for made in widget.findChildren(QLabel) if made.isVisibleTo(widget))


def test_a_user_is_added_and_the_manager_gets_a_pin_with_keys_alone(driver):
    page = driver.show(privacy_page)
    view = page.part().view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_N, CTRL)
    form = dialog()
    type_vi(form.field("officer-name").line(), "Ho Van Anh")
    press(form, "Lưu")
    driver.settle()
    assert [row.item.full_name for row in view.list_model().rows()] == ["Đinh Thị Lý", "Ho Van Anh"]
    page.activateWindow()
    driver.qtbot.waitUntil(page.isActiveWindow)
    view.choose_first()
    QTest.keyClick(view, Qt.Key.Key_P, CTRL_SHIFT)
    form = dialog()
    QTest.keyClicks(form.field("new-pin").line(), "482915")
    QTest.keyClicks(form.field("again-pin").line(), "482916")
    press(form, "Lưu")
    assert "Hai lần gõ mã PIN khác nhau" in texts(form)
    form.field("again-pin").set_value("482915")
    press(form, "Lưu")
    driver.settle()

    assert [row.item.has_pin for row in view.list_model().rows()] == [True, False]
    assert driver.actions()[0] == "Đặt mã PIN của Đinh Thị Lý"


def test_a_person_who_left_is_found_without_diacritics_and_shown_with_a_line_in_the_log(driver):
    page = driver.show(privacy_page, tab="person")
    part = page.part()
    type_vi(part.search, "ngoc lang")
    part.search.ask_now()
    driver.settle()
    (row,) = part.people.list_model().rows()
    assert row.name == NAME and row.id_number == "•••4321" and row.home.startswith("đã rời")
    assert NUMBER not in str(row)
    part.people.choose_first()
    QTest.keyClick(part.people, Qt.Key.Key_Return)
    driver.settle()

    shown = [fact.words for fact in part.facts.list_model().rows()]
    assert "051 180 004321" in shown
    assert driver.actions()[0] == privacy.VIEWED
    page.print_page()
    driver.settle()
    assert driver.actions()[0] == privacy.EXTRACTED
    assert "051 180 004321" not in texts(page)


def test_erasing_through_the_window_asks_for_the_name_and_leaves_no_byte(driver):
    page = driver.show(privacy_page, tab="person", name=NAME)
    part = page.part()
    driver.settle()
    part.people.choose_first()
    press(page, "Xóa dữ liệu")
    driver.settle()
    asked = dialog()
    assert "trong dữ liệu sẽ không còn gì" in texts(asked) or "không còn gì" in texts(asked)
    asked.reason.setText("Theo đơn ngày 14/10/2024")
    type_vi(asked.name, "nham")
    press(asked, "Xóa dữ liệu")
    assert "gõ lại chưa đúng" in texts(asked)
    asked.name.setText(NAME)
    press(asked, "Xóa dữ liệu")
    driver.settle()

    assert "Đã xóa tên và các số" in texts(dialog())
    raw = driver.path.read_bytes()
    assert NAME.encode() not in raw and NUMBER.encode() not in raw
    name = driver.see(lambda c: c.execute(person.select().where(person.c.id == driver.gone)).one().full_name)
    assert name == ERASED_NAME


def test_somebody_in_the_register_is_told_about_and_not_erased(driver):
    page = driver.show(privacy_page, tab="person", name="Đinh Văn Rế")
    driver.settle()
    page.part().people.choose_first()
    press(page, "Xóa dữ liệu")
    driver.settle()

    assert "cho rời hộ trước" in texts(dialog())


def test_a_keeping_time_is_set_with_its_paper(driver):
    page = driver.show(privacy_page, tab="retention")
    view = page.part().view
    view.choose_first()
    QTest.keyClick(view, Qt.Key.Key_Return)
    form = dialog()
    QTest.keyClicks(form.field("keep-years").line(), "5")
    press(form, "Lưu")
    driver.settle()
    assert "Chưa ghi căn cứ" in texts(form)
    type_vi(form.field("keep-source").line(), "QD 01")
    press(form, "Lưu")
    driver.settle()

    assert view.list_model().rows()[0].item.keep_years == 5


def test_the_check_says_that_all_is_well_and_can_be_printed(driver):
    page = driver.show(check_page)
    press(page, "Kiểm tra ngay")
    driver.settle()

    assert "Dữ liệu lành lặn" in texts(page)
    assert page.print_page() is not None
    driver.settle()


def test_the_check_leads_to_the_household_that_another_program_changed(driver):
    driver.worker.alone(driver.worker, lambda: _outside(driver.path))
    page = driver.show(check_page)
    page.check()
    driver.settle()
    assert "có hư hỏng" in texts(page)
    view = page._list
    view.choose_first()
    assert "Địa chỉ" in texts(page)
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert driver.opened == [("household", {"household_id": 1})]


def test_the_log_bundle_is_saved_from_the_page(driver, tmp_path, monkeypatch):
    page = driver.show(check_page)
    target = tmp_path / "goi.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    press(page, "Gói nhật ký lỗi")
    driver.settle()
    with zipfile.ZipFile(target) as bundle:
        assert "so-dong.txt" in bundle.namelist()


@pytest.mark.parametrize("packed", [True, False])
def test_the_dossier_is_written_whole_and_noted(driver, tmp_path, packed):
    page = driver.show(handover_page)
    target = tmp_path / ("ban-giao.zip" if packed else "ban-giao")
    page.write_to(target)
    driver.settle()

    if packed:
        with zipfile.ZipFile(target) as bundle:
            names = {name.split("/", 1)[1] for name in bundle.namelist()}
    else:
        names = {path.name for path in target.iterdir()}
    assert {"00-thu-ban-giao.pdf", "01-so-ho.pdf", "01-so-ho.xlsx", "02-nhan-khau.xlsx"} <= names
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".povdesk")]
    assert list((driver.folder / "tmp").iterdir()) == []
    assert driver.actions()[0] == "Lập hồ sơ bàn giao"


def test_a_dossier_that_was_stopped_leaves_nothing(driver, tmp_path):
    from povdesk import papers_handover
    from povdesk.domain.errors import NotPossibleNow

    steps = []
    with pytest.raises(NotPossibleNow, match="Đã dừng"):
        papers_handover.write(
            driver.path,
            tmp_path / "ban-giao.zip",
            date(2024, 10, 15),
            progress=lambda percent, _words: steps.append(percent),
            cancelled=lambda: len(steps) > 3,
        )
    assert not list(tmp_path.glob("ban-giao*")) and not list(tmp_path.glob(".povdesk*"))


def _outside(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE household SET address = 'Xóm Khác'")
        connection.commit()
