"""Enter or correct one household and its review form; the machine suggests, the officer decides."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Review

from .. import messages
from ..desk import Desk
from ..keys import bind
from ..theme import Tone
from ..undoing import offer_undo
from . import to_support
from .event_entry import attach_to_form
from .form_aids import FormAids
from .form_building import SheetBuilder
from .form_dialogs import edit_form_a
from .form_draft import DraftKeeper, note_numbers_seen
from .form_frame import TABS, FormFrame
from .form_header import state_of, title_of
from .form_loading import Loaded, Wanted
from .form_pins import Pins
from .form_reading import reading_of
from .form_saving import FormSaver, Sent
from .form_sheet import FormSheet
from .form_undo import UndoButtons


class FormPage(FormFrame):
    """One form at a time. Saving never blocks; closing the form (chốt phiếu) does."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._wanted: Wanted | None = None
        self._loaded: Loaded | None = None
        self._dirty = False
        self._was_new = False
        self._keeper = DraftKeeper(desk.worker, desk.say_unasked, self)
        self._saver = FormSaver(desk.worker, self)
        self._saving = False  # from Ctrl+S until the form was read again
        self._sent: Sent | None = None  # written, to be read again
        self._sending: Sent | None = None
        self._reading: Wanted | None = None
        self._then: Callable[[], None] = self.reload
        self._pins = Pins(desk.habits, self)
        self._aids = FormAids(desk, self._pins, self)
        self._builder = SheetBuilder(self._pins, self._places)
        self._evaluation = QTimer(self, singleShot=True, interval=250)
        self._undo = UndoButtons(self._aids.undo, self._aids.redo, self)
        self._tabs.add_action(self._undo)
        self._connect()

    # ---- what other pages ask

    def show_target(self, **target: Any) -> None:
        """household_id: its form; else a new one (hamlet_id, head_name).

        person_id: the cursor on this person. round_id: not the year's round.
        """
        if self._waits(partial(self.show_target, **target)):
            return
        self._keep_draft()
        self._was_new = "household_id" not in target
        self._wanted = Wanted.of(target)
        self._loaded = self._sent = None
        self._saving = False
        self.reload()

    def reload(self) -> None:
        """Read the form again; what is being typed stays as it is."""
        wanted = self._wanted
        is_in_use = self._loaded is not None and self._sent is None and self._is_typed_in()
        if wanted is None or wanted is self._reading or is_in_use:
            return
        self._reading = wanted
        not_loaded = partial(self._on_not_loaded, wanted)
        self.desk.worker.read(self, wanted.read, partial(self._on_loaded, wanted), not_loaded)

    def _is_typed_in(self) -> bool:
        return self._dirty or (self._sheet is not None and self._sheet.roster.grid().is_typing())

    def may_leave(self, go: Callable[[], None]) -> None:
        """Leaving never asks: what is typed stays as a draft."""
        if not self._waits(go):
            self._keep_draft()
            go()

    def _waits(self, go: Callable[[], None]) -> bool:
        """What is typed over a save that takes long becomes a draft once that is written; then `go`."""
        if self._sheet is None:
            return False
        self._sheet.end_typing()
        if self._sending is None or not self._saving or not self._sending.is_typed_over(self._sheet):
            return False
        self._then = go
        return True

    def focus_first(self) -> None:
        """The cursor where entering begins."""
        if self._sheet is not None and self._loaded is not None:
            self._sheet.start()
        else:
            super().focus_first()

    def sheet(self) -> FormSheet | None:
        return self._sheet

    # ---- showing

    def _on_not_loaded(self, wanted: Wanted, error: Exception) -> None:
        """The household is gone, for example because adding it was undone."""
        messages.show_error(self, error)
        if wanted is self._wanted:  # Else another form was asked for meanwhile.
            self._reading = self._loaded = self._wanted = self._sent = None
            self._saving = False
            self._places.setCurrentWidget(self._empty)

    def _on_loaded(self, wanted: Wanted, loaded: Loaded | None) -> None:
        if wanted is self._reading:
            self._reading = None
        sent, is_in_use = self._sent, self._loaded is not None and (self._is_typed_in() or self._saving)
        if wanted is not self._wanted or (sent is None and is_in_use):
            return
        if sent is not None:
            self._sent, self._saving = None, False
        if loaded is None:
            self._places.setCurrentWidget(self._no_round)
            return
        sheet = self._sheet
        if sheet is None or not sheet.fits(loaded):
            self._builder.build(loaded, partial(self._on_loaded, wanted, loaded))
            return
        typed_on = sent is not None and sent.is_typed_on(sheet, loaded)
        first_time, self._loaded = self._loaded is None, loaded
        self.front_household = self.desk.last_household = loaded.form.household.id
        self._places.setCurrentWidget(sheet)
        self._aids.show(sheet, loaded)
        self._undo.show_steps_of(sheet.steps())
        sheet.set_hamlets(loaded.hamlets)
        if not typed_on:
            sheet.fill(loaded.form, again=not first_time)
        if loaded.form.review.id is None:
            sheet.fill_pinned()
        sheet.show_log(loaded.log)
        self._dirty = typed_on
        self._show_header()
        self._banner.show_for(self._keeper.draft_of(loaded.form), sheet)
        self._evaluate()
        self._keeper.begin(*((loaded.form.household, loaded.form.review) if typed_on else self._values()))
        self._keep_draft()
        if first_time:
            self._on_tab(0)
            sheet.go_to_person(wanted.person_id)
        if sent is not None and self._then != self.reload:
            self._go()

    def _on_built(self, made: FormSheet) -> None:
        """The fields for a standard are there; those before are not needed any more."""
        if self._sheet is not None:
            self._places.removeWidget(self._sheet)
            self._sheet.deleteLater()
        self._sheet = made
        made.changed.connect(self._on_changed)
        made.committed.connect(self._on_committed)
        made.roster.grid().typed.connect(self._on_cell_typed)
        made.rows_removed.connect(
            lambda count: self.desk.work_done(self, f"Đã bỏ {count} người khỏi bảng.", self._aids.undo)
        )
        note_numbers_seen(made, self.desk.worker)
        made.tab_wanted.connect(self._tabs.choose)
        made.form_a_wanted.connect(self._on_form_a)
        self._places.addWidget(made)
        self._arrange()

    def _show_header(self) -> None:
        assert self._loaded is not None and self._sheet is not None
        form = self._loaded.form
        self.set_title(*title_of(self._loaded))
        last = form.last_category
        self._class_chip.show_state(f"Đang hưởng: {last.label}" if last else "", Tone.NEUTRAL)
        self._state_chip.show_state(*state_of(form.review))
        self._state_chip.show()
        self._buttons.show_form(
            has_previous=form.previous_id is not None,
            has_next=form.next_id is not None,
            read_only=form.is_read_only,
        )
        self._sheet.set_read_only(form.is_read_only)
        self._arrange()

    def _evaluate(self) -> None:
        """Problems, running result, suggestions and differences, after anything changed."""
        if self._sheet is None or self._loaded is None:
            return
        household, review = self._values()
        reading = reading_of(self._loaded, household, review, date.today())
        self._sheet.show_reading(reading, review)
        self._buttons.show_count(len(self._sheet.panel.problems()))

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
        self._evaluation.start()
        self._keep_draft()

    def _on_cell_typed(self) -> None:
        self._dirty = True
        self._keeper.expect(self._keep_draft)

    def _keep_draft(self) -> None:
        form = self._loaded.form if self._loaded is not None else None
        if form is not None and self._dirty and not self._saving and not form.is_read_only:
            assert self._sheet is not None
            said = self._sheet.apply_typed(form.household, form.review)
            self._keeper.keep(*said, in_part=self._sheet.unreadable() is not None)

    def _on_take_draft(self) -> None:
        assert self._sheet is not None and self._loaded is not None
        household, review = self._keeper.read(self._banner.draft)
        self._sheet.fill_values(household, review)
        self._dirty = True
        self._evaluate()

    # ---- saving

    def _write(self, *, closing: bool = False, go_on: bool = False) -> None:
        if self._sheet is None or self._loaded is None or self._loaded.form.is_read_only or self._saving:
            return
        if self._banner.is_waiting() or not self._saver.is_readable(self._sheet):
            return
        self._evaluate()
        household, review = self._values()
        self._then = self._go_on if go_on else self.reload
        self._keeper.stop()
        self._saving = True
        self._sheet.roster.note_places()
        self._sending = Sent(self._wanted, self._loaded, household, review, closing)
        self._saver.save(self._sending)

    def _on_saved(self, sent: Sent, saved: Any) -> None:
        assert self._sheet is not None
        self._aids.keep_as_previous(sent.household, sent.review)
        done = "chốt" if sent.closing else "lưu"
        self.desk.say(f"Đã {done} phiếu {datetime.now():%H:%M}")
        words = saved.message or f"Đã {done} phiếu."
        offer_undo(self.desk, self, words, partial(self._before_undo, saved.household_id))
        if sent.wanted is self._wanted:  # Else the officer has gone on to another form meanwhile.
            self._dirty, self._sent = False, sent
            self._wanted = Wanted(saved.household_id, round_id=self._round_id())
            self._sheet.keep_pinned()
            if sent.is_typed_over(self._sheet):
                self.reload()
            else:
                self._go()

    def _go(self) -> None:
        """Once: what comes after the save."""
        then, self._then = self._then, self.reload
        then()

    def _before_undo(self, household_id: int) -> None:
        """What is typed on in the form whose save is taken back stays as a draft."""
        if self.front_household == household_id:
            if self._sheet is not None:
                self._sheet.roster.grid().take_typing()
            self._keep_draft()
            self._dirty = False

    def _round_id(self) -> int | None:
        return self._loaded.form.round.id if self._loaded else None

    def _on_not_saved(self, sent: Sent, error: Exception) -> None:
        messages.show_error(self, error)
        if sent.wanted is not self._wanted:
            self._keeper.keep(sent.household, sent.review)
            return
        self._saving, self._dirty = False, True
        self._keep_draft()
        self._evaluate()

    def _go_on(self) -> None:
        """The next household of the hamlet; after a new one the next new one."""
        assert self._loaded is not None
        if self._was_new:
            self.show_target(hamlet_id=self._loaded.form.household.hamlet_id, round_id=self._round_id())
            return
        if self._loaded.form.next_id is None:
            self.desk.say("Đã lưu. Đây là hộ cuối của thôn.")
            self.reload()
        self._open("next_id")

    # ---- moving about

    def _open(self, which: str) -> None:
        household_id = getattr(self._loaded.form, which) if self._loaded else None
        if household_id is not None:
            self.show_target(household_id=household_id, round_id=self._round_id())

    def _on_new(self) -> None:
        """Ctrl+N: another new household, in the same hamlet."""
        hamlet = self._loaded.form.household.hamlet_id if self._loaded is not None else None
        self.show_target(hamlet_id=hamlet)

    def _on_back(self) -> None:
        """Esc: close the drawer, else back to the list; what is typed stays as a draft."""
        if self._sheet is None or not self._sheet.close_drawer():
            self.desk.open("households")

    def _on_problem(self, step: int) -> None:
        if self._sheet is not None:
            self._evaluate()
            line = self._sheet.panel.go_to_next(step)
            self.desk.say(line.text if line else "Không còn gì phải xem.")

    def _on_tab(self, place: int) -> None:
        """The tab, with the cursor on its first field."""
        self._tabs.choose(place)
        if self._sheet is not None:
            self._sheet.start_tab(place)

    def _on_form_a(self) -> None:
        """The officer writes the list of phiếu A; what is typed in the form stays as a draft."""

        def keep(work: Callable[[Any], None]) -> None:
            self._keep_draft()
            self._dirty = False
            self.desk.worker.write(self, work)

        edit_form_a(self._loaded.form_a if self._loaded else (), keep, self)

    def _connect(self) -> None:
        self.header.back_wanted.connect(self._on_back)
        self._tabs.chosen.connect(lambda place: self._sheet and self._sheet.show_tab(place))
        self._banner.taken.connect(self._on_take_draft)
        self._banner.dropped.connect(lambda: self._loaded and self._keeper.drop(self._loaded.form))
        self._evaluation.timeout.connect(self._evaluate)
        self._builder.built.connect(self._on_built)
        self._saver.saved.connect(self._on_saved)
        self._saver.failed.connect(self._on_not_saved)
        self._saver.given_up.connect(lambda: setattr(self, "_saving", False))
        buttons = self._buttons
        for action, act in (
            (buttons.previous, partial(self._open, "previous_id")),
            (buttons.following, partial(self._open, "next_id")),
            (buttons.save, self._write),
            (buttons.close, partial(self._write, closing=True)),
            (buttons.save_next, partial(self._write, go_on=True)),
            (buttons.problems, lambda: self._sheet and self._sheet.toggle_panel()),
        ):
            action.clicked.connect(lambda _on=False, act=act: act())
        for keys, act in (
            ("Ctrl+S", self._write),
            ("F8", partial(self._write, go_on=True)),
            ("F9", partial(self._write, closing=True)),
            ("Shift+F9", lambda: self._sheet and self._sheet.panel.accept_current()),
            ("F6", lambda: self._on_problem(1)),
            ("Shift+F6", lambda: self._on_problem(-1)),
            ("Ctrl+N", self._on_new),
            ("Ctrl+PgUp", partial(self._open, "previous_id")),
            ("Ctrl+PgDown", partial(self._open, "next_id")),
            ("Esc", self._on_back),
        ):
            bind(self, keys, act)
        for place in range(len(TABS)):
            bind(self, f"Alt+{place + 1}", partial(self._on_tab, place))


def create(desk: Desk) -> FormPage:
    """The page, for the list of places."""
    return to_support.attach_to_form(attach_to_form(FormPage(desk), desk), desk)
