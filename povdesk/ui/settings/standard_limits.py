"""Income lines and limits of one standard; a standard that lacks them classifies only after confirmation."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.household import Area
from povdesk.domain.standard import Standard
from povdesk.domain.vietnamese import format_number

from ..widgets.fields import MoneyField, NumberField, ProblemLevel
from .form_dialog import FormDialog

LIMITS = (
    ("income_lines", "Mức chuẩn thu nhập", "đồng/người/tháng"),
    ("average_lines", "Mức sống trung bình", "đồng/người/tháng"),
    ("cutoffs", "Điểm giới hạn B1", "điểm"),
)
_AREAS = {Area.RURAL: "nông thôn", Area.URBAN: "thành thị"}
_CONFIRM = "Đã đối chiếu với văn bản: bộ chuẩn đủ để phân loại hộ"


class LimitsDialog(FormDialog):
    """What is not known stays empty; nothing is ever proposed."""

    def __init__(self, standard: Standard, original: Standard | None, parent: QWidget) -> None:
        self._standard = standard
        self._asks = original is None or not original.is_complete
        fields: list[NumberField] = []
        for code, words, unit in LIMITS:
            for area in Area:
                name, title = f"{code}.{area.value}", f"{words}, {_AREAS[area]}"
                fields.append(
                    NumberField(name, title, unit=unit, whole=True)
                    if code == "cutoffs"
                    else MoneyField(name, title)
                )
        fields.append(NumberField("points", "Điểm B2 mỗi chỉ số thiếu hụt", required=True, whole=True))
        super().__init__(
            "Mức chuẩn và điểm giới hạn",
            fields,
            parent,
            needed={"points": "Gõ số điểm, ví dụ 10."},
            words="Chỉ nhập số có trong văn bản; chưa biết thì để trống, máy khi đó không phân loại.",
        )
        for code, _words, _unit in LIMITS:
            for area in Area:
                field = self.field(f"{code}.{area.value}")
                field.set_value(getattr(standard, code)[area])
                shipped = getattr(original, code)[area] if original else None
                field.set_hint(f"Bản gốc: {'chưa rõ' if shipped is None else format_number(shipped)}")
        self.field("points").set_value(standard.points_per_deprivation)
        if self._asks:
            self.add_box("complete", _CONFIRM, standard.is_complete)

    def is_ready(self) -> bool:
        """False, with words beside the empty fields, when completeness is claimed without the limits."""
        if self._asks and not self.ticked("complete"):
            return True
        empty = [field for area in Area if (field := self.field(f"cutoffs.{area.value}")).value() is None]
        for field in empty:
            field.show_problem(ProblemLevel.ERROR, "Chuẩn đủ để phân loại thì phải có điểm này.")
        if empty:
            self.allow_save()
            empty[0].setFocus()
        return not empty

    def changes(self) -> dict[str, Any]:
        """What differs from the standard as it is."""
        changes: dict[str, Any] = {}
        for code, _words, _unit in LIMITS:
            for area in Area:
                number = self.field(f"{code}.{area.value}").value()
                number = None if number is None else int(number)
                if number != getattr(self._standard, code)[area]:
                    changes.setdefault(code, {})[area.value] = number
        points = int(self.field("points").value())
        if points != self._standard.points_per_deprivation:
            changes["points_per_deprivation"] = points
        if self._asks and self.ticked("complete") != (self._standard.status == "complete"):
            changes["status"] = "complete" if self.ticked("complete") else "incomplete"
        return changes
