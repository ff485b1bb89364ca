"""Tab 5: chi trả, cấp phát."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.payment import PaymentList
from povdesk.domain.vietnamese import format_dong, format_number, short_date

from ..desk import Desk
from ..widgets.table import ListColumn
from . import printing
from .list_part import ListPart
from .loading import Loaded, load
from .payment_dialog import BuildDialog, PaymentDialog, ToChoose

_KEYS = [
    ("Enter", "mở, đánh dấu đã nhận"),
    ("Ctrl+F", "tìm"),
    ("Ctrl+N", "lập danh sách"),
    ("Ctrl+P", "in danh sách ký nhận"),
    ("Ctrl+Delete", "xóa"),
]
_COLUMNS = (
    ListColumn("title", "Danh sách", 260, lambda row: row.title, bold=True, stretch=True),
    ListColumn("period", "Kỳ", 150, lambda row: row.period),
    ListColumn(
        "made_on",
        "Ngày lập",
        96,
        lambda row: short_date(row.made_on) if row.made_on else "",
        lambda row: row.made_on.isoformat() if row.made_on else "",
    ),
    ListColumn(
        "lines",
        "Số dòng",
        80,
        lambda row: format_number(len(row.lines)),
        lambda row: len(row.lines),
        align="right",
    ),
    ListColumn(
        "total",
        "Tổng tiền (đồng)",
        140,
        lambda row: format_number(row.total) if row.total else "",
        lambda row: row.total,
        align="right",
    ),
    ListColumn(
        "paid",
        "Đã nhận",
        110,
        lambda row: f"{format_number(row.paid)} / {format_number(len(row.lines))}",
        lambda row: row.paid,
        align="right",
    ),
    ListColumn("note", "Ghi chú", 140, lambda row: row.note, tip=lambda row: row.note),
)


class PaymentsPart(ListPart):
    """Lists made in the year."""

    name = "payments"
    title = "Danh sách chi trả, cấp phát"
    spare = ("note", "period")
    adding = "Lập danh sách"
    nothing = "Chưa lập danh sách chi trả, cấp phát nào trong năm này."
    rule = (
        "Lập từ diện của hộ hoặc từ lượt hỗ trợ đã ghi. Bản in có cột Ký nhận, tổng tiền bằng số, bằng chữ."
    )
    icon = "money"
    keys = _KEYS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.row_button("In ký nhận", self.print_one, "print")
        self.row_button("Mở", self.open_dialog, "open")
        self.row_button("Xóa", lambda _row: self.remove_current(), "delete")

    def read(self, connection: Any) -> Loaded:
        from povdesk.storage import payments

        return load(
            connection,
            self.year,
            self.today(),
            lambda connection, year, _day: payments.of_year(connection, year),
            _to_choose,
        )

    def count_words(self, some: str) -> str:
        total = sum(row.total for row in self.view.list_model().rows())
        return f"{some} danh sách, {format_dong(total)}" if total else f"{some} danh sách"

    def open_dialog(self, row: PaymentList | None) -> None:
        assert self.loaded is not None
        if row is None:
            BuildDialog(self.desk, self.loaded, self, self._open).begin()
        else:
            self._open(row)

    def print_list(self) -> None:
        """Ctrl+P: the list in front, to be signed."""
        row = self.view.current_row()
        if row is None:
            self.desk.say("Chọn một danh sách để in.")
            return
        self.print_one(row)

    def print_one(self, row: PaymentList) -> None:
        """D30 of one list."""
        assert self.loaded is not None
        printing.preview_paper(
            self,
            self.desk,
            "D30",
            row.title.lower(),
            year=self.loaded.year,
            today=self.loaded.day,
            record_id=row.id,
        )

    def remove_words(self, row: PaymentList) -> tuple[str, str]:
        return f"Xóa {row.title}?", f"Đã xóa {row.title}."

    def delete(self, act: Any, row: PaymentList) -> None:
        from povdesk.storage import payments

        payments.delete(act, row.uid)

    def _open(self, row: PaymentList) -> None:
        assert self.loaded is not None
        dialog = PaymentDialog(self.desk, self.loaded, row, self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import payments

            if not dialog.all_read():
                dialog.allow_save()
                return
            wanted = dialog.wanted()
            self.write(lambda act: payments.save(act, wanted), f"Đã lưu {wanted.title}.", done, failed)

        dialog.start(save, "title" if not row.uid else "")


def _to_choose(connection: Any, _year: int, day: Any) -> ToChoose:
    from povdesk.storage import catalogue_edits

    def items(name: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            (one.code, one.name) for one in catalogue_edits.load(connection, name) if one.is_valid_on(day)
        )

    return ToChoose(items("policies"), items("support_kinds"))
