"""Flipped bits, cut and lengthened files: all of them for a small copy, a step at a time for a large one."""

import io
import random
from collections.abc import Iterator

from povdesk.domain.errors import PovDeskError
from povdesk.storage.backup import container
from tests.storage.backup.samples import packed

KEY = bytes(range(32))


def every_kind(step: int, share: float = 1.0) -> Iterator[tuple[str, int, int]]:
    """What was altered, how many files were tried, how many were taken for whole."""
    plain = random.Random(7).randbytes(int(4000 * share) + 100) + b"TL-01-001" * 40
    for words, key in (("plain", None), ("encrypted", KEY)):
        whole = packed(plain, key)
        yield (
            f"every flipped bit, {words}",
            len(whole) * 8,
            sum(_passes(_flipped(whole, place, bit)) for place in range(len(whole)) for bit in range(8)),
        )
        yield f"every length, {words}", len(whole), sum(_passes(whole[:n]) for n in range(len(whole)))
        more = [b"\0", b"\n", whole, whole[-48:], bytes(4096), *(bytes([n]) for n in range(1, 256))]
        yield f"something appended, {words}", len(more), sum(_passes(whole + each) for each in more)
    large = packed(random.Random(3).randbytes(1_100_000))
    places = range(0, len(large), step)
    yield (
        f"every {step}th byte of a large file",
        len(places),
        sum(_passes(_flipped(large, place, place % 8)) for place in places),
    )


def _flipped(whole: bytes, place: int, bit: int) -> bytes:
    altered = bytearray(whole)
    altered[place] ^= 1 << bit
    return bytes(altered)


def _passes(data: bytes) -> bool:
    try:
        container.check(io.BytesIO(data))
    except PovDeskError:
        return False
    return True
