"""The PDF and the Word file of one paper say the same, word for word."""

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from povdesk.documents import docx, lists, pdf
from povdesk.documents.blocks import Document, GroupRow
from tests.documents import papers
from tests.documents.words import docx_words, pdf_pages, pdf_words


def household_list(rows: int = 60) -> Document:
    columns = [lists.ListColumn("Chủ hộ", 50), lists.ListColumn("Thôn", 30), lists.ListColumn("Ghi chú", 60)]
    people = [("Hồ Văn Sung", "Trà Hoa", "Có 02 trẻ em; nhà ở thiếu kiên cố, đã hỗ trợ") for _ in range(rows)]
    return lists.screen_list(
        "DANH SÁCH HỘ NGHÈO",
        "Thôn: tất cả",
        columns,
        [GroupRow(("Thôn Trà Hoa",)), *people],
        agency="UBND XÃ TRÀ LÂM",
        printed_on=date(2024, 3, 5),
        sample=True,
        place="Trà Lâm",
    )


@pytest.mark.parametrize(
    "paper",
    [
        papers.plan,
        lambda: papers.plan(issued=True, draft=True),
        papers.decision,
        papers.letter,
        papers.minutes,
        lambda: papers.letter(("Ủy ban nhân dân tỉnh Quảng Ngãi",)),
        household_list,
    ],
)
def test_pdf_and_word_file_hold_the_same_words_in_the_same_order(
    paper: Callable[[], Document], tmp_path: Path
) -> None:
    document = paper()

    pdf.write(document, tmp_path / "văn bản.pdf")
    docx.write(document, tmp_path / "văn bản.docx")

    assert pdf_words(tmp_path / "văn bản.pdf", document) == docx_words(tmp_path / "văn bản.docx")


def test_extracted_text_is_in_composed_letters(tmp_path: Path) -> None:
    pdf.write(papers.plan(), tmp_path / "kế hoạch.pdf")

    for page in pdf_pages(tmp_path / "kế hoạch.pdf"):
        assert unicodedata.is_normalized("NFC", page)
        assert "\ufffd" not in page and "\x00" not in page


def test_every_page_of_sample_data_says_so_in_both_files(tmp_path: Path) -> None:
    document = papers.plan(sample=True)
    pdf.write(document, tmp_path / "a.pdf")
    pdf.write(papers.plan(sample=False), tmp_path / "b.pdf")

    assert all("DỮ LIỆU MẪU" in page for page in pdf_pages(tmp_path / "a.pdf"))
    assert not any("DỮ LIỆU MẪU" in page for page in pdf_pages(tmp_path / "b.pdf"))
