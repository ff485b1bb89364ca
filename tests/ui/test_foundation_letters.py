"""No empty box on the screen: every sign the program writes is in the fonts that it is shown in."""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

from povdesk import paths
from tests.source_tree import PROGRAM, ROOT

WGL4 = set("←↑→↓▲■□○●─│░▒▓█")
"""Signs missing from Open Sans, but in Segoe UI, Tahoma and every other font Windows brings for its windows.

What is not here either (✓, ⚠) Windows would have to borrow from a font for symbols: such signs are icons.
"""

NOT_FOR_THE_SCREEN = (Path("povdesk/documents"), Path("povdesk/spreadsheets"))
"""Their letters are held against the fonts of the papers."""


def in_the_font() -> set[str]:
    faces = [
        set(TTFontFile(str(file)).charToGlyph)
        for file in (paths.RESOURCES / "fonts" / "open-sans").glob("*.ttf")
    ]
    assert len(faces) == 4
    return {chr(code) for code in set.intersection(*faces)}


def written() -> Iterator[tuple[str, str]]:
    """Place and text: string constants of the program, and the topics of the help."""
    for path in PROGRAM.rglob("*.py"):
        place = path.relative_to(ROOT)
        if any(place.is_relative_to(other) for other in NOT_FOR_THE_SCREEN):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{place}:{node.lineno}", node.value
    for path in [*(paths.RESOURCES / "help").glob("*.md"), paths.RESOURCES / "changelog.md"]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.name}:{number}", line


def is_seen(letter: str) -> bool:
    """Controls, separators and single marks over letters serve other ends than being read."""
    return unicodedata.category(letter)[0] not in "CZM"


def test_every_sign_on_the_screen_is_in_the_fonts_of_the_screen() -> None:
    known = in_the_font() | WGL4

    assert {
        (letter, place)
        for place, text in written()
        for letter in set(text)
        if is_seen(letter) and letter not in known
    } == set()
