"""The officer's words with linked numbers in them, each shown as a chip with the value it has now."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from povdesk.domain.plan import MISSING_VALUE
from povdesk.domain.plan_links import link_label
from povdesk.domain.vietnamese import clean_lines

from .. import theme
from ..widgets.field import Field

_CHIP = int(QTextFormat.ObjectTypes.UserObject) + 1
_CODE = int(QTextFormat.Property.UserProperty) + 1
_OBJECT = "\ufffc"
_LINK = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_PADDING = 5.0


class _ChipPainter(QPyTextObject):
    """Draws one linked number: its value on a tint, a dashed frame while there is no value."""

    def __init__(self, value_of: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._value_of = value_of
        self.widest = 400.0

    def intrinsicSize(self, document: QTextDocument, _place: int, style: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(document.defaultFont())
        width = metrics.horizontalAdvance(self._shown(style)) + 2 * _PADDING
        return QSizeF(min(width, self.widest), metrics.height())

    def drawObject(
        self, painter: QPainter, rect: QRectF, document: QTextDocument, _place: int, style: QTextFormat
    ) -> None:
        missing = not self._value_of(style.property(_CODE))
        tone = theme.Tone.WARN if missing else theme.Tone.INFO
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color(tone.ink if missing else theme.ACCENT_TINT))
        painter.setBrush(theme.color(tone.tint))
        painter.drawRoundedRect(rect.adjusted(1, 0.5, -1, -0.5), 3, 3)
        painter.setPen(theme.color(tone.ink))
        painter.setFont(document.defaultFont())
        metrics = QFontMetricsF(document.defaultFont())
        text = metrics.elidedText(
            self._shown(style), Qt.TextElideMode.ElideRight, rect.width() - 2 * _PADDING + 1
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _shown(self, style: QTextFormat) -> str:
        return self._value_of(style.property(_CODE)) or MISSING_VALUE


class LinkedText(QTextEdit):
    """Plain lines with chips. Nothing is changed while the officer types (UniKey); Tab leaves.

    one_line: Enter goes on instead of beginning a new line.

    link_opened: code of the chip that was double-clicked, or beside the caret at F2. left: the focus went.
    """

    link_opened = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, one_line: bool = False) -> None:
        super().__init__(parent)
        self._one_line = one_line
        self._values: Mapping[str, str] = {}
        self._chips = _ChipPainter(lambda code: self._values.get(code, ""), self)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().documentLayout().registerHandler(_CHIP, self._chips)
        self.document().setDocumentMargin(6)

    def set_values(self, values: Mapping[str, str]) -> None:
        """What the linked numbers show now."""
        if values != self._values:
            self._values = dict(values)
            self.document().markContentsDirty(0, self.document().characterCount())
            self.viewport().update()

    def text(self) -> str:
        """The words as they are kept, links as {{code}}."""
        return self._text_between(0, self.document().characterCount())

    def set_text(self, text: str) -> None:
        """Other words; the steps to undo are forgotten."""
        self.document().setUndoRedoEnabled(False)
        self.clear()
        cursor = QTextCursor(self.document())
        lines = QTextBlockFormat()
        lines.setLineHeight(125.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        lines.setBottomMargin(theme.px(4))
        cursor.setBlockFormat(lines)
        self._put(cursor, text)
        self.document().setUndoRedoEnabled(True)
        self.document().setModified(False)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def insert_link(self, code: str) -> None:
        """A linked number at the caret."""
        self._put(self.textCursor(), f"{{{{{code}}}}}")
        self.setFocus()

    def toggle_bullet(self, mark: str) -> None:
        """Put "- " or "+ " before the line of the caret, or take it away."""
        cursor = self.textCursor()
        line = cursor.block().text()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        there = line[:2] if line[:2] in ("- ", "+ ") else ""
        for _ in there:
            cursor.deleteChar()
        if there != mark:
            cursor.insertText(mark)
        cursor.endEditBlock()
        self.setFocus()

    def link_at_caret(self) -> str:
        """Code of the chip right before or after the caret."""
        for step in (0, 1):
            cursor = self.textCursor()
            place = cursor.position() + step
            if 0 < place <= self.document().characterCount() - 1:
                cursor.setPosition(place)
                if cursor.charFormat().objectType() == _CHIP:
                    return str(cursor.charFormat().property(_CODE))
        return ""

    def _put(self, cursor: QTextCursor, text: str) -> None:
        plain = QTextCharFormat()
        cursor.beginEditBlock()
        end = 0
        for found in _LINK.finditer(text):
            cursor.insertText(text[end : found.start()], plain)
            cursor.insertText(_OBJECT, _chip_format(found[1]))
            end = found.end()
        cursor.insertText(text[end:], plain)
        cursor.setCharFormat(plain)
        cursor.endEditBlock()

    def _text_between(self, start: int, end: int) -> str:
        lines = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            parts = []
            walker = block.begin()
            while not walker.atEnd():
                fragment = walker.fragment()
                first = max(start - fragment.position(), 0)
                last = min(end - fragment.position(), fragment.length())
                if fragment.isValid() and first < last:
                    parts.append(_fragment_text(fragment.text()[first:last], fragment.charFormat()))
                walker += 1
            lines.append("".join(parts))
            block = block.next()
        return "\n".join(lines).replace("\u2028", "\n")

    def _chip_under(self, point: "QHelpEvent | QMouseEvent") -> str:
        place = (
            self.document()
            .documentLayout()
            .hitTest(point.pos() + _scrolled(self), Qt.HitTestAccuracy.ExactHit)
        )
        if place < 0:
            return ""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place + 1, self.document().characterCount() - 1))
        style = cursor.charFormat()
        return str(style.property(_CODE)) if style.objectType() == _CHIP else ""

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self._text_between(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            text = source.text().replace("\r\n", "\n").replace(_OBJECT, "")
            self._put(self.textCursor(), " ".join(text.split()) if self._one_line else text)
            self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and not event.modifiers():
            if code := self.link_at_caret():
                self.link_opened.emit(code)
            return
        if self._one_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.focusPreviousChild() if backwards else self.focusNextChild()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        code = self._chip_under(event)
        if code:
            self.link_opened.emit(code)
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            code = self._chip_under(event)
            QToolTip.showText(event.globalPos(), link_label(code) if code else "", self)
            return True
        return super().viewportEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._chips.widest = max(self.viewport().width() - 24.0, 80.0)
        super().resizeEvent(event)


class LinkedTextField(Field):
    """A field around LinkedText. value(): the words with {{code}}, cleaned line by line.

    lines: how many are seen at least; 1 makes it a field of one line.
    """

    link_opened = Signal(str)

    def __init__(self, code: str, title: str, parent: QWidget | None = None, *, lines: int = 4) -> None:
        super().__init__(code, title, parent)
        self._edit = LinkedText(self, one_line=lines == 1)
        self._edit.setObjectName(f"{code}-input")
        if lines == 1:
            self._edit.setFixedHeight(theme.px(38))
            self._edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        else:
            self._edit.setMinimumHeight(theme.px(22 * lines + 12))
        self._filling = False
        self._place_input(self._edit)
        self._edit.textChanged.connect(self._on_text)
        self._edit.left.connect(self._left)
        self._edit.link_opened.connect(self.link_opened)

    def value(self) -> str:
        return clean_lines(self._edit.text())

    def set_value(self, value: str | None, *, carried: bool = False) -> None:
        self._filling = True
        self._edit.set_text(value or "")
        self._filling = False
        self._shown(carried=carried)

    def set_values(self, values: Mapping[str, str]) -> None:
        """What the linked numbers show now; this is no change of the text."""
        self._filling = True
        self._edit.set_values(values)
        self._filling = False

    def set_read_only(self, read_only: bool) -> None:
        self._edit.setReadOnly(read_only)

    def is_changed(self) -> bool:
        """The officer typed something that was not handed on yet."""
        return bool(self.value() != self._kept)

    def leave(self) -> None:
        """As if the focus had gone: hand on what was typed."""
        self._left()

    def edit(self) -> LinkedText:
        return self._edit

    def _input(self) -> QWidget:
        return self._edit

    def _on_text(self) -> None:
        if not self._filling:
            self._entered()


def _chip_format(code: str) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setObjectType(_CHIP)
    style.setProperty(_CODE, code)
    style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return style


def _fragment_text(text: str, style: QTextCharFormat) -> str:
    if style.objectType() == _CHIP:
        return text.replace(_OBJECT, f"{{{{{style.property(_CODE)}}}}}")
    return text.replace(_OBJECT, "")


def _scrolled(edit: QTextEdit):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QPointF

    return QPointF(edit.horizontalScrollBar().value(), edit.verticalScrollBar().value())
