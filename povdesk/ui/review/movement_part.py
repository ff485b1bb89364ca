"""Tab 4: T1 to T3 by hamlet; the names behind each number, and why each of them is there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from povdesk.domain.household import Category
from povdesk.domain.movement import (
    COLUMNS,
    NEAR_POOR_HEADINGS,
    POOR_HEADINGS,
    MovementRow,
    MovementTable,
)
from povdesk.domain.review import RoundKind
from povdesk.domain.vietnamese import format_number, format_percent
from povdesk.storage.movements import Line, Report, Unit

from .. import theme
from ..keys import bind
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.chips import Chip
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from .loading import Loaded
from .part import Owner, Printed, ReviewPart

_SHORT = {
    Category.POOR: (
        "Đầu kỳ",
        "→ Cận nghèo",
        "Vượt chuẩn",
        "Giảm khác",
        "Từ cận nghèo",
        "Tái nghèo",
        "Mới",
        "Tăng khác",
        "Cuối kỳ",
    ),
    Category.NEAR_POOR: (
        "Đầu kỳ",
        "Thoát",
        "→ Nghèo",
        "Giảm khác",
        "Từ nghèo",
        "Tái cận",
        "Mới",
        "Tăng khác",
        "Cuối kỳ",
    ),
}
_WIDTHS = (74, 106, 100, 92, 112, 90, 60, 90, 76)
_HEADINGS = {Category.POOR: POOR_HEADINGS, Category.NEAR_POOR: NEAR_POOR_HEADINGS}


@dataclass(frozen=True)
class Row:
    """One printed row of T2 or T3."""

    unit: Unit
    people: bool
    values: MovementRow

    @property
    def key(self) -> str:
        return f"{self.unit.hamlet_id}-{self.people}"

    @property
    def is_total(self) -> bool:
        return self.unit.hamlet_id is None


@dataclass(frozen=True)
class Named:
    """One household behind a number."""

    line: Line
    people: int

    @property
    def id(self) -> int:
        return self.line.household_id


def _movement_columns(category: Category) -> tuple[ListColumn, ...]:
    def column(number: int) -> ListColumn:
        return ListColumn(
            f"c{number}",
            f"{number} {_SHORT[category][number - 1]}",
            _WIDTHS[number - 1],
            lambda row: format_number(row.values.column(number)),
            lambda row: row.values.column(number),
            align="right",
            bold=number in (1, 9),
        )

    return (
        ListColumn(
            "unit", "Thôn", 92, lambda row: "" if row.people else row.unit.name, bold=True, stretch=True
        ),
        ListColumn("row", "", 84, lambda row: "Nhân khẩu" if row.people else "Hộ"),
        *(column(number) for number in COLUMNS),
    )


def _count(read: Callable[[Unit], int | None]) -> Callable[[Any], str]:
    def show(unit: Unit) -> str:
        value = read(unit)
        return "" if value is None else format_number(value)

    return show


def _rate(read: Callable[[Unit], int], whole: Callable[[Unit], int | None]) -> Callable[[Any], str]:
    def show(unit: Unit) -> str:
        total = whole(unit)
        return format_percent(read(unit) * 100 / total, decimals=2) if total else ""

    return show


def _summary_columns() -> tuple[ListColumn, ...]:
    households: Callable[[Unit], int | None] = lambda unit: unit.households  # noqa: E731
    people: Callable[[Unit], int | None] = lambda unit: unit.people  # noqa: E731
    kinds: tuple[tuple[str, Callable[[Unit], int], Callable[[Unit], int]], ...] = (
        ("nghèo", lambda u: u.found.poor.households.closing, lambda u: u.found.poor.people.closing),
        (
            "cận",
            lambda u: u.found.near_poor.households.closing,
            lambda u: u.found.near_poor.people.closing,
        ),
        ("MSTB", lambda u: u.average[0], lambda u: u.average[1]),
    )
    columns = [
        ListColumn("name", "Thôn", 84, lambda unit: unit.name, bold=True, stretch=True),
        ListColumn("households", "Hộ dân cư", 84, _count(households), align="right"),
        ListColumn("people", "Nhân khẩu", 84, _count(people), align="right"),
    ]
    for words, count, _people in kinds:
        columns.append(ListColumn(f"h-{words}", f"Hộ {words}", 72, _count(count), align="right"))
        columns.append(ListColumn(f"r-{words}", "%", 54, _rate(count, households), align="right"))
    for words, _households, count in kinds:
        columns.append(ListColumn(f"p-{words}", f"Khẩu {words}", 90, _count(count), align="right"))
        columns.append(ListColumn(f"q-{words}", "%", 54, _rate(count, people), align="right"))
    return tuple(columns)


_NAMES = (
    ListColumn("head_name", "Chủ hộ", 150, lambda row: row.line.head_name, bold=True),
    ListColumn("hamlet", "Thôn", 96, lambda row: row.line.hamlet),
    ListColumn("code", "Mã hộ", 76, lambda row: row.line.code),
    ListColumn("people", "Khẩu", 50, lambda row: str(row.people), lambda row: row.people, align="right"),
    ListColumn("movement", "Diễn biến", 210, lambda row: row.line.movement.label),
    ListColumn("why", "Vì sao", 160, lambda row: row.line.why, stretch=True, tip=lambda row: row.line.why),
)


class MovementPart(ReviewPart):
    """1, 2, 3 choose the table, 4 all who came or left; the cursor's number is spelt out below."""

    def __init__(self, owner: Owner, parent: QWidget) -> None:
        super().__init__(owner, parent)
        self._report: Report | None = None
        self._table = 1
        self.summary = ListView(ListModel(_summary_columns(), self), owner.desk.habits, "review-t1", self)
        self.tables = {
            category: ListView(
                ListModel(_movement_columns(category), self), owner.desk.habits, f"review-{category}", self
            )
            for category in (Category.POOR, Category.NEAR_POOR)
        }
        self.names = ListView(ListModel(_NAMES, self), owner.desk.habits, "review-names", self)
        self._state = Chip(parent=self)
        self._words = label("", "caption", self, wrap=True)
        self._buttons = [
            button(words, lambda number=number: self.choose(number), kind="segment", parent=self)
            for number, words in enumerate(
                ("1 Tổng hợp", "2 Hộ nghèo", "3 Hộ cận nghèo", "4 Vì sao thay đổi")
            )
        ]
        self._card = Card(parent=self, flush=True)
        self._names_card = Card("Các hộ", self, flush=True)
        self._lay_out()
        for category, view in self.tables.items():
            view.selectionModel().currentChanged.connect(
                lambda _now, _before, category=category: self._show_names(category)
            )
            view.opened.connect(lambda _row: self.names.choose_first())
        self.names.opened.connect(lambda row: self.owner.open_household(row.line.household_id))
        for number in range(4):
            bind(self, str(number + 1), lambda number=number: self.choose(number))

    def show_loaded(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self._report = loaded.report
        report = loaded.report
        if report is None:
            return
        self.summary.set_rows([*report.units, report.total])
        for category, view in self.tables.items():
            view.set_rows([row for unit in (*report.units, report.total) for row in _rows(unit, category)])
        self._show_state(report)
        self.choose(self._table)

    def start(self) -> None:
        self._front().setFocus()
        if self._front().current_row() is None:
            self._front().choose_first()

    def choose(self, number: int) -> None:
        """Bring a table to the front: 0 T1, 1 T2, 2 T3, 3 all who changed."""
        self._table = number
        for place, made in enumerate(self._buttons):
            made.setChecked(place == number)
        self._card.setVisible(number < 3)
        for place, view in enumerate(self._views()):
            view.setVisible(place == number)
        self._names_card.setVisible(number > 0)
        if number == 3 and self._report is not None:
            changed = [Named(line, _size(line)) for line in self._report.lines if line.changed]
            self.names.set_rows(changed)
            self._names_card.set_title(f"Vì sao thay đổi năm {self._report.year}")
            self._names_card.set_remark(f"{len(changed)} hộ vào, ra hoặc đổi diện")
        elif number in (1, 2):
            self._show_names(Category.POOR if number == 1 else Category.NEAR_POOR)

    def printed(self) -> Printed | None:
        report = self._report
        if report is None:
            return None
        words = f"Năm {report.year}" + ("" if report.is_final else ", số tạm tính, chưa công nhận")
        if self._table == 3:
            columns = [(c.title, c.width / 2.4, c.align) for c in _NAMES]
            rows = [tuple(c.show(row) for c in _NAMES) for row in self.names.list_model().rows()]
            return Printed("Vì sao thay đổi", columns, rows, words, file_name="vi-sao-thay-doi")
        view = self._front()
        shown = view.list_model().columns
        printed = [tuple(column.show(row) for column in shown) for row in view.list_model().rows()]
        last = 1 if self._table == 0 else 2
        titles = (
            "Tổng hợp kết quả rà soát",
            "Diễn biến hộ nghèo",
            "Diễn biến hộ cận nghèo",
        )
        return Printed(
            titles[self._table],
            [(column.title, column.width / 3.6, column.align) for column in shown],
            printed[:-last],
            words,
            printed[-last:],
            " ".join(one.text for one in report.checks),
            "dien-bien",
            numbered=False,
        )

    # ---- showing

    def _show_state(self, report: Report) -> None:
        errors = [one for one in report.checks if one.is_error]
        if report.round is None:
            self._state.show_state("Chưa mở kỳ rà soát", Tone.NEUTRAL)
        elif errors:
            self._state.show_state(f"Chưa khớp {len(errors)} chỗ", Tone.DANGER, "error-circle")
        elif report.is_final:
            self._state.show_state("Khớp", Tone.OK, "checkmark-circle")
        else:
            self._state.show_state("Số tạm tính", Tone.WARN, "warning")
        words = [one.text for one in report.checks]
        if report.waiting:
            words.append(f"Còn {report.waiting} hộ chưa chốt phiếu, tạm giữ diện cũ.")
        if report.break_ is not None:
            closed, opened = report.break_.closed, report.break_.opened
            words.append(
                f"Đầu kỳ đặt lại theo {report.break_.name}: {opened[0]} hộ nghèo, {opened[2]} hộ cận nghèo;"
                f" cuối năm trước là {closed[0]} và {closed[2]}. Hai số không so sánh với nhau."
            )
        if report.round is not None and report.round.kind is RoundKind.PERIOD_START:
            words.append("Tổng rà soát đầu kỳ: chỉ có số đầu kỳ mới, không tính tăng, giảm.")
        if report.is_frozen:
            words.append("Đọc từ danh sách đã chốt khi công nhận.")
        elif report.is_final:
            words.append("Tính từ lịch sử phân loại; kỳ này chưa có danh sách chốt.")
        self._words.setText(" ".join(words))

    def _show_names(self, category: Category) -> None:
        view, report = self.tables[category], self._report
        if view.isHidden() or report is None:
            return
        row, place = view.current_row(), view.currentIndex().column() - 2
        if row is None:
            self.names.set_rows(())
            self._names_card.set_title("Các hộ")
            return
        number = min(max(place, 0) + 1, 9)
        found = report.named(category, number, row.unit.hamlet_id)
        self.names.set_rows([Named(line, people) for line, people in found])
        self._names_card.set_title(f"{row.unit.name}, cột {number}: {_HEADINGS[category][number - 1]}")
        unit = row.unit.found.poor if category is Category.POOR else row.unit.found.near_poor
        households = unit.households.column(number)
        self._names_card.set_remark(f"{households} hộ, {sum(people for _line, people in found)} nhân khẩu")

    def _views(self) -> tuple[ListView, ListView, ListView]:
        return self.summary, self.tables[Category.POOR], self.tables[Category.NEAR_POOR]

    def _front(self) -> ListView:
        return self.names if self._table == 3 else self._views()[self._table]

    def _on_list(self) -> None:
        rows = self.names.list_model().rows()
        if rows:
            self.owner.open_households([row.line.household_id for row in rows], self._names_words())

    def _names_words(self) -> str:
        if self._table == 3 or self._report is None:
            return "Hộ thay đổi diện"
        category = Category.POOR if self._table == 1 else Category.NEAR_POOR
        view = self.tables[category]
        number = min(max(view.currentIndex().column() - 2, 0) + 1, 9)
        return f"{_HEADINGS[category][number - 1]}, năm {self._report.year}"

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        for made in self._buttons:
            made.setCheckable(True)
            made.setMinimumWidth(made.fontMetrics().horizontalAdvance(made.text()) + theme.px(26))
            top.addWidget(made)
        top.addSpacing(12)
        top.addWidget(self._state)
        top.addStretch(1)
        for view, words in zip(
            self._views(), ("Tổng hợp", "Diễn biến hộ nghèo", "Diễn biến hộ cận nghèo"), strict=True
        ):
            view.setAccessibleName(words)
            self._card.body.addWidget(view, 1)
        for view in self.tables.values():
            view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.names.setAccessibleName("Các hộ trong ô")
        self._names_card.add_action(button("Mở ở danh sách hộ", self._on_list, kind="link", parent=self))
        self._names_card.body.addWidget(self.names, 1)
        strip = QHBoxLayout()
        strip.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 0)
        keys = [
            ("←→↑↓", "chọn số"),
            ("Enter", "xuống các hộ, mở phiếu"),
            ("1…4", "đổi bảng"),
            ("Ctrl+P", "in"),
        ]
        strip.addWidget(KeyStrip(keys, self))
        self._names_card.body.addLayout(strip)
        self.body.addLayout(top)
        self.body.addWidget(self._words)
        self.body.addWidget(self._card, 5)
        self.body.addWidget(self._names_card, 3)


def _rows(unit: Unit, category: Category) -> tuple[Row, Row]:
    table: MovementTable = unit.found.poor if category is Category.POOR else unit.found.near_poor
    return Row(unit, False, table.households), Row(unit, True, table.people)


def _size(line: Line) -> int:
    return line.passage.closing_size or line.passage.opening_size
