"""Goes through the first steps as an officer does: keys only, each to whatever has the cursor."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from povdesk import app, paths
from povdesk.ui import messages
from povdesk.ui.first_run.page import FirstRunPage
from povdesk.ui.habits import Habits
from povdesk.ui.widgets.dialog import Dialog

from .typing_vi import press, type_vi

ENTER = Qt.Key.Key_Return


class FirstRunDriver:
    """The program over a folder without data. size: of the window."""

    def __init__(self, qapp: Any, qtbot: Any, root: Path, size: tuple[int, int] = (1093, 558)) -> None:
        self._qtbot = qtbot
        self._handlers = list(messages.log.handlers)
        self.own = root / "data"
        self.program = app.Program(qapp, self.own, Habits(None), log_folder=root / "log")
        self.window.resize(*size)
        assert self.program.begin()
        qtbot.waitUntil(lambda: self.window.findChild(FirstRunPage) is not None, timeout=20_000)
        self.page = self.window.findChild(FirstRunPage)
        qtbot.waitUntil(lambda: self.page._is_bad is not None, timeout=20_000)

    @property
    def window(self) -> Any:
        return self.program.window

    def close(self) -> None:
        self.program._on_closed()
        self.window.deleteLater()
        self.program.deleteLater()
        for handler in set(messages.log.handlers) - set(self._handlers):
            messages.log.removeHandler(handler)
            handler.close()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.program._worker.is_busy(), timeout=30_000)

    def focus(self) -> QWidget:
        found = self.window.focusWidget()
        assert found is not None, "the cursor is nowhere"
        return found

    def enter(self, times: int = 1) -> None:
        for _ in range(times):
            press(self.focus(), ENTER, text="\r")

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        press(self.focus(), key, modifiers)

    def type(self, text: str) -> None:
        for letter in text:
            type_vi(self.focus(), letter)

    def back(self) -> None:
        self._qtbot.keyClick(self.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    def to_onward(self) -> None:
        """Enter from field to field until the button that goes on has the cursor."""
        for _ in range(20):
            if self.focus() is self.page._next:
                return
            self.enter()
        raise AssertionError(f"Enter does not lead to the button: {self.focus()}")

    def go_on(self) -> None:
        self.to_onward()
        self.enter()

    def title(self) -> str:
        return str(self.page._title.text())

    def words(self) -> str:
        """All words that can be read now."""
        shown = [made for made in self.page.findChildren(QLabel) if made.isVisibleTo(self.page)]
        return " ".join(made.text() for made in shown).replace("\u200b", "")

    def button(self, words: str) -> QPushButton:
        return next(made for made in self.page.findChildren(QPushButton) if made.text().startswith(words))

    # ---- whole steps

    def begin(self) -> None:
        self.enter()
        assert self.title() == "Đơn vị"

    def unit(self, name: str = "Suối Đá", province: str = "tỉnh Quảng Ngãi") -> None:
        self.type(name)
        self.enter()
        self.type(province)
        self.go_on()

    def hamlets(self, *names: str) -> None:
        for name in names:
            self.type(name)
            self.enter(4)
        self.go_on()

    def people(self, name: str = "Hồ Văn Đào") -> None:
        self.type(name)
        self.go_on()

    def to_data(self) -> None:
        """The first three steps, answered."""
        self.begin()
        self.unit()
        self.hamlets("Thôn Đinh")
        self.people()
        assert self.title() == "Dữ liệu"

    def skip_backup(self) -> None:
        assert self.title() == "Sao lưu"
        self.key(Qt.Key.Key_Tab)
        self.go_on()
        assert self.title() == "Xem lại"

    def wait_for_work(self) -> None:
        """Until the register is open."""
        self._qtbot.waitUntil(lambda: self.window.navigation.isEnabled(), timeout=30_000)
        self.settle()

    def rows(self, statement: str) -> list[Any]:
        with contextlib.closing(sqlite3.connect(self.own / paths.DATABASE_NAME)) as connection:
            return connection.execute(statement).fetchall()


def dialog() -> Any:
    """The dialog in front."""
    return next(
        made
        for made in reversed(QApplication.topLevelWidgets())
        if isinstance(made, Dialog) and made.isVisible()
    )
