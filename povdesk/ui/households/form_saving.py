"""Saves or closes the form in one act, asking first why somebody left the roster."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Review

from .. import messages
from ..worker import Worker
from .form_dialogs import LeavingDialog
from .form_loading import Loaded
from .form_sheet import FormSheet


class FormSaver(QObject):
    """saved: what storage kept, and whether the form was to be closed. failed: nothing was changed.

    given_up: the officer went back to the form instead.
    """

    saved = Signal(object, bool)
    failed = Signal(object)
    given_up = Signal()

    def __init__(self, worker: Worker, parent: QWidget) -> None:
        super().__init__(parent)
        self._worker = worker
        self._page = parent

    def save(self, loaded: Loaded, household: Household, review: Review, *, closing: bool) -> None:
        """Write in the background; a person who is no longer in the roster needs a reason first."""
        write = partial(self._write, loaded, household, review, closing)
        gone = loaded.gone(household)
        if gone:
            dialog = LeavingDialog(gone, write, self._page)
            dialog.rejected.connect(self.given_up)
            dialog.open()
        else:
            write({})

    def is_readable(self, sheet: FormSheet) -> bool:
        """Take what is typed in the field with the focus; False, and the cursor on it, if it is no value."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
            focused.setFocus()
        unread = sheet.unreadable()
        if unread is not None:
            sheet.go_to(unread.field, unread.row)
            messages.toast(
                self._page, "Có ô chưa đọc được nên chưa lưu. Sửa ô đang chọn rồi lưu lại, hoặc để trống."
            )
        return unread is None

    def _write(
        self, loaded: Loaded, household: Household, review: Review, closing: bool, left: dict[int, str]
    ) -> None:
        from povdesk.storage import reviews

        keep = reviews.close if closing else reviews.save

        def work(act: Any) -> Any:
            return keep(act, loaded.standard, household, review, left=left)

        self._worker.write(
            self, work, lambda kept: self.saved.emit(kept, closing), lambda error: self.failed.emit(error)
        )
