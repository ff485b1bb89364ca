"""Tab 1, above the roster: where the household lives, when and by whom the form was filled."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from povdesk.domain import identity
from povdesk.domain.household import Area, Household
from povdesk.domain.review import Review

from ..widgets.card import Card
from ..widgets.fields import Choice, ChoiceField, PartialDateField, TextField
from .form_grid import FieldGrid
from .form_part import FormPart
from .form_pins import PINNABLE, PinButton, Pins

_AREAS = [Choice(Area.RURAL.value, "Nông thôn", "1"), Choice(Area.URBAN.value, "Thành thị", "2")]


class HouseholdCard(FormPart):
    """Hamlets are those valid on the day of the form."""

    def __init__(self, pins: Pins, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hamlet = ChoiceField("hamlet_id", "Thôn", (), self, required=True)
        self._address = TextField("address", "Tổ, địa chỉ", self)
        self._phone = TextField("phone", "Điện thoại", self)
        self._area = ChoiceField("area", "Khu vực", _AREAS, self, required=True)
        self._day = PartialDateField("reviewed_on", "Ngày rà soát", self, required=True, whole=True)
        self._reviewer = TextField("reviewer", "Người rà soát", self, required=True)
        made = [self._hamlet, self._address, self._phone, self._area, self._day, self._reviewer]
        self.adopt(made)
        for field in made:
            if field.code in PINNABLE:
                field.add_beside_label(PinButton(pins, field.code, field.title, self))
        card = Card("Thông tin hộ", self)
        card.body.setContentsMargins(*(card.body.contentsMargins().left(), 0, 16, 2))
        card.body.addWidget(FieldGrid(made, 6, self, least=132))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def set_hamlets(self, hamlets: Sequence[tuple[int, str]]) -> None:
        """Ids and names of the hamlets to choose from."""
        choices = [Choice(str(key), name) for key, name in hamlets]
        if choices != self._hamlet.choices():  # Else what is being typed there would be gone.
            self._hamlet.set_choices(choices)

    def pinnable(self) -> dict[str, Any]:
        """What the fields that can be pinned say now."""
        return {code: field.value() for code, field in self._fields.items() if code in PINNABLE}

    def preset_empty(self, values: dict[str, Any]) -> None:
        """Put pinned values into empty fields."""
        for code, value in values.items():
            field = self.field(code)
            if field is not None and field.is_empty():
                self.preset(code, value)

    def values(self, household: Household, review: Review) -> dict[str, Any]:
        return {
            "hamlet_id": "" if household.hamlet_id is None else str(household.hamlet_id),
            "address": household.address,
            "phone": identity.show_phone(household.phone),
            "area": review.area.value,
            "reviewed_on": review.reviewed_on,
            "reviewer": review.reviewer,
        }

    def apply(self, household: Household, review: Review) -> tuple[Household, Review]:
        hamlet, area = self._hamlet.value(), self._area.value()
        return (
            replace(
                household,
                hamlet_id=int(hamlet) if hamlet else None,
                address=self._address.value(),
                phone=identity.clean_number(self._phone.value()),
            ),
            replace(
                review,
                area=Area(area) if area else review.area,
                reviewed_on=self._day.date_value(),
                reviewer=self._reviewer.value(),
            ),
        )
