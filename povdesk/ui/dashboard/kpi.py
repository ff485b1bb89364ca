"""The four big numbers; each opens what stands behind it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from povdesk.domain.dashboard import Dashboard, Kpi, change_words, kpi_text, unknown_words
from povdesk.domain.indicator import Status
from povdesk.domain.vietnamese import format_number

from .. import icons, theme
from ..indicators.looks import STATUS_LOOKS
from ..widgets.labels import label

TITLES = {
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "forms": "Phiếu rà soát đã chốt",
    "money": "Kinh phí đã giải ngân",
}
UNITS = {"poor": "hộ", "near_poor": "hộ", "forms": "phiếu", "money": "triệu đ"}


class KpiCard(QFrame):
    """A number with its change. opened: Enter, Space or a click; carries the key."""

    opened = Signal(str)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._key = key
        self._kpi: Kpi | None = None
        self._title = label(TITLES[key], "caption", self)
        self._number = label("–", "kpi", self)
        self._unit = label("", "caption", self)
        self._more = label("", "caption", self)
        self._change = label("", "caption", self)
        self._sign = QLabel(self)
        self._lay_out()

    def kpi(self) -> Kpi | None:
        return self._kpi

    def words(self) -> str:
        """All that the card says."""
        parts = (self._title, self._number, self._unit, self._more, self._change)
        return " ".join(part.text() for part in parts if part.text())

    def show_kpi(self, kpi: Kpi, shown: Dashboard, status: Status | None) -> None:
        """The number of the year; what is not known says why."""
        self._kpi = kpi
        self._title.setText(TITLES[kpi.key] + (" (dự kiến)" if kpi.is_forecast else ""))
        self._number.setText(kpi_text(kpi))
        self._unit.setText("" if kpi.value is None else UNITS[kpi.key])
        self._more.setText(_more_words(kpi))
        self._change.setText(change_words(kpi, shown.compared_year) or _no_change(kpi, shown))
        if status is None:
            self._sign.clear()
        else:
            name, tone = STATUS_LOOKS[status]
            self._sign.setPixmap(icons.pixmap(name, tone.ink, 16))
            self._sign.setToolTip(status.label)
        words = self.words() + (f", {status.label.lower()}" if status else "")
        self.setAccessibleName(words)
        self.setToolTip(kpi.reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._key)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus() and not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(theme.ACCENT), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._sign)
        right = QVBoxLayout()
        right.setSpacing(0)
        for line in (self._more, self._change):
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            right.addWidget(line)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._number)
        foot.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addStretch(1)
        foot.addLayout(right)
        self._unit.setContentsMargins(0, 0, 0, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 7, 12, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(foot)


def statuses(shown: Dashboard) -> dict[str, Status | None]:
    """The sign on each card: of its indicator, of the forms left, of the money against the year."""
    by_code = {row.code: row.figure.status for row in shown.rows}
    kpis = {kpi.key: kpi for kpi in shown.kpis}
    forms, money = kpis["forms"], kpis["money"]
    forms_status = None
    # Nothing to be reviewed is nothing reached.
    if forms.value is not None and forms.of:
        forms_status = Status.REACHED if forms.value == forms.of else Status.ATTENTION
    return {
        "poor": by_code.get("IND-01"),
        "near_poor": by_code.get("IND-03"),
        "forms": forms_status,
        "money": money_status(money, shown),
    }


def money_status(money: Kpi, shown: Dashboard) -> Status | None:
    """What is paid against the share of the year that is gone, by the thresholds of the indicators."""
    if money.value is None or not money.of:
        return None
    share = money.value / money.of
    elapsed = shown.rules.elapsed(shown.year, shown.day)
    if share >= 1:
        return Status.REACHED
    if share >= shown.rules.on_track_from * elapsed:
        return Status.ON_TRACK
    return Status.ATTENTION if share >= shown.rules.attention_from * elapsed else Status.LATE


def _more_words(kpi: Kpi) -> str:
    if kpi.value is None:
        return kpi.reason
    if kpi.key == "forms" and kpi.of is not None:
        left = kpi.of - kpi.value
        return (
            f"trên {format_number(kpi.of)}, còn {format_number(left)}"
            if left
            else f"đủ {format_number(kpi.of)}"
        )
    if kpi.key == "money" and kpi.of:
        share = format_number(round(100 * kpi.value / kpi.of))
        return f"{share}% của {format_number(round(kpi.of / 1_000_000))}"
    return unknown_words(kpi)


def _no_change(kpi: Kpi, shown: Dashboard) -> str:
    return f"chưa có số năm {shown.compared_year}" if kpi.value is not None else ""
