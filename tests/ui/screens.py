"""A picture of every screen at the sizes that offices have, to be looked at by a person.

    python3 packaging/dev.py screens FOLDER [PLACE ...]

Writes FOLDER/<place>-<width>x<height>-<text size>.png; the data is the demo commune.
"""

import contextlib
import logging
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A 1366×768 screen without title bar and task bar, and what is left of it at 125 %.
SIZES = ((1366, 697), (1093, 558))
FIRST_RUN = "first-run"


def main(arguments: list[str]) -> int:
    """Take the pictures; returns the exit code."""
    if not arguments:
        print(__doc__)
        return 1
    target = Path(arguments[0]).absolute()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept:
        os.environ["XDG_DATA_HOME"] = kept
        failed = _take(target, set(arguments[1:]), Path(kept))
        logging.shutdown()
    return 1 if failed else 0


def _take(target: Path, wanted: set[str], kept: Path) -> list[str]:
    """All pictures; returns the places that could not be opened."""
    import povdesk.ui  # noqa: F401  # isort: skip

    from PySide6.QtWidgets import QApplication

    from povdesk import cli
    from povdesk.ui import messages, theme, translator
    from povdesk.ui.pages import places

    sample, empty = kept / "sample", kept / "empty"
    empty.mkdir()
    if cli.main(["--data", str(sample), "demo"]):
        raise SystemExit(1)
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    theme.apply(application)
    translator.install(application)
    messages.install(application)
    failed = []
    for text_size in theme.TextSize:
        theme.set_text_size(application, text_size)
        window = _opened(application, sample)
        for key in (entry.key for entry in places()):
            if not wanted or key in wanted:
                try:
                    window.open_place(key, **_target(key, sample))
                except Exception as error:
                    failed.append(key)
                    print(f"{key} does not open: {error!r}", flush=True)
                    continue
                for name in _tabs(application, window, key):
                    _take_sizes(application, window, target, name, text_size.value)
        window.close()
        if not wanted or FIRST_RUN in wanted:
            window = _opened(application, empty)
            _take_sizes(application, window, target, FIRST_RUN, text_size.value)
            window.close()
        _settle(application)
    return failed


def _opened(application: Any, folder: Path) -> Any:
    """The program's window with the data of a folder in it."""
    from povdesk.app import Program
    from povdesk.ui.habits import Habits

    program = Program(application, folder, Habits(None))
    program.window.resize(*SIZES[0])
    program.begin()
    _settle(application)
    return program.window


def _target(key: str, folder: Path) -> dict[str, Any]:
    """What to show in a place: a household whose form is being filled in, else whatever comes first."""
    if key != "household":
        return {}
    with contextlib.closing(sqlite3.connect(folder / "povdesk.db")) as connection:
        found = connection.execute(
            "SELECT household_id FROM review WHERE state = 'draft' ORDER BY id"
        ).fetchone()
    return {"household_id": found[0]}


def _tabs(application: Any, window: Any, key: str) -> Iterator[str]:
    """Brings each tab of the page in front to the front; a name for each."""
    from povdesk.ui.widgets.tabs import Tabs

    rows = [row for row in window.page().findChildren(Tabs) if row.isVisible()]
    if not rows:
        yield key
        return
    for place in range(rows[0].count()):
        rows[0].choose(place)
        _settle(application)
        yield f"{key}-{place + 1}"


def _take_sizes(application: Any, window: Any, target: Path, name: str, text_size: str) -> None:
    for width, height in SIZES:
        window.resize(width, height)
        _settle(application)
        picture = window.grab()
        file = target / f"{name}-{width}x{height}-{text_size}.png"
        picture.save(str(file))
        cut = "" if (picture.width(), picture.height()) == (width, height) else "  does not fit"
        print(f"{file.name}{cut}", flush=True)


def _settle(application: Any) -> None:
    """Until nothing waits or runs in the background, and everything is painted."""
    from PySide6.QtTest import QTest

    from povdesk.ui.worker import Worker

    for _ in range(600):
        QTest.qWait(50)
        if not any(worker.is_busy() for worker in application.findChildren(Worker)):
            break
    QTest.qWait(150)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
