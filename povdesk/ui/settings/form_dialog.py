"""A dialog with fields: it stays open until what was typed is saved, and says why when it is refused."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from povdesk.domain.errors import PovDeskError

from .. import messages, theme
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.fields import Field, ProblemLevel
from ..widgets.labels import label, set_tone
from ..widgets.page import scrolled
from ..widgets.side_by_side import side_by_side

Failed = Callable[[Exception], None]
Save = Callable[[Callable[[], None], Failed], None]


class FormDialog(Dialog):
    """Fields side by side. `save(done, failed)` writes; `done` closes, `failed` shows the sentence here.

    needed: what to say beside a required field that is empty.
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        parent: QWidget,
        *,
        columns: int = 2,
        needed: Mapping[str, str] | None = None,
        words: str = "",
    ) -> None:
        super().__init__(title, parent)
        self._fields = {field.code: field for field in fields}
        self._needed = dict(needed or {})
        self._boxes: dict[str, QCheckBox] = {}
        self._save: Save | None = None
        self._changed = self._warned = self._pressed = False
        self._least_width = theme.px(720 if columns > 1 else 620)
        self._message = label("", "", self, wrap=True)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(2, 0, 8, 0)
        self.content.setSpacing(4)
        if words:
            self.content.addWidget(label(words, "caption", self, wrap=True))
        if fields:
            self.content.addLayout(side_by_side(fields, columns))
        self._area = scrolled(self.content, self)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._message)
        self._message.hide()
        self.add_button("Đóng, không lưu", self._on_drop)
        self._button = self.add_button("Lưu  Ctrl+S", self.save, kind="primary")
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        for field in fields:
            field.changed.connect(self.mark_changed)

    def field(self, code: str) -> Any:
        return self._fields[code]

    def add_box(self, code: str, words: str, checked: bool) -> QCheckBox:
        """A tick box below the fields."""
        made = QCheckBox(words, self)
        made.setObjectName(f"{code}-input")
        made.setChecked(checked)
        made.toggled.connect(self.mark_changed)
        self._boxes[code] = made
        self.content.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def ticked(self, code: str) -> bool:
        """False also when there is no such box."""
        return code in self._boxes and self._boxes[code].isChecked()

    def mark_changed(self, *_values: object) -> None:
        self._changed, self._warned = True, False

    def start(self, save: Save, focus: str = "") -> None:
        """Open, with the cursor in a field."""
        self._save = save
        self.content.addStretch(1)
        for field in self._fields.values():
            if hasattr(field, "line"):
                # A long name is read from its beginning.
                field.line().home(False)
        self._lead_last_to_buttons()
        # Qt would take two thirds of the screen at most.
        self.resize(self.sizeHint())
        self.open()
        if focus in self._fields:
            self._fields[focus].setFocus()
            self._area.ensureWidgetVisible(self._fields[focus])
        elif self._fields:
            next(iter(self._fields.values())).setFocus()

    def _lead_last_to_buttons(self) -> None:
        """Enter goes through all of the content, also what was added after the buttons, before it saves."""
        inside, one = [], self.nextInFocusChain()
        while one is not self:
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and self._area.isAncestorOf(one):
                inside.append(one)
            one = one.nextInFocusChain()
        before = inside[-1] if inside else None
        for verb in (self._button, *reversed(self._lesser)):
            if before is not None:
                QWidget.setTabOrder(before, verb)
            before = verb

    def save(self) -> None:
        """Ctrl+S: check what can be seen here, then write."""
        self.commit_typed()
        wrong = self._first_wrong()
        if wrong is not None:
            wrong.setFocus()
            self._area.ensureWidgetVisible(wrong)
            return
        if self._save is not None and self._button.isEnabled():
            self._pressed = self._button.hasFocus()
            self._button.setEnabled(False)
            self._save(self._done, self.refuse)

    def refuse(self, error: Exception) -> None:
        """Show why nothing was saved; what was typed stays."""
        if not shiboken6.isValid(self):
            messages.show_error(None, error)
            return
        self.allow_save()
        if isinstance(error, PovDeskError):
            self.say(str(error))
        else:
            messages.show_error(self, error)

    def allow_save(self) -> None:
        """After the caller refused to write."""
        self._button.setEnabled(True)
        if self._pressed:
            # A disabled button hands the focus on, to the one that closes: Enter would drop what was typed.
            self._button.setFocus()

    def say(self, words: str, tone: Tone = Tone.DANGER) -> None:
        """Below the fields; why nothing was saved, unless another tone says otherwise."""
        set_tone(self._message, tone)
        self._message.setText(words)
        self._message.show()

    def sizeHint(self) -> QSize:
        """As large as the content, never larger than the window behind."""
        inner = self._area.widget().sizeHint()
        width, height = max(inner.width() + 64, self._least_width), inner.height() + theme.px(100)
        return self.within_window(QSize(width, height))

    def reject(self) -> None:
        """Esc: once more when something was typed."""
        if self._changed and not self._warned:
            self._warned = True
            self.say("Có thay đổi chưa lưu. Bấm Esc lần nữa để bỏ, hoặc Ctrl+S để lưu.")
            return
        super().reject()

    def _on_drop(self) -> None:
        self._changed = False
        self.reject()

    def _done(self) -> None:
        if shiboken6.isValid(self):
            self.accept()

    def _first_wrong(self) -> Field | None:
        first: Field | None = None
        for field in self._fields.values():
            why = getattr(field, "unreadable", lambda: "")() or self._unknown_choice(field)
            if not why and field.required and field.is_empty():
                why = self._needed.get(field.code, "Cần điền ô này.")
            if why:
                field.show_problem(ProblemLevel.ERROR, why)
                first = first or field
            elif field.problem() is not None:
                field.show_problem(None)
        return first

    def _unknown_choice(self, field: Field) -> str:
        typed = field.text().strip() if hasattr(field, "choices") else ""  # type: ignore[attr-defined]
        return "Chọn một mục trong danh sách (F4)." if typed and not field.value() else ""
