"""The indicators of the year in the plan's order: actual, target, way to it, five years, status."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from povdesk.domain.dashboard import Dashboard, DashboardRow, behind_text, origin_text, thresholds_text
from povdesk.domain.indicator import Status
from povdesk.domain.marks import goal_text, mark, short_value

from .. import theme
from ..desk import Desk
from ..indicators.looks import STATUS_LOOKS
from ..widgets.card import Card
from ..widgets.labels import label
from ..widgets.table import ROW_ROLE, ListColumn, ListModel, ListView
from . import marks

ROW_HEIGHT = 32
ROWS_SHOWN = 12


def _actual(row: DashboardRow) -> str:
    if row.figure.status is Status.AWAITING:
        return "–"
    return short_value(row.definition, row.figure.measured) or "–"


def _status_tip(row: DashboardRow) -> str:
    return row.figure.status_reason or row.figure.status_words


def _mark_words(row: DashboardRow) -> str:
    return behind_text(row) or row.figure.missing_reason


def _years_words(row: DashboardRow) -> str:
    def one(value: float | None) -> str:
        return "chưa có" if value is None else f"{value:.1f}".replace(".", ",").removesuffix(",0")

    words = [f"{point.year}: {one(point.value)}" for point in row.years]
    if any(point.breaks for point in row.years):
        words.append("đường đứt ở năm đổi chuẩn nghèo")
    return "; ".join(words)


COLUMNS = (
    ListColumn("letter", "Mã", 34, lambda row: row.definition.letter, lambda row: row.definition.position),
    ListColumn(
        "name",
        "Chỉ tiêu",
        120,
        lambda row: row.definition.label,
        stretch=True,
        tip=lambda row: row.definition.name,
    ),
    ListColumn(
        "actual",
        "Thực hiện",
        76,
        _actual,
        lambda row: row.figure.measured.value,
        align="right",
        bold=True,
        tip=lambda row: origin_text(row),
    ),
    ListColumn(
        "compared",
        "Năm trước",
        68,
        lambda row: short_value(row.definition, row.compared) or "–",
        lambda row: row.compared.value if row.compared else None,
        align="right",
        tip=lambda row: row.compared.reason if row.compared and row.compared.value is None else "",
    ),
    ListColumn(
        "target",
        "Mục tiêu",
        72,
        lambda row: goal_text(row.definition, row.figure.target),
        lambda row: row.figure.target.value if row.figure.target else None,
        align="right",
        tip=lambda row: row.figure.target.wording if row.figure.target else "",
    ),
    ListColumn("mark", "Tiến độ", 118, _mark_words, tip=_mark_words),
    ListColumn("years", "5 năm", 66, _years_words, tip=_years_words, searched=False),
    ListColumn(
        "status",
        "Tình trạng",
        134,
        lambda row: row.figure.status_words,
        lambda row: list(Status).index(row.figure.status),
        tone=lambda row: STATUS_LOOKS[row.figure.status][1],
        icon=lambda row: STATUS_LOOKS[row.figure.status][0],
        tip=_status_tip,
    ),
)
_KEYS = [column.key for column in COLUMNS]


class IndicatorTable(Card):
    """opened: the lists behind an indicator are wanted; carries the Figure."""

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Chỉ tiêu kế hoạch", parent, flush=True)
        self._model = ListModel(COLUMNS)
        self._view = ListView(self._model, desk.habits, "dashboard", self, row_height=ROW_HEIGHT)
        self._view.setAccessibleName("Chỉ tiêu kế hoạch")
        self._view.setItemDelegateForColumn(_KEYS.index("mark"), _MarkDelegate(self._view))
        self._view.setItemDelegateForColumn(_KEYS.index("years"), _YearsDelegate(self._view))
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._legend = Legend(self)
        self._origin = label("", "caption", self, wrap=True)
        self._origin.setObjectName("indicator-origin")
        self._origin.setContentsMargins(theme.CARD_PADDING, 4, theme.CARD_PADDING, 6)
        self._origin.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.add_action(self._legend)
        self.body.setSpacing(0)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(self._origin)
        self._view.chosen.connect(self._on_chosen)
        self._view.opened.connect(lambda row: self.opened.emit(row.figure))
        self._size_origin()

    def show_dashboard(self, shown: Dashboard) -> None:
        """The rows of a year; the cursor stays on its indicator."""
        where = f", {shown.hamlet}" if shown.hamlet else ""
        self.set_title(f"Chỉ tiêu kế hoạch năm {shown.year}{where}")
        columns = list(COLUMNS)
        place = _KEYS.index("compared")
        columns[place] = _titled(COLUMNS[place], f"{shown.compared_year}")
        place = _KEYS.index("years")
        first = shown.year - 4
        columns[place] = _titled(COLUMNS[place], f"{first}–{shown.year % 100:02d}")
        self._model.columns = tuple(columns)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        self._view.set_rows(list(shown.rows))
        self._view.horizontalHeader().setToolTip(thresholds_text(shown.rules))
        if self._view.current_row() is None and shown.rows:
            self._view.setCurrentIndex(self._model.index(0, 0))

    def view(self) -> ListView:
        return self._view

    def rows(self) -> list[DashboardRow]:
        return list(self._model.rows())

    def list_height(self, rows: int) -> int:
        """The height that shows so many rows."""
        return theme.px(theme.TABLE_HEADER) + rows * theme.px(ROW_HEIGHT) + 8

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Before the resize reaches the table: what must give way where the card is narrow.
        self._view.setColumnHidden(_KEYS.index("compared"), self.width() < theme.px(730))
        self._view.setColumnHidden(_KEYS.index("years"), self.width() < theme.px(640))
        wide = 118 if self.width() < theme.px(840) else 150
        self._view.setColumnWidth(_KEYS.index("mark"), theme.px(wide))
        super().resizeEvent(event)

    def changeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().changeEvent(event)
        if event.type() == event.Type.FontChange and hasattr(self, "_origin"):
            self._size_origin()

    def _size_origin(self) -> None:
        self._origin.setFixedHeight(theme.px(16) * 2 + 12)

    def _on_chosen(self, row: DashboardRow | None) -> None:
        if row is None:
            self._origin.setText("")
            return
        unit = f" ({row.definition.unit})" if row.definition.unit not in ("", "%") else ""
        words = f"{row.definition.name}{unit}: {origin_text(row)[:1].lower()}{origin_text(row)[1:]}"
        self._origin.setToolTip(words)
        self._origin.setText(self._shortened(words))

    def _shortened(self, words: str) -> str:
        """As much as two lines hold; all of it is in the tip and on the list."""
        room = 2 * max(self.width() - 2 * theme.CARD_PADDING - theme.px(40), theme.px(200))
        return self._origin.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)


class Legend(QWidget):
    """What bar, tick and diamond mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Thanh hoặc chấm là thực hiện, vạch là mục tiêu, hình thoi là đầu năm")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(290), theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(280), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        marks.paint_legend(QPainter(self), QRectF(self.rect()).adjusted(0, 0, -theme.px(8), 0))


class _Painted(QStyledItemDelegate):
    """A cell without text on its usual ground, ready to be painted on."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        row = index.data(ROW_ROLE)
        if isinstance(row, DashboardRow):
            self.draw(painter, QRectF(option.rect), row)

    def draw(self, painter: QPainter, area: QRectF, row: DashboardRow) -> None:
        """Paint one row's cell."""


class _MarkDelegate(_Painted):
    def draw(self, painter: QPainter, area: QRectF, row: DashboardRow) -> None:
        words = behind_text(row)
        box = area.adjusted(theme.px(8), 0, -theme.px(8), 0)
        found = mark(row.figure)
        shift = theme.px(7) if words and not found.is_empty else 0
        marks.paint_mark(painter, box.adjusted(0, -shift, 0, -shift), found, row.figure.status)
        if not words:
            return
        painter.save()
        painter.setFont(theme.font(11))
        painter.setPen(theme.color(theme.INK2))
        line = (
            box
            if found.is_empty
            else QRectF(box.left(), area.bottom() - theme.px(16), box.width(), theme.px(15))
        )
        painter.drawText(
            line,
            Qt.AlignmentFlag.AlignVCenter,
            painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width())),
        )
        painter.restore()


class _YearsDelegate(_Painted):
    def draw(self, painter: QPainter, area: QRectF, row: DashboardRow) -> None:
        marks.paint_years(painter, area.adjusted(theme.px(4), 0, -theme.px(4), 0), row.years)


def _titled(column: ListColumn, title: str) -> ListColumn:
    return replace(column, title=title)
