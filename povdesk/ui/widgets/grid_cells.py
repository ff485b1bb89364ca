"""How a grid's cells are painted and edited."""

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from .. import icons, theme
from .choice_field import matching
from .field import ProblemLevel
from .grid_model import GridColumn, GridModel
from .list_keys import ListKeys, list_below

Index = QModelIndex | QPersistentModelIndex

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_GROUNDS = {ProblemLevel.ERROR: theme.DANGER_TINT, ProblemLevel.WARNING: theme.WARN_TINT}
_SIGNS = {
    ProblemLevel.ERROR: ("error-circle", theme.DANGER),
    ProblemLevel.WARNING: ("warning", theme.WARN),
}


class CellEditor(QLineEdit):
    """A line in a cell; with a closed list below it where the column has one."""

    def __init__(self, column: GridColumn, parent: QWidget, completer: QCompleter) -> None:
        super().__init__(parent)
        self._column = column
        self.setFrame(False)
        self.setAccessibleName(column.title)
        self.setStyleSheet(
            f"QLineEdit {{ border: 2px solid {theme.ACCENT}; border-radius: 0; padding: 0 4px; }}"
        )
        if column.choices:
            self.setCompleter(completer)
            completer.setWidget(self)
            self.textEdited.connect(self._on_typed)

    def show_all(self) -> None:
        """Open the whole list."""
        if self._column.choices:
            self._offer("")
            self.completer().complete()

    def _on_typed(self, text: str) -> None:
        self._offer(text)

    def _offer(self, text: str) -> None:
        found = self.completer().model()
        assert isinstance(found, QStringListModel)
        found.setStringList([choice.text for choice in matching(self._column.choices, text)])


class CellDelegate(QStyledItemDelegate):
    """Marks problems with ground and sign, rings the current cell, and ends editing with Enter, Tab or Esc.

    finished: a cell was left with Enter or Tab; +1 forwards, -1 backwards. settled: its list was closed for a
    key of the window (F8, Ctrl+S), which needs what is typed. typed: a key in an open cell.
    """

    finished = Signal(int)
    settled = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # One list for all cells: X11 drops the keys sent to a list that is destroyed with its cell.
        self._completer = QCompleter(QStringListModel(self), self)
        list_below(self._completer)
        self._list_keys = ListKeys(self._completer, parent, self._take, self.settled.emit)
        self._completer.activated[str].connect(lambda text: self._take(text, 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        column = model.columns[index.column()]
        problem = model.problem(index.row(), column.key)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.rect = option.rect.adjusted(theme.px(4), 0, -theme.px(2), 0)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        shown.state &= ~QStyle.StateFlag.State_HasFocus
        ground = _GROUNDS.get(problem[0]) if problem else None
        if ground is None and not column.editable:
            ground = theme.READ_ONLY
        if shown.backgroundBrush.style() is not Qt.BrushStyle.NoBrush:
            painter.fillRect(option.rect, shown.backgroundBrush)
        if ground is not None and not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color(ground))
        if problem and problem[0] in _SIGNS:
            name, color = _SIGNS[problem[0]]
            sign = icons.pixmap(name, color, 16)
            size = theme.px(16)
            painter.drawPixmap(
                option.rect.right() - size - 4, option.rect.center().y() - size // 2, size, size, sign
            )
            shown.rect = option.rect.adjusted(theme.px(4), 0, -size - 6, 0)
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget
        )
        painter.setPen(QPen(theme.color(theme.LINE), 1))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if is_current:
            painter.setPen(QPen(theme.color(theme.ACCENT), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, GridModel)
        if model.mask_of(index.row(), index.column()) is not None:
            model.unmasked.emit(index.row())
        editor = CellEditor(model.columns[index.column()], parent, self._completer)
        editor.returnPressed.connect(lambda: self._leave(editor, 1))
        editor.textEdited.connect(lambda _text: self.typed.emit())
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text(), int(Qt.ItemDataRole.EditRole))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(editor, CellEditor):
            if editor.property("left"):
                # It has been written; the view may have given the editor up with the row that came after it.
                return False
            return super().eventFilter(editor, event)
        assert isinstance(event, QKeyEvent)
        key = event.key()
        backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER or key == Qt.Key.Key_Tab:
            self._leave(editor, -1 if backwards else 1)
        elif key == Qt.Key.Key_Backtab:
            self._leave(editor, -1)
        elif key == Qt.Key.Key_Escape:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        elif key == Qt.Key.Key_F4 or (
            key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            editor.show_all()
        else:
            return False
        return True

    def _take(self, text: str, step: int) -> None:
        """The list was left: with its marked line, else with what is typed."""
        editor = self._completer.widget()
        if isinstance(editor, CellEditor):
            if text:
                editor.setText(text)
            self._leave(editor, step)

    def _leave(self, editor: CellEditor, step: int) -> None:
        if editor.property("left"):
            return
        editor.setProperty("left", True)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.finished.emit(step)
