"""The right side of the form: problems with a jump, the running result, what is different from last year."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from .. import icons, theme
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.chips import Chip
from ..widgets.fields import ProblemLevel
from ..widgets.labels import button, label

_SIGNS = {
    ProblemLevel.ERROR: ("error-circle", Tone.DANGER),
    ProblemLevel.WARNING: ("warning", Tone.WARN),
    ProblemLevel.NOTE: ("info", Tone.NEUTRAL),
}


@dataclass(frozen=True)
class Line:
    """One problem in the panel: field is where Enter goes."""

    level: ProblemLevel
    text: str
    field: str
    place: str = ""


@dataclass(frozen=True)
class Result:
    """The running result in finished words. limit_*: the mark on the bar, None = unknown."""

    verdict: str
    tone: Tone
    remark: str
    income_points: int | None
    income_limit: int | None
    deprivation_points: int
    deprivation_limit: int
    answered: int
    questions: int


class CheckPanel(QWidget):
    """wanted: the officer chose a problem; carries its field. accept_wanted: a warning may stand."""

    wanted = Signal(str)
    accept_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._current = -1
        self._problems = Card("Kiểm tra phiếu", self)
        self._problems.set_remark("F6 để nhảy tới")
        self._list = _ProblemList(self)
        self._empty = label("Không còn gì phải xem.", "hint", self)
        self._accept = button("Chấp nhận cảnh báo…", self._on_accept, kind="link", parent=self)
        self._result = Card("Kết quả tạm tính", self)
        self._income = label("", "", self)
        self._income_bar = _Bar(self)
        self._income_words = label("", "hint", self, wrap=True)
        self._lacks = label("", "", self)
        self._lacks_bar = _Bar(self)
        self._verdict = Chip("", Tone.NEUTRAL, parent=self)
        self._remark = label("", "hint", self, wrap=True)
        self._differences = Card("Khác năm trước", self)
        self._difference_words = label("", "", self, wrap=True)
        self._lay_out()
        self._list.itemActivated.connect(self._on_activated)
        self._list.itemClicked.connect(self._on_activated)
        self._list.currentRowChanged.connect(self._on_row)

    def show_problems(self, lines: Sequence[Line]) -> None:
        """All problems in the order of the form."""
        self._lines = list(lines)
        self._current = min(self._current, len(self._lines) - 1)
        self._list.clear()
        for line in self._lines:
            sign, tone = _SIGNS[line.level]
            words = f"{line.text}\n{line.place}" if line.place else line.text
            item = QListWidgetItem(icons.icon(sign, tone.ink), words)
            item.setToolTip(line.text)
            self._list.addItem(item)
        self._empty.setVisible(not self._lines)
        self._list.setVisible(bool(self._lines))
        self._on_row(self._list.currentRow())

    def problems(self) -> list[Line]:
        return list(self._lines)

    def show_result(self, result: Result) -> None:
        """Points against the limits and the class they give."""
        known = result.income_points is not None
        self._income.setText(f"Điểm B1: {result.income_points}" if known else "Điểm B1: chưa nhập")
        limit = result.income_limit
        self._income_bar.show_value(result.income_points or 0, limit, 2 * limit if limit else 300)
        self._income_words.setText(
            f"diện nghèo, cận nghèo: từ {limit} trở xuống" if limit else "chưa có điểm giới hạn của chuẩn này"
        )
        lacks = result.deprivation_points // 10
        self._lacks.setText(f"Điểm B2: {result.deprivation_points} ({lacks} chỉ số thiếu hụt)")
        self._lacks_bar.show_value(result.deprivation_points, result.deprivation_limit, 10 * result.questions)
        self._verdict.show_state(result.verdict, result.tone)
        self._remark.setText(result.remark)

    def show_differences(self, words: Sequence[str], year: int | None) -> None:
        """Short sentences of what changed since last year's form."""
        self._differences.set_title(f"Khác năm {year}" if year else "Khác năm trước")
        self._difference_words.setText("\n".join(words) if words else "Chưa thấy gì khác.")
        self._differences.setVisible(year is not None)

    def go_to_next(self, step: int) -> None:
        """F6 and Shift+F6."""
        if not self._lines:
            return
        self._current = (self._current + step) % len(self._lines)
        self._list.setCurrentRow(self._current)
        self.wanted.emit(self._lines[self._current].field)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._current = self._list.row(item)
        self.wanted.emit(self._lines[self._current].field)

    def _on_row(self, row: int) -> None:
        chosen = self._lines[row] if 0 <= row < len(self._lines) else None
        self._accept.setVisible(chosen is not None and chosen.level is ProblemLevel.WARNING)

    def _on_accept(self) -> None:
        line = self._lines[self._list.currentRow()]
        self.accept_wanted.emit(line.field, line.text)

    def _lay_out(self) -> None:
        self.setFixedWidth(theme.px(276))
        self._problems.body.addWidget(self._list, 1)
        self._problems.body.addWidget(self._empty)
        self._problems.body.addWidget(self._accept)
        for widget in (
            self._income,
            self._income_bar,
            self._income_words,
            self._lacks,
            self._lacks_bar,
            self._verdict,
            self._remark,
        ):
            self._result.body.addWidget(widget)
        self._differences.body.addWidget(self._difference_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.CARD_GAP)
        column.addWidget(self._problems, 1)
        column.addWidget(self._result)
        column.addWidget(self._differences)


class _ProblemList(QListWidget):
    """Enter on a line goes to the field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Các điều cần xem trong phiếu")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
            return
        super().keyPressEvent(event)


class _Bar(QLabel):
    """A value from 0 on a track, with a black tick at the limit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._value, self._limit, self._most = 0, 0, 1
        self.setFixedHeight(theme.px(12))

    def show_value(self, value: int, limit: int | None, most: int) -> None:
        self._value, self._limit, self._most = value, limit or 0, max(most, 1)
        self.update()

    def paintEvent(self, event: object) -> None:
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        width, height = self.width(), self.height()
        painter.fillRect(0, 1, width, height - 2, theme.color(theme.BAR_TRACK))
        filled = round(width * min(self._value, self._most) / self._most)
        painter.fillRect(0, 2, filled, height - 4, theme.color(theme.BAR_COURSE))
        if self._limit:
            at = round(width * self._limit / self._most)
            painter.fillRect(at - 2, 0, 4, height, theme.color(theme.SURFACE))
            painter.fillRect(at - 1, 0, 2, height, theme.color(theme.INK))
