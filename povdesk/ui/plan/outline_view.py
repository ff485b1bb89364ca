"""The outline at the left: a tree that follows the paper, with a sign on every line that has findings."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from .. import icons, theme
from .outline import Entry

_CODE = int(Qt.ItemDataRole.UserRole)
_COUNT = _CODE + 1
_OPEN_TO = 1
"""Lines at this depth and above are unfolded at first."""


class OutlineView(QTreeWidget):
    """chosen: code of another line. opened: Enter, go and edit it. pressed_on: the mouse pressed a line.

    add_wanted, delete_wanted, move_wanted: Ctrl+Insert, Ctrl+Delete, Alt+Up and Alt+Down.
    """

    chosen = Signal(str)
    opened = Signal(str)
    pressed_on = Signal(str)
    add_wanted = Signal()
    delete_wanted = Signal()
    move_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._entries: tuple[Entry, ...] = ()
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setIndentation(theme.px(12))
        self.setUniformRowHeights(True)
        self.setProperty("bare", True)
        self.setAccessibleName("Bố cục văn bản")
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_MarkDelegate(self))
        self.currentItemChanged.connect(self._on_current)
        self.itemClicked.connect(lambda item, _column: self.pressed_on.emit(item.data(0, _CODE)))

    def show_entries(self, entries: tuple[Entry, ...], counts: dict[str, int]) -> None:
        """Other lines or other counts; what was unfolded and chosen stays so."""
        kept = self.code()
        place = next((n for n, entry in enumerate(self._entries) if entry.code == kept), -1)
        if entries != self._entries:
            self._fill(entries)
        self._mark(counts)
        if kept and kept not in self._items:
            # The line is gone: its neighbour takes its place.
            kept = entries[min(place, len(entries) - 1)].code
        if kept:
            self.choose(kept, quiet=True)

    def code(self) -> str:
        """The line in front."""
        item = self.currentItem()
        return str(item.data(0, _CODE)) if item is not None else ""

    def entry(self, code: str) -> Entry | None:
        return next((entry for entry in self._entries if entry.code == code), None)

    def choose(self, code: str, *, quiet: bool = False) -> bool:
        """Go to a line, unfolding what hides it; False when there is none. quiet: nobody is told."""
        item = self._items.get(code)
        if item is None:
            return False
        above = item.parent()
        while above is not None:
            above.setExpanded(True)
            above = above.parent()
        self.blockSignals(quiet)
        self.setCurrentItem(item)
        self.blockSignals(False)
        self.scrollToItem(item)
        return True

    def _fill(self, entries: tuple[Entry, ...]) -> None:
        unfolded = {code for code, item in self._items.items() if item.isExpanded()}
        known = set(self._items)
        self.blockSignals(True)
        self.clear()
        self._items.clear()
        self._entries = entries
        above: list[QTreeWidgetItem] = []
        for entry in entries:
            del above[entry.depth :]
            item = QTreeWidgetItem(above[-1] if above else self.invisibleRootItem(), [entry.label])
            item.setIcon(0, icons.icon(entry.sign.value))
            item.setToolTip(0, f"{entry.label}\n{entry.sign.words[:1].upper()}{entry.sign.words[1:]}")
            item.setData(0, _CODE, entry.code)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{entry.label}, {entry.sign.words}")
            self._items[entry.code] = item
            above.append(item)
        for entry in entries:
            first_time = entry.code not in known and entry.depth < _OPEN_TO and "đơn vị)" not in entry.words
            self._items[entry.code].setExpanded(entry.code in unfolded or first_time)
        self.blockSignals(False)

    def _mark(self, counts: dict[str, int]) -> None:
        for code, item in self._items.items():
            total = counts.get(code, 0)
            item.setData(0, _COUNT, total)
        # What is folded away must still be seen: a line carries the marks of those below it.
        for entry in reversed(self._entries):
            item = self._items[entry.code]
            if item.parent() is not None and item.data(0, _COUNT):
                item.parent().setData(0, _COUNT, item.parent().data(0, _COUNT) + item.data(0, _COUNT))
        self.viewport().update()

    def _on_current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, _CODE))

    def keyboardSearch(self, search: str) -> None:
        """Letters do not jump: they would fight with UniKey."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held, key = event.modifiers(), event.key()
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif held == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.code())
        else:
            super().keyPressEvent(event)


class _MarkDelegate(QStyledItemDelegate):
    """The line, and at its right a warning sign when there are findings."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.px(32))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        count = index.data(_COUNT)
        shown = QStyleOptionViewItem(option)
        if count:
            shown.rect = option.rect.adjusted(0, 0, -theme.px(24), 0)
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, theme.color(theme.ACCENT_TINT))
        super().paint(painter, shown, index)
        if count:
            side = theme.px(16)
            left = option.rect.right() - theme.px(20)
            top = option.rect.top() + (option.rect.height() - side) // 2
            painter.drawPixmap(left, top, icons.pixmap("warning", theme.WARN, 16))
