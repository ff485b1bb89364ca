"""The signs in front of parts, items and list lines: Phần thứ nhất, A., I., 1., 1.1., a), -, +."""

import enum
import re
from dataclasses import dataclass


class MarkerKind(enum.IntEnum):
    """How deep a sign usually stands; a smaller number is further out."""

    PART = 1
    CAPITAL = 2
    ROMAN = 3
    NUMBER = 4
    SUBNUMBER = 5
    LETTER = 6
    DASH = 7
    PLUS = 8


@dataclass(frozen=True)
class Marker:
    """sign: as written, without what follows; rest: the words after it."""

    kind: MarkerKind
    sign: str
    rest: str


_UPPER = "A-ZÀ-ỸĐ"
_SIGNS = (
    (
        MarkerKind.PART,
        re.compile(
            r"^(PHẦN(?:\s+THỨ)?\s+(?:[IVX]+|\d+|MỘT|HAI|BA|BỐN|NĂM|NHẤT|NHÌ|TƯ)"
            r"|Phần(?:\s+thứ)?\s+(?:[IVX]+|\d+|một|hai|ba|bốn|năm|nhất|nhì|tư))\b\s*[.:\-–]?\s*(.*)$"
        ),
    ),
    (MarkerKind.ROMAN, re.compile(r"^((?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2}))\s*[./)\-–]\s*(\S.*)$")),
    (MarkerKind.CAPITAL, re.compile(rf"^([A-HKL])\s*[./)]\s*([{_UPPER}“\"].*)$")),
    (
        MarkerKind.SUBNUMBER,
        re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]?\s*(?![\d%])(?=[^\W\d_])(\S.*)$"),
    ),
    (MarkerKind.NUMBER, re.compile(rf"^(\d{{1,2}})\s*[.)/]\s*([{_UPPER}“\"(].*|\d{{1,3}}(?:,\d+)?%.*)$")),
    (MarkerKind.LETTER, re.compile(r"^([a-zđ])\s*(?:\)|\.(?!\w))\s*(\S.*)$")),
    (MarkerKind.PLUS, re.compile(r"^(\+)\s*(\S.*)$")),
    (MarkerKind.DASH, re.compile(r"^([-–—•*·])\s*(\S.*)$")),
)


def marker_of(text: str) -> Marker | None:
    """The sign a line begins with; None for a line without one."""
    for kind, pattern in _SIGNS:
        found = pattern.match(text)
        if found:
            return Marker(kind, found[1], found[2].strip())
    return None
