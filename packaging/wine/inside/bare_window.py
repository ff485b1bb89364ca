"""The floor: an empty PySide6 window of the installed libraries, painted once."""

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    """Ends the program as soon as it has been painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QTimer.singleShot(0, lambda: os._exit(0))


application = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 768)
window.show()
application.exec()
