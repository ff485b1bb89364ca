"""The middle of the page in writing: the right editor for each line of the outline."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ..habits import Habits
from .block_editor import BlockEditor
from .details_editor import DetailsEditor
from .lines_editor import BasesEditor, RecipientsEditor
from .locked_note import LockedNote
from .outline import ANNEXES, BASES, DETAILS, HEAD, RECIPIENTS, SIGNATURE
from .reading import PlanState
from .role_editor import RoleEditor
from .text_editor import TextEditor


class Editing(QStackedWidget):
    """Shows one block at a time; words that were typed are handed on before another block comes.

    edited: a Work that saves. deleted: words of a line of a list, and the Work that deletes it.
    """

    edited = Signal(object)
    deleted = Signal(str, object)
    link_opened = Signal(str)
    insert_wanted = Signal(object)

    def __init__(self, habits: Habits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = TextEditor(self)
        self.role = RoleEditor(habits, self)
        self.details = DetailsEditor(self)
        self.bases = BasesEditor(self)
        self.recipients = RecipientsEditor(self)
        self.locked = LockedNote(self)
        self._code = ""
        self._filled = False
        for editor in self._editors():
            self.addWidget(editor)
            editor.edited.connect(self.edited)
            editor.link_opened.connect(self.link_opened)
            editor.insert_wanted.connect(self.insert_wanted)
        self.addWidget(self.locked)
        for lines in (self.bases, self.recipients):
            lines.deleted.connect(self.deleted)

    def show_block(self, state: PlanState, code: str) -> None:
        """Another block, or the same one with what the data says now."""
        if code != self._code:
            self.flush()
        self._code, self._filled = code, True
        editor = self._editor_of(state, code)
        editor.show_block(state, code)
        self.setCurrentWidget(editor)

    def code(self) -> str:
        return self._code

    def forget(self) -> None:
        """Another plan comes: nothing of this one is shown."""
        self.flush()
        self._code, self._filled = "", False

    def flush(self) -> None:
        """Hand on what is still only in the field with the focus."""
        editor = self.currentWidget()
        if self._filled and isinstance(editor, BlockEditor):
            editor.flush()

    def focus_first(self) -> None:
        editor = self.currentWidget()
        if isinstance(editor, BlockEditor):
            editor.focus_first()
        elif editor is not None:
            editor.focusNextChild()

    def _editors(self) -> tuple[BlockEditor, ...]:
        return self.text, self.role, self.details, self.bases, self.recipients

    def _editor_of(self, state: PlanState, code: str) -> BlockEditor | LockedNote:
        fixed = {
            HEAD: self.locked,
            SIGNATURE: self.locked,
            ANNEXES: self.locked,
            DETAILS: self.details,
            BASES: self.bases,
            RECIPIENTS: self.recipients,
        }
        if code in fixed:
            return fixed[code]
        assert state.plan is not None
        return self.role if state.plan.role(code) is not None else self.text
