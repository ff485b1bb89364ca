"""Pairs that may be one person or one household: kept apart for good, or merged with a way back."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from povdesk.domain import vietnamese

from .. import messages, theme
from ..desk import Desk
from ..keys import bind
from ..theme import Tone
from ..undoing import offer_undo
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from .detail import PairPanel

_COLUMNS = (
    ListColumn("kind", "Loại", 60, lambda row: "Người" if row.person else "Hộ", searched=False),
    ListColumn(
        "name",
        "Tên",
        150,
        lambda row: row.one.name,
        lambda row: vietnamese.name_sort_key(row.one.name),
        bold=True,
    ),
    ListColumn("one", "Thứ nhất", 170, lambda row: row.one.place, stretch=True),
    ListColumn("other", "Thứ hai", 170, lambda row: row.other.place),
    ListColumn(
        "points",
        "Điểm",
        56,
        lambda row: str(row.score.points),
        lambda row: row.score.points,
        align="right",
        tone=lambda row: Tone.WARN if row.score.is_likely else None,
        searched=False,
    ),
)
_KEYS = [("Enter", "mở hộ"), ("F8", "không trùng"), ("Ctrl+F", "tìm"), ("Esc", "quay lại")]


class DuplicatesPage(Page):
    """The list at the left, the pair in front at the right; the next pair comes by itself."""

    help_topic = "bien-dong"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Kiểm tra trùng", parent)
        self._is_loaded = False
        self._search = SearchBox("Tìm tên, mã hộ (Ctrl+F)", self)
        self._count = label("", "caption", self)
        self._again = button("Tìm lại", self.reload, icon="arrow-sync", key="F5", parent=self)
        self._model = ListModel(_COLUMNS, self)
        self._list = ListView(self._model, desk.habits, "duplicates", self)
        self._panel = PairPanel(self)
        self._none = EmptyState("Không còn cặp nào có thể trùng.", "checkmark-circle", self)
        self._waiting = EmptyState("Đang so các lý lịch…", "people", self)
        self._places = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Compare all records again; the place in the list stays."""

        def read(connection: Any) -> Any:
            from povdesk.storage import duplicates

            return duplicates.pairs(connection)

        self.desk.worker.read(self, read, self._on_loaded)

    def is_loaded(self) -> bool:
        return self._is_loaded

    def _on_loaded(self, pairs: Any) -> None:
        place = max(self._list.currentIndex().row(), 0)
        first, self._is_loaded = not self._is_loaded, True
        self._list.set_rows(pairs)
        self._count.setText(f"{vietnamese.format_number(len(pairs))} cặp")
        self._places.setCurrentIndex(1 if pairs else 2)
        if self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(min(place, self._model.rowCount() - 1), 0))
        else:
            self._panel.show_pair(None)
        self._panel.setVisible(bool(pairs))
        if first and self.isVisible():
            self._list.setFocus()

    # ---- deciding

    def _on_apart(self) -> None:
        pair = self._list.current_row()
        if pair is None:
            return

        def work(act: Any) -> None:
            from povdesk.storage import duplicates

            duplicates.keep_apart(act, pair.one.uid, pair.other.uid, pair.one.name)

        words = f"Đã ghi không trùng: {pair.one.name}."
        self.desk.worker.write(self, work, lambda _nothing: offer_undo(self.desk, self, words))

    def _on_merge(self, keep_first: bool) -> None:
        pair = self._list.current_row()
        if pair is None:
            return
        keep, gone = (pair.one, pair.other) if keep_first else (pair.other, pair.one)
        if not pair.person:
            self._ask_households(keep, gone)
            return
        today = date.today()

        def read(connection: Any) -> Any:
            from povdesk.storage import duplicate_merging

            return duplicate_merging.look(connection, keep.key, gone.key, today)

        self.desk.worker.read(self, read, partial(self._ask_people, keep, gone))

    def _ask_people(self, keep: Any, gone: Any, found: Any) -> None:
        if found.refusal:
            messages.tell(self, "Chưa gộp được hai lý lịch này.", found.refusal)
            return

        def work(act: Any) -> None:
            from povdesk.storage import duplicate_merging

            duplicate_merging.merge_people(act, keep.key, gone.key)

        self._ask(keep, f"Gộp hai lý lịch của {keep.name}?", list(found.sentences), work)

    def _ask_households(self, keep: Any, gone: Any) -> None:
        def work(act: Any) -> None:
            from povdesk.storage import duplicate_merging, duplicates

            twins = duplicates.twins(act.connection, keep.key, gone.key)
            duplicate_merging.merge_households(act, keep.key, gone.key, twins)

        words = [
            f"Giữ hộ {keep.place}; hộ {gone.place} vào mục Đã xóa.",
            "Người có ở cả hai hộ được gộp lý lịch; người chỉ có ở hộ kia vào hộ giữ lại.",
            "Phiếu, hỗ trợ, phân công của hộ kia chuyển theo nếu hộ giữ lại chưa có.",
        ]
        self._ask(keep, f"Gộp hai hộ {keep.name}?", words, work)

    def _ask(self, keep: Any, question: str, words: list[str], work: Any) -> None:
        def write() -> None:
            done = f"Đã gộp, giữ {keep.name}, {keep.place}."
            self.desk.worker.write(self, work, lambda _nothing: offer_undo(self.desk, self, done))

        messages.confirm(self, question, "Gộp", "Để nguyên", write, more="\n".join(f"• {w}" for w in words))

    # ---- building

    def _lay_out(self) -> None:
        self.header.show_back("Về trang trước (Esc)")
        self.header.add_left(self._search)
        self.header.add_left(self._count)
        self.header.add_action(self._again)
        self._search.setFixedWidth(theme.px(240))
        card = Card(parent=self, flush=True)
        card.body.setSpacing(0)
        card.body.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.setContentsMargins(12, 2, 12, 2)
        row.addWidget(KeyStrip(_KEYS, card))
        card.body.addLayout(row)
        for place in (self._waiting, card, self._none):
            self._places.addWidget(place)
        middle = QHBoxLayout()
        middle.setSpacing(theme.CARD_GAP)
        middle.addWidget(self._places, 1)
        middle.addWidget(self._panel)
        self._panel.hide()
        self.body.addLayout(middle, 1)

    def _connect(self) -> None:
        self.header.back_wanted.connect(self._on_back)
        self._search.wanted.connect(self._list.search)
        self._search.entered.connect(self._list.choose_first)
        self._list.chosen.connect(self._panel.show_pair)
        self._list.opened.connect(self._on_open)
        self._panel.apart_wanted.connect(self._on_apart)
        self._panel.merge_wanted.connect(self._on_merge)
        self._panel.open_wanted.connect(lambda key: self.desk.open("household", household_id=key))
        for keys, act in (("Ctrl+F", self._search.setFocus), ("F8", self._on_apart)):
            bind(self, keys, act)

    def _on_open(self, pair: Any) -> None:
        key = pair.one.household_id or pair.other.household_id
        if key is not None:
            self.desk.open("household", household_id=key)

    def _on_back(self) -> None:
        self.desk.open("history")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panel.setFixedWidth(max(theme.px(340), self.width() * 2 // 5))
        for column in (0, 3):
            self._list.setColumnHidden(column, self.width() < theme.px(1000))


def create(desk: Desk) -> DuplicatesPage:
    """The page, for the list of places."""
    return DuplicatesPage(desk)
