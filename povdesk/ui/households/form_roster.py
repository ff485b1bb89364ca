"""Tab 1: who lives in the household, an Excel-like roster with the chosen member's facts below."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from povdesk.domain import catalogues
from povdesk.domain.household import HEAD, Household, Member, MemberFacts, YesNo
from povdesk.domain.own_items import Lists
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import Review

from .. import icons, theme
from ..keys import bind
from ..widgets.card import Card
from ..widgets.fields import Field
from ..widgets.grid import KEYS, GridModel, GridView, Unread
from ..widgets.grid_model import Row
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button
from .form_member import MemberDetails
from .form_part import FormPart, Shown
from .form_pins import ETHNIC_GROUP, Pins
from .form_rows import ROW, columns, known_as, member_of, row_of

_LEAST_ROWS, _MOST_ROWS = 4, 9
_SHOW, _HIDE = "Hiện số", "Che số"
_KEYS = [column.key for column in columns(str, str)]
_NUMBERS = [_KEYS.index(key) for key in ("id_number", "insurance_number")]
_IN_DETAILS_TOO = ("insurance_number", "education", "work_status")
"""Columns that a narrow window leaves out, the first one first; the details below have them."""


class RosterPart(FormPart):
    """Members in roster order; each row keeps its member, so facts without a column travel along.

    rows_removed: how many members were taken from the roster. numbers_seen: persons (keys) whose whole
    identity number is on the screen now.
    """

    rows_removed = Signal(int)
    numbers_seen = Signal(list)

    def __init__(self, pins: Pins, parent: QWidget | None = None, lists: Lists | None = None) -> None:
        super().__init__(parent)
        self._pins = pins
        self._day: date | None = None
        self._ethnic_group = ""
        self._model = GridModel(columns(self._read_birth, self._age, lists), "Gõ tên để thêm", self)
        self._view = GridView(self._model, self)
        self._details = MemberDetails(self, lists)
        self._shown_row = -1
        self._names = count()
        self._saved_at: dict[int, int] = {}
        self._last_change = (0, "")
        self._changed_detail = ""
        self._card = Card("Nhân khẩu trong hộ", self, flush=True)
        self._pin = button("", self._on_pin, kind="link", icon="pin", parent=self)
        self._mask = button("", self.show_numbers, kind="link", parent=self)
        self._actions: list[tuple[QPushButton, str, str]] = []
        self._lay_out()
        self._model.set_new_row(self._fresh_row)
        self._seen: set[int] = set()
        self._model.touched.connect(self._on_touched)
        self._model.unmasked.connect(self._on_unmasked)
        self._model.edited.connect(self._on_edited)
        self._view.cell_chosen.connect(self._on_cell)
        self._view.installEventFilter(self)
        self._view.rows_removed.connect(self.rows_removed)
        self._details.edited.connect(self._on_details)
        self._details.number_seen.connect(lambda: self._on_unmasked(self._shown_row))
        pins.changed.connect(self._show_pin)

    def steps(self) -> QUndoStack:
        """The grid's stack; the whole form puts its steps there."""
        return self._model.undo

    def fill(self, household: Household, review: Review) -> None:
        self._day = review.reviewed_on
        head = household.head
        self._ethnic_group = head.person.ethnic_group if head else ""
        self._seen.clear()
        self._model.set_masks(True)
        self._details.set_masks(True)
        self._show_mask()
        self._view.put_rows({ROW: next(self._names), **row_of(member)} for member in household.members)
        self._show_details(max(self._view.currentIndex().row(), 0))
        self._show_counts()

    def ethnic_group(self) -> str:
        """The head's, or the first one given: what the next row and the next household begin with."""
        rows = self._model.rows()
        heads = [row for row in rows if row.get("relation") == HEAD] or rows
        given = [row.get("ethnic_group") for row in heads]
        return next((code for code in given if isinstance(code, str) and code), self._ethnic_group)

    def preset_ethnic_group(self, code: str) -> None:
        """Pinned: a form that is not begun starts with it."""
        rows = self._model.rows()
        for row in rows:
            row["ethnic_group"] = row.get("ethnic_group") or code
        self._ethnic_group = self._ethnic_group or code
        self._view.put_rows(rows)
        self._show_pin()

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        self._day = review.reviewed_on
        members = tuple(member_of(row) for row in self._model.rows())
        return replace(household, members=members), review

    def note_places(self) -> None:
        """The rows are being saved as they stand; `take_identities` finds them again wherever they are."""
        self._saved_at = {row[ROW]: place for place, row in enumerate(self._model.rows())}

    def take_identities(self, members: Sequence[Member]) -> bool:
        """Rows that were saved are these members from now on; what is typed stays. False: they do not fit."""
        rows = self._model.rows()
        if any(place >= len(members) for place in self._saved_at.values()):
            return False
        kept = {name: members[place] for name, place in self._saved_at.items()}
        self._model.put_along("member", [known_as(row, kept.get(row[ROW])) for row in rows])
        # Earlier steps would bring back rows that know nothing of it.
        self._model.undo.clear()
        return True

    def grid(self) -> GridView:
        """The rows with the cursor among them."""
        return self._view

    def set_read_only(self, read_only: bool) -> None:
        self._model.set_read_only(read_only)
        self._details.set_read_only(read_only)

    def start(self) -> None:
        """The cursor on the first name."""
        self._view.go_to(0, "full_name")

    def unreadable_cell(self) -> tuple[int, str] | None:
        """Row and column of the first cell whose text is no value of its kind."""
        for place, row in enumerate(self._model.rows()):
            for key, value in row.items():
                if isinstance(value, Unread):
                    return place, key
        return None

    def unreadable_fields(self) -> list[Field]:
        return self._details.unreadable_fields()

    def shown_member(self) -> Member | None:
        """The member under the cursor, whose details are shown."""
        rows = self._model.rows()
        return member_of(rows[self._shown_row]) if 0 <= self._shown_row < len(rows) else None

    def column_under_cursor(self) -> str:
        """The column of the cursor while the grid or its cell has the focus; "" elsewhere."""
        inside = self._view.hasFocus() or self._view.isAncestorOf(self._view.window().focusWidget() or self)
        index = self._view.currentIndex()
        return self._model.columns[index.column()].key if inside and index.isValid() else ""

    def set_cell(self, key: str, value: Any) -> None:
        """Another value in the cursor's row, as if the officer had typed it."""
        place = next(i for i, column in enumerate(self._model.columns) if column.key == key)
        self._model.set_value(self._view.currentIndex().row(), place, value)

    def title_of(self, key: str) -> str:
        """A column's title, "" when there is no such column."""
        return next((column.title for column in self._model.columns if column.key == key), "")

    def words_of(self, key: str, value: Any) -> str:
        """A kept value as the column would show it."""
        column = next(column for column in self._model.columns if column.key == key)
        if value is None or value == "":
            return "(trống)"
        shown = PartialDate.from_iso(value) if column.is_date else value
        return column.text_of({key: shown})

    def size(self) -> int:
        """How many people the roster has."""
        return self._model.count()

    def row_of_person(self, person_id: int) -> int | None:
        rows = self._model.rows()
        return next((at for at, row in enumerate(rows) if row["member"].person.id == person_id), None)

    def shown_row(self) -> int:
        """The row whose details are shown."""
        return self._shown_row

    def last_change(self) -> tuple[int, str]:
        """Row and column (or detail) of the last change."""
        return self._last_change

    def is_detail(self, field: Field) -> bool:
        """Does this field belong to the chosen member's details?"""
        return self._details.field(field.code) is field

    def show_member_problems(self, problems: Mapping[tuple[int, str], Shown]) -> None:
        """Marks by (row, field); fields without a column are marked in the details of the chosen row."""
        self._model.show_problems({place: (shown.level, shown.text) for place, shown in problems.items()})
        for code, field in self._details.fields().items():
            found = problems.get((self._shown_row, code))
            wanted = (found.level, found.text) if found else None
            unreadable = getattr(field, "unreadable", lambda: "")()
            if not unreadable and field.problem() != wanted:
                field.show_problem(*(wanted or (None,)))

    def go_to(self, row: int, key: str) -> None:
        """The cell, or the field in the details when the roster has no such column."""
        place = next((i for i, column in enumerate(self._model.columns) if column.key == key), -1)
        if place >= 0 and not self._view.isColumnHidden(place):
            self._view.go_to(row, key)
            return
        self._view.go_to(row)
        self._show_details(row)
        field: Field | None = self._details.field(key)
        if field is not None:
            field.setFocus()

    def _read_birth(self, text: str) -> PartialDate:
        return PartialDate.parse(text, today=self._day or date.today(), past_only=True)

    def _age(self, row: Row) -> str:
        born = row.get("born")
        if not isinstance(born, PartialDate) or self._day is None:
            return ""
        return f"{'' if born.is_whole else '~'}{born.age_on(self._day)}"

    def _fresh_row(self) -> Row:
        first = self._model.count() == 0
        return {
            ROW: next(self._names),
            "relation": HEAD if first else "",
            "ethnic_group": self.ethnic_group(),
        }

    def _on_edited(self) -> None:
        self._show_counts()
        self._show_details(self._view.currentIndex().row())
        self.changed.emit()
        self.committed.emit("members")

    def _on_details(self, facts: MemberFacts, field: Field) -> None:
        rows = self._model.rows()
        row = self._shown_row
        if 0 <= row < len(rows):
            member = replace(member_of(rows[row]), facts=facts)
            # What is no fact of the member stays: the row's name, and cells that could not be read.
            stays = {
                key: value
                for key, value in rows[row].items()
                if key == ROW or (isinstance(value, Unread) and key != field.code)
            }
            self._changed_detail = field.code
            self._model.replace_row(row, row_of(member) | stays, f"sửa {field.title}, dòng {row + 1}")
            self._changed_detail = ""

    def _on_touched(self, row: int, column: int) -> None:
        self._last_change = (row, self._changed_detail or self._model.columns[column].key)

    def _on_cell(self, row: int, _key: str) -> None:
        if row != self._shown_row:
            self._show_details(row)

    def _show_details(self, row: int) -> None:
        rows = self._model.rows()
        self._shown_row = row
        self._details.show_member(member_of(rows[row]) if 0 <= row < len(rows) else None)

    def _show_counts(self) -> None:
        rows = self._model.rows()
        insured = sum(row.get("health_insurance") == YesNo.YES.value for row in rows)
        self._card.set_remark(f"{len(rows)} người · {insured} người có thẻ BHYT")
        self._show_pin()
        self._set_height()

    def _show_pin(self) -> None:
        code = self.ethnic_group()
        name = catalogues.name_of("ethnic_groups", code) if code else ""
        pinned = self._pins.is_pinned(ETHNIC_GROUP)
        words = f"dân tộc {name}".strip() if self.width() >= theme.px(820) else name or "dân tộc"
        self._pin.setText(f"Đã ghim: {words}" if pinned else f"Ghim {words}")
        self._pin.setIcon(icons.icon("pin", theme.ACCENT if pinned else theme.INK3))
        self._pin.setToolTip(
            "Người mới và hộ mới bắt đầu bằng dân tộc này. Bấm để bỏ ghim."
            if pinned
            else "Ghim để người mới và hộ mới bắt đầu bằng dân tộc này."
        )

    def show_numbers(self) -> None:
        """Ctrl+Shift+H: all identity numbers whole, or masked again."""
        if self._model.has_masks():
            places = range(self._model.count())
            masked = self._model.mask_of
            self._tell_seen(p for p in places if any(masked(p, column) is not None for column in _NUMBERS))
        self._model.set_masks(not self._model.has_masks())
        self._details.set_masks(self._model.has_masks())
        self._show_mask()

    def _on_unmasked(self, row: int) -> None:
        self._tell_seen([row])

    def _tell_seen(self, places: Iterable[int]) -> None:
        """Once for each person while the form is open."""
        rows = self._model.rows()
        keys = {rows[place]["member"].person.id for place in places} - self._seen
        self._seen |= keys
        if keys:
            self.numbers_seen.emit(sorted(keys))

    def _show_mask(self) -> None:
        masked = self._model.has_masks()
        self._mask.setText(_SHOW if masked else _HIDE)
        self._mask.setToolTip(f"{_SHOW if masked else _HIDE} đầy đủ (Ctrl+Shift+H); lần xem được ghi nhật ký")

    def _on_pin(self) -> None:
        self._pins.set_pinned(ETHNIC_GROUP, not self._pins.is_pinned(ETHNIC_GROUP))

    def _set_height(self) -> None:
        """As many rows as there are people, up to nine; the details follow right below."""
        lines = min(max(self._model.rowCount(), _LEAST_ROWS), _MOST_ROWS)
        height = theme.px(theme.TABLE_HEADER) + lines * theme.px(theme.ROSTER_ROW) + 2
        if self._view.minimumHeight() != height:
            self._view.setFixedHeight(height)

    def _fit_columns(self) -> None:
        """Leave out columns that the details repeat, as far as the width asks for it."""
        there = self._model.columns
        spare = self._view.width() - theme.px(32) - 2 - sum(theme.px(column.width) for column in there)
        hidden = set()
        for key in _IN_DETAILS_TOO:
            if spare < 0:
                hidden.add(key)
                spare += theme.px(next(column.width for column in there if column.key == key))
        for place, column in enumerate(there):
            if self._view.isColumnHidden(place) != (column.key in hidden):
                self._view.setColumnHidden(place, column.key in hidden)
        self._view.fit_columns()

    def minimumSizeHint(self) -> QSize:
        # Columns and words give way before the tab gets wider than the window.
        return QSize(theme.px(560), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_actions()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_columns()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_height()
            self._fit_columns()

    def _show_actions(self) -> None:
        """Short words where the width is needed for the rows."""
        is_short = self.width() < theme.px(820)
        for made, words, short in self._actions:
            made.setText(short if is_short else words)
        self._show_pin()

    def _lay_out(self) -> None:
        for words, short, do, icon in (
            ("Thêm người", "Thêm", self._view.add_row, "add"),
            ("Dán từ Excel", "Dán", self._view.paste, "clipboard-paste"),
            ("Xóa dòng", "Xóa", self._view.remove_chosen_rows, "delete"),
        ):
            made = button(words, do, icon=icon, kind="link", parent=self)
            made.setToolTip(words)
            self._actions.append((made, words, short))
        bind(self, "Ctrl+Shift+H", self.show_numbers)
        self._mask.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for made in (self._pin, *(action[0] for action in self._actions)):
            # Each has its key, so Tab and Enter go from field to field.
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._card.add_action(made)
        self._card.body.addWidget(self._view)
        strip = QHBoxLayout()
        strip.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 2)
        strip.addWidget(KeyStrip(KEYS, self), 1)
        strip.addWidget(self._mask)
        self._card.body.addLayout(strip)
        details = Card("", self)
        details.body.addWidget(self._details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.CARD_GAP)
        column.addWidget(self._card)
        column.addWidget(details)
        column.addStretch(1)
