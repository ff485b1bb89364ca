"""Runs commands one after another and says how each went and how long it took."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class CannotPrepare(Exception):
    """The machine lacks something; the text says what to do."""


class Steps:
    """Named commands with their results; a failure does not stop the next one."""

    def __init__(self) -> None:
        self._results: list[tuple[str, bool, str]] = []

    def quiet(self, name: str, command: list[str]) -> None:
        """Run; show the output only when it fails."""
        started = time.perf_counter()
        result = subprocess.run(
            command,
            **_surroundings({}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        self._note(name, result.returncode, started)
        if result.returncode:
            print(result.stdout, flush=True)

    def show(self, name: str, command: list[str], more: dict[str, str]) -> None:
        """Run with the output on the screen. more: environment variables besides the usual ones."""
        print(f"\n{name}", flush=True)
        started = time.perf_counter()
        self._note(name, run(command, more), started)

    def summary(self) -> int:
        """Print what passed and what failed; returns the exit code."""
        print()
        for name, passed, took in self._results:
            print(f"{'ok    ' if passed else 'FAILED'}  {name:<12} {took:>8}")
        return 0 if all(passed for _, passed, _ in self._results) else 1

    def _note(self, name: str, code: int, started: float) -> None:
        self._results.append((name, code == 0, seconds(started)))
        print(f"{name}: {'ok' if code == 0 else 'FAILED'} ({seconds(started)})", flush=True)


def run(command: list[str], more: dict[str, str] | None = None) -> int:
    """Run in the project's folder with the output on the screen; returns the exit code."""
    sys.stdout.flush()
    return subprocess.run(command, **_surroundings(more or {})).returncode


def seconds(started: float) -> str:
    """Time since `started` (perf_counter), for a person."""
    return f"{time.perf_counter() - started:.1f} s"


def speak_utf8() -> None:
    """Vietnamese on a console that expects another code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _surroundings(more: dict[str, str]) -> dict[str, object]:
    usual = {"PYTHONUTF8": "1"}
    if not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        usual["LANG"] = "C.UTF-8"  # a bare machine names no language, and Qt then complains about ASCII
    return {"cwd": ROOT, "env": os.environ | usual | more}
