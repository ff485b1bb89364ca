"""Makes the smallest 64-bit library for Windows: it imports DLLs and does nothing."""

import struct
from pathlib import Path

_VIRTUAL, _RAW = 0x1000, 0x200


def write(path: Path, imports: tuple[str, ...], *, signed: bool = False, bits: int = 64) -> Path:
    """Write a library that imports these DLLs. signed: with an entry for a (made-up) signature."""
    path.parent.mkdir(parents=True, exist_ok=True)
    section = _imports(imports)
    section += bytes(-len(section) % _RAW)
    directories = [(0, 0)] * 16
    directories[1] = (_VIRTUAL, 20 * (len(imports) + 1))
    if signed:
        directories[4] = (_RAW + len(section), 8)
    machine, magic = (0x8664, 0x20B) if bits == 64 else (0x014C, 0x10B)
    base = struct.pack("<Q", 0x180000000) if bits == 64 else struct.pack("<II", 0, 0x10000000)
    pointers = "<QQQQ" if bits == 64 else "<IIII"
    optional = struct.pack("<HBBIIIII", magic, 14, 0, 0, len(section), 0, 0, _VIRTUAL) + base
    optional += struct.pack("<IIHHHHHHIIIIHH", 0x1000, 0x200, 6, 0, 0, 0, 6, 0, 0, 0x2000, _RAW, 0, 3, 0)
    optional += struct.pack(pointers, 0x100000, 0x1000, 0x100000, 0x1000) + struct.pack("<II", 0, 16)
    optional += b"".join(struct.pack("<II", *each) for each in directories)
    header = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0"
    header += struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, len(optional), 0x2022) + optional
    header += struct.pack(
        "<8sIIIIIIHHI", b".rdata", len(section), _VIRTUAL, len(section), _RAW, *(0,) * 4, 0x40000040
    )
    path.write_bytes(header + bytes(_RAW - len(header)) + section + (bytes(8) if signed else b""))
    return path


def _imports(names: tuple[str, ...]) -> bytes:
    """The import directory: one line per DLL with one function by number, then the names."""
    lines, thunks, words = b"", b"", b""
    first_thunk = _VIRTUAL + 20 * (len(names) + 1)
    first_word = first_thunk + 16 * len(names)
    for number, name in enumerate(names):
        thunk = first_thunk + 16 * number
        lines += struct.pack("<IIIII", thunk, 0, 0, first_word + len(words), thunk)
        thunks += struct.pack("<QQ", 1 << 63 | 1, 0)
        words += name.encode("ascii") + b"\0"
    return lines + bytes(20) + thunks + words
