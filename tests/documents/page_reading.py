"""Pages of a PDF read back: runs of text, drawn lines, sheets, and which pages belong to which part."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from povdesk.documents.administrative import DRAFT_MARK

MM = 72 / 25.4
SAMPLE_SIZE = 60


@dataclass(frozen=True)
class Run:
    """A run of text: its words, size, face and box in points from the page's left foot."""

    text: str
    size: float
    face: str
    left: float
    bottom: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Rule:
    """A level line."""

    left: float
    height: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Page:
    """One page; runs in the order they were drawn, without the sample mark and blanks."""

    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]

    @property
    def number(self) -> tuple[Run, ...]:
        """What stands in the top margin, without the mark of a draft."""
        return tuple(
            run for run in self.runs if run.bottom > self.height - 20 * MM and run.text != DRAFT_MARK
        )

    @property
    def text(self) -> tuple[Run, ...]:
        """What stands inside the margins."""
        return tuple(run for run in self.runs if run.bottom <= self.height - 20 * MM)


@cache
def read(path: Path) -> tuple[Page, ...]:
    """All pages of a file."""
    with pypdfium2.PdfDocument(path) as document:
        return tuple(_page(page) for page in document)


def _page(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    textpage = page.get_textpage()
    runs = tuple(
        run
        for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT])
        if (run := _run(item, textpage)).text.strip() and run.size != SAMPLE_SIZE
    )
    return Page(width, height, runs, tuple(_rules(page)))


def _run(item: pypdfium2.PdfObject, textpage: pypdfium2.PdfTextPage) -> Run:
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(item.raw, size)
    buffer = ctypes.create_string_buffer(80)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(item.raw), buffer, 80)
    count = pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, None, 0)
    words = (ctypes.c_ushort * count)()
    pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, words, count)
    text = bytes(words).decode("utf-16-le").rstrip("\x00")
    left, bottom, right, _top = item.get_bounds()
    face = buffer.value.decode().rpartition("+")[2]
    return Run(text, round(size.value, 2), face, left, bottom, right)


def _rules(page: pypdfium2.PdfPage) -> Iterator[Rule]:
    for item in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        if top - bottom < 2 and right - left > 5:
            yield Rule(left, (top + bottom) / 2, right)
