"""Making any text fit for paper: composed letters, nothing a PDF or Word file cannot hold."""

import unicodedata
from collections.abc import Callable

# XML 1.0 forbids these in any form; lone surrogates cannot be encoded at all.
_UNPRINTABLE = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)),
    ord("\t"): " ",
    ord("\n"): "\n",
    0x2028: "\n",
    0x2029: "\n",
}


def printable(text: str) -> str:
    """The text in composed letters, without control characters; line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNPRINTABLE)
    return unicodedata.normalize("NFC", text)


def wrapped(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines of at most the width; a word longer than a line is cut between letters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if measure(paragraph) <= width:
            lines.append(paragraph)
        else:
            lines += _broken(paragraph, width, measure)
    return lines


def balanced(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """As few lines as possible, the longest of them as short as possible."""
    lines = wrapped(text, width, measure)
    if len(lines) < 2:
        return lines
    narrow, wide = measure(text) / len(lines), width
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if len(wrapped(text, middle, measure)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return wrapped(text, wide, measure)


def _broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while measure(word) > width and len(word) > 1:
            count = _letters_that_fit(word, width, measure)
            lines.append(word[:count])
            word = word[count:]
        line = word
    lines.append(line)
    return lines


def _letters_that_fit(word: str, width: float, measure: Callable[[str], float]) -> int:
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
