"""Chips: a short state with its sign and word; and filter chips that are switched on and off."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from .. import icons, theme
from ..theme import Tone
from .labels import button


class Chip(QWidget):
    """A state: rounded, tinted, with an optional icon. Not clickable."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def show_state(self, text: str, tone: Tone, icon: str = "") -> None:
        """Say something else."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        from PySide6.QtGui import QFontMetrics

        width = QFontMetrics(theme.font(12, semibold=True)).horizontalAdvance(self._text)
        return QSize(width + theme.px(20) + (theme.px(20) if self._icon else 0), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = theme.px(24)
        box = QRectF(0, (self.height() - height) / 2, min(self.width(), self.sizeHint().width()), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._tone.tint))
        painter.drawRoundedRect(box, height / 2, height / 2)
        left = box.left() + theme.px(10)
        if self._icon:
            sign = icons.pixmap(self._icon, self._tone.ink, 16)
            painter.drawPixmap(round(left - theme.px(2)), round(box.center().y() - theme.px(16) / 2), sign)
            left += theme.px(18)
        painter.setPen(theme.color(self._tone.ink))
        painter.setFont(theme.font(12, semibold=True))
        area = QRectF(left, box.top(), box.right() - left, box.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)


class FilterChips(QWidget):
    """A row of filters of which any number may be on.

    changed: the set of switched-on codes is different now.
    """

    changed = Signal()

    def __init__(self, choices: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for code, text in choices:
            chip = button(text, kind="filter", parent=self)
            chip.setCheckable(True)
            chip.toggled.connect(lambda _on: self.changed.emit())
            self._buttons[code] = chip
            row.addWidget(chip)
        row.addStretch(1)

    def chosen(self) -> set[str]:
        """Codes that are on."""
        return {code for code, chip in self._buttons.items() if chip.isChecked()}

    def choose(self, codes: set[str]) -> None:
        """Switch on exactly these."""
        for code, chip in self._buttons.items():
            chip.setChecked(code in codes)

    def set_text(self, code: str, text: str) -> None:
        """New words on one chip, for example with a count."""
        self._buttons[code].setText(text)
        # A chip that is on is written bolder.
        bold = QFontMetrics(theme.font(13, semibold=True)).horizontalAdvance(text)
        self._buttons[code].setMinimumWidth(bold + theme.px(28))
