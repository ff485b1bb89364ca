"""All indicators of the year in one table: the year before, the target, the figure of the day, the status."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from povdesk.documents.plan_targets import measured_cell, target_cell
from povdesk.domain.indicator import (
    Figure,
    Measured,
    Status,
    ratio_text,
    typing_text,
    unknown_text,
    value_text,
)
from povdesk.domain.plan_facts import PlanFacts
from povdesk.domain.vietnamese import short_date

from .. import theme
from ..desk import Desk
from ..indicators.looks import STATUS_LOOKS
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from .reading import PlanState


@dataclass(frozen=True)
class TargetRow:
    """A line of the table."""

    place: int
    figure: Figure

    @property
    def code(self) -> str:
        return self.figure.code


def _actual(row: TargetRow) -> str:
    figure = row.figure
    if figure.status is Status.AWAITING:
        return figure.status.label
    return _number(figure, figure.measured)


def _number(figure: Figure, measured: Measured | None) -> str:
    """The number as the paper's table prints it; the unit has a column of its own."""
    return measured_cell(figure.definition, measured).partition("\n")[0]


def _behind(row: TargetRow) -> str:
    """Numerator and denominator, who is missing, or where a typed number comes from."""
    figure = row.figure
    if figure.status is Status.AWAITING:
        forecast = value_text(figure.definition, figure.forecast)
        return f"dự kiến {forecast}" if forecast else ""
    if figure.measured.value is None:
        return figure.missing_reason
    if figure.definition.is_typed:
        return typing_text(figure.measured)
    return ratio_text(figure.definition, figure.measured) or unknown_text(figure.measured)


def _tip(row: TargetRow) -> str:
    counted = row.figure.definition.counted
    return f"{row.figure.definition.name}\n{counted}" if counted else row.figure.definition.name


def _status_tip(row: TargetRow) -> str:
    return row.figure.status_reason or row.figure.status.label


COLUMNS = (
    ListColumn("place", "TT", 32, lambda row: str(row.place), lambda row: row.place, align="right"),
    ListColumn("letter", "Điểm", 46, lambda row: row.figure.definition.letter, align="centre"),
    ListColumn("name", "Chỉ tiêu", 90, lambda row: row.figure.definition.name, stretch=True, tip=_tip),
    ListColumn("unit", "Đơn vị", 68, lambda row: row.figure.definition.unit, tip=_tip),
    ListColumn(
        "previous",
        "Năm trước",
        84,
        lambda row: _number(row.figure, row.figure.previous),
        lambda row: row.figure.previous.value if row.figure.previous else None,
        align="right",
    ),
    ListColumn(
        "target",
        "Kế hoạch",
        84,
        lambda row: target_cell(row.figure),
        lambda row: row.figure.target.value if row.figure.target else None,
        align="right",
        bold=True,
    ),
    ListColumn(
        "actual", "Thực hiện", 92, _actual, lambda row: row.figure.measured.value, align="right", bold=True
    ),
    ListColumn("behind", "Căn cứ", 176, _behind, tip=_behind),
    ListColumn(
        "status",
        "Trạng thái",
        130,
        lambda row: row.figure.status.label,
        lambda row: list(Status).index(row.figure.status),
        tone=lambda row: STATUS_LOOKS[row.figure.status][1],
        icon=lambda row: STATUS_LOOKS[row.figure.status][0],
        tip=_status_tip,
    ),
)


class TargetsView(QWidget):
    """subjects_wanted, target_wanted, measurement_wanted: a Figure. cuts_wanted: targets of the hamlets."""

    subjects_wanted = Signal(object)
    target_wanted = Signal(object)
    measurement_wanted = Signal(object)
    cuts_wanted = Signal()
    print_wanted = Signal()
    seed_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ListModel(COLUMNS)
        self._view = _TargetList(self._model, desk.habits, "plan-targets", self, row_height=30)
        self._explained = label("", "caption", self, wrap=True)
        self._day = label("", "caption", self)
        self._typed: QPushButton
        self._lay_out()
        self._view.opened.connect(lambda row: self.subjects_wanted.emit(row.figure))
        self._view.edit_wanted.connect(lambda row: self.target_wanted.emit(row.figure))
        self._view.chosen.connect(self._on_chosen)

    def show_state(self, state: PlanState) -> None:
        """The figures as they are now; the cursor stays on its indicator."""
        assert state.facts is not None and state.plan is not None
        self._view.set_rows([TargetRow(place, one) for place, one in enumerate(state.facts.figures, start=1)])
        self._day.setText(f"Tính đến ngày {short_date(state.facts.progress_on)}")
        wanted = all(figure.target is None for figure in state.facts.figures)
        self._seed.setVisible(wanted)
        self._on_chosen(self._view.current_row())

    def choose(self, code: str) -> bool:
        """Put the cursor on an indicator."""
        self._view.setFocus()
        return self._view.choose(lambda row: row.code == code)

    def view(self) -> ListView:
        return self._view

    def rows(self) -> Sequence[TargetRow]:
        rows: Sequence[TargetRow] = self._model.rows()
        return rows

    def focus_first(self) -> None:
        if self._view.current_row() is None:
            self._view.choose_first()
        else:
            self._view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Before the resize reaches the table: what must give way where the window is small.
        self._view.setColumnHidden(1, self.width() < theme.px(840))
        self._view.setColumnHidden(3, self.width() < theme.px(790))
        self._day.setVisible(self.width() >= theme.px(740))
        self._explained.setVisible(self.height() > theme.px(300))
        super().resizeEvent(event)

    def _on_chosen(self, row: TargetRow | None) -> None:
        self._typed.setEnabled(row is not None and row.figure.definition.is_typed)
        self._explained.setText(_explained(row.figure) if row is not None else "")

    def _current(self, signal) -> None:  # type: ignore[no-untyped-def]
        row = self._view.current_row()
        if row is not None:
            signal.emit(row.figure)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 4)
        bar.setSpacing(4)
        bar.addWidget(
            button("Danh sách  Enter", lambda: self._current(self.subjects_wanted), kind="link", parent=self)
        )
        bar.addWidget(
            button("Sửa mục tiêu…  F2", lambda: self._current(self.target_wanted), kind="link", parent=self)
        )
        self._typed = button(
            "Nhập số đo…", lambda: self._current(self.measurement_wanted), kind="link", parent=self
        )
        bar.addWidget(self._typed)
        bar.addWidget(button("Giao cho thôn…", self.cuts_wanted.emit, kind="link", parent=self))
        self._seed = button("Lấy mục tiêu mẫu 2024", self.seed_wanted.emit, kind="link", parent=self)
        bar.addWidget(self._seed)
        bar.addStretch(1)
        bar.addWidget(self._day)
        bar.addWidget(button("In bảng…", self.print_wanted.emit, icon="print", kind="link", parent=self))
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 6, 16, 8)
        foot.addWidget(self._explained)
        self._explained.setMinimumHeight(self._explained.fontMetrics().lineSpacing() * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._view, 1)
        column.addLayout(foot)


class _TargetList(ListView):
    edit_wanted = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self.current_row() is not None:
            self.edit_wanted.emit(self.current_row())
            return
        super().keyPressEvent(event)


def _explained(figure: Figure) -> str:
    """How it is counted, why the status is what it is, and the readings that are still open."""
    parts = [figure.definition.name]
    if figure.definition.counted:
        parts.append(f"Cách đếm: {figure.definition.counted}")
    if figure.status_reason:
        parts.append(figure.status_reason)
    if figure.target is not None and figure.target.is_unclear:
        readings = "; ".join(
            f"({place}) {one.words}" for place, one in enumerate(figure.target.readings, start=1)
        )
        parts.append(f"Chưa chọn cách hiểu: {readings}")
    return ". ".join(part.rstrip(".") for part in parts) + "."


@dataclass(frozen=True)
class PaperMaker:
    """Writes the table to a path; runs away from the window."""

    rows: tuple[TargetRow, ...]
    facts: PlanFacts
    year: int
    sample: bool
    today: date

    def document(self):  # type: ignore[no-untyped-def]
        from povdesk.documents.blocks import Align
        from povdesk.documents.lists import ListColumn as PaperColumn
        from povdesk.documents.lists import screen_list

        shown = [column for column in COLUMNS if column.key != "place"]
        widths = {"letter": 12, "name": 100, "unit": 24, "previous": 24, "target": 24, "actual": 26}
        aligns = {"right": Align.RIGHT, "centre": Align.CENTRE}
        return screen_list(
            f"Các chỉ tiêu giảm nghèo năm {self.year}",
            f"Tính đến ngày {short_date(self.facts.progress_on)}",
            [
                PaperColumn(one.title, widths.get(one.key, 38), aligns.get(one.align, Align.LEFT))
                for one in shown
            ],
            [tuple(column.show(row) for column in shown) for row in self.rows],
            agency=self.facts.identity.committee,
            printed_on=self.today,
            sample=self.sample,
            place=self.facts.identity.place,
        )
