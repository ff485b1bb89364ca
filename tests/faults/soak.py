"""The long proof that nothing is lost, printed with its figures; ends with 1 when one does not hold.

    python3 packaging/dev.py soak [--only WORD] [--share PERCENT]

`share` makes every experiment smaller, to try this program itself; a release is judged by the whole.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from _pytest.outcomes import Failed

Line = tuple[str, str, bool]
"""What was done and counted, what came of it, whether it holds."""


def main(arguments: list[str]) -> int:
    """Run what was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="soak", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", metavar="WORD", help=f"one of {', '.join(EXPERIMENTS)}")
    parser.add_argument("--share", type=int, default=100, metavar="PERCENT")
    asked = parser.parse_args(arguments)
    # A tool that is missing fails the run instead of leaving a gap in it.
    os.environ["CI"] = "true"
    started, failed, shown = time.perf_counter(), [], 0
    for name, experiment in EXPERIMENTS.items():
        if asked.only not in name:
            continue
        begun = time.perf_counter()
        print(f"{name} ...", flush=True)
        try:
            for words, outcome, holds in experiment(asked.share / 100):
                shown += 1
                print(f"  {'holds ' if holds else 'FAILED'}  {words}: {outcome}", flush=True)
                if not holds:
                    failed.append(words)
        except (Exception, Failed) as error:
            failed.append(name)
            print(f"  FAILED  {type(error).__name__}: {error}", flush=True)
        print(f"  ({time.perf_counter() - begun:.0f} s)", flush=True)
    print(f"\n{shown} figures, {len(failed)} do not hold ({time.perf_counter() - started:.0f} s)")
    return 1 if failed else 0


def _power_cuts(share: float) -> Iterator[Line]:
    from . import cut_saves

    each = max(2, round(42 * share))
    with ThreadPoolExecutor(2) as pool:
        # The disks are looked at in this process; recording is what the other thread does meanwhile.
        runs = {
            windows: list(
                pool.map(
                    lambda seed, windows=windows: cut_saves.run(10, each, windows=windows, seed=seed),
                    (1, 2, 3),
                )
            )
            for windows in (False, True)
        }
    total = sum((run for found in runs.values() for run in found), cut_saves.Cuts())
    for windows, found in runs.items():
        part = sum(found, cut_saves.Cuts())
        yield f"saves, names {'as on Windows' if windows else 'by folder'}", str(part), part.clean
    yield "simulated disks in all", f"{total.states} states", total.states >= 200_000 * min(share, 1)
    for settings, harm in (
        ({"synchronous": 0, "journal_mode": "delete"}, "corrupt"),
        ({"journal_mode": "delete"}, "lost"),
        ({"synchronous": 1}, "lost"),
    ):
        control = cut_saves.run(6, max(2, round(12 * share)), settings=settings)
        yield f"control {settings} must fail", str(control), getattr(control, harm) > 0


def _power_cuts_of_jobs(share: float) -> Iterator[Line]:
    from . import cut_jobs

    for name in ("create", "backup", "restore", "migrate", "paper", "workbook"):
        for windows in (False, True):
            found = cut_jobs.run(name, max(2, round(8 * share)), windows=windows, every=3)
            words = f"{found.states} states, {found.different} different, wrong: {dict(found.wrong)}"
            yield f"{name}, names {'as on Windows' if windows else 'by folder'}", words, not found.wrong


def _kills(share: float) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        found = _figures("worker_kills", folder, max(10, round(1000 * share)), 7)
    clean = found["lost"] == found["half"] == found["damaged"] == 0
    yield "kill -9 while saving", str(found), clean


def _killed_jobs(share: float) -> Iterator[Line]:
    from . import sweeps

    for name, least in (("restore", 300), ("migrate", 120), ("backup", 0), ("create", 0), ("workbook", 0)):
        found = sweeps.killed(name, max(1, round(1 / share)))
        runs = found.said["killed"]
        words = f"{runs} kills, wrong: {found.wrong[:3]}"
        yield f"killed at every touch of the disk: {name}", words, not found.wrong and runs >= least * share


def _failing_disk(share: float) -> Iterator[Line]:
    from . import sweeps

    strides = {"save": 1, "create": 8, "backup": 6, "restore": 8, "migrate": 12, "paper": 1, "workbook": 1}
    for name, stride in strides.items():
        found = sweeps.failing_disk(name, max(1, round(stride / share)))
        words = f"{found.runs} runs {dict(found.said)}, wrong: {found.wrong[:3]}"
        yield f"nth call fails: {name}", words, not found.wrong and found.untouched == 2 * len(sweeps.FAULTS)


def _sticks(share: float) -> Iterator[Line]:
    from . import sticks

    for words, found in (
        ("fill levels", sticks.full(max(4, round(32 * share)))),
        ("read-only", sticks.locked()),
        ("longest file", sticks.size_limit()),
    ):
        outcome = f"{found.tries} tries, {found.said['done']} done, wrong: {found.wrong[:3]}"
        yield words, outcome, not found.wrong
    for kind in sticks.KINDS:
        found = sticks.pulled(kind, max(3, round(60 * share)))
        outcome = (
            f"{found.tries} pulls, {found.in_mid_write} in mid-write, {found.said['done']} done before, "
            f"longest wait {found.longest:.1f} s, wrong: {found.wrong[:3]}"
        )
        yield f"pulled, {kind}", outcome, not found.wrong


def _altered_copies(share: float) -> Iterator[Line]:
    from . import flips

    with tempfile.TemporaryDirectory() as folder:
        found = _figures("hostile", folder, max(20, round(450 * share)), 3)
    bad = found["accepted"] + found["crashed"] + found["live_changed"]
    calm = found["slowest"] <= 10 and found["megabytes"] <= 300
    yield "hostile encrypted copies", str(found), not bad and calm and found["files"] >= 400 * share
    for words, tried, missed in flips.every_kind(step=997, share=share):
        yield words, f"{tried} tried, {missed} missed", missed == 0


def _two_programs(share: float) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        found = _figures("two_programs", folder, max(10, round(100 * share)))
    rounds = found["rounds"]
    whole = found["refused"] == found["after_kill"] == found["said_cut"] == rounds
    yield "second program refused, next start after kill -9", str(found), whole and found["longest"] <= 3


def _tampering(share: float) -> Iterator[Line]:
    from . import tampering

    found = tampering.run(max(20, round(1000 * share)))
    yield "history altered in the raw file", str(found), found.missed == 0


def _printing(share: float) -> Iterator[Line]:
    from . import printing

    found = printing.run(max(100, round(10_000 * share)))
    yield "generated strings through PDF", str(found), not found.wrong


def _window(_share: float) -> Iterator[Line]:
    from . import window_run

    found = window_run.run(traced=True)
    yield "places of the window under the tracer", f"{found.places} places, {found.traced} sockets", True
    yield "internet sockets", str(found.internet), not found.internet
    yield (
        "files left that name somebody (log, temporary files, encrypted copy)",
        str(found.named),
        not found.named,
    )
    yield "temporary files left", str(found.left), not found.left


def _figures(module: str, *words: object) -> dict[str, Any]:
    from .tools import run_module

    return dict(json.loads(run_module(module, *words)[-1]))


EXPERIMENTS: dict[str, Callable[[float], Iterator[Line]]] = {
    "power cuts while saving": _power_cuts,
    "power cuts at other work": _power_cuts_of_jobs,
    "kills while saving": _kills,
    "kills at other work": _killed_jobs,
    "failing disk": _failing_disk,
    "sticks": _sticks,
    "altered copies": _altered_copies,
    "two programs": _two_programs,
    "tampering": _tampering,
    "printing": _printing,
    "window": _window,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
