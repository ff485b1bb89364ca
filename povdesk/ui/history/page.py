"""Screen 16: households in "Đã xóa", and the change log with what can still be taken back."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain import vietnamese

from .. import messages, theme
from ..desk import Desk
from ..keys import ComboBox, bind
from ..undoing import offer_undo
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState, start_in
from ..widgets.labels import button, label, set_tone
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.table import ListModel, ListView
from ..widgets.tabs import Tabs
from . import lists
from .detail import DetailPanel
from .log_loading import Loaded, Wanted, load, unreadable

if TYPE_CHECKING:
    from ..widgets.preview_dialog import PreviewDialog

_LOG, _REMOVED = range(2)
_EVERYONE = "Mọi người"
_DETAIL_DELAY = 80


class HistoryPage(Page):
    """Two tabs: the log with its detail at the right, and removed households."""

    help_topic = "nhat-ky"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Đã xóa, nhật ký", parent)
        self._loaded: Loaded | None = None
        self._wanted = Wanted()
        self._search = SearchBox("Tìm việc (Ctrl+F)", self)
        self._count = label("", "caption", self)
        self._duplicates = button(
            "Kiểm tra trùng", lambda: desk.open("duplicates"), icon="people", parent=self
        )
        self._print = button("In nhật ký", self.print_page, icon="print", key="Ctrl+P", parent=self)
        self._tabs = Tabs(("Nhật ký", "Đã xóa"), self)
        self._day = SearchBox("Ngày, tháng hoặc năm", self)
        self._who = ComboBox(self)
        self._household = button("", self._on_all_households, kind="filter", icon="dismiss", parent=self)
        self._clear = button("Bỏ lọc", self._on_clear, kind="link", parent=self)
        self._problem = label("", "hint", self)
        self._log_model = ListModel(lists.LOG, self)
        self._log = ListView(self._log_model, desk.habits, "history", self)
        self._detail = DetailPanel(self)
        self._removed_model = ListModel(lists.REMOVED, self)
        self._removed = ListView(self._removed_model, desk.habits, "removed", self)
        self._restore = button("Lấy lại hộ", self._on_restore, icon="arrow-undo", key="Enter", parent=self)
        self._nothing = EmptyState("Không có việc nào khớp bộ lọc.", "history", self)
        self._none_removed = EmptyState("Chưa xóa gì.", "delete", self)
        self._places = QStackedWidget(self)
        self._log_places = QStackedWidget(self)
        self._removed_places = QStackedWidget(self)
        self._delay = QTimer(self, singleShot=True, interval=_DETAIL_DELAY)
        self._lay_out()
        self._connect()

    # ---- what other pages ask

    def reload(self) -> None:
        """Read log and removed households again; filter and current row stay."""
        wanted, today = self._wanted, date.today()
        self.desk.worker.read(self, lambda connection: load(connection, wanted, today), self._on_loaded)

    def show_target(self, **target: Any) -> None:
        """household_uid with household (its words): only what was done with it. tab: "removed"."""
        self._tabs.choose(_REMOVED if target.get("tab") == "removed" else _LOG)
        self._wanted = Wanted(
            household_uid=target.get("household_uid", ""), household=target.get("household", "")
        )
        for box in (self._search, self._day):
            box.clear()
        self._who.setCurrentIndex(0)
        self._show_filter()
        self.reload()

    def focus_first(self) -> None:
        """The list in front."""
        if self._tabs.place() == _REMOVED:
            start_in(self._removed_places, self._removed)
        else:
            start_in(self._log_places, self._log)

    def print_page(self) -> "PreviewDialog | None":
        """Preview the acts shown (Ctrl+P)."""
        if self._loaded is None or not self._log_model.rowCount():
            self.desk.say("Nhật ký đang trống nên không có gì để in.")
            return None
        return lists.preview(
            self,
            self.desk,
            self._log_model.rows(),
            self._wanted.in_words(),
            agency=self._loaded.agency,
            place=self._loaded.place,
            today=date.today(),
        )

    def is_loaded(self) -> bool:
        return self._loaded is not None

    def detail(self) -> DetailPanel:
        """What the act in front changed."""
        return self._detail

    # ---- showing

    def _on_loaded(self, loaded: Loaded) -> None:
        first = self._loaded is None
        self._loaded = loaded
        self._show_officers(loaded.officers)
        self._log.set_rows(loaded.entries)
        self._removed.set_rows(loaded.removed)
        for view, model in ((self._log, self._log_model), (self._removed, self._removed_model)):
            if view.current_row() is None and model.rowCount():
                view.setCurrentIndex(model.index(0, 0))
        count = vietnamese.format_number
        self._count.setText(f"{count(len(loaded.entries))} việc")
        self._log_places.setCurrentIndex(0 if loaded.entries else 1)
        self._removed_places.setCurrentIndex(0 if loaded.removed else 1)
        if not loaded.entries:
            self._detail.show_entry(None)
        if first and self.isVisible():
            self._log.setFocus()

    def _show_officers(self, officers: tuple[str, ...]) -> None:
        names = [_EVERYONE, *officers]
        if names != [self._who.itemText(place) for place in range(self._who.count())]:
            kept = self._who.currentText()
            self._who.blockSignals(True)
            self._who.clear()
            self._who.addItems(names)
            self._who.setCurrentIndex(max(self._who.findText(kept), 0))
            self._who.blockSignals(False)
        self._who.setVisible(len(officers) > 1)
        self._log.setColumnHidden([column.key for column in lists.LOG].index("who"), len(officers) < 2)

    def _show_filter(self) -> None:
        wanted = self._wanted
        self._household.setText(f"Hộ: {wanted.household}")
        self._household.setVisible(bool(wanted.household_uid))
        self._clear.setVisible(wanted != Wanted())

    def _on_filter(self) -> None:
        why = unreadable(self._day.text(), date.today())
        self._problem.setText(why)
        if why:
            return
        who = self._who.currentText()
        self._wanted = replace(
            self._wanted,
            words=self._search.text().strip(),
            day=self._day.text().strip(),
            who="" if who == _EVERYONE else who,
        )
        self._show_filter()
        self.reload()

    def _on_clear(self) -> None:
        self.show_target()
        self._log.setFocus()

    def _on_all_households(self) -> None:
        self._wanted = replace(self._wanted, household_uid="", household="")
        self._show_filter()
        self.reload()

    def _on_chosen(self, row: Any) -> None:
        self._detail.show_entry(row)
        if row is not None:
            self._delay.start()

    def _read_detail(self) -> None:
        row = self._log.current_row()
        if row is None:
            return
        seq = row.seq

        def read(connection: Any) -> Any:
            from povdesk.storage import history_reading

            return history_reading.changes(connection, seq), history_reading.why_not_undone(connection, seq)

        self.desk.worker.read(self, read, lambda found: self._detail.show_changes(seq, *found))

    # ---- acting

    def _on_undo_key(self) -> None:
        if self._tabs.place() == _LOG and self._detail.undo_button().isEnabled():
            row = self._log.current_row()
            if row is not None:
                self._on_undo(row.seq)

    def _on_undo(self, seq: int) -> None:
        row = self._log.current_row()
        name = row.action if row is not None else ""
        messages.confirm(
            self,
            f"Hoàn tác “{name}”?",
            "Hoàn tác",
            "Giữ nguyên",
            partial(self._take_back, seq),
            more="Các bản ghi trở lại như trước việc này. Lần hoàn tác cũng được ghi vào nhật ký.",
        )

    def _take_back(self, seq: int) -> None:
        def work(act: Any) -> str:
            from povdesk.storage import history_reading

            return history_reading.take_back(act, seq)

        self.desk.worker.write(self, work, lambda words: self.desk.work_done(self, f"Đã hoàn tác: {words}."))

    def _on_restore(self) -> None:
        row = self._removed.current_row()
        if row is None:
            return

        def work(act: Any) -> None:
            from povdesk.storage import households

            households.restore(act, row.id)

        words = f"Đã lấy lại hộ {row.head_name} ({row.code})."
        self.desk.worker.write(self, work, lambda _nothing: offer_undo(self.desk, self, words))

    def _on_tab(self, place: int) -> None:
        self._places.setCurrentIndex(place)
        for widget in (self._search, self._print, self._count):
            widget.setVisible(place == _LOG)
        (self._log if place == _LOG else self._removed).setFocus()

    # ---- building

    def _lay_out(self) -> None:
        self.header.add_left(self._search)
        self.header.add_left(self._count)
        self.header.add_action(self._duplicates)
        self.header.add_action(self._print)
        self.under_header(self._tabs)
        self._who.setAccessibleName("Người làm")
        set_tone(self._problem, theme.Tone.DANGER)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for widget in (self._day, self._who, self._household, self._clear):
            filters.addWidget(widget)
        filters.addWidget(self._problem, 1)
        self._day.setFixedWidth(theme.px(190))
        self._search.setFixedWidth(theme.px(220))
        self._nothing.add_button("Bỏ lọc", self._on_clear)
        log_card, removed_card = Card(parent=self, flush=True), Card(parent=self, flush=True)
        log_card.body.addWidget(self._log)
        removed_card.body.addWidget(self._removed)
        self._log_places.addWidget(log_card)
        self._log_places.addWidget(self._nothing)
        self._removed_places.addWidget(removed_card)
        self._removed_places.addWidget(self._none_removed)
        row = QHBoxLayout()
        row.setSpacing(theme.CARD_GAP)
        row.addWidget(self._log_places, 3)
        row.addWidget(self._detail, 2)
        log, removed = QWidget(self), QWidget(self)
        log_column, removed_column = QVBoxLayout(log), QVBoxLayout(removed)
        for column in (log_column, removed_column):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
        log_column.addLayout(filters)
        log_column.addLayout(row, 1)
        removed_column.addWidget(self._removed_places, 1)
        removed_column.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)
        for place in (log, removed):
            self._places.addWidget(place)
        self.body.addWidget(self._places, 1)
        self._show_filter()

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_tab)
        self._search.wanted.connect(lambda _text: self._on_filter())
        self._search.entered.connect(self._log.choose_first)
        self._day.wanted.connect(lambda _text: self._on_filter())
        self._day.entered.connect(self._log.choose_first)
        self._who.currentIndexChanged.connect(lambda _place: self._on_filter())
        self._log.chosen.connect(self._on_chosen)
        self._log.opened.connect(lambda _row: self._detail.undo_button().setFocus())
        self._removed.opened.connect(lambda _row: self._on_restore())
        self._removed.chosen.connect(lambda row: self._restore.setEnabled(row is not None))
        self._detail.undo_wanted.connect(self._on_undo)
        self._delay.timeout.connect(self._read_detail)
        self._restore.setEnabled(False)
        for keys, act in (
            ("Ctrl+F", self._search.setFocus),
            ("Ctrl+Z", self._on_undo_key),
            ("Alt+1", partial(self._tabs.choose, _LOG)),
            ("Alt+2", partial(self._tabs.choose, _REMOVED)),
        ):
            bind(self, keys, act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._wanted != Wanted():
            self._on_clear()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._detail.setMaximumWidth(max(theme.px(280), self.width() * 2 // 5))
        size = [column.key for column in lists.LOG].index("size")
        self._log.setColumnHidden(size, self.width() < theme.px(900))


def create(desk: Desk) -> HistoryPage:
    """The page, for the list of places."""
    return HistoryPage(desk)
