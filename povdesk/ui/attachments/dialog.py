"""The signed scans of one record: drop, paste or choose a file; look at it; take it off."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from povdesk.domain.errors import InvalidInput, PovDeskError
from povdesk.domain.vietnamese import format_number, short_date
from povdesk.storage.attachments import Attachment

from .. import messages, theme
from ..desk import Desk
from ..theme import Tone
from ..undoing import offer_undo
from ..widgets.dialog import Dialog
from ..widgets.empty_state import EmptyState
from ..widgets.file_choosing import ask_file
from ..widgets.labels import label, set_tone
from ..widgets.pdf_view import PdfView
from ..widgets.table import ListColumn, ListModel, ListView

_KINDS = "Bản quét (*.pdf *.jpg *.jpeg *.png);;Mọi tệp (*)"
_COLUMNS = (
    ListColumn("name", "Tệp", 150, lambda row: row.file_name, stretch=True, bold=True),
    ListColumn("pages", "Trang", 52, lambda row: str(row.pages), lambda row: row.pages, align="right"),
    ListColumn("size", "Cỡ", 74, lambda row: _size(row.size), lambda row: row.size, align="right"),
    ListColumn("added", "Đính ngày", 88, lambda row: short_date(row.added_at.date())),
)


class AttachmentsDialog(Dialog):
    """Left the files, right the one in front. changed: called after a file came or went."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        title: str,
        object_type: str,
        uid: str,
        changed: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._desk, self._owner, self._changed = desk, parent, changed
        self._type, self._uid = object_type, uid
        self.list = ListView(ListModel(_COLUMNS, self), desk.habits, "attachments", self)
        self._pdf = PdfView(self)
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._message = label("", "", self, wrap=True)
        set_tone(self._message, Tone.DANGER)
        self._message.hide()
        self.setAcceptDrops(True)
        self._lay_out()
        self._remove = self.add_button("Gỡ tệp", self.remove, kind="danger", left=True)
        self._remove.setEnabled(False)
        self.add_button("Đóng")
        self.add_button("Chọn tệp…  Ctrl+O", self.choose, kind="primary")
        self.list.chosen.connect(self._on_chosen)
        for keys, act in (("Ctrl+O", self.choose), ("Ctrl+V", self.paste), ("Ctrl+Delete", self.remove)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.resize(self.sizeHint())
        self._read()

    def sizeHint(self) -> QSize:
        window = self.parentWidget()
        width, height = theme.px(980), theme.px(600)
        return (
            QSize(min(width, window.width() - 32), min(height, window.height() - 24))
            if window
            else QSize(width, height)
        )

    def choose(self) -> None:
        """Ask for a file."""
        path = ask_file(self, self._desk, "Chọn bản ký đã quét", _KINDS)
        if path is not None:
            self.take(path)

    def paste(self) -> None:
        """A picture or a file from the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if data.hasUrls() and data.urls() and data.urls()[0].isLocalFile():
            self.take(Path(data.urls()[0].toLocalFile()))
        elif data.hasImage():
            image = QImage(QGuiApplication.clipboard().image())
            held = QByteArray()
            buffer = QBuffer(held)
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            image.save(buffer, "PNG")
            self._keep("ban-ky.png", bytes(held.data()), 1)
        else:
            self._say("Bộ nhớ tạm không có ảnh hay tệp nào.", "Chép ảnh hoặc tệp trước, rồi bấm Ctrl+V.")

    def take(self, path: Path) -> None:
        """Read a file away from the window, then keep it."""

        def read(_progress: object, _cancelled: object) -> tuple[bytes, int]:
            from povdesk.storage.attachments import LARGEST

            try:
                if path.stat().st_size > LARGEST:
                    raise InvalidInput(
                        f"Tệp {path.name} lớn hơn 30 MB.", "Quét lại ở mức 200-300 dpi, đen trắng."
                    )
                held = path.read_bytes()
            except OSError as error:
                raise InvalidInput(
                    f"Không đọc được tệp {path.name}.", "Kiểm tra USB rồi chọn lại."
                ) from error
            return held, _pages(held)

        self._desk.worker.run(
            self, read, lambda found: self._keep(path.name, *found), self._refuse, text=f"Đọc {path.name}"
        )

    def remove(self) -> None:
        """Take the file in front off; it can be put back for ten seconds, and later from the log."""
        row = self._row()
        if row is None:
            return

        def work(act: Any) -> None:
            from povdesk.storage import attachments

            attachments.remove(act, row.id)

        self._desk.worker.write(
            self, work, lambda _n: self._done(f"Đã gỡ tệp {row.file_name}."), self._refuse
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.take(Path(url.toLocalFile()))
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        words = (
            "Kéo thả, dán (Ctrl+V) hoặc chọn bản đã ký, đóng dấu: PDF, JPG, PNG, mỗi tệp đến 30 MB."
            " Tệp được chép vào dữ liệu và đi cùng bản sao lưu."
        )
        nothing = EmptyState("Chưa đính bản ký nào.", "document-pdf", self)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(self._picture)
        for widget in (nothing, self._pdf, area):
            self._stack.addWidget(widget)
        self.list.setMinimumWidth(theme.px(360))
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.CARD_GAP)
        row.addLayout(left, 2)
        row.addWidget(self._stack, 3)
        self.body.addWidget(label(words, "caption", self, wrap=True))
        self.body.addLayout(row, 1)
        self.body.addWidget(self._message)

    def _keep(self, name: str, held: bytes, pages: int) -> None:
        def work(act: Any) -> int:
            from povdesk.storage import attachments

            return attachments.add(act, self._type, self._uid, name, held, pages)

        def kept(_key: int) -> None:
            messages.toast(self._owner, f"Đã đính {name}.")
            self._refresh()

        self._desk.worker.write(self, work, kept, self._refuse)

    def _done(self, words: str) -> None:
        offer_undo(self._desk, self._owner, words)
        self._refresh()

    def _refresh(self) -> None:
        if self._changed is not None:
            self._changed()
        if shiboken6.isValid(self):
            self._message.hide()
            self._read()

    def _read(self) -> None:
        def work(connection: Any) -> tuple[Attachment, ...]:
            from povdesk.storage import attachments

            return attachments.of(connection, self._type, self._uid)

        def show(rows: tuple[Attachment, ...]) -> None:
            self.list.set_rows(list(rows))
            if rows:
                self.list.choose(lambda row: row.id == rows[-1].id)
            else:
                self._on_chosen(None)

        self._desk.worker.read(self, work, show)

    def _row(self) -> Attachment | None:
        row: Attachment | None = self.list.current_row()
        return row

    def _on_chosen(self, row: Attachment | None) -> None:
        self._remove.setEnabled(row is not None)
        if row is None:
            self._stack.setCurrentIndex(0)
            return

        def work(connection: Any) -> bytes:
            from povdesk.storage import attachments

            return attachments.content(connection, row.id)

        self._desk.worker.read(self, work, lambda held: self._show(row, held), self._refuse)

    def _show(self, row: Attachment, held: bytes) -> None:
        if row.media_type == "application/pdf":
            try:
                self._pdf.show_pdf(held)
            except PovDeskError as error:
                self._refuse(error)
                return
            self._stack.setCurrentIndex(1)
            return
        picture = QPixmap()
        picture.loadFromData(held)
        room = self._stack.size()
        self._picture.setPixmap(
            picture.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        self._stack.setCurrentIndex(2)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, PovDeskError):
            self._say(error.message, error.advice)
        else:
            messages.show_error(self, error)

    def _say(self, message: str, advice: str = "") -> None:
        if shiboken6.isValid(self):
            self._message.setText(f"{message} {advice}".strip())
            self._message.show()


def _pages(held: bytes) -> int:
    """How many pages a PDF has; a picture is one. Raises PovDeskError when a PDF cannot be read."""
    if not held.startswith(b"%PDF-"):
        return 1
    from ..widgets.pdf_pages import PdfPages

    return PdfPages(held).count()


def _size(count: int) -> str:
    return (
        f"{format_number(count / 1024 / 1024, at_most=1)} MB"
        if count >= 1024 * 1024
        else f"{max(count // 1024, 1)} KB"
    )
