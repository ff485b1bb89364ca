"""While a form is typed: one line above it when somebody may be in the register already."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from povdesk.domain.household import Household, Person
from povdesk.domain.review import Review

from ..desk import Desk
from ..widgets.labels import button, label

if TYPE_CHECKING:
    from ..widgets.page import Page


class DuplicateHint(QFrame):
    """Looks at people who were typed or changed since the form was opened, after each field.

    Hidden while there is nothing to say. The same name alone says nothing.
    """

    def __init__(self, page: "Page", desk: Desk) -> None:
        super().__init__(page)
        self.setObjectName("banner")
        self._page, self._desk = page, desk
        self._sheet: QWidget | None = None
        self._known: set[Any] = set()
        self._waved_off: set[Any] = set()
        self._found: list[tuple[Person, Any]] = []
        self._text = label("", "", self, wrap=True)
        self._open = button("Mở hộ đó", self._on_open, kind="link", parent=self)
        self._apart = button("Không trùng", self._on_apart, kind="link", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 8, 2)
        row.addWidget(self._text, 1)
        row.addWidget(self._open)
        row.addWidget(self._apart)
        page.body.insertWidget(0, self)
        self.hide()

    def begin(self) -> None:
        """Another form is shown: who is in it now is not asked about."""
        sheet = self._page.sheet()
        if sheet is None:
            return
        if sheet is not self._sheet:
            self._sheet = sheet
            sheet.committed.connect(self._ask)
        self._known = {_identity(person) for person in self._people()[0]}
        self._show([])

    def text(self) -> str:
        """The line as shown, empty while there is none."""
        return self._text.text() if not self.isHidden() else ""

    def _people(self) -> tuple[list[Person], int | None]:
        household, _review = self._page.sheet().apply(Household(), Review())
        return [member.person for member in household.members], household.hamlet_id

    def _ask(self) -> None:
        people, hamlet_id = self._people()
        asked = [person for person in people if _identity(person) not in self._known and person.full_name]
        if not asked:
            self._show([])
            return
        here = self._page.household_in_front()
        inside = {person.id for person in people}

        def read(connection: Any) -> list[tuple[Person, Any]]:
            from povdesk.storage import duplicates

            return [
                (person, one)
                for person in asked
                for one in duplicates.possible(connection, person, hamlet_id)
                if one.person_id not in inside and one.household_id not in (None, here)
            ]

        self._desk.worker.read(self, read, self._show, lambda _error: None)

    def _show(self, found: Sequence[tuple[Person, Any]]) -> None:
        self._found = [pair for pair in found if _pair(*pair) not in self._waved_off]
        self.setVisible(bool(self._found))
        if self._found:
            person, one = self._found[0]
            more = f" Còn {len(self._found) - 1} người khác cần xem." if len(self._found) > 1 else ""
            self._text.setText(
                f"{person.full_name} có thể đã có trong sổ: {one.full_name}, {one.place}"
                f" ({one.score.points} điểm).{more}"
            )
            self._text.setToolTip(one.score.in_words())

    def _on_open(self) -> None:
        if self._found:
            self._desk.open("household", household_id=self._found[0][1].household_id)

    def _on_apart(self) -> None:
        if self._found:
            self._waved_off.add(_pair(*self._found[0]))
            self._show(self._found)


def _identity(person: Person) -> Any:
    """What makes it worth looking again."""
    return person.id, person.full_name, person.born, person.sex, person.id_number


def _pair(person: Person, one: Any) -> Any:
    return person.full_name, person.born, one.person_id
