"""The budget lines behind what was paid."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.programme import BudgetLine, summed
from povdesk.domain.vietnamese import format_millions, format_percent, short_date

from .. import theme
from ..desk import Desk
from ..widgets.dialog import Dialog
from ..widgets.labels import label
from ..widgets.table import ListColumn, ListModel, ListView


class MoneyDialog(Dialog):
    """All lines of a year with planned, allocated and paid money. names: of the projects by code."""

    def __init__(self, desk: Desk, year: int, day: Any, parent: QWidget) -> None:
        super().__init__("Kinh phí theo dự án", parent)
        self._names: dict[str, str] = {}
        self._model = ListModel(self._columns())
        self._view = ListView(self._model, desk.habits, "dashboard-money", self)
        self._sum = label("", "caption", self, wrap=True)
        self.body.addWidget(label(f"Giải ngân năm {year} đến {short_date(day)}", "cardTitle", self))
        self.body.addWidget(self._sum)
        self.body.addWidget(self._view, 1)
        self.add_button("Mở trang Kinh phí", lambda: self._leave(desk, year), left=True)
        self.add_button("Đóng", kind="primary")
        window = parent.window()
        self.resize(min(theme.px(860), window.width() - 60), min(theme.px(520), window.height() - 40))

        def read(connection: Any) -> tuple[dict[str, str], tuple[BudgetLine, ...]]:
            from povdesk.storage import programme

            names = {one.code: one.called for one in programme.projects(connection)}
            return names, programme.budget(connection, year, day)

        desk.worker.read(self, read, self._on_read)

    def lines(self) -> list[BudgetLine]:
        """The lines on the screen."""
        return list(self._model.rows())

    def _leave(self, desk: Desk, year: int) -> None:
        self.accept()
        desk.open("programme", tab="money", year=year)

    def _on_read(self, found: tuple[dict[str, str], tuple[BudgetLine, ...]]) -> None:
        self._names, lines = found
        self._view.set_rows(list(lines))
        sums = summed(lines)
        share = f", đạt {format_percent(round(sums.share_paid, 1))}" if sums.share_paid is not None else ""
        self._sum.setText(
            f"Kế hoạch {format_millions(sums.planned)}, đã chi {format_millions(sums.disbursed)}{share}."
        )
        self._view.choose_first()

    def _columns(self) -> tuple[ListColumn, ...]:
        def project(line: BudgetLine) -> str:
            return self._names.get(line.project, "") or "Chưa gắn dự án"

        def money(amount: int | None) -> str:
            return "" if amount is None else format_millions(amount)

        return (
            ListColumn("project", "Dự án", 180, project, stretch=True, bold=True),
            ListColumn("capital", "Loại vốn", 116, lambda line: line.capital.label),
            ListColumn("source", "Nguồn", 84, lambda line: line.source.short_label),
            ListColumn(
                "planned", "Kế hoạch", 116, lambda line: money(line.planned), lambda line: line.planned,
                align="right",
            ),
            ListColumn(
                "allocated", "Đã giao", 116, lambda line: money(line.allocated), lambda line: line.allocated,
                align="right",
            ),
            ListColumn(
                "disbursed", "Đã chi", 116, lambda line: money(line.disbursed), lambda line: line.disbursed,
                align="right",
            ),
        )  # fmt: skip
