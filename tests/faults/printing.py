"""Generated strings printed to PDF and read back letter for letter, while every opened file is watched."""

import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from povdesk import paths
from povdesk.documents import fonts, pdf
from povdesk.documents.blocks import Document, Paragraph, Section
from tests.documents.words import pdf_words

_LETTERS = fonts.VIETNAMESE_LETTERS + "abcxyzABCXYZ0123456789 .,;:/()<>&\"'%*-+=?!_#@[]{}\\|~`^$ "
_MARKUP = (
    "<b>",
    "</para>",
    "&nbsp;",
    "&#60;",
    "<img src='file:///etc/hostname'/>",
    "<a href='x'>",
    "]]>",
    "%s",
)
EACH = 50
"""Strings on one paper; every one stands between marks of its own."""


@dataclass
class Printed:
    strings: int = 0
    wrong: list[str] = field(default_factory=list)
    opened_outside: list[str] = field(default_factory=list)


def run(strings: int, seed: int = 1) -> Printed:
    generator, result = random.Random(seed), Printed()
    watch = _Watch()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.pdf"
        # The library looks for its own settings once, when it is first used.
        pdf.write(Document("Thử", (Section((Paragraph("Thử"),)),), sample=False), path)
        while result.strings < strings:
            texts = [_text(generator) for _ in range(EACH)]
            blocks = tuple(Paragraph(f"«{number}»{text}§") for number, text in enumerate(texts))
            document = Document("Thử", (Section(blocks),), sample=False)
            with watch.inside(Path(name)):
                try:
                    pdf.write(document, path)
                except Exception as error:
                    result.wrong.append(f"{type(error).__name__}: {error}")
                    result.strings += EACH
                    continue
            printed = "".join(pdf_words(path, document))
            for number, text in enumerate(texts):
                if f"«{number}»{''.join(text.split())}§" not in printed:
                    result.wrong.append(text)
            result.strings += EACH
    result.opened_outside = sorted(watch.outside)
    result.wrong += [f"opened {each}" for each in result.opened_outside]
    return result


def _text(generator: random.Random) -> str:
    parts = [
        generator.choice(_MARKUP) if generator.random() < 0.15 else generator.choice(_LETTERS)
        for _ in range(generator.randint(1, 50))
    ]
    return "".join(parts)


class _Watch:
    """Which files are opened during a piece of work; a hook cannot be taken away, so it is switched off."""

    def __init__(self) -> None:
        self.outside: set[str] = set()
        self._on, self._allowed = False, ()
        sys.addaudithook(self._hook)

    def inside(self, folder: Path) -> "_Watch":
        self._allowed = tuple(
            str(place)
            for place in (folder, paths.RESOURCES, Path(paths.__file__).parent, sys.prefix, sys.base_prefix)
        )
        return self

    def __enter__(self) -> None:
        self._on = True

    def __exit__(self, *_: object) -> None:
        self._on = False

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._on and event == "open" and isinstance(arguments[0], str):
            place = str(Path(arguments[0]).absolute())
            if not place.startswith(self._allowed):
                self.outside.add(place)
