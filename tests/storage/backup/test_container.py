"""A copy that changed on the stick by one bit is never taken for whole."""

import io
import random
import struct

import pytest

from povdesk.domain.errors import BackupDamaged, DatabaseTooNew, PovDeskError
from povdesk.storage.backup import container

from .samples import a_header, packed, with_true_checksum

KEY = bytes(range(32))
PLAIN = random.Random(7).randbytes(4000) + b"TL-01-001" * 40


def opened(data: bytes, key: bytes | None = None) -> bytes:
    file, pieces = io.BytesIO(data), []
    container.unpack(file, container.check(file), key, pieces.append)
    return b"".join(pieces)


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
@pytest.mark.parametrize("size", [1, 512, container.CHUNK - 1, container.CHUNK, container.CHUNK + 1, 700_000])
def test_what_went_in_comes_out(key: bytes | None, size: int) -> None:
    plain = random.Random(size).randbytes(size)

    assert opened(packed(plain, key), key) == plain


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_every_single_flipped_bit_is_found(key: bytes | None) -> None:
    whole = packed(PLAIN, key)
    accepted = []
    for place in range(len(whole)):
        for bit in range(8):
            altered = bytearray(whole)
            altered[place] ^= 1 << bit
            if _passes(bytes(altered)):
                accepted.append((place, bit))

    assert len(whole) * 8 > 34_000
    assert not accepted


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_every_shorter_or_longer_file_is_found(key: bytes | None) -> None:
    whole = packed(PLAIN, key)

    assert not [length for length in range(len(whole)) if _passes(whole[:length])]
    assert not [extra for extra in (b"\0", b"\n", whole, whole[-48:], bytes(4096)) if _passes(whole + extra)]


def test_a_flip_anywhere_in_a_large_file_is_found() -> None:
    whole = packed(random.Random(3).randbytes(1_200_000))
    for place in range(0, len(whole), 9_973):
        altered = bytearray(whole)
        altered[place] ^= 0x10
        assert not _passes(bytes(altered)), place


def test_nobody_without_the_key_can_alter_an_encrypted_copy_and_make_the_sums_fit() -> None:
    whole = packed(PLAIN, KEY)
    for place in range(0, len(whole) - 48, 3):
        altered = bytearray(whole)
        altered[place] ^= 1 << (place % 8)
        with pytest.raises(PovDeskError):
            opened(with_true_checksum(bytes(altered)), KEY)


def test_chunks_of_an_encrypted_copy_cannot_be_dropped_doubled_or_exchanged() -> None:
    whole = packed(random.Random(5).randbytes(3 * container.CHUNK), KEY)
    file = io.BytesIO(whole)
    start = container.check(file).chunks_from
    (first,) = struct.unpack("<I", whole[start : start + 4])
    second = start + 4 + first
    (length,) = struct.unpack("<I", whole[second : second + 4])
    third = second + 4 + length
    head, one, two, rest = whole[:start], whole[start:second], whole[second:third], whole[third:]
    for altered in (head + two + one + rest, head + one + rest, head + one + one + rest, head + two + rest):
        with pytest.raises(BackupDamaged):
            opened(with_true_checksum(altered), KEY)


def test_a_copy_of_a_newer_program_says_so() -> None:
    newer = bytearray(packed(PLAIN))
    newer[10:12] = struct.pack("<H", 2)

    with pytest.raises(DatabaseTooNew, match="mới hơn"):
        container.check(io.BytesIO(with_true_checksum(bytes(newer))))


def test_a_chunk_that_claims_to_grow_without_end_takes_no_memory() -> None:
    import zstandard

    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(200 << 20))
    whole = packed(b"x")
    start = container.check(io.BytesIO(whole)).chunks_from
    framed = struct.pack("<I", len(bomb) | 1 << 31) + bomb
    with pytest.raises(BackupDamaged):
        opened(with_true_checksum(whole[:start] + framed + whole[-48:]))


def test_the_header_is_the_same_bytes_for_the_same_facts() -> None:
    assert (
        a_header(PLAIN, counts={"b": 1, "a": 2}).as_json()
        == a_header(PLAIN, counts={"a": 2, "b": 1}).as_json()
    )


def _passes(data: bytes) -> bool:
    try:
        container.check(io.BytesIO(data))
    except PovDeskError:
        return False
    return True
