"""The paper on the screen, on the printer and in the saved file is one and the same PDF."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from povdesk.domain.errors import PovDeskError
from povdesk.ui.desk import Desk
from povdesk.ui.widgets import file_saving, printing
from povdesk.ui.widgets.pdf_pages import PdfPages
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from povdesk.ui.worker import Worker

from .typing_vi import press

pytestmark = pytest.mark.gui


def make_pdf(path: Path) -> None:
    """Two upright pages and a wide one."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842))
    for size in ((595, 842), (595, 842), (842, 595)):
        canvas.setPageSize(size)
        canvas.setFillColorRGB(0.7, 0.1, 0.1)
        canvas.rect(20, 20, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()


@pytest.fixture
def pdf(data_folder):
    path = data_folder / "kế hoạch.pdf"
    make_pdf(path)
    return path.read_bytes()


@pytest.fixture
def worker(qapp):
    made = Worker()
    yield made
    made.close()


def test_pages_are_counted_measured_and_drawn(pdf):
    pages = PdfPages(pdf)

    assert pages.count() == 3
    assert pages.size(2).width() == 842
    picture = pages.image(0, 1.0)
    assert (picture.width(), picture.height()) == (595, 842)
    assert picture.pixelColor(100, 842 - 100).red() > picture.pixelColor(100, 842 - 100).blue() + 100
    assert picture.pixelColor(500, 100).name() == "#ffffff"


def test_a_file_that_is_no_pdf_is_refused_in_words():
    with pytest.raises(PovDeskError, match="không phải PDF"):
        PdfPages(b"xin chao")


def test_the_preview_shows_prints_and_saves_the_same_file(qtbot, worker, data_folder, monkeypatch):
    parent = QWidget()
    parent.resize(1366, 697)
    qtbot.addWidget(parent)
    parent.show()
    dialog = PreviewDialog(parent, Desk(worker), "Kế hoạch", make_pdf, file_name="ke-hoach")
    dialog.open()
    qtbot.waitUntil(lambda: dialog.view().pages() is not None)

    press(dialog.view(), Qt.Key.Key_PageDown)
    assert dialog.view().current() == 1
    dialog.view().zoom_by(1)
    saved = data_folder / "bản lưu.pdf"
    monkeypatch.setattr(file_saving, "ask_path", lambda *_asked: saved)
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Lưu PDF…").click()
    qtbot.waitUntil(lambda: not worker.is_busy())
    assert saved.read_bytes() == dialog.view().pages().data
    assert list(data_folder.iterdir()) == [saved]
    dialog.reject()


def test_pages_go_to_the_printer_upright_and_wide(qtbot, qapp, worker, pdf, data_folder):
    pages = PdfPages(pdf)
    printer = printing.new_printer(pages, "Kế hoạch")
    out = data_folder / "máy in.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    with qtbot.waitSignal(worker.job_started) as started:
        printing.send(qapp, worker, pages, printer, "Kế hoạch")
    with qtbot.waitSignal(started.args[0].ended, timeout=20_000):
        pass

    printed = PdfPages(out.read_bytes())
    assert printed.count() == 3
    assert printed.size(2).width() > printed.size(2).height()
    picture = printed.image(1, 1.0)
    assert picture.pixelColor(100, picture.height() - 100).red() > 120


@pytest.mark.skipif(sys.platform == "win32", reason="the dialog of Windows waits for somebody to close it")
def test_the_print_dialog_opens_for_all_pages(qtbot, worker, pdf):
    """No stand-in here: the dialog of the system is opened for real, and closed again."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = printing.ask_and_print(parent, worker, PdfPages(pdf), "Kế hoạch", lambda: None)

    assert dialog.isVisible()
    assert (dialog.windowTitle(), dialog.minPage(), dialog.maxPage()) == ("In", 1, 3)
    dialog.reject()


def test_without_a_printer_the_officer_is_told_and_may_save_instead(qtbot, worker, pdf, monkeypatch):
    """The dialog of Windows does not open then, and says nothing."""
    monkeypatch.setattr(printing, "can_ask", lambda printer: False)
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    saved = []
    dialog = printing.ask_and_print(
        parent, worker, PdfPages(pdf), "Kế hoạch", lambda: saved.append("Kế hoạch")
    )

    said = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "Máy này chưa có máy in." in said and "PDF" in said
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "Lưu PDF…").click()
    assert saved == ["Kế hoạch"] and not dialog.isVisible()


def test_only_the_asked_pages_are_printed(qapp, pdf):
    printer = printing.new_printer(PdfPages(pdf), "Kế hoạch")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)

    assert printing.chosen_pages(printer, 3) == [1, 2]


def test_stopping_between_pages_prints_no_more(qapp, pdf, data_folder):
    pages = PdfPages(pdf)
    printer = printing.new_printer(pages, "Kế hoạch")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(data_folder / "x.pdf"))
    asked = []

    drawn = printing.draw(
        pages, printer, [0, 1, 2], lambda *_: None, lambda: bool(asked.append(1)) or len(asked) > 1
    )

    assert drawn == 1
