"""Keys in the list that opens below what is typed: one rule for fields and for cells."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QCompleter, QListView, QWidget

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OF_THE_LINE = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)


class ListKeys(QObject):
    """Enter and Tab leave at once with the marked line, so that the next key is already the next field's.

    leave: the marked line ("" when none is) and +1 forwards or -1 backwards. settle: F8, Ctrl+S and the like
    close the list before the window gets them; what is typed is read first.
    Qt itself would close the list and take the line later: keys typed by then went into the old field.
    """

    def __init__(
        self,
        completer: QCompleter,
        owner: QWidget,
        leave: Callable[[str, int], None],
        settle: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(completer)
        self._completer, self._owner = completer, owner
        self._leave, self._settle = leave, settle
        # Later than the completer's own filter, therefore asked before it.
        completer.popup().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        popup = self._completer.popup()
        if event.type() == QEvent.Type.Show and watched is popup:
            popup.windowHandle().installEventFilter(self)
        if event.type() not in _KEYS:
            return False
        assert isinstance(event, QKeyEvent)
        if watched is not popup:
            return not popup.isVisible() and self._passed_on(event)
        if event.type() == QEvent.Type.ShortcutOverride and _is_of_the_window(event):
            popup.hide()
            if self._settle is not None:
                self._settle()
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        held = event.modifiers()
        if held & Qt.KeyboardModifier.ControlModifier:
            return False
        step = _step(event.key(), bool(held & Qt.KeyboardModifier.ShiftModifier))
        if not step:
            return False
        marked = popup.currentIndex()
        text = str(marked.data()) if marked.isValid() else ""
        popup.hide()
        self._leave(text, step)
        return True

    def _passed_on(self, event: QKeyEvent) -> bool:
        """X11 sends the closed list what was typed while it was open; Qt would give it to the old field."""
        focused = QApplication.focusWidget() or self._owner.window().focusWidget()
        if focused is None or QApplication.activePopupWidget() is not None:
            return False
        QApplication.sendEvent(focused, event)
        return True


def list_below(completer: QCompleter, lines: int = 12) -> None:
    """Our own search decides what is in the list; the completer only shows it, below the text."""
    popup = QListView()
    popup.setObjectName("completions")
    completer.setPopup(popup)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setMaxVisibleItems(lines)


def _step(key: int, shift: bool) -> int:
    if key == Qt.Key.Key_Backtab:
        return -1
    if key in _ENTER or key == Qt.Key.Key_Tab:
        return -1 if shift else 1
    return 0


def _is_of_the_window(event: QKeyEvent) -> bool:
    key = event.key()
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return key != Qt.Key.Key_F4
    ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    is_letter = Qt.Key.Key_A <= key <= Qt.Key.Key_Z or key in _ENTER
    return ctrl and is_letter and not any(event.matches(own) for own in _OF_THE_LINE)
