"""Two programs on one data folder: the second is refused at once, and after a kill nothing stands in the way.

Run as a module it prints the figures of so many rounds: two_programs FOLDER ROUNDS
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

from povdesk.storage.folder_lock import FolderLock


def main(folder: str, rounds: str) -> None:
    place, count = Path(folder), int(rounds)
    found = {"rounds": count, "refused": 0, "longest": 0.0, "after_kill": 0, "said_cut": 0}
    for _ in range(count):
        reader, writer = os.pipe()
        holder = os.fork()
        if not holder:
            held = FolderLock(place)
            os.write(writer, b"1" if held.take() else b"0")
            time.sleep(60)
            os._exit(1)
        assert os.read(reader, 1) == b"1"
        begun = time.monotonic()
        found["refused"] += _second(place) == "refused"
        found["longest"] = max(found["longest"], time.monotonic() - begun)
        os.kill(holder, signal.SIGKILL)
        os.waitpid(holder, 0)
        os.close(reader)
        os.close(writer)
        after = _second(place)
        found["after_kill"] += after.startswith("taken")
        found["said_cut"] += after == "taken cut"
    print(json.dumps(found))


def _second(place: Path) -> str:
    """What another process meets."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        lock = FolderLock(place)
        taken = lock.take()
        said = f"taken {'cut' if lock.was_cut else ''}".strip() if taken else "refused"
        if taken:
            lock.release()
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as answer:
        said = answer.read().decode()
    os.waitpid(child, 0)
    return said


if __name__ == "__main__":
    main(*sys.argv[1:])
