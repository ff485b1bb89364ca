"""Copies altered in every way a generator can think of, each met by verify and restore.

Run as a module it prints the figures: hostile FOLDER FILES SEED
"""

import hashlib
import json
import random
import re
import sys
import time
from pathlib import Path

from povdesk.domain.errors import PovDeskError
from povdesk.storage.backup.restoring import restore
from povdesk.storage.backup.verifying import verify
from tests.storage.backup.samples import with_true_checksum

from .jobs import JOBS, LIVE, PASSPHRASE, STICK


def main(folder: str, files: str, seed: str) -> None:
    office, generator = Path(folder), random.Random(int(seed))
    JOBS["backup"].prepare(office)
    live = office / LIVE / "povdesk.db"
    (stick,) = (office / STICK).glob("*.pvbak")
    whole, before = stick.read_bytes(), hashlib.sha256(live.read_bytes()).hexdigest()
    found = {"files": 0, "accepted": 0, "crashed": 0, "live_changed": 0, "slowest": 0.0}
    path = office / "altered.pvbak"
    for number in range(int(files)):
        data = _altered(whole, generator)
        if data == whole:
            continue
        if number % 2:
            # Somebody who knows the format and has no key makes every sum fit.
            data = with_true_checksum(data) if len(data) > 48 else data
        path.write_bytes(data)
        found["files"] += 1
        for take in (lambda: verify(path, PASSPHRASE), lambda: restore(path, live, PASSPHRASE)):
            begun = time.process_time()
            try:
                take()
                found["accepted"] += 1
            except PovDeskError:
                pass
            except Exception as error:
                found["crashed"] += 1
                print(f"{type(error).__name__}: {error}", file=sys.stderr)
            found["slowest"] = max(found["slowest"], time.process_time() - begun)
        found["live_changed"] += hashlib.sha256(live.read_bytes()).hexdigest() != before
    found["megabytes"] = _peak()
    print(json.dumps(found))


def _peak() -> int:
    """Megabytes at most; not by getrusage, which on Linux begins with the peak of the one that started us."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) // 1024


def _altered(whole: bytes, generator: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(generator.choice((1, 1, 1, 2, 5))):
        place = generator.randrange(len(data) - 48)
        length = min(generator.choice((1, 2, 4, 64, 4096)), len(data) - 48 - place)
        match generator.randrange(7):
            case 0:
                data[place] ^= 1 << generator.randrange(8)
            case 1:
                del data[place : place + length]
            case 2:
                data[place:place] = generator.randbytes(length)
            case 3:
                data[place:place] = data[place : place + length]
            case 4:
                data[place : place + length] = bytes(length)
            case 5:
                del data[max(place, 16) :]
                data += whole[-48:]
            case _:
                data[place : place + length] = generator.randbytes(length)
    return bytes(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
