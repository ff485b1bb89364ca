"""The dialog "Giới thiệu": version, where the data and the log lie, and whose work the program stands on."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from povdesk import __version__
from povdesk.domain.officer import Role

from .. import messages, theme
from ..habits import Habits
from ..sign_in.role_buttons import needs
from ..widgets.dialog import Dialog
from ..widgets.labels import ElidedLabel, button, label
from ..widgets.table import ListColumn, ListModel, ListView
from .licences import Part, parts

_COLUMNS = (
    ListColumn("name", "Thành phần", 150, lambda row: row.name, stretch=True),
    ListColumn("version", "Phiên bản", 82, lambda row: row.version),
    ListColumn("licence", "Giấy phép", 128, lambda row: row.licence),
)


class AboutDialog(Dialog):
    """Arrows choose a work of others, its licence stands beside it whole; Tab goes into the text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Giới thiệu", parent)
        window: Any = parent.window()
        self._window, self._desk = window, getattr(window, "desk", None)
        self._text = QPlainTextEdit(self)
        model = ListModel(_COLUMNS, self)
        self._list = ListView(model, Habits(None), "licences", self)
        self.body.addWidget(label(f"PovDesk {__version__}", "title", self))
        what = "Sổ hộ nghèo và kế hoạch giảm nghèo của xã, chạy ngoại tuyến trên một máy."
        self.body.addWidget(label(what, "", self))
        self.body.addLayout(self._folders())
        self.body.addWidget(label("Phần của người khác và giấy phép", "cardTitle", self))
        self._lay_out_licences()
        self.add_button("Có gì mới", self._on_news, left=True)
        if self._desk is not None:
            needs(self.add_button("Cập nhật từ USB…", self._on_update, left=True), Role.MANAGE)
        self.add_button("Đóng", kind="primary")
        self._list.chosen.connect(self._show_licence)
        self._list.set_rows(list(parts()))
        self._list.setCurrentIndex(model.index(0, 0))
        self._list.setFocus()

    def licence_text(self) -> str:
        """The text beside the list."""
        return self._text.toPlainText()

    def _folders(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for line, (name, folder) in enumerate(places(self._desk)):
            shown = ElidedLabel("", self)
            shown.setText(str(folder))
            shown.setAccessibleName(f"{name}: {folder}")
            grid.addWidget(label(name, "strong", self), line, 0)
            grid.addWidget(shown, line, 1)
            grid.addWidget(button("Mở thư mục", partial(open_folder, self, folder), parent=self), line, 2)
            copy = button("Sao đường dẫn", partial(_copy, folder), parent=self)
            grid.addWidget(copy, line, 3)
        grid.setColumnStretch(1, 1)
        return grid

    def _lay_out_licences(self) -> None:
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("Toàn văn giấy phép")
        self._text.setMinimumSize(theme.px(300), theme.px(150))
        self._list.setMinimumWidth(theme.px(384))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._list, 5)
        row.addWidget(self._text, 6)
        self.body.addLayout(row, 1)
        room = self._window.size() if self._window is not None else self.size()
        # Texts of licences are set in lines of 80 letters.
        wanted = theme.px(460) + 82 * QFontMetrics(self._text.font()).averageCharWidth()
        self.resize(
            min(max(wanted, theme.px(860)), room.width() - 60), min(theme.px(560), room.height() - 50)
        )

    def _show_licence(self, part: Part | None) -> None:
        self._text.setPlainText("" if part is None else part.full_text())

    def _on_news(self) -> None:
        from .news import show_all

        show_all(self)

    def _on_update(self) -> None:
        from ..update.dialog import show_update

        self.accept()
        show_update(self._window, self._desk)


def places(desk: Any) -> list[tuple[str, Path]]:
    """Where the data in use and the log lie, with their names."""
    folders = [] if desk is None else [("Dữ liệu", desk.folder)]
    return [*folders, ("Nhật ký lỗi", messages.log_folder())]


def open_folder(owner: QWidget, folder: Path) -> None:
    """Show a folder in the system's own window."""
    if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        messages.tell(owner, f"Không mở được thư mục {folder}.", "Sao đường dẫn rồi mở trong File Explorer.")


def _copy(folder: Path) -> None:
    QGuiApplication.clipboard().setText(str(folder))


def show_about(parent: QWidget) -> AboutDialog:
    """Open the dialog over the main window."""
    dialog = AboutDialog(parent)
    dialog.open()
    return dialog
