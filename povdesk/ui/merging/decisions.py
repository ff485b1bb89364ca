"""What the officer reads and decides before two registers become one."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from povdesk.domain.commune_merging import Rehearsal, Wishes
from povdesk.domain.vietnamese import clean_text, format_number

from .. import theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.fields import Choice, ChoiceField, PartialDateField, TextField
from ..widgets.labels import label, set_tone
from ..widgets.page import scrolled
from ..widgets.side_by_side import side_by_side
from ..widgets.table import ListColumn, ListModel, ListView
from .jobs import Looked

_KINDS = [Choice("xã", "xã"), Choice("phường", "phường"), Choice("thị trấn", "thị trấn")]
_COMING = (
    ListColumn("words", "Loại", 200, lambda row: row.words, stretch=True, bold=True),
    ListColumn("taken", "Vào sổ này", 92, lambda row: format_number(row.taken), align="right"),
    ListColumn("same", "Đã có sẵn", 92, lambda row: format_number(row.same), align="right"),
    ListColumn("left", "Ở lại sổ gốc", 96, lambda row: format_number(row.left), align="right"),
)
_CODES = (
    ListColumn("head", "Chủ hộ", 190, lambda row: row.head_name, stretch=True, bold=True),
    ListColumn("old", "Mã cũ", 110, lambda row: row.old),
    ListColumn("new", "Mã mới", 130, lambda row: row.new),
)
_TWINS = (
    ListColumn("name", "Họ và tên", 160, lambda row: row.name, bold=True),
    ListColumn("born", "Ngày sinh", 90, lambda row: row.born),
    ListColumn("here", "Ở sổ này", 190, lambda row: row.here, tip=lambda row: row.here),
    ListColumn("there", "Ở sổ kia", 190, lambda row: row.there, tip=lambda row: row.there),
    ListColumn("why", "Vì sao", 180, lambda row: row.why, stretch=True, tip=lambda row: row.why),
)


class Decisions(QWidget):
    """Shows one rehearsal; `wishes()` is what was decided. changed: something was typed or ticked."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._looked: Looked | None = None
        self._hamlets: dict[str, TextField] = {}
        self._theirs: dict[str, QCheckBox] = {}
        self.kind = ChoiceField("kind", "Loại đơn vị mới", _KINDS, self, required=True)
        self.name = TextField("name", "Tên đơn vị mới", self, required=True)
        self.day = PartialDateField("valid_from", "Dùng tên mới từ ngày", self, required=True, whole=True)
        self.mark = TextField("mark", "Chữ thêm trước mã hộ trùng", self, required=True)
        self._drafts = QCheckBox("", self)
        self._drafts.setObjectName("drafts-input")
        for field in (self.kind, self.name, self.day, self.mark):
            field.changed.connect(self.changed)
        self._drafts.toggled.connect(self.changed)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(2, 0, 8, 0)
        self._body.setSpacing(8)
        self._told = QVBoxLayout()
        self._asked = QVBoxLayout()
        self._lists = QVBoxLayout()
        unit = Card("Đơn vị sau khi gộp", self)
        unit.body.addLayout(side_by_side([self.kind, self.name, self.day, self.mark], 4))
        self._body.addLayout(self._told)
        self._body.addWidget(unit)
        self._body.addWidget(self._drafts)
        self._body.addLayout(self._asked)
        self._body.addLayout(self._lists)
        self._body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(self._body, self))

    def show_looked(self, looked: Looked) -> None:
        """All of it; what was typed comes back in looked.wishes."""
        self._looked = looked
        wishes, found = looked.wishes, looked.rehearsal
        self.blockSignals(True)
        self.kind.set_value(wishes.identity.kind)
        self.name.set_value(wishes.identity.name)
        self.day.set_value(wishes.identity.valid_from)
        self.mark.set_value(wishes.mark)
        self._drafts.setText(f"Bỏ {found.drafts} phiếu đang gõ dở chưa lưu ở {found.name}")
        self._drafts.setVisible(found.drafts > 0)
        self._drafts.setChecked(wishes.without_drafts)
        for layout in (self._told, self._asked, self._lists):
            _empty(layout)
        self._tell(looked)
        self._ask(found, wishes)
        self._list(found)
        self.blockSignals(False)

    def wishes(self) -> Wishes:
        """As decided now."""
        assert self._looked is not None
        before = self._looked.wishes
        identity = replace(
            before.identity,
            kind=self.kind.value() or before.identity.kind,
            name=clean_text(self.name.value()),
            valid_from=self.day.date_value() or before.identity.valid_from,
        )
        if identity.name != before.identity.name and before.identity.place_name == before.identity.name:
            identity = replace(identity, place_name="")
        return Wishes(
            identity,
            clean_text(self.mark.value()).upper(),
            {uid: clean_text(field.value()) for uid, field in self._hamlets.items()},
            frozenset(key for key, box in self._theirs.items() if box.isChecked()),
            self._drafts.isChecked(),
        )

    def _tell(self, looked: Looked) -> None:
        for words in looked.rehearsal.obstacles:
            made = label(words, "strong", self, wrap=True)
            set_tone(made, Tone.DANGER)
            self._told.addWidget(made)
        for place, words in enumerate(looked.summary):
            self._told.addWidget(label(words, "strong" if place == 0 else "", self, wrap=True))
        for words in looked.rehearsal.remarks:
            self._told.addWidget(label(words, "caption", self, wrap=True))

    def _ask(self, found: Rehearsal, wishes: Wishes) -> None:
        self._hamlets, self._theirs = {}, {}
        if found.clashes:
            card = Card("Thôn trùng tên: đặt tên mới", self)
            for one in found.clashes:
                words = f"{one.name} của {found.name} ({one.households} hộ)"
                field = TextField(f"hamlet-{one.uid}", words, self, required=True)
                field.set_value(one.new_name)
                field.changed.connect(self.changed)
                self._hamlets[one.uid] = field
            card.body.addLayout(side_by_side(list(self._hamlets.values()), 2))
            self._asked.addWidget(card)
        if found.conflicts:
            card = Card("Hai xã ghi khác nhau: đánh dấu thì lấy theo xã kia", self)
            for conflict in found.conflicts:
                words = f"{conflict.what}: ở đây “{conflict.ours}”, xã kia “{conflict.theirs}”"
                box = QCheckBox(words, self)
                box.setToolTip(words)
                box.setChecked(conflict.key in wishes.theirs)
                box.toggled.connect(self.changed)
                self._theirs[conflict.key] = box
                card.body.addWidget(box)
            self._asked.addWidget(card)

    def _list(self, found: Rehearsal) -> None:
        parts: tuple[tuple[str, Any, Any, str], ...] = (
            ("Những gì chuyển sang", _COMING, found.coming, "merging-coming"),
            ("Hộ đổi mã", _CODES, found.codes, "merging-codes"),
            ("Người có thể có ở cả hai sổ", _TWINS, found.twins, "merging-twins"),
        )
        for title, columns, rows, key in parts:
            if not rows:
                continue
            view = ListView(ListModel(columns, self), self._desk.habits, key, self)
            view.setAccessibleName(title)
            view.set_rows(list(rows))
            view.setMinimumHeight(theme.px(min(70 + 32 * len(rows), 230)))
            card = Card(title, self, flush=True)
            card.set_remark(f"{len(rows)} dòng")
            card.body.addWidget(view)
            self._lists.addWidget(card)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
