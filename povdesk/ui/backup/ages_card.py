"""The card "Bản sao lưu gần nhất": this computer, the second disk, each stick, the rehearsal, the key."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from povdesk.domain import vietnamese
from povdesk.domain.todo import BACKUP_REMINDERS

from .. import theme
from ..desk import Desk
from ..keys import ComboBox
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.labels import button, label, set_tone
from . import ages, jobs

_MOST_STICKS = 3


class AgesCard(Card):
    """key_wanted: a key is to be set or changed. second_chosen: copies on the second disk on or off.

    reminder_chosen: working days until one is reminded of a stick.
    """

    key_wanted = Signal()
    second_chosen = Signal(bool)
    reminder_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Bản sao lưu gần nhất", parent)
        self._here, self._rehearsed, self._second = (label("", "", self) for _ in range(3))
        self._sticks = [label("", "", self) for _ in range(_MOST_STICKS)]
        self._key = label("", "", self, wrap=True)
        self._old = label("", "", self, wrap=True)
        self._new_key = button("Đặt khóa sao lưu…", self.key_wanted.emit, parent=self)
        self._second_on = QCheckBox("", self)
        self._second_on.clicked.connect(self.second_chosen.emit)
        self._remind = ComboBox(self)
        self._remind.setAccessibleName("Nhắc sao lưu ra USB")
        for days in BACKUP_REMINDERS:
            self._remind.addItem(ages.remind_words(days), days)
        self._remind.activated.connect(lambda _place: self.reminder_chosen.emit(self._remind.currentData()))
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(4)
        for line, widget in enumerate((self._here, self._second, self._rehearsed)):
            grid.addWidget(widget, line, 0)
        for line, widget in enumerate(self._sticks):
            grid.addWidget(widget, line, 1)
        reminding = QHBoxLayout()
        reminding.setSpacing(theme.px(8))
        reminding.addWidget(label("Nhắc sao lưu ra USB", "", self))
        reminding.addWidget(self._remind)
        reminding.addStretch(1)
        grid.addLayout(reminding, _MOST_STICKS, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        row = QHBoxLayout()
        row.addWidget(self._key, 1)
        row.addWidget(self._second_on)
        row.addWidget(self._new_key)
        self.body.addLayout(row)
        self.body.addWidget(self._old)

    def show_now(self, now: Any, other: Path | None, desk: Desk) -> None:
        """other: the root of a second disk inside the computer."""
        today = date.today()
        _say(self._here, "Trong máy này", now.last_here, today, late=1)
        self._show_second(now, other, desk, today)
        self._remind.setCurrentIndex(self._remind.findData(now.remind_after))
        for line, stick in zip(self._sticks, now.sticks[-_MOST_STICKS:], strict=False):
            _say(line, stick.name, stick.last, today, late=ages.URGENT_DAYS)
        for line in self._sticks[len(now.sticks) :]:
            line.hide()
        if not now.sticks:
            _say(self._sticks[0], "USB", now.last_outside, today, late=ages.URGENT_DAYS)
        elif len(now.sticks) == 1:
            self._sticks[1].setText("Nên có thêm một USB nữa, hai USB thay nhau, cất ở hai nơi.")
            set_tone(self._sticks[1], None)
            self._sticks[1].show()
        self._show_rehearsal(now.rehearsal)
        self._old.setVisible(bool(now.old_registers))
        self._old.setText(
            f"Sổ gốc của {', '.join(now.old_registers)} (thư mục xa-cu cạnh dữ liệu) không nằm trong bản sao"
            " lưu nào: chép thư mục đó ra USB, cất nơi khóa kín."
        )
        if now.office is None:
            self._key.setText("Chưa đặt khóa: cần khóa một lần trước khi sao lưu ra USB.")
        else:
            made = vietnamese.short_date(datetime.fromisoformat(now.office.made_on).date())
            self._key.setText(f"Bản ra USB được mã hóa bằng khóa đặt ngày {made}.")
        self._new_key.setText("Đặt khóa sao lưu…" if now.office is None else "Đổi khóa…")

    def _show_second(self, now: Any, other: Path | None, desk: Desk, today: date) -> None:
        is_on = desk.habits.get(jobs.SECOND_HABIT, True) is not False
        self._second_on.setVisible(other is not None and not desk.is_sample)
        self._second_on.setText(f"Chép thêm sang ổ đĩa thứ hai ({other})")
        self._second_on.setChecked(is_on)
        if other is None or desk.is_sample:
            self._second.setText("Ổ đĩa thứ hai trong máy: không có.")
            set_tone(self._second, None)
        elif not is_on:
            self._second.setText("Ổ đĩa thứ hai trong máy: đã tắt.")
            set_tone(self._second, None)
        else:
            _say(self._second, "Ổ đĩa thứ hai", now.last_second, today, late=1)

    def _show_rehearsal(self, done: Any) -> None:
        if done is None:
            self._rehearsed.setText("Diễn tập phục hồi: máy tự làm mỗi tuần, chưa đến lần đầu.")
            set_tone(self._rehearsed, None)
            return
        result = "đạt" if done.passed else "không đạt, hãy sao lưu lại ngay"
        self._rehearsed.setText(f"Diễn tập phục hồi: bản số {done.sequence}, {done.at:%d/%m/%Y}, {result}")
        set_tone(self._rehearsed, None if done.passed else Tone.DANGER)


def _say(line: QLabel, place: str, at: datetime | None, today: date, late: int) -> None:
    line.show()
    age = ages.Age(place, at)
    days = age.days(today)
    if at is None or days is None:
        line.setText(f"{place}: chưa có bản nào.")
        set_tone(line, Tone.WARN)
        return
    line.setText(f"{place}: {at.astimezone():%H:%M %d/%m/%Y} ({age.words(today)}), đã kiểm tra")
    set_tone(line, Tone.DANGER if days >= max(late, 2) else None)
