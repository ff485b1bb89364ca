"""The officer may have the Word file of a paper without locks, from the window in which it is looked at."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QWidget

from povdesk import papers as written
from povdesk.documents.blocks import Paragraph, Style
from povdesk.ui.desk import Desk
from povdesk.ui.widgets.preview_dialog import PreviewDialog
from povdesk.ui.worker import Worker
from tests.documents import papers
from tests.documents.test_same_words import household_list
from tests.documents.words import docx_words

pytestmark = pytest.mark.gui


@pytest.fixture
def worker(qapp: Any):  # type: ignore[no-untyped-def]
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: Any):  # type: ignore[no-untyped-def]
    made = QWidget()
    made.resize(1093, 558)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def preview(qtbot: Any, worker: Worker, parent: QWidget, document: Any) -> PreviewDialog:
    dialog = PreviewDialog(
        parent,
        Desk(worker),
        "Kế hoạch",
        lambda path: written.write_pdf(document, path),
        lambda path: written.write_docx(document, path),
        file_name="ke-hoach",
        document=lambda: document,
    )
    dialog.open()
    qtbot.waitUntil(lambda: dialog.view().pages() is not None, timeout=20_000)
    return dialog


def save_word(
    qtbot: Any, worker: Worker, dialog: PreviewDialog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Xuất Word…").click()
    qtbot.waitUntil(lambda: path.exists() and not worker.is_busy(), timeout=20_000)


def is_locked(path: Path) -> bool:
    from zipfile import ZipFile

    return b"sdtContentLocked" in ZipFile(path).read("word/document.xml")


def test_the_word_file_is_locked_unless_the_box_is_ticked(
    qtbot: Any, worker: Worker, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = preview(qtbot, worker, window, papers.plan(paragraphs=1))
    (box,) = (one for one in dialog.findChildren(QCheckBox) if one.text() == "Không khóa")
    assert box.isVisible() and not box.isChecked()

    save_word(qtbot, worker, dialog, tmp_path / "khóa.docx", monkeypatch)
    box.setChecked(True)
    save_word(qtbot, worker, dialog, tmp_path / "không khóa.docx", monkeypatch)

    assert is_locked(tmp_path / "khóa.docx") and not is_locked(tmp_path / "không khóa.docx")
    assert docx_words(tmp_path / "khóa.docx") == docx_words(tmp_path / "không khóa.docx")
    dialog.reject()


def test_a_paper_with_faults_of_form_says_so_above_its_pages(
    qtbot: Any, worker: Worker, window: QWidget
) -> None:
    good = preview(qtbot, worker, window, papers.plan(paragraphs=1))
    assert not good.findings.isVisible()
    good.reject()

    basis = Paragraph("Căn cứ Nghị định số 351/2025/NĐ-CP ngày 30/12/2025 của Chính phủ", Style.LEGAL_BASIS)
    plan = papers.plan(paragraphs=1)
    first = plan.sections[0]
    cited = dataclasses.replace(first, blocks=(*first.blocks[:2], basis, *first.blocks[2:]))
    bad = preview(qtbot, worker, window, dataclasses.replace(plan, sections=(cited, *plan.sections[1:])))

    assert bad.findings.isVisible()
    assert bad.findings.text() == (
        "Xem lại trước khi in: Nghị định số 351/2025/NĐ-CP ban hành ngày 30/12/2025, "
        "sau ngày của văn bản (31/12/2024)."
    )
    bad.reject()


def test_a_list_has_nothing_to_lock_and_offers_no_box(qtbot: Any, worker: Worker, window: QWidget) -> None:
    dialog = preview(qtbot, worker, window, household_list(4))

    assert not [one for one in dialog.findChildren(QCheckBox) if one.isVisible()]
    dialog.reject()
