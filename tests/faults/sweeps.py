"""Every nth call to the disk fails, or the program is killed at it; the data must always be whole."""

import errno
import json
from collections import Counter
from dataclasses import dataclass, field

from .tools import EVERYTHING, FLUSHES, KILL, RENAMES, TRUNCATIONS, WRITES, quick_folder, under_shim

FAULTS = ((errno.EIO, "once"), (errno.EIO, "ever"), (errno.ENOSPC, "once"), (errno.ENOSPC, "ever"))


@dataclass
class Sweep:
    """runs: with the fault met. wrong: what was found, in words, with the run it was found in."""

    runs: int = 0
    finished_untouched: int = 0
    said: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, title: str, lines: list[str]) -> None:
        for line in lines:
            found = json.loads(line)
            kind = found["said"].partition(":")[0]
            self.said[kind] += 1
            self.runs += 1
            self.wrong += [f"{title} at call {found['nth']}: {words}" for words in found["wrong"]]
            if kind == "uncaught":
                self.wrong.append(f"{title} at call {found['nth']}: {found['said']}")
        last = json.loads(lines[-1])
        self.finished_untouched += last["said"] == "done"


def failing_disk(job: str, stride: int = 1) -> Sweep:
    """The nth write, flush, rename or change of size fails: once and for ever, as I/O error and as full."""
    result = Sweep()
    for number, how in FAULTS:
        for kinds, step in ((WRITES, stride), (FLUSHES | RENAMES | TRUNCATIONS, 1)):
            with quick_folder() as folder:
                lines = under_shim("worker_jobs", "sweep", job, folder, kinds, number, how, step)
            result.add(f"{job}, {errno.errorcode[number]} {how}, calls {kinds}", lines)
    return result


def killed(job: str, stride: int = 1) -> Sweep:
    """kill -9 before the nth touch of the disk of any kind."""
    result = Sweep()
    with quick_folder() as folder:
        lines = under_shim("worker_jobs", "sweep", job, folder, EVERYTHING, KILL, "once", stride)
    result.add(f"{job}, killed", lines)
    return result
