"""Choosing households or people for a line: from a list, by search, marked rows are taken or put back."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain.support import Subject
from povdesk.domain.vietnamese import format_number, name_sort_key
from povdesk.domain.what_if import Candidate

from .. import keys, theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from .loading import Loaded, subjects_words

_CHOSEN = "chosen"


class SubjectPicker(Dialog):
    """done(keys) is called with those chosen, in the order in which they were taken."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        loaded: Loaded,
        subject: Subject,
        chosen: Sequence[int],
        done: Callable[[tuple[int, ...]], None],
    ) -> None:
        super().__init__("Chọn người" if subject is Subject.PERSON else "Chọn hộ", parent)
        self._desk, self._loaded, self._subject, self._done = desk, loaded, subject, done
        self._keys: dict[int, None] = dict.fromkeys(chosen)
        self.origins = keys.ComboBox(self)
        self.origins.setAccessibleName("Lấy từ danh sách")
        for one in loaded.origins:
            self.origins.addItem(one.words, one.code)
        self.origins.insertItem(0, "Đã chọn", _CHOSEN)
        self.search = SearchBox("Tìm tên, thôn (Ctrl+F)", self)
        self.view = ListView(ListModel(self._columns(), self), desk.habits, f"what-if-pick-{subject}", self)
        self.view.allow_many()
        self.view.setMinimumHeight(theme.px(200))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count = label("", "strong", self, wrap=True)
        self._lay_out()
        self.origins.activated.connect(lambda _place: self._read())
        self.search.wanted.connect(self.view.search)
        self.search.entered.connect(self.view.choose_first)
        self.view.opened.connect(lambda _row: self.toggle())
        for sequence, act in (
            ("Ctrl+S", self.finish),
            ("Ctrl+F", self.search.setFocus),
            ("Ctrl+Return", self.finish),
        ):
            QShortcut(QKeySequence(sequence), self).activated.connect(act)
        window = parent.window()
        self.resize(min(theme.px(980), window.width() - 48), min(theme.px(560), window.height() - 32))
        self.origins.setCurrentIndex(0 if chosen else 1)
        self._say()
        self._read()
        self.origins.setFocus()

    def choose_origin(self, code: str) -> None:
        """Show another list."""
        self.origins.setCurrentIndex(max(self.origins.findData(code), 0))
        self._read()

    def chosen(self) -> tuple[int, ...]:
        return tuple(self._keys)

    def toggle(self) -> None:
        """The marked rows are taken; when all of them are already, they are put back (Enter)."""
        current = self.view.current_row()
        rows = self.view.selected_rows() or ([current] if current is not None else [])
        if not rows:
            return
        if all(row.id in self._keys for row in rows):
            for row in rows:
                del self._keys[row.id]
        else:
            self._keys |= dict.fromkeys(row.id for row in rows)
        self.view.viewport().update()
        self._say()

    def take_all(self) -> None:
        """Every row shown."""
        self._keys |= dict.fromkeys(row.id for row in self.view.list_model().rows())
        self.view.viewport().update()
        self._say()

    def finish(self) -> None:
        self.accept()
        self._done(self.chosen())

    def _read(self) -> None:
        origin, subject, loaded = self.origins.currentData(), self._subject, self._loaded
        chosen = self.chosen()

        def read(connection: Any) -> Sequence[Candidate]:
            from povdesk.storage import what_if_subjects

            if origin == _CHOSEN:
                return what_if_subjects.named(connection, subject, chosen)
            return what_if_subjects.candidates(connection, origin, subject, loaded.year, loaded.day)

        self._desk.worker.read(self, read, self._on_read)

    def _on_read(self, found: Sequence[Candidate]) -> None:
        self.view.set_rows(list(found))
        self._say()

    def _say(self) -> None:
        shown = format_number(self.view.list_model().rowCount())
        words = subjects_words(self._subject, len(self._keys))
        self._count.setText(f"Đã chọn {words}. Danh sách đang xem có {shown} dòng.")

    def _columns(self) -> tuple[ListColumn, ...]:
        return (
            ListColumn(
                "chosen",
                "Chọn",
                76,
                lambda row: "Đã chọn" if row.id in self._keys else "",
                tone=lambda row: Tone.OK if row.id in self._keys else None,
                searched=False,
            ),
            ListColumn(
                "name", "Họ và tên", 180, lambda row: row.name, lambda row: name_sort_key(row.name), bold=True
            ),
            ListColumn("code", "Mã hộ", 84, lambda row: row.code),
            ListColumn("hamlet", "Thôn", 116, lambda row: row.hamlet),
            ListColumn("note", "Ghi chú", 200, lambda row: row.note, tip=lambda row: row.note, stretch=True),
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Lấy từ", "caption", self))
        head.addWidget(self.origins, 2)
        head.addWidget(self.search, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._count)
        strip = [("Ctrl+A", "đánh dấu hết"), ("Enter", "chọn / bỏ chọn"), ("Ctrl+S", "xong"), ("Esc", "đóng")]
        self.body.addWidget(KeyStrip(strip, self))
        self.add_button("Chọn hết danh sách này", self.take_all, left=True)
        self.add_button("Đóng, không đổi")
        self.add_button("Xong  Ctrl+S", self.finish, kind="primary")
