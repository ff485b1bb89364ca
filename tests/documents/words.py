"""Reading papers back: the words of a PDF and of a Word file, for comparing the two."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from povdesk.documents.administrative import DRAFT_MARK, SAMPLE_MARK
from povdesk.documents.blocks import Document, Table, header_cells

LIST_MARKS = {"-", "+"}


def pdf_pages(path: Path) -> list[str]:
    """The extracted text of each page, watermark and page number included."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def pdf_words(path: Path, document: Document) -> list[str]:
    """The words of the PDF without list marks, page numbers, watermark and repeated table heads."""
    words: list[str] = []
    seen: set[tuple[str, ...]] = set()
    heads = _table_heads(document)
    number = 0
    for page in pdf_pages(path):
        tokens = page.split()
        for mark in (SAMPLE_MARK, DRAFT_MARK):
            if tokens[: len(mark.split())] == mark.split():
                tokens = tokens[len(mark.split()) :]
        number, tokens = _without_page_number(number, tokens)
        for head in heads:
            if head in seen and number > 1 and tuple(tokens[: len(head)]) == head:
                tokens = tokens[len(head) :]
                break
        seen |= {head for head in heads if _holds(tokens, head)}
        words += tokens
    return [word for word in words if word not in LIST_MARKS]


def docx_words(path: Path) -> list[str]:
    """The words of the Word file's body, list marks left out."""
    text = "".join(_texts(docx_body(path)))
    return [word for word in text.split() if word not in LIST_MARKS]


def docx_body(path: Path) -> Any:
    """The body element of the main part."""
    return docx_part(path, "word/document.xml").find(qn("w:body"))


def docx_part(path: Path, name: str) -> Any:
    with ZipFile(path) as package:
        return parse_xml(package.read(name))


def _texts(body: Any) -> Iterator[str]:
    for element in body.iter(qn("w:t"), qn("w:br"), qn("w:p")):
        if element.tag == qn("w:t"):
            yield element.text or ""
        else:
            yield "\n"


def _without_page_number(number: int, tokens: list[str]) -> tuple[int, list[str]]:
    if tokens and tokens[0] == "Trang" and re.fullmatch(r"\d+/", tokens[1]):
        return int(tokens[1][:-1]), tokens[3:]
    if tokens and number and tokens[0] == str(number + 1):
        return number + 1, tokens[1:]
    return 1, tokens


def _table_heads(document: Document) -> list[tuple[str, ...]]:
    heads = []
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                texts = [place.cell.text for place in header_cells(block)]
                heads.append(tuple(" ".join((*texts, *(block.formula or ()))).split()))
    # A book of certificates has the same table hundreds of times.
    return list(dict.fromkeys(heads))


def _holds(tokens: list[str], head: tuple[str, ...]) -> bool:
    return any(tuple(tokens[start : start + len(head)]) == head for start in range(len(tokens)))
