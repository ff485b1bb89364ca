"""The payments of one budget line: day, money, number of the voucher; typed like in Excel, saved at once."""

from datetime import date
from typing import TYPE_CHECKING, Any

from povdesk.domain.errors import InvalidInput
from povdesk.domain.programme import BudgetLine, Disbursement, warning
from povdesk.domain.vietnamese import format_count, parse_date, short_date

from .. import theme
from ..settings.form_dialog import FormDialog
from ..theme import Tone
from ..widgets.grid import GridColumn, GridModel, GridView, Unread
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import label, set_tone
from .money_rows import millions, read_millions

if TYPE_CHECKING:
    from .money_part import MoneyPart

_KEYS = [
    ("Enter", "ô tiếp theo"),
    ("Ctrl+;", "ngày hôm nay"),
    ("Ctrl+Delete", "xóa dòng"),
    ("Ctrl+Z", "hoàn tác"),
    ("Ctrl+S", "lưu"),
]


class DisbursementDialog(FormDialog):
    """All payments of the line, of every day; the sum against what was planned and given stands above."""

    def __init__(self, part: "MoneyPart", line: BudgetLine, name: str) -> None:
        super().__init__(
            f"Giải ngân: {name}, {line.capital.label.lower()}, {line.source.label.lower()}", (), part
        )
        self._part, self._line = part, line
        self.model = GridModel(_columns(), "Gõ ngày để thêm", self)
        self.grid = GridView(self.model, self)
        self.grid.setMinimumHeight(theme.px(220))
        self.grid.setAccessibleName("Các lần giải ngân")
        self._sum = label("", "cardTitle", self, wrap=True)
        self.content.addWidget(self._sum)
        self.content.addWidget(self.grid, 1)
        self.content.addWidget(KeyStrip(_KEYS, self))
        self.model.edited.connect(self.mark_changed)
        self.model.edited.connect(self._show_sum)

    def start_reading(self) -> None:
        """Read the payments, then open."""

        def read(connection: Any) -> Any:
            from povdesk.storage import budget_lines

            assert self._line.id is not None
            return budget_lines.disbursements(connection, self._line.id)

        self._part.desk.worker.read(self._part, read, self._on_read)

    def wanted(self) -> list[Disbursement]:
        """The rows as payments. InvalidInput names the row that is none yet."""
        found = []
        for place, row in enumerate(self.model.rows()):
            for column in self.model.columns:
                value = row.get(column.key)
                if isinstance(value, Unread):
                    raise InvalidInput(f"Dòng {place + 1}, {column.title.lower()}: {value.why}")
            if not isinstance(row.get("paid_on"), date):
                raise InvalidInput(f"Dòng {place + 1} chưa có ngày chi.", "Gõ ngày, ví dụ 20/05/2024.")
            found.append(
                Disbursement(
                    row["paid_on"],
                    row.get("amount") or 0,
                    row.get("evidence_number") or "",
                    row.get("note") or "",
                    row.get("id"),
                )
            )
        return found

    def _on_read(self, found: tuple[Disbursement, ...]) -> None:
        self.model.set_rows(
            {
                "id": one.id,
                "paid_on": one.paid_on,
                "amount": one.amount,
                "evidence_number": one.evidence_number,
                "note": one.note,
            }
            for one in found
        )
        self._show_sum()
        self.start(self._keep)
        self.grid.add_row()

    def _keep(self, done: Any, failed: Any) -> None:
        try:
            wanted = self.wanted()
        except InvalidInput as error:
            failed(error)
            return
        key = self._line.id

        def work(act: Any) -> None:
            from povdesk.storage import budget_lines

            assert key is not None
            budget_lines.keep_disbursements(act, key, wanted)

        self._part.write(work, f"Đã lưu {format_count(len(wanted))} lần giải ngân.", done, failed)

    def _show_sum(self) -> None:
        paid = sum(row["amount"] for row in self.model.rows() if isinstance(row.get("amount"), int))
        words = warning(self._line.planned, self._line.allocated, paid)
        planned = millions(self._line.planned) or "chưa ghi"
        given = millions(self._line.allocated) or "chưa ghi"
        self._sum.setText(
            f"Kế hoạch {planned}, đã giao {given}, đã chi {millions(paid)} triệu đồng"
            + (f". ▲ {words}, vẫn lưu được." if words else ".")
        )
        set_tone(self._sum, Tone.WARN if words else None)


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn(
            "paid_on",
            "Ngày chi",
            140,
            read=lambda text: parse_date(text, today=date.today(), past_only=True),
            show=lambda day: short_date(day) if isinstance(day, date) else "",
            empty=None,
            is_date=True,
        ),
        GridColumn(
            "amount",
            "Số tiền (triệu đồng)",
            140,
            read=read_millions,
            show=millions,
            empty=None,
            align="right",
        ),
        GridColumn("evidence_number", "Số chứng từ", 150),
        GridColumn("note", "Ghi chú", 160, stretch=True),
    )
