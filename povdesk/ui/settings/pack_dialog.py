"""What a rule pack would do here, item by item, old and new side by side; then one act."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter

from povdesk.domain.officer import Role
from povdesk.domain.rule_pack import Pack, Standing
from povdesk.domain.rule_pack_words import differences
from povdesk.domain.vietnamese import format_count, short_date

from .. import theme
from ..sign_in.role_buttons import needs
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.dialog import Dialog
from ..widgets.labels import button, label, set_tone
from ..widgets.refusal import refuse
from ..widgets.table import ListColumn, ListModel, ListView
from .pack_columns import BESIDE, WholeValue, named
from .part import SettingsPart

_TONES = {Standing.OWN: Tone.WARN, Standing.SAME: Tone.NEUTRAL, Standing.NEW: Tone.OK}


@dataclass(frozen=True)
class _Line:
    """One item in the list. taken: goes in when the button is pressed."""

    offered: Any
    taken: bool

    @property
    def key(self) -> str:
        return str(self.offered.key)

    @property
    def is_free(self) -> bool:
        """There is something to decide."""
        return self.offered.standing is not Standing.SAME


_ITEMS = (
    ListColumn(
        "take",
        "Nhận",
        84,
        lambda row: _decision(row),
        tone=lambda row: _decision_tone(row),
        icon=lambda row: "checkmark" if row.taken else "",
    ),
    ListColumn(
        "title",
        "Quy định",
        260,
        lambda row: named(row.offered.item.part, row.offered.item.title),
        stretch=True,
        bold=True,
        tip=lambda row: row.offered.item.title,
    ),
    ListColumn(
        "standing",
        "Ở máy này",
        170,
        lambda row: row.offered.standing.words,
        tone=lambda row: _TONES.get(row.offered.standing),
    ),
)


class PackDialog(Dialog):
    """The items above, the values of the current one below. Space decides, Ctrl+S takes in."""

    def __init__(self, pack: Pack, offered: tuple[Any, ...], part: SettingsPart) -> None:
        super().__init__("Nhập gói quy định", part)
        self._pack, self._part = pack, part
        self._lines = [_Line(one, one.standing.is_taken) for one in offered]
        habits = part.desk.habits
        self.items = ListView(ListModel(_ITEMS, self), habits, "pack-items", self)
        self.values = ListView(ListModel(BESIDE, self), habits, "pack-values", self)
        self._about = label("", "caption", self, wrap=True)
        self._message = label("", "", self, wrap=True)
        self._message.hide()
        self._decide = button("Nhận mục này  Phím cách", self.toggle, parent=self)
        self._lay_out()
        self.add_button("Không nhập")
        self._button = needs(self.add_button("", self.save, kind="primary"), Role.MANAGE)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        for keys in ("Space", "Return", "Enter"):
            made = QShortcut(QKeySequence(keys), self.items)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(self.toggle)
        self.items.chosen.connect(self._on_chosen)
        self.items.doubleClicked.connect(lambda _index: self.toggle())
        self.values.opened.connect(lambda row: WholeValue(row, ("Đang có", "Trong gói"), self).open())
        self.items.set_rows(self._lines)
        self.items.choose(lambda row: row.offered.standing is Standing.OWN) or self.items.choose_first()
        self._count()
        self.resize(self.sizeHint())
        self.items.setFocus()

    def toggle(self) -> None:
        """Take the current item or leave it."""
        row = self.items.current_row()
        if row is None or not row.is_free:
            return
        self._lines = [_Line(one.offered, one.taken ^ (one.key == row.key)) for one in self._lines]
        self.items.set_rows(self._lines)
        self._count()
        self._on_chosen(self.items.current_row())

    def chosen(self) -> dict[str, Standing]:
        """What will be taken in, with the standing under which it was shown."""
        return {one.key: one.offered.standing for one in self._lines if one.taken}

    def save(self) -> None:
        """Take the chosen items in as one act."""
        if not self._button.isEnabled():
            return
        from povdesk.storage.rule_packs import taking

        pack, chosen = self._pack, self.chosen()
        self._button.setEnabled(False)
        self._part.write(
            lambda act: taking.take_in(act, pack, chosen),
            f"Đã nhập gói quy định: {format_count(len(chosen))} mục.",
            self._done,
            partial(refuse, self._message, self._button),
        )

    def sizeHint(self) -> QSize:
        return self.within_window(QSize(theme.px(1040), theme.px(680)))

    def _on_chosen(self, row: _Line | None) -> None:
        if row is None:
            self.values.set_rows([])
            return
        self.values.set_rows(list(differences(row.offered.here, row.offered.item.data)))
        words = _explained(row)
        self._about.setText(words)
        set_tone(
            self._about, Tone.WARN if row.offered.remark or row.offered.standing is Standing.OWN else None
        )
        self._decide.setEnabled(row.is_free)
        self._decide.setText("Không nhận  Phím cách" if row.taken else "Nhận mục này  Phím cách")

    def _count(self) -> None:
        count = len(self.chosen())
        self._button.setText(f"Nhập {format_count(count)} mục  Ctrl+S")
        self._button.setEnabled(bool(count))

    def _lay_out(self) -> None:
        self.body.addWidget(label(_head(self._pack), "", self, wrap=True))
        padding = theme.CARD_PADDING
        above = Card("Các quy định trong gói", self, flush=True)
        above.add_action(self._decide)
        self.items.setAccessibleName("Các quy định trong gói")
        self.items.setMinimumHeight(theme.px(110))
        above.body.addWidget(self.items, 1)
        below = Card("Khác nhau ở", self, flush=True)
        self._about.setContentsMargins(padding, 0, padding, 2)
        self.values.setAccessibleName("Khác nhau ở")
        self.values.setMinimumHeight(theme.px(90))
        below.body.addWidget(self._about)
        below.body.addWidget(self.values, 1)
        both = QSplitter(Qt.Orientation.Vertical, self)
        both.setChildrenCollapsible(False)
        both.addWidget(above)
        both.addWidget(below)
        self.body.addWidget(both, 1)
        set_tone(self._message, Tone.DANGER)
        self.body.addWidget(self._message)

    def _done(self) -> None:
        if shiboken6.isValid(self):
            self.accept()


def _head(pack: Pack) -> str:
    head = pack.head
    made = f", làm ngày {short_date(head.made_on)}" if head.made_on else ""
    author = head.author or "không ghi nơi làm"
    basis = f" Căn cứ: {'; '.join(head.legal_basis)}." if head.legal_basis else ""
    return (
        f"{head.called}. Nơi làm: {author}{made}.{basis} Mã kiểm tra {pack.check_words}: "
        "đọc qua điện thoại cho nơi gửi để biết đúng tệp."
    )


def _decision(row: _Line) -> str:
    if not row.is_free:
        return ""
    return "Nhận" if row.taken else "Giữ cũ" if row.offered.here is not None else "Không"


def _decision_tone(row: _Line) -> Tone:
    return Tone.OK if row.taken else Tone.NEUTRAL


def _explained(row: _Line) -> str:
    standing = row.offered.standing
    words = {
        Standing.OWN: "Cán bộ xã đã sửa mục này. Để nguyên thì giữ bản của xã; phím cách: lấy bản của gói.",
        Standing.SAME: "Ở đây đã đúng như trong gói.",
        Standing.NEW: "Ở đây chưa có mục này.",
        Standing.SHIPPED: "Ở đây đang dùng bản kèm theo phần mềm.",
        Standing.PACK: "Ở đây đang dùng bản của một gói nhập trước.",
    }[standing]
    return f"{words} {row.offered.remark}".strip()
