"""A process that types into a form and never ends by itself: the tests kill it as a power cut would.

    python -m tests.ui.typing_process FOLDER HOUSEHOLD [save]

Fills the address, leaves it, begins the phone number, writes "typed" to stdout and waits. With `save`
the form is saved after the address.
"""

import sys
import time
from pathlib import Path
from typing import Any

import povdesk.ui  # noqa: F401  # isort: skip

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from povdesk.storage.database import open_database

from .form_driver import Driver


class _Waiting:
    """What the driver needs of qtbot."""

    def addWidget(self, _widget: Any) -> None: ...

    def waitUntil(self, ready: Any) -> None:
        while not ready():
            QTest.qWait(5)


def main(folder: Path, household_id: int, saves: bool) -> None:
    """Type, say so, and wait for the end."""
    application = QApplication(sys.argv[:1])
    driver = Driver(_Waiting(), open_database(folder / "povdesk.db"), folder)
    driver.open(household_id)
    driver.field("address").setFocus()
    driver.type("Tổ 4, xóm Nước")
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    if saves:
        driver.save()
    else:
        driver.type("091234")
    print("typed", flush=True)
    while application is not None:
        time.sleep(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), "save" in sys.argv[3:])
