"""Keys and the mouse wheel: shortcuts, Enter goes on, the wheel never changes a value by accident."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _EnterMoves(QObject):
    """Enter = next control, Shift+Enter = the one before; an open popup list keeps its Enter."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent) and isinstance(watched, QWidget)
        if event.key() not in _ENTER:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            watched.focusPreviousChild()
        else:
            watched.focusNextChild()
        return True


class _QuietWheel(QObject):
    """The wheel scrolls the page unless the box has the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def bind(owner: QWidget, keys: str, act: Callable[[], object]) -> None:
    """Keys that do this while the focus is on the widget or anywhere inside."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(lambda: act())


def enter_moves(widget: QWidget) -> None:
    """Let Enter and Shift+Enter move from this one-line control. Never for text of several lines."""
    widget.installEventFilter(_EnterMoves(widget))


def quiet_wheel(widget: QWidget) -> None:
    """Let the wheel pass over this combo, spin or date box while it has no focus."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_QuietWheel(widget))


class ComboBox(QComboBox):
    """A short closed list for headers and filters. Forms use `widgets.fields.ChoiceField`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        quiet_wheel(self)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4 and not event.modifiers():
            self.showPopup()
            return
        super().keyPressEvent(event)
