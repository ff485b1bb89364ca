"""Ghi biến động: a household moves away, ends, merges, is split, or has come from elsewhere."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from povdesk.domain.catalogues import name_of
from povdesk.domain.household import EventKind, Household

from ..widgets.dialog import Dialog
from ..widgets.fields import Choice, ChoiceField, PartialDateField, ProblemLevel, TextField
from ..widgets.labels import label
from ..widgets.page import scrolled

Work = Callable[[Any], Any]

_KINDS = (
    Choice(EventKind.MOVED_OUT, "Chuyển đi nơi khác", "1"),
    Choice(EventKind.ENDED, "Không còn ai trong hộ", "2"),
    Choice(EventKind.MERGED, "Nhập vào hộ khác", "3"),
    Choice(EventKind.SPLIT, "Tách một số người ra hộ mới", "4"),
    Choice(EventKind.MOVED_IN, "Mới chuyển đến từ nơi khác", "5"),
)
_HINTS = {
    EventKind.MOVED_OUT: "Hộ thôi theo dõi từ ngày này; số liệu các năm trước giữ nguyên.",
    EventKind.ENDED: "Dùng khi hộ đơn thân chết hoặc không còn người nào ở.",
    EventKind.MERGED: "Mọi người sang hộ kia; chủ hộ kia vẫn là chủ hộ. Sau đó mở phiếu hộ kia, ghi quan hệ.",
    EventKind.SPLIT: "Đánh dấu những người ra hộ mới và chọn chủ hộ mới. Hộ mới chưa có diện, chờ rà soát.",
    EventKind.MOVED_IN: "Để hộ này không bị tính là hộ nghèo phát sinh mới tại xã.",
}


class ChangeDialog(Dialog):
    """One change of one household; `done` gets what to write and the words for the bar with "Hoàn tác".

    others: id and words of the households it may go into.
    """

    def __init__(
        self,
        household: Household,
        others: Sequence[tuple[int, str]],
        done: Callable[[Work, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Biến động của hộ {household.head_name}", parent)
        self._household, self._done = household, done
        self._kind = ChoiceField("change_kind", "Biến động", _KINDS, self, required=True)
        self._day = PartialDateField("change_day", "Ngày", self, required=True, whole=True, not_future=True)
        self._reason = TextField("change_reason", "Ghi rõ (nơi đến, nơi đi, lý do)", self)
        self._other = ChoiceField(
            "change_other",
            "Nhập vào hộ",
            [Choice(str(key), words) for key, words in others],
            self,
            required=True,
        )
        self._people = QWidget(self)
        self._ticks: dict[int, QCheckBox] = {}
        self._head = ChoiceField("change_head", "Chủ hộ mới", (), self, required=True)
        self._hint = label("", "hint", self, wrap=True)
        self._lay_out()
        self._kind.changed.connect(self._show_kind)
        self.add_button("Quay lại")
        self.add_button("Ghi biến động", self._on_write, kind="primary")
        self._show_kind()

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        for member in self._household.members:
            if member.is_head or member.person.id is None:
                continue
            relation = name_of("relations", member.relation) if member.relation else ""
            words = f"{member.person.full_name} ({relation.lower()})" if relation else member.person.full_name
            tick = QCheckBox(words.replace("&", "&&"), self)
            tick.toggled.connect(self._show_heads)
            self._ticks[member.person.id] = tick
            inside.addWidget(tick)
        column = QVBoxLayout(self._people)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Những người ra hộ mới", "caption", self))
        area = scrolled(inside, self)
        area.setMaximumHeight(self.fontMetrics().height() * 9)
        column.addWidget(area)
        for widget in (
            self._kind,
            self._hint,
            self._day,
            self._other,
            self._people,
            self._head,
            self._reason,
        ):
            self.body.addWidget(widget)

    def _show_kind(self) -> None:
        kind = self._kind.value()
        self._other.setVisible(kind == EventKind.MERGED)
        self._people.setVisible(kind == EventKind.SPLIT)
        self._head.setVisible(kind == EventKind.SPLIT)
        self._reason.setVisible(kind not in (EventKind.MERGED, EventKind.SPLIT))
        self._hint.setText(_HINTS.get(EventKind(kind), "") if kind else "")
        self.adjustSize()

    def _show_heads(self) -> None:
        names = {m.person.id: m.person.full_name for m in self._household.members}
        chosen = [key for key, tick in self._ticks.items() if tick.isChecked()]
        self._head.set_choices([Choice(str(key), names[key]) for key in chosen])
        if len(chosen) == 1:
            self._head.set_value(str(chosen[0]))

    def _on_write(self) -> None:
        asked = [self._kind, self._day]
        asked += [self._other] if self._kind.value() == EventKind.MERGED else []
        asked += [self._head] if self._kind.value() == EventKind.SPLIT else []
        for field in asked:
            field.show_problem(None)
        wrong = [field for field in asked if not field.value() or getattr(field, "unreadable", str)()]
        for field in wrong:
            why = getattr(field, "unreadable", str)() or "Cần chọn hoặc ghi mục này."
            field.show_problem(ProblemLevel.ERROR, why)
        if wrong:
            wrong[0].setFocus()
            return
        day = self._day.date_value()
        assert day is not None
        work, words = self._work(EventKind(self._kind.value()), day)
        self.accept()
        self._done(work, words)

    def _work(self, kind: EventKind, day: date) -> tuple[Work, str]:
        from povdesk.storage import household_changes as changes

        key, name, reason = self._household.id, self._household.head_name, self._reason.value()
        assert key is not None
        if kind is EventKind.MERGED:
            into = int(self._other.value())
            return (lambda act: changes.merge(act, key, into, day)), f"Đã nhập hộ {name} vào hộ khác."
        if kind is EventKind.SPLIT:
            people = [person for person, tick in self._ticks.items() if tick.isChecked()]
            head = int(self._head.value())
            return (lambda act: changes.split(act, key, people, head, day)), f"Đã tách hộ {name}."
        if kind is EventKind.MOVED_IN:
            return (lambda act: changes.arrive(act, key, day, reason)), f"Đã ghi hộ {name} chuyển đến."
        return (lambda act: changes.end(act, key, kind, day, reason)), f"Đã ghi biến động của hộ {name}."
