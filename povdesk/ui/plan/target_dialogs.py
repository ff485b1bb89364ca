"""Small dialogs of the targets table: the target itself, and what each hamlet is to lose."""

import dataclasses
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from povdesk.domain.indicator import Figure, Target, value_text
from povdesk.domain.vietnamese import short_date

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import Choice, ChoiceField, NumberField, TextField
from ..widgets.labels import label
from ..widgets.page import scrolled

if TYPE_CHECKING:
    from povdesk.storage.plan_cuts import Cut

_OPERATORS = (
    Choice(">=", "Từ … trở lên (≥)", ">="),
    Choice(">", "Trên (>)", ">"),
    Choice("<=", "Không quá (≤)", "<="),
    Choice("<", "Dưới (<)", "<"),
    Choice("none", "Không có con số"),
)


class TargetDialog(Dialog):
    """edited: a Work that saves the target. The officer may pick one reading of an unclear target."""

    edited = Signal(object)

    def __init__(self, figure: Figure, year: int, parent: QWidget | None = None) -> None:
        super().__init__(f"Mục tiêu năm {year}", parent)
        self._figure = figure
        self._target = figure.target or Target(year)
        unit = figure.definition.unit
        most = 100 if unit == "%" else None
        self._operator = ChoiceField("target-operator", "So sánh", _OPERATORS, self)
        self._value = NumberField("target-value", "Phải đạt", self, unit=unit, maximum=most)
        self._baseline = NumberField(
            "target-baseline", "Số đầu kỳ ghi trong kế hoạch", self, unit=unit, maximum=most
        )
        self._wording = TextField("target-wording", "Lời văn khi không có con số", self)
        self._reading: ChoiceField | None = None
        self._lay_out()
        self._operator.set_value(self._target.operator or "none")
        self._value.set_value(_decimal(self._target.value))
        self._baseline.set_value(_decimal(self._target.baseline))
        self._wording.set_value(self._target.wording)
        self._operator.setFocus()

    def value(self) -> NumberField:
        return self._value

    def save(self) -> None:
        """The primary button."""
        self._on_save()

    def _on_save(self) -> None:
        for field in (self._value, self._baseline):
            if why := field.unreadable():
                field.show_problem(ProblemLevel.ERROR, why)
                field.setFocus()
                return
        operator = self._operator.value()
        value, baseline = self._value.value(), self._baseline.value()
        if operator in ("", "none") and value is not None:
            self._operator.show_problem(ProblemLevel.ERROR, "Chọn cách so sánh với con số.")
            self._operator.setFocus()
            return
        code, year = self._figure.code, self._target.year
        wanted = dataclasses.replace(
            self._target,
            operator="" if operator == "none" else operator,
            value=None if value is None else float(value),
            baseline=None if baseline is None else float(baseline),
            baseline_stated=baseline is not None,
            wording=self._wording.value(),
        )
        picked = self._reading.value() if self._reading is not None else None

        def work(act: Any) -> None:
            from povdesk.storage import targets

            if wanted != self._target:
                targets.save_target(act, code, wanted)
            if picked is not None:
                targets.pick_reading(act, code, year, "" if picked == "none" else picked)

        self.accept()
        self.edited.emit(work)

    def _lay_out(self) -> None:
        definition = self._figure.definition
        self.body.addWidget(label(definition.name, "cardTitle", self, wrap=True))
        previous = value_text(definition, self._figure.previous)
        if previous:
            self.body.addWidget(label(f"Thực hiện năm trước: {previous}", "caption", self))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._operator, 1)
        row.addWidget(self._value, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._baseline)
        self.body.addWidget(self._wording)
        if self._target.readings:
            choices = [Choice("none", "Chưa chọn, hiện mọi cách hiểu")]
            choices += [Choice(one.code, one.words) for one in self._target.readings]
            self._reading = ChoiceField("target-reading", "Cách hiểu do cán bộ chọn", choices, self)
            picked = self._target.picked
            self._reading.set_value(picked.code if picked is not None else "none")
            self.body.addWidget(self._reading)
        self.add_button("Bỏ qua")
        self.add_button("Lưu mục tiêu", self._on_save, kind="primary")
        self.setMinimumWidth(theme.px(520))


class CutsDialog(Dialog):
    """How many poor and near-poor households each hamlet is to lose in the year. edited: a Work."""

    edited = Signal(object)

    def __init__(self, desk: Desk, year: int, day: date, parent: QWidget) -> None:
        super().__init__(f"Giao chỉ tiêu giảm hộ cho các thôn năm {year}", parent)
        self._year, self._day = year, day
        self._fields: dict[str, tuple[NumberField, NumberField]] = {}
        self._sum = label("", "strong", self)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.body.addWidget(label(f"Số hộ phải giảm đến {short_date(date(year, 12, 31))}", "caption", self))
        area = scrolled(self._rows, self)
        area.setMinimumHeight(theme.px(260))
        self.body.addWidget(area, 1)
        self.body.addWidget(self._sum)
        self._leave = self.add_button("Bỏ qua")
        self._keep = self.add_button("Lưu chỉ tiêu thôn", self._on_save, kind="primary")
        self._keep.setEnabled(False)
        self.setMinimumWidth(theme.px(520))
        desk.worker.read(self, self._read, self._on_read)

    def fields(self) -> dict[str, tuple[NumberField, NumberField]]:
        return self._fields

    def save(self) -> None:
        """The primary button."""
        self._on_save()

    def _read(self, connection: Any) -> Any:
        from povdesk.storage import commune, plan_cuts

        return commune.hamlets(connection, self._day), plan_cuts.cuts(connection, self._year)

    def _on_read(self, found: Any) -> None:
        hamlets, cuts = found
        for hamlet in hamlets:
            kept: Cut | None = cuts.get(hamlet.uid)
            poor = NumberField(
                f"cut-poor-{hamlet.uid}", f"{hamlet.name}: hộ nghèo", self, unit="hộ", whole=True
            )
            near = NumberField(f"cut-near-{hamlet.uid}", "Hộ cận nghèo", self, unit="hộ", whole=True)
            poor.set_value(kept.poor if kept else None)
            near.set_value(kept.near_poor if kept else None)
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(poor, 1)
            row.addWidget(near, 1)
            self._rows.addLayout(row)
            # Shown at once, so that the first field can take the focus.
            poor.show()
            near.show()
            self._fields[hamlet.uid] = (poor, near)
            for field in (poor, near):
                field.changed.connect(self._show_sum)
        self._rows.addStretch(1)
        self._show_sum()
        self._keep.setEnabled(bool(self._fields))
        # Made after the buttons, the fields would come last; Enter goes from field to field to the buttons.
        chain = [field.focusProxy() for pair in self._fields.values() for field in pair]
        for before, after in pairwise([*chain, self._leave, self._keep]):
            self.setTabOrder(before, after)
        if chain:
            chain[0].setFocus()

    def _show_sum(self) -> None:
        poor, near = (
            sum(int(pair[place].value() or 0) for pair in self._fields.values()) for place in (0, 1)
        )
        self._sum.setText(f"Cộng: {poor} hộ nghèo, {near} hộ cận nghèo")

    def _on_save(self) -> None:
        for pair in self._fields.values():
            for field in pair:
                if why := field.unreadable():
                    field.show_problem(ProblemLevel.ERROR, why)
                    field.setFocus()
                    return
        numbers = {
            uid: tuple(None if one.value() is None else int(one.value()) for one in pair)
            for uid, pair in self._fields.items()
        }
        year = self._year

        def work(act: Any) -> None:
            from povdesk.storage.plan_cuts import Cut, save_cuts

            save_cuts(act, year, {uid: Cut(*pair) for uid, pair in numbers.items()})

        self.accept()
        self.edited.emit(work)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
