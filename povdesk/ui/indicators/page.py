"""Screen Chỉ tiêu: the plan's indicators of a year as a tree, each with its number, to be changed at will."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from povdesk.domain.indicator import IndicatorDefinition, Part
from povdesk.domain.population_group import POPULATION_GROUPS

from .. import keys, theme
from ..desk import Desk
from ..keys import bind
from ..undoing import offer_undo
from ..widgets.card import Card
from ..widgets.empty_state import EmptyState
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button
from ..widgets.page import Page
from ..widgets.search_box import SearchBox
from ..widgets.table import ListModel, ListView
from .columns import COLUMNS, TreePaper
from .definition_dialog import DefinitionDialog
from .detail import IndicatorDetail
from .measurement_dialog import MeasurementDialog
from .reading import IndicatorRow, Loaded, read
from .subjects_dialog import Printed, SubjectsDialog, door_words, of_figure
from .targets_dialog import TargetsDialog

_KEYS = [
    ("Enter", "sửa chỉ tiêu"),
    ("Ctrl+N", "thêm"),
    ("Alt+↑, Alt+↓", "đổi thứ tự"),
    ("Ctrl+Delete", "ngừng dùng"),
    ("Ctrl+P", "in bảng"),
    ("F1", "trợ giúp"),
]
_NARROW, _TIGHT = 1100, 900


class IndicatorsPage(Page):
    """Every act is one act with its way back."""

    help_topic = "chi-tieu"
    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Chỉ tiêu")
        self.loaded: Loaded | None = None
        self._year: int | None = None
        self._wanted = ""
        self._years = keys.ComboBox(self)
        self._search = SearchBox("Tìm chỉ tiêu (Ctrl+F)", self)
        self._all = QCheckBox("Cả chỉ tiêu đã ngừng", self)
        self.view = ListView(ListModel(COLUMNS, self), desk.habits, "indicators", self, row_height=30)
        self.detail = IndicatorDetail(self)
        self._nobody = EmptyState("Chưa có chỉ tiêu nào.", "target-arrow", self)
        self._up = button("Lên", lambda: self.move_current(-1), icon="chevron-up", kind="link", parent=self)
        self._down = button(
            "Xuống", lambda: self.move_current(1), icon="chevron-down", kind="link", parent=self
        )
        self._copy = button("Chép", self.copy_current, icon="copy", kind="link", parent=self)
        self._retire = button("Ngừng dùng", self.retire_current, icon="dismiss", kind="link", parent=self)
        self._take = button("Lấy mục tiêu năm trước", self.copy_targets, kind="link", parent=self)
        self._lay_out()
        self._connect()
        self._on_chosen(None)

    # ---- what others ask

    def reload(self) -> None:
        today, year = date.today(), self._year
        self.desk.worker.read(self, lambda connection: read(connection, today, year), self._on_read)

    def show_target(self, **target: Any) -> None:
        """year: to look at. indicator: the row with the cursor."""
        self._year = target.get("year", self._year)
        self._wanted = target.get("indicator", "")
        self._search.setText("")
        self._search.ask_now()
        self.reload()

    def focus_first(self) -> None:
        self.view.setFocus()
        if self.view.current_row() is None:
            self.view.choose_first()

    def print_page(self) -> None:
        """The rows shown, on A4 landscape (Ctrl+P)."""
        loaded, rows = self.loaded, tuple(self.view.list_model().rows())
        if loaded is None or not rows:
            self.desk.say("Bảng đang trống nên không có gì để in.")
            return
        from ..widgets.preview_dialog import preview_document

        paper = TreePaper(rows, loaded, date.today(), self.desk.is_sample)
        preview_document(
            self,
            self.desk,
            paper.title,
            paper.document,
            file_name=f"chi-tieu-{loaded.year}",
            note="Bản in đúng các dòng đang xem, kèm nhóm dân cư có mục tiêu riêng.",
        )

    # ---- acts

    def add(self) -> None:
        """A new indicator (Ctrl+N), in the group of the one with the cursor, in use from this year."""
        row = self.view.current_row()
        if self.loaded is None:
            return
        group = row.definition.group if row else ""
        letter = row.definition.letter if row else ""
        new = IndicatorDefinition(
            "", "", letter=letter, group=group, unit="%", valid_from=date(self.loaded.year, 1, 1)
        )
        self._edit(new)

    def edit_current(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self._edit(row.definition)

    def copy_current(self) -> None:
        row, loaded = self.view.current_row(), self.loaded
        if row is None or loaded is None:
            return

        def work(act: Any) -> str:
            from povdesk.storage.indicators import editing

            return editing.copy(act, row.key, loaded.year)

        self._do(work, f"Đã chép chỉ tiêu {row.definition.label}.", follow=True)

    def retire_current(self) -> None:
        """Out of use from this year on, or in use again."""
        row, loaded = self.view.current_row(), self.loaded
        if row is None or loaded is None:
            return
        year, label, is_used = loaded.year, row.definition.label, row.is_used

        def work(act: Any) -> None:
            from povdesk.storage.indicators import editing

            (editing.retire if is_used else editing.bring_back)(act, row.key, year)

        if is_used:
            self._do(work, f"Từ năm {year} không dùng chỉ tiêu {label}. Số của các năm trước giữ nguyên.")
        else:
            self._do(work, f"Đã dùng lại chỉ tiêu {label}.")

    def move_current(self, step: int) -> None:
        row, loaded = self.view.current_row(), self.loaded
        if row is None or loaded is None or not row.is_used:
            return

        def work(act: Any) -> bool:
            from povdesk.storage.indicators import editing

            return editing.move(act, row.key, step, loaded.year)

        self._do(work, f"Đã đưa chỉ tiêu {row.definition.label} {'lên' if step < 0 else 'xuống'}.")

    def copy_targets(self) -> None:
        loaded = self.loaded
        if loaded is None:
            return
        year = loaded.year

        def work(act: Any) -> int:
            from povdesk.storage.indicators import editing

            return editing.copy_targets(act, year - 1, year)

        self._do(work, f"Đã chép mục tiêu năm {year - 1} sang năm {year}.")

    def edit_targets(self) -> TargetsDialog | None:
        row, loaded = self.view.current_row(), self.loaded
        if row is None or loaded is None or not row.is_used:
            return None

        def save(work: Any, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
            self._do(work, f"Đã lưu mục tiêu của {row.definition.label}.", done=done, failed=failed)

        dialog = TargetsDialog(row, loaded, save, self)
        dialog.open()
        return dialog

    def measure(self) -> MeasurementDialog | None:
        row, loaded = self.view.current_row(), self.loaded
        if row is None or loaded is None or row.figure is None or not row.definition.is_typed:
            return None
        dialog = MeasurementDialog(self.desk, row.figure, loaded.day, self)
        dialog.edited.connect(lambda work: self._do(work, f"Đã lưu số đo của {row.definition.label}."))
        dialog.open()
        return dialog

    def open_door(self, part: Part) -> SubjectsDialog | None:
        """One of the lists behind the number."""
        row, loaded = self.view.current_row(), self.loaded
        if row is None or loaded is None or row.figure is None:
            return None
        behind = of_figure(row.figure, loaded.year, loaded.day)
        if part is not Part.REACHED:
            behind = dataclasses.replace(behind, first=door_words(row.figure)[part])
        dialog = SubjectsDialog(self.desk, behind, Printed(loaded.agency, loaded.place, date.today()), self)
        dialog.open()
        return dialog

    def open_group(self, group: str) -> SubjectsDialog | None:
        """The lists behind the figure of a population group's target."""
        row, loaded = self.view.current_row(), self.loaded
        if row is None or loaded is None or group not in row.groups:
            return None
        behind = of_figure(
            row.groups[group], loaded.year, loaded.day, where=POPULATION_GROUPS[group], group=group
        )
        dialog = SubjectsDialog(self.desk, behind, Printed(loaded.agency, loaded.place, date.today()), self)
        dialog.open()
        return dialog

    def _edit(self, known: IndicatorDefinition) -> None:
        if self.loaded is None:
            return

        def keep(
            wanted: IndicatorDefinition, done: Callable[[], None], failed: Callable[[Exception], None]
        ) -> None:
            def work(act: Any) -> str:
                from povdesk.storage.indicators import editing

                return editing.keep(act, wanted)

            self._do(work, f"Đã lưu chỉ tiêu {wanted.label}.", done=done, failed=failed, follow=True)

        DefinitionDialog(known, self.loaded, keep, self).open_it()

    def _do(
        self,
        work: Callable[[Any], Any],
        words: str,
        *,
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        follow: bool = False,
    ) -> None:
        """One act with its way back. follow: the cursor goes to the indicator that the work returns."""

        def saved(result: Any) -> None:
            if result is False:
                return
            if follow and isinstance(result, str):
                self._wanted = result
            self.desk.say(f"Đã lưu {datetime.now():%H:%M}")
            offer_undo(self.desk, self, words)
            if done is not None:
                done()

        if failed is None:
            self.desk.worker.write(self, work, saved)
        else:
            self.desk.worker.write(self, work, saved, failed)

    # ---- showing

    def _on_read(self, loaded: Loaded) -> None:
        first = self.loaded is None
        self.loaded, self._year = loaded, loaded.year
        self._years.blockSignals(True)
        self._years.clear()
        for year in loaded.years:
            self._years.addItem(f"Năm {year}", year)
        self._years.setCurrentIndex(self._years.findData(loaded.year))
        self._years.blockSignals(False)
        pressed = self.window().focusWidget()
        self.view.set_rows(list(loaded.rows))
        self._narrow()
        self._take.setText(f"Lấy mục tiêu {loaded.year - 1}")
        if self._wanted:
            self.view.choose(lambda row: row.key == self._wanted)
            self._wanted = ""
        if self.view.current_row() is None:
            self.view.choose(lambda _row: True)
        self._nobody.setVisible(not loaded.rows)
        self._on_chosen(self.view.current_row())
        was_here = pressed is not None and self.isAncestorOf(pressed)
        if was_here and pressed.isEnabled() and pressed.isVisibleTo(self):
            # A verb is off while the rows change; the next press must not reach another one.
            pressed.setFocus()
        elif was_here or (first and self.isVisible()):
            self.focus_first()

    def _narrow(self) -> None:
        wanted = None if self._all.isChecked() else (lambda row: row.is_used)
        self.view.list_model().keep_only(wanted)

    def _on_chosen(self, row: IndicatorRow | None) -> None:
        self.detail.show_row(row, self.loaded)
        for made in (self._copy, self._retire):
            made.setEnabled(row is not None)
        for made in (self._up, self._down):
            made.setEnabled(row is not None and row.is_used)
        self._retire.setText("Ngừng dùng" if row is None or row.is_used else "Dùng lại")

    def _on_year(self, place: int) -> None:
        self._year = self._years.itemData(place)
        self.reload()

    # ---- layout

    def _connect(self) -> None:
        self._years.activated.connect(self._on_year)
        self._search.wanted.connect(self.view.search)
        self._search.entered.connect(self.view.choose_first)
        self._all.toggled.connect(self._narrow)
        self.view.opened.connect(lambda row: self._edit(row.definition))
        self.view.chosen.connect(self._on_chosen)
        self.detail.edit_wanted.connect(self.edit_current)
        self.detail.targets_wanted.connect(self.edit_targets)
        self.detail.measure_wanted.connect(self.measure)
        self.detail.door_wanted.connect(self.open_door)
        self.detail.group_wanted.connect(self.open_group)
        for sequence, act in (
            ("Ctrl+F", lambda: (self._search.setFocus(), self._search.selectAll())),
            ("Ctrl+N", self.add),
            ("Ctrl+Del", self.retire_current),
            ("Alt+Up", partial(self.move_current, -1)),
            ("Alt+Down", partial(self.move_current, 1)),
        ):
            bind(self, sequence, act)

    def _lay_out(self) -> None:
        self._years.setAccessibleName("Năm xem")
        self._search.setFixedWidth(theme.px(200))
        self.header.add_left(self._years)
        self.header.add_left(self._search)
        self.header.add_action(button("In bảng", self.print_page, icon="print", parent=self))
        self.header.add_action(
            button("Thêm chỉ tiêu", self.add, icon="add", kind="primary", key="Ctrl+N", parent=self)
        )
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 6, 10, 4)
        bar.setSpacing(4)
        for made in (self._up, self._down, self._copy, self._retire, self._take):
            bar.addWidget(made)
        bar.addStretch(1)
        bar.addWidget(self._all)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 6)
        foot.addWidget(KeyStrip(_KEYS, self))
        self._nobody.add_button("Thêm chỉ tiêu", self.add, kind="primary")
        self._nobody.hide()
        card = Card(parent=self, flush=True)
        card.body.setSpacing(0)
        card.body.addLayout(bar)
        card.body.addWidget(self.view, 1)
        card.body.addWidget(self._nobody, 1)
        card.body.addLayout(foot)
        row = QHBoxLayout()
        row.setContentsMargins(theme.PAGE_MARGIN, 10, theme.PAGE_MARGIN, 8)
        row.setSpacing(theme.CARD_GAP)
        row.addWidget(card, 3)
        row.addWidget(self.detail, 2)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        tight = self.width() < theme.px(_TIGHT)
        self.detail.setFixedWidth(theme.px(262 if narrow else 336))
        for made in (self._up, self._down):
            # The keys stand below the table.
            made.setHidden(tight)
        self._all.setText("Cả đã ngừng" if tight else "Cả chỉ tiêu đã ngừng")
        for place, column in enumerate(COLUMNS):
            if column.key == "group":
                self.view.setColumnHidden(place, self.width() < theme.px(1280))
            if column.key == "place":
                # The point of the plan stands beside it and says the order too.
                self.view.setColumnHidden(place, narrow)


def create(desk: Desk) -> IndicatorsPage:
    """The page, for the list of places."""
    return IndicatorsPage(desk)
