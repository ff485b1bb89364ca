"""Quyền lợi theo diện: the officer writes down, policy by policy, what the texts in force give to whom."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from povdesk.domain.rights import GROUPS, PolicyRight, as_item, of_item
from povdesk.domain.vietnamese import clean_text

from .. import theme
from ..desk import Desk
from ..keys import enter_moves
from ..widgets.dialog import Dialog
from ..widgets.labels import label
from ..widgets.page import scrolled


class RightsDialog(Dialog):
    """saved: the list was kept. Nothing is filled in by the program."""

    saved = Signal()

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__("Quyền lợi theo diện", parent)
        self._desk = desk
        self._rights: tuple[PolicyRight, ...] = ()
        self._boxes: dict[tuple[str, str], QCheckBox] = {}
        self._words: dict[str, QLineEdit] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(len(GROUPS) + 1, 1)
        self.body.addWidget(
            label(
                "Đánh dấu diện được hưởng và ghi nội dung theo văn bản đang áp dụng. Tờ “Vì sao hộ này?” chỉ "
                "in những gì ghi ở đây.",
                "",
                self,
                wrap=True,
            )
        )
        column = QVBoxLayout()
        column.addLayout(self._grid)
        column.addStretch(1)
        self.body.addWidget(scrolled(column, self), 1)
        self.add_button("Bỏ qua")
        self._save = self.add_button("Lưu", self.keep, kind="primary")
        self._save.setEnabled(False)
        window = parent.window()
        self.resize(theme.px(820), min(theme.px(560), max(window.height() - 20, 420)))
        self._read()

    def keep(self) -> None:
        """Keep the lines that were changed, as one act."""
        changed = [now for before, now in zip(self._rights, self._typed(), strict=True) if now != before]

        def save(act: Any) -> None:
            from povdesk.storage import catalogue_edits

            act.describe("Lưu quyền lợi theo diện", "catalogue_item", "policies")
            for right in changed:
                catalogue_edits.keep(act, "policies", as_item(right))

        if not changed:
            self.accept()
            return
        self._desk.worker.write(self, save, lambda _n: self._done())

    def mark(self, policy: str, group: str, words: str) -> None:
        """Put values as if clicked and typed."""
        self._boxes[policy, group].setChecked(True)
        self._words[policy].setText(words)

    def is_loaded(self) -> bool:
        return bool(self._rights)

    def _done(self) -> None:
        self.saved.emit()
        self.accept()

    def _read(self) -> None:
        def read(connection: Any) -> tuple[PolicyRight, ...]:
            from povdesk.storage import catalogue_edits

            return tuple(of_item(item) for item in catalogue_edits.load(connection, "policies"))

        self._desk.worker.read(self, read, self._show)

    def _show(self, rights: tuple[PolicyRight, ...]) -> None:
        self._rights = rights
        titles = ["Chính sách", *GROUPS.values(), "Nội dung, văn bản"]
        for column, title in enumerate(titles):
            self._grid.addWidget(label(title, "group", self), 0, column)
        for place, right in enumerate(rights, start=1):
            code = right.item.code
            name = label(right.item.name, "", self, wrap=True)
            name.setMinimumWidth(theme.px(170))
            self._grid.addWidget(name, place, 0)
            for column, (group, words) in enumerate(GROUPS.items(), start=1):
                box = QCheckBox(self)
                box.setAccessibleName(f"{right.item.name}: {words}")
                box.setChecked(group in right.groups)
                self._boxes[code, group] = box
                self._grid.addWidget(box, place, column)
            line = QLineEdit(right.words, self)
            line.setAccessibleName(f"{right.item.name}: nội dung")
            enter_moves(line)
            self._words[code] = line
            self._grid.addWidget(line, place, len(GROUPS) + 1)
        self._save.setEnabled(True)
        next(iter(self._boxes.values())).setFocus()

    def _typed(self) -> tuple[PolicyRight, ...]:
        return tuple(
            PolicyRight(
                right.item,
                frozenset(group for group in GROUPS if self._boxes[right.item.code, group].isChecked()),
                clean_text(self._words[right.item.code].text()),
            )
            for right in self._rights
        )
