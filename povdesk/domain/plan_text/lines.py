"""From the lines of a file to whole paragraphs: lines that a page broke are joined again."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from povdesk.domain.plan_text.markers import marker_of
from povdesk.domain.vietnamese import clean_text

_PAGE_NUMBER = re.compile(r"^(?:trang\s+)?\d{1,3}(?:/\d{1,3})?$", re.IGNORECASE)
_FIXED_STARTS = re.compile(
    r"^(?:Nơi nhận|Căn cứ|Xét |Kính gửi|TM\.|KT\.|CHỦ TỊCH|PHÓ CHỦ TỊCH|Trên đây là|Phụ lục|PHỤ LỤC|Biểu )"
)
_ENDS = (".", ";", ":", "./.", "!", "?")
_FULL_LINE = 0.7
"""Share of the usual line width from which a line counts as full, so that its paragraph may go on."""

_TABLE_TABS = 2
"""Tabs of a row with three cells, the least that tells a table from a list or a head of two columns."""

_WRAPPED_SHARE = 0.08
"""From this share of lines that begin with a small letter a text was broken at the page's width."""


@dataclass(frozen=True)
class SourceLine:
    """One line or table row of the file. number: from 1, as the officer counts; cells: of a table row."""

    number: int
    text: str
    cells: tuple[str, ...] = ()


def source_lines(text: str) -> tuple[SourceLine, ...]:
    """The lines of a plain text that hold anything; bare page numbers are left out.

    Rows of a table copied from Word keep their cells: lines one after another with as many tabs.
    """
    found = []
    raws = unicodedata.normalize("NFC", text).splitlines()
    tabs = [raw.count("\t") for raw in raws]
    for place, raw in enumerate(raws):
        line = clean_text(raw)
        if not line or _PAGE_NUMBER.match(line):
            continue
        beside = tabs[max(place - 1, 0) : place] + tabs[place + 1 : place + 2]
        if tabs[place] >= _TABLE_TABS and tabs[place] in beside:
            cells = tuple(clean_text(cell) for cell in raw.split("\t"))
            found.append(SourceLine(place + 1, " | ".join(cells), cells))
        else:
            found.append(SourceLine(place + 1, line))
    return tuple(found)


def joined(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Paragraphs of a text broken at the page's width; any other text comes back as it was."""
    if not _is_broken(lines):
        return tuple(lines)
    width = _usual_width(lines)
    found: list[SourceLine] = []
    last = ""
    for line in lines:
        if found and _goes_on(found[-1], last, line, width):
            found[-1] = SourceLine(found[-1].number, f"{found[-1].text} {line.text}")
        else:
            found.append(line)
        last = line.text
    return tuple(found)


def _is_broken(lines: Sequence[SourceLine]) -> bool:
    small = sum(
        line.text[:1].islower() and not before.text.endswith(_ENDS) and marker_of(line.text) is None
        for before, line in pairwise(lines)
    )
    return small >= _WRAPPED_SHARE * max(len(lines), 1)


def _usual_width(lines: Iterable[SourceLine]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.8)]


def _goes_on(paragraph: SourceLine, last: str, line: SourceLine, width: int) -> bool:
    """Whether a line goes on with the paragraph before it."""
    if line.cells or paragraph.cells or marker_of(line.text) is not None or _FIXED_STARTS.match(line.text):
        return False
    if paragraph.text.isupper() or line.text.isupper():
        marked = marker_of(paragraph.text) is not None
        return marked and paragraph.text.isupper() and line.text.isupper()
    if line.text[:1].islower():
        return True
    full = len(last) >= _FULL_LINE * width
    if line.text[:1].isupper():
        return full and not last.endswith(_ENDS)
    return full or not last.endswith(_ENDS)
