"""A window as it stands after a change, however busy the machine is."""

from typing import Any

from PySide6.QtWidgets import QApplication


def stands(qtbot: Any, holds: Any) -> None:
    """Let a change spread through the layouts, turn by turn; then `holds()` asserts, soon if not at once."""
    for _turn in range(5):
        QApplication.processEvents()
    qtbot.waitUntil(holds)
