"""Editors of the plan's lists: legal bases and Nơi nhận; one line is edited below the list."""

import dataclasses
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from povdesk.domain.plan import AnnualPlan, LegalBasis, Recipient, resolve_links

from .. import theme
from ..widgets.labels import button, label
from .block_editor import BlockEditor, Work
from .linked_text import LinkedTextField
from .reading import PlanState

_NEW_LINE = "(dòng mới, gõ ở ô dưới)"


class LinesEditor(BlockEditor):
    """A list whose lines can be added, moved and deleted by keys; subclasses say what a line is.

    deleted: words of a deleted line and the Work that saves the list without it.
    """

    deleted = Signal(str, object)

    title = ""
    line_title = ""
    hint = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Any] = []
        self._uid = ""
        self._pending = -1
        self._list = QListWidget(self)
        self._words = LinkedTextField(f"{self.title}-line", self.line_title, self, lines=3)
        self._bar = QWidget(self)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._list.currentRowChanged.connect(self._on_row)
        self._list.installEventFilter(self)
        self._words.committed.connect(self._on_committed)
        self._words.link_opened.connect(self.link_opened)

    # ---- what each list provides

    def _lines_of(self, plan: AnnualPlan) -> tuple[Any, ...]:
        raise NotImplementedError

    def _new_line(self) -> Any:
        raise NotImplementedError

    def _save(self, act: Any, plan: AnnualPlan, lines: tuple[Any, ...]) -> None:
        raise NotImplementedError

    def _show_line(self, line: Any) -> None:
        """Further fields of one line."""

    def _add_sources(self, row: QHBoxLayout) -> None:
        """Further buttons before those that all lists have."""

    # ---- what all share

    def show_block(self, state: PlanState, code: str) -> None:
        assert state.plan is not None
        anew = self._uid != state.plan.uid
        self._uid, self._state = state.plan.uid, state
        if self._pending >= 0 and not anew:
            return
        self._pending = -1
        self._lines = list(self._lines_of(state.plan))
        place = 0 if anew else max(self._list.currentRow(), 0)
        self._fill(place)
        self._show_current(anew=anew)
        self._set_read_only(state.is_frozen or not self._lines)
        self._bar.setEnabled(not state.is_frozen)

    def focus_first(self) -> None:
        self._list.setFocus()

    def choose(self, place: int) -> None:
        self._list.setCurrentRow(place)

    def words(self) -> LinkedTextField:
        return self._words

    def list_widget(self) -> QListWidget:
        return self._list

    def add(self) -> None:
        """A new line after the current one; it is kept once something is typed in it."""
        self._drop_pending()
        place = self._list.currentRow() + 1
        self._lines.insert(place, self._new_line())
        self._pending = place
        self._fill(place)
        self._show_current(anew=True)
        self._words.set_read_only(False)
        self._words.setFocus()

    def insert(self, line: Any) -> None:
        """A whole line after the current one, saved at once."""
        self._drop_pending()
        place = min(self._list.currentRow(), len(self._lines) - 1) + 1
        self._lines.insert(place, line)
        self._write()
        self._fill(place)
        self._show_current(anew=True)
        self._words.set_read_only(False)
        self._list.setFocus()

    def shift(self, by: int) -> None:
        place = self._list.currentRow()
        target = place + by
        if self._pending < 0 and 0 <= place < len(self._lines) and 0 <= target < len(self._lines):
            self._lines.insert(target, self._lines.pop(place))
            self._write()
            self._fill(target)

    def delete(self) -> None:
        place = self._list.currentRow()
        if 0 <= place < len(self._lines):
            gone = self._lines.pop(place)
            if self._pending != place:
                self.deleted.emit(gone.text, self._saving())
            self._pending = -1
            self._fill(min(place, len(self._lines) - 1))
            self._show_current(anew=True)

    def _drop_pending(self) -> None:
        if self._pending >= 0:
            del self._lines[self._pending]
            self._pending = -1

    def _saving(self) -> Work:
        assert self._state is not None and self._state.plan is not None
        plan, lines = self._state.plan, tuple(self._lines)
        return lambda act: self._save(act, plan, lines)

    def _write(self) -> None:
        self._pending = -1
        self.edited.emit(self._saving())

    def _replace(self, **changes: Any) -> None:
        place = self._list.currentRow()
        if 0 <= place < len(self._lines):
            changed = dataclasses.replace(self._lines[place], **changes)
            if changed != self._lines[place]:
                self._lines[place] = changed
                self._write()
                self._fill(place)

    def _on_committed(self) -> None:
        text = " ".join(self._taken(self._words).split())
        if text:
            self._replace(text=text)

    def _on_row(self, place: int) -> None:
        if self._pending >= 0 and place != self._pending:
            place -= place > self._pending
            self._drop_pending()
            self._fill(place)
        self._show_current(anew=True)

    def _show_current(self, *, anew: bool) -> None:
        place = self._list.currentRow()
        line = self._lines[place] if 0 <= place < len(self._lines) else None
        self._put(self._words, line.text if line else "", anew=anew)
        self._show_line(line)

    def _fill(self, place: int) -> None:
        assert self._state is not None
        values = self._state.values
        self._list.blockSignals(True)
        self._list.clear()
        for line in self._lines:
            words = resolve_links(line.text, values)
            item = QListWidgetItem(words or _NEW_LINE, self._list)
            item.setToolTip(words)
        self._list.setCurrentRow(place)
        self._list.blockSignals(False)

    def _lay_out(self) -> None:
        self._list.setAccessibleName(self.title)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMinimumHeight(theme.px(90))
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(label(self.title, "strong", self._bar))
        row.addStretch(1)
        self._add_sources(row)
        for words, act, key in (
            ("Thêm", self.add, "Ctrl+Insert"),
            ("Lên", lambda: self.shift(-1), "Alt+Mũi tên lên"),
            ("Xuống", lambda: self.shift(1), "Alt+Mũi tên xuống"),
            ("Xóa", self.delete, "Ctrl+Delete"),
        ):
            made: QPushButton = button(words, act, kind="link", parent=self._bar)
            made.setToolTip(key)
            row.addWidget(made)
        self._column.setContentsMargins(16, 8, 16, 8)
        self._column.setSpacing(6)
        self._column.addWidget(self._bar)
        self._column.addWidget(self._list, 1)
        self._words.setMaximumHeight(theme.px(140))
        self._column.addWidget(self._words)
        self._words.set_hint(self.hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._list and event.type() == QEvent.Type.KeyPress and self._bar.isEnabled():
            assert isinstance(event, QKeyEvent)
            held, key = event.modifiers(), event.key()
            if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Insert:
                self.add()
                return True
            if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Delete:
                self.delete()
                return True
            if held == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.shift(-1 if key == Qt.Key.Key_Up else 1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._words.setFocus()
                return True
        return super().eventFilter(watched, event)


class BasesEditor(LinesEditor):
    """Legal bases, one a line; printed in italics. incoming_wanted: one out of the incoming papers."""

    incoming_wanted = Signal()

    title = "Căn cứ ban hành"
    line_title = "Căn cứ đang chọn"
    hint = "Ghi đủ tên loại, số, ngày, cơ quan ban hành và trích yếu."

    def _lines_of(self, plan: AnnualPlan) -> tuple[Any, ...]:
        return plan.bases

    def _new_line(self) -> LegalBasis:
        return LegalBasis("")

    def _save(self, act: Any, plan: AnnualPlan, lines: tuple[Any, ...]) -> None:
        from povdesk.storage import plan_edits

        plan_edits.save_bases(act, plan.id, lines)

    def _add_sources(self, row: QHBoxLayout) -> None:
        made = button("Chọn từ văn bản đến…", self.incoming_wanted.emit, kind="link", parent=self._bar)
        made.setToolTip("Căn cứ ghi đủ tên loại, số, ngày, cơ quan, trích yếu từ sổ văn bản đến")
        row.addWidget(made)


class RecipientsEditor(LinesEditor):
    """Nơi nhận, and which roles of the plan each line reaches. The Lưu line is made by the program."""

    title = "Nơi nhận"
    line_title = "Nơi nhận đang chọn"
    hint = "Không gõ gạch đầu dòng và dấu cuối; dòng “Lưu: VT, …” do phần mềm đặt."

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles = QListWidget(self)
        self._roles.setAccessibleName("Vai nhận kế hoạch qua dòng này")
        self._roles.setMinimumHeight(theme.px(70))
        self._roles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column.addWidget(label("Dòng này gửi tới (phím cách để chọn)", "caption", self))
        self._column.addWidget(self._roles, 1)
        self._roles.itemChanged.connect(self._on_role)

    def _lines_of(self, plan: AnnualPlan) -> tuple[Any, ...]:
        return plan.recipients

    def _new_line(self) -> Recipient:
        return Recipient("")

    def _save(self, act: Any, plan: AnnualPlan, lines: tuple[Any, ...]) -> None:
        from povdesk.storage import plan_edits

        plan_edits.save_recipients(act, plan.id, lines)

    def _show_line(self, line: Any) -> None:
        assert self._state is not None and self._state.plan is not None
        place = self._roles.currentRow()
        self._roles.blockSignals(True)
        self._roles.clear()
        for role in self._state.plan.roles:
            item = QListWidgetItem(role.name, self._roles)
            item.setData(Qt.ItemDataRole.UserRole, role.code)
            on = line is not None and role.code in line.roles
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._roles.setCurrentRow(place)
        self._roles.blockSignals(False)
        self._roles.setEnabled(line is not None and not self._state.is_frozen)

    def _on_role(self, _item: QListWidgetItem) -> None:
        items = [self._roles.item(place) for place in range(self._roles.count())]
        chosen = tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )
        self._replace(roles=chosen)
