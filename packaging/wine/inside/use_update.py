"""Goes through "Cập nhật từ USB" in the installed program as an officer does, and writes what it says.

use_update REPORT SECONDS DATA look NAMES...   check the setup in each of these folders, then close
use_update REPORT SECONDS DATA go NAME         check this one and press "Cập nhật"
use_update REPORT SECONDS DATA spoil NAME      the same; between the two the copy on this computer is changed

NAMES: folders of the stick. DATA: the data folder to open, or a dash for the officer's own.
REPORT: one line per folder, its name and what was said; then, after a dash, a message at the end.
"""

import gc
import os
import sys
import time
import unicodedata
from pathlib import Path

gc.disable()

from povdesk import app, paths  # noqa: E402
from povdesk.ui.main_window import MainWindow  # noqa: E402

report, seconds, data, act, names = (
    Path(sys.argv[1]),
    float(sys.argv[2]),
    sys.argv[3],
    sys.argv[4],
    sys.argv[5:],
)
plain = MainWindow.paintEvent
watching = []


def tell(name, words):
    """One line more in the report."""
    line = unicodedata.normalize("NFC", " ".join(words.split()))
    with report.open("a", encoding="utf-8") as out:
        out.write(f"{name}: {line}\n")


def button(owner, words):
    """A button that can be pressed now, by its words."""
    from PySide6.QtWidgets import QPushButton

    found = [each for each in owner.findChildren(QPushButton) if each.text() == words]
    return next((each for each in found if each.isVisible() and each.isEnabled()), None)


def press(owner, words):
    """Press it; returns whether there was one."""
    found = button(owner, words)
    if found is not None:
        found.click()
    return found is not None


def dialogs():
    """The dialogs on the screen."""
    from PySide6.QtWidgets import QApplication, QDialog

    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def said_in(dialog):
    """All that can be read in one."""
    from PySide6.QtWidgets import QLabel

    return " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def steps(window):
    """What is done; yields what must come true before the next step."""
    yield lambda: window.navigation.isEnabled() and window.desk is not None
    window.desk.open("settings", tab="software")
    yield lambda: press(window, "Cập nhật từ USB…")
    yield lambda: any(type(each).__name__ == "UpdateDialog" for each in dialogs())
    dialog = next(each for each in dialogs() if type(each).__name__ == "UpdateDialog")
    for name in names:
        yield lambda name=name: choose(dialog, name)
        press(dialog, "Kiểm tra tệp")
        yield lambda: dialog.result() and (button(dialog, "Cập nhật") or button(dialog, "Kiểm tra tệp"))
        tell(name, dialog.result())
    if act == "look":
        press(dialog, "Đóng, chưa cập nhật")
        window.close()
        return
    if act == "spoil":
        with next((paths.log_folder().parent / "updates").glob("*.exe")).open("ab") as copy:
            copy.write(b"x")
    yield lambda: press(dialog, "Cập nhật")
    # With "go" there is none unless something went wrong: the program ends.
    yield lambda: not window.isVisible() and dialogs()
    tell("-", said_in(dialogs()[0]))
    press(dialogs()[0], "Đóng")


def choose(dialog, name):
    """Select the setup of a folder in the list; True when it stands there."""
    from PySide6.QtWidgets import QTableView

    view = dialog.findChild(QTableView)
    for row in range(view.model().rowCount()):
        place = view.model().index(row, view.model().columnCount() - 1)
        if Path(place.data()).parent.name == name:
            view.setCurrentIndex(place)
            return True
    return False


def painted(self, event):
    """The first painting begins the work."""
    plain(self, event)
    if watching:
        return
    from PySide6.QtCore import QTimer

    work, end = steps(self), time.monotonic() + seconds
    waits = [next(work)]
    timer = QTimer(self)
    watching.append(timer)

    def look():
        if time.monotonic() > end:
            tell("-", " ".join([f"not done in {seconds:.0f} s:", *map(said_in, dialogs())]))
            os._exit(3)
        try:
            if waits[0]():
                waits[0] = next(work)
        except StopIteration:
            timer.stop()
        except Exception as error:
            tell("-", repr(error))
            os._exit(4)

    timer.timeout.connect(look)
    timer.start(50)


MainWindow.paintEvent = painted
code = app.main([] if data == "-" else ["--data", data])
sys.exit(code)
