"""The steps of a round side by side: what is done, what is due, and by when."""

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from povdesk.domain.review import RoundState
from povdesk.domain.round_progress import RoundStep
from povdesk.domain.vietnamese import short_date

from .. import icons, theme
from ..theme import Tone

_YEAR = re.compile(r"/\d{4}$")


class StepsBar(QWidget):
    """Left and Right go from step to step. chosen: another step is looked at."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[RoundStep, ...] = ()
        self._place = 0
        self._today = date.today()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Các bước của kỳ rà soát")

    def set_steps(self, steps: Sequence[RoundStep], today: date) -> None:
        """Other steps; the chosen one stays when it is there."""
        self._steps, self._today = tuple(steps), today
        self._place = min(self._place, max(len(self._steps) - 1, 0))
        self.update()

    def choose(self, step: RoundState) -> None:
        """Look at a step."""
        place = next((place for place, one in enumerate(self._steps) if one.step is step), self._place)
        self._go(place)

    def step(self) -> RoundStep | None:
        """The step looked at."""
        return self._steps[self._place] if self._steps else None

    def state_of(self, one: RoundStep) -> tuple[str, Tone, str]:
        """Words, tone and sign under a step's name."""
        if one.not_applicable:
            return "Không áp dụng", Tone.NEUTRAL, "dismiss"
        if one.done_on is not None:
            return f"Xong {short_date(one.done_on)}", Tone.OK, "checkmark-circle"
        if one.due_on is None:
            return "Chưa có hạn", Tone.NEUTRAL, ""
        late = one.due_on < self._today
        words = f"Quá hạn {short_date(one.due_on)}" if late else f"Hạn {short_date(one.due_on)}"
        return words, Tone.DANGER if late else Tone.NEUTRAL, "warning" if late else "calendar-ltr"

    def _go(self, place: int) -> None:
        if not self._steps or not 0 <= place < len(self._steps):
            return
        self._place = place
        self.setAccessibleDescription(self._told(self._steps[place]))
        self.update()
        self.chosen.emit(self._steps[place])

    def _told(self, one: RoundStep) -> str:
        return f"Bước {self._steps.index(one) + 1}, {one.name}. {self.state_of(one)[0]}."

    def _box(self, place: int) -> QRectF:
        width = self.width() / max(len(self._steps), 1)
        return QRectF(place * width + 2, 2, width - 4, self.height() - 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(self._place + (1 if event.key() == Qt.Key.Key_Right else -1))
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in range(len(self._steps)):
            if self._box(place).contains(QPointF(event.position())):
                self._go(place)
                return

    def focusInEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusInEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(600), theme.px(58))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(58))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, one in enumerate(self._steps):
            self._paint_step(painter, self._box(place), place, one)

    def _paint_step(self, painter: QPainter, box: QRectF, place: int, one: RoundStep) -> None:
        words, tone, sign = self.state_of(one)
        chosen = place == self._place
        painter.setPen(theme.color(theme.ACCENT if chosen else theme.LINE))
        painter.setBrush(theme.color(theme.ACCENT_TINT if chosen else theme.SURFACE))
        painter.drawRoundedRect(box, 4, 4)
        if chosen and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.color(theme.INK))
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 3, 3)
        inner = box.adjusted(theme.px(8), theme.px(6), -theme.px(6), -theme.px(6))
        left = Qt.AlignmentFlag.AlignLeft
        name_font = theme.font(13, semibold=True)
        painter.setFont(name_font)
        painter.setPen(theme.color(theme.INK))
        name = QFontMetrics(name_font).elidedText(
            f"{place + 1}. {one.short_name}", Qt.TextElideMode.ElideRight, round(inner.width())
        )
        painter.drawText(inner, left | Qt.AlignmentFlag.AlignTop, name)
        at = inner.left()
        if sign:
            side = theme.px(15)
            picture = icons.pixmap(sign, tone.ink, 15)
            painter.drawPixmap(round(at), round(inner.bottom() - side - 1), picture)
            at += side + theme.px(4)
        small = theme.font(12)
        painter.setFont(small)
        painter.setPen(theme.color(tone.ink))
        below = QRectF(at, inner.top(), inner.right() - at, inner.height())
        metrics = QFontMetrics(small)
        if metrics.horizontalAdvance(words) > below.width():
            words = _YEAR.sub("", words)
        told = metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(below.width()))
        painter.drawText(below, left | Qt.AlignmentFlag.AlignBottom, told)
