"""Phần mềm: which version this is, the way to a newer one, what is new, where data and log lie."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from povdesk import __version__
from povdesk.domain.officer import Role

from ..desk import Desk
from ..help.about import open_folder, places
from ..sign_in.role_buttons import needs
from ..widgets.card import Card
from ..widgets.labels import ElidedLabel, button, label
from .other_place import OtherPlace
from .part import SettingsPart

_UPDATE = (
    "Bản mới đến bằng USB: tệp PovDesk-Setup-….exe và tệp .exe.sha256 đi kèm. Máy kiểm tra tệp trước,"
    " sao lưu dữ liệu rồi mới mở trình cài đặt. Máy không dùng mạng."
)


class SoftwarePart(SettingsPart):
    """Nothing here is stored in the database."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._update = needs(
            button("Cập nhật từ USB…", self.update_from_stick, icon="usb-stick", kind="primary", parent=self),
            Role.MANAGE,
        )
        self.body.addWidget(self._version_card())
        self.body.addWidget(self._folders_card())
        self.body.addStretch(1)

    def load(self, connection: Any) -> Any:
        """Nothing to be read."""
        return None

    def show_loaded(self, loaded: Any) -> None:
        """Nothing to be shown anew."""

    def start(self) -> None:
        self._update.setFocus()

    def show_target(self, **target: Any) -> None:
        """update: open the dialog at once."""
        if target.get("update"):
            self.update_from_stick()

    def update_from_stick(self) -> None:
        """Look for a newer version on a stick."""
        from ..update.dialog import show_update

        show_update(self, self.desk)

    def _version_card(self) -> Card:
        card = Card(f"PovDesk {__version__}", self)
        card.body.addWidget(label(_UPDATE, "", card, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._update)
        row.addWidget(button("Có gì mới", self._on_news, icon="info", parent=card))
        row.addWidget(button("Giới thiệu, giấy phép", self._on_about, icon="document-text", parent=card))
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _folders_card(self) -> Card:
        card = Card("Nơi để dữ liệu trong máy này", self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for line, (name, folder) in enumerate(places(self.desk)):
            shown = ElidedLabel("", card)
            shown.setText(str(folder))
            opening = button(
                "Mở thư mục", partial(open_folder, self, folder), icon="folder-open", parent=card
            )
            grid.addWidget(label(name, "strong", card), line, 0)
            grid.addWidget(shown, line, 1)
            grid.addWidget(opening, line, 2)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        card.body.addWidget(OtherPlace(self.desk, card))
        return card

    def _on_news(self) -> None:
        from ..help.news import show_all

        show_all(self)

    def _on_about(self) -> None:
        from ..help.about import show_about

        show_about(self.window())
