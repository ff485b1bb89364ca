"""A bar that lies over the bottom of the window for some seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QToolButton, QWidget

from .. import icons, theme
from .labels import button, label


class Toast(QFrame):
    """Tells what was done; may offer one verb. Goes by itself, when closed, or when another one appears.

    It lies at the bottom left, where pages name their keys. Where buttons stand there it lies above their
    row: what the officer presses next is never below it.
    """

    def __init__(self, window: QWidget, text: str, seconds: int) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 12, 8)
        self._row.setSpacing(16)
        self._text = label(text, "", self)
        self._row.addWidget(self._text)
        self._undo: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self.close_now)
        window.installEventFilter(self)

    def text(self) -> str:
        return self._text.text()

    def offer(self, verb: str, act: Callable[[], None], *, undoes: bool = False) -> None:
        """A button, once. undoes: Ctrl+Z does the same, unless what has the focus takes that key."""

        def taken() -> None:
            self.close_now()
            act()

        if undoes:
            self._undo = taken
        made = button(verb, taken, parent=self)
        made.setToolTip("Ctrl+Z" if undoes else "")
        self._row.addWidget(made)

    def appear(self) -> None:
        """Show in place of any earlier bar."""
        self._row.addWidget(self._closing())
        for other in self.parentWidget().findChildren(Toast):
            if other is not self:
                other.close_now()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def close_now(self) -> None:
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        self.adjustSize()
        window = self.parentWidget()
        width = min(self.width(), window.width() - 32)
        bottom = window.height() - self.height() - theme.px(theme.STATUS_BAR) - 16
        navigation = window.findChild(QWidget, "navigation")
        left = 0
        if navigation is not None and navigation.isVisible():
            left = navigation.mapTo(window, QPoint(navigation.width(), 0)).x()
        left = min(left + theme.PAGE_MARGIN, window.width() - width - 16)
        self.setGeometry(_clear_of_buttons(window, QRect(left, bottom, width, self.height()), self))

    def _closing(self) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icons.icon("dismiss", theme.SURFACE))
        made.setAccessibleName("Đóng thông báo")
        made.setToolTip("Đóng thông báo")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(self.close_now)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and self._undo is not None
            and self.isVisible()
        ):
            self._undo()
            return True
        return False


_GAP = 6


def _clear_of_buttons(window: QWidget, wanted: QRect, toast: QWidget) -> QRect:
    """The lowest place from there upwards that covers no button; the wanted one where there is none."""
    buttons = [
        seen
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.window() is window and not toast.isAncestorOf(one)
        if not (seen := _seen(one, window)).isEmpty()
    ]
    place = QRect(wanted)
    while place.top() > window.height() // 2:
        met = [one for one in buttons if one.intersects(place)]
        if not met:
            return place
        place.moveBottom(min(one.top() for one in met) - _GAP)
    return wanted


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """The part of a widget that is not scrolled away, in the window."""
    seen = QRect(widget.mapTo(window, QPoint(0, 0)), widget.rect().size())
    above = widget.parentWidget()
    while above is not None and above is not window:
        seen &= QRect(above.mapTo(window, QPoint(0, 0)), above.rect().size())
        above = above.parentWidget()
    return seen
