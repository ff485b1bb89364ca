"""How fields lie in a tab: in as many columns as the width allows; Enter at the end opens the next tab."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from .. import theme
from ..widgets.fields import Field

_BETWEEN = 12


class FieldGrid(QWidget):
    """Equal columns in reading order, at most `columns`; rows are filled evenly. least: width of a column."""

    def __init__(
        self, fields: Sequence[Field], columns: int, parent: QWidget | None = None, *, least: int = 0
    ) -> None:
        super().__init__(parent)
        self._least = least
        self._fields = list(fields)
        self._most = columns
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(6)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._place(columns)

    def minimumSizeHint(self) -> QSize:
        # One column is enough to begin with; the height is that of the columns in use.
        return QSize(self._widest(), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self._fitting(event.size().width()))

    def _fitting(self, width: int) -> int:
        fits = max(1, (width + _BETWEEN) // (self._widest() + _BETWEEN))
        columns = min(fits, self._most, len(self._fields) or 1)
        rows = -(-len(self._fields) // columns)
        return -(-len(self._fields) // rows) if rows else 1

    def _widest(self) -> int:
        widest = max((field.minimumSizeHint().width() for field in self._fields), default=0)
        return max(widest, theme.px(self._least))

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, field in enumerate(self._fields):
            self._grid.addWidget(field, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()


class TabArea(QScrollArea):
    """One tab of the form, scrolling up and down only. ended: the focus went over its end, +1 or -1.

    is_switching: tabs are being changed; Qt then looks for another place for the focus by itself.
    """

    ended = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = QWidget()
        self.content.setObjectName("scrollBody")
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 4, 0)
        self.body.setSpacing(theme.CARD_GAP)
        self.has_next = self.has_previous = True
        self.is_switching = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.content)

    def focusNextPrevChild(self, forward: bool) -> bool:
        beyond = self.has_next if forward else self.has_previous
        if not beyond or self.is_switching or not self.isVisible() or self._has_more(forward):
            return super().focusNextPrevChild(forward)
        self.ended.emit(1 if forward else -1)
        return True

    def _has_more(self, forward: bool) -> bool:
        here = self.window().focusWidget()
        if here is None or not here.isEnabled() or not self.isAncestorOf(here):
            return True
        candidate = here
        while True:
            candidate = candidate.nextInFocusChain() if forward else candidate.previousInFocusChain()
            if candidate is here:
                return False
            takes_focus = candidate.focusPolicy() & Qt.FocusPolicy.TabFocus and candidate.isEnabled()
            if takes_focus and candidate.focusProxy() is None and candidate.isVisibleTo(self.window()):
                return self.isAncestorOf(candidate)
