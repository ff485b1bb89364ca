"""Kỳ báo cáo: freeze and report, compare two days, issued papers; close a year and open it again."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from .. import keys, messages, theme
from ..desk import Desk
from ..keys import bind
from ..widgets.labels import button
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.tabs import Tabs
from .closed_note import ClosedNote
from .compare_part import ComparePart
from .dialogs import ReasonDialog
from .list_part import ListPart
from .papers_part import PapersPart
from .periods_part import PeriodsPart
from .reading import Loaded, read

TABS = ("periods", "compare", "papers")


class PeriodsPage(Page):
    """One reading for all three tabs; the comparison reads its two days when it is in front."""

    help_topic = "ky-bao-cao"
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Kỳ báo cáo", parent)
        self._year: int | None = None
        self._loaded: Loaded | None = None
        self._years = keys.ComboBox(self)
        self._years.setAccessibleName("Năm xem")
        self._years.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._years.setMinimumContentsLength(9)
        self._search = SearchBox("Tìm (Ctrl+F)", self)
        self._search.setFixedWidth(theme.px(170))
        self._lock = button("Khóa năm…", self.close_year, icon="lock-closed", parent=self)
        self._lock.setObjectName("close-year")
        self._unlock = button("Mở lại năm…", self.reopen_year, icon="lock-closed", parent=self)
        self._add = button("Thêm kỳ", self.add, icon="add", kind="primary", key="Ctrl+N", parent=self)
        self.header.add_left(self._years)
        self.header.add_left(self._search)
        for made in (self._lock, self._unlock, self._add):
            self.header.add_action(made)
        self._unlock.hide()
        self._tabs = Tabs(["Kỳ báo cáo", "So sánh hai mốc", "Văn bản đã ban hành"], self)
        self.note = ClosedNote(desk, self, leads=False)
        self.under_header(self.note)
        self.under_header(self._tabs)
        self.periods = PeriodsPart(desk, self)
        self.compared = ComparePart(desk, self)
        self.papers = PapersPart(desk, self)
        self._stack = QStackedWidget(self)
        for part in self._parts():
            self._stack.addWidget(part)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._stack, 1)
        self._tabs.chosen.connect(self._on_tab)
        self._years.activated.connect(lambda _place: self._choose_year(self._years.currentData()))
        self._search.wanted.connect(lambda text: self.part().view.search(text))
        self._search.entered.connect(lambda: self.part().view.choose_first())
        self._connect_keys()

    def loaded(self) -> Loaded | None:
        """What is shown; None until it is read."""
        return self._loaded

    def part(self) -> ListPart:
        """The tab in front."""
        return self._parts()[self._tabs.place()]

    def reload(self) -> None:
        year, today = self._year, date.today()
        self.desk.worker.read(self, lambda connection: read(connection, year, today), self._on_loaded)

    def show_target(self, **target: Any) -> None:
        """year. tab: periods, compare or papers. period_id: the cursor goes there."""
        self._year = target.get("year", self._year)
        if target.get("tab") in TABS:
            self._tabs.choose(TABS.index(target["tab"]))
        self._wanted = target.get("period_id")
        self.reload()

    def focus_first(self) -> None:
        self.part().start()

    def print_page(self) -> None:  # type: ignore[override]
        """Ctrl+P: the report of the current period, the comparison, or the register."""
        part = self.part()
        if isinstance(part, (PeriodsPart, ComparePart, PapersPart)):
            part.print_current()

    def add(self) -> None:
        """Ctrl+N: a period of the officer's own."""
        self._tabs.choose(0)
        self.periods.add()

    def close_year(self) -> None:
        """Khóa năm: what is missing is said first, what is doubtful in the question."""
        loaded = self._loaded
        if loaded is None:
            return
        year = loaded.year
        if loaded.needed:
            messages.tell(self, f"Chưa khóa được năm {year}.", "\n".join(loaded.needed))
            return

        def work(act: Any) -> None:
            from povdesk.storage import period_years

            period_years.close_year(act, year)

        remarks = "\n".join(f"- {line}" for line in loaded.remarks)
        messages.confirm(
            self,
            f"Khóa năm {year}?",
            f"Khóa năm {year}",
            "Để mở",
            lambda: self.desk.worker.write(
                self, work, lambda _n: self.desk.work_done(self, f"Đã khóa năm {year}.")
            ),
            more="Việc có ngày trong năm này chỉ xem được, không ghi, sửa, xóa. Mở lại phải ghi lý do."
            + (f"\nNên xem trước khi khóa:\n{remarks}" if remarks else ""),
        )

    def reopen_year(self) -> None:
        """Mở lại năm, for a reason."""
        if self._loaded is None:
            return
        year = self._loaded.year
        dialog = ReasonDialog(f"Mở lại năm {year}", "Lý do và người mở nằm trong nhật ký.", self)

        def save(done: Any, failed: Any) -> None:
            reason = dialog.reason()

            def work(act: Any) -> None:
                from povdesk.storage import period_years

                period_years.reopen_year(act, year, reason)

            def opened(_nothing: object) -> None:
                done()
                self.desk.work_done(self, f"Đã mở lại năm {year}.")

            self.desk.worker.write(self, work, opened, failed)

        dialog.start(save, "reason")

    # ---- private

    _wanted: int | None = None

    def _parts(self) -> tuple[ListPart, ...]:
        return self.periods, self.compared, self.papers

    def _on_loaded(self, loaded: Loaded) -> None:
        first = self._loaded is None
        self._loaded, self._year = loaded, loaded.year
        self._years.blockSignals(True)
        self._years.clear()
        for year in loaded.years:
            self._years.addItem(f"Năm {year}", year)
        self._years.setCurrentIndex(loaded.years.index(loaded.year))
        self._years.blockSignals(False)
        # The button that was pressed gives way to the other one: the keys go back to the list.
        back = self.window().focusWidget() is (self._unlock if loaded.closed is None else self._lock)
        self._lock.setVisible(loaded.closed is None)
        self._unlock.setVisible(loaded.closed is not None)
        self._add.setEnabled(loaded.closed is None)
        self.note.show_year(loaded.year)
        self.periods.show_loaded(loaded)
        self.papers.show_loaded(loaded)
        if self._wanted is not None:
            self.periods.choose(self._wanted)
            self._wanted = None
        if self.part() is self.compared:
            self.compared.show_loaded(loaded)
        if back or (first and self.isVisible()):
            self.focus_first()

    def _on_tab(self, place: int) -> None:
        part = self._parts()[place]
        self._stack.setCurrentWidget(part)
        self._years.setVisible(place == 0)
        for made in (self._add,):
            made.setVisible(place == 0)
        closed = self._loaded is not None and self._loaded.closed is not None
        self._lock.setVisible(place == 0 and not closed)
        self._unlock.setVisible(place == 0 and closed)
        part.view.search(self._search.text().strip())
        if part is self.compared and self._loaded is not None:
            self.compared.show_loaded(self._loaded)

    def _choose_year(self, year: int) -> None:
        self._year = year
        self.reload()

    def _choose(self, place: int) -> None:
        self._tabs.choose(place)
        self.part().start()

    def _connect_keys(self) -> None:
        for key, act in (
            ("Ctrl+F", lambda: (self._search.setFocus(), self._search.selectAll())),
            ("Ctrl+N", self.add),
            ("Ctrl+Del", self.periods.remove_current),
            ("Alt+1", partial(self._choose, 0)),
            ("Alt+2", partial(self._choose, 1)),
            ("Alt+3", partial(self._choose, 2)),
        ):
            bind(self, key, act)


def create(desk: Desk) -> PeriodsPage:
    """The page, for the list of places."""
    return PeriodsPage(desk)
