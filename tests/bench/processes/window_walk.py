"""Goes through the whole window as an officer does; prints one JSON object: step → three times in ms.

window_walk FOLDER: a timer of 5 ms beats in the window's own thread. The longest gap between two beats in a
step is how long the window heard no key and painted nothing. Told by three clocks: what the whole program
worked meanwhile (the window's thread and the lanes beside it; other programs left out), what the window's
own thread worked, and the time of day, which a busy machine makes longer.
"""

import contextlib
import gc
import json
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import povdesk.ui  # noqa: F401  # isort: skip

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from povdesk import paths
from povdesk.ui import pages, theme, translator
from povdesk.ui.habits import Habits
from povdesk.ui.widgets.dialog import Dialog
from povdesk.ui.widgets.search_box import SearchBox
from povdesk.ui.worker import Worker

CTRL = Qt.KeyboardModifier.ControlModifier


class Pulse:
    """The longest of the gaps between two beats of the window's own thread, by each of the clocks."""

    _CLOCKS = (time.process_time, time.thread_time, time.perf_counter)

    def __init__(self) -> None:
        self.begin()
        self._timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self) -> None:
        self._last = [clock() for clock in self._CLOCKS]
        self._longest = [0.0, 0.0, 0.0]

    def longest(self) -> list[float]:
        """In milliseconds: the program's work, the own thread's alone, and the time of day."""
        self._beat()
        return [round(gap * 1000, 1) for gap in self._longest]

    def _beat(self) -> None:
        now = [clock() for clock in self._CLOCKS]
        gaps = zip(self._longest, now, self._last, strict=True)
        self._longest = [max(longest, after - before) for longest, after, before in gaps]
        self._last = now


def main(folder: str) -> None:
    """Walk in the real program, over a copy of the commune."""
    from povdesk.app import Program

    gc.disable()  # As the program's start does; what it has loaded by then is never looked through again.
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    theme.apply(application)
    translator.install(application)
    with tempfile.TemporaryDirectory() as name:
        kept = Path(name)
        shutil.copy(Path(folder) / paths.DATABASE_NAME, kept)
        program = Program(application, kept, Habits(None), log_folder=kept / "log")
        program.window.resize(1366, 697)
        pulse = Pulse()
        print(json.dumps(dict(_measured(application, program, pulse, kept)), ensure_ascii=False))
        program.window.close()
        _settle(application)


def _measured(application: Any, program: Any, pulse: Pulse, kept: Path) -> Iterator[tuple[str, list[float]]]:
    for step, work in _steps(program, kept):
        pulse.begin()
        work()
        _settle(application)
        yield step, pulse.longest()


def _steps(program: Any, kept: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What an officer does in a morning."""
    window = program.window
    yield "start", program.begin
    places = [entry.key for entry in pages.places() if entry.key != "household"]
    home, another = _households(kept)
    for round_, words in enumerate(("open", "return to")):
        for key in places:
            yield f"{words} {key}", partial(window.open_place, key)
        if not round_:
            yield "open household", lambda: window.open_place("household", household_id=home)
    yield "open a second household", lambda: window.open_place("household", household_id=another)
    yield "type into the form", lambda: _type_form(window.page())
    yield "save the form", lambda: _press(window, Qt.Key.Key_S, CTRL)
    yield "save and go on", lambda: _press(window, Qt.Key.Key_F8)
    yield "search everywhere", lambda: _search(window)
    yield "close the search", lambda: _press(window, Qt.Key.Key_Escape)
    yield "households after a save", lambda: window.open_place("households")
    yield "search in the list", lambda: _search_list(window)
    yield "dashboard after a save", lambda: window.open_place("dashboard")
    yield "open the plan's preview", lambda: (window.open_place("plan"), window.page().print_page())
    yield "close the plan's preview", _close_dialogs
    yield "open the list's preview", lambda: (window.open_place("households"), window.page().print_page())
    yield "close the list's preview", _close_dialogs
    yield "make a paper", lambda: _make_paper(window)
    yield "close the paper", _close_dialogs


def _households(kept: Path) -> tuple[int, int]:
    """Two whose forms are being filled in."""
    with contextlib.closing(sqlite3.connect(kept / paths.DATABASE_NAME)) as connection:
        found = connection.execute(
            "SELECT household_id FROM review WHERE state = 'draft' ORDER BY id LIMIT 2"
        ).fetchall()
    return found[0][0], found[1][0]


def _type_form(page: Any) -> None:
    sheet = page.sheet()
    for code, row, words in (
        ("address", None, "Tổ ba, xóm Suối\r"),
        ("full_name", 0, "Hồ Văn Đào\r"),
        ("health_insurance", 1, "0\r"),
        ("income_points", None, "115\r"),
        ("reasons", None, "235"),
    ):
        sheet.go_to(code, row)
        _type(words)


def _search(window: Any) -> None:
    window.show_search()
    _type("ho van dao")


def _search_list(window: Any) -> None:
    window.page().findChild(SearchBox).setFocus()
    _type("ho van")


def _make_paper(window: Any) -> None:
    """The year's table of movements, from the reports page."""
    window.open_place("reports")
    page = window.page()
    while not page.is_loaded():
        QTest.qWait(5)
    page.list.choose(lambda row: row.code == "D18")
    page.print_page()


def _type(words: str) -> None:
    """Letter by letter to whatever has the cursor, with the pauses of a quick hand."""
    for letter in words:
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key.Key_unknown
        if letter.isdecimal():
            key = Qt.Key(ord(letter))
        _send(QApplication.focusWidget(), key, Qt.KeyboardModifier.NoModifier, letter)
        QTest.qWait(40)


def _press(window: Any, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def _send(target: Any, key: Qt.Key, modifiers: Any, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.postEvent(target, QKeyEvent(kind, key, modifiers, letter))


def _close_dialogs() -> None:
    for made in QApplication.topLevelWidgets():
        if isinstance(made, Dialog) and made.isVisible():
            made.reject()


def _settle(application: Any) -> None:
    """Until nothing waits or runs in the background, and everything is painted."""
    for _ in range(1200):
        QTest.qWait(50)
        if not any(worker.is_busy() for worker in application.findChildren(Worker)):
            break
    else:
        raise SystemExit("the window does not come to rest")
    QTest.qWait(200)


if __name__ == "__main__":
    main(sys.argv[1])
