"""The four faces papers are printed in: Times New Roman of the PC, else the bundled Tinos."""

import os
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from povdesk.domain.errors import NotPossibleNow
from povdesk.paths import RESOURCES

REGULAR = "Paper"
BOLD = "Paper-Bold"
ITALIC = "Paper-Italic"
BOLD_ITALIC = "Paper-BoldItalic"
FACES = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)

TIMES_FILES = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
TINOS_FILES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")
TINOS_FOLDER = RESOURCES / "fonts" / "tinos"


def _vietnamese_letters() -> str:
    marked = {"đ", "Đ"}
    for vowel in "aăâeêioôơuưy":
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
            letter = unicodedata.normalize("NFC", vowel + tone)
            if letter not in "aeiouy":
                marked |= {letter, letter.upper()}
    return "".join(sorted(marked))


VIETNAMESE_LETTERS = _vietnamese_letters()
"""The 134 precomposed letters beyond ASCII that a Vietnamese text may need."""


@dataclass(frozen=True)
class Family:
    """Four opened faces of one family, in the order of FACES; each is a reportlab TTFont."""

    name: str
    faces: tuple[Any, ...]

    def missing(self, letters: str = VIETNAMESE_LETTERS) -> str:
        """The letters that at least one of the four faces cannot draw."""
        return "".join(
            letter
            for letter in letters
            if any(ord(letter) not in face.face.charToGlyph for face in self.faces)
        )


def choose(times_folder: Path | None) -> Family:
    """Times New Roman when the folder holds four readable, complete faces; else Tinos."""
    if times_folder is not None:
        times = _opened("Times New Roman", [times_folder / name for name in TIMES_FILES])
        if times is not None and not times.missing():
            return times
    tinos = _opened("Tinos", [TINOS_FOLDER / name for name in TINOS_FILES])
    if tinos is None:
        raise NotPossibleNow(
            "Không mở được bộ chữ để in văn bản.",
            "Hãy cài đặt lại chương trình; dữ liệu đã nhập không bị ảnh hưởng.",
        )
    return tinos


@cache
def family() -> Family:
    """The family of this PC, opened once and registered with reportlab."""
    from reportlab.pdfbase import pdfmetrics

    chosen = choose(_windows_fonts())
    for face in chosen.faces:
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily(REGULAR, *FACES)
    return chosen


def check() -> str:
    """The Vietnamese letters that the paper font lacks; empty when all is well."""
    return family().missing()


def require_complete() -> None:
    """Refuse to print with a font that would leave boxes in place of letters."""
    missing = check()
    if missing:
        raise NotPossibleNow(
            f"Phông chữ {family().name} thiếu {len(missing)} chữ cái tiếng Việt ({missing[:12]}…), "
            "nên chưa in được văn bản.",
            "Hãy cài đặt lại chương trình hoặc cài phông Times New Roman đủ bốn kiểu chữ.",
        )


@cache
def measure(face: str, size: float) -> Callable[[str], float]:
    """A quick function from a text to its width in points; the texts of a paper are short."""
    opened = family().faces[FACES.index(face)].face
    widths = {code: width * size / 1000 for code, width in opened.charWidths.items()}
    unknown = opened.defaultWidth * size / 1000
    by_letter: dict[str, float] = {}

    def width(text: str) -> float:
        try:
            return sum([by_letter[letter] for letter in text])
        except KeyError:
            for letter in text:
                by_letter[letter] = widths.get(ord(letter), unknown)
            return sum([by_letter[letter] for letter in text])

    return width


def _windows_fonts() -> Path | None:
    if sys.platform != "win32":
        return None
    return Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"


def _opened(name: str, files: Sequence[Path]) -> Family | None:
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        return Family(name, tuple(TTFont(face, str(file)) for face, file in zip(FACES, files, strict=True)))
    except (TTFError, OSError):
        return None
