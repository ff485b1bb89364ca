"""Ctrl+K: one box for households, people, places of the program and help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from povdesk import paths
from povdesk.domain import vietnamese

from . import icons, theme
from .desk import Desk
from .navigation import PageEntry
from .widgets.labels import label
from .widgets.search_box import SearchBox

_MOST_SHOWN = 12
_RECENT = 10


@dataclass(frozen=True)
class Hit:
    """One line: its group, words, a remark at the right, and where it leads."""

    group: str
    title: str
    remark: str
    icon: str
    go: Callable[[], object]


def people_and_households(connection: Any, typed: str) -> Sequence[Any]:
    """Runs on the worker."""
    from povdesk.storage import search

    return search.find(connection, typed, _MOST_SHOWN)


class SearchPalette(QFrame):
    """Lies over the top of the window. An empty box shows what was opened last in this session."""

    def __init__(self, window: QWidget, entries: Sequence[PageEntry]) -> None:
        super().__init__(window)
        self.setObjectName("card")
        self._entries = [entry for entry in entries if entry.group]
        self._desk: Desk | None = None
        self._recent: list[Hit] = []
        self._hits: list[Hit] = []
        self._back_to: QWidget | None = None
        self._box = SearchBox("Tìm hộ, người, mục, trợ giúp…", self)
        self._list = QListWidget(self)
        self._nothing = label("", "hint", self)
        self._lay_out()
        self._box.wanted.connect(self._search)
        self._box.entered.connect(self._open_current)
        self._box.installEventFilter(self)
        self._list.itemClicked.connect(lambda _item: self._open_current())
        window.installEventFilter(self)
        self.hide()

    def appear(self, desk: Desk) -> None:
        """Open over the window; Esc goes back to where the officer was."""
        self._desk = desk
        self._back_to = self.window().focusWidget()
        self._box.clear()
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

    def forget(self) -> None:
        """Other data is open: nothing of the old one is offered."""
        self._recent.clear()
        self.hide()

    def _search(self, typed: str) -> None:
        if not typed:
            self._show(self._recent or self._places(""))
            return
        known = self._places(typed) + self._topics(typed)
        self._show(known)
        if self._desk is None:
            return

        def found(rows: Sequence[Any]) -> None:
            if self._box.text().strip() == typed:
                self._show([*map(self._hit_of, rows), *known])

        self._desk.worker.read(self, lambda connection: people_and_households(connection, typed), found)

    def _hit_of(self, row: Any) -> Hit:
        desk = self._desk
        assert desk is not None
        is_household = row.person_id is None or row.is_head
        return Hit(
            "Hộ" if is_household else "Người",
            row.title,
            row.place,
            "home-person" if is_household else "person",
            lambda: desk.open("household", household_id=row.household_id),
        )

    def _places(self, typed: str) -> list[Hit]:
        desk, words = self._desk, vietnamese.query_words(typed)
        hits = []
        for number, entry in enumerate(self._entries, start=1):
            if vietnamese.matches(words, vietnamese.fold(entry.title)) and desk is not None:
                key = f"Ctrl+{number}" if number <= 9 else ""
                hits.append(Hit("Mục", entry.title, key, entry.icon, lambda key=entry.key: desk.open(key)))
        return hits

    def _topics(self, typed: str) -> list[Hit]:
        from .help import show_help

        words = vietnamese.query_words(typed)
        hits = []
        for file in sorted((paths.RESOURCES / "help").glob("*.md")):
            with file.open(encoding="utf-8") as text:
                title = text.readline().lstrip("# ").strip()
            if vietnamese.matches(words, vietnamese.fold(title)):
                topic = file.stem
                hits.append(
                    Hit(
                        "Trợ giúp",
                        title,
                        "",
                        "question-circle",
                        lambda topic=topic: show_help(self.window(), topic),
                    )
                )
        return hits

    def _show(self, hits: Sequence[Hit]) -> None:
        self._hits = list(hits[: _MOST_SHOWN * 2])
        self._list.clear()
        for hit in self._hits:
            remark = f"   {hit.remark}" if hit.remark else ""
            item = QListWidgetItem(icons.icon(hit.icon), f"{hit.title}   · {hit.group}{remark}")
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        typed = self._box.text().strip()
        self._nothing.setText(f"Không thấy «{typed}»." if typed and not hits else "")
        self._nothing.setVisible(bool(self._nothing.text()))

    def _open_current(self) -> None:
        place = self._list.currentRow()
        if not 0 <= place < len(self._hits):
            return
        hit = self._hits[place]
        self.hide()
        self._recent = [hit, *(old for old in self._recent if old.title != hit.title)][:_RECENT]
        hit.go()

    def _lay_out(self) -> None:
        self._list.setProperty("bare", True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setIconSize(QSize(theme.px(18), theme.px(18)))
        self._list.setAccessibleName("Kết quả tìm")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._box)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)

    def _place(self) -> None:
        window = self.parentWidget()
        width = min(theme.px(620), window.width() - 80)
        height = min(theme.px(440), window.height() - 80)
        self.setGeometry((window.width() - width) // 2, 40, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget() and not self.isHidden():
            self._place()
        if watched is self._box and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps:
                place = self._list.currentRow() + steps[Qt.Key(event.key())]
                self._list.setCurrentRow(min(max(place, 0), self._list.count() - 1))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                if self._back_to is not None:
                    self._back_to.setFocus()
                return True
        return False
