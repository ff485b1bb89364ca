"""Pieces of the event dialog: whom to tick, what each is to the head, and who comes in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from povdesk.domain import catalogues, identity
from povdesk.domain.catalogues import name_of
from povdesk.domain.household import HEAD, Person, Sex
from povdesk.domain.household_events import Resident

from .. import theme
from ..desk import Desk
from ..widgets.fields import Choice, ChoiceField, PartialDateField, TextField
from ..widgets.labels import label

_ASK_DELAY = 250


def relation_choices(*, with_head: bool = False) -> list[Choice]:
    """Relations to the head, as the catalogue gives them."""
    return [
        Choice(item.code, item.name)
        for item in catalogues.load("relations")
        if with_head or item.code != HEAD
    ]


def described(one: Resident, day: date) -> str:
    """Name, relation and age, as a line to tick."""
    relation = name_of("relations", one.relation).lower() if one.relation else "chưa ghi quan hệ"
    born = one.person.born
    age = f", {born.age_text(day)} tuổi" if born else ""
    return f"{one.person.full_name} ({relation}{age})"


class Ticks(QListWidget):
    """People to tick with Space. changed: another choice. entered: Enter, go on."""

    changed = Signal()
    entered = Signal()

    def __init__(self, people: Sequence[Resident], day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Người trong hộ, phím cách để đánh dấu")
        for one in people:
            item = QListWidgetItem(described(one, day))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, theme.px(28)))
            self.addItem(item)
        self.setFixedHeight(theme.px(28) * min(max(len(people), 2), 6) + 8)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def chosen(self) -> tuple[int, ...]:
        """Ids of the ticked people, in roster order."""
        items = [self.item(place) for place in range(self.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)


class Relations(QWidget):
    """What each person is to the head; suggestions are filled in and may be corrected."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[int, ChoiceField] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(title, "group", self))
        column.addLayout(self._grid)
        self.hide()

    def ask(self, people: Iterable[Resident], suggested: Mapping[int, str]) -> None:
        """Fields for these people; what the officer has chosen for someone already stays."""
        kept = self.value()
        for field in self._fields.values():
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._fields = {}
        for place, one in enumerate(people):
            field = ChoiceField(f"relation.{one.id}", one.person.full_name, relation_choices(), self)
            wanted = suggested.get(one.id, "")
            field.set_value(wanted if wanted != HEAD else "")
            if not field.value() and kept.get(one.id):
                field.set_value(kept[one.id])
            self._fields[one.id] = field
            self._grid.addWidget(field, place // 2, place % 2)
        for place in range(2):
            self._grid.setColumnStretch(place, 1)
        self.setVisible(bool(self._fields))

    def value(self) -> dict[int, str]:
        """Person id → relation; left empty counts as "Khác"."""
        return {key: field.value() or "other" for key, field in self._fields.items()}


class NewcomerPart(QWidget):
    """Who comes in: typed as a new person, or picked among those of the register with such a name."""

    def __init__(self, desk: Desk, *, head: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: Person | None = None
        self._name = TextField("newcomer_name", "Họ tên chủ hộ" if head else "Họ tên", self, required=True)
        self._sex = ChoiceField(
            "newcomer_sex", "Giới tính", [Choice(Sex.MALE, "Nam", "1"), Choice(Sex.FEMALE, "Nữ", "2")], self
        )
        self._born = PartialDateField("newcomer_born", "Ngày hoặc năm sinh", self, not_future=True)
        self._number = TextField("newcomer_number", "Số định danh (nếu có)", self)
        self._relation = ChoiceField(
            "newcomer_relation", "Quan hệ với chủ hộ", relation_choices(), self, required=True
        )
        self._relation.setVisible(not head)
        self._hint = label("", "hint", self, wrap=True)
        self._hits = QListWidget(self)
        self._found: list[Person] = []
        self._delay = QTimer(self, singleShot=True, interval=_ASK_DELAY)
        self._lay_out()
        self._name.changed.connect(self._on_typed)
        self._delay.timeout.connect(self._ask)
        self._hits.itemActivated.connect(lambda _item: self._on_picked())
        self._hits.itemClicked.connect(lambda _item: self._on_picked())

    def start(self) -> None:
        self._name.setFocus()

    def person(self) -> Person:
        """The one picked, else a new person as typed."""
        if self._known is not None:
            return self._known
        sex = self._sex.value()
        return Person(
            self._name.value(),
            Sex(sex) if sex else None,
            self._born.value(),
            identity.clean_number(self._number.value()),
        )

    def relation(self) -> str:
        return self._relation.value()

    def _on_typed(self) -> None:
        if self._known is not None and self._name.value() != self._known.full_name:
            self._known = None
            self._show_known()
        self._delay.start()

    def _ask(self) -> None:
        typed = self._name.value()
        if len(typed.split()) < 2 or self._known is not None:
            self._show_hits([])
            return

        def read(connection: Any) -> Any:
            from povdesk.storage import household_events

            return household_events.people_named(connection, typed)

        self._desk.worker.read(self, read, self._show_hits)

    def _show_hits(self, found: Sequence[tuple[Person, str]]) -> None:
        self._found = [person for person, _where in found]
        self._hits.clear()
        for person, where in found:
            born = f", sinh {person.born}" if person.born else ""
            self._hits.addItem(f"{person.full_name}{born} – {where}")
        self._hits.setVisible(bool(found))
        if found:
            self._hint.setText("Trong sổ đã có tên này. Nếu là cùng một người, chọn dòng bên dưới (Enter).")
        else:
            self._show_known()

    def _on_picked(self) -> None:
        place = self._hits.currentRow()
        if 0 <= place < len(self._found):
            self._known = self._found[place]
            self._name.set_value(self._known.full_name)
            self._hits.hide()
            self._show_known()
            (self._relation if self._relation.isVisible() else self._name).setFocus()

    def _show_known(self) -> None:
        known = self._known
        for field in (self._sex, self._born, self._number):
            field.set_read_only(known is not None)
        if known is not None:
            self._sex.set_value(known.sex.value if known.sex else "")
            self._born.set_value(known.born)
            self._number.set_value(identity.masked_number(known.id_number))
            self._hint.setText("Dùng lý lịch đang có trong sổ, không lập người mới.")
        else:
            self._hint.setText("")

    def _lay_out(self) -> None:
        self._hits.setAccessibleName("Người cùng tên đã có trong sổ")
        self._hits.setFixedHeight(theme.px(24) * 3 + 8)
        self._hits.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._name)
        column.addWidget(self._hint)
        column.addWidget(self._hits)
        row = QHBoxLayout()
        row.setSpacing(12)
        for field, stretch in ((self._sex, 2), (self._born, 3), (self._number, 4)):
            row.addWidget(field, stretch)
        column.addLayout(row)
        column.addWidget(self._relation)


def head_choices(people: Iterable[Resident]) -> list[Choice]:
    """People as choices for the head of a household."""
    return [Choice(str(one.id), one.person.full_name) for one in people]


def chosen_key(field: ChoiceField) -> int | None:
    """The id behind a choice."""
    return int(field.value()) if field.value() else None
