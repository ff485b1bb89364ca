"""A tab that is a list: add, change, stop using, delete; all of it with keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from .. import theme
from ..desk import Desk
from ..keys import bind
from ..widgets.card import Card
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from .part import SettingsPart


@dataclass(frozen=True)
class Listed:
    """One line of a list; key: the record's uid or code. state: in words."""

    key: str
    item: Any
    state: str = ""


class ListPart(SettingsPart):
    """Override `_on_add`, `_on_edit`, and for lists that can shrink `_on_retire` and `_on_delete`."""

    name = ""
    title = ""
    words = ""
    nothing = ""
    adding = "Thêm"
    shrinks = True

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view = ListView(ListModel(columns, self), desk.habits, f"settings-{self.name}", self)
        self.view.setAccessibleName(self.title)
        self.view.setMinimumHeight(theme.px(150))
        self.card = Card(self.title, self, flush=True)
        self._row_buttons = []
        self._add_buttons()
        self._remark = label(self.words, "caption", self, wrap=True)
        self._remark.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 4)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.CARD_PADDING, 0, theme.CARD_PADDING, 0)
        foot.addWidget(KeyStrip(self._keys(), self))
        self.card.body.addWidget(self._remark)
        self.card.body.addWidget(self.view, 1)
        self.card.body.addLayout(foot)
        self.body.addWidget(self.card, 1)
        self.view.opened.connect(self._on_edit)
        self.view.chosen.connect(self._on_chosen)
        self._on_chosen(None)

    def start(self) -> None:
        self.view.setFocus()
        if self.view.current_row() is None:
            self.view.choose_first()

    def show_rows(self, rows: Sequence[Listed]) -> None:
        """Other lines; the cursor stays on its record."""
        had_focus = self.view.hasFocus()
        self._remark.setText(self.words if rows else self.nothing)
        self.view.set_rows(list(rows))
        if self.view.current_row() is None and rows:
            self.view.choose(lambda _row: True)
        if had_focus:
            self.view.setFocus()
        self._on_chosen(self.view.current_row())

    def _keys(self) -> list[tuple[str, str]]:
        keys = [("Enter", "sửa"), ("Ctrl+Insert", "thêm")]
        return [*keys, ("Ctrl+Delete", "xóa")] if self.shrinks else keys

    def _add_buttons(self) -> None:
        edit = button("Sửa", self._edit_chosen, icon="edit", parent=self)
        self._row_buttons = [edit]
        self.card.add_action(edit)
        if self.shrinks:
            retire = button("Ngừng dùng…", self._retire_chosen, parent=self)
            delete = button("Xóa…", self._delete_chosen, kind="danger", icon="delete", parent=self)
            self._row_buttons += [retire, delete]
            self.card.add_action(retire)
            self.card.add_action(delete)
            bind(self, "Ctrl+Delete", self._delete_chosen)
        if self.adding:
            self.card.add_action(button(self.adding, self._on_add, kind="primary", icon="add", parent=self))
            bind(self, "Ctrl+Insert", self._on_add)
            bind(self, "Ctrl+N", self._on_add)

    def _on_chosen(self, row: Listed | None) -> None:
        for made in self._row_buttons:
            made.setEnabled(row is not None)

    def _edit_chosen(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self._on_edit(row)

    def _retire_chosen(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self._on_retire(row)

    def _delete_chosen(self) -> None:
        row = self.view.current_row()
        if row is not None:
            self._on_delete(row)

    def _on_add(self) -> None:
        raise NotImplementedError

    def _on_edit(self, row: Listed) -> None:
        raise NotImplementedError

    def _on_retire(self, row: Listed) -> None:
        raise NotImplementedError

    def _on_delete(self, row: Listed) -> None:
        raise NotImplementedError
