"""Tab 1: mô hình sinh kế."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.livelihood import Model, Totals, is_in, totals
from povdesk.domain.vietnamese import format_dong, format_number, short_date

from ..desk import Desk
from ..widgets.table import ListColumn
from .list_part import ListPart
from .loading import Loaded, load
from .model_dialog import ModelDialog

_COLUMNS = (
    ListColumn("name", "Mô hình", 190, lambda row: row.name, bold=True, stretch=True),
    ListColumn("project", "Dự án", 150, lambda row: row.project, tip=lambda row: row.project),
    ListColumn("hamlet", "Thôn", 110, lambda row: row.hamlet or "Toàn xã"),
    ListColumn("form", "Hình thức", 130, lambda row: row.form, tip=lambda row: row.form),
    ListColumn(
        "time",
        "Thời gian",
        160,
        lambda row: _time(row),
        lambda row: row.started_on.isoformat() if row.started_on else "",
    ),
    ListColumn(
        "members",
        "Số hộ",
        64,
        lambda row: format_number(_households(row)),
        lambda row: _households(row),
        align="right",
    ),
    ListColumn("labour", "Công", 70, lambda row: _shown(_sum(row).labour), align="right"),
    ListColumn(
        "value",
        "Đóng góp (đồng)",
        160,
        lambda row: _shown(_sum(row).money + _sum(row).goods_value),
        lambda row: _sum(row).money + _sum(row).goods_value,
        align="right",
    ),
    ListColumn("evaluation", "Đánh giá", 150, lambda row: row.evaluation, tip=lambda row: row.evaluation),
)


class ModelsPart(ListPart):
    """Models that ran in the year."""

    name = "models"
    title = "Mô hình sinh kế"
    spare = ("evaluation", "form", "labour", "project")
    adding = "Thêm mô hình"
    nothing = "Chưa có mô hình sinh kế nào trong năm này."
    rule = "Mỗi mô hình có các hộ tham gia, phần góp công, tiền, hiện vật và đánh giá."
    icon = "people"
    millimetres = {
        "name": 50,
        "project": 40,
        "time": 40,
        "members": 14,
        "labour": 16,
        "value": 30,
        "evaluation": 44,
    }

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _COLUMNS, parent)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self.row_button("Mở", self.open_dialog, "open")
        self.row_button("Xóa", lambda _row: self.remove_current(), "delete")

    def read(self, connection: Any) -> Loaded:
        from povdesk.storage import livelihoods, programme

        def projects(connection: Any, _year: int, _day: Any) -> list[tuple[int, str]]:
            return [(one.id, one.called) for one in programme.projects(connection) if one.id is not None]

        return load(
            connection,
            self.year,
            self.today(),
            lambda connection, year, _day: livelihoods.models(connection, year),
            projects,
        )

    def count_words(self, some: str) -> str:
        if self.loaded is None:
            return some
        found = totals(self.view.list_model().rows(), self.loaded.day)
        words = f"{some} mô hình, {format_number(found.households)} hộ đang tham gia"
        value = found.money + found.goods_value
        return f"{words}, góp {format_dong(value)}" if value else words

    def open_dialog(self, row: Model | None) -> None:
        assert self.loaded is not None
        dialog = ModelDialog(self.desk, self.loaded, row, self)

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import livelihoods

            if not dialog.all_read():
                dialog.allow_save()
                return
            wanted = dialog.wanted()
            self.write(lambda act: livelihoods.save(act, wanted), "Đã lưu mô hình.", done, failed)

        dialog.start(save, "name")

    def remove_words(self, row: Model) -> tuple[str, str]:
        return f"Xóa mô hình {row.name} với {len(row.members)} hộ tham gia?", f"Đã xóa mô hình {row.name}."

    def delete(self, act: Any, row: Model) -> None:
        from povdesk.storage import livelihoods

        livelihoods.delete(act, row.uid)


def _sum(row: Model) -> Totals:
    return totals([row], date.max)


def _households(row: Model) -> int:
    day = row.ended_on or date.max
    return sum(is_in(member, day) for member in row.members)


def _time(row: Model) -> str:
    since = short_date(row.started_on) if row.started_on else "…"
    return f"{since} – {short_date(row.ended_on)}" if row.ended_on else f"từ {since}"


def _shown(number: float) -> str:
    return format_number(number) if number else ""
