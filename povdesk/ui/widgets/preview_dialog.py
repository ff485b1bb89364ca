"""Look at a paper before it is printed: the PDF on the screen is the one that is printed and saved."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from povdesk.domain.errors import PovDeskError, StorageUnavailable

from .. import messages
from ..desk import Desk
from .dialog import Dialog
from .labels import label
from .pdf_view import PdfView

Writer = Callable[[Path], object]
"""Writes one paper to a path, away from the window; must not touch widgets or the database."""


class PreviewDialog(Dialog):
    """make_pdf writes the paper; it runs on the files lane. make_docx: the same paper as a Word file.

    file_name: proposed name without ending. note: shown above the pages (which variant this is, what is
    missing).
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        make_pdf: Writer,
        make_docx: Writer | None = None,
        *,
        file_name: str,
        note: str = "",
    ) -> None:
        super().__init__(title, parent)
        self._desk = desk
        self._title = title
        self._file_name = file_name
        self._make_docx = make_docx
        self._data = b""
        self._waiting = label("Đang dựng trang in…", "cardTitle", self)
        self._view = PdfView(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        if note:
            remark = label(note, "caption", self, wrap=True)
            remark.setContentsMargins(16, 8, 16, 0)
            self.body.addWidget(remark)
        self._waiting.setContentsMargins(24, 24, 24, 24)
        self.body.addWidget(self._waiting)
        self.body.addWidget(self._view, 1)
        self._view.hide()
        self._open_outside = self.add_button("Mở bằng phần mềm PDF", self._on_open_outside, left=True)
        self._word = self.add_button("Xuất Word…", self._on_word)
        self._word.setVisible(make_docx is not None)
        self._save = self.add_button("Lưu PDF…", self._on_save)
        self._print = self.add_button("In  Ctrl+P", self._on_print, kind="primary")
        self.add_button("Đóng")
        self.finished.connect(lambda _result: self._view.forget())
        for waiting in (self._open_outside, self._word, self._save, self._print):
            waiting.setEnabled(False)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._on_print)
        window = parent.window()
        self.resize(max(window.width() - 80, 800), max(window.height() - 40, 480))
        desk.worker.run(
            self, lambda _p, _c: _pdf_bytes(make_pdf), self._on_ready, self._on_failed, text=title
        )

    def view(self) -> PdfView:
        return self._view

    def _on_ready(self, data: bytes) -> None:
        self._data = data
        self._view.show_pdf(data)
        self._waiting.hide()
        self._view.show()
        self._view.setFocus()
        for ready in (self._open_outside, self._word, self._save, self._print):
            ready.setEnabled(True)

    def _on_failed(self, error: Exception) -> None:
        self.reject()
        messages.show_error(self.parentWidget(), error)

    def _on_print(self) -> None:
        pages = self._view.pages()
        if pages is None:
            return
        from .printing import ask_and_print

        ask_and_print(self, self._desk.worker, pages, self._title)

    def _on_save(self) -> None:
        chosen = self._ask_path("Lưu PDF", "pdf", "Tệp PDF (*.pdf)")
        if chosen is not None:
            data = self._data
            self._desk.worker.run(
                self,
                lambda _p, _c: write_beside(chosen, data),
                lambda _n: self._saved(chosen),
                text="Lưu PDF",
            )

    def _on_word(self) -> None:
        chosen = self._ask_path("Xuất Word", "docx", "Tệp Word (*.docx)")
        if chosen is not None and self._make_docx is not None:
            self._write(chosen, self._make_docx, "Xuất Word")

    def _on_open_outside(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="povdesk-"))
        path = folder / f"{self._file_name}.pdf"
        path.write_bytes(self._data)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _ask_path(self, title: str, ending: str, kinds: str) -> Path | None:
        default = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = self._desk.habits.get("last_folder", default)
        chosen, _ = QFileDialog.getSaveFileName(self, title, f"{folder}/{self._file_name}.{ending}", kinds)
        if not chosen:
            return None
        path = Path(chosen)
        self._desk.habits.put("last_folder", str(path.parent))
        return path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")

    def _write(self, path: Path, write: Writer, text: str) -> None:
        def saved(_nothing: object) -> None:
            messages.toast(self, f"Đã lưu {path.name}.")

        self._desk.worker.run(self, lambda _p, _c: write(path), saved, text=text)


def write_beside(path: Path, data: bytes) -> None:
    """Write under another name, flush, then give the good name; StorageUnavailable in words."""
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        raise StorageUnavailable(
            f"Chưa ghi được tệp {path.name}.",
            "Nếu tệp đang mở ở chương trình khác, đóng lại; hoặc chọn thư mục khác.",
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _pdf_bytes(make_pdf: Writer) -> bytes:
    with tempfile.TemporaryDirectory(prefix="povdesk-") as folder:
        path = Path(folder) / "trang-in.pdf"
        make_pdf(path)
        data = path.read_bytes()
    if not data.startswith(b"%PDF"):
        raise PovDeskError("Chưa dựng được trang in.", "Thử lại; nếu vẫn lỗi, lưu nhật ký lỗi.")
    return data
