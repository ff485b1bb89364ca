"""The five tabs of the form with the panel at their side; knows which part a field belongs to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Review
from povdesk.storage.history import Entry

from .. import theme
from ..widgets.fields import Field, ProblemLevel, TriStateField
from .form_a import FormAPart
from .form_answers import ProposedPart
from .form_card import HouseholdCard
from .form_check_panel import CheckPanel, Line
from .form_dialogs import WarningDialog
from .form_grid import TabArea
from .form_groups import GroupsPart
from .form_income import IncomePart
from .form_lacks import LacksPart
from .form_loading import Loaded
from .form_needs import NeedsPart
from .form_notes import NotesPart
from .form_part import FormPart
from .form_pins import ETHNIC_GROUP, Pins
from .form_reading import Reading
from .form_reference import ReferencePart
from .form_roster import RosterPart
from .form_rows import member_of

_TABS = 5


class FormSheet(QWidget):
    """changed: every key. committed: a field was left with another value. rows_removed: from the roster.

    tab_wanted: a jump went to another tab. form_a_wanted: the officer wants to write the list of phiếu A.
    """

    changed = Signal()
    committed = Signal()
    rows_removed = Signal(int)
    tab_wanted = Signal(int)
    form_a_wanted = Signal()

    def __init__(self, loaded: Loaded, pins: Pins, parent: QWidget | None = None) -> None:
        """The fields that this form's standard, list of phiếu A and standard for comparison ask for."""
        super().__init__(parent)
        self.standard = loaded.standard
        self.form_a = loaded.form_a
        self._extra = loaded.extra
        self._lists = loaded.lists
        self._pins = pins
        self._tabs: list[tuple[FormPart, ...]] = []
        self._stack = QStackedWidget(self)
        self._row = QHBoxLayout(self)
        self._accepted: dict[str, str] = {}
        self._size = 0
        self._restored = ""
        self._narrow = False
        self._panel_wanted = False
        self.hide()

    def building(self) -> Iterator[None]:
        """Make the fields in short steps, so that the window stays alive; run it to the end before use.

        Each part is made where it stays: moving it afterwards would style all its fields a second time.
        """
        areas = []
        for place in range(_TABS):
            area = TabArea(self)
            area.has_previous, area.has_next = place > 0, place + 1 < _TABS
            area.ended.connect(partial(self._on_ended, place))
            self._stack.addWidget(area)
            areas.append(area)
        first, second, third, fourth, fifth = (area.content for area in areas)
        self._card = HouseholdCard(self._pins, first)
        self._form_a = FormAPart(self.form_a, first)
        yield
        self.roster = RosterPart(self._pins, first, self._lists)
        yield
        self._income = IncomePart(self.standard, second, self._lists)
        yield
        self._lacks = LacksPart(self.standard, third)
        self._reference = ReferencePart(self._extra, third)
        yield
        self._needs = NeedsPart(fourth, self._lists)
        self._groups = GroupsPart(fourth, self._lists)
        self._notes = NotesPart(fifth)
        yield
        self.panel = CheckPanel(self)
        self._tabs = [
            (self._card, self._form_a, self.roster),
            (self._income,),
            (self._lacks, self._reference),
            (self._needs, self._groups),
            (self._notes,),
        ]
        for area, parts in zip(areas, self._tabs, strict=True):
            for part in parts:
                area.body.addWidget(part)
            area.body.addStretch(1)
            yield
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.CARD_GAP)
        self._row.addWidget(self._stack, 1)
        self._row.addWidget(self.panel)
        self._connect()

    def fits(self, loaded: Loaded) -> bool:
        """Are these the fields for that form?"""
        asked = (loaded.standard, loaded.form_a, loaded.extra, loaded.lists)
        return (self.standard, self.form_a, self._extra, self._lists) == asked

    # ---- values

    def set_hamlets(self, hamlets: Sequence[tuple[int, str]]) -> None:
        self._card.set_hamlets(hamlets)

    def fill(self, form: Any, *, again: bool = False) -> None:
        """Show a form as it was read. again: the one in front, so the cursor stays where it is."""
        if not again:
            self.roster.grid().leave_place()
        self._form_a.setVisible(form.asked or bool(form.review.form_a))
        self.fill_values(form.household, form.review)
        self._lacks.show_last(form.last_review, form.last_round_year)

    def fill_values(self, household: Household, review: Review) -> None:
        """Show these values (a form, or a draft of it)."""
        self._accepted = dict(review.accepted_warnings)
        self._size = household.size
        for part in self.parts():
            part.fill(household, review)

    def fill_pinned(self) -> None:
        """Put pinned values into a form that is not begun."""
        values = self._pins.values()
        self._card.preset_empty(values)
        if ETHNIC_GROUP in values:
            self.roster.preset_ethnic_group(values[ETHNIC_GROUP])

    def keep_pinned(self) -> None:
        """What this form says in the fields that can be pinned, for the next one."""
        self._pins.keep({**self._card.pinnable(), ETHNIC_GROUP: self.roster.ethnic_group()})

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        """The two with all that the fields say now."""
        for part in self.parts():
            household, review = part.apply(household, review)
        return household, replace(review, accepted_warnings=dict(self._accepted))

    def apply_typed(self, household: Household, review: Review) -> tuple[Household, Review]:
        """Also with what an open cell of the roster says, for a draft."""
        household, review = self.apply(household, review)
        members = tuple(member_of(row) for row in self.roster.grid().rows_as_typed())
        return replace(household, members=members), review

    def end_typing(self) -> None:
        """An open cell of the roster takes what is typed in it."""
        editor = self.roster.grid().editor()
        if editor is not None:
            editor.clearFocus()

    def unreadable(self) -> Line | None:
        """Where the first text is that cannot be read; None when all can."""
        cell = self.roster.unreadable_cell()
        if cell is not None:
            return Line(ProblemLevel.ERROR, "", cell[1], cell[0])
        for part in self.parts():
            for field in part.unreadable_fields():
                row = self.roster.shown_row() if self.roster.is_detail(field) else None
                return Line(ProblemLevel.ERROR, "", field.code, row)
        return None

    # ---- what is said about the form

    def show_reading(self, reading: Reading, review: Review) -> None:
        """Problems beside their fields and in the panel, running result, suggestions, differences."""
        for part in self.parts():
            part.show_problems(reading.by_field)
        self.roster.show_member_problems(reading.by_member)
        self._income.show_sum(review)
        self._lacks.show_proposals(reading.proposals)
        self._groups.show_proposals(reading.groups)
        self.panel.show_problems(reading.lines)
        self.panel.show_result(reading.result)
        self.panel.show_differences(reading.differences, reading.last_year)

    def show_log(self, entries: Sequence[Entry]) -> None:
        self._notes.show_log(entries)

    def accept_warning(self, key: str, reason: str) -> None:
        """The officer says why a warning may stand; "" takes the acceptance back."""
        if reason:
            self._accepted[key] = reason
        else:
            self._accepted.pop(key, None)
        self.changed.emit()
        self.committed.emit()

    # ---- where the cursor is

    def parts(self) -> list[FormPart]:
        return [part for parts in self._tabs for part in parts]

    def steps(self) -> QUndoStack:
        """Every change of the form since it was opened or saved, each with its name."""
        return self.roster.steps()

    def follow(self, step: Callable[[], None]) -> None:
        """Undo or redo a step and show where it was."""
        self._restored = ""
        step()
        row, key = self.roster.last_change()
        if self._restored:
            self.go_to(self._restored)
        elif row < self.roster.size():
            self.go_to(key, row)

    def part_of(self, field: Field) -> FormPart | None:
        """The part that a field belongs to; None for a member's details."""
        return next((part for part in self.parts() if part.field(field.code) is field), None)

    def part_in_front(self) -> ProposedPart | None:
        """The part with suggestions in the tab in front."""
        parts = self._tabs[self._stack.currentIndex()]
        return next((part for part in parts if isinstance(part, ProposedPart)), None)

    def show_tab(self, place: int) -> None:
        areas = [self._stack.widget(each) for each in range(self._stack.count())]
        for area in areas:
            area.is_switching = True
        self._stack.setCurrentIndex(place)
        for area in areas:
            area.is_switching = False

    def start(self) -> None:
        """The cursor where entering begins: the first empty field that the paper form gives, else a name."""
        for code in ("hamlet_id", "reviewed_on", "reviewer"):
            field = self._card.field(code)
            if field is not None and field.is_empty():
                field.setFocus()
                return
        self.roster.start()

    def start_tab(self, place: int) -> None:
        """The cursor on the first field of a tab."""
        self._reveal()
        part = next(part for part in self._tabs[place] if not part.isHidden())
        if part is self._card:
            self.start()
        elif part is self._needs:
            self._needs.focus_on("reasons")
        else:
            next(field for field in part.fields() if not field.isHidden()).setFocus()

    def go_to(self, code: str, row: int | None = None) -> None:
        """Bring the tab with this field to the front and put the cursor there; row: of the roster."""
        if row is not None or code == "members":
            self._to_tab(0)
            self.roster.go_to(row or 0, code if code != "members" else "full_name")
        elif code == "reasons" or code.startswith("reason."):
            self._to_tab(3)
            self._needs.focus_on(code)
        else:
            for tab, parts in enumerate(self._tabs):
                field = next((found for part in parts if (found := part.field(code))), None)
                if field is not None:
                    self._to_tab(tab)
                    field.setFocus()
        self._reveal()

    def go_to_person(self, person_id: int | None) -> None:
        """The cursor on the name of somebody in the roster; nothing when nobody is looked for."""
        row = self.roster.row_of_person(person_id) if person_id is not None else None
        if row is not None:
            self.go_to("full_name", row)

    def _reveal(self) -> None:
        """Scroll to the cursor, once the tab has its place on the screen."""

        def scroll() -> None:
            area, focused = self._stack.currentWidget(), self.window().focusWidget()
            if isinstance(area, TabArea) and focused is not None and area.isAncestorOf(focused):
                area.ensureWidgetVisible(focused, 0, theme.px(56))

        QTimer.singleShot(0, self, scroll)

    def put_value(self, field: Field, value: Any) -> None:
        """Another value in a field, as if the officer had entered it."""
        if isinstance(field, TriStateField):
            field.answer(value)
        else:
            field.set_value(value)
            field.changed.emit()
            field.committed.emit()

    # ---- how it looks

    def set_read_only(self, read_only: bool) -> None:
        for part in self.parts():
            part.set_read_only(read_only)

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window the panel is a drawer that `toggle_panel` opens."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._panel_wanted = False
            self.panel.set_drawer(narrow)
            if narrow:
                self._row.removeWidget(self.panel)
            else:
                self._row.addWidget(self.panel)
        self.panel.setVisible(not narrow or self._panel_wanted)
        self._place_drawer()

    def toggle_panel(self) -> None:
        self._panel_wanted = not self._panel_wanted
        self.set_narrow(self._narrow)

    def close_drawer(self) -> bool:
        """Esc: False when no drawer is open."""
        if not (self._narrow and self._panel_wanted):
            return False
        self.toggle_panel()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drawer()

    def _place_drawer(self) -> None:
        if self._narrow:
            width = self.panel.width()
            self.panel.setGeometry(self.width() - width, 0, width, self.height())
            self.panel.raise_()

    def _on_restored(self, code: str) -> None:
        self._restored = code

    def _to_tab(self, place: int) -> None:
        self.show_tab(place)
        self.tab_wanted.emit(place)

    def _on_ended(self, place: int, step: int) -> None:
        self._to_tab(place + step)
        self.start_tab(place + step)

    def _on_committed(self, code: str) -> None:
        """A value that is different now has to be looked at again, even if the old one was accepted."""
        if code == "members":
            row, changed = self.roster.last_change()
            size = self.roster.size()
            gone = [key for key in self._accepted if key.endswith("]")]
            if size == self._size:
                gone = [key for key in gone if key == f"{changed}[{row + 1}]"]
            self._size = size
        else:
            gone = [code]
        for key in gone:
            self._accepted.pop(key, None)
        self.committed.emit()

    def _on_accept_wanted(self, line: Line) -> None:
        WarningDialog(line.text, lambda reason: self.accept_warning(line.key, reason), self).open()

    def _connect(self) -> None:
        for part in self.parts():
            part.set_steps(self.steps())
            part.changed.connect(self.changed)
            part.committed.connect(self._on_committed)
            part.restored.connect(self._on_restored)
        self.roster.rows_removed.connect(self.rows_removed)
        self._form_a.list_wanted.connect(self.form_a_wanted)
        self.panel.wanted.connect(lambda line: self.go_to(line.field, line.row))
        self.panel.accept_wanted.connect(self._on_accept_wanted)
        self.panel.refuse_wanted.connect(lambda line: self.accept_warning(line.key, ""))
