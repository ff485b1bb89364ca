"""The same support for the households that were marked: numbers may differ from line to line; one act."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.support import Subject, Support, SupportKind
from povdesk.domain.vietnamese import format_count

from ..desk import Desk
from ..widgets.fixed_grid import KEYS, FixedGridModel
from ..widgets.grid import GridColumn, GridModel
from .grid_dialog import AMOUNT, EVIDENCE, QUANTITY, GridDialog
from .loading import ToChoose, load_choices

_GRID_KEYS = [*KEYS[:-1], ("Ctrl+Delete", "bỏ hộ này"), KEYS[-1]]


class _Households(FixedGridModel):
    """No line is added, but a household may be left out."""

    def remove_rows(self, places: Iterable[int]) -> None:
        GridModel.remove_rows(self, places)


class BulkDialog(GridDialog):
    """homes: as the register calls them, in the order they were marked."""

    def __init__(self, desk: Desk, page: QWidget, offered: ToChoose, homes: Sequence[Any]) -> None:
        model = _Households(
            [
                GridColumn("code", "Mã hộ", 92, computed=lambda row: row["code"]),
                GridColumn("head", "Chủ hộ", 170, computed=lambda row: row["head"], stretch=True),
                GridColumn("hamlet", "Thôn", 110, computed=lambda row: row["hamlet"]),
                replace(AMOUNT),
                replace(QUANTITY),
                replace(EVIDENCE),
            ]
        )
        model.set_rows(
            {
                "id": home.id,
                "code": home.code,
                "head": home.head,
                "hamlet": home.hamlet,
                "amount": None,
                "quantity": None,
                "evidence_number": "",
            }
            for home in homes
        )
        super().__init__(
            desk,
            page,
            offered,
            f"Ghi hỗ trợ cho {format_count(len(homes))} hộ",
            offered.offered(Subject.HOUSEHOLD),
            model,
            _GRID_KEYS,
            "Số tiền, số lượng gõ ở trên được điền cho mọi hộ; hộ nào khác thì sửa trong bảng.",
        )

    @classmethod
    def open_for(cls, desk: Desk, page: QWidget, keys: Sequence[int]) -> None:
        """Read the households and what can be chosen, then show the dialog."""
        today = date.today()

        def read(connection: Any) -> Any:
            from povdesk.storage import support_register

            return load_choices(connection, today), support_register.homes(connection, keys)

        desk.worker.read(page, read, lambda found: cls(desk, page, *found).begin())

    def line_of(self, row: dict[str, Any], kind: SupportKind) -> Support:
        named = {name: row[name] for name in ("amount", "quantity", "evidence_number")}
        return Support(subject=Subject.HOUSEHOLD, household_id=row["id"], **{**self.shared(), **named})

    def column_of(self, field: str) -> str:
        return field if field in ("amount", "quantity") else "head"

    def _says_something(self, row: dict[str, Any]) -> bool:
        """Every household that was not left out, whether or not its cells say something."""
        return True
