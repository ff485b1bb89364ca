"""The bytes of a backup file, format PVB1, little-endian.

    magic      89 50 56 42 0D 0A 1A 0A
    u16 format = 1 | u16 oldest reader = 1 | u32 header length (at most 65,536)
    header     canonical UTF-8 JSON (`header`)
    chunks     u32 (bit 31 = last one, low 31 bits = length, at most 512 KiB) and that many bytes:
               at most 256 KiB of the database, zstandard; then, when encrypted, AES-256-GCM with
               nonce = 7-byte prefix, u32 big-endian counter, last flag; bound to the SHA-256 of all before
    trailer    "PVB-END\\n" | u64 size of the file | SHA-256 of everything before it

Nothing in a file is trusted: every length is checked before memory is taken for it.
"""

import errno
import hashlib
import struct
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from povdesk.domain.errors import BackupDamaged, DatabaseTooNew, PovDeskError, StorageUnavailable

from . import header as headers
from .header import Header
from .keys import file_key

MAGIC = b"\x89PVB\r\n\x1a\n"
FORMAT = 1
END = b"PVB-END\n"
CHUNK = 256 * 1024
LARGEST_CHUNK = 512 * 1024
LARGEST_HEADER = 65_536
LARGEST_PLAIN = 2 << 30
LEVEL = 1
"""Of zstandard: on a commune's database half the time of level 3, a fifth of level 6, a tenth more bytes."""

_LAST = 1 << 31
_PREAMBLE = struct.Struct("<8sHHI")
_TRAILER = struct.Struct("<8sQ")
_TRAILER_SIZE = _TRAILER.size + 32


@dataclass(frozen=True)
class Checked:
    """A file whose checksum holds. bound_to: the SHA-256 of all before the chunks."""

    header: Header
    size: int
    sha256: str
    chunks_from: int
    chunks_to: int
    bound_to: bytes


def write(
    file: BinaryIO, header: Header, plain: BinaryIO, key: bytes | None, moved: Callable[[int], None]
) -> str:
    """Write the whole copy; moved(bytes of the database done) may stop it by raising. Returns its SHA-256."""
    import zstandard

    compress = zstandard.ZstdCompressor(level=LEVEL).compress
    text = header.as_json()
    if len(text) > LARGEST_HEADER:
        raise ValueError("header too long")
    start = _PREAMBLE.pack(MAGIC, FORMAT, FORMAT, len(text)) + text
    digest = hashlib.sha256(start)
    seal = _sealer(header, key, digest.digest())
    file.write(start)
    size, done, counter = len(start), 0, 0
    # The next piece is compressed while this one is sealed and written.
    with ThreadPoolExecutor(1) as ahead:
        piece = plain.read(CHUNK)
        coming = ahead.submit(compress, piece)
        last = False
        while not last:
            following = plain.read(CHUNK)
            last, packed = not following, coming.result()
            if not last:
                coming = ahead.submit(compress, following)
            if seal is not None:
                packed = seal(counter, last, packed)
            framed = struct.pack("<I", len(packed) | (_LAST if last else 0)) + packed
            file.write(framed)
            digest.update(framed)
            size, done, counter = size + len(framed), done + len(piece), counter + 1
            moved(done)
            piece = following
    end = _TRAILER.pack(END, size + _TRAILER_SIZE)
    digest.update(end)
    file.write(end + digest.digest())
    return digest.hexdigest()


def peek(path: Path) -> Header:
    """The header alone, for lists; says nothing about the rest of the file."""
    with refusing(), path.open("rb") as file:
        return _head(file)[0]


def check(file: BinaryIO) -> Checked:
    """Read the whole file once: magic, length, checksum. Needs no password."""
    with refusing():
        header, start = _head(file)
        size = file.seek(0, 2)
        if size > LARGEST_PLAIN + (64 << 20) or size < len(start) + 4 + _TRAILER_SIZE:
            raise damaged()
        file.seek(0)
        digest, left = hashlib.sha256(), size - 32
        while left:
            piece = file.read(min(left, 1 << 20))
            if not piece:
                raise damaged()
            digest.update(piece)
            left -= len(piece)
        end = file.read(33)
        file.seek(size - _TRAILER_SIZE)
        mark, written = _TRAILER.unpack(file.read(_TRAILER.size))
        if mark != END or written != size or end != digest.digest():
            raise damaged()
        bound_to = hashlib.sha256(start).digest()
        return Checked(header, size, digest.hexdigest(), len(start), size - _TRAILER_SIZE, bound_to)


def unpack(file: BinaryIO, checked: Checked, key: bytes | None, into: Callable[[bytes], object]) -> None:
    """Hand the database's bytes piece by piece to `into`; key: the office key of an encrypted copy.

    The pieces may be used only when this returns: then they are whole and are what was written.
    """
    with refusing():
        digest, done = hashlib.sha256(), 0
        with ThreadPoolExecutor(1) as behind:
            summed = behind.submit(digest.update, b"")
            for piece in _pieces(file, checked, key):
                done += len(piece)
                if done > min(checked.header.plain_size, LARGEST_PLAIN):
                    raise damaged()
                summed.result()
                summed = behind.submit(digest.update, piece)
                into(piece)
        if done != checked.header.plain_size or digest.hexdigest() != checked.header.plain_sha256:
            raise damaged()


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever a hostile file provokes becomes one sentence; a failing disk becomes another."""
    import zstandard
    from cryptography.exceptions import InvalidTag

    broken = (struct.error, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
    try:
        yield
    except PovDeskError:
        raise
    except (*broken, InvalidTag, zstandard.ZstdError, MemoryError) as error:
        raise damaged() from error
    except FileNotFoundError as error:
        raise StorageUnavailable("Không thấy tệp bản sao lưu.", "Kiểm tra USB rồi chọn lại tệp.") from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}:
            # Reading a copy never says that: it is where the copy is taken out to.
            raise StorageUnavailable(
                "Ổ đĩa của máy đã đầy hoặc không cho ghi nên chưa mở được bản sao lưu.",
                "Xóa bớt tệp khác trong máy rồi thử lại.",
            ) from error
        raise StorageUnavailable(
            "Không đọc được tệp bản sao lưu.", "Cắm lại USB rồi thử lại, hoặc chọn bản sao lưu khác."
        ) from error


def damaged() -> BackupDamaged:
    return BackupDamaged(
        "Tệp này bị hỏng, bị sửa hoặc không phải bản sao lưu của PovDesk; không lấy gì từ tệp này.",
        "Chọn bản sao lưu khác.",
    )


def _head(file: BinaryIO) -> tuple[Header, bytes]:
    file.seek(0)
    start = file.read(_PREAMBLE.size)
    magic, form, oldest_reader, length = _PREAMBLE.unpack(start)
    if magic != MAGIC or form < 1 or length > LARGEST_HEADER:
        raise damaged()
    if oldest_reader > FORMAT or form > FORMAT:
        raise DatabaseTooNew(
            "Bản sao lưu này do bản PovDesk mới hơn ghi.", "Cài bản PovDesk mới rồi phục hồi lại."
        )
    text = file.read(length)
    if len(text) != length:
        raise damaged()
    return headers.from_json(text), start + text


def _pieces(file: BinaryIO, checked: Checked, key: bytes | None) -> Iterator[bytes]:
    import zstandard

    decompress = zstandard.ZstdDecompressor(max_window_size=8 << 20).decompress
    opened = _opener(checked.header, key, checked.bound_to)
    place, counter, last = checked.chunks_from, 0, False
    file.seek(place)
    while not last:
        (word,) = struct.unpack("<I", file.read(4))
        last, length = bool(word & _LAST), word & (_LAST - 1)
        place += 4 + length
        if length > LARGEST_CHUNK or place > checked.chunks_to:
            raise damaged()
        packed = file.read(length)
        if opened is not None:
            packed = opened(counter, last, packed)
        # The frame's own word on its size decides how much memory is taken, so it is read first.
        if not 0 <= zstandard.frame_content_size(packed) <= CHUNK:
            raise damaged()
        yield decompress(packed, max_output_size=CHUNK, allow_extra_data=False)
        counter += 1
    if place != checked.chunks_to:
        raise damaged()


_Seal = Callable[[int, bool, bytes], bytes]


def _sealer(header: Header, key: bytes | None, bound_to: bytes) -> _Seal | None:
    return _cipher(header, key, bound_to, "encrypt")


def _opener(header: Header, key: bytes | None, bound_to: bytes) -> _Seal | None:
    return _cipher(header, key, bound_to, "decrypt")


def _cipher(header: Header, key: bytes | None, bound_to: bytes, way: str) -> _Seal | None:
    if header.enc is None:
        return None
    if key is None:
        raise ValueError("an encrypted copy needs its key")
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if header.enc["alg"] != "AES-256-GCM":
        raise damaged()
    salt, prefix = bytes.fromhex(header.enc["salt"]), bytes.fromhex(header.enc["prefix"])
    if len(salt) != 32 or len(prefix) != 7:
        raise damaged()
    work = getattr(AESGCM(file_key(key, salt)), way)

    def apply(counter: int, last: bool, data: bytes) -> bytes:
        nonce = prefix + struct.pack(">IB", counter, last)
        return bytes(work(nonce, data, bound_to))

    return apply
