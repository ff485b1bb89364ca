"""The list of every page: one row is one thing; Enter opens it, hits of a search are marked."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from povdesk.domain import vietnamese

from .. import theme
from ..habits import Habits
from .list_model import ROW_ROLE, ListColumn, ListModel, PreparedRows

__all__ = ["ROW_ROLE", "ListColumn", "ListModel", "ListView", "PreparedRows"]

_HIT = "#FFE08A"


class HitDelegate(QStyledItemDelegate):
    """Paints a yellow ground under the letters that were searched for; used only while something is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        spans = []
        text = index.data()
        if isinstance(model, ListModel) and isinstance(text, str) and model.columns[index.column()].searched:
            spans = vietnamese.highlight_spans(text, model.query())
        if not spans:
            super().paint(painter, option, index)
            return
        opened = QStyleOptionViewItem(option)
        self.initStyleOption(opened, index)
        style = option.widget.style()
        opened.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, opened, painter, option.widget)
        opened.text = text
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, opened, option.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, option.widget) + 1
        _draw_with_hits(painter, opened, area.adjusted(margin, 0, -margin, 0), text, spans)


class ListView(QTableView):
    """A list over a ListModel. Widths and order are remembered under `name`.

    opened: Enter or a double click on a row. chosen: another row is the current one (None: no row).
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        model: ListModel,
        habits: Habits,
        name: str,
        parent: QWidget | None = None,
        *,
        bare: bool = True,
        row_height: int = theme.ROSTER_ROW,
    ) -> None:
        super().__init__(parent)
        self._habits = habits
        self._name = name
        self._model = model
        self._row_height = row_height
        self._stretching = False
        self._sized_for = theme.text_size()
        self._plain, self._hits = QStyledItemDelegate(self), HitDelegate(self)
        self.setProperty("bare", bare)
        self.setProperty("lines", True)
        self.setObjectName(f"list-{name}")
        self.setAccessibleName("Danh sách")
        self._set_look()
        self.setModel(model)
        self._restore()
        self.horizontalHeader().sectionResized.connect(self._on_resized)
        self.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_double_click)
        model.modelReset.connect(self._on_reset)

    def list_model(self) -> ListModel:
        return self._model

    def set_rows(self, rows: Any) -> None:
        """Other rows; the current row stays when an equal one is there (same `id` or `key`).

        One row more than before, nothing else: it was just added, so the cursor goes there.
        """
        kept = _identity(self.current_row())
        before = {_identity(row) for row in self._model.everything()}
        self._model.set_rows(rows)
        if before and self._model.total() == len(before) + 1:
            more = {_identity(row) for row in self._model.everything()} - before
            if len(more) == 1:
                kept = more.pop()
        if kept is not None:
            self.choose(lambda row: _identity(row) == kept)

    def search(self, query: str) -> None:
        """Filter as the officer types and mark the hits."""
        self._model.search(query)
        self.setItemDelegate(self._hits if self._model.query().strip() else self._plain)
        self.viewport().update()

    def current_row(self) -> Any:
        """The row the cursor is on, or None."""
        index = self.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    def selected_rows(self) -> list[Any]:
        """All marked rows, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.row(place) for place in places]

    def choose(self, fits: Any) -> bool:
        """Put the cursor on the first row that fits; False when there is none."""
        place = self._model.find(fits)
        if place < 0:
            return False
        self.setCurrentIndex(self._model.index(place, 0))
        return True

    def choose_first(self) -> None:
        """Put the cursor on the first row and take the focus."""
        if self._model.rowCount():
            self.setFocus()
            self.setCurrentIndex(self._model.index(0, 0))

    def allow_many(self) -> None:
        """Several rows may be marked (Ctrl, Shift, Space)."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.current_row()
            if row is not None:
                self.opened.emit(row)
            return
        many = self.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection
        if key == Qt.Key.Key_Space and many and self.currentIndex().isValid():
            flags = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(self.currentIndex(), flags)
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._model.rowCount():
            place = 0 if key == Qt.Key.Key_Home else self._model.rowCount() - 1
            self.setCurrentIndex(self._model.index(place, 0))
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not jump: they would fight with UniKey; pages have a search box."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        changed = event.type() in (event.Type.FontChange, event.Type.StyleChange)
        if changed and self._sized_for is not theme.text_size():
            self._set_heights()
            self._set_widths()
            self._stretch()

    def _set_look(self) -> None:
        behavior = QAbstractItemView.SelectionBehavior.SelectRows
        self.setSelectionBehavior(behavior)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(self._plain)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(theme.px(36))
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._set_heights()

    def _set_heights(self) -> None:
        self._sized_for = theme.text_size()
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row_height))
        self.horizontalHeader().setFixedHeight(theme.px(theme.TABLE_HEADER))

    def _restore(self) -> None:
        kept: dict[str, Any] = self._habits.get(f"list.{self._name}", {})
        self._set_widths()
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        keys = [column.key for column in self._model.columns]
        if kept.get("sort") in keys:
            orders = Qt.SortOrder
            order = orders.DescendingOrder if kept.get("descending") else orders.AscendingOrder
            header.setSortIndicator(keys.index(kept["sort"]), order)
            self._model.sort(keys.index(kept["sort"]), order)

    def _set_widths(self) -> None:
        kept: dict[str, Any] = self._habits.get(f"list.{self._name}", {})
        widths = kept.get("widths", {})
        self._stretching = True
        for place, column in enumerate(self._model.columns):
            self.setColumnWidth(place, theme.px(widths.get(column.key) or column.width))
        self._stretching = False

    def _remember(self) -> None:
        scale = theme.text_size().scale
        sorting = self._model.sorting()
        self._habits.put(
            f"list.{self._name}",
            {
                "widths": {
                    column.key: round(self.columnWidth(place) / scale)
                    for place, column in enumerate(self._model.columns)
                    if not self.isColumnHidden(place)
                },
                "sort": sorting[0] if sorting else None,
                "descending": bool(sorting and sorting[1]),
            },
        )

    def _stretch(self) -> None:
        place = next((i for i, column in enumerate(self._model.columns) if column.stretch), -1)
        if place < 0:
            return
        others = sum(self.columnWidth(i) for i in range(len(self._model.columns)) if i != place)
        least = theme.px(self._model.columns[place].width)
        self._stretching = True
        self.setColumnWidth(place, max(self.viewport().width() - others, least))
        self._stretching = False

    def _on_resized(self, _place: int, old: int, new: int) -> None:
        if self._stretching or not self.isVisible():
            return
        self._stretch()
        # A column that a narrow window leaves out, or shows again, is no wish of the officer's.
        if old and new:
            self._remember()

    def _on_sorted(self, place: int, order: Qt.SortOrder) -> None:
        self._model.sort(place, order)
        self._remember()

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._model.row(current.row()) if current.isValid() else None)

    def _on_double_click(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.row(index.row()))

    def _on_reset(self) -> None:
        self.chosen.emit(None)


def leave_out(view: QTableView, columns: Sequence[Any], spare: Iterable[str], room: int) -> None:
    """Hide spare columns, the first named first, until the rest has room: nothing scrolls sideways."""
    wanted = sum(theme.px(column.width) for column in columns)
    for key in spare:
        place, column = next((place, one) for place, one in enumerate(columns) if one.key == key)
        view.setColumnHidden(place, wanted > room)
        wanted -= theme.px(column.width) if wanted > room else 0


def _identity(row: Any) -> Any:
    for name in ("id", "key", "code", "uid"):
        value = getattr(row, name, None)
        if value is not None:
            return name, value
    return None


def _draw_with_hits(
    painter: QPainter, option: QStyleOptionViewItem, area: QRect, text: str, spans: list[tuple[int, int]]
) -> None:
    metrics = QFontMetrics(option.font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    width = metrics.horizontalAdvance(shown)
    left = area.left()
    if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
        left = area.right() - width
    elif option.displayAlignment & Qt.AlignmentFlag.AlignHCenter:
        left = area.left() + (area.width() - width) // 2
    painter.save()
    painter.setClipRect(area)
    for start, end in spans:
        first = metrics.horizontalAdvance(shown[:start])
        last = metrics.horizontalAdvance(shown[:end])
        height = metrics.height()
        top = area.top() + (area.height() - height) // 2
        painter.fillRect(left + first, top, last - first, height, theme.color(_HIT))
    painter.setFont(option.font)
    painter.setPen(theme.color(theme.INK))
    painter.drawText(QRect(left, area.top(), width + 2, area.height()), Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()
