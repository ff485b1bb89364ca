"""A cell of the board: how many of how many, with a bar."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from .. import theme
from ..widgets.table import ROW_ROLE


class BarDelegate(QStyledItemDelegate):
    """share: of a row, between 0 and 1; None = no bar."""

    def __init__(self, share: Callable[[Any], float | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._share = share

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        opened = QStyleOptionViewItem(option)
        self.initStyleOption(opened, index)
        share = self._share(index.data(ROW_ROLE))
        words = opened.text
        opened.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, opened, painter, option.widget)
        area = QRectF(option.rect).adjusted(theme.px(8), 0, -theme.px(8), 0)
        painter.save()
        painter.setFont(opened.font)
        painter.setPen(theme.color(theme.INK))
        text_width = min(theme.px(32), area.width())
        box = QRectF(area.left(), area.top(), text_width, area.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        room = area.width() - text_width - theme.px(4)
        if share is not None and room > theme.px(16):
            bar = QRectF(area.right() - room, area.center().y() - theme.px(4), room, theme.px(8))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(theme.BAR_TRACK))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setBrush(theme.color(theme.BAR_OK if share >= 1 else theme.BAR_COURSE))
            if share > 0:
                filled = QRectF(bar.left(), bar.top(), max(bar.width() * min(share, 1), 3), bar.height())
                painter.drawRoundedRect(filled, 3, 3)
        painter.restore()
