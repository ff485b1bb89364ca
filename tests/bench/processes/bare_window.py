"""The floor: an empty PySide6 window, painted once.

bare_window                     nothing else
bare_window CLASSES COLUMNS     SQLAlchemy with so many mapped classes loaded before
bare_window tables              SQLAlchemy with this program's tables, which have no mapped classes
"""

import os
import sys


def map_classes(classes: int, columns: int) -> None:
    """What a program of the usual kind does before its first window: so many mapped classes."""
    from sqlalchemy import Integer, String
    from sqlalchemy.orm import DeclarativeBase, configure_mappers, mapped_column

    class Base(DeclarativeBase):
        """Of all mapped classes."""

    for number in range(classes):
        fields: dict[str, object] = {
            "__tablename__": f"t{number}",
            "id": mapped_column(Integer, primary_key=True),
        }
        fields |= {f"c{place}": mapped_column(String) for place in range(columns - 1)}
        type(f"T{number}", (Base,), fields)
    configure_mappers()


def main(arguments: list[str]) -> None:
    """Paint once, then end without tidying up."""
    if arguments == ["tables"]:
        import povdesk.storage.tables  # noqa: F401
    elif arguments:
        map_classes(int(arguments[0]), int(arguments[1]))

    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            QTimer.singleShot(0, lambda: os._exit(0))

    application = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1366, 768)
    window.show()
    application.exec()


main(sys.argv[1:])
