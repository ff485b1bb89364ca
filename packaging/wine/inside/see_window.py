"""Starts the installed program, waits until its window says one of some words, and writes what it says.

see_window REPORT SECONDS WORDS...      no longer than so many seconds; REPORT.txt, and REPORT.png a picture
"""

import gc
import sys
import unicodedata
from pathlib import Path

gc.disable()

from povdesk import app  # noqa: E402
from povdesk.ui.main_window import MainWindow  # noqa: E402

report, seconds, words = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
plain = MainWindow.paintEvent
watching = []


def texts(window):
    """All that the officer can read in a window, line by line."""
    from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit

    found = []
    for kind in (QLabel, QAbstractButton, QLineEdit):
        found += [each.text() for each in window.findChildren(kind) if each.isVisible() and each.text()]
    found += [each.toPlainText() for each in window.findChildren(QPlainTextEdit) if each.isVisible()]
    return found


def look(window, left):
    """Look again every tenth of a second; then leave without tidying up."""
    import os

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    said = [text for top in QApplication.topLevelWidgets() if top.isVisible() for text in texts(top)]
    whole = unicodedata.normalize("NFC", "\n".join(said))
    if any(word in whole for word in words) or left <= 0:
        window.grab().save(str(report.with_suffix(".png")))
        report.with_suffix(".txt").write_text(whole, encoding="utf-8")
        os._exit(0 if left > 0 else 3)
    QTimer.singleShot(100, lambda: look(window, left - 0.1))


def painted(self, event):
    """The first painting starts the watch."""
    plain(self, event)
    if not watching:
        watching.append(self)
        look(self, seconds)


MainWindow.paintEvent = painted
sys.exit(app.main([]))
