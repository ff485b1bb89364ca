"""One pair side by side: who, where, and what speaks for and against the two being one."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from .. import theme
from ..theme import Tone
from ..widgets.labels import button, label, set_tone
from ..widgets.page import scrolled


class PairPanel(QFrame):
    """apart_wanted: not one. merge_wanted: keep the first (True) or the second. open_wanted: a household."""

    apart_wanted = Signal()
    merge_wanted = Signal(bool)
    open_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Cặp đang xem")
        self._pair: Any = None
        self._title = label("", "cardTitle", self, wrap=True)
        self._level = label("", "caption", self, wrap=True)
        self._sides = (_Side("THỨ NHẤT", self), _Side("THỨ HAI", self))
        self._reasons = label("", "", self, wrap=True)
        self._apart = button("Không trùng", self.apart_wanted.emit, key="F8", parent=self)
        self._keep_first = button("Gộp, giữ thứ nhất…", lambda: self.merge_wanted.emit(True), parent=self)
        self._keep_second = button("Gộp, giữ thứ hai…", lambda: self.merge_wanted.emit(False), parent=self)
        self._lay_out()
        self.show_pair(None)

    def show_pair(self, pair: Any) -> None:
        self._pair = pair
        for widget in (self._apart, self._keep_first, self._keep_second):
            widget.setEnabled(pair is not None)
        if pair is None:
            self._title.setText("Chưa chọn cặp nào")
            self._level.setText("")
            self._reasons.setText("")
        else:
            what = "Người" if pair.person else "Hộ"
            self._title.setText(f"{what}: {pair.one.name}")
            self._level.setText(f"{pair.score.label}, {pair.score.points} điểm")
            set_tone(self._level, Tone.WARN if pair.score.is_likely else None)
            self._reasons.setText("\n".join(f"• {words}" for words in pair.score.in_words().split("; ")))
        for side, record in zip(self._sides, (pair.one, pair.other) if pair else (None, None), strict=True):
            side.show_record(record)

    def _lay_out(self) -> None:
        content = QVBoxLayout()
        content.setContentsMargins(16, 8, 12, 8)
        content.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for place, side in enumerate(self._sides):
            grid.addWidget(side, 0, place)
            grid.setColumnStretch(place, 1)
            side.open_wanted.connect(self.open_wanted)
        content.addLayout(grid)
        content.addWidget(label("VÌ SAO", "group", self))
        content.addWidget(self._reasons)
        content.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 12, 0)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._level)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 12, 12)
        foot.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self._keep_first)
        row.addWidget(self._keep_second)
        row.addStretch(1)
        foot.addWidget(self._apart, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scrolled(content, self), 1)
        column.addLayout(foot)
        self.setMinimumWidth(theme.px(340))


class _Side(QWidget):
    """open_wanted: show the household of this record."""

    open_wanted = Signal(int)

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._household: int | None = None
        self._name = label("", "strong", self, wrap=True)
        self._born = label("", "", self, wrap=True)
        self._place = label("", "caption", self, wrap=True)
        self._open = button("Mở hộ đó", self._on_open, kind="link", icon="open", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(label(heading, "group", self))
        for widget in (self._name, self._born, self._place):
            column.addWidget(widget)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_record(self, record: Any) -> None:
        self._household = record.household_id if record is not None else None
        self._name.setText(record.name if record is not None else "")
        self._born.setText(f"Sinh {record.born}" if record is not None and record.born else "")
        self._born.setVisible(bool(self._born.text()))
        self._place.setText(record.place if record is not None else "")
        self._open.setVisible(self._household is not None)

    def _on_open(self) -> None:
        if self._household is not None:
            self.open_wanted.emit(self._household)
