"""The line of keys under a grid or a form: key caps with what they do."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from .. import theme


class KeyStrip(QWidget):
    """Shows as many (key, words) pairs as the width allows; the first ones matter most."""

    def __init__(self, keys: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[tuple[str, str]] = []
        self.show_keys(keys)

    def show_keys(self, keys: list[tuple[str, str]]) -> None:
        """Other keys: those that do nothing now are left out."""
        self._keys = keys
        self.setAccessibleName("; ".join(f"{key}: {words}" for key, words in keys))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        cap_font, text_font = theme.font(11, semibold=True), theme.font(12)
        cap_metrics, text_metrics = QFontMetrics(cap_font), QFontMetrics(text_font)
        left = 0.0
        middle = Qt.AlignmentFlag.AlignVCenter
        for key, words in self._keys:
            cap = cap_metrics.horizontalAdvance(key) + theme.px(14)
            text = text_metrics.horizontalAdvance(words)
            if left + cap + text + theme.px(6) > self.width():
                return
            box = QRectF(left + 0.5, (self.height() - theme.px(20)) / 2 + 0.5, cap, theme.px(20) - 1)
            painter.setPen(theme.color(theme.BORDER))
            painter.setBrush(theme.color(theme.APP))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(theme.color(theme.INK2))
            painter.setFont(cap_font)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            painter.setFont(text_font)
            painter.drawText(QRectF(left + cap + theme.px(6), 0, text + 2, self.height()), middle, words)
            left += cap + text + theme.px(20)
