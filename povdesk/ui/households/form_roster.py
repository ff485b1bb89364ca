"""Tab 1: who lives in the household, an Excel-like roster with the chosen member's facts below."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain import identity
from povdesk.domain.household import HEAD, Household, Member, MemberFacts, Person, Sex, YesNo
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.review import Review

from .. import theme
from ..widgets.card import Card
from ..widgets.fields import Choice, Field
from ..widgets.grid import KEYS, GridColumn, GridModel, GridView, Unread
from ..widgets.grid_model import Row
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button
from .form_member import MemberDetails, catalogue_choices
from .form_part import FormPart, Shown

_SEXES = [Choice(Sex.MALE.value, "Nam", "1"), Choice(Sex.FEMALE.value, "Nữ", "2")]
_INSURED = [
    Choice(YesNo.YES.value, "Có", "1"),
    Choice(YesNo.NO.value, "Không", "0"),
    Choice(YesNo.UNKNOWN.value, "?", "?"),
]
_FACTS = ("insurance_number", "education", "work_status")


class RosterPart(FormPart):
    """Members in roster order; each row keeps its member, so facts without a column travel along.

    rows_removed: how many members were taken from the roster.
    """

    rows_removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: date | None = None
        self._ethnic_group = ""
        self._model = GridModel(self._columns(), "Gõ tên để thêm", self)
        self._view = GridView(self._model, self)
        self._details = MemberDetails(self)
        self._card = Card("Nhân khẩu trong hộ", self, flush=True)
        self._lay_out()
        self._model.set_new_row(self._fresh_row)
        self._model.edited.connect(self._on_edited)
        self._view.cell_chosen.connect(lambda row, _key: self._show_details(row))
        self._view.rows_removed.connect(self.rows_removed)
        self._details.edited.connect(self._on_details)

    def fill(self, household: Household, review: Review) -> None:
        self._day = review.reviewed_on
        head = household.head
        self._ethnic_group = head.person.ethnic_group if head else ""
        self._model.set_rows(_row_of(member) for member in household.members)
        self._show_details(0)
        self._count()

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        self._day = review.reviewed_on
        members = tuple(_member_of(row) for row in self._model.rows())
        return replace(household, members=members), review

    def set_read_only(self, read_only: bool) -> None:
        self._model.set_read_only(read_only)
        self._details.set_read_only(read_only)

    def start(self) -> None:
        """The cursor on the first name."""
        self._view.go_to(0, "full_name")

    def has_unreadable_cells(self) -> bool:
        return any(isinstance(value, Unread) for row in self._model.rows() for value in row.values())

    def undo_text(self) -> str:
        return self._model.undo.undoText()

    def undo(self) -> None:
        self._model.undo.undo()

    def redo(self) -> None:
        self._model.undo.redo()

    def show_member_problems(self, problems: Mapping[tuple[int, str], Shown]) -> None:
        """Marks by (row, field); fields without a column are marked in the details of the chosen row."""
        self._model.show_problems({place: (shown.level, shown.text) for place, shown in problems.items()})
        row = self._view.currentIndex().row()
        for code, field in self._details.fields().items():
            found = problems.get((row, code))
            field.show_problem(found.level if found else None, found.text if found else "")

    def go_to(self, row: int, key: str) -> None:
        """The cell, or the field in the details when the roster has no such column."""
        if any(column.key == key for column in self._model.columns):
            self._view.go_to(row, key)
            return
        self._view.go_to(row)
        self._show_details(row)
        field: Field | None = self._details.field(key)
        if field is not None:
            field.setFocus()

    def _columns(self) -> list[GridColumn]:
        return [
            GridColumn("full_name", "Họ và tên", 150, stretch=True),
            GridColumn("relation", "Quan hệ", 70, choices=catalogue_choices("relations")),
            GridColumn("sex", "Giới", 46, choices=_SEXES),
            GridColumn(
                "born",
                "Ngày sinh",
                84,
                read=self._read_birth,
                empty=None,
                is_date=True,
            ),
            GridColumn("age", "Tuổi", 42, computed=self._age, align="right"),
            GridColumn("ethnic_group", "Dân tộc", 66, choices=catalogue_choices("ethnic_groups")),
            GridColumn(
                "id_number", "Số định danh", 110, read=identity.clean_number, show=identity.show_id_number
            ),
            GridColumn("health_insurance", "BHYT", 52, choices=_INSURED, empty=YesNo.UNKNOWN.value),
            GridColumn("insurance_number", "Mã thẻ BHYT", 122, read=identity.clean_number),
            GridColumn("education", "Học vấn", 76, choices=catalogue_choices("education_levels")),
            GridColumn("work_status", "Việc làm", 88, choices=catalogue_choices("work_statuses")),
        ]

    def _read_birth(self, text: str) -> PartialDate:
        return PartialDate.parse(text, today=self._day or date.today(), past_only=True)

    def _age(self, row: Row) -> str:
        born = row.get("born")
        if not isinstance(born, PartialDate) or self._day is None:
            return ""
        return f"{'' if born.is_whole else '~'}{born.age_on(self._day)}"

    def _fresh_row(self) -> Row:
        first = self._model.count() == 0
        return {"relation": HEAD if first else "", "ethnic_group": self._ethnic_group}

    def _on_edited(self) -> None:
        self._count()
        self._show_details(self._view.currentIndex().row())
        self.changed.emit()
        self.committed.emit()

    def _on_details(self, facts: MemberFacts) -> None:
        row = self._view.currentIndex().row()
        rows = self._model.rows()
        if 0 <= row < len(rows):
            member = replace(_member_of(rows[row]), facts=facts)
            self._model.replace_row(row, _row_of(member), f"sửa chi tiết, dòng {row + 1}")

    def _show_details(self, row: int) -> None:
        rows = self._model.rows()
        self._details.show_member(_member_of(rows[row]) if 0 <= row < len(rows) else None)

    def _count(self) -> None:
        rows = self._model.rows()
        insured = sum(row.get("health_insurance") == YesNo.YES.value for row in rows)
        self._card.set_remark(f"{len(rows)} người · {insured} người có thẻ BHYT")

    def _lay_out(self) -> None:
        self._card.add_action(button("Thêm người", self._view.add_row, icon="add", kind="link", parent=self))
        self._card.add_action(
            button("Dán từ Excel", self._view.paste, icon="clipboard-paste", kind="link", parent=self)
        )
        self._card.add_action(
            button("Xóa dòng", self._view.remove_chosen_rows, icon="delete", kind="link", parent=self)
        )
        self._view.setMinimumHeight(theme.px(7 * theme.ROSTER_ROW))
        self._card.body.addWidget(self._view, 1)
        strip = QVBoxLayout()
        strip.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 4)
        strip.addWidget(KeyStrip(KEYS, self))
        self._card.body.addLayout(strip)
        details = Card("", self)
        details.body.addWidget(self._details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.CARD_GAP)
        column.addWidget(self._card, 1)
        column.addWidget(details)


def _row_of(member: Member) -> Row:
    person, facts = member.person, member.facts
    return {
        "member": member,
        "full_name": person.full_name,
        "relation": member.relation,
        "sex": person.sex.value if person.sex else "",
        "born": person.born,
        "ethnic_group": person.ethnic_group,
        "id_number": person.id_number,
        "health_insurance": facts.health_insurance.value,
        **{code: getattr(facts, code) for code in _FACTS},
    }


def _member_of(row: Row) -> Member:
    """The row's member with what its cells say; cells that cannot be read count as empty."""
    known = {key: None if isinstance(value, Unread) else value for key, value in row.items()}
    base: Member = known.get("member") or Member(Person(""))
    person = replace(
        base.person,
        full_name=_text(known, "full_name"),
        sex=Sex(known["sex"]) if known.get("sex") else None,
        born=known.get("born"),
        ethnic_group=_text(known, "ethnic_group"),
        id_number=_text(known, "id_number"),
    )
    facts = replace(
        base.facts,
        health_insurance=YesNo(known.get("health_insurance") or YesNo.UNKNOWN),
        **{code: _text(known, code) for code in _FACTS},
    )
    return replace(base, person=person, relation=_text(known, "relation"), facts=facts)


def _text(row: Mapping[str, Any], key: str) -> str:
    return row.get(key) or ""
