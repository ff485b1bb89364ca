"""A block pasted from Excel: what would go where, before anything is written."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from .. import icons, theme
from .dialog import Dialog
from .grid_model import GridColumn, Unread
from .labels import label


def block_of(text: str) -> list[list[str]]:
    """The cells of what Excel put on the clipboard: tabs, line ends, quotes around cells with line ends."""
    rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n")), delimiter="\t"))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def values_of(block: Sequence[Sequence[str]], columns: Sequence[GridColumn]) -> list[list[Any]]:
    """What each cell means under the columns it would fall on; None for read-only columns."""
    return [
        [
            column.value_of(cell) if column.editable else None
            for cell, column in zip(cells, columns, strict=False)
        ]
        for cells in block
    ]


class PastePreview(Dialog):
    """Shows the block under the grid's columns, cells that cannot be read are marked. "Nhận" writes it."""

    def __init__(
        self,
        block: Sequence[Sequence[str]],
        columns: Sequence[GridColumn],
        accept: Callable[[list[list[Any]]], None],
        parent: QWidget,
    ) -> None:
        super().__init__("Dán từ Excel", parent)
        self._values = values_of(block, columns)
        self._accept = accept
        width = min(max(len(row) for row in block), len(columns))
        self._table = QTableWidget(len(block), width, self)
        self._table.setHorizontalHeaderLabels([column.title for column in columns[:width]])
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setMinimumSize(theme.px(720), theme.px(280))
        self._fill(block)
        self._table.resizeColumnsToContents()
        self._table.horizontalHeader().setStretchLastSection(True)
        bad = self.unread_count()
        words = f"Sẽ dán {len(block)} dòng, {width} cột."
        if bad:
            words += f" {bad} ô chưa đọc được, vẫn được giữ như đã gõ và đánh dấu để sửa."
        lost = max(len(row) for row in block) - width
        if lost > 0:
            words += f" {lost} cột bên phải không có chỗ nên bị bỏ."
        self.body.addWidget(label(words, "", self, wrap=True))
        self.body.addWidget(self._table, 1)
        self.add_button("Bỏ")
        self.add_button("Nhận", self._take, kind="primary").setFocus()

    def unread_count(self) -> int:
        """How many cells could not be read."""
        return sum(isinstance(value, Unread) for row in self._values for value in row)

    def _fill(self, block: Sequence[Sequence[str]]) -> None:
        for place, values in enumerate(self._values):
            for across, value in enumerate(values):
                item = QTableWidgetItem(block[place][across].strip())
                if isinstance(value, Unread):
                    item.setBackground(QBrush(theme.color(theme.DANGER_TINT)))
                    item.setForeground(QBrush(theme.color(theme.DANGER)))
                    item.setIcon(icons.icon("warning", theme.DANGER))
                    item.setText(value.text)
                    item.setToolTip(value.why)
                elif value is None:
                    item.setForeground(QBrush(theme.color(theme.INK3)))
                    item.setToolTip("Cột này được tính, không dán vào.")
                self._table.setItem(place, across, item)

    def _take(self) -> None:
        self.accept()
        self._accept(self._values)
