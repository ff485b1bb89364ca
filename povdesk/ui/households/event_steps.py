"""Steps 1, 3 and 4 of the event dialog: what happened, when and why, and what will change."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from povdesk.domain.household import EventKind
from povdesk.domain.household_events import REASONS, TITLES

from .. import theme
from ..theme import Tone
from ..widgets.fields import Choice, ChoiceField, PartialDateField, TextField
from ..widgets.labels import label, set_tone
from ..widgets.page import scrolled
from .event_reading import Loaded
from .event_who import Told

_REMARKS = {
    EventKind.SPLIT: "một số người ra hộ mới, có mã riêng",
    EventKind.MERGED: "cả hộ về ở chung với hộ khác",
    EventKind.HEAD_CHANGED: "người khác trong hộ làm chủ hộ",
    EventKind.MEMBER_JOINED: "mới sinh, kết hôn, chuyển đến ở cùng",
    EventKind.MEMBER_LEFT: "kết hôn, chuyển đi, làm ăn xa",
    EventKind.MEMBER_DIED: "kể cả chủ hộ",
    EventKind.MEMBER_RETURNED: "người đã ra khỏi hộ nay về lại",
    EventKind.MOVED_IN: "hộ này từ nơi khác tới, không phải phát sinh mới",
    EventKind.MOVED_OUT: "ra ngoài xã, hoặc sang thôn khác",
    EventKind.ENDED: "không còn ai ở, hoặc hộ đơn thân chết",
}
_ORDER = tuple(TITLES)
_OTHER_REASON = "Lý do khác"


class KindStep(QListWidget):
    """Ten numbered lines. chosen: Enter, a digit or a double click on one."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("event-kinds")
        self.setAccessibleName("Loại biến động")
        for place, kind in enumerate(_ORDER):
            item = QListWidgetItem(f"{(place + 1) % 10}   {TITLES[kind]} – {_REMARKS[kind]}")
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setSizeHint(QSize(0, theme.px(28)))
            self.addItem(item)
        self.setCurrentRow(0)
        self.setMinimumHeight(theme.px(28) * len(_ORDER) + 8)
        self.itemDoubleClicked.connect(lambda _item: self.chosen.emit())

    def kind(self) -> EventKind:
        return EventKind(self.currentItem().data(Qt.ItemDataRole.UserRole))

    def choose(self, kind: EventKind) -> None:
        self.setCurrentRow(_ORDER.index(kind))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isdecimal() and len(typed) == 1:
            self.setCurrentRow((int(typed) - 1) % 10)
            self.chosen.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class WhenStep(QWidget):
    """Day and reason; a reason of the list, or the officer's own words, or both."""

    def __init__(self, kind: EventKind, loaded: Loaded, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = PartialDateField("day", "Ngày xảy ra", self, required=True, whole=True, not_future=True)
        self._day.set_value(loaded.day)
        self._day.set_hint("Ghi được cả việc đã xảy ra trước đây.")
        choices = [Choice(words, words, str(place)) for place, words in enumerate(REASONS[kind], 1)]
        self._reason = ChoiceField(
            "reason", "Lý do", [*choices, Choice(_OTHER_REASON, _OTHER_REASON)], self, required=True
        )
        self._more = TextField("reason_more", "Ghi rõ thêm (nơi đi, nơi đến, giấy tờ…)", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for field in (self._day, self._reason, self._more):
            column.addWidget(field)
        column.addStretch(1)

    def start(self) -> None:
        self._day.setFocus()
        # The page may have given it the focus already; typing shall replace the proposed day.
        self._day.line().selectAll()

    def unreadable(self) -> str:
        """Why the day cannot be read; empty when it can."""
        return self._day.unreadable()

    def add_to(self, told: Told) -> Told:
        reason, more = self._reason.value(), self._more.value()
        reason = "" if reason == _OTHER_REASON else reason
        words = ": ".join(part for part in (reason, more) if part)
        return replace(told, event=replace(told.event, day=self._day.date_value(), reason=words))


class ReviewStep(QWidget):
    """What will be written, sentence by sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._lines.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Những điều sau sẽ được ghi. Ghi xong vẫn hoàn tác được.", "caption", self))
        column.addWidget(scrolled(self._lines, self), 1)

    def show_lines(self, sentences: Sequence[str]) -> None:
        while self._lines.count() > 1:
            item = self._lines.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().deleteLater()
        for place, words in enumerate(sentences):
            self._lines.insertWidget(place, label(f"• {words}", "", self, wrap=True))

    def sentences(self) -> list[str]:
        """The lines as shown."""
        widgets = [self._lines.itemAt(place).widget() for place in range(self._lines.count() - 1)]
        return [widget.text().removeprefix("• ") for widget in widgets if widget is not None]


def problem_line(parent: QWidget) -> QWidget:
    """The line below a step that says what is missing."""
    made = label("", "", parent, wrap=True)
    set_tone(made, Tone.DANGER)
    return made
