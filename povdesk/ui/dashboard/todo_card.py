"""The first things to do, on the dashboard; each leads to its cases."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from povdesk.domain.todo import Todo, TodoItem
from povdesk.domain.vietnamese import format_number, short_date

from .. import icons, theme
from ..todo.looks import LOOKS
from ..widgets.card import Card
from ..widgets.labels import button, label

SHOWN = 5


class TodoCard(Card):
    """wanted: a rule's cases; carries its code, "" for the whole page."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Việc cần làm", parent)
        self._all = button("Xem tất cả", lambda: self.wanted.emit(""), kind="link", parent=self)
        self.add_action(self._all)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._none = label("Không còn việc nào đến hạn.", "caption", self, wrap=True)
        self.body.setContentsMargins(8, 0, 8, 8)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._none)
        self.body.addStretch(1)
        self._none.setContentsMargins(8, 0, 8, 0)

    def show_todo(self, todo: Todo) -> None:
        """The first rules with something to do."""
        while (taken := self._lines.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        before: QWidget = self._all
        for item in todo.due[:SHOWN]:
            line = TodoLine(item, self)
            self.setTabOrder(before, line)
            before = line
            line.clicked.connect(lambda _on=False, code=item.code: self.wanted.emit(code))
            self._lines.addWidget(line)
        self._none.setVisible(not todo.due)
        more = len(todo.due) - SHOWN
        self._all.setText(f"Xem tất cả ({len(todo.due)})" if more > 0 else "Xem tất cả")

    def lines(self) -> "list[TodoLine]":
        return [line for line in self.findChildren(TodoLine) if not line.isHidden()]


class TodoLine(QPushButton):
    """Sign, number, sentence and where the plan asks for it."""

    def __init__(self, item: TodoItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self._side = (
            f"hạn {short_date(item.deadline)[:5]}" if item.deadline else item.rule.source.split(":")[0]
        )
        words = f"{format_number(item.count)} {item.rule.words}"
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{item.severity.label}: {words}")
        self.setToolTip(f"{item.severity.label}: {words}. {item.rule.source}")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icon, tone = LOOKS[self.item.severity]
        middle = self.height() / 2
        size = theme.px(16)
        painter.drawPixmap(theme.px(8), round(middle - size / 2), icons.pixmap(icon, tone.ink, 16))
        right = self.width() - theme.px(6)
        arrow = icons.pixmap("chevron-right", theme.INK3, 14)
        painter.drawPixmap(round(right - theme.px(14)), round(middle - theme.px(7)), arrow)
        right -= theme.px(18)
        caption = theme.font(12)
        side_width = QFontMetrics(caption).horizontalAdvance(self._side)
        count_font = theme.font(13, semibold=True)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(count_font)
        painter.setPen(theme.color(theme.INK))
        count = format_number(self.item.count)
        count_box = QRectF(theme.px(28), 0, theme.px(32), self.height())
        painter.drawText(count_box, vertical | Qt.AlignmentFlag.AlignRight, count)
        left = theme.px(68)
        painter.setFont(theme.font(13))
        metrics = painter.fontMetrics()
        wanted = metrics.horizontalAdvance(self.item.rule.short)
        room = right - left
        if wanted + side_width + theme.px(10) <= room:
            painter.setFont(caption)
            painter.setPen(theme.color(theme.INK3))
            side = QRectF(right - side_width - 2, 0, side_width + 2, self.height())
            painter.drawText(side, vertical | Qt.AlignmentFlag.AlignRight, self._side)
            painter.setFont(theme.font(13))
            painter.setPen(theme.color(theme.INK))
        words = metrics.elidedText(self.item.rule.short, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, 0, room, self.height()), vertical, words)
