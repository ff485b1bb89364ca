"""The five tabs of the form with the panel at their side; knows which part a field belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from povdesk.domain.household import Household
from povdesk.domain.review import Review
from povdesk.domain.standard import Standard
from povdesk.storage.history import Entry

from .. import theme
from ..widgets.fields import Field, TriStateField
from ..widgets.page import scrolled
from .form_card import HouseholdCard
from .form_check_panel import CheckPanel
from .form_income import IncomePart
from .form_lacks import LacksPart
from .form_needs import NeedsPart
from .form_notes import NotesPart
from .form_part import FormPart
from .form_reading import Reading, member_place
from .form_roster import RosterPart

_NO_FIELD = ""
_BATCH = ("hamlet_id", "reviewed_on", "reviewer")


class FormSheet(QWidget):
    """changed: every key. committed: a field was left with another value. rows_removed: from the roster.

    warning_wanted: the officer wants to accept a warning; field and words. tab_wanted: a jump went there.
    """

    changed = Signal()
    committed = Signal()
    rows_removed = Signal(int)
    warning_wanted = Signal(str, str)
    tab_wanted = Signal(int)

    def __init__(self, standard: Standard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standard = standard
        self.panel = CheckPanel(self)
        self._card = HouseholdCard(self)
        self._roster = RosterPart(self)
        self._income = IncomePart(standard, self)
        self._lacks = LacksPart(standard, self)
        self._needs = NeedsPart(self)
        self._notes = NotesPart(self)
        self._tabs: list[tuple[FormPart, ...]] = [
            (self._card, self._roster),
            (self._income,),
            (self._lacks,),
            (self._needs,),
            (self._notes,),
        ]
        self._stack = QStackedWidget(self)
        self._accepted: dict[str, str] = {}
        self._narrow = False
        self._panel_wanted = False
        self._lay_out()
        self._connect()

    def set_hamlets(self, hamlets: Sequence[tuple[int, str]]) -> None:
        self._card.set_hamlets(hamlets)

    def fill(self, form: Any) -> None:
        """Show a form as it was read."""
        self.fill_values(form.household, form.review)
        self._lacks.show_last(form.last_review, form.last_round_year)

    def fill_values(self, household: Household, review: Review) -> None:
        """Show these values (a form, or a draft of it)."""
        self._accepted = dict(review.accepted_warnings)
        for part in self._parts():
            part.fill(household, review)

    def batch_values(self) -> dict[str, Any]:
        """What stays the same through a batch of paper forms: hamlet, day, who filled them."""
        fields = {code: self._card.field(code) for code in _BATCH}
        return {code: field.value() for code, field in fields.items() if field is not None}

    def fill_empty(self, values: Mapping[str, Any]) -> None:
        """Put the batch's values into a form that is not begun."""
        for code, value in values.items():
            field = self._card.field(code)
            if field is not None and field.is_empty():
                field.set_value(value)

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        """The two with all that the fields say now."""
        for part in self._parts():
            household, review = part.apply(household, review)
        return household, replace(review, accepted_warnings=dict(self._accepted))

    def show_reading(self, reading: Reading) -> None:
        """Problems beside their fields and in the panel, running result, suggestions, differences."""
        for part in self._parts():
            part.show_problems(reading.by_field)
        self._roster.show_member_problems(reading.by_member)
        self._lacks.show_proposals(reading.proposals)
        self.panel.show_problems(reading.lines)
        self.panel.show_result(reading.result)
        self.panel.show_differences(reading.differences, reading.last_year)

    def show_log(self, entries: Sequence[Entry]) -> None:
        self._notes.show_log(entries)

    def show_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)

    def start(self) -> None:
        """The cursor where entering begins: the hamlet while it is empty, else the first name."""
        hamlet = self._card.field("hamlet_id")
        if hamlet is not None and hamlet.is_empty():
            hamlet.setFocus()
        else:
            self._roster.start()

    def unreadable(self) -> str:
        """The first field whose text cannot be read; "" when all can."""
        if self._roster.has_unreadable_cells():
            return "members"
        for part in self._parts():
            for field in part.unreadable_fields():
                return field.code
        return _NO_FIELD

    def go_to(self, code: str) -> None:
        """Bring the tab with this field to the front and put the cursor there."""
        place = member_place(code)
        if place is not None:
            self._to_tab(0)
            self._roster.go_to(*place)
            return
        for tab, parts in enumerate(self._tabs):
            for part in parts:
                field = part.field(code)
                if field is not None:
                    self._to_tab(tab)
                    field.setFocus()
                    return

    def last_value(self, code: str, form: Any) -> Any:
        """What the last form said in this field; None when nothing is known."""
        if form.last_review is None:
            return None
        for part in self._parts():
            if part.field(code) is not None:
                value = part.values(form.household, form.last_review).get(code)
                return None if value in ("", None) else value
        return None

    def put_value(self, field: Field, value: Any) -> None:
        """Last year's value, as if the officer had entered it."""
        if isinstance(field, TriStateField):
            field.answer(value)
        else:
            field.set_value(value)
            field.changed.emit()
            field.committed.emit()

    def accept_warning(self, code: str, reason: str) -> None:
        """The officer says why a warning may stand."""
        self._accepted[code] = reason
        self.changed.emit()
        self.committed.emit()

    def undo_roster(self) -> None:
        self._roster.undo()

    def set_read_only(self, read_only: bool) -> None:
        for part in self._parts():
            part.set_read_only(read_only)

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window the panel is a drawer that `toggle_panel` opens."""
        self._narrow = narrow
        self.panel.setVisible(not narrow or self._panel_wanted)

    def toggle_panel(self) -> None:
        self._panel_wanted = not self._panel_wanted
        self.set_narrow(self._narrow)

    def _to_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.tab_wanted.emit(place)

    def _parts(self) -> list[FormPart]:
        return [part for parts in self._tabs for part in parts]

    def _connect(self) -> None:
        for part in self._parts():
            part.changed.connect(self.changed)
            part.committed.connect(self.committed)
        self._roster.rows_removed.connect(self.rows_removed)
        self._lacks.proposals_taken.connect(self.committed)
        self.panel.wanted.connect(self.go_to)
        self.panel.accept_wanted.connect(self.warning_wanted)

    def _lay_out(self) -> None:
        for parts in self._tabs:
            column = QVBoxLayout()
            column.setContentsMargins(0, 0, 4, 0)
            column.setSpacing(theme.CARD_GAP)
            for part in parts:
                column.addWidget(part, 1 if part is parts[-1] else 0)
            self._stack.addWidget(scrolled(column, self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.CARD_GAP)
        row.addWidget(self._stack, 1)
        row.addWidget(self.panel)
