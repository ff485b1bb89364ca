"""Tabs of a form, under the header: numbered, Alt+1 … Alt+9."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget


class Tabs(QTabBar):
    """Tabs as wide as their words; `currentChanged` tells which one is chosen. See `Page.under_header`."""

    def __init__(self, titles: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setAccessibleName("Các trang của phiếu")
        for number, title in enumerate(titles, start=1):
            self.addTab(f"{number}  {title}")
            self.setTabToolTip(number - 1, f"Alt+{number}")
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), parent)
            shortcut.activated.connect(lambda place=number - 1: self.setCurrentIndex(place))
