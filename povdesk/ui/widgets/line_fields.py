"""Fields of one or several lines of text: words, numbers, money, dates that may be known in part."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from povdesk.domain import vietnamese
from povdesk.domain.errors import InvalidInput
from povdesk.domain.partial_date import PartialDate

from .. import keys, theme
from .field import Field, ProblemLevel
from .labels import label


class _LineField(Field):
    """A line edit. Its text is never touched while the officer types (UniKey), only on leaving."""

    def __init__(
        self, code: str, title: str, parent: QWidget | None = None, *, required: bool = False
    ) -> None:
        super().__init__(code, title, parent, required=required)
        self._edit = QLineEdit(self)
        self._edit.setObjectName(f"{code}-input")
        self._today: Callable[[], date] = date.today
        keys.enter_moves(self._edit)
        self._edit.installEventFilter(self)
        self._place_input(self._edit)
        self._edit.textEdited.connect(lambda _text: self._entered())
        self._edit.editingFinished.connect(self._on_finished)

    def text(self) -> str:
        """The words in the field as typed."""
        return self._edit.text()

    def line(self) -> QLineEdit:
        """The line edit inside, for completers and tests."""
        return self._edit

    def set_placeholder(self, text: str) -> None:
        self._edit.setPlaceholderText(text)

    def set_read_only(self, read_only: bool) -> None:
        self._edit.setReadOnly(read_only)
        self._edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus if read_only else Qt.FocusPolicy.StrongFocus)
        theme.mark(self._edit, "locked", read_only)

    def _input(self) -> QWidget:
        return self._edit

    def _cleaned(self, text: str) -> str:
        return vietnamese.clean_text(text)

    def _on_finished(self) -> None:
        if self._edit.isReadOnly():
            return
        cleaned = self._cleaned(self._edit.text())
        if cleaned != self._edit.text():
            self._edit.setText(cleaned)
        self._left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.confirm()
                # The last field of a form keeps the focus, so Qt does not tell that editing is finished.
                self._on_finished()
        return False


class TextField(_LineField):
    """Words on one line. value(): str, cleaned (NFC, single spaces)."""

    def value(self) -> str:
        return vietnamese.clean_text(self._edit.text())

    def set_value(self, value: str | None, *, carried: bool = False) -> None:
        if not (self.has_cursor() and self.value() == (value or "")):  # Else the cursor goes to the end.
            self._edit.setText(value or "")
        self._shown(carried=carried)


class NumberField(_LineField):
    """A number as Vietnamese officers write it. value(): Decimal or None. unit: shown after the field.

    maximum: 100 for shares, so that 1.234 is asked about instead of read as a thousand.
    """

    def __init__(
        self,
        code: str,
        title: str,
        parent: QWidget | None = None,
        *,
        required: bool = False,
        unit: str = "",
        maximum: Decimal | int | None = None,
        whole: bool = False,
        places: int | None = None,
    ) -> None:
        self._maximum = None if maximum is None else Decimal(maximum)
        self._whole = whole
        self._places = places
        super().__init__(code, title, parent, required=required)
        self._edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._unit = label(unit, "caption", self)
        self._unit.setVisible(bool(unit))
        self._row.addWidget(self._unit)

    def value(self) -> Any:
        return self._read()[0]

    def unreadable(self) -> str:
        """Why the text is not a number; "" when it is one or the field is empty."""
        return self._read()[1]

    def set_value(self, value: Any, *, carried: bool = False) -> None:
        self._edit.setText("" if value is None else self._written(Decimal(value)))
        self.show_problem(None)
        self._shown(carried=carried)

    def _read(self) -> tuple[Decimal | None, str]:
        text = self._edit.text().strip()
        if not text:
            return None, ""
        try:
            number = self._parsed(text)
        except InvalidInput as error:
            return None, str(error)
        if self._whole and number != number.to_integral_value():
            return None, "Gõ số nguyên, không có phần lẻ."
        return number, ""

    def _parsed(self, text: str) -> Decimal:
        return vietnamese.parse_number(text, largest=self._maximum)

    def _written(self, number: Decimal) -> str:
        return vietnamese.format_number(number, decimals=self._places)

    def _on_finished(self) -> None:
        number, why = self._read()
        if why:
            self.show_problem(ProblemLevel.ERROR, why)
        else:
            if self.problem() is not None:
                self.show_problem(None)
            if number is not None and not self._edit.isReadOnly():
                written = self._written(number)
                if written != self._edit.text():
                    self._edit.setText(written)
        self._left()


class MoneyField(NumberField):
    """Money typed in the unit of the field; value(): whole đồng or None. in_millions: triệu đồng."""

    def __init__(
        self,
        code: str,
        title: str,
        parent: QWidget | None = None,
        *,
        required: bool = False,
        in_millions: bool = False,
    ) -> None:
        self._factor = 1_000_000 if in_millions else 1
        self._unit_words = "triệu đồng" if in_millions else "đồng"
        super().__init__(code, title, parent, required=required, unit=self._unit_words)

    def value(self) -> int | None:
        number = self._read()[0]
        return None if number is None else int(number * self._factor)

    def set_value(self, value: int | None, *, carried: bool = False) -> None:
        super().set_value(None if value is None else Decimal(value) / self._factor, carried=carried)

    def _parsed(self, text: str) -> Decimal:
        return Decimal(vietnamese.parse_dong(text, unit=self._unit_words)) / self._factor


class PartialDateField(_LineField):
    """A date, a month of a year, or a year. value(): PartialDate or None. Ctrl+; puts today.

    whole: only full dates are accepted. not_future: later than today is a mistake.
    """

    def __init__(
        self,
        code: str,
        title: str,
        parent: QWidget | None = None,
        *,
        required: bool = False,
        whole: bool = False,
        not_future: bool = False,
    ) -> None:
        self._whole = whole
        self._not_future = not_future
        self._today = date.today
        super().__init__(code, title, parent, required=required)
        self._edit.setPlaceholderText("ngày/tháng/năm" if whole else "ngày/tháng/năm hoặc năm")

    def value(self) -> PartialDate | None:
        return self._read()[0]

    def date_value(self) -> date | None:
        """The full date, None when empty or known only in part."""
        known = self.value()
        return known.as_date() if known else None

    def unreadable(self) -> str:
        """Why the text is not a date; "" when it is one or the field is empty."""
        return self._read()[1]

    def set_value(self, value: PartialDate | date | None, *, carried: bool = False) -> None:
        self._edit.setText("" if value is None else str(_as_partial(value)))
        self.show_problem(None)
        self._shown(carried=carried)

    def _read(self) -> tuple[PartialDate | None, str]:
        text = self._edit.text().strip()
        if not text:
            return None, ""
        today = self._today()
        try:
            known = PartialDate.parse(text, today=today, past_only=self._not_future)
        except InvalidInput as error:
            return None, str(error)
        if self._whole and not known.is_whole:
            return None, "Gõ đủ ngày, tháng, năm, ví dụ 22/12/2024."
        if self._not_future and known.earliest() > today:
            return None, "Ngày này chưa đến. Xem lại năm."
        return known, ""

    def _on_finished(self) -> None:
        known, why = self._read()
        if why:
            self.show_problem(ProblemLevel.ERROR, why)
        else:
            if self.problem() is not None:
                self.show_problem(None)
            if known is not None and str(known) != self._edit.text():
                self._edit.setText(str(known))
        self._left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            pressed_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if pressed_ctrl and event.key() == Qt.Key.Key_Semicolon and not self._edit.isReadOnly():
                self._edit.setText(str(PartialDate.of(self._today())))
                self._entered()
                return True
        return super().eventFilter(watched, event)


class LongTextField(Field):
    """Text of several lines: Enter is a new line, Tab leaves. value(): str, cleaned line by line."""

    def __init__(
        self,
        code: str,
        title: str,
        parent: QWidget | None = None,
        *,
        required: bool = False,
        lines: int = 3,
    ) -> None:
        super().__init__(code, title, parent, required=required)
        self._edit = QPlainTextEdit(self)
        self._edit.setObjectName(f"{code}-input")
        self._edit.setTabChangesFocus(True)
        self._edit.setFixedHeight(theme.px(20 * lines + 12))
        self._filling = False
        self._place_input(self._edit)
        self._edit.textChanged.connect(self._on_text)
        self._edit.installEventFilter(self)

    def value(self) -> str:
        return vietnamese.clean_lines(self._edit.toPlainText())

    def set_value(self, value: str | None, *, carried: bool = False) -> None:
        if not (self.has_cursor() and self.value() == (value or "")):  # Else the cursor goes to the start.
            self._filling = True
            self._edit.setPlainText(value or "")
            self._filling = False
        self._shown(carried=carried)

    def _input(self) -> QWidget:
        return self._edit

    def _on_text(self) -> None:
        if not self._filling:
            self._entered()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._left()
        return False


def _as_partial(value: PartialDate | date) -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.of(value)


__all__ = ["LongTextField", "MoneyField", "NumberField", "PartialDateField", "TextField"]
