"""Turns a line into support that was really done: opens the usual entry with those households or people."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.support import Subject, Support, SupportKind
from povdesk.domain.vietnamese import format_count
from povdesk.domain.what_if import Candidate, ProposalLine

from ..desk import Desk
from ..support.bulk_dialog import BulkDialog
from ..support.grid_dialog import AMOUNT, EVIDENCE, QUANTITY, GridDialog
from ..support.loading import ToChoose, load_choices
from ..widgets.fixed_grid import KEYS, FixedGridModel
from ..widgets.grid import GridColumn, GridModel

_GRID_KEYS = [*KEYS[:-1], ("Ctrl+Delete", "bỏ người này"), KEYS[-1]]


class _People(FixedGridModel):
    """No line is added, but somebody may be left out."""

    def remove_rows(self, places: Iterable[int]) -> None:
        GridModel.remove_rows(self, places)


class PeopleDialog(GridDialog):
    """The same support for several people; numbers may differ from line to line."""

    def __init__(self, desk: Desk, page: QWidget, offered: ToChoose, people: Sequence[Candidate]) -> None:
        model = _People(
            [
                GridColumn("name", "Họ và tên", 180, computed=lambda row: row["name"], stretch=True),
                GridColumn("code", "Mã hộ", 92, computed=lambda row: row["code"]),
                GridColumn("hamlet", "Thôn", 110, computed=lambda row: row["hamlet"]),
                replace(AMOUNT),
                replace(QUANTITY),
                replace(EVIDENCE),
            ]
        )
        model.set_rows(
            {
                "id": one.id,
                "name": one.name,
                "code": one.code,
                "hamlet": one.hamlet,
                "amount": None,
                "quantity": None,
                "evidence_number": "",
            }
            for one in people
        )
        super().__init__(
            desk,
            page,
            offered,
            f"Ghi hỗ trợ cho {format_count(len(people))} người",
            offered.offered(Subject.PERSON),
            model,
            _GRID_KEYS,
            "Số tiền, số lượng gõ ở trên được điền cho mọi người; người nào khác thì sửa trong bảng.",
        )

    def line_of(self, row: dict[str, Any], kind: SupportKind) -> Support:
        named = {name: row[name] for name in ("amount", "quantity", "evidence_number")}
        return Support(subject=Subject.PERSON, person_id=row["id"], **{**self.shared(), **named})

    def column_of(self, field: str) -> str:
        return field if field in ("amount", "quantity") else "name"

    def _says_something(self, row: dict[str, Any]) -> bool:
        return True


def open_for(desk: Desk, page: QWidget, line: ProposalLine, proposed: date) -> None:
    """Read who is meant, then show the entry with what the line already says. proposed: the day."""
    today = date.today()

    def read(connection: Any) -> Any:
        from povdesk.storage import support_register, what_if_subjects

        if line.subject is Subject.PERSON:
            return load_choices(connection, today), what_if_subjects.named(
                connection, line.subject, line.subjects
            )
        return load_choices(connection, today), support_register.homes(connection, line.subjects)

    def show(found: Any) -> None:
        offered, subjects = found
        made = PeopleDialog if line.subject is Subject.PERSON else BulkDialog
        dialog: GridDialog = made(desk, page, offered, subjects)
        amount = line.unit_cost
        if line.amount is not None and line.subjects:
            amount = line.amount // len(line.subjects)
        values = {
            "kind": line.kind,
            "happened_on": min(line.day or proposed, today),
            "project": str(line.money.project_id or ""),
            "source": str(line.money.source or ""),
        }
        for code, value in values.items():
            dialog.field(code).set_value(value)
        if amount is not None:
            dialog.field("amount").set_value(amount)
            dialog.model.set_rows([{**row, "amount": amount} for row in dialog.model.rows()])
            dialog.model.edited.emit()
        dialog.begin()

    desk.worker.read(page, read, show)
