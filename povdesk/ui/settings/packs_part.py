"""Tab 8: rule packs taken in from a file, what each changed, out again, and packs made for others."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from povdesk.domain.officer import Role
from povdesk.domain.rule_pack import SUFFIX, check_words
from povdesk.domain.rule_pack_words import Difference, differences
from povdesk.domain.vietnamese import short_date

from .. import messages, theme
from ..desk import Desk
from ..keys import bind
from ..sign_in.role_buttons import needs
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.file_choosing import ask_file
from ..widgets.key_strip import KeyStrip
from ..widgets.labels import button, label
from ..widgets.table import ListColumn, ListModel, ListView
from .pack_columns import CHANGES, WholeValue, named
from .part import SettingsPart

_PACKS = (
    ListColumn(
        "name",
        "Gói",
        190,
        lambda row: row.head.called,
        stretch=True,
        bold=True,
        tip=lambda row: row.head.called,
    ),
    ListColumn("author", "Nơi làm gói", 140, lambda row: row.head.author, tip=lambda row: row.head.author),
    ListColumn(
        "taken", "Nhập lúc", 132, lambda row: f"{row.taken_at:%H:%M %d/%m/%Y}", lambda row: row.taken_at
    ),
    ListColumn("who", "Người nhập", 108, lambda row: row.who),
    ListColumn(
        "count", "Số mục", 60, lambda row: str(len(row.items)), lambda row: len(row.items), align="right"
    ),
    ListColumn(
        "state",
        "Trạng thái",
        104,
        lambda row: f"Đã gỡ {row.removed_at:%d/%m/%Y}" if row.removed_at else "Đang dùng",
        tone=lambda row: Tone.NEUTRAL if row.removed_at else Tone.OK,
    ),
)
_NOTHING = (
    "Chưa nhập gói nào. Gói quy định là một tệp .pvrules do tỉnh hoặc xã khác đã gõ sẵn chuẩn nghèo, quy "
    "trình, lời văn, dự án, danh mục: nhập vào là dùng được, không phải gõ lại."
)
_WORDS = (
    "Chọn một gói để xem gói đã đổi những gì ở bảng dưới. Gỡ gói thì mọi quy định trở lại như trước khi nhập."
)


class PacksPart(SettingsPart):
    """The packs above, what the chosen one changed below."""

    help_topic = "goi-quy-dinh"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view = ListView(ListModel(_PACKS, self), desk.habits, "settings-packs", self)
        self.changes = ListView(ListModel(CHANGES, self), desk.habits, "settings-pack-changes", self)
        self._remark = label("", "caption", self, wrap=True)
        self._about = label("", "caption", self, wrap=True)
        self._remove = needs(
            button("Gỡ gói…", self._remove_chosen, kind="danger", icon="delete", parent=self), Role.MANAGE
        )
        self._lay_out()
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(lambda _row: self.changes.choose_first())
        self.changes.opened.connect(lambda row: WholeValue(row[1], ("Trước", "Sau"), self).open())
        bind(self, "Ctrl+Insert", self.ask_file)
        bind(self, "Ctrl+N", self.ask_file)
        bind(self, "Ctrl+Delete", self._remove_chosen)
        self._on_chosen(None)

    def load(self, connection: Any) -> Any:
        from povdesk.storage.rule_packs import removing

        return removing.packs(connection)

    def show_loaded(self, loaded: Any) -> None:
        had_focus = self.view.hasFocus()
        self._remark.setText(_WORDS if loaded else _NOTHING)
        self.view.set_rows(list(loaded))
        if self.view.current_row() is None and loaded:
            self.view.choose(lambda _row: True)
        if had_focus:
            self.view.setFocus()
        self._on_chosen(self.view.current_row())

    def start(self) -> None:
        self.view.setFocus()
        if self.view.current_row() is None:
            self.view.choose_first()

    def show_target(self, **target: Any) -> None:
        """take: ask for a file at once. file: look at this one."""
        if target.get("file"):
            self.look_at(Path(target["file"]))
        elif target.get("take"):
            self.ask_file()

    # ---- taking in and making

    def ask_file(self) -> None:
        """Nhập gói quy định từ USB…"""
        path = ask_file(self, self.desk, "Nhập gói quy định", f"Gói quy định (*{SUFFIX})")
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read a file away from the window, compare it, then show what it would do."""

        def read(_progress: object, _cancelled: object) -> Any:
            from povdesk.storage.rule_packs import container

            return container.read(path)

        self.desk.worker.run(self, read, self._compare, text="Đọc gói quy định")

    def export(self) -> None:
        """Xuất gói quy định…"""
        from .pack_export_dialog import read_choices, show

        self.desk.worker.read(self, read_choices, lambda found: show(self, found))

    def _compare(self, pack: Any) -> None:
        from .pack_dialog import PackDialog

        def looked(connection: Any) -> Any:
            from povdesk.storage.rule_packs import taking

            return taking.look(connection, pack)

        self.desk.worker.read(self, looked, lambda offered: PackDialog(pack, offered, self).open())

    # ---- taking out

    def _remove_chosen(self) -> None:
        row = self.view.current_row()
        if row is None or row.removed_at is not None:
            return

        def why(connection: Any) -> Any:
            from povdesk.storage.rule_packs import removing

            return removing.in_the_way(connection, row.uid)

        self.desk.worker.read(self, why, lambda found: self._ask_removal(row, found))

    def _ask_removal(self, row: Any, in_the_way: tuple[str, ...]) -> None:
        from povdesk.storage.rule_packs import removing

        if in_the_way:
            messages.choose(
                self,
                f"Chưa gỡ được gói “{row.head.called}”.",
                [],
                "Đóng",
                more="\n".join(in_the_way[:8]) + ("\n…" if len(in_the_way) > 8 else ""),
            )
            return
        messages.confirm(
            self,
            f"Gỡ gói “{row.head.called}”?",
            "Gỡ gói",
            "Giữ lại",
            lambda: self.write(lambda act: removing.remove(act, row.uid), "Đã gỡ gói quy định."),
            more=f"{len(row.items)} mục trở lại như trước khi nhập gói. Hoàn tác được.",
        )

    # ---- showing

    def _on_chosen(self, row: Any) -> None:
        self._remove.setEnabled(row is not None and row.removed_at is None)
        self.changes.set_rows(changed_by(row) if row is not None else [])
        self._about.setText(_about(row) if row is not None else "")
        self._below.setVisible(row is not None)

    def _lay_out(self) -> None:
        padding = theme.CARD_PADDING
        card = Card("Gói quy định đã nhập", self, flush=True)
        card.add_action(self._remove)
        card.add_action(button("Xuất gói quy định…", self.export, icon="arrow-download", parent=self))
        card.add_action(
            needs(
                button("Nhập gói từ USB…", self.ask_file, kind="primary", icon="arrow-upload", parent=self),
                Role.MANAGE,
            )
        )
        self._remark.setContentsMargins(padding, 0, padding, 4)
        foot = QHBoxLayout()
        foot.setContentsMargins(padding, 0, padding, 0)
        foot.addWidget(
            KeyStrip(
                [("Enter", "xem thay đổi"), ("Ctrl+Insert", "nhập gói"), ("Ctrl+Delete", "gỡ gói")], self
            )
        )
        self.view.setAccessibleName("Gói quy định đã nhập")
        self.view.setMinimumHeight(theme.px(96))
        card.body.addWidget(self._remark)
        card.body.addWidget(self.view, 1)
        card.body.addLayout(foot)
        below = self._below = Card("Gói đã đổi những gì", self, flush=True)
        for view in (self.view, self.changes):
            # As high as the window leaves room for, not as high as Qt would like.
            view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._about.setContentsMargins(padding, 0, padding, 2)
        self.changes.setAccessibleName("Gói đã đổi những gì")
        self.changes.setMinimumHeight(theme.px(96))
        below.body.addWidget(self._about)
        below.body.addWidget(self.changes, 1)
        for one in (card, below):
            one.setMinimumHeight(theme.px(190))
        self.body.addWidget(card, 2)
        self.body.addWidget(below, 3)


def changed_by(pack: Any) -> list[tuple[str, Difference]]:
    """Every value a pack changed, with the rule it belongs to."""
    return [
        (named(one.part, one.title), change) for one in pack.items for change in differences(one.was, one.now)
    ]


def _about(pack: Any) -> str:
    head = pack.head
    words = [f"Căn cứ: {'; '.join(head.legal_basis)}" if head.legal_basis else "Không ghi căn cứ"]
    if head.made_on:
        words.append(f"làm ngày {short_date(head.made_on)}")
    return f"{', '.join(words)}. Mã kiểm tra {check_words(pack.sha256)}."
