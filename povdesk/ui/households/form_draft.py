"""Nothing typed is lost: a draft on every field exit and two seconds after the last key; its banner."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from povdesk.domain.errors import DiskFull
from povdesk.domain.household import Household
from povdesk.domain.review import Review

from .. import messages, theme
from ..widgets.labels import button, label
from ..worker import Worker

if TYPE_CHECKING:
    from .form_sheet import FormSheet

_AFTER_LAST_KEY = 2000
_TRY_AGAIN = 10_000


class DraftKeeper(QObject):
    """Writes drafts on the database lane; they emit no refresh and no line of history.

    What a full disk does not take is kept here, offered when its form is opened, and written when it can be.
    """

    def __init__(self, worker: Worker, say: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._say = say
        self._unchanged: tuple[Household, Review] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_LAST_KEY)
        self._keep: Callable[[], None] | None = None
        self._timer.timeout.connect(lambda: self._keep and self._keep())
        self._shown = ""
        self._unwritten: dict[str, tuple[Household, Review, datetime]] = {}
        self._again = QTimer(self, interval=_TRY_AGAIN)
        self._again.timeout.connect(self._write_unwritten)
        worker.disk_full_changed.connect(lambda is_full: is_full or self._write_unwritten())

    def expect(self, keep: Callable[[], None]) -> None:
        """Call `keep` when no key has come for two seconds."""
        self._keep = keep
        self._timer.start()

    def stop(self) -> None:
        """The form is being saved: no draft of it any more."""
        self._timer.stop()
        self._unwritten.pop(self._shown, None)

    def begin(self, household: Household, review: Review) -> None:
        """A form was opened; it needs no draft while it says the same."""
        self._timer.stop()
        self._unchanged = (household, review)
        self._shown = _key(household, review)

    def keep(self, household: Household, review: Review, *, in_part: bool = False) -> None:
        """Write the form as it is now, and say so in the status bar. in_part: some text cannot be read."""
        self._timer.stop()
        if (household, review) == self._unchanged:
            return
        self._unchanged = None

        self._write(household, review, in_part)

    def draft_of(self, form: Any) -> Any:
        """What was typed into a form and not saved, None when nothing was."""
        from povdesk.storage import drafts

        key = _key(form.household, form.review)
        if key not in self._unwritten:
            return form.draft
        household, review, at = self._unwritten[key]
        payload = drafts.form_to_json(household, review)
        return drafts.Draft(drafts.FORM, key, household.head_name, payload, at)

    def _write(self, household: Household, review: Review, in_part: bool = False) -> None:
        key = _key(household, review)
        # In place of an older text of this form, which is not tried again over this one.
        mine = self._unwritten[key] = (household, review, datetime.now().astimezone())

        def done() -> None:
            if self._unwritten.get(key) is mine:
                del self._unwritten[key]

        def kept(at: datetime | None) -> None:
            done()
            if at is not None:
                without = ", trừ ô đỏ chưa đọc được" if in_part else ""
                self._say(f"Đã lưu nháp {at:%H:%M} – mất điện vẫn còn{without}")

        def write(act: Any) -> datetime | None:
            from povdesk.storage import drafts

            return drafts.put_form(act, household, review)

        def failed(error: Exception) -> None:
            if isinstance(error, DiskFull):
                self._again.start()
            else:
                done()
                messages.show_error(self, error)

        self._worker.drafts(self, write, kept, failed)

    def _write_unwritten(self) -> None:
        """Try what a full disk has not taken."""
        if not self._unwritten:
            self._again.stop()
        for household, review, _at in tuple(self._unwritten.values()):
            self._write(household, review)

    def drop(self, form: Any) -> None:
        """Forget the draft of this form."""
        self._unwritten.pop(_key(form.household, form.review), None)

        def write(act: Any) -> None:
            from povdesk.storage import drafts

            drafts.drop_form(act, form.round.id, form.household.uid)

        self._worker.drafts(self, write)

    def read(self, draft: Any) -> tuple[Household, Review]:
        """What a draft holds."""
        from povdesk.storage import drafts

        return drafts.form_from_json(draft.payload)


def _key(household: Household, review: Review) -> str:
    from povdesk.storage import drafts

    return drafts.form_key(review.round_id, household.uid)


def note_numbers_seen(sheet: "FormSheet", worker: Worker) -> None:
    """Who looks at whole identity numbers in a form leaves a line in the history; nothing is asked."""

    def seen(keys: list[int]) -> None:
        def work(act: Any) -> None:
            from povdesk.domain.officer import PURPOSES
            from povdesk.storage import privacy

            privacy.note_view(act, keys, PURPOSES[1])

        worker.drafts(sheet, work)

    sheet.roster.numbers_seen.connect(seen)


class DraftBanner(QFrame):
    """Shown only when something was typed and not saved: draft. taken, dropped: the officer's answer.

    The form waits until it is answered: typing or saving over it would lose the draft unasked.
    """

    taken = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._words = label("", "", self)
        self._form: QWidget | None = None
        self.draft: Any = None
        self._take = button("Tiếp tục", self._on_take, kind="primary", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self._take)
        row.addWidget(button("Bỏ", self._on_drop, parent=self))
        self.setMaximumHeight(theme.px(44))
        self.hide()

    def show_for(self, draft: Any, form: QWidget) -> None:
        """A draft of this form, or None."""
        self._form, self.draft = form, draft
        self.setVisible(draft is not None)
        form.setEnabled(draft is None)
        if draft is not None:
            self._take.setFocus()
            at = draft.saved_at
            self._words.setText(f"Khôi phục phần đang nhập dở lúc {at:%H:%M} ngày {at:%d/%m/%Y}")

    def is_waiting(self) -> bool:
        """Whether an answer is still needed; the cursor goes there."""
        if not self.isHidden():
            self._take.setFocus()
        return not self.isHidden()

    def _on_take(self) -> None:
        self._let_go()
        self.taken.emit()

    def _on_drop(self) -> None:
        self._let_go()
        self.dropped.emit()

    def _let_go(self) -> None:
        self.hide()
        if self._form is not None:
            self._form.setEnabled(True)
            self._form.start()  # type: ignore[attr-defined]
