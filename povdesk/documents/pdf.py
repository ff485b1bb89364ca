"""A Document as PDF: the very file that is looked at, printed and kept."""

import io
from pathlib import Path
from typing import IO

from . import fonts
from .blocks import Document
from .saving import save
from .text import printable


def write(document: Document, path: Path) -> None:
    """Draw the document; the path gets its name only when the file is complete.

    The same document with the same fonts gives the same bytes.
    """
    fonts.require_complete()
    save(path, lambda file: _draw(document, file))


def drawn(document: Document) -> bytes:
    """The same file without a path, to be kept or looked at."""
    fonts.require_complete()
    file = io.BytesIO()
    _draw(document, file)
    return file.getvalue()


def _draw(document: Document, file: IO[bytes]) -> None:
    from .pdf_pages import Pages, sheets
    from .pdf_story import story

    pages: Pages = Pages(
        file,
        pageTemplates=sheets(document),
        title=printable(document.title),
        author=printable(document.author),
        keywords=printable(document.keywords),
        creator="PovDesk",
        producer="PovDesk",
        lang=document.language,
        initialFontName=fonts.REGULAR,
        initialFontSize=12,
        invariant=1,
    )
    pages.build(story(document))
