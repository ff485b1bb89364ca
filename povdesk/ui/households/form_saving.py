"""Saves or closes the form in one act, asking first why somebody left the roster."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Review

from .. import messages
from ..worker import Worker
from .form_dialogs import LeavingDialog
from .form_loading import Loaded, Wanted
from .form_sheet import FormSheet


@dataclass(frozen=True)
class Sent:
    """A form on its way into the register. wanted, loaded: what was in front; the two: what it said."""

    wanted: Wanted | None
    loaded: Loaded
    household: Household
    review: Review
    closing: bool

    def is_typed_over(self, sheet: FormSheet) -> bool:
        """Something was typed since it was sent."""
        said = sheet.apply(self.loaded.form.household, self.loaded.form.review)
        return said != (self.household, self.review) or sheet.roster.grid().is_typing()

    def is_typed_on(self, sheet: FormSheet, kept: Loaded) -> bool:
        """What was typed while the writing took its time stays, on top of what was kept."""
        if kept.form.is_read_only or not self.is_typed_over(sheet):
            return False
        return sheet.roster.take_identities(kept.form.household.members)


class FormSaver(QObject):
    """saved: what was sent, and what storage kept. failed: what was sent; nothing was changed.

    given_up: the officer went back to the form instead.
    """

    saved = Signal(object, object)
    failed = Signal(object, object)
    given_up = Signal()

    def __init__(self, worker: Worker, parent: QWidget) -> None:
        super().__init__(parent)
        self._worker = worker
        self._page = parent

    def save(self, sent: Sent) -> None:
        """Write in the background; a person who is no longer in the roster needs a reason first."""
        write = partial(self._write, sent)
        gone = sent.loaded.gone(sent.household)
        if gone:
            dialog = LeavingDialog(gone, write, self._page)
            dialog.rejected.connect(self.given_up)
            dialog.open()
        else:
            write({})

    def is_readable(self, sheet: FormSheet) -> bool:
        """Take what is typed in the field with the focus; False, and the cursor on it, if it is no value."""
        focused = QApplication.focusWidget()
        if sheet.roster.grid().editor() is not None:
            # Whoever saves in the middle of a word goes on with it.
            sheet.roster.grid().take_typing()
        elif focused is not None:
            typed = focused.text() if isinstance(focused, QLineEdit) else ""
            focused.clearFocus()
            focused.setFocus()
            if isinstance(focused, QLineEdit) and typed != focused.text() == typed.rstrip():
                # The space before the next word, which leaving the field takes away.
                focused.setText(typed)
        unread = sheet.unreadable()
        if unread is not None:
            sheet.go_to(unread.field, unread.row)
            messages.toast(
                self._page, "Có ô chưa đọc được nên chưa lưu. Sửa ô đang chọn rồi lưu lại, hoặc để trống."
            )
        return unread is None

    def _write(self, sent: Sent, left: dict[int, str]) -> None:
        from povdesk.storage import reviews

        keep = reviews.close if sent.closing else reviews.save

        def work(act: Any) -> Any:
            return keep(act, sent.loaded.standard, sent.household, sent.review, left=left)

        self._worker.write(
            self, work, lambda kept: self.saved.emit(sent, kept), lambda error: self.failed.emit(sent, error)
        )
