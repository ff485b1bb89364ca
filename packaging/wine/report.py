"""One printed line per check, with the seconds since the line before; counts at the end."""

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO


class Report:
    """What was checked so far. Every line is printed at once, so that a long run shows how far it is."""

    def __init__(self, out: TextIO, clock: Callable[[], float] = time.perf_counter) -> None:
        self.passed = 0
        self.failed = 0
        self._out = out
        self._clock = clock
        self._started = self._last = clock()

    @property
    def all_passed(self) -> bool:
        """Whether anything was checked, and nothing failed."""
        return self.passed > 0 and self.failed == 0

    def check(self, name: str, holds: bool, otherwise: object = "") -> bool:
        """One line; otherwise: what is shown when it does not hold. Returns whether it holds."""
        now = self._clock()
        took, self._last = now - self._last, now
        if holds:
            self.passed += 1
            self._print(f"ok    {name} ({took:.1f} s)")
        else:
            self.failed += 1
            self._print(f"FAIL  {name} ({took:.1f} s): {otherwise}".rstrip(" :"))
        return holds

    def equal(self, name: str, got: object, wanted: object, more: str = "") -> bool:
        """A line for a value that must be this one. more: shown besides when it is not."""
        return self.check(name, got == wanted, f"got {got!r}, wanted {wanted!r} {more}".rstrip())

    def say(self, words: str) -> None:
        """A line that is no check: a figure, a heading."""
        self._print(words)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """A group of checks; one that breaks off is a failure, and the next group runs all the same."""
        self._print(f"\n{name}")
        try:
            yield
        except Exception as error:
            self.check(f"{name}: goes through to its end", False, f"{type(error).__name__}: {error}")
            self._print(traceback.format_exc().rstrip())

    def close(self) -> int:
        """The last line; returns the exit code."""
        took = self._clock() - self._started
        self._print(f"\nWine checks: {self.passed} passed, {self.failed} failed ({took:.0f} s)")
        return 0 if self.all_passed else 1

    def _print(self, line: str) -> None:
        print(line, file=self._out, flush=True)
