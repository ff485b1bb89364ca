"""A help topic on paper: the page for IT staff is one sheet of A4, and F1 has a button for it."""

import pypdfium2
import pytest

from povdesk.ui.habits import Habits
from povdesk.ui.help import show_help
from povdesk.ui.help.drawer import topic_text
from povdesk.ui.help.printing import topic_pdf
from povdesk.ui.main_window import MainWindow
from povdesk.ui.navigation import PageEntry
from povdesk.ui.widgets.page import Page
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from povdesk.ui.worker import Worker

pytestmark = pytest.mark.gui

FOR_IT = "cho-tin-hoc"


@pytest.fixture
def window(qtbot, data_folder):
    entries = [PageEntry("first", "Dữ liệu", "Trang", "table", lambda desk: Page(desk, "Trang"))]
    made = MainWindow(entries, Habits(data_folder))
    qtbot.addWidget(made)
    made.resize(1093, 558)
    made.show()
    yield made


@pytest.fixture
def working_window(window, data_folder):
    worker = Worker()
    window.start(worker, data_folder, is_sample=False)
    yield window
    worker.close()


def test_the_page_for_it_staff_is_one_sheet_of_a4(qapp):
    pdf = pypdfium2.PdfDocument(topic_pdf(topic_text(FOR_IT), "Cho người phụ trách tin học"))

    assert len(pdf) == 1
    assert [round(points / 72 * 25.4) for points in pdf[0].get_size()] == [210, 297]
    words = " ".join(pdf[0].get_textpage().get_text_range().split())
    for code in range(10):
        assert f" {code} " in words
    assert "PovDesk (dự phòng)" in words
    assert "Cập nhật phần mềm từ USB" not in words, "links to other topics lead nowhere on paper"


def test_the_open_topic_is_shown_as_it_will_be_printed(working_window, qtbot):
    drawer = show_help(working_window, FOR_IT)
    assert drawer._print.isVisible()

    drawer._print.click()

    dialog = working_window.findChild(PreviewDialog)
    qtbot.waitUntil(lambda: dialog.view().isVisible(), timeout=5000)
    assert dialog.windowTitle() == "Cho người phụ trách tin học"
    dialog.reject()


def test_nothing_is_offered_to_print_before_the_data_are_open(window):
    assert not show_help(window, FOR_IT)._print.isVisible()
