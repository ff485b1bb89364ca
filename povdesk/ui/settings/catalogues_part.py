"""Tab 7: the code lists with source and doubts, to add to and stop using; and the wording of papers."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from povdesk.domain import catalogues
from povdesk.domain.catalogues import Catalogue, CatalogueItem
from povdesk.domain.vietnamese import short_date

from .. import messages, theme
from ..desk import Desk
from ..keys import bind
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label, set_tone
from ..widgets.search_box import SearchBox
from ..widgets.table import ListColumn, ListModel, ListView
from .catalogue_dialogs import ask_holiday, ask_name, ask_new_item, is_retired
from .part import SettingsPart
from .removing import ask_last_day
from .wordings_card import WordingsCard


@dataclass(frozen=True)
class Listed:
    """One list as it is in force here."""

    catalogue: Catalogue
    items: tuple[CatalogueItem, ...]

    @property
    def key(self) -> str:
        return self.catalogue.name

    @property
    def title(self) -> str:
        return self.catalogue.title


@dataclass(frozen=True)
class Wordings:
    """The line of the lists behind which the wording of the papers stands. items: `paper_wording.Worded`."""

    items: tuple[Any, ...]
    key: str = "paper_wording"
    title: str = "Lời văn văn bản"


@dataclass(frozen=True)
class Shown:
    """One item of a list. own: the officer's."""

    item: CatalogueItem
    own: bool

    @property
    def key(self) -> str:
        return self.item.code


_LISTS = (
    ListColumn("title", "Danh mục", 150, lambda row: row.title, bold=True, stretch=True),
    ListColumn(
        "count", "Số mục", 64, lambda row: str(len(row.items)), lambda row: len(row.items), align="right"
    ),
)
_ITEMS = (
    ListColumn("code", "Mã", 60, lambda row: _official(row)),
    ListColumn(
        "name", "Tên", 170, lambda row: row.item.name, stretch=True, bold=True, tip=lambda row: row.item.name
    ),
    ListColumn(
        "valid", "Thời gian", 100, lambda row: _period(row), lambda row: row.item.valid_from or date.min
    ),
    ListColumn(
        "certainty",
        "Cần đối chiếu",
        104,
        lambda row: row.item.certainty,
        tone=lambda row: Tone.WARN if row.item.certainty else None,
        tip=lambda row: row.item.certainty,
    ),
    ListColumn("state", "Trạng thái", 96, lambda row: _state(row), tone=lambda row: _tone(row)),
)


class CataloguesPart(SettingsPart):
    """Lists at the left, the items of the chosen one, or the papers, at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._wanted = ""
        self.lists = ListView(ListModel(_LISTS, self), desk.habits, "settings-catalogues", self)
        self.items = ListView(ListModel(_ITEMS, self), desk.habits, "settings-items", self)
        self._search = SearchBox("Tìm trong danh mục", self)
        self._source = label("", "caption", self, wrap=True)
        self._doubts = label("", "caption", self, wrap=True)
        self._card = Card("Danh mục", self, flush=True)
        self.wordings = WordingsCard(self)
        self.wordings.hide()
        self._rename = button("Đổi tên…", lambda: self._with_item(self._on_rename), icon="edit", parent=self)
        self._retire = button("Ngừng dùng…", lambda: self._with_item(self._on_retire), parent=self)
        self._delete = button(
            "Xóa…", lambda: self._with_item(self._on_delete), kind="danger", icon="delete", parent=self
        )
        self._add = button("Thêm…", self._on_add, kind="primary", icon="add", parent=self)
        self._lay_out()
        self.lists.chosen.connect(self._on_chosen)
        self.items.chosen.connect(self._on_item)
        self._search.wanted.connect(self.items.search)
        self._search.entered.connect(self.items.choose_first)
        self.lists.opened.connect(self._on_opened)
        self.items.opened.connect(lambda shown: self._on_rename(shown))
        bind(self, "Ctrl+Insert", self._on_add)
        bind(self, "Ctrl+N", self._on_add)
        bind(self, "Ctrl+Delete", lambda: self._with_item(self._on_delete))

    def load(self, connection: Any) -> tuple[Listed | Wordings, ...]:
        from povdesk.storage import catalogue_items, paper_wording

        merged = catalogue_items.lists(connection)
        found = [Listed(catalogues.catalogue(name), items) for name, items in merged.items()]
        return (Wordings(paper_wording.worded(connection)), *sorted(found, key=lambda one: one.title))

    def show_loaded(self, loaded: tuple[Listed | Wordings, ...]) -> None:
        first = not self.lists.list_model().total()
        self.lists.set_rows(list(loaded))
        if first:
            self.lists.choose(lambda row: row.key == (self._wanted or loaded[1].key))

    def start(self) -> None:
        self.lists.setFocus()

    def show_target(self, **target: Any) -> None:
        """catalogue: the name of a list to show, paper_wording for the wording of papers."""
        self._wanted = target.get("catalogue", "")
        self.lists.choose(lambda row: row.key == self._wanted)

    def current(self) -> Listed | None:
        """The list on the screen; None also while the papers are shown."""
        row = self.lists.current_row()
        return row if isinstance(row, Listed) else None

    # ---- showing

    def _on_opened(self, row: Listed | Wordings) -> None:
        (self.wordings.view if isinstance(row, Wordings) else self.items).choose_first()

    def _on_chosen(self, row: Listed | Wordings | None) -> None:
        if row is None:
            return
        self._card.setVisible(isinstance(row, Listed))
        self.wordings.setVisible(isinstance(row, Wordings))
        if isinstance(row, Wordings):
            self.wordings.show_rows(row.items)
            return
        self._card.set_title(row.title)
        uncertain = sum(bool(item.certainty) for item in row.items)
        note = _readable(row.catalogue.note)
        self._source.setText(
            f"Nguồn: {row.catalogue.source or 'chưa ghi'}. {note} {_why_closed(row.key)}".strip()
        )
        self._doubts.setText(
            f"{uncertain} trong {len(row.items)} mục cần đối chiếu với văn bản." if uncertain else ""
        )
        self._doubts.setVisible(bool(uncertain))
        if self.items.property("shows") != row.key:
            self._search.clear_search()
            self.items.setProperty("shows", row.key)
        rows = [Shown(item, _is_own(row.key, item)) for item in row.items]
        for column, filled in enumerate((_official, None, _period, lambda _row: uncertain, _state)):
            if filled is not None:
                self.items.setColumnHidden(column, not any(filled(one) for one in rows))
        self.items.set_rows(rows)
        self._add.setEnabled(_is_open(row.key))
        self._on_item(self.items.current_row())

    def _on_item(self, shown: Shown | None) -> None:
        row = self.current()
        changeable = row is not None and shown is not None and _is_open(row.key)
        own = changeable and shown is not None and shown.own
        self._rename.setEnabled(own)
        self._delete.setEnabled(own)
        self._retire.setEnabled(changeable)
        retired = shown is not None and is_retired(shown.item, date.today())
        self._retire.setText("Dùng lại" if retired else "Ngừng dùng…")

    # ---- acting

    def _with_item(self, act: Any) -> None:
        shown = self.items.current_row()
        if shown is not None:
            act(shown)

    def _on_add(self) -> None:
        row = self.current()
        if row is None or not _is_open(row.key):
            return
        if row.key == "public_holidays":
            ask_holiday(self)
        else:
            ask_new_item(self, row.key, row.title, row.items)

    def _on_rename(self, shown: Shown) -> None:
        row = self.current()
        if row is not None and shown.own:
            ask_name(self, row.key, shown.item)

    def _on_retire(self, shown: Shown) -> None:
        from povdesk.storage import catalogue_items

        row, item = self.current(), shown.item
        if row is None or not _is_open(row.key):
            return
        name = row.key
        if is_retired(item, date.today()):
            self.write(
                lambda act: catalogue_items.resume(act, name, item.code), f"Đã dùng lại “{item.name}”."
            )
            return
        ask_last_day(
            self,
            f"Ngừng dùng “{item.name}”",
            "Sau ngày này mục được ghi là đã ngừng khi chọn trong phiếu. Phiếu cũ giữ nguyên.",
            lambda act, day: catalogue_items.retire(act, name, item.code, day),
            f"Đã ngừng dùng “{item.name}”.",
        )

    def _on_delete(self, shown: Shown) -> None:
        from povdesk.storage import catalogue_items

        row, item = self.current(), shown.item
        if row is None or not shown.own:
            return
        name = row.key

        def asked(found: tuple[tuple[str, int], ...]) -> None:
            if found:
                listed = "; ".join(f"{count} {words}" for words, count in found)
                messages.choose(
                    self,
                    f"Chưa xóa được “{item.name}”: đang được dùng ở {listed}.",
                    [("Ngừng dùng…", "primary", lambda: self._on_retire(shown))],
                    "Giữ lại",
                )
                return
            messages.confirm(
                self,
                f"Xóa “{item.name}” khỏi danh mục?",
                "Xóa",
                "Giữ lại",
                lambda: self.write(
                    lambda act: catalogue_items.delete(act, name, item.code), f"Đã xóa “{item.name}”."
                ),
            )

        self.desk.worker.read(self, lambda c: catalogue_items.uses(c, name, item.code), asked)

    def _lay_out(self) -> None:
        set_tone(self._doubts, Tone.WARN)
        left = Card("Các danh mục", self, flush=True)
        left.body.addWidget(self.lists, 1)
        left.setFixedWidth(theme.px(236))
        padding = theme.CARD_PADDING
        for text in (self._source, self._doubts):
            text.setContentsMargins(padding, 0, padding, 2)
        self._card.add_action(self._search)
        foot = QHBoxLayout()
        foot.setContentsMargins(padding, 2, padding, 8)
        foot.setSpacing(8)
        foot.addWidget(
            KeyStrip([("Enter", "đổi tên"), ("Ctrl+Insert", "thêm"), ("Ctrl+Delete", "xóa")], self), 1
        )
        for action in (self._rename, self._retire, self._delete, self._add):
            foot.addWidget(action)
        for widget in (self._source, self._doubts):
            self._card.body.addWidget(widget)
        self._card.body.addWidget(self.items, 1)
        self._card.body.addLayout(foot)
        self.lists.setAccessibleName("Các danh mục")
        self.items.setAccessibleName("Các mục của danh mục")
        self.items.setMinimumHeight(theme.px(180))
        row = QHBoxLayout()
        row.setSpacing(theme.CARD_GAP)
        row.addWidget(left)
        for card in (self._card, self.wordings):
            row.addWidget(card, 1)
        self.body.addLayout(row, 1)


def _readable(note: str) -> str:
    """The note's sentences for people; what only explains the file's keys is left out."""
    sentences = re.split(r"(?<=\.)\s+", note)
    kept = [sentence for sentence in sentences if not re.match(r"[a-z_]+:", sentence)]
    return re.sub(r"\s*\([^)]*[a-z]+_[a-z]+[^)]*\)", "", " ".join(kept))


def _is_open(name: str) -> bool:
    """Lists bound to how the program counts are only looked at."""
    from povdesk.storage import catalogue_items

    return name not in catalogue_items.CLOSED


def _why_closed(name: str) -> str:
    if name == "form_a":
        return "Sửa danh mục này ngay trong phiếu hộ, phần Phiếu A."
    return "" if _is_open(name) else "Chỉ xem: danh mục này gắn với cách tính của phần mềm."


def _is_own(name: str, item: CatalogueItem) -> bool:
    return catalogues.item_of(name, item.code) is None


def _official(shown: Shown) -> str:
    """Codes that stand on paper have digits; the program's own names are not shown."""
    code = shown.item.code
    return code if not shown.own and any(letter.isdigit() for letter in code) else ""


def _period(shown: Shown) -> str:
    first, last = shown.item.valid_from, shown.item.valid_to
    if first is not None and first == last:
        return short_date(first)
    begins = f"từ {short_date(first)}" if first else ""
    ends = f"đến {short_date(last)}" if last else ""
    return " ".join(part for part in (begins, ends) if part)


def _state(shown: Shown) -> str:
    words = ["Của xã"] if shown.own else []
    words += ["đã ngừng"] if is_retired(shown.item, date.today()) else []
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def _tone(shown: Shown) -> Tone | None:
    return Tone.NEUTRAL if is_retired(shown.item, date.today()) else Tone.INFO if shown.own else None
