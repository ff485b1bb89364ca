"""What a field said before: when, by whom, old and new; opened with the right button or Shift+F10."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from povdesk.domain import vietnamese
from povdesk.domain.partial_date import PartialDate

from .. import theme
from ..widgets.dialog import Dialog
from ..widgets.fields import Choice, ChoiceField, Field, MoneyField, NumberField, PartialDateField
from ..widgets.labels import label

_ANSWERS = {"yes": "Có", "no": "Không", "unknown": "Chưa rõ", 1: "Có", 0: "Không"}


class ValueHistoryDialog(Dialog):
    """One line for each change, the newest first."""

    def __init__(self, title: str, changes: Sequence[Any], words: Any, parent: QWidget | None = None) -> None:
        super().__init__(f"Các lần sửa: {title}", parent)
        if not changes:
            self.body.addWidget(label("Giá trị này chưa được sửa lần nào kể từ khi ghi vào máy.", "", self))
        else:
            self.body.addWidget(_table(changes, words, self))
        self.add_button("Đóng")


def words_of(field: Field, value: Any) -> str:
    """A kept value as this field would show it."""
    if value is None or value == "":
        return "(trống)"
    if isinstance(field, ChoiceField):
        return words_of_choice(field.choices(), value)
    if isinstance(field, PartialDateField):
        return str(PartialDate.of(date.fromisoformat(str(value))))
    if isinstance(field, MoneyField):
        return vietnamese.format_dong(int(value))
    if isinstance(field, NumberField):
        return vietnamese.format_number(Decimal(str(value)))
    return _ANSWERS.get(value, str(value))


def words_of_choice(choices: Sequence[Choice], value: Any) -> str:
    """The words of a code."""
    return next((choice.text for choice in choices if choice.code == str(value)), str(value))


def _table(changes: Sequence[Any], words: Any, parent: QWidget) -> QTableWidget:
    made = QTableWidget(len(changes), 4, parent)
    made.setHorizontalHeaderLabels(["Lúc", "Người sửa", "Trước", "Sau"])
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.verticalHeader().hide()
    for row, change in enumerate(changes):
        texts = (f"{change.at:%H:%M %d/%m/%Y}", change.who, words(change.before), words(change.after))
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            made.setItem(row, column, item)
    made.resizeColumnsToContents()
    made.horizontalHeader().setStretchLastSection(True)
    made.setMinimumSize(theme.px(560), theme.px(220))
    return made
