"""Every nth call to the disk fails, or the program is killed at it; the data must always be whole."""

import errno
import json
from collections import Counter
from dataclasses import dataclass, field

from .tools import EVERYTHING, FLUSHES, KILL, RENAMES, TRUNCATIONS, WRITES, quick_folder, under_shim

FAULTS = ((errno.EIO, "once"), (errno.EIO, "ever"), (errno.ENOSPC, "once"), (errno.ENOSPC, "ever"))


@dataclass
class Sweep:
    """runs: all of them. untouched: faults that came to the end, where the call was never made.

    wrong: what was found, in words, with the run it was found in.
    """

    runs: int = 0
    untouched: int = 0
    said: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def failing_disk(job: str, stride: int = 1) -> Sweep:
    """The nth write, flush, rename or change of size fails: once and for ever, as I/O error and as full.

    stride: between the writes that are tried; of the other calls all are.
    """
    return _sweep(
        job,
        [
            (kinds, number, how, step)
            for number, how in FAULTS
            for kinds, step in ((WRITES, stride), (FLUSHES | RENAMES | TRUNCATIONS, 1))
        ],
    )


def killed(job: str, stride: int = 1) -> Sweep:
    """kill -9 before the nth touch of the disk of any kind."""
    return _sweep(job, [(EVERYTHING, KILL, "once", stride)])


def _sweep(job: str, faults: list[tuple[int, int, str, int]]) -> Sweep:
    result = Sweep()
    with quick_folder() as folder:
        words = (",".join(str(word) for word in fault) for fault in faults)
        lines = under_shim("worker_jobs", "sweep", job, folder, *words)
    for line in lines:
        found = json.loads(line)
        title = f"{job}, {found['fault']} at call {found['nth']}"
        kind = found["said"].partition(":")[0]
        result.said[kind] += 1
        result.runs += 1
        result.untouched += found["untouched"]
        result.wrong += [f"{title}: {words}" for words in found["wrong"]]
        if kind == "uncaught":
            result.wrong.append(f"{title}: {found['said']}")
    return result
