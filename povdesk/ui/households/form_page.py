"""Enter or correct one household and its review form; the machine suggests, the officer decides."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Review
from povdesk.domain.standard import Standard

from .. import messages, theme
from ..desk import Desk
from ..theme import Tone
from ..undoing import offer_undo
from ..widgets.chips import Chip
from ..widgets.empty_state import EmptyState
from ..widgets.fields import Field
from ..widgets.labels import button
from ..widgets.page import Page
from ..widgets.tabs import Tabs
from .form_dialogs import WarningDialog
from .form_draft import DraftBanner, DraftKeeper
from .form_header import state_of, title_of
from .form_loading import Loaded, Wanted, open_round
from .form_reading import reading_of
from .form_saving import FormSaver
from .form_sheet import FormSheet

TABS = ("Hộ và nhân khẩu", "Phiếu B1", "Phiếu B2: thiếu hụt", "Nhu cầu, nguyên nhân", "Ghi chú, nhật ký")


class FormPage(Page):
    """One form at a time. Saving never blocks; closing the form (chốt phiếu) does."""

    help_topic = "phieu-ho"
    compact_navigation = True
    scrolls = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Phiếu hộ", parent)
        self._wanted: Wanted | None = None
        self._loaded: Loaded | None = None
        self._sheet: FormSheet | None = None
        self._dirty = False
        self._keeper = DraftKeeper(desk.worker, self)
        self._saver = FormSaver(desk.worker, self)
        self._then: Callable[[], None] = self._stay
        self._batch: dict[str, Any] = {}
        self._class_chip = Chip("", Tone.NEUTRAL, parent=self)
        self._state_chip = Chip("", Tone.WARN, parent=self)
        self._previous = button("", self._on_previous, icon="arrow-left", parent=self)
        self._next = button("", self._on_next, icon="arrow-right", parent=self)
        self._save = button("Lưu", self._on_save, icon="save", key="Ctrl+S", parent=self)
        self._close = button("Chốt phiếu", self._on_close, icon="clipboard-checkmark", key="F9", parent=self)
        self._save_next = button(
            "Lưu và sang hộ sau", self._on_save_next, icon="save", kind="primary", key="F8", parent=self
        )
        self._problems_button = button("", self._on_panel, icon="warning", parent=self)
        self._tabs = Tabs(TABS, self)
        self._banner = DraftBanner(self)
        self._places = QStackedWidget(self)
        self._empty = EmptyState("Chọn một hộ trong danh sách để mở phiếu.", "clipboard-checkmark", self)
        self._no_round = EmptyState("Chưa mở kỳ rà soát của năm làm việc.", "clipboard-checkmark", self)
        self._evaluation = QTimer(self, singleShot=True, interval=120)
        self._lay_out()
        self._connect()

    # ---- what other pages ask

    def show_target(self, **target: Any) -> None:
        """household_id: that household's form; else a new one, with hamlet_id and head_name when known."""
        self._keep_draft()
        if "household_id" in target:
            self._wanted = Wanted(household_id=target["household_id"])
        else:
            self._wanted = Wanted(None, target.get("hamlet_id"), target.get("head_name", ""))
        self._loaded = None
        self.reload()

    def reload(self) -> None:
        """Read the form again; what is being typed stays as it is."""
        if self._wanted is None or (self._dirty and self._loaded is not None):
            return
        self.desk.worker.read(self, self._wanted.read, self._on_loaded)

    def may_leave(self, go: Callable[[], None]) -> None:
        """Leaving never asks: what is typed stays as a draft."""
        self._keep_draft()
        go()

    def focus_first(self) -> None:
        """The cursor where entering begins."""
        if self._sheet is not None and self._loaded is not None:
            self._sheet.start()
        else:
            super().focus_first()

    def sheet(self) -> FormSheet | None:
        """The form's fields, None before the first form is open."""
        return self._sheet

    def set_short(self, short: bool) -> None:
        super().set_short(short)
        self._arrange()

    # ---- showing

    def _on_loaded(self, loaded: Loaded | None) -> None:
        if loaded is None:
            self._places.setCurrentWidget(self._no_round)
            return
        first_time = self._loaded is None
        self._loaded = loaded
        self._show_sheet(loaded.standard)
        assert self._sheet is not None
        self._sheet.set_hamlets(loaded.hamlets)
        self._sheet.fill(loaded.form)
        if loaded.form.review.id is None:
            self._sheet.fill_empty(self._batch)
        self._sheet.show_log(loaded.log)
        self._dirty = False
        self._show_header()
        self._banner.show_for(loaded.form.draft)
        self._evaluate()
        if first_time:
            self._tabs.choose(0)
            self.focus_first()

    def _show_sheet(self, standard: Standard) -> None:
        if self._sheet is not None and self._sheet.standard == standard:
            self._places.setCurrentWidget(self._sheet)
            return
        if self._sheet is not None:
            self._places.removeWidget(self._sheet)
            self._sheet.deleteLater()
        self._sheet = FormSheet(standard, self)
        self._sheet.changed.connect(self._on_changed)
        self._sheet.committed.connect(self._on_committed)
        self._sheet.rows_removed.connect(self._on_rows_removed)
        self._sheet.warning_wanted.connect(self._on_warning)
        self._sheet.tab_wanted.connect(self._tabs.choose)
        self._places.addWidget(self._sheet)
        self._places.setCurrentWidget(self._sheet)
        self._arrange()

    def _show_header(self) -> None:
        assert self._loaded is not None and self._sheet is not None
        form = self._loaded.form
        self.set_title(*title_of(self._loaded))
        last = form.last_category
        self._class_chip.setVisible(last is not None)
        if last is not None:
            self._class_chip.show_state(f"Đang hưởng: {last.label}", Tone.NEUTRAL)
        self._state_chip.show_state(*state_of(form.review))
        self._previous.setEnabled(form.previous_id is not None)
        self._next.setEnabled(form.next_id is not None)
        for action in (self._save, self._close, self._save_next):
            action.setEnabled(not form.is_read_only)
        self._sheet.set_read_only(form.is_read_only)

    def _evaluate(self) -> None:
        """Problems, running result, suggestions and differences, after anything changed."""
        if self._sheet is None or self._loaded is None:
            return
        household, review = self._values()
        reading = reading_of(self._loaded, household, review, date.today())
        self._sheet.show_reading(reading)
        count = len(reading.lines)
        self._problems_button.setText(f"Kiểm tra phiếu: {count}")

    def _values(self) -> tuple[Household, Review]:
        assert self._sheet is not None and self._loaded is not None
        return self._sheet.apply(self._loaded.form.household, self._loaded.form.review)

    # ---- typing and drafts

    def _on_changed(self) -> None:
        self._dirty = True
        self._evaluation.start()
        self._keeper.expect(self._keep_draft)

    def _on_committed(self) -> None:
        self._dirty = True
        self._keep_draft()

    def _keep_draft(self) -> None:
        if not self._dirty or self._loaded is None or self._loaded.form.is_read_only:
            return
        household, review = self._values()

        def kept(at: datetime) -> None:
            self.desk.say(f"Đã lưu nháp {at:%H:%M} – mất điện vẫn còn")

        self._keeper.keep(household, review, kept)

    def _on_take_draft(self) -> None:
        assert self._sheet is not None and self._loaded is not None and self._loaded.form.draft is not None
        household, review = self._keeper.read(self._loaded.form.draft)
        self._sheet.fill_values(household, review)
        self._dirty = True
        self._evaluate()

    def _on_drop_draft(self) -> None:
        assert self._loaded is not None
        self._keeper.drop(self._loaded.form)

    # ---- saving

    def _on_save(self) -> None:
        self._write(closing=False, then=self._stay)

    def _on_close(self) -> None:
        self._write(closing=True, then=self._stay)

    def _on_save_next(self) -> None:
        self._write(closing=False, then=self._go_on)

    def _write(self, *, closing: bool, then: Callable[[], None]) -> None:
        if self._sheet is None or self._loaded is None or self._loaded.form.is_read_only:
            return
        focused = QApplication.focusWidget()
        if focused is not None:
            # What is typed in the field with the focus counts like all the rest.
            focused.clearFocus()
            focused.setFocus()
        unread = self._sheet.unreadable()
        if unread:
            self._sheet.go_to(unread)
            messages.toast(self, "Có ô chưa đọc được nên chưa lưu. Sửa ô đang chọn rồi lưu lại.")
            return
        household, review = self._values()
        self._then = then
        self._keeper.stop()
        self._saver.save(self._loaded, household, review, closing=closing)

    def _on_saved(self, saved: Any, closing: bool) -> None:
        assert self._sheet is not None
        self._dirty = False
        self._wanted = Wanted(household_id=saved.household_id)
        self._batch = self._sheet.batch_values()
        done = "chốt" if closing else "lưu"
        self.desk.say(f"Đã {done} phiếu {datetime.now():%H:%M}")
        offer_undo(self.desk, self, saved.message or f"Đã {done} phiếu.", self._forget_typing)
        self._then()

    def _on_not_saved(self, error: Exception) -> None:
        messages.show_error(self, error)
        self._dirty = True
        self._keep_draft()
        self._evaluate()

    def _forget_typing(self) -> None:
        self._dirty = False

    def _stay(self) -> None:
        self.reload()

    def _go_on(self) -> None:
        assert self._loaded is not None
        following = self._loaded.form.next_id
        if following is None:
            self.desk.say("Đã lưu. Đây là hộ cuối của thôn.")
            self.reload()
        else:
            self.show_target(household_id=following)

    # ---- moving about

    def _on_open_round(self) -> None:
        self.desk.worker.write(self, open_round)

    def _on_previous(self) -> None:
        if self._loaded is not None and self._loaded.form.previous_id is not None:
            self.show_target(household_id=self._loaded.form.previous_id)

    def _on_next(self) -> None:
        if self._loaded is not None and self._loaded.form.next_id is not None:
            self.show_target(household_id=self._loaded.form.next_id)

    def _on_back(self) -> None:
        self.desk.open("households")

    def _on_last_year(self) -> None:
        """F7: last year's value of the field with the focus."""
        field = QApplication.focusWidget()
        while field is not None and not isinstance(field, Field):
            field = field.parentWidget()
        if field is None or self._sheet is None or self._loaded is None:
            return
        found = self._sheet.last_value(field.code, self._loaded.form)
        if found is None:
            self.desk.say("Năm trước không có giá trị cho ô này.")
        else:
            self._sheet.put_value(field, found)

    def _on_problem(self, step: int) -> None:
        if self._sheet is not None:
            self._evaluate()
            self._sheet.panel.go_to_next(step)

    def _on_warning(self, field: str, text: str) -> None:
        assert self._sheet is not None
        sheet = self._sheet
        WarningDialog(text, partial(sheet.accept_warning, field), self).open()

    def _on_rows_removed(self, count: int) -> None:
        assert self._sheet is not None
        self.desk.work_done(self, f"Đã bỏ {count} người khỏi bảng.", self._sheet.undo_roster)

    def _on_panel(self) -> None:
        if self._sheet is not None:
            self._sheet.toggle_panel()

    # ---- building

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(1000)
        self._problems_button.setVisible(narrow and self._sheet is not None)
        if self._sheet is not None:
            self._sheet.set_narrow(narrow)

    def _lay_out(self) -> None:
        self.header.show_back("Về danh sách hộ (Esc)")
        self.header.add_left(self._class_chip)
        self.header.add_left(self._state_chip)
        self._previous.setToolTip("Hộ trước (Ctrl+PageUp)")
        self._previous.setAccessibleName("Hộ trước")
        self._next.setToolTip("Hộ sau (Ctrl+PageDown)")
        self._next.setAccessibleName("Hộ sau")
        actions = (
            self._problems_button,
            self._previous,
            self._next,
            self._save,
            self._close,
            self._save_next,
        )
        for action in actions:
            self.header.add_action(action)
        for action in (self._save, self._close, self._save_next, self._previous, self._next):
            action.setEnabled(False)
        self._class_chip.hide()
        self.under_header(self._tabs)
        self._no_round.add_button("Mở kỳ rà soát", self._on_open_round, kind="primary")
        self._places.addWidget(self._empty)
        self._places.addWidget(self._no_round)
        self.body.addWidget(self._banner)
        row = QHBoxLayout()
        row.addWidget(self._places, 1)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.header.back_wanted.connect(self._on_back)
        self._tabs.chosen.connect(lambda place: self._sheet and self._sheet.show_tab(place))
        self._banner.taken.connect(self._on_take_draft)
        self._banner.dropped.connect(self._on_drop_draft)
        self._evaluation.timeout.connect(self._evaluate)
        self._saver.saved.connect(self._on_saved)
        self._saver.failed.connect(self._on_not_saved)
        for keys, act in (
            ("Ctrl+S", self._on_save),
            ("F8", self._on_save_next),
            ("F9", self._on_close),
            ("F6", lambda: self._on_problem(1)),
            ("Shift+F6", lambda: self._on_problem(-1)),
            ("F7", self._on_last_year),
            ("Ctrl+PgUp", self._on_previous),
            ("Ctrl+PgDown", self._on_next),
            ("Esc", self._on_back),
        ):
            self._shortcut(keys, act)
        for place in range(len(TABS)):
            self._shortcut(f"Alt+{place + 1}", partial(self._tabs.choose, place))

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(lambda: act())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._arrange()


def create(desk: Desk) -> FormPage:
    """The page, for the list of places."""
    return FormPage(desk)
