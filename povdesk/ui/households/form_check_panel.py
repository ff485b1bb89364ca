"""The right side of the form: problems with a jump, the running result, what is different from last year."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from .. import icons, theme
from ..counter.opening import for_page_around
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.chips import Chip
from ..widgets.fields import ProblemLevel
from ..widgets.labels import button, label
from ..widgets.page import scrolled

_SIGNS = {
    ProblemLevel.ERROR: ("error-circle", Tone.DANGER),
    ProblemLevel.WARNING: ("warning", Tone.WARN),
    ProblemLevel.NOTE: ("info", Tone.NEUTRAL),
}


_MOST_DIFFERENCES = 6
_ACCEPTED = ("checkmark-circle", Tone.OK)


@dataclass(frozen=True)
class Line:
    """One problem in the panel. field, row: where Enter goes, row = place in the roster.

    key: under which an accepted warning keeps its reason. accepted: that reason; empty = it still stands.
    """

    level: ProblemLevel
    text: str
    field: str
    row: int | None = None
    place: str = ""
    key: str = ""
    accepted: str = ""


@dataclass(frozen=True)
class Result:
    """The running result in finished words. *_limit: the mark on the bar, None = unknown.

    verdict: what the program computes. recognised: the class of the decision, in words. more: a sentence for
    another standard that the round compares with.
    """

    verdict: str
    tone: Tone
    remark: str
    income_points: int | None
    income_limit: int | None
    deprivation_points: int
    deprivation_limit: int
    answered: int
    questions: int
    recognised: str = ""
    recognised_tone: Tone = Tone.NEUTRAL
    more: tuple[str, ...] = field(default=())


class CheckPanel(QFrame):
    """wanted: the officer chose a problem; carries its line.

    accept_wanted: a warning may stand. refuse_wanted: an accepted one is to be looked at again.
    """

    wanted = Signal(object)
    accept_wanted = Signal(object)
    refuse_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._current = -1
        self._problems = Card("Kiểm tra phiếu", self)
        self._problems.set_remark("F6 để nhảy tới")
        self._list = _ProblemList(self)
        self._empty = label("Không còn gì phải xem.", "hint", self)
        self._accept = button("Chấp nhận…", self.accept_current, kind="link", key="Shift+F9", parent=self)
        self._refuse = button("Bỏ chấp nhận", self._on_refuse, kind="link", parent=self)
        self._result = Card("Kết quả tạm tính", self)
        self._result.add_action(button("Vì sao?", lambda: for_page_around(self), kind="link", parent=self))
        self._income = label("", "", self)
        self._income_bar = _Bar(self)
        self._income_words = label("", "hint", self, wrap=True)
        self._lacks = label("", "", self)
        self._lacks_bar = _Bar(self)
        self._verdict = Chip("", Tone.NEUTRAL, parent=self)
        self._recognised = Chip("", Tone.NEUTRAL, parent=self)
        self._remark = label("", "hint", self, wrap=True)
        self._more = label("", "hint", self, wrap=True)
        self._differences = Card("Khác năm trước", self)
        self._difference_words = label("", "", self, wrap=True)
        self._lay_out()
        self.show_problems(())
        self._recognised.hide()
        self._list.itemActivated.connect(self._on_activated)
        self._list.itemClicked.connect(self._on_activated)
        self._list.currentRowChanged.connect(self._on_row)

    def show_problems(self, lines: Sequence[Line]) -> None:
        """All problems in the order of the form; accepted warnings come last, with a tick."""
        wanted = sorted(lines, key=lambda line: bool(line.accepted))
        if wanted == self._lines and self._lines:
            return
        self._lines = wanted
        self._current = min(self._current, len(self._lines) - 1)
        self._list.clear()
        for line in self._lines:
            sign, tone = _ACCEPTED if line.accepted else _SIGNS[line.level]
            below = f"Đã chấp nhận: {line.accepted}" if line.accepted else line.place
            words = f"{line.text}\n{below}" if below else line.text
            item = QListWidgetItem(icons.icon(sign, tone.ink), words)
            item.setToolTip(line.text)
            self._list.addItem(item)
        self._empty.setVisible(not self._lines)
        self._list.setVisible(bool(self._lines))
        self._on_row(self._list.currentRow())

    def problems(self) -> list[Line]:
        """What still stands, in the order of the form."""
        return [line for line in self._lines if not line.accepted]

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
        self._result.set_title("Kết quả" if result.recognised else "Kết quả tạm tính")
        computed = f"Máy tính: {result.verdict}" if result.recognised else result.verdict
        self._verdict.show_state(computed, result.tone)
        self._recognised.setVisible(bool(result.recognised))
        self._recognised.show_state(f"Công nhận: {result.recognised}", result.recognised_tone)
        self._remark.setText(result.remark)
        self._more.setText("\n".join(result.more))
        self._more.setVisible(bool(result.more))

    def show_differences(self, words: Sequence[str], year: int | None) -> None:
        """Short sentences of what changed since last year's form."""
        self._differences.set_title(f"Khác năm {year}" if year else "Khác năm trước")
        shown = list(words[:_MOST_DIFFERENCES])
        if len(words) > _MOST_DIFFERENCES:
            shown[-1] = f"và {len(words) - _MOST_DIFFERENCES + 1} điều khác"
        self._difference_words.setText("\n".join(shown) if shown else "Chưa thấy gì khác.")
        self._difference_words.setToolTip("\n".join(words))
        self._differences.setVisible(year is not None)

    def go_to_next(self, step: int) -> Line | None:
        """F6 and Shift+F6: the next problem that still stands."""
        standing = [place for place, line in enumerate(self._lines) if not line.accepted]
        if not standing:
            return None
        if self._current in standing:
            self._current = standing[(standing.index(self._current) + step) % len(standing)]
        else:
            self._current = standing[0 if step > 0 else -1]
        self._list.setCurrentRow(self._current)
        self.wanted.emit(self._lines[self._current])
        return self._lines[self._current]

    def accept_current(self) -> None:
        """Shift+F9: the chosen warning may stand."""
        line = self._chosen()
        if line is not None and line.level is ProblemLevel.WARNING and not line.accepted:
            self.accept_wanted.emit(line)

    def set_drawer(self, is_drawer: bool) -> None:
        """In a narrow window it lies over the form's right side."""
        self.setObjectName("drawer" if is_drawer else "")
        margin = theme.CARD_GAP if is_drawer else 0
        self._column.setContentsMargins(margin, margin, margin, margin)
        self.style().unpolish(self)
        self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_sizes()

    def _chosen(self) -> Line | None:
        row = self._list.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._current = self._list.row(item)
        self.wanted.emit(self._lines[self._current])

    def _on_row(self, _row: int) -> None:
        line = self._chosen()
        is_warning = line is not None and line.level is ProblemLevel.WARNING
        self._accept.setVisible(is_warning and not (line and line.accepted))
        self._refuse.setVisible(bool(line and line.accepted))

    def _on_refuse(self) -> None:
        line = self._chosen()
        if line is not None:
            self.refuse_wanted.emit(line)

    def _set_sizes(self) -> None:
        self.setFixedWidth(theme.px(276))
        self._problems.setMinimumHeight(theme.px(132))

    def _lay_out(self) -> None:
        self._problems.body.addWidget(self._list, 1)
        self._problems.body.addWidget(self._empty)
        self._problems.body.addStretch(0)
        self._problems.body.addWidget(self._accept)
        self._problems.body.addWidget(self._refuse)
        self._problems.body.setContentsMargins(8, 0, 8, 6)
        self._empty.setContentsMargins(8, 0, 8, 6)
        self._result.body.setSpacing(5)
        for widget in (
            self._income,
            self._income_bar,
            self._income_words,
            self._lacks,
            self._lacks_bar,
            self._verdict,
            self._recognised,
            self._remark,
            self._more,
        ):
            self._result.body.addWidget(widget)
        self._differences.body.addWidget(self._difference_words)
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(theme.CARD_GAP)
        content.addWidget(self._problems, 1)
        content.addWidget(self._result)
        content.addWidget(self._differences)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(scrolled(content, self))
        self._set_sizes()


class _ProblemList(QListWidget):
    """Enter on a line goes to the field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setProperty("bare", True)
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
