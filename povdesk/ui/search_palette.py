"""Ctrl+K: one box for households, people, papers, indicators, commands, places and help."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from povdesk.domain import vietnamese

from . import icons, search_hits, theme
from .counter.opening import CONFIRM_KEY, WHY_KEY
from .desk import Desk
from .navigation import PageEntry
from .search_hits import Hit
from .widgets.key_strip import KeyStrip
from .widgets.labels import label
from .widgets.search_box import SearchBox

_MOST_SHOWN = 12
_RECENT = 10
_HIT_ROLE = Qt.ItemDataRole.UserRole
_COUNTER = {Qt.Key.Key_I: False, Qt.Key.Key_G: True}
_KEYS = [
    ("Enter", "mở"),
    (WHY_KEY, "vì sao hộ này"),
    (CONFIRM_KEY, "giấy xác nhận"),
    ("Esc", "đóng"),
]


class SearchPalette(QFrame):
    """Lies over the top of the window. An empty box shows what was opened or worked on last.

    Enter before the answer has come waits for it: the best hit of the words typed is opened.
    """

    def __init__(self, window: QWidget, entries: Sequence[PageEntry]) -> None:
        super().__init__(window)
        self.setObjectName("card")
        self._entries = list(entries)
        self._desk: Desk | None = None
        self._recent: list[Hit] = []
        self._hits: list[Hit] = []
        self._back_to: QWidget | None = None
        self._waiting = False
        self._then: Callable[[], None] | None = None
        self._box = SearchBox("Tìm hộ, người, văn bản, chỉ tiêu, lệnh…", self)
        self._list = QListWidget(self)
        self._nothing = label("", "hint", self, wrap=True)
        self._lay_out()
        self._box.wanted.connect(self._search)
        self._box.entered.connect(lambda: self._when_found(self._open_current))
        self._box.installEventFilter(self)
        self._list.itemClicked.connect(lambda _item: self._open_current())
        window.installEventFilter(self)
        self.hide()

    def appear(self, desk: Desk) -> None:
        """Open over the window; Esc goes back to where the officer was."""
        self._desk = desk
        self._back_to = self.window().focusWidget()
        self._box.clear_search()
        self._search("")
        self._place()
        self.show()
        self.raise_()
        self._box.setFocus()

    def box(self) -> SearchBox:
        return self._box

    def titles(self) -> list[str]:
        """The lines as shown."""
        return [hit.title for hit in self._hits]

    def current(self) -> Hit | None:
        """The line that Enter opens."""
        place = self._list.currentRow()
        return self._hits[place] if 0 <= place < len(self._hits) else None

    def forget(self) -> None:
        """Other data is open: nothing of the old one is offered."""
        self._recent.clear()
        self.hide()

    def _search(self, typed: str) -> None:
        desk = self._desk
        if desk is None:
            return
        self._then = None
        self._waiting = bool(typed)
        if not typed:
            self._show(self._recent or search_hits.of_places((), self._entries, desk))
            desk.worker.read(self, lambda c: search_hits.recent(c, _RECENT), self._on_recent)
            return
        words = vietnamese.query_words(typed)
        window: Any = self.window()
        known = search_hits.best_first(
            words,
            [
                *search_hits.of_commands(words, self._entries, desk, window),
                *search_hits.of_places(words, self._entries, desk),
                *search_hits.of_help(words, window),
            ],
        )
        self._show(known)

        def found(rows: search_hits.Found) -> None:
            if self._box.text().strip() == typed:
                people = search_hits.of_people(rows.people, desk)
                papers = search_hits.of_papers(rows.papers, desk, self._entries)
                self._show([*people, *papers, *known])
                self._answered()

        desk.worker.read(self, lambda c: search_hits.find(c, typed, _MOST_SHOWN), found)

    def _on_recent(self, rows: Sequence[Any]) -> None:
        """What was worked on before this session fills up what was opened in it."""
        desk = self._desk
        if desk is None or self._box.text().strip() or not rows:
            return
        opened = {hit.household_id for hit in self._recent} - {None}
        before = [hit for hit in search_hits.of_people(rows, desk) if hit.household_id not in opened]
        self._show([*self._recent, *before][:_RECENT])

    def _when_found(self, act: Callable[[], None]) -> None:
        """Now, or as soon as the words typed have been looked up."""
        if self._waiting:
            self._then = act
        else:
            act()

    def _answered(self) -> None:
        self._waiting = False
        act, self._then = self._then, None
        if act is not None:
            act()

    def _show(self, hits: Sequence[Hit]) -> None:
        self._hits = list(hits[: _MOST_SHOWN * 2])
        self._list.clear()
        for hit in self._hits:
            words = ", ".join(filter(None, [hit.title, hit.remark, hit.group, hit.key]))
            item = QListWidgetItem(icons.icon(hit.icon), words)
            item.setData(_HIT_ROLE, hit)
            item.setSizeHint(QSize(0, theme.px(32)))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        typed = self._box.text().strip()
        self._nothing.setText(f"Không thấy «{typed}»." if typed and not hits else "")
        self._nothing.setVisible(bool(self._nothing.text()))

    def _open_current(self) -> None:
        hit = self.current()
        if hit is None:
            return
        self._close_with(hit)
        hit.go()

    def _counter(self, *, confirm: bool) -> None:
        """Vì sao hộ này, or the Giấy xác nhận, for the household or person of the line."""
        from .counter import opening

        hit, desk = self.current(), self._desk
        if hit is None or hit.household_id is None or desk is None:
            return
        self._close_with(hit)
        if confirm:
            opening.show_confirmation(self.window(), desk, hit.household_id, hit.person_id)
        else:
            opening.show_why(self.window(), desk, hit.household_id)

    def _close_with(self, hit: Hit) -> None:
        self.hide()
        others = [old for old in self._recent if old.identity != hit.identity]
        self._recent = [hit, *others][:_RECENT]

    def _lay_out(self) -> None:
        self._list.setProperty("bare", True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setIconSize(QSize(theme.px(18), theme.px(18)))
        self._list.setAccessibleName("Kết quả tìm")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(_Line(self._list))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._box)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        column.addWidget(KeyStrip(_KEYS, self))

    def _place(self) -> None:
        window = self.parentWidget()
        width = min(theme.px(680), window.width() - 80)
        height = min(theme.px(480), window.height() - 80)
        self.setGeometry((window.width() - width) // 2, 40, width, height)

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            place = self._list.currentRow() + steps[key]
            self._list.setCurrentRow(min(max(place, 0), self._list.count() - 1))
            return True
        if key in _COUNTER and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._box.ask_now()
            self._when_found(lambda: self._counter(confirm=_COUNTER[key]))
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            if self._back_to is not None:
                self._back_to.setFocus()
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget() and not self.isHidden():
            self._place()
        if watched is self._box and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
            ours = event.key() in _COUNTER and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if event.type() == QEvent.Type.ShortcutOverride and ours:
                # The window has the same keys for the page behind; here they mean the line of the list.
                event.accept()
                return True
        return False


class _Line(QStyledItemDelegate):
    """Icon, title, remark in grey; group and key at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        opened = QStyleOptionViewItem(option)
        self.initStyleOption(opened, index)
        hit: Hit = index.data(_HIT_ROLE)
        style = opened.widget.style()
        opened.text, opened.icon = "", QIcon()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, opened, painter, opened.widget)
        area = opened.rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        size = theme.px(18)
        icons.icon(hit.icon).paint(painter, area.left(), area.center().y() - size // 2, size, size)
        painter.save()
        end = "   ".join(filter(None, [hit.group, hit.key]))
        small = theme.font(12)
        width = QFontMetrics(small).horizontalAdvance(end)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(small)
        painter.setPen(theme.color(theme.INK3))
        painter.drawText(area, flags | Qt.AlignmentFlag.AlignRight, end)
        left = area.left() + size + theme.px(10)
        room = area.right() - width - theme.px(16) - left
        title = theme.font(13, semibold=True)
        words = QFontMetrics(title).elidedText(hit.title, Qt.TextElideMode.ElideRight, room)
        taken = QFontMetrics(title).horizontalAdvance(words)
        painter.setFont(title)
        painter.setPen(theme.color(theme.INK))
        painter.drawText(QRect(left, area.top(), taken + 2, area.height()), flags, words)
        rest = room - taken - theme.px(12)
        if hit.remark and rest > theme.px(40):
            painter.setFont(small)
            painter.setPen(theme.color(theme.INK2))
            remark = QFontMetrics(small).elidedText(hit.remark, Qt.TextElideMode.ElideRight, rest)
            place = QRect(left + taken + theme.px(12), area.top(), rest, area.height())
            painter.drawText(place, flags, remark)
        painter.restore()
