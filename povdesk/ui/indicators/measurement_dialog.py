"""A number that somebody else counted: value or numerator and denominator, day, who, from which paper."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from povdesk.domain.indicator import Figure, typing_text, value_text
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.vietnamese import format_number, short_date

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.field import Field, ProblemLevel
from ..widgets.fields import Choice, ChoiceField, NumberField, PartialDateField, TextField
from ..widgets.labels import label

if TYPE_CHECKING:
    from povdesk.storage.measurements import Measurement

_NEW = "new"


class MeasurementDialog(Dialog):
    """edited: a Work that keeps the number, a new one or one that was entered before, or deletes it."""

    edited = Signal(object)

    def __init__(self, desk: Desk, figure: Figure, day: date | None, parent: QWidget | None = None) -> None:
        super().__init__("Nhập số đo", parent)
        self._figure, self._today = figure, day
        self._earlier: dict[str, Measurement] = {}
        unit = figure.definition.unit
        self._which = ChoiceField("measure-which", "Số đo", [Choice(_NEW, "Số mới")], self)
        self._value = NumberField("measure-value", "Giá trị", self, unit=unit)
        self._numerator = NumberField("measure-numerator", "Số đạt", self)
        self._denominator = NumberField("measure-denominator", "Tổng số", self)
        self._day = PartialDateField("measure-day", "Ngày đo", self, required=True, whole=True)
        self._by = TextField("measure-by", "Đơn vị, người đo", self)
        self._source = TextField("measure-source", "Nguồn (báo cáo, sổ)", self)
        self._paper = TextField("measure-paper", "Số văn bản làm căn cứ", self)
        self._delete = self.add_button("Xóa số này", self._on_delete, kind="danger", left=True)
        self._lay_out()
        self._which.set_value(_NEW)
        self._show(None)
        self._which.changed.connect(self._on_which)
        self._value.setFocus()
        desk.worker.read(self, self._read, self._on_read)

    def fill(self, value: Decimal, day: date, measured_by: str) -> None:
        """Put a value, not counted out, as if typed."""
        self._value.set_value(value)
        self._numerator.set_value(None)
        self._denominator.set_value(None)
        self._day.set_value(PartialDate.of(day))
        self._by.set_value(measured_by)

    def earlier(self) -> "list[Measurement]":
        """What was entered before, the newest first."""
        return list(self._earlier.values())

    def choose(self, uid: str) -> None:
        """Correct a number that was entered before."""
        self._which.set_value(uid)
        self._show(self._earlier.get(uid))

    def save(self) -> None:
        """The primary button."""
        self._on_save()

    def delete(self) -> None:
        """The button that deletes the chosen earlier number."""
        self._on_delete()

    def _read(self, connection: Any) -> "tuple[Measurement, ...]":
        from povdesk.storage.measurements import measurements

        return measurements(connection, self._figure.code)

    def _on_read(self, found: "tuple[Measurement, ...]") -> None:
        self._earlier = {one.uid: one for one in found}
        choices = [Choice(one.uid, f"Sửa số ngày {short_date(one.as_of)}: {_words(one)}") for one in found]
        self._which.set_choices([Choice(_NEW, "Số mới"), *choices])
        self._which.setVisible(bool(choices))

    def _on_which(self) -> None:
        chosen = self._which.value()
        if chosen:
            self._show(self._earlier.get(chosen))

    def _show(self, one: "Measurement | None") -> None:
        self._value.set_value(_decimal(one.value) if one else None)
        self._numerator.set_value(_decimal(one.numerator) if one else None)
        self._denominator.set_value(_decimal(one.denominator) if one else None)
        day = one.as_of if one else self._today
        self._day.set_value(PartialDate.of(day) if day is not None else None)
        self._by.set_value(one.measured_by if one else "")
        self._source.set_value(one.source if one else "")
        self._paper.set_value(one.evidence_number if one else "")
        self._delete.setVisible(one is not None)

    def _on_save(self) -> None:
        numbers = (self._value, self._numerator, self._denominator)
        for field in numbers:
            if why := field.unreadable():
                self._refuse(field, why)
                return
        value, numerator, denominator = (field.value() for field in numbers)
        known = self._day.value()
        day = known.as_date() if known is not None else None
        named = bool(self._by.value() or self._source.value())
        faults: list[tuple[Field, str]] = []
        if value is None and numerator is None and denominator is None:
            faults.append((self._value, "Gõ giá trị, hoặc số đạt và tổng số."))
        if (numerator is None) != (denominator is None):
            missing = self._numerator if numerator is None else self._denominator
            faults.append((missing, "Gõ cả số đạt và tổng số."))
        if value is not None and numerator is not None:
            faults.append((self._value, "Chỉ gõ một trong hai: giá trị, hoặc số đạt và tổng số."))
        if day is None:
            faults.append((self._day, "Gõ đủ ngày, tháng, năm."))
        if not named:
            faults.append((self._by, "Gõ đơn vị đo hoặc nguồn."))
        for field in (*numbers, self._day, self._by):
            field.show_problem(None)
        if faults:
            self._refuse(*faults[0])
            return
        assert day is not None
        code, uid = self._figure.code, self._which.value()
        by, source, paper = self._by.value(), self._source.value(), self._paper.value()

        def work(act: Any) -> None:
            from povdesk.storage.measurements import Measurement, save_measurement

            wanted = Measurement(
                day,
                _float(value),
                _float(numerator),
                _float(denominator),
                measured_by=by,
                source=source,
                evidence_number=paper,
                uid="" if uid in ("", _NEW) else uid,
            )
            save_measurement(act, code, wanted)

        self.accept()
        self.edited.emit(work)

    def _on_delete(self) -> None:
        uid = self._which.value()
        if uid not in self._earlier:
            return

        def work(act: Any) -> None:
            from povdesk.storage.measurements import delete_measurement

            delete_measurement(act, uid)

        self.accept()
        self.edited.emit(work)

    def _refuse(self, field: Field, words: str) -> None:
        field.show_problem(ProblemLevel.ERROR, words)
        field.setFocus()

    def _lay_out(self) -> None:
        definition = self._figure.definition
        self.body.addWidget(label(definition.name, "cardTitle", self, wrap=True))
        last = value_text(definition, self._figure.measured)
        if last:
            words = f"Số đang dùng: {last} ({typing_text(self._figure.measured)})"
            self.body.addWidget(label(words, "caption", self, wrap=True))
        self.body.addWidget(self._which)
        self._which.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.addWidget(self._value, 0, 0)
        grid.addWidget(self._day, 0, 1)
        if definition.is_rate:
            grid.addWidget(self._numerator, 1, 0)
            grid.addWidget(self._denominator, 1, 1)
        else:
            self._numerator.hide()
            self._denominator.hide()
        grid.addWidget(self._by, 2, 0)
        grid.addWidget(self._source, 2, 1)
        grid.addWidget(self._paper, 3, 0)
        self.body.addLayout(grid)
        self.add_button("Bỏ qua")
        self.add_button("Lưu số đo", self._on_save, kind="primary")
        self.setMinimumWidth(theme.px(560))


def _words(one: "Measurement") -> str:
    if one.value is not None:
        number = format_number(_decimal(one.value), at_most=2)
    else:
        number = f"{format_number(_decimal(one.numerator))}/{format_number(_decimal(one.denominator))}"
    return f"{number}, {one.measured_by or one.source}"


def _decimal(value: float | None) -> Any:
    return None if value is None else Decimal(str(value))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
