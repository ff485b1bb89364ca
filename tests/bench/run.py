"""Prints each figure with its floor and its limit; ends with 1 when a limit is broken.

    python3 packaging/dev.py bench [--only WORD] [--rounds N] [--json FILE]

Absolute times say little (another machine, another day); the ratios are what was promised.
"""

import argparse
import dataclasses
import importlib
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.timing import Figure

# One module per subject; each has `figures(rounds) -> Iterator[Figure]`.
SUBJECTS = (
    "start",
    "register",
    "indicators",
    "lists",
    "papers",
    "spreadsheets",
    "imports",
    "saving",
    "forms",
    "window",
    "backup",
)


def main(arguments: list[str]) -> int:
    """Measure what was asked for; returns the exit code."""
    asked = _parse(arguments)
    started = time.perf_counter()
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores\n")
    print(f"{'figure':<58}{'ratio':>8}{'limit':>8}   against", flush=True)
    figures: list[Figure] = []
    failed = []
    for subject in SUBJECTS:
        if asked.only in subject:
            try:
                for figure in _figures(subject, asked.rounds):
                    figures.append(figure)
                    print(_line(figure), flush=True)
            except (RuntimeError, ImportError, subprocess.SubprocessError) as error:
                failed.append(subject)
                print(f"{subject} could not be measured: {error}", flush=True)
    if asked.json:
        records = [dataclasses.asdict(figure) for figure in figures]
        asked.json.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    broken = [figure for figure in figures if not figure.holds]
    print(
        f"\n{len(figures) - len(broken)} hold, {len(broken)} do not ({time.perf_counter() - started:.0f} s)"
    )
    return 1 if broken else 0


def _figures(subject: str, rounds: int) -> Iterator[Figure]:
    yield from importlib.import_module(f"tests.bench.{subject}").figures(rounds)


def _line(figure: Figure) -> str:
    limit = "" if figure.limit is None else f"{figure.limit:g}"
    sign = "" if figure.holds else "  TOO MUCH"
    times = ""
    if figure.seconds is not None and figure.floor_seconds is not None:
        times = f" ({_milliseconds(figure.seconds)} / {_milliseconds(figure.floor_seconds)})"
    value = f"{figure.ratio:.2f}" if figure.unit == "x" else f"{figure.ratio:g}{figure.unit}"
    note = f"  {figure.note}" if figure.note else ""
    return f"{figure.name:<58}{value:>8}{limit:>8}   {figure.floor}{times}{note}{sign}"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.{0 if seconds >= 0.1 else 1 if seconds >= 0.001 else 3}f} ms"


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", metavar="WORD", help=f"one of {', '.join(SUBJECTS)}")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="counted rounds, 9 by default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
