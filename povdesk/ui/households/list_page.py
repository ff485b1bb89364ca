"""Screen 3: all households of the register; search, filter, preview, print, remove."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from povdesk.domain import vietnamese
from povdesk.domain.errors import PovDeskError
from povdesk.storage.household_list import Details, HouseholdRow

from .. import messages, theme
from ..counter import opening
from ..desk import Desk
from ..pages import places
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState, start_in
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.table import ListModel, ListView, leave_out
from . import event_entry, list_acts, list_preview, list_printing, to_support
from .list_banner import Banner
from .list_columns import columns
from .list_filters import Filters
from .list_loading import Loaded, load, one_person
from .list_preview import PreviewPanel

if TYPE_CHECKING:
    from ..widgets.preview_dialog import PreviewDialog

_PREVIEW_DELAY = 80
_WIDE_FROM = 1100


class ListPage(Page):
    """All households. open_household: the form of this one is wanted; new_household: an empty one.

    new_household carries the name that was searched for, or nothing.
    """

    open_household = Signal(int)
    new_household = Signal(str)

    help_topic = "ho-gia-dinh"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Hộ gia đình", parent)
        self._loaded: Loaded | None = None
        self._only: frozenset[int] | None = None
        self._only_words = ""
        self._search = SearchBox("Tìm tên, mã hộ (Ctrl+F)", self)
        self._print = button("In danh sách", self.print_page, icon="print", parent=self)
        self._new = button("Thêm hộ", self._on_new, icon="add", kind="primary", key="Ctrl+N", parent=self)
        self._filters = Filters(self)
        self._count = label("", "caption", self)
        self._count.setObjectName("household-count")
        self._look = button("Xem nhanh", self._on_look, icon="panel-right", parent=self)
        self._banner = Banner(self)
        self._origin = Banner(self)
        self._model = ListModel(columns(date.today().year), self)
        self._list = ListView(self._model, desk.habits, "households", self)
        self._panel = PreviewPanel(self)
        self._nobody = EmptyState("Chưa có hộ nào trong danh sách.", "home-person", self)
        self._no_hit = EmptyState("Không thấy hộ nào.", "search", self)
        self._waiting = EmptyState("Đang đọc danh sách hộ…", "home-person", self)
        self._places = QStackedWidget(self)
        self._card = Card(parent=self, flush=True)
        self._delay = QTimer(self, singleShot=True, interval=_PREVIEW_DELAY)
        self._lay_out()
        self._connect()

    # ---- what other pages ask

    def reload(self) -> None:
        """Read the list again; search, filters and the current row stay."""
        today = date.today()
        self.desk.worker.read(self, lambda c: load(c, today), self._on_loaded, self._on_not_loaded)

    def show_target(self, **target: Any) -> None:
        """Show part of the list.

        search: words for the box. hamlet, category, form, ethnic_group, cadre: one value or several.
        ids with words: exactly these households, and what they are.
        """
        ids: Iterable[int] | None = target.get("ids")
        self._only = None if ids is None else frozenset(ids)
        self._only_words = target.get("words", "")
        self._search.setText(target.get("search", ""))
        self._filters.clear()
        for key in ("hamlet", "category", "form", "ethnic_group", "cadre"):
            if key in target:
                wanted = target[key]
                self._filters.choose(key, [wanted] if isinstance(wanted, str) else wanted)
        self._origin.say(f"Đang xem: {self._only_words}." if self._only is not None else "")
        self._list.search(self._search.text())
        self._narrow()

    def focus_first(self) -> None:
        """The list, on the household whose form was open last."""
        list_acts.come_back(self.desk, self._list)
        start_in(self._places, self._list)

    def print_page(self) -> "PreviewDialog | None":
        """Preview exactly the rows and columns shown (Ctrl+P)."""
        if self._loaded is None or not self._model.rowCount():
            self.desk.say("Danh sách đang trống nên không có gì để in.")
            return None
        shown = [
            column for place, column in enumerate(self._model.columns) if not self._list.isColumnHidden(place)
        ]
        return list_printing.preview(
            self,
            self.desk,
            shown,
            self._model.rows(),
            self.filter_words(),
            agency=self._loaded.agency,
            place=self._loaded.place,
            today=date.today(),
        )

    def household_in_front(self) -> int | None:
        row = self._list.current_row()
        return row.id if row is not None else None

    # ---- what is on the screen

    def is_loaded(self) -> bool:
        return self._loaded is not None

    def filter_words(self) -> str:
        """What is shown, in the words of a printed list."""
        words = [self._only_words] if self._only is not None and self._only_words else []
        words += self._filters.in_words()
        typed = self._search.text().strip()
        if typed:
            words.append(f"Tìm: “{typed}”")
        year = self._loaded.year if self._loaded else date.today().year
        return "; ".join([f"Năm {year}", *words])

    # ---- showing

    def _on_loaded(self, loaded: Loaded) -> None:
        first = self._loaded is None
        year_changed = first or self._loaded is None or self._loaded.year != loaded.year
        self._loaded = loaded
        if year_changed:
            self._model.columns = columns(loaded.year)
            self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._model.columns) - 1)
        self._banner.say("")
        self._filters.set_values(loaded.values)
        place = max(self._list.currentIndex().row(), 0)
        self._list.set_rows(loaded.rows)
        self._narrow(place=place)
        list_acts.come_back(self.desk, self._list)
        self.desk.last_household = None
        if first and self.isVisible():
            start_in(self._places, self._list)

    def _on_not_loaded(self, error: Exception) -> None:
        """The list on the screen stays readable; only a bar says that it is not the newest."""
        if self._loaded is None or not isinstance(error, PovDeskError):
            messages.show_error(self, error)
        else:
            self._banner.say(f"Chưa đọc lại được danh sách. {error.message} {error.advice}".strip())

    def _on_search(self, text: str) -> None:
        self._list.search(text)
        self._narrow()

    def _narrow(self, *, place: int = 0) -> None:
        """Apply chips and origin, say what is left. place: where the cursor goes when its row is gone."""
        tests = [self._filters.wanted(), one_person(self._search.text())]
        if self._only is not None:
            only = self._only
            tests.append(lambda row: row.id in only)
        asked = [test for test in tests if test is not None]
        together = (lambda row: all(test(row) for test in asked)) if len(asked) > 1 else None
        self._model.keep_only(together or (asked[0] if asked else None))
        self._show_state()
        if self._list.current_row() is None and self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(min(place, self._model.rowCount() - 1), 0))
        elif not self._model.rowCount():
            self._on_chosen(None)

    def _show_state(self) -> None:
        total, shown = self._model.total(), self._model.rowCount()
        if self._loaded is None:
            self._places.setCurrentWidget(self._waiting)
            return
        narrowed = bool(self._search.text().strip()) or self._filters.is_on() or self._only is not None
        count = vietnamese.format_number
        self._count.setText(f"{count(shown)} / {count(total)} hộ" if narrowed else f"{count(total)} hộ")
        if shown:
            self._places.setCurrentWidget(self._card)
        elif total:
            typed = self._search.text().strip()
            self._no_hit.say(
                f"Không thấy «{typed}»." if typed else "Không có hộ nào khớp bộ lọc.",
                "Bộ lọc đang bật có thể che mất hộ cần tìm." if typed and self._filters.is_on() else "",
            )
            self._add_named.setText(f"Thêm hộ mới tên «{typed}»" if typed else "Thêm hộ")
            self._places.setCurrentWidget(self._no_hit)
        else:
            self._places.setCurrentWidget(self._nobody)

    # ---- preview

    def _on_chosen(self, row: HouseholdRow | None) -> None:
        self._panel.show_row(row)
        if row is None:
            self._delay.stop()
        else:
            self._delay.start()

    def _read_details(self) -> None:
        row, loaded = self._panel.row(), self._loaded
        if row is None or loaded is None or self._panel.isHidden():
            return
        key, day = row.id, loaded.as_of

        def read(connection: Any) -> Details:
            from povdesk.storage import household_list

            return household_list.details(connection, key, day)

        def show(found: Details) -> None:
            self._panel.show_details(found, self._search.text().strip(), day)

        self.desk.worker.read(self, read, show, lambda _error: None)

    def _on_look(self) -> None:
        self._panel.setVisible(self._panel.isHidden())
        self._place_panel()
        self._read_details()
        if self._panel.isVisible():
            self._panel.setFocus()
        else:
            self._list.setFocus()

    # ---- acting

    def _on_open(self, row: HouseholdRow) -> None:
        self.open_household.emit(row.id)

    def _on_new(self) -> None:
        if self._new.isEnabled():
            self.new_household.emit("")

    def _on_new_named(self) -> None:
        self.new_household.emit(vietnamese.clean_text(self._search.text()))

    def _on_remove(self, row: HouseholdRow | None) -> None:
        if row is not None:
            list_acts.remove(self, self.desk, row)

    def _go(self, by: int) -> None:
        """F3: the next hit, or the one before."""
        place = self._list.currentIndex().row() + by
        if 0 <= place < self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(place, 0))

    # ---- layout

    def _lay_out(self) -> None:
        self.header.add_left(self._search)
        self.header.add_left(self._count)
        self.header.add_action(self._print)
        self.header.add_action(self._new)
        if any(place.key == "exchange" for place in places()):
            self._nobody.add_button("Nhập từ Excel", lambda: self.desk.open("exchange"), icon="table")
        self._nobody.add_button("Thêm hộ", self._on_new, kind="primary", icon="add")
        self._no_hit.add_button("Xóa bộ lọc", self._show_all)
        self._add_named = button("Thêm hộ", self._on_new_named, icon="add", parent=self._no_hit)
        self._no_hit.layout().itemAt(self._no_hit.layout().count() - 2).layout().insertWidget(
            2, self._add_named
        )
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self._list, 1)
        strip = KeyStrip(list_acts.KEYS, self._card)
        strip.setContentsMargins(12, 0, 12, 0)
        row = QHBoxLayout()
        row.setContentsMargins(12, 2, 12, 2)
        row.addWidget(strip)
        self._card.body.addLayout(row)
        for place in (self._waiting, self._card, self._nobody, self._no_hit):
            self._places.addWidget(place)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(self._filters)
        chips.addStretch(1)
        chips.addWidget(self._look)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(theme.CARD_GAP)
        self._middle.addWidget(self._places, 1)
        self._middle.addWidget(self._panel)
        self.body.setSpacing(8)
        for banner in (self._banner, self._origin):
            self.body.addWidget(banner)
        self.body.addLayout(chips)
        self.body.addLayout(self._middle, 1)
        self._drawer = False

    def _connect(self) -> None:
        self._search.wanted.connect(self._on_search)
        self._search.entered.connect(self._list.choose_first)
        self._filters.changed.connect(lambda: self._narrow())
        self._list.opened.connect(self._on_open)
        self._list.chosen.connect(self._on_chosen)
        self._panel.open_wanted.connect(self._on_open)
        self._panel.remove_wanted.connect(self._on_remove)
        self._panel.why_wanted.connect(lambda row: opening.show_why(self, self.desk, row.id))
        self._panel.confirm_wanted.connect(lambda row: opening.show_confirmation(self, self.desk, row.id))
        self._panel.change_wanted.connect(lambda row: list_acts.change(self, self.desk, row))
        self._panel.close_wanted.connect(self._on_look)
        self._banner.add_button("Thử lại", self.reload)
        self._origin.add_button("Xem tất cả", self._show_all)
        self._delay.timeout.connect(self._read_details)
        for keys, act in (
            ("Ctrl+F", lambda: (self._search.setFocus(), self._search.selectAll())),
            ("Ctrl+N", self._on_new),
            ("Ctrl+Ins", self._on_new),
            ("Ctrl+Del", lambda: self._on_remove(self._list.current_row())),
            ("F3", lambda: self._go(1)),
            ("Shift+F3", lambda: self._go(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show_all(self) -> None:
        """Take away search, chips and what another page asked for."""
        self._only, self._only_words = None, ""
        self._origin.say("")
        self._search.clear_search()
        self._filters.clear()
        self._list.setFocus()

    def _arrange(self) -> None:
        drawer = self.width() < theme.px(_WIDE_FROM)
        self._look.setVisible(drawer)
        if drawer != self._drawer:
            self._drawer = drawer
            self._panel.set_drawer(drawer)
            if drawer:
                self._middle.removeWidget(self._panel)
                self._panel.hide()
            else:
                self._middle.addWidget(self._panel)
                self._panel.show()
                self._delay.start()
        self._place_panel()
        self._fit_columns()
        self._search.setFixedWidth(theme.px(250 if self.width() > theme.px(900) else 200))
        look = self._look.sizeHint().width() + 16 if drawer else 0
        self._filters.set_room(self.width() - 2 * theme.PAGE_MARGIN - look)

    def _fit_columns(self) -> None:
        """Where the width does not do for all columns, the cadre is left to the preview."""
        room = self.width() - 2 * theme.PAGE_MARGIN - theme.px(20)
        if not self._drawer:
            room -= list_preview.width() + theme.CARD_GAP
        leave_out(self._list, self._model.columns, ["cadre"], room)

    def _place_panel(self) -> None:
        width = list_preview.width()
        self._panel.setFixedWidth(width)
        if self._drawer:
            top = self.header.height()
            self._panel.setGeometry(self.width() - width, top, width, self.height() - top)
            self._panel.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._drawer and self._panel.isVisible():
                self._on_look()
            elif self._search.text():
                self._search.clear_search()
            else:
                self._filters.clear()
            return
        super().keyPressEvent(event)


def create(desk: Desk) -> ListPage:
    """The page with its ways to the form."""
    page = ListPage(desk)
    page.open_household.connect(lambda key: desk.open("household", household_id=key))
    page.new_household.connect(lambda name: desk.open("household", hamlet_id=None, head_name=name))
    event_entry.attach_to_list(page, desk)
    to_support.attach_to_list(page, desk)
    return page
