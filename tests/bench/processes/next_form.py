"""Opens one form after another in the window, and types; prints one JSON object with milliseconds.

next_form FOLDER ROUNDS: `next` from the key to the painted form, `typing` the longest turn of the window's
own thread while a form is filled.
"""

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import povdesk.ui  # noqa: F401  # isort: skip

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from povdesk import paths


def main(folder: str, rounds: int) -> None:
    """Measure in the window of the program, over a copy of the commune."""
    from povdesk.storage.database import open_database
    from povdesk.ui import theme, translator
    from povdesk.ui.habits import Habits
    from povdesk.ui.main_window import MainWindow
    from povdesk.ui.pages import places
    from povdesk.ui.worker import Worker

    application = QApplication(sys.argv[:1])
    theme.apply(application)
    translator.install(application)
    with tempfile.TemporaryDirectory() as kept:
        shutil.copy(Path(folder) / paths.DATABASE_NAME, kept)
        worker = Worker(open_database(Path(kept) / paths.DATABASE_NAME))
        window = MainWindow(places(), Habits(None))
        window.resize(1366, 697)
        window.show()
        window.start(worker, Path(kept), is_sample=True)
        _wait(lambda: not worker.is_busy())
        window.open_place("household", household_id=2)
        page: Any = window.page()
        _wait(lambda: page.sheet() is not None and page._loaded is not None)
        QTest.qWait(300)
        _next(page)
        times = [_next(page) for _ in range(max(rounds, 3))]
        turns = list(_typing(page))
        worker.close()
    print(json.dumps({"next": round(statistics.median(times), 1), "typing": round(max(turns), 1)}))


def _next(page: Any) -> float:
    before = page._loaded
    started = time.perf_counter()
    page._open("next_id")
    _wait(lambda: page._loaded is not None and page._loaded is not before)
    QApplication.processEvents()
    taken = time.perf_counter() - started
    QTest.qWait(150)
    return taken * 1000


def _typing(page: Any) -> Any:
    """A text, cells, answers and reasons; the window's own work for each key, other programs left out."""
    sheet = page.sheet()
    for code, row, keys in (
        ("address", None, "Tổ ba, xóm Suối\r"),
        ("full_name", 0, "Hồ Văn Đào\r"),
        ("born", 0, "1990\r"),
        ("health_insurance", 1, "0\r"),
        ("income_points", None, "115\r"),
        ("lacking.employment", None, "010101010101"),
        ("reasons", None, "235"),
    ):
        sheet.go_to(code, row)
        QApplication.processEvents()
        for letter in keys:
            started = time.thread_time()
            _press(letter)
            QApplication.processEvents()
            yield (time.thread_time() - started) * 1000
        started = time.thread_time()
        page._evaluate()
        QApplication.processEvents()
        yield (time.thread_time() - started) * 1000


def _press(letter: str) -> None:
    key = Qt.Key.Key_Return if letter == "\r" else Qt.Key.Key_unknown
    if letter.isdecimal():
        key = Qt.Key(ord(letter))
    target = QApplication.focusWidget()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.postEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
    QApplication.processEvents()


def _wait(ready: Callable[[], bool]) -> None:
    ends = time.perf_counter() + 60
    while not ready():
        QApplication.processEvents()
        if time.perf_counter() > ends:
            raise SystemExit("the form did not open")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
