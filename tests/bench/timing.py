"""Measures things in turn (A B C A B C ...), so that a busy moment of the machine hits all of them."""

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BYTECODE = ROOT / "build" / "bytecode"

Contender = Callable[[], float]
"""Does the work once; returns the seconds that count."""


@dataclass(frozen=True)
class Figure:
    """One line of the report.

    ratio: to the floor of the same run. limit: what must not be exceeded, None where none was promised.
    seconds, floor_seconds: medians on this machine, only to see whether the run was quiet.
    """

    name: str
    ratio: float
    limit: float | None
    floor: str = ""
    seconds: float | None = None
    floor_seconds: float | None = None
    unit: str = "x"
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.limit is None or self.ratio <= self.limit


@dataclass
class Rounds:
    """Seconds of each contender, round by round."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    def median(self, name: str) -> float:
        return statistics.median(self.seconds[name])

    def ratio(self, name: str, floor: str) -> float:
        """Median of the ratios of each round: steadier than the ratio of the medians."""
        pairs = zip(self.seconds[name], self.seconds[floor], strict=True)
        return statistics.median(mine / floors for mine, floors in pairs)

    def figure(self, title: str, name: str, *, to: str, limit: float | None, note: str = "") -> Figure:
        """The report's line for one contender against another."""
        return Figure(
            title,
            self.ratio(name, to),
            limit,
            floor=to,
            seconds=self.median(name),
            floor_seconds=self.median(to),
            note=note,
        )

    def milliseconds(self, title: str, name: str, *, limit: float | None) -> Figure:
        """A time that was promised as such; it depends on the machine."""
        return Figure(title, round(self.median(name) * 1000, 1), limit, floor="the clock", unit=" ms")


def round_robin(contenders: Mapping[str, Contender], rounds: int) -> Rounds:
    """One uncounted round to warm up, then `rounds` counted ones."""
    result = Rounds({name: [] for name in contenders})
    for number in range(rounds + 1):
        for name, work in contenders.items():
            gc.collect()
            taken = work()
            if number:
                result.seconds[name].append(taken)
    return result


def timed(work: Callable[[], object]) -> Contender:
    """The whole call counts."""

    def contender() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return contender


def process(name: str, *arguments: str) -> Contender:
    """A program of `processes/` from exec to its end."""

    def contender() -> float:
        started = time.perf_counter()
        run_process(name, *arguments)
        return time.perf_counter() - started

    return contender


def process_json(name: str, *arguments: str, seconds: float = 60) -> Any:
    """What a program of `processes/` prints, as data."""
    return json.loads(run_process(name, *arguments, seconds=seconds))


def run_process(name: str, *arguments: str, seconds: float = 60, prefix: Sequence[str] = ()) -> str:
    """Run a program of `processes/`, no longer than so many seconds; returns what it prints.

    prefix: a command that runs it, such as a tracer.
    """
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        # The installed program is shipped compiled; the uncounted round compiles everything in here.
        "PYTHONPYCACHEPREFIX": str(BYTECODE),
    }
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [*prefix, sys.executable, "-m", f"tests.bench.processes.{name}", *arguments],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
    )
    if done.returncode:
        raise RuntimeError(f"{name} {' '.join(arguments)} ended with {done.returncode}\n{done.stderr}")
    return done.stdout
