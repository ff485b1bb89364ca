"""Tab 2: kiểm tra, giám sát with what is still to be put right."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.inspection import FindingState, Inspection
from povdesk.domain.vietnamese import format_number, short_date

from .. import keys
from ..desk import Desk
from ..theme import Tone
from ..widgets.labels import button, label
from ..widgets.table import ListColumn
from . import printing
from .inspection_dialog import InspectionDialog
from .list_part import KEYS, ListPart
from .loading import Loaded, load

_FILTERS = ("Tất cả", "Còn kiến nghị chưa xử lý", "Có kiến nghị quá hạn")


class InspectionsPart(ListPart):
    """Held and planned inspections of the year."""

    name = "inspections"
    title = "Kiểm tra, giám sát"
    spare = ("members", "hamlet")
    adding = "Thêm cuộc kiểm tra"
    nothing = "Chưa có cuộc kiểm tra nào trong năm này."
    rule = "Ghi cả cuộc kiểm tra sắp tới: kế hoạch kiểm tra in lịch từ danh sách này."
    icon = "clipboard-checkmark"
    keys = KEYS
    millimetres = {"held_on": 22, "content": 80, "members": 44, "findings": 20, "state": 34}

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            (
                ListColumn(
                    "held_on", "Ngày", 96, lambda row: short_date(row.held_on), lambda row: row.held_on
                ),
                ListColumn("hamlet", "Địa bàn", 120, lambda row: row.hamlet or "Toàn xã"),
                ListColumn(
                    "content",
                    "Nội dung",
                    240,
                    lambda row: row.content.replace("\n", "; "),
                    tip=lambda row: row.content,
                    bold=True,
                    stretch=True,
                ),
                ListColumn(
                    "members", "Thành phần", 170, lambda row: row.members, tip=lambda row: row.members
                ),
                ListColumn(
                    "findings",
                    "Kiến nghị",
                    80,
                    lambda row: format_number(len(row.findings)) if row.findings else "",
                    lambda row: len(row.findings),
                    align="right",
                ),
                ListColumn(
                    "state",
                    "Xử lý",
                    150,
                    lambda row: row.state_words(self._day()),
                    tone=self._tone,
                    icon=self._icon,
                ),
            ),
            parent,
        )
        self.filter = keys.ComboBox(self)
        self.filter.setObjectName("inspections-filter")
        self.filter.setAccessibleName("Lọc theo xử lý")
        self.filter.addItems(list(_FILTERS))
        self.filter.activated.connect(self._on_filter)
        self.bar.addWidget(label("Xem", "caption", self))
        self.bar.addWidget(self.filter)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.bar.addWidget(button("In kế hoạch kiểm tra", self.print_plan, icon="print", parent=self))
        self.row_button("In biên bản", self.print_minutes, "document-print")
        self.row_button("Mở", self.open_dialog, "open")
        self.row_button("Xóa", lambda _row: self.remove_current(), "delete")

    def read(self, connection: Any) -> Loaded:
        from povdesk.storage import inspections

        return load(
            connection,
            self.year,
            self.today(),
            lambda connection, year, _day: inspections.of_year(connection, year),
        )

    def count_words(self, some: str) -> str:
        if self.loaded is None:
            return some
        overdue = sum(row.count(FindingState.OVERDUE, self._day()) for row in self.loaded.rows)
        return f"{some} cuộc, {overdue} kiến nghị quá hạn" if overdue else f"{some} cuộc"

    def open_dialog(self, row: Inspection | None) -> None:
        assert self.loaded is not None
        dialog = InspectionDialog(self.loaded, row, self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import inspections

            if not dialog.all_read():
                dialog.allow_save()
                return
            wanted = dialog.wanted()
            self.write(lambda act: inspections.save(act, wanted), "Đã lưu cuộc kiểm tra.", done, failed)

        dialog.start(save, "held_on" if row is None else "content")

    def print_plan(self) -> None:
        """D29 of the year."""
        if self.loaded is not None:
            printing.preview_paper(
                self,
                self.desk,
                "D29",
                f"ke-hoach-kiem-tra-{self.loaded.year}",
                year=self.loaded.year,
                today=self.loaded.day,
            )

    def print_minutes(self, row: Inspection) -> None:
        """The minutes of the inspection in front."""
        assert self.loaded is not None
        name = f"bien-ban-kiem-tra-{row.held_on:%Y-%m-%d}"
        printing.preview_paper(
            self, self.desk, "D29-BB", name, year=self.loaded.year, today=self.loaded.day, record_id=row.id
        )

    def remove_words(self, row: Inspection) -> tuple[str, str]:
        day = short_date(row.held_on)
        return f"Xóa cuộc kiểm tra ngày {day} và các kiến nghị?", f"Đã xóa cuộc kiểm tra ngày {day}."

    def delete(self, act: Any, row: Inspection) -> None:
        from povdesk.storage import inspections

        inspections.delete(act, row.uid)

    def _day(self) -> Any:
        return self.loaded.day if self.loaded is not None else self.today()

    def _tone(self, row: Inspection) -> Tone | None:
        if row.count(FindingState.OVERDUE, self._day()):
            return Tone.DANGER
        return Tone.WARN if row.count(FindingState.OPEN, self._day()) else None

    def _icon(self, row: Inspection) -> str:
        if row.count(FindingState.OVERDUE, self._day()):
            return "status-late"
        return "status-attention" if row.count(FindingState.OPEN, self._day()) else ""

    def _on_filter(self, place: int) -> None:
        wanted = {
            1: lambda row: any(one.settled_on is None for one in row.findings),
            2: lambda row: row.count(FindingState.OVERDUE, self._day()) > 0,
        }.get(place)
        self.narrow(wanted)
