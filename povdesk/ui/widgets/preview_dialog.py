"""Look at a paper before it is printed: the PDF on the screen is the one that is printed and saved."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from povdesk.domain.errors import PovDeskError
from povdesk.domain.linked_figure import LinkedFigure

from .. import messages
from ..desk import Desk
from . import file_saving
from .dialog import Dialog
from .labels import label
from .pdf_view import PdfView

if TYPE_CHECKING:
    from povdesk.documents.blocks import Document

    from .figures_list import FiguresList

_SHOWN = 2
"""Findings of form that are said in full above the pages."""

Writer = Callable[[Path], object]
"""Writes one paper to a path, away from the window; must not touch widgets or the database."""


class PreviewDialog(Dialog):
    """make_pdf writes the paper; it runs on the files lane. make_docx: the same paper as a Word file.

    document: makes the same paper as blocks, also on the files lane; its tables can then be had in Excel.
    file_name: proposed name without ending. note: shown above the pages (which variant this is, what is
    missing). figures: the numbers in the paper, listed beside it; open_figure opens the people behind one,
    as they are for its day when left out.
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
        figures: Sequence[LinkedFigure] = (),
        open_figure: Callable[[LinkedFigure, QWidget], object] | None = None,
        document: "Callable[[], Document] | None" = None,
    ) -> None:
        super().__init__(title, parent)
        self._desk = desk
        self._title = title
        self._file_name = file_name
        self._make_docx = make_docx
        self._document = document
        self._data = b""
        self._waiting = label("Đang dựng trang in…", "cardTitle", self)
        self._view = PdfView(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        if note:
            remark = label(note, "caption", self, wrap=True)
            remark.setContentsMargins(16, 8, 16, 0)
            self.body.addWidget(remark)
        self.findings = label("", "caption", self, wrap=True)
        self.findings.setContentsMargins(16, 8, 16, 0)
        self.findings.hide()
        self.body.addWidget(self.findings)
        self._waiting.setContentsMargins(24, 24, 24, 24)
        self.body.addWidget(self._waiting)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(0)
        self._beside.addWidget(self._view, 1)
        self.body.addLayout(self._beside, 1)
        self._view.hide()
        self.figures: FiguresList | None = None
        if figures:
            self.show_figures(figures, open_figure)
        self._open_outside = self.add_button("Mở bằng phần mềm PDF", self._on_open_outside, left=True)
        self._word = self.add_button("Xuất Word…", self._on_word)
        self._word.setVisible(make_docx is not None)
        self._unlocked = QCheckBox("Không khóa", self)
        self._unlocked.setToolTip("Tệp Word không khóa tên cơ quan, nơi nhận và chữ ký: sửa được mọi chỗ")
        self._unlocked.hide()
        self._buttons.insertWidget(self._buttons.indexOf(self._word), self._unlocked)
        self._excel = self.add_button("Xuất Excel…", self._on_excel)
        self._excel.hide()
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
            self, lambda _p, _c: _prepared(make_pdf, document), self._on_ready, self._on_failed, text=title
        )

    def view(self) -> PdfView:
        return self._view

    def show_figures(
        self,
        figures: Sequence[LinkedFigure],
        open_figure: Callable[[LinkedFigure, QWidget], object] | None = None,
    ) -> None:
        """List the numbers of the paper at the right; also later, when they were read after the pages."""
        from .figures_list import FiguresList

        if self.figures is not None or not figures:
            return
        self.figures = FiguresList(self._desk, figures, self)
        self._beside.addWidget(self.figures)
        opener = open_figure or (lambda figure, parent: self._desk.open_figure(parent, figure))
        self.figures.opened.connect(lambda figure: opener(figure, self))

    def _on_ready(self, prepared: "tuple[bytes, bool, bool, tuple[str, ...]]") -> None:
        self._data, has_table, has_locks, findings = prepared
        if findings:
            more = f" Còn {len(findings) - _SHOWN} điểm khác." if len(findings) > _SHOWN else ""
            self.findings.setText(f"Xem lại trước khi in: {' '.join(findings[:_SHOWN])}{more}")
            self.findings.show()
        data = self._data
        self._unlocked.setVisible(has_locks and self._make_docx is not None)
        self._excel.setVisible(has_table)
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

        ask_and_print(self, self._desk.worker, pages, self._title, self._on_save)

    def _on_save(self) -> None:
        chosen = self._ask_path("Lưu PDF", file_saving.PDF)
        if chosen is not None:
            self._write(chosen, self._write_pdf, "Lưu PDF")

    def _on_word(self) -> None:
        chosen = self._ask_path("Xuất Word", file_saving.WORD)
        if chosen is not None and self._make_docx is not None:
            free = self._unlocked.isChecked() and self._document is not None
            self._write(chosen, self._write_unlocked if free else self._make_docx, "Xuất Word")

    def _write_pdf(self, path: Path) -> None:
        from povdesk.documents import saving

        data = self._data
        saving.save(path, lambda file: file.write(data))

    def _write_unlocked(self, path: Path) -> None:
        from povdesk import papers

        assert self._document is not None
        papers.write_docx(self._document(), path, locked=False)

    def _on_excel(self) -> None:
        document = self._document
        chosen = self._ask_path("Xuất Excel", file_saving.EXCEL)
        if chosen is None or document is None:
            return

        def write(progress: Callable[[int, str], object], cancelled: Callable[[], bool]) -> None:
            from povdesk import papers_excel

            papers_excel.workbook(document(), chosen, progress=progress, cancelled=cancelled)

        file_saving.write(self, self._desk, chosen, write, "Xuất Excel")

    def _on_open_outside(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="povdesk-"))
        path = folder / f"{self._file_name}.pdf"
        path.write_bytes(self._data)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _ask_path(self, title: str, kind: tuple[str, str]) -> Path | None:
        return file_saving.ask_path(self, self._desk, title, self._file_name, kind)

    def _write(self, path: Path, write: Writer, text: str) -> None:
        file_saving.write(self, self._desk, path, lambda _p, _c: write(path), text)


def preview_document(
    parent: QWidget,
    desk: Desk,
    title: str,
    document: "Callable[[], Document]",
    *,
    file_name: str,
    note: str = "",
    figures: Sequence[LinkedFigure] = (),
    open_figure: Callable[[LinkedFigure, QWidget], object] | None = None,
) -> PreviewDialog:
    """Open the preview of a paper that is known as blocks: pages, Word and Excel are made of the same."""

    def make_pdf(path: Path) -> None:
        from povdesk import papers

        papers.write_pdf(document(), path)

    def make_docx(path: Path) -> None:
        from povdesk import papers

        papers.write_docx(document(), path)

    dialog = PreviewDialog(
        parent,
        desk,
        title,
        make_pdf,
        make_docx,
        file_name=file_name,
        note=note,
        figures=figures,
        open_figure=open_figure,
        document=document,
    )
    dialog.open()
    return dialog


def _prepared(
    make_pdf: Writer, document: "Callable[[], Document] | None"
) -> "tuple[bytes, bool, bool, tuple[str, ...]]":
    """The PDF, whether the paper has a table for Excel, whether its Word file has locked parts, and what
    to look at in its form."""
    data = _pdf_bytes(make_pdf)
    if document is None:
        return data, False, False, ()
    from povdesk import papers, papers_excel

    made = document()
    found = papers.form_findings(made)
    return data, papers_excel.has_table(made), papers.has_locked_parts(made), found


def _pdf_bytes(make_pdf: Writer) -> bytes:
    with tempfile.TemporaryDirectory(prefix="povdesk-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "trang-in.pdf"
        make_pdf(path)
        data = path.read_bytes()
    if not data.startswith(b"%PDF"):
        raise PovDeskError("Chưa dựng được trang in.", "Thử lại; nếu vẫn lỗi, lưu nhật ký lỗi.")
    return data
