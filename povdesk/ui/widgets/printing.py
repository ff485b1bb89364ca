"""Prints a PDF's pages through the system's print dialog: the paper is the very file that was looked at."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from povdesk.domain.errors import PovDeskError

from .. import messages
from ..worker import Progress, Worker
from .pdf_pages import PdfPages

DOTS = 300


def ask_and_print(
    parent: QWidget, worker: Worker, pages: PdfPages, title: str, save: Callable[[], object]
) -> QDialog:
    """Open the print dialog; the pages are drawn on the files lane, with "Dừng" between pages.

    save: "Lưu PDF", the way out on a computer without a printer.
    """
    printer = new_printer(pages, title)
    if not can_ask(printer):
        return messages.choose(
            parent,
            "Máy này chưa có máy in.",
            [("Lưu PDF…", "primary", save)],
            "Đóng",
            more="Lưu ra tệp PDF rồi chép sang máy có máy in, hoặc nhờ người phụ trách tin học cài máy in"
            " vào máy này.",
        )
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("In")
    dialog.setMinMax(1, pages.count())
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.accepted.connect(lambda: send(parent, worker, pages, printer, title))
    # PySide hides QDialog.open behind one that wants a slot's name.
    QDialog.open(dialog)
    return dialog


def can_ask(printer: QPrinter) -> bool:
    """Whether the system's dialog will open: that of Windows does not without a printer, and says nothing."""
    return sys.platform != "win32" or printer.outputFormat() is QPrinter.OutputFormat.NativeFormat


def new_printer(pages: PdfPages, title: str) -> QPrinter:
    """A printer set for the first page: A4, whole sheet, 300 dots an inch."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("PovDesk")
    printer.setResolution(DOTS)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(_orientation(pages, 0))
    return printer


def send(owner: QObject, worker: Worker, pages: PdfPages, printer: QPrinter, title: str) -> None:
    """Draw the chosen pages on the printer, away from the window; then say that they are on their way."""
    numbers = chosen_pages(printer, pages.count())
    worker.run(
        owner,
        lambda progress, cancelled: draw(pages, printer, numbers, progress, cancelled),
        lambda drawn: _say_sent(owner, drawn),
        text=f"Đang in {title}",
    )


def _say_sent(owner: QObject, count: int) -> None:
    if count and isinstance(owner, QWidget):
        messages.toast(owner, f"Đã gửi {count} trang tới máy in.")


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """Which pages the officer asked for, the first page is 0."""
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        return list(range(printer.fromPage() - 1, min(printer.toPage(), count)))
    return list(range(count))


def draw(
    pages: PdfPages,
    printer: QPrinter,
    numbers: list[int],
    progress: Progress,
    cancelled: Callable[[], bool],
) -> int:
    """Put the pages on paper; returns how many. Raises PovDeskError when the printer does not begin."""
    if not numbers:
        return 0
    printer.setPageOrientation(_orientation(pages, numbers[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise PovDeskError(
            "Máy in chưa nhận việc in.", "Kiểm tra máy in đã bật và còn giấy, hoặc bấm “Lưu PDF…”."
        )
    drawn = 0
    try:
        for place, number in enumerate(numbers):
            if cancelled():
                printer.abort()
                break
            progress(100 * place // len(numbers), f"Đang in trang {number + 1}")
            if place:
                printer.setPageOrientation(_orientation(pages, number))
                if not printer.newPage():
                    raise PovDeskError(
                        f"Máy in dừng ở trang {number + 1}.",
                        f"Kiểm tra máy in rồi in lại từ trang {number + 1}.",
                    )
            sheet = printer.pageLayout().fullRectPixels(printer.resolution())
            image = pages.image(number, printer.resolution() / 72)
            painter.drawImage(QRect(0, 0, sheet.width(), sheet.height()), image)
            drawn += 1
    finally:
        painter.end()
    return drawn


def _orientation(pages: PdfPages, number: int) -> QPageLayout.Orientation:
    size = pages.size(number)
    wide = size.width() > size.height()
    return QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
