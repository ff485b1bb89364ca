"""A review form: saving it against the same rows by plain sqlite3, its flushes, the next one on screen."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import demo
from tests.bench.timing import Figure, process_json, run_process

SAVES = 30
SLOW_FLUSH = 0.020
"""Seconds of one flush on an old disk: what a save takes there is what it takes here, and its flushes."""


def figures(rounds: int) -> Iterator[Figure]:
    """Ours and plain are written in turn into copies of one commune."""
    with tempfile.TemporaryDirectory() as kept:
        measured = process_json("saving_forms", "both", kept, str(SAVES), str(rounds), seconds=600)
    ours, plain = measured["ours"], measured["plain"]
    note = f"{measured['changes']} changed rows"
    yield Figure("save a form of five", ours / plain, 8, "plain sqlite3", ours, plain, note=note)
    flushes = _flushes()
    if flushes is not None:
        yield Figure(
            "flushes of saving a form",
            round(flushes["ours"] / flushes["plain"], 3),
            1,
            "plain sqlite3",
            note=f"{flushes['ours']:.1f} and {flushes['plain']:.1f} a save",
        )
        slow_ours = ours + flushes["ours"] * SLOW_FLUSH
        slow_plain = plain + flushes["plain"] * SLOW_FLUSH
        yield Figure(
            "save a form of five, 20 ms a flush",
            slow_ours / slow_plain,
            1.5,
            "plain sqlite3",
            slow_ours,
            slow_plain,
            note="measured time and counted flushes",
        )
    shown = process_json("next_form", str(demo.commune(5_000)), str(rounds), seconds=300)
    clock = "the clock"
    yield Figure("next form shown, 5,000 households", shown["next"], 100, clock, unit=" ms")
    yield Figure("longest turn of the window while typing a form", shown["typing"], 50, clock, unit=" ms")


def _flushes() -> dict[str, float] | None:
    """Flushes of one save, counted by strace; None where there is no strace."""
    if shutil.which("strace") is None:
        print("no strace: flushes are not counted", file=sys.stderr)
        return None
    counted = {}
    for which in ("ours", "plain"):
        with tempfile.TemporaryDirectory() as kept:
            before, after = (_traced(which, Path(kept) / str(saves), saves) for saves in (1, 1 + SAVES))
        counted[which] = (after - before) / SAVES
    return counted


def _traced(which: str, folder: Path, saves: int) -> int:
    folder.mkdir()
    written = folder / "calls"
    prefix = ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", str(written)]
    try:
        run_process("saving_forms", which, str(folder), str(saves), "1", prefix=prefix, seconds=300)
    except subprocess.SubprocessError as error:
        raise RuntimeError(f"strace did not end: {error}") from error
    calls = written.read_text(encoding="utf-8", errors="replace")
    return len(re.findall(r"\b(?:fsync|fdatasync)\(", calls))
