"""Tab 1: what was done in the year; filters, sums, detail, and the ways to note more."""

from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from povdesk.domain.support import summed
from povdesk.domain.vietnamese import format_count
from povdesk.storage.search import Found
from povdesk.storage.support_reading import SupportRow

from .. import messages, theme
from ..desk import Desk
from ..households.list_banner import Banner
from ..households.list_filters import Filters
from ..special_lists import printing
from ..undoing import offer_undo
from .bulk_dialog import BulkDialog
from .columns import COLUMNS, FILTERS, MILLIMETRES
from .detail import Detail
from .entry_dialog import EntryDialog
from .list_part import ListPart
from .loading import Events, ToChoose, load_choices, load_events
from .table_dialog import TableDialog

TITLE = "Danh sách hỗ trợ, hoạt động giảm nghèo"
_WIDE_FROM = 1060


class EventsPart(ListPart):
    """The list of a year, or of one household in all years."""

    keys = (
        ("Enter", "sửa"),
        ("Ctrl+F", "tìm"),
        ("Ctrl+N", "ghi mới"),
        ("Space", "chọn thêm"),
        ("Ctrl+P", "in"),
        ("Ctrl+Delete", "xóa"),
        ("F1", "trợ giúp"),
    )
    nothing = "Năm này chưa ghi hỗ trợ nào."
    spare = ("evidence", "quantity", "state")

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, COLUMNS, "support", parent)
        self._year: int | None = None
        self._household: int | None = None
        self._wanted: dict[str, Any] = {}
        self.filters = Filters(self, FILTERS)
        self.detail = Detail(self)
        self._origin = Banner(self)
        self._origin.add_button("Xem mọi hộ", lambda: self.show_household(None))
        self.bar.addWidget(self.filters)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.middle.addWidget(self.detail)
        self.layout().insertWidget(0, self._origin)  # type: ignore[attr-defined]
        self.nobody.add_button("Ghi hỗ trợ", self.add, kind="primary", icon="add")
        self.nobody.add_button("Nhập nhanh theo bảng", self.add_table, icon="table")
        self.no_hit.add_button("Bỏ lọc", self.filters.clear)
        self.add_act("Mở hộ", self._open_household, "home-person")
        self.add_act("Ghi thêm cho các hộ đã chọn…", self._add_for_marked, "people-team")
        self.add_act("Xóa", self.remove, "delete")
        self.filters.changed.connect(self._narrow)
        self.view.chosen.connect(self.detail.show_row)

    # ---- what is shown

    def year(self) -> int | None:
        return self._year

    def choose_year(self, year: int | None) -> None:
        """Another year; None: the working year."""
        self._year = year
        self.reload()

    def show_household(self, household_id: int | None) -> None:
        """Only what this household and its people received, in all years; None: the year's list."""
        self._household = household_id
        self.filters.clear()
        self.reload()

    def choose(self, wanted: dict[str, Any]) -> None:
        """Filters another page asked for, by codes; applied when the list is read."""
        self._wanted = wanted

    def reload(self) -> None:
        year, home, today = self._year, self._household, date.today()
        self.desk.worker.read(
            self, lambda connection: load_events(connection, year, home, today), self._on_read, self._failed
        )

    def filter_words(self) -> str:
        """What is shown, in the words of a printed list."""
        loaded: Events = self.loaded
        words = [f"{loaded.household}, mọi năm" if loaded.household else f"Năm {loaded.year}"]
        words += self.filters.in_words()
        typed = self.view.list_model().query().strip()
        return "; ".join([*words, *([f"Tìm: “{typed}”"] if typed else [])])

    def sums_words(self) -> str:
        return summed(row.support for row in self.view.list_model().rows()).in_words()

    def print_list(self) -> None:
        printing.preview(
            self,
            self.desk,
            TITLE,
            COLUMNS,
            self.view.list_model().rows(),
            f"{self.filter_words()}. {self.sums_words()}",
            widths=MILLIMETRES,
            heading=self.loaded.heading,
            today=date.today(),
            file_name=f"ho-tro-{self.loaded.year}",
        )

    # ---- acting

    def add(self) -> None:
        """One support; for the household that is shown alone, if any."""
        household = None
        if self._household is not None and self.loaded is not None and self.loaded.household:
            words: str = self.loaded.household
            household = Found(self._household, "", None, words.removeprefix("Hộ "), True, words)
        self._with_choices(lambda offered: EntryDialog(self.desk, offered, self, None, household).begin())

    def add_table(self) -> None:
        """Many at once, as in Excel."""
        TableDialog.open_for(self.desk, self)

    def add_for(self, households: list[int]) -> None:
        """The same for several households."""
        if households:
            BulkDialog.open_for(self.desk, self, households)

    def open_row(self, row: SupportRow) -> None:
        self._with_choices(lambda offered: EntryDialog(self.desk, offered, self, row).begin())

    def remove(self) -> None:
        rows: list[SupportRow] = self.marked()
        if not rows:
            return
        one = rows[0]
        what = f"“{one.kind}” của {one.who}" if len(rows) == 1 else f"{format_count(len(rows))} lượt hỗ trợ"

        def delete() -> None:
            from povdesk.storage import support

            uids = [row.uid for row in rows]
            self.desk.worker.write(
                self,
                lambda act: support.delete(act, uids),
                lambda _nothing: offer_undo(self.desk, self, f"Đã xóa {what}."),
            )

        if len(rows) == 1:
            delete()
            return
        more = "Các chỉ tiêu tính lại ngay. Hoàn tác được."
        messages.confirm(self, f"Xóa {what}?", "Xóa", "Giữ lại", delete, more=more)

    def _open_household(self) -> None:
        row = self.view.current_row()
        if row is not None and row.support.household_id is not None:
            self.desk.open("household", household_id=row.support.household_id)
        elif row is not None:
            self.desk.say("Dòng này không ghi cho hộ nào.")

    def _add_for_marked(self) -> None:
        homes = [row.support.household_id for row in self.marked()]
        found = list(dict.fromkeys(home for home in homes if home is not None))
        if found:
            self.add_for(found)
        else:
            self.desk.say("Các dòng đã chọn không ghi cho hộ nào.")

    def _with_choices(self, show: Any) -> None:
        today = date.today()

        def read(connection: Any) -> ToChoose:
            return load_choices(connection, today)

        self.desk.worker.read(self, read, show)

    # ---- showing

    def show_state(self) -> None:
        """Without a line in the list there is nothing to tell beside it."""
        super().show_state()
        if not self.view.list_model().rowCount():
            self.detail.show_row(None)

    def _on_read(self, loaded: Events) -> None:
        self.loaded = loaded
        self._year = loaded.year
        self._origin.say(f"Hỗ trợ đã nhận: {loaded.household}, mọi năm." if loaded.household else "")
        self.nobody.say(f"{loaded.household} chưa nhận hỗ trợ nào." if loaded.household else self.nothing)
        self.filters.set_values(loaded.values)
        self._apply_wanted()
        self.take_rows(loaded.rows)

    def _failed(self, error: Exception) -> None:
        """A household that was removed meanwhile leads back to the year's list."""
        if self._household is not None:
            self._household = None
            self.reload()
        messages.show_error(self, error)

    def _apply_wanted(self) -> None:
        wanted, self._wanted = self._wanted, {}
        for key in ("project", "kind"):
            if key in wanted:
                self.filters.choose(key, {self.loaded.names.get(wanted[key], wanted[key])})
        if "hamlet" in wanted:
            self.filters.choose("hamlet", {wanted["hamlet"]})

    def _narrow(self) -> None:
        self.view.list_model().keep_only(self.filters.wanted())
        self.show_state()
        if self.view.current_row() is None:
            self.view.choose(lambda _row: True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE_FROM)
        self.detail.setVisible(wide)
        self.detail.setFixedWidth(theme.px(290))
        room = self.width() - 2 * theme.PAGE_MARGIN
        self.filters.set_room(room - theme.px(110))
        self.fit_columns(room - theme.px(24) - (self.detail.width() + theme.CARD_GAP if wide else 0))
