"""What the window shows when the data cannot be opened: what happened, and what can be done."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from povdesk.domain.errors import DatabaseDamaged, DataPlaceMissing, PovDeskError, StorageUnavailable

from . import icons, theme
from .widgets.card import Card
from .widgets.labels import button, label

_STEPS = (
    "Bấm Phục hồi từ bản sao lưu: máy tìm các bản sao lưu trong máy và trên USB đang cắm, bản mới nhất ở"
    " trên cùng. Bản nào cũng được kiểm tra trước khi dùng."
)


class FaultScreen(QWidget):
    """Never offers to begin anew in the same place: the officer's file stays where it is.

    retry_wanted, restore_wanted, folder_wanted, usual_wanted, close_wanted: the choices. offers_usual: the
    data were looked for in a chosen folder, so that the usual one is another way.
    """

    retry_wanted = Signal()
    restore_wanted = Signal()
    folder_wanted = Signal()
    usual_wanted = Signal()
    close_wanted = Signal()

    def __init__(
        self,
        error: PovDeskError,
        folder: Path,
        parent: QWidget | None = None,
        *,
        offers_usual: bool = False,
    ) -> None:
        super().__init__(parent)
        card = Card(parent=self)
        card.setFixedWidth(theme.px(600))
        sign = QLabel(card)
        sign.setPixmap(icons.pixmap("error-circle", theme.DANGER, 32))
        card.body.addWidget(sign)
        card.body.addWidget(label(error.message, "cardTitle", card, wrap=True))
        card.body.addWidget(label(error.advice, "", card, wrap=True))
        self._set_aside = label("", "", card, wrap=True)
        self._set_aside.hide()
        card.body.addWidget(self._set_aside)
        restoring = _wants_a_copy(error, folder)
        if restoring:
            card.body.addWidget(label(_STEPS, "", card, wrap=True))
        if not isinstance(error, DataPlaceMissing):
            card.body.addWidget(label(f"Thư mục dữ liệu: {folder}", "hint", card, wrap=True))
        retry = ("Thử lại", self.retry_wanted, "")
        restore = ("Phục hồi từ bản sao lưu…", self.restore_wanted, "usb-stick")
        other = ("Mở dữ liệu ở thư mục khác…", self.folder_wanted, "")
        usual = ("Dùng thư mục thường dùng", self.usual_wanted, "")
        close = ("Đóng PovDesk", self.close_wanted, "")
        if _is_refused(error):
            offered = [other, retry]
        elif isinstance(error, DataPlaceMissing):
            # Nothing can be brought back into a folder that is not there.
            offered = [retry, other]
        else:
            offered = [*((restore, retry) if restoring else (retry, restore)), other]
        offered += [usual, close] if offers_usual else [close]
        choices = [
            button(words, wanted.emit, kind="" if place else "primary", icon=icon, parent=card)
            for place, (words, wanted, icon) in enumerate(offered)
        ]
        for choice in choices:
            card.body.addWidget(choice)
        column = QVBoxLayout(self)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.setFocusProxy(choices[0])

    def show_set_aside(self, folder: Path | None) -> None:
        """The damaged file has been kept a second time, for somebody who may read it."""
        if folder is not None:
            self._set_aside.setText(f"Tệp hỏng đã được giữ thêm một bản ở thư mục {folder.name}.")
            self._set_aside.show()


def _wants_a_copy(error: PovDeskError, folder: Path) -> bool:
    """Damaged or missing data: trying again will hardly help, a copy will."""
    from povdesk.paths import DATABASE_NAME

    if _is_refused(error) or isinstance(error, DataPlaceMissing):
        return False
    missing = isinstance(error, StorageUnavailable) and not (folder / DATABASE_NAME).exists()
    return isinstance(error, DatabaseDamaged) or (missing and folder.is_dir())


def _is_refused(error: PovDeskError) -> bool:
    """Nothing may be restored or begun in such a folder."""
    from povdesk.storage.places import RefusedPlace

    return isinstance(error, RefusedPlace)
