"""The rules as a list: sign, number and sentence, below them where the plan asks for it and by when."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from povdesk.domain.todo import Todo, TodoItem
from povdesk.domain.vietnamese import format_number, short_date

from .. import icons, theme
from ..habits import Habits
from ..theme import Tone
from ..widgets.table import ROW_ROLE, ListColumn, ListModel, ListView
from .looks import LOOKS

ROW_HEIGHT = 46


def sentence(item: TodoItem) -> str:
    """ "30 hộ nghèo, cận nghèo chưa phân công cán bộ giúp đỡ", or that nothing is left."""
    if item.reason:
        return f"Chưa kiểm tra được: {item.rule.words}"
    if not item.is_due:
        return f"Không còn {item.rule.words}"
    return f"{format_number(item.count)} {item.rule.words}"


def remark(item: TodoItem) -> str:
    """The small line: severity, source, deadline, what is put off, or why nothing can be said."""
    if item.reason:
        return item.reason
    parts = [item.severity.label if item.is_due else "Xong", item.rule.source]
    if item.deadline:
        parts.append(f"hạn {short_date(item.deadline)}")
    if item.snoozed:
        parts.append(f"đang hoãn {format_number(item.snoozed)}")
    return " · ".join(parts)


class RuleList(ListView):
    """One line a rule; the most urgent first."""

    def __init__(self, habits: Habits, parent: QWidget | None = None) -> None:
        column = ListColumn(
            "rule",
            "Việc",
            200,
            lambda item: f"{sentence(item)}. {remark(item)}",
            stretch=True,
            searched=False,
        )
        super().__init__(ListModel([column]), habits, "todo-rules", parent, row_height=ROW_HEIGHT)
        self.setAccessibleName("Các việc cần làm")
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_RuleDelegate(self))

    def show_todo(self, todo: Todo) -> None:
        """The rules of a day; the cursor stays on its rule."""
        self.set_rows(list(todo.items))

    def items(self) -> list[TodoItem]:
        return list(self.list_model().rows())


class _RuleDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        item = index.data(ROW_ROLE)
        if isinstance(item, TodoItem):
            painter.save()
            _draw(painter, QRectF(option.rect), item)
            painter.restore()


def _draw(painter: QPainter, area: QRectF, item: TodoItem) -> None:
    if item.is_due:
        icon, tone = LOOKS[item.severity]
    else:
        icon, tone = ("status-no-data", Tone.NEUTRAL) if item.reason else ("status-reached", Tone.OK)
    size = theme.px(18)
    sign = icons.pixmap(icon, tone.ink, 18)
    painter.drawPixmap(round(area.left() + theme.px(10)), round(area.center().y() - size / 2), sign)
    left = area.left() + theme.px(38)
    room = area.right() - theme.px(10) - left
    upper = QRectF(left, area.top() + theme.px(4), room, theme.px(20))
    lower = QRectF(left, area.top() + theme.px(24), room, theme.px(17))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setPen(theme.color(theme.INK if item.is_due else theme.INK2))
    words = sentence(item)
    count = format_number(item.count) if item.is_due else ""
    if count:
        bold = theme.font(13, semibold=True)
        painter.setFont(bold)
        painter.drawText(upper, middle, count)
        upper.setLeft(upper.left() + QFontMetrics(bold).horizontalAdvance(f"{count} "))
        words = words.removeprefix(count).strip()
    painter.setFont(theme.font(13))
    elide = Qt.TextElideMode.ElideRight
    painter.drawText(upper, middle, painter.fontMetrics().elidedText(words, elide, int(upper.width())))
    painter.setFont(theme.font(12))
    painter.setPen(theme.color(theme.INK2))
    painter.drawText(lower, middle, painter.fontMetrics().elidedText(remark(item), elide, int(room)))
