"""Reads a shortcut as Wine writes it: what it starts, with which words, in which folder."""

import struct
from dataclasses import dataclass
from pathlib import Path

_HEADER = 76
_HAS_ITEMS, _HAS_INFO = 0x01, 0x02
_STRINGS = {"note": 0x04, "relative": 0x08, "folder": 0x10, "words": 0x20, "icon": 0x40}
"""In the order in which they lie in the file."""

_WIDE_NAME = 20
"""Where the name begins in the part of an item that is not cut down to the code page."""


@dataclass(frozen=True)
class Shortcut:
    """Windows paths, and the words as one line."""

    target: str
    words: str
    folder: str
    note: str


def read(path: Path) -> Shortcut:
    """What a .lnk file says. Through its list of items, as Wine cannot write the path itself beyond ANSI."""
    return parse(path.read_bytes())


def parse(data: bytes) -> Shortcut:
    """The same from the file's bytes."""
    (flags,) = struct.unpack_from("<I", data, 20)
    place = _HEADER
    names: list[str] = []
    if flags & _HAS_ITEMS:
        (length,) = struct.unpack_from("<H", data, place)
        names = _names(data[place + 2 : place + 2 + length])
        place += 2 + length
    if flags & _HAS_INFO:
        place += struct.unpack_from("<I", data, place)[0]
    strings = dict.fromkeys(_STRINGS, "")
    for name, bit in _STRINGS.items():
        if flags & bit:
            (letters,) = struct.unpack_from("<H", data, place)
            strings[name] = _text(data[place + 2 : place + 2 + 2 * letters])
            place += 2 + 2 * letters
    return Shortcut("\\".join(names), strings["words"], strings["folder"], strings["note"])


def _names(items: bytes) -> list[str]:
    """Drive, folders and file: `C:`, `users`, ..."""
    found = []
    place = 0
    while (size := struct.unpack_from("<H", items, place)[0]) != 0:
        item = items[place : place + size]
        kind = item[2] & 0x70
        if kind == 0x20:
            found.append(item[3:5].decode("ascii"))
        elif kind == 0x30:
            (wide,) = struct.unpack_from("<H", item, size - 2)
            found.append(_text(item[wide + _WIDE_NAME : size - 2]))
        place += size
    return found


def _text(data: bytes) -> str:
    return data.decode("utf-16-le").partition("\0")[0]
