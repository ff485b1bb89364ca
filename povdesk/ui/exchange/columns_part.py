"""What each column of the sheet means: one line a column, with examples, changed by choosing another word."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.table import Table
from povdesk.domain.importing.workbook import RawCell, as_date, column_letters
from povdesk.domain.vietnamese import short_date

from .. import theme
from ..keys import ComboBox
from ..widgets.labels import ElidedLabel, label
from ..widgets.page import scrolled

_NOT_TAKEN = "Không nhập"
_EXAMPLES = 3


class ColumnsPart(QWidget):
    """changed: another meaning was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label("", "", self, wrap=True)
        self._boxes: dict[int, ComboBox] = {}
        self._content = QVBoxLayout()
        self._grid: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        column.addWidget(scrolled(self._content, self), 1)

    def show_table(self, table: Table) -> None:
        """The columns that have a heading or a meaning."""
        self._clear()
        self._words.setText(
            "Phần mềm đã ghép các cột theo tiêu đề. Cột nào ghép chưa đúng thì chọn lại; lần sau gặp bảng có"
            " cùng tiêu đề, phần mềm nhớ cách ghép này."
        )
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 4)
        for place, words in enumerate(("Cột", "Tiêu đề trong tệp", "Ví dụ", "Nhập vào")):
            grid.addWidget(label(words, "caption", holder), 0, place)
        places = [place for place, heading in enumerate(table.headings) if heading or place in table.mapping]
        for line, place in enumerate(places, start=1):
            grid.addWidget(label(column_letters(place), "strong", holder), line, 0)
            for column, text in ((1, table.headings[place]), (2, _examples(table, place))):
                shown = ElidedLabel("", holder)
                shown.setText(text)
                grid.addWidget(shown, line, column)
            box = self._box(table.headings[place], table.mapping.get(place))
            grid.addWidget(box, line, 3)
            self._boxes[place] = box
        grid.setRowStretch(len(places) + 1, 1)
        self._grid = holder
        self._content.addWidget(holder)

    def mapping(self) -> dict[int, Field]:
        """As chosen now."""
        return {place: Field(box.currentData()) for place, box in self._boxes.items() if box.currentData()}

    def problem(self) -> str:
        """Why the columns cannot be taken so; empty when they can."""
        chosen = [field for field in self.mapping().values()]
        twice = {field.label for field in chosen if chosen.count(field) > 1}
        if twice:
            return f"Hai cột cùng nhập vào {', '.join(sorted(twice))}. Chọn lại một cột."
        if Field.MEMBER not in chosen and Field.HEAD not in chosen:
            return "Chưa có cột Họ và tên hoặc Chủ hộ. Chọn cho một cột."
        return ""

    def focus_first(self) -> None:
        for box in self._boxes.values():
            box.setFocus()
            return

    def _box(self, heading: str, meaning: Field | None) -> ComboBox:
        box = ComboBox(self)
        box.addItem(_NOT_TAKEN, "")
        for field in Field:
            box.addItem(field.label, str(field))
        box.setCurrentIndex(max(box.findData(str(meaning) if meaning else ""), 0))
        box.setAccessibleName(f"Cột {heading} nhập vào")
        box.setMinimumWidth(theme.px(230))
        box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        return box

    def _clear(self) -> None:
        self._boxes.clear()
        if self._grid is not None:
            self._content.removeWidget(self._grid)
            self._grid.deleteLater()
            self._grid = None


def _examples(table: Table, place: int) -> str:
    found: list[str] = []
    for row in table.sheet.rows[table.first_row : table.first_row + 200]:
        text = _text(table, row[place]) if place < len(row) else ""
        if text and text not in found:
            found.append(text)
        if len(found) == _EXAMPLES:
            break
    return " · ".join(found)


def _text(table: Table, cell: RawCell) -> str:
    day = as_date(cell)
    return short_date(day) if day is not None else table.text(cell)
