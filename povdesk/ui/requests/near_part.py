"""Hộ gần ngưỡng: a standing list, because one point or one lack more turns these households' class."""

from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.near_limit import POINTS, NearLimit

from ..counter.opening import show_why
from ..desk import Desk
from ..widgets.chips import FilterChips
from ..widgets.empty_state import EmptyState
from . import columns
from .list_part import ListPart
from .printing import preview_list
from .reading import Loaded

_KEYS = [
    ("Enter", "vì sao hộ này"),
    ("Ctrl+G", "giấy xác nhận"),
    ("Ctrl+P", "in danh sách"),
    ("F1", "trợ giúp"),
]
_POINTS, _LACKS = "points", "lacks"


class NearPart(ListPart):
    """From the newest counted form of each household."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        nothing = EmptyState("Không có hộ nào gần ngưỡng theo các phiếu đã chốt.", "checkmark-circle")
        super().__init__(desk, "requests-near", columns.near(), nothing, _KEYS, parent)
        self._loaded: Loaded | None = None
        self._chips = FilterChips(
            [(_POINTS, f"B1 cách giới hạn không quá {POINTS} điểm"), (_LACKS, "Thiếu hụt 2 hoặc 3 chỉ số")],
            self,
        )
        self.above.addWidget(self._chips, 1)
        self.add_action("Vì sao hộ này?", self.on_open, lambda _row: True)
        self.add_action("Mở phiếu", self._on_form, lambda _row: True)
        self.actions.addStretch(1)
        self._chips.changed.connect(self._narrow)

    def show_loaded(self, loaded: Loaded) -> None:
        """Other data; cursor, search and filters stay."""
        self._loaded = loaded
        self.set_rows(loaded.near)
        self._narrow()

    def print_list(self) -> Any:
        """The list as it is shown."""
        if self._loaded is None:
            return None
        return preview_list(
            self, self.desk, "Danh sách hộ gần ngưỡng", self.model, self._loaded, "ho-gan-nguong"
        )

    def on_open(self, row: NearLimit) -> None:
        show_why(self, self.desk, row.household_id)

    def _on_form(self, row: NearLimit) -> None:
        self.desk.open("household", household_id=row.household_id)

    def _narrow(self) -> None:
        chosen = self._chips.chosen()

        def wanted(row: NearLimit) -> bool:
            return (_POINTS in chosen and row.by_points) or (_LACKS in chosen and row.by_lacks)

        self.model.keep_only(wanted if chosen else None)
        if self.list.current_row() is None and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.show_state()
