"""A list of remarks: a sign, a sentence that wraps, a smaller line below; arrows move, Enter opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from .. import icons, theme

_NOTE = int(Qt.ItemDataRole.UserRole)
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True)
class Note:
    """One remark; about: what it belongs to, given back when it is opened."""

    words: str
    more: str = ""
    icon: str = "info"
    tone: theme.Tone = theme.Tone.NEUTRAL
    about: Any = None


class NoteList(QListWidget):
    """opened: the note's `about` (Enter or a double click). chosen: of the current line, None without one."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("bare", True)
        self.setItemDelegate(_NoteDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Otherwise Qt lays lines out anew only when the height changes, not when a scroll bar narrows them.
        self.setWordWrap(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_NOTE).about))
        self.currentItemChanged.connect(
            lambda item, _before: self.chosen.emit(item.data(_NOTE).about if item else None)
        )

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Other notes; the cursor stays on the same place where it can."""
        if [note for note in self.notes()] == list(notes):
            return
        place = self.currentRow()
        self.clear()
        for note in notes:
            item = QListWidgetItem(self)
            item.setData(_NOTE, note)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{note.words} {note.more}")
        if self.count() and place >= 0:
            self.setCurrentRow(min(place, self.count() - 1))

    def notes(self) -> list[Note]:
        return [self.item(place).data(_NOTE) for place in range(self.count())]

    def step(self, by: int) -> Any:
        """Go to the next (1) or previous (-1) note, around the ends; gives what it is about."""
        if not self.count():
            return None
        place = self.currentRow()
        self.setCurrentRow((place + by) % self.count() if place >= 0 else (0 if by > 0 else self.count() - 1))
        return self.currentItem().data(_NOTE).about

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.opened.emit(self.currentItem().data(_NOTE).about)
            return
        super().keyPressEvent(event)


class _NoteDelegate(QStyledItemDelegate):
    """Paints a note and knows its height at the present width."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        note: Note = index.data(_NOTE)
        width = self.parent().viewport().width()  # type: ignore[attr-defined]
        # The scroll bar that the lines themselves bring up takes room from them after they were measured.
        bar = self.parent().verticalScrollBar()  # type: ignore[attr-defined]
        room = width if bar.isVisible() else width - bar.sizeHint().width()
        words, more = _areas(QRect(0, 0, room, 0), note)
        return QSize(width, (more or words).bottom() + theme.px(6))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        note: Note = index.data(_NOTE)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color(theme.ACCENT_TINT))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(
                    option.rect.left(), option.rect.top(), 3, option.rect.height(), theme.color(theme.ACCENT)
                )
        words, more = _areas(option.rect, note)
        painter.drawPixmap(
            option.rect.left() + theme.px(8), words.top() + 1, icons.pixmap(note.icon, note.tone.ink, 16)
        )
        painter.setPen(theme.color(theme.INK))
        painter.setFont(theme.font(13))
        painter.drawText(words, _WRAPPED, note.words)
        if more is not None:
            painter.setPen(theme.color(theme.INK3))
            painter.setFont(theme.font(12))
            painter.drawText(more, _WRAPPED, note.more)


def _areas(rect: QRect, note: Note) -> tuple[QRect, QRect | None]:
    left = rect.left() + theme.px(32)
    room = QRect(left, rect.top() + theme.px(6), max(rect.right() - left - theme.px(8), 40), 10_000)
    words = QFontMetrics(theme.font(13)).boundingRect(room, _WRAPPED, note.words)
    words.setWidth(room.width())
    if not note.more:
        return words, None
    below = room.translated(0, words.height() + 1)
    more = QFontMetrics(theme.font(12)).boundingRect(below, _WRAPPED, note.more)
    more.setWidth(room.width())
    return words, more
