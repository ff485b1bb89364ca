"""The hamlets side by side: every number written, the worst of a column bold and darkest."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from povdesk.domain.dashboard import HAMLET_COLUMNS, Dashboard, HamletLine, shade

from .. import theme
from ..widgets.card import Card
from ..widgets.labels import label

_SHADE = int(Qt.ItemDataRole.UserRole)
_TWO_LINES = {"poor": "Hộ\nnghèo", "near_poor": "Cận\nnghèo", "uninsured": "Thiếu\nBHYT"}
_SHARES = {"water": "Nước\nHVS %", "latrine": "Nhà\ntiêu %"}


class HamletTable(Card):
    """opened: the list behind a cell is wanted; carries the column's key and the HamletLine."""

    opened = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("So sánh theo thôn", parent)
        self.set_remark("ô đậm = kém nhất")
        self._lines: list[HamletLine] = []
        self._table = _Table(self)
        self.body.addWidget(self._table)
        self._said = label("", "caption", self, wrap=True)
        self._said.setObjectName("hamlet-cell")
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._said)
        self._table.wanted.connect(self._on_wanted)
        self._table.currentCellChanged.connect(lambda *_: self._say_current())

    def table(self) -> QTableWidget:
        return self._table

    def lines(self) -> list[HamletLine]:
        """From top to bottom, the whole commune last."""
        return list(self._lines)

    def show_dashboard(self, shown: Dashboard) -> None:
        """The numbers of a year."""
        self._lines = [*shown.hamlets, shown.total]
        table = self._table
        table.setRowCount(len(self._lines))
        shades = [shade(shown.hamlets, column) for column in range(len(HAMLET_COLUMNS))]
        for place, line in enumerate(self._lines):
            is_total = line.hamlet_id is None
            name = QTableWidgetItem(line.name)
            name.setFont(theme.font(13, semibold=is_total))
            name.setToolTip(line.name)
            table.setItem(place, 0, name)
            for column, cell in enumerate(line.cells):
                dark = 0.0 if is_total else shades[column][place]
                item = QTableWidgetItem(cell.bare)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                item.setData(_SHADE, -1.0 if is_total else dark)
                item.setFont(theme.font(13, semibold=is_total or dark == 1.0))
                item.setToolTip(f"{HAMLET_COLUMNS[column].title}: {cell.full}")
                table.setItem(place, column + 1, item)
        if table.currentRow() < 0 and self._lines:
            table.setCurrentCell(0, 1)
        table.fit()
        self._say_current()

    def _say_current(self) -> None:
        """The cell under the cursor in words, with what is behind it and how many are unknown."""
        row, column = self._table.currentRow(), self._table.currentColumn()
        if 0 <= row < len(self._lines) and column > 0:
            line = self._lines[row]
            cell, head = line.cells[column - 1], HAMLET_COLUMNS[column - 1]
            self._said.setText(f"{line.name}, {head.title}: {cell.full}")
        else:
            self._said.setText("")

    def changeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().changeEvent(event)
        if event.type() == event.Type.FontChange and hasattr(self, "_table"):
            for row in range(self._table.rowCount()):
                for column in range(self._table.columnCount()):
                    item = self._table.item(row, column)
                    item.setFont(theme.font(13, semibold=item.font().bold() or item.font().weight() > 500))
            self._table.fit()

    def _on_wanted(self, row: int, column: int) -> None:
        if 0 <= row < len(self._lines) and column > 0:
            self.opened.emit(HAMLET_COLUMNS[column - 1].key, self._lines[row])


class _Table(QTableWidget):
    """wanted: Enter or a double click on a cell."""

    wanted = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 1 + len(HAMLET_COLUMNS), parent)
        self.setAccessibleName("So sánh theo thôn")
        words = {**_TWO_LINES, **_SHARES}
        self.setHorizontalHeaderLabels(["Thôn", *(words[column.key] for column in HAMLET_COLUMNS)])
        self.horizontalHeaderItem(0).setTextAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        )
        for place, column in enumerate(HAMLET_COLUMNS, start=1):
            self.horizontalHeaderItem(place).setToolTip(column.title)
        self.setProperty("bare", True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_HeatDelegate(self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStyleSheet(
            f"QHeaderView, QHeaderView::section {{ background: {theme.SURFACE}; border: 0; padding: 0 2px; }}"
        )
        self.cellDoubleClicked.connect(self.wanted)

    def fit(self) -> None:
        """As high as its rows, so that only the page scrolls; up to eight rows."""
        self.horizontalHeader().setFixedHeight(theme.px(36))
        self.verticalHeader().setDefaultSectionSize(theme.px(32))
        rows = min(self.rowCount(), 8)
        self.setMinimumHeight(theme.px(36) + rows * theme.px(32) + 6)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)

    def _share_width(self) -> None:
        width = self.viewport().width()
        cell = min(max((width - theme.px(78)) // len(HAMLET_COLUMNS), theme.px(40)), theme.px(96))
        for column in range(1, self.columnCount()):
            self.setColumnWidth(column, cell)
        self.setColumnWidth(0, max(width - cell * len(HAMLET_COLUMNS), 40))


class _HeatDelegate(QStyledItemDelegate):
    """White to orange by column; a line above the commune's row; the current cell framed."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area = QRectF(option.rect)
        dark = index.data(_SHADE)
        painter.save()
        if dark is not None and dark >= 0:
            box = area.adjusted(1, 1, -1, -1)
            painter.fillRect(box, _heat(dark))
            painter.setPen(QPen(theme.color(theme.LINE), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        is_last = index.row() == index.model().rowCount() - 1
        if is_last:
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), theme.color(theme.BORDER))
        table = self.parent()
        focused = isinstance(table, QTableWidget) and table.hasFocus()
        if focused and index.row() == table.currentRow() and index.column() == table.currentColumn():
            painter.setPen(QPen(theme.color(theme.ACCENT), 2))
            painter.drawRect(area.adjusted(2, 2, -2, -2))
        painter.setFont(index.data(Qt.ItemDataRole.FontRole))
        painter.setPen(theme.color(theme.INK))
        left = index.column() == 0
        flag = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(area.width()) - 2
        )
        painter.drawText(area.adjusted(1, 0, -1, 0), flag | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def _heat(dark: float) -> QColor:
    """Between white and the darkest orange."""
    full = theme.color(theme.HEAT)
    mixed = [round(255 + (part - 255) * dark) for part in (full.red(), full.green(), full.blue())]
    return QColor(*mixed)
