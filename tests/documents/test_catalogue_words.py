"""Every paper of the catalogue prints: the same words in PDF and Word, our fonts, sample mark, title."""

import re
import unicodedata

import pytest

from povdesk import papers_catalogue
from povdesk.documents.blocks import AppendixTitle, Document, Letterhead, ListTitle, Table, Title
from povdesk.documents.checks import texts
from povdesk.storage.database import Database
from tests.documents.catalogue import Printed, register_numbers
from tests.documents.words import docx_words, pdf_pages, pdf_words

CODES = [paper.code for paper in papers_catalogue.papers()]
PUBLIC = [paper.code for paper in papers_catalogue.papers() if paper.public]

TELLING = re.compile(r"CCCD|định danh|điện thoại|BHYT|mã thẻ|điểm B|\bB1\b|\bB2\b", re.IGNORECASE)
"""Heads of columns that a public list must not have."""


def of(printed: dict[str, Printed], code: str) -> dict[str, Printed]:
    found = {name: one for name, one in printed.items() if one.paper.code == code}
    assert found, f"{code} không in được lần nào"
    return found


@pytest.mark.parametrize("code", CODES)
def test_a_paper_says_the_same_in_pdf_and_word(code: str, printed: dict[str, Printed]) -> None:
    for name, one in of(printed, code).items():
        assert pdf_words(one.pdf, one.document) == docx_words(one.docx), name


@pytest.mark.parametrize("code", CODES)
def test_a_pdf_reads_back_in_whole_vietnamese_letters_of_our_fonts(
    code: str, printed: dict[str, Printed]
) -> None:
    for name, one in of(printed, code).items():
        for page in pdf_pages(one.pdf):
            assert unicodedata.is_normalized("NFC", page), name
            assert "\ufffd" not in page and "\x00" not in page, name
        raw = one.pdf.read_bytes()
        assert raw.count(b"/FontFile2") == raw.count(b"/Type /FontDescriptor") > 0, name
        assert {face.split(b"+")[1] for face in re.findall(rb"/BaseFont /([^\s/]+)", raw)} <= {
            b"Tinos",
            b"Tinos-Bold",
            b"Tinos-Italic",
            b"Tinos-BoldItalic",
        }, name


@pytest.mark.parametrize("code", CODES)
def test_every_page_of_the_sample_says_that_it_is_sample_data(code: str, printed: dict[str, Printed]) -> None:
    for name, one in of(printed, code).items():
        assert one.document.sample, name
        assert all("DỮ LIỆU MẪU" in page for page in pdf_pages(one.pdf)), name


@pytest.mark.parametrize("code", CODES)
def test_a_paper_has_a_title_of_its_own(code: str, printed: dict[str, Printed]) -> None:
    for name, one in of(printed, code).items():
        assert one.document.title.strip(), name
        assert heading(one.document), name


def heading(document: Document) -> str:
    """The words that name the paper on its first page: a title, or the subject of a letter."""
    for block in document.sections[0].blocks:
        match block:
            case Title(kind=kind):
                return kind
            case AppendixTitle(title=title) | ListTitle(title=title):
                return title
            case Letterhead(regarding=regarding) if regarding:
                return regarding
    return ""


def test_some_papers_are_public() -> None:
    assert {"D16", "D28"} <= set(PUBLIC)


@pytest.mark.parametrize("code", PUBLIC)
def test_a_public_paper_gives_away_no_number_of_the_register(
    code: str, printed: dict[str, Printed], sample_commune: Database
) -> None:
    with sample_commune.reading() as connection:
        secret = register_numbers(connection)
    assert len(secret) > 300
    for name, one in of(printed, code).items():
        words = " ".join(" ".join(pdf_pages(one.pdf)).split())
        runs = set(re.findall(r"[A-Z]{0,3}\d{9,}", words))
        assert not runs & secret, name
        assert not [number for number in runs if len(re.sub(r"\D", "", number)) >= 9], name


@pytest.mark.parametrize("code", PUBLIC)
def test_a_public_list_has_no_column_for_numbers_health_or_points(
    code: str, printed: dict[str, Printed]
) -> None:
    for name, one in of(printed, code).items():
        for section in one.document.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    heads = [cell.text for row in block.header for cell in row]
                    assert not [head for head in heads if TELLING.search(head)], name


def test_the_words_of_no_paper_are_left_from_its_making(printed: dict[str, Printed]) -> None:
    """No name of a place to fill in, no None, no Python value reaches the paper."""
    for name, one in printed.items():
        for section in one.document.sections:
            for block in section.blocks:
                for text in texts(block):
                    assert not re.search(r"\{\w+\}|\[\[|\bNone\b|\bTrue\b|\bFalse\b|<\w+:", text), (
                        name,
                        text,
                    )
