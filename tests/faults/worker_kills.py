"""A program that saves without end, killed at a random moment, again and again.

worker_kills FOLDER CYCLES SEED   prints one line of JSON with what was found
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from povdesk.storage.database import Database, open_database

from .saving import look, new_office, save

CYCLES_PER_FILE = 40
LONGEST_SECONDS = 0.08


def main(folder: str, cycles: str, seed: str) -> None:
    generator = random.Random(int(seed))
    found = {"cycles": 0, "acknowledged": 0, "lost": 0, "half": 0, "damaged": 0, "in_flight": 0}
    path, known = Path(folder) / "0" / "povdesk.db", 0
    for cycle in range(int(cycles)):
        if cycle % CYCLES_PER_FILE == 0:
            path, known = Path(folder) / str(cycle) / "povdesk.db", 0
            new_office(path)
        at_once = cycle % 5 == 0
        acknowledged = _one(path, known, generator.uniform(0, LONGEST_SECONDS), at_once)
        after = look(path)
        found["cycles"] += 1
        found["acknowledged"] += acknowledged
        found["damaged"] += not after.whole
        found["half"] += not after.together
        found["lost"] += after.lost(known + acknowledged)
        found["in_flight"] += len(after.saved) > known + acknowledged
        known = len(after.saved)
        if not after.whole:
            break
        _writes_again(path)
    print(json.dumps(found))


def _one(path: Path, first: int, seconds: float, at_once: bool) -> int:
    """How many saves were acknowledged before the kill. at_once: maybe before the first one."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        database = open_database(path)
        number = first
        if at_once:
            os.write(writer, b"opened\n")
        while True:
            save(database, number)
            os.write(writer, b"saved\n")
            number += 1
    os.close(writer)
    with open(reader, "rb") as answers:
        acknowledged = 0 if answers.readline() == b"opened\n" else 1
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        acknowledged += len(answers.read().split())
    os.waitpid(child, 0)
    return acknowledged


def _writes_again(path: Path) -> None:
    """The next start opens the file and finds nothing in the way."""
    database = Database(path)
    database.check()
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
