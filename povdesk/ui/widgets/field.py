"""The frame all fields share: label, mark at the left, input, and a line of words that is always reserved."""

import enum
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from .. import icons, theme


class Mark(enum.Enum):
    """How far a field is: not filled, entered or confirmed by the officer, carried over from last year."""

    EMPTY = "chưa điền"
    CONFIRMED = "đã điền"
    CARRIED = "lấy từ năm trước, chưa xác nhận"


class ProblemLevel(enum.Enum):
    """error blocks closing the form, warning may be accepted, note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_SIGNS = {ProblemLevel.ERROR: "error-circle", ProblemLevel.WARNING: "warning", ProblemLevel.NOTE: "info"}
_TONES = {
    ProblemLevel.ERROR: theme.Tone.DANGER,
    ProblemLevel.WARNING: theme.Tone.WARN,
    ProblemLevel.NOTE: None,
}


class _MarkBar(QWidget):
    """Three pixels that tell the field's mark: nothing, a full line, a dashed line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(3)
        self.mark = Mark.EMPTY

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.mark is Mark.CARRIED:
            pen = QPen(theme.color(theme.BAR_ATTENTION), 3)
            pen.setDashPattern([1.4, 1.0])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(1, 2, 1, self.height() - 2)
        else:
            color = theme.BAR_OK if self.mark is Mark.CONFIRMED else theme.LINE
            painter.fillRect(0, 2, 3, self.height() - 4, theme.color(color))


class _Message(QLabel):
    """Words below the input: never widen the field; what needs more than a line gets more lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "hint")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.fit()

    def fit(self) -> None:
        """One line is always kept free."""
        line = theme.px(theme.MESSAGE_LINE)
        # A label never says that it needs less than its own minimum.
        self.setMinimumHeight(0)
        needed = self.heightForWidth(self.width()) if self.text() else 0
        # A field not laid out yet has no width that says anything.
        self.setFixedHeight(max(line, needed) if self.width() > 2 * line else line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()


class Field(QWidget):
    """One value of a form. code: also the object name. A red star: needed to close the form, never to save.

    changed: the value may be different now (every key). committed: the officer left the field or chose,
    and the value is different from before.
    """

    changed = Signal()
    committed = Signal()

    def __init__(
        self, code: str, title: str, parent: QWidget | None = None, *, required: bool = False
    ) -> None:
        super().__init__(parent)
        self.code = code
        self.setObjectName(code)
        self._title = title
        self._label = QLabel(self)
        self._bar = _MarkBar(self)
        self._sign = QLabel(self)
        self._message = _Message(self)
        self._hint = ""
        self._problem: tuple[ProblemLevel, str] | None = None
        self._required = required
        self._kept: Any = None
        self._shows_message = True
        self._row = QHBoxLayout()
        self._lay_out()
        self._show_message()

    # ---- what each kind of field provides

    def value(self) -> Any:
        """What the field says now; None (or "") when empty or not readable."""
        raise NotImplementedError

    def set_value(self, value: Any, *, carried: bool = False) -> None:
        """Show a value; carried: a suggestion from last year that does not count until confirmed."""
        raise NotImplementedError

    def _input(self) -> QWidget:
        raise NotImplementedError

    # ---- what all share

    @property
    def title(self) -> str:
        return self._title

    @property
    def required(self) -> bool:
        return self._required

    def is_empty(self) -> bool:
        return self.value() in (None, "")

    def mark(self) -> Mark:
        return self._bar.mark

    def set_mark(self, mark: Mark) -> None:
        """Usually set by itself: typing confirms, `set_value(…, carried=True)` carries over."""
        self._bar.mark = mark
        self._bar.update()
        theme.mark(self._input(), "carried", mark is Mark.CARRIED)
        self._input().setAccessibleDescription(mark.value)

    def confirm(self) -> None:
        """Take a carried-over value as this year's."""
        if self.mark() is Mark.CARRIED:
            self.set_mark(Mark.CONFIRMED)
            self.committed.emit()

    def set_hint(self, text: str) -> None:
        """Grey words below the field while there is no problem."""
        self._hint = text
        self._show_message()

    def show_problem(self, level: ProblemLevel | None, text: str = "") -> None:
        """Words below the field and a border in the level's colour; None takes them away."""
        self._problem = None if level is None else (level, text)
        self._show_message()

    def problem(self) -> tuple[ProblemLevel, str] | None:
        return self._problem

    def set_frame(self, *, label: bool = True, message: bool = True) -> None:
        """Leave out the label, or the line of words reserved below; the caller shows them elsewhere."""
        self._label.setVisible(label)
        self._shows_message = message
        self._message.setVisible(message)
        self._show_message()

    def add_beside_label(self, widget: QWidget) -> None:
        """A small button at the right end of the label's line."""
        self._above.addWidget(widget)

    def is_being_typed(self) -> bool:
        """Something was typed since the field was last left."""
        return bool(self.value() != self._kept)

    def has_cursor(self) -> bool:
        """The focus is in this field."""
        return self._input().hasFocus()

    def set_read_only(self, read_only: bool) -> None:
        self._input().setEnabled(not read_only)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        # As with Tab, so that what is there is selected and typing replaces it.
        self._input().setFocus(reason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._message.fit()

    def _place_input(self, widget: QWidget) -> None:
        """Called once by each kind of field."""
        self._row.addWidget(widget, 1)
        self._label.setBuddy(widget)
        widget.setAccessibleName(self._title)
        self.setFocusProxy(widget)
        self._show_label()
        self._kept = self.value()

    def _shown(self, *, carried: bool) -> None:
        """After `set_value`: the mark and what counts as unchanged."""
        self._kept = self.value()
        self.set_mark(Mark.EMPTY if self.is_empty() else Mark.CARRIED if carried else Mark.CONFIRMED)

    def _entered(self) -> None:
        """The officer typed or chose."""
        self.set_mark(Mark.EMPTY if self.is_empty() else Mark.CONFIRMED)
        self.changed.emit()

    def _left(self) -> None:
        """The officer left the field or chose from a list."""
        value = self.value()
        if value != self._kept:
            self._kept = value
            self.committed.emit()

    def _lay_out(self) -> None:
        self._label.setProperty("role", "caption")
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addWidget(self._bar)
        below = QHBoxLayout()
        below.setContentsMargins(5, 0, 0, 0)
        below.setSpacing(4)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._message, 1)
        self._above = above = QHBoxLayout()
        above.setContentsMargins(5, 0, 0, 0)
        above.setSpacing(4)
        above.addWidget(self._label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(above)
        column.addLayout(self._row)
        column.addLayout(below)

    def _show_label(self) -> None:
        star = f' <span style="color:{theme.DANGER}">*</span>' if self._required else ""
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setText(f"{_escaped(self._title)}{star}")

    def _show_message(self) -> None:
        level, text = self._problem or (None, self._hint)
        self._message.setText(text)
        self._message.setToolTip(text)
        self._message.fit()
        theme.mark(self._message, "tone", tone.value if level and (tone := _TONES[level]) else "")
        self._sign.setVisible(level is not None and self._shows_message)
        if level is not None:
            tone_ink = tone.ink if (tone := _TONES[level]) else theme.INK3
            self._sign.setPixmap(icons.pixmap(_SIGNS[level], tone_ink, 14))
        if self._row.count() > 1:
            shown = level.value if level and level is not ProblemLevel.NOTE else ""
            theme.mark(self._input(), "level", shown)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
