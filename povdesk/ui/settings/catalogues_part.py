"""Tab 7: the code lists that come with the program, with source and what is not certain; to look at only."""

import re
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain import catalogues
from povdesk.domain.catalogues import Catalogue
from povdesk.domain.vietnamese import short_date

from .. import theme
from ..desk import Desk
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.labels import label, set_tone
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from .part import SettingsPart

_LISTS = (
    ListColumn("title", "Danh mục", 150, lambda row: row.title, bold=True, stretch=True),
    ListColumn(
        "count", "Số mục", 64, lambda row: str(len(row.items)), lambda row: len(row.items), align="right"
    ),
)
_ITEMS = (
    ListColumn("code", "Mã", 60, lambda row: _official(row.code)),
    ListColumn("name", "Tên", 180, lambda row: row.name, stretch=True, bold=True, tip=lambda row: row.name),
    ListColumn("valid", "Thời gian", 100, lambda row: _period(row), lambda row: row.valid_from or date.min),
    ListColumn(
        "certainty",
        "Cần đối chiếu",
        104,
        lambda row: row.certainty,
        tone=lambda row: Tone.WARN if row.certainty else None,
        tip=lambda row: row.certainty,
    ),
)


class CataloguesPart(SettingsPart):
    """Lists at the left, the items of the chosen one at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.lists = ListView(ListModel(_LISTS, self), desk.habits, "settings-catalogues", self)
        self.items = ListView(ListModel(_ITEMS, self), desk.habits, "settings-items", self)
        self._search = SearchBox("Tìm trong danh mục", self)
        self._source = label("", "caption", self, wrap=True)
        self._doubts = label("", "caption", self, wrap=True)
        self._card = Card("Danh mục", self, flush=True)
        self._lay_out()
        self.lists.chosen.connect(self._on_chosen)
        self._search.wanted.connect(self.items.search)
        self._search.entered.connect(self.items.choose_first)
        self.lists.opened.connect(lambda _row: self.items.choose_first())

    def load(self, connection: Any) -> tuple[Catalogue, ...]:
        return tuple(catalogues.catalogue(name) for name in catalogues.names())

    def show_loaded(self, loaded: tuple[Catalogue, ...]) -> None:
        if self.lists.list_model().total():
            return
        self.lists.set_rows(sorted(loaded, key=lambda one: one.title))
        self.lists.choose(lambda _row: True)

    def start(self) -> None:
        self.lists.setFocus()

    def _on_chosen(self, row: Catalogue | None) -> None:
        if row is None:
            return
        self._card.set_title(row.title)
        uncertain = sum(bool(item.certainty) for item in row.items)
        note = _readable(row.note)
        self._source.setText(f"Nguồn: {row.source or 'chưa ghi'}. {note}".strip())
        self._doubts.setText(
            f"{uncertain} trong {len(row.items)} mục cần đối chiếu với văn bản." if uncertain else ""
        )
        self._doubts.setVisible(bool(uncertain))
        self._search.clear_search()
        self.items.setColumnHidden(0, not any(_official(item.code) for item in row.items))
        self.items.setColumnHidden(2, not any(_period(item) for item in row.items))
        self.items.setColumnHidden(3, not uncertain)
        self.items.set_rows(list(row.items))

    def _lay_out(self) -> None:
        set_tone(self._doubts, Tone.WARN)
        left = Card("Danh mục kèm theo", self, flush=True)
        left.body.addWidget(self.lists, 1)
        left.setFixedWidth(theme.px(250))
        padding = theme.CARD_PADDING
        for text in (self._source, self._doubts):
            text.setContentsMargins(padding, 0, padding, 2)
        hint = label("Phiếu hộ chọn từ các danh mục này. Chỉ xem.", "hint", self)
        hint.setContentsMargins(padding, 0, padding, 0)
        self._card.add_action(self._search)
        for widget in (self._source, self._doubts):
            self._card.body.addWidget(widget)
        self._card.body.addWidget(self.items, 1)
        self._card.body.addWidget(hint)
        self.lists.setAccessibleName("Danh mục kèm theo")
        self.items.setAccessibleName("Các mục của danh mục")
        self.items.setMinimumHeight(theme.px(180))
        row = QHBoxLayout()
        row.setSpacing(theme.CARD_GAP)
        row.addWidget(left)
        row.addWidget(self._card, 1)
        self.body.addLayout(row, 1)


def _readable(note: str) -> str:
    """The note's sentences for people; what only explains the file's keys is left out."""
    sentences = re.split(r"(?<=\.)\s+", note)
    kept = [sentence for sentence in sentences if not re.match(r"[a-z_]+:", sentence)]
    return re.sub(r"\s*\([^)]*[a-z]+_[a-z]+[^)]*\)", "", " ".join(kept))


def _official(code: str) -> str:
    """Codes that stand on paper have digits; the program's own names are not shown."""
    return code if any(letter.isdigit() for letter in code) else ""


def _period(item: Any) -> str:
    begins = f"từ {short_date(item.valid_from)}" if item.valid_from else ""
    ends = f"đến {short_date(item.valid_to)}" if item.valid_to else ""
    return " ".join(part for part in (begins, ends) if part)
