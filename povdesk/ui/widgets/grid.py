"""An editable grid with Excel's keys, for rosters and short lists of entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from povdesk.domain.partial_date import PartialDate

from .. import theme
from .grid_cells import CellDelegate, CellEditor
from .grid_model import GridColumn, GridModel, Row, Unread
from .grid_paste import PastePreview, block_of

__all__ = ["KEYS", "GridColumn", "GridModel", "GridView", "Unread"]

KEYS = [
    ("Enter", "ô tiếp theo"),
    ("Shift+Enter", "ô trước"),
    ("F2", "sửa ô"),
    ("F4", "mở danh sách"),
    ("Ctrl+D", "chép ô trên"),
    ("Ctrl+Insert", "thêm dòng"),
    ("Ctrl+Delete", "xóa dòng"),
    ("Ctrl+V", "dán từ Excel"),
    ("Ctrl+Z", "hoàn tác"),
]
"""For the `KeyStrip` below the grid."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Place:
    """A cell. text: what stands in it while it is open, else None; at, marked: the cursor in that text."""

    row: int
    column: int
    text: str | None = None
    at: int = 0
    marked: tuple[int, int] = (-1, 0)


class GridView(QTableView):
    """Typing replaces a cell and keeps the first letter; Enter goes on; the last empty line adds a row.

    left: Enter on the empty line's first cell; the focus goes on to the next control.
    rows_removed: how many rows Ctrl+Delete took away (the page offers "Hoàn tác").
    cell_chosen: row and column key of the cursor. typed: a key in an open cell.
    """

    left = Signal()
    rows_removed = Signal(int)
    cell_chosen = Signal(int, str)
    typed = Signal()

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._sized_for = theme.text_size()
        self._delegate = CellDelegate(self)
        self.setProperty("bare", True)
        self.setAccessibleName("Bảng nhập")
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_look()
        self._delegate.finished.connect(self._on_finished)
        self._delegate.settled.connect(self.take_typing)
        self._delegate.typed.connect(self.typed)
        model.touched.connect(self._on_touched)
        # After the view's own answers to these: it forgets the cursor and gives the open cell up.
        self._before_reset: Place | None = None
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)
        self.selectionModel().currentChanged.connect(self._on_current)

    def grid_model(self) -> GridModel:
        return self._model

    def go_to(self, row: int, key: str = "") -> None:
        """Put the cursor on a cell and take the focus."""
        column = next((i for i, c in enumerate(self._model.columns) if c.key == key), None)
        place = self._model.first_editable() if column is None else column
        index = self._model.index(row, place)
        if self.editor() is not None and index == self.currentIndex():
            return
        self.setFocus()
        self.setCurrentIndex(index)

    # ---- where the officer is

    def editor(self) -> CellEditor | None:
        """The cell that is being typed in."""
        focused = self.window().focusWidget()
        is_here = isinstance(focused, CellEditor) and self.viewport().isAncestorOf(focused)
        return focused if is_here and isinstance(focused, CellEditor) else None

    def is_typing(self) -> bool:
        """The open cell says something that is in no row yet."""
        place = self.place()
        return place.text is not None and not self._model.says(place.row, place.column, place.text)

    def take_typing(self) -> None:
        """The rows get what the open cell says; it stays open, with the cursor where it was."""
        place = self.place()
        if place.text is not None and self.is_typing():
            self._model.set_text(place.row, place.column, place.text)
            self.go_back(place)

    def rows_as_typed(self) -> list[Row]:
        """The rows with what the open cell says; it stays open."""
        place = self.place()
        return self._model.rows_with(place.row, place.column, place.text)

    def put_rows(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """The same rows as they are kept by now: the officer stays where they are, also within a word."""
        place = self.place()
        self._model.set_rows(rows)
        self.go_back(place)

    def leave_place(self) -> None:
        """Rows of something else come: no cell is current."""
        self.setCurrentIndex(QModelIndex())

    def place(self) -> "Place":
        """The cursor's cell and, while it is open, what stands in it."""
        index, editor = self.currentIndex(), self.editor()
        if editor is None:
            return Place(index.row(), index.column())
        return Place(
            index.row(),
            index.column(),
            editor.text(),
            editor.cursorPosition(),
            (editor.selectionStart(), editor.selectionLength()),
        )

    def go_back(self, place: "Place", *, typed_on: bool = False) -> None:
        """Another `place` becomes the cursor's; its cell opens again where the row says the same by now.

        typed_on: it opens in any case, as what is typed there comes after the row.
        """
        if place.row < 0 or not self._model.rowCount():
            return
        index = self._model.index(min(place.row, self._model.rowCount() - 1), place.column)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        if (
            place.text is None
            or self.editor() is not None
            or not self._can_write(index)
            or not (typed_on or self._model.says(index.row(), index.column(), place.text))
        ):
            return
        self.setFocus()
        self.edit(index)
        editor = self.editor()
        if editor is not None:
            editor.setText(place.text)
            editor.setModified(True)
            editor.setCursorPosition(place.at)
            if place.marked[0] >= 0:
                editor.setSelection(*place.marked)

    def add_row(self) -> None:
        """The cursor on the empty line at the end."""
        self.go_to(self._model.count())

    def remove_chosen_rows(self) -> None:
        """Ctrl+Delete: the rows of all chosen cells."""
        places = {index.row() for index in self._chosen()}
        places = {place for place in places if place < self._model.count()}
        if places and not self._model.is_read_only():
            self._model.remove_rows(places)
            self.rows_removed.emit(len(places))

    def copy_above(self) -> None:
        """Ctrl+D: the value of the cell above."""
        index = self.currentIndex()
        if not self._can_write(index) or index.row() == 0:
            return
        column = self._model.columns[index.column()]
        above = self._model.rows()[index.row() - 1].get(column.key, column.empty)
        self._model.set_value(index.row(), index.column(), above, f"chép ô trên, dòng {index.row() + 1}")

    def paste(self) -> None:
        """Ctrl+V: one cell at once, a block after a look at what goes where."""
        index = self.currentIndex()
        if not index.isValid() or self._model.is_read_only():
            return
        block = block_of(QGuiApplication.clipboard().text())
        if not block:
            return
        if len(block) == 1 and len(block[0]) == 1:
            if self._can_write(index):
                self._model.set_text(index.row(), index.column(), block[0][0])
            return
        row, column = index.row(), index.column()

        def accepted(values: list[list[Any]]) -> None:
            self._model.write_block(row, column, values, f"dán {len(values)} dòng")

        PastePreview(block, self._model.columns[column:], accepted, self).open()

    def copy(self) -> None:
        """Ctrl+C: the chosen cells, as Excel understands them."""
        chosen = self._chosen()
        if not chosen:
            return
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        edit = int(Qt.ItemDataRole.EditRole)
        for row in rows:
            if any(self._model.mask_of(row, column) is not None for column in columns):
                self._model.unmasked.emit(row)
        lines = (
            "\t".join(str(self._model.index(row, column).data(edit)) for column in columns) for row in rows
        )
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER and not ctrl:
            self._go_on(-1 if shift else 1)
        elif key == Qt.Key.Key_Tab and not ctrl:
            self._go_on(1)
        elif key == Qt.Key.Key_Backtab:
            self._go_on(-1)
        elif self._key_of_rows(key, ctrl, event):
            # First, because Ctrl+Insert also means "copy" to Qt.
            return
        elif event.matches(QKeySequence.StandardKey.Undo):
            if self._model.undo.canUndo():
                self._model.undo.undo()
            else:
                # The window takes back what was saved last.
                event.ignore()
        elif event.matches(QKeySequence.StandardKey.Redo) or (ctrl and key == Qt.Key.Key_Y):
            self._model.undo.redo()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _key_of_rows(self, key: int, ctrl: bool, event: QKeyEvent) -> bool:
        index = self.currentIndex()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if ctrl and key == Qt.Key.Key_D:
            self.copy_above()
        elif ctrl and key == Qt.Key.Key_Insert:
            if not self._model.is_read_only():
                self._model.insert_row(max(index.row(), 0) + 1)
        elif ctrl and key == Qt.Key.Key_Delete:
            self.remove_chosen_rows()
        elif ctrl and key == Qt.Key.Key_Semicolon:
            if self._can_write(index) and self._model.columns[index.column()].is_date:
                self._model.set_text(index.row(), index.column(), str(PartialDate.of(date.today())))
        elif key == Qt.Key.Key_Delete and not ctrl:
            self._clear_chosen()
        elif key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Down):
            self._open_list(index)
        else:
            return False
        return True

    def keyboardSearch(self, search: str) -> None:
        """Letters open the editor; they never jump."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab moves between cells; Enter on the empty line leaves the grid.
        return False

    def fit_columns(self) -> None:
        """Give the stretching column what the others leave; call it when columns were hidden or shown."""
        self._stretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        changed = event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if changed and self._sized_for is not theme.text_size():
            self._set_sizes()
            self._stretch()

    def _go_on(self, step: int) -> None:
        index = self.currentIndex()
        if not index.isValid():
            self.go_to(0)
            return
        at_end = index.row() >= self._model.count() and index.column() == self._model.first_editable()
        if step > 0 and (at_end or self._is_last(index)):
            self.left.emit()
            QTableView.focusNextPrevChild(self, True)
            return
        place = self._next_place(index.row(), index.column(), step)
        if place is None:
            QTableView.focusNextPrevChild(self, False)
            return
        self.setCurrentIndex(self._model.index(*place))

    def _is_last(self, index: QModelIndex) -> bool:
        return self._next_place(index.row(), index.column(), 1) is None

    def _next_place(self, row: int, column: int, step: int) -> tuple[int, int] | None:
        width, height = len(self._model.columns), self._model.rowCount()
        place = row * width + column + step
        while 0 <= place < width * height:
            if self._model.columns[place % width].editable and not self.isColumnHidden(place % width):
                return divmod(place, width)
            place += step
        return None

    def _can_write(self, index: QModelIndex) -> bool:
        return (
            index.isValid()
            and self._model.columns[index.column()].editable
            and not self._model.is_read_only()
        )

    def _chosen(self) -> list[QModelIndex]:
        """The marked cells, or the one under the cursor."""
        marked = self.selectionModel().selectedIndexes()
        current = self.currentIndex()
        return marked or ([current] if current.isValid() else [])

    def _clear_chosen(self) -> None:
        for index in self._chosen():
            if self._can_write(index) and index.row() < self._model.count():
                self._model.set_text(index.row(), index.column(), "")

    def _open_list(self, index: QModelIndex) -> None:
        if self._can_write(index):
            self.edit(index)
            editor = self.indexWidget(index) or self.findChild(CellEditor)
            if isinstance(editor, CellEditor):
                editor.show_all()

    def _on_finished(self, step: int) -> None:
        self.setFocus()
        self._go_on(step)

    def _on_about_to_be_reset(self) -> None:
        self._before_reset = self.place()

    def _on_reset(self) -> None:
        place, self._before_reset = self._before_reset, None
        if place is not None:
            self.go_back(Place(place.row, place.column))
            if place.text is not None:
                self.setFocus()

    def _on_touched(self, row: int, column: int) -> None:
        row = min(row, self._model.rowCount() - 1)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._model.index(row, column), flags)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.cell_chosen.emit(current.row(), self._model.columns[current.column()].key)

    def _set_look(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self._set_sizes()

    def _set_sizes(self) -> None:
        self._sized_for = theme.text_size()
        vertical, header = self.verticalHeader(), self.horizontalHeader()
        vertical.setDefaultSectionSize(theme.px(theme.ROSTER_ROW))
        vertical.setFixedWidth(theme.px(32))
        header.setFixedHeight(theme.px(theme.TABLE_HEADER))
        for place, column in enumerate(self._model.columns):
            self.setColumnWidth(place, theme.px(column.width))

    def _stretch(self) -> None:
        place = next((i for i, column in enumerate(self._model.columns) if column.stretch), -1)
        if place >= 0:
            others = sum(self.columnWidth(i) for i in range(len(self._model.columns)) if i != place)
            least = theme.px(self._model.columns[place].width)
            self.setColumnWidth(place, max(self.viewport().width() - others, least))
