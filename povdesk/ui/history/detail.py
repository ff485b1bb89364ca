"""Beside the log: what one act changed, field by field, and whether it can be taken back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from .. import theme
from ..theme import Tone
from ..widgets.labels import button, label, set_tone
from ..widgets.page import scrolled

_AT_MOST = 60


class DetailPanel(QFrame):
    """undo_wanted: take this act back; carries its number."""

    undo_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Nội dung việc đang chọn")
        self._seq = 0
        self._title = label("", "cardTitle", self, wrap=True)
        self._who = label("", "caption", self, wrap=True)
        self._why = label("", "hint", self, wrap=True)
        self._undo = button("Hoàn tác việc này", self._on_undo, icon="arrow-undo", key="Ctrl+Z", parent=self)
        self._content = QVBoxLayout()
        self._lay_out()
        self.show_entry(None)

    def show_entry(self, entry: Any) -> None:
        """What the list knows; the changes follow with `show_changes`."""
        self._seq = entry.seq if entry is not None else 0
        self._clear()
        self._undo.setEnabled(False)
        self._why.setText("")
        if entry is None:
            self._title.setText("Chưa chọn việc nào")
            self._who.setText("Chọn một dòng để xem trước và sau khi sửa.")
            return
        self._title.setText(entry.action)
        who = f" · {entry.who}" if entry.who else ""
        self._who.setText(f"{entry.at:%d/%m/%Y %H:%M}{who}")

    def show_changes(self, seq: int, lines: Sequence[Any], why_not: str) -> None:
        """Before and after of each field; why_not: why the act stays, empty when it can be taken back."""
        if seq != self._seq:
            return
        self._clear()
        record = ""
        for line in lines[:_AT_MOST]:
            if line.record != record:
                record = line.record
                self._add(label(record, "strong", wrap=True))
            if line.field:
                arrow = f"{line.before} → {line.after}" if line.before else line.after or f"{line.before} → "
                self._add(label(f"{line.field}: {arrow}", "", wrap=True))
        if len(lines) > _AT_MOST:
            self._add(label(f"Còn {len(lines) - _AT_MOST} dòng nữa.", "caption", wrap=True))
        if not lines:
            self._add(label("Việc này không sửa bản ghi nào.", "caption", wrap=True))
        self._undo.setEnabled(not why_not)
        self._why.setText(f"Không hoàn tác được: {why_not[0].lower()}{why_not[1:]}" if why_not else "")
        set_tone(self._why, Tone.WARN if why_not else None)

    def lines(self) -> list[str]:
        """The changes as shown."""
        widgets = [self._content.itemAt(place).widget() for place in range(self._content.count() - 1)]
        return [widget.text() for widget in widgets if widget is not None]

    def why_not(self) -> str:
        return self._why.text()

    def undo_button(self) -> QWidget:
        return self._undo

    def _add(self, widget: QWidget) -> None:
        self._content.insertWidget(self._content.count() - 1, widget)

    def _clear(self) -> None:
        while self._content.count() > 1:
            item = self._content.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()

    def _on_undo(self) -> None:
        if self._seq and self._undo.isEnabled():
            self.undo_wanted.emit(self._seq)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 12, 0)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._who)
        self._content.setContentsMargins(16, 8, 12, 8)
        self._content.setSpacing(4)
        self._content.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 12, 12)
        foot.setSpacing(6)
        foot.addWidget(self._why)
        foot.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scrolled(self._content, self), 1)
        column.addLayout(foot)
        self.setMinimumWidth(theme.px(280))
