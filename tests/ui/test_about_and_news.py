"""Giới thiệu and Có gì mới: folders, licences whole, and what an upgrade brought, shown once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from povdesk import __version__, paths
from povdesk.ui import search_hits
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.help import about, news, show_help
from povdesk.ui.main_window import MainWindow
from povdesk.ui.navigation import PageEntry
from povdesk.ui.widgets.page import Page
from povdesk.ui.worker import Worker

pytestmark = pytest.mark.gui

LIST = """# Có gì mới

## 1.1.0

- Mới nhất.

## 1.0.1

- Ở giữa.

## 1.0.0

- Đã biết.
"""


@pytest.fixture
def window(qtbot, data_folder):
    entries = [PageEntry("first", "Dữ liệu", "Trang", "table", lambda desk: Page(desk, "Trang"))]
    made = MainWindow(entries, Habits(data_folder))
    qtbot.addWidget(made)
    made.resize(1093, 558)
    made.show()
    worker = Worker()
    made.start(worker, data_folder, is_sample=False)
    yield made
    worker.close()


@pytest.fixture
def changes(tmp_path, monkeypatch):
    (tmp_path / "changelog.md").write_text(LIST, encoding="utf-8")
    monkeypatch.setattr(news.paths, "RESOURCES", tmp_path)


def test_after_an_upgrade_what_is_new_since_then_is_shown_once(window, changes, data_folder, qtbot):
    habits = Habits(data_folder)
    habits.put(news.SEEN, "1.0.0")

    dialog = news.after_upgrade(window, habits, "1.1.0")
    assert dialog.isVisible()
    assert "Mới nhất." in dialog.text()
    assert "Ở giữa." in dialog.text()
    assert "Đã biết." not in dialog.text()

    # A power cut while it is read: it is shown again.
    assert Habits(data_folder).get(news.SEEN) == "1.0.0"
    qtbot.keyClick(dialog._text, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert Habits(data_folder).get(news.SEEN) == "1.1.0"
    assert news.after_upgrade(window, Habits(data_folder), "1.1.0") is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_it_is_closed_from_the_keyboard_and_scrolls_with_it(window, changes, qtbot, key):
    dialog = news.show_all(window)

    assert dialog.focusWidget() is dialog._text
    assert "Đã biết." in dialog.text()
    qtbot.keyClick(dialog._text, key)
    assert not dialog.isVisible()


@pytest.mark.parametrize("seen", [None, "1.1.0", "2.0.0", 7, "lạ"])
def test_the_first_start_and_a_known_version_show_nothing(window, changes, data_folder, seen):
    habits = Habits(data_folder)
    if seen is not None:
        habits.put(news.SEEN, seen)

    assert news.after_upgrade(window, habits, "1.1.0") is None
    assert Habits(data_folder).get(news.SEEN) == "1.1.0"


def test_the_list_shipped_has_something_to_say_of_this_version():
    from povdesk.domain import changelog

    told = (paths.RESOURCES / "changelog.md").read_text(encoding="utf-8")

    assert str(changelog.sections(told)[0].version) == __version__
    assert changelog.since(told, "0.0.1", __version__)


def test_the_dialog_shows_every_licence_whole(window):
    dialog = about.show_about(window)
    texts = []
    for row in range(len(dialog._list.list_model().rows())):
        dialog._list.setCurrentIndex(dialog._list.list_model().index(row, 0))
        texts.append(dialog.licence_text())

    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts[0]
    assert "END OF TERMS AND CONDITIONS" in texts[0]
    assert "https://download.qt.io" in texts[0]
    assert len(set(texts)) == len(texts) >= 25
    assert dialog.width() < window.width()
    assert dialog.height() < window.height()


def test_the_folders_are_shown_and_their_paths_can_be_taken(window, data_folder):
    dialog = about.show_about(window)
    copies = [made for made in dialog.findChildren(QPushButton) if made.text() == "Sao đường dẫn"]

    assert len(copies) == 2
    copies[0].click()
    assert QGuiApplication.clipboard().text() == str(data_folder)


def test_a_folder_that_is_not_there_is_said(window, data_folder, monkeypatch):
    said = []
    monkeypatch.setattr(about.messages, "tell", lambda _owner, *words: said.append(words[0]))
    about.open_folder(window, data_folder / "không có")

    assert said == [f"Không mở được thư mục {data_folder / 'không có'}."]


def test_help_leads_to_both_and_ctrl_k_finds_them(window, data_folder):
    drawer = show_help(window, "cap-nhat")
    buttons = {made.text() for made in drawer.findChildren(QPushButton)}
    desk = Desk(Worker(), folder=data_folder)

    def found(words):
        return [hit.title for hit in search_hits.of_commands(words, [], desk, window)]

    assert {"Có gì mới", "Giới thiệu"} <= buttons
    assert "Có gì mới" in found(["co", "gi", "moi"])
    assert "Giới thiệu PovDesk, giấy phép" in found(["giay", "phep"])
    assert drawer.topic() == "cap-nhat"
    assert "sha256" in drawer._text.toPlainText()
    desk.worker.close()
