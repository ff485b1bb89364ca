"""The wording of every paper in one list: as it came along, or as the office put it and since when."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from povdesk.domain.officer import Role
from povdesk.domain.rule_pack import OFFICER

from .. import theme
from ..sign_in.role_buttons import needs
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.list_model import PreparedRows
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from . import wording_dialog
from .part import SettingsPart

_COLUMNS = (
    ListColumn("group", "Nhóm", 138, lambda row: row.group, lambda row: row.place),
    ListColumn("title", "Văn bản", 170, lambda row: row.title, bold=True, stretch=True),
    ListColumn(
        "state",
        "Lời văn",
        160,
        lambda row: row.state,
        lambda row: row.changed_at,
        tone=lambda row: Tone.INFO if row.is_changed else Tone.NEUTRAL,
        tip=lambda row: row.state,
    ),
)
_WORDS = (
    "Văn bản in từ nay dùng lời văn ở đây; bố cục, số mục, chữ ký máy tự đặt. Ô tìm xét cả lời văn bên "
    "trong. Lời của kế hoạch năm sửa ngay trong kế hoạch."
)


class Wording:
    """One line of the list."""

    def __init__(self, place: int, worded: Any) -> None:
        self.place = place
        self.key: str = worded.code
        self.title: str = worded.title
        self.group: str = worded.group
        self.text = "\n".join(line for lines in worded.lines.values() for line in lines)
        self.is_changed = worded.edit is not None
        self.changed_at = worded.edit.changed_at.isoformat() if worded.edit else ""
        self.state = _state(worded.edit)


class WordingsCard(Card):
    """Enter changes the chosen paper's wording; what was changed can go back to what came along."""

    def __init__(self, part: SettingsPart) -> None:
        super().__init__("Lời văn văn bản", part, flush=True)
        self._part = part
        self.view = ListView(ListModel(_COLUMNS, self), part.desk.habits, "settings-wordings", self)
        self.view.setAccessibleName("Lời văn văn bản")
        self.view.setMinimumHeight(theme.px(180))
        self._search = SearchBox("Tìm văn bản, lời văn", self)
        self._edit = button("Sửa lời văn…", self._on_edit, kind="primary", icon="edit", parent=self)
        self._back = button("Trở lại lời văn gốc", self._on_back, icon="arrow-undo", parent=self)
        for made in (self._edit, self._back):
            needs(made, Role.MANAGE)
        self._lay_out()
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(lambda _row: self._on_edit())
        self._search.wanted.connect(self.view.search)
        self._search.entered.connect(self.view.choose_first)
        self._on_chosen(None)

    def show_rows(self, worded: Sequence[Any]) -> None:
        """Other lines; the cursor stays on its paper."""
        rows = [Wording(place, one) for place, one in enumerate(worded)]
        self.view.set_rows(
            PreparedRows(
                rows, _COLUMNS, search_text=lambda row: f"{row.group} {row.title} {row.state} {row.text}"
            )
        )
        if self.view.current_row() is None:
            self.view.choose(lambda _row: True)
        self._on_chosen(self.view.current_row())

    def _on_chosen(self, row: Wording | None) -> None:
        self._edit.setEnabled(row is not None)
        self._back.setEnabled(row is not None and row.is_changed)

    def _on_edit(self) -> None:
        row = self.view.current_row()
        if row is not None:
            wording_dialog.edit(self._part, self._part.desk, row.key, row.title)

    def _on_back(self) -> None:
        from povdesk.storage import paper_wording

        row = self.view.current_row()
        if row is not None:
            self._part.write(
                lambda act: paper_wording.restore(act, row.key), f"{row.title}: đã lấy lại lời văn gốc."
            )

    def _lay_out(self) -> None:
        padding = theme.CARD_PADDING
        self.add_action(self._search)
        words = label(_WORDS, "caption", self, wrap=True)
        words.setContentsMargins(padding, 0, padding, 2)
        foot = QHBoxLayout()
        foot.setContentsMargins(padding, 2, padding, 8)
        foot.setSpacing(8)
        foot.addWidget(KeyStrip([("Enter", "sửa lời văn")], self), 1)
        foot.addWidget(self._back)
        foot.addWidget(self._edit)
        self.body.addWidget(words)
        self.body.addWidget(self.view, 1)
        self.body.addLayout(foot)


def _state(edit: Any) -> str:
    if edit is None:
        return "Mặc định"
    day = f"{edit.changed_at:%d/%m/%Y}"
    if edit.origin == OFFICER:
        return f"Sửa ngày {day}"
    return f"Theo gói “{edit.origin.removeprefix('pack:')}”, {day}"
