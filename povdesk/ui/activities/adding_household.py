"""The search below a dialog's grid: a chosen household becomes a line."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.storage.search import Found

from ..desk import Desk
from ..special_lists.finder import FinderField


class AddingHousehold(QWidget):
    """take(hit): the household was chosen; the field is empty again afterwards."""

    def __init__(self, desk: Desk, take: Callable[[Found], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._take = take
        self.finder = FinderField(
            "adding",
            "Thêm hộ: gõ tên chủ hộ hoặc mã hộ",
            desk,
            "Chọn trong danh sách.",
            heads=True,
            required=False,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.finder, 1)
        row.addStretch(1)
        self.finder.picked.connect(self._on_picked)

    def _on_picked(self, hit: Any) -> None:
        self._take(hit)
        self.finder.set_value("")
        self.finder.set_hint("Đã thêm. Gõ tên hộ tiếp theo, hoặc vào bảng để điền.")
        self.finder.line().setFocus()
