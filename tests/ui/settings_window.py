"""The settings page over a small invented commune, driven as an officer does."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from povdesk.storage import demo
from povdesk.storage.database import Database, open_database
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.settings.page import TABS, SettingsPage, create
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.toast import Toast
from povdesk.ui.worker import Worker

from .typing_vi import press, type_vi

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def small_commune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; every test works on a copy."""
    path = tmp_path_factory.mktemp("Xã mẫu") / "povdesk.db"
    demo.create(path, households=40).close()
    return path


@pytest.fixture
def database(small_commune: Path, data_folder: Path):  # type: ignore[no-untyped-def]
    path = data_folder / "povdesk.db"
    shutil.copy(small_commune, path)
    opened = open_database(path)
    yield opened
    opened.close()


@pytest.fixture
def open_page(qtbot, qapp, database: Database, data_folder: Path):  # type: ignore[no-untyped-def]
    """Shows a page over the commune, in front and with everything read: `open_page(create)`."""
    workers = []

    def show(create: Any, width: int = 1041, height: int = 480) -> Any:
        workers.append(Worker(database))
        made = create(Desk(workers[-1], Habits(data_folder), data_folder, is_sample=True))
        qtbot.addWidget(made)
        made.resize(width, height)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        settled(qtbot, made)
        return made

    yield show
    for worker in workers:
        worker.close()


@pytest.fixture
def page(open_page):  # type: ignore[no-untyped-def]
    """The settings page as it comes up, with the first tab read."""
    made = open_page(create)
    made.desk.open = lambda key, **target: made.show_target(**target)
    return made


def settled(qtbot, page: SettingsPage) -> None:  # type: ignore[no-untyped-def]
    """Until everything asked for has been written and read."""
    qtbot.waitUntil(lambda: not page.desk.worker.is_busy(), timeout=10_000)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not page.desk.worker.is_busy(), timeout=10_000)


def go_to(qtbot, page: SettingsPage, tab: str) -> Any:  # type: ignore[no-untyped-def]
    """Alt and the tab's number, once the dialog before is gone; returns the tab."""
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    number = list(TABS).index(tab) + 1
    qtbot.keyClick(page, Qt.Key(int(Qt.Key.Key_0) + number), Qt.KeyboardModifier.AltModifier)
    settled(qtbot, page)
    return page.part()


def choose_rules(qtbot, page: SettingsPage, tab: str, version: str) -> Any:  # type: ignore[no-untyped-def]
    """The tab of standards or procedures with this one in front, whichever is in force today."""
    part = go_to(qtbot, page, tab)
    place = part._box.findData(version)
    part._box.setCurrentIndex(place)
    part._box.activated.emit(place)
    return part


def dialog_of(page: QWidget) -> Dialog:
    """The dialog that lies over the page."""
    found = [one for one in page.window().findChildren(Dialog) if one.isVisible()]
    assert found, "no dialog is open"
    return found[-1]


def said_in(widget: QWidget) -> str:
    """All words that can be read."""
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def type_into(dialog: Dialog, code: str, text: str) -> None:
    """Go to a field, replace what is there."""
    line = dialog.field(code).line()  # type: ignore[attr-defined]
    line.setFocus(Qt.FocusReason.TabFocusReason)
    line.selectAll()
    press(line, Qt.Key.Key_Delete)
    type_vi(line, text)


def tick(dialog: Dialog, code: str) -> None:
    box = dialog.findChild(QCheckBox, f"{code}-input")
    assert box is not None
    press(box, Qt.Key.Key_Space, text=" ")


def press_button(widget: QWidget, words: str) -> None:
    made = next(one for one in widget.findChildren(QPushButton) if one.text().startswith(words))
    assert made.isEnabled(), words
    made.click()


def save(qtbot, page: SettingsPage) -> None:  # type: ignore[no-untyped-def]
    """Ctrl+S in the dialog."""
    qtbot.keyClick(dialog_of(page), Qt.Key.Key_S, CTRL)
    settled(qtbot, page)


def take_back(qtbot, page: SettingsPage) -> None:  # type: ignore[no-untyped-def]
    """Press Hoàn tác in the bar."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(Toast)))
    press_button(next(one for one in page.findChildren(Toast) if one.isVisible()), "Hoàn tác")
    settled(qtbot, page)


def chosen(part: Any, fits: Any) -> None:
    """Put the cursor on a line and press Enter."""
    part.view.setFocus()
    assert part.view.choose(fits)
    press(part.view, Qt.Key.Key_Return)
