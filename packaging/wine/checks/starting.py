"""How soon the program shows its window, against a bare window of the same libraries; no network."""

import statistics

from wine import trace
from wine.bench import Bench

LIMIT = 1.6
ROUNDS = 7
MOST_ROUNDS = 21
NEAR = 0.15
"""So close to the limit one measures longer before one says yes or no."""


def run(bench: Bench) -> None:
    """Alternate rounds, so that a busy moment of the machine hits both."""
    _without_network(bench)
    ours: list[float] = []
    bare: list[float] = []
    _paint(bench, "bare_window.py"), _paint(bench, "first_window.py")
    while len(ours) < ROUNDS or (abs(ratio(ours, bare) - LIMIT) < NEAR and len(ours) < MOST_ROUNDS):
        bare.append(_paint(bench, "bare_window.py"))
        ours.append(_paint(bench, "first_window.py"))
    found = ratio(ours, bare)
    bench.report.check(
        f"first window after {quick(ours):.2f} s, a bare one after {quick(bare):.2f} s: "
        f"{found:.2f} x, at most {LIMIT} x ({len(ours)} rounds)",
        found <= LIMIT,
        (ours, bare),
    )


def quick(seconds: list[float]) -> float:
    """The quickest quarter's slowest: what it takes when nothing else keeps the machine busy."""
    return statistics.quantiles(seconds, n=4, method="inclusive")[0]


def ratio(ours: list[float], bare: list[float]) -> float:
    """How many times as long ours takes."""
    return quick(ours) / quick(bare)


def _paint(bench: Bench, script: str) -> float:
    done = bench.prefix.run(
        bench.app / "pythonw.exe", "-I", "-X", "utf8", f"S:\\inside\\{script}", seconds=60
    )
    if done.code:
        raise RuntimeError(f"{script} ended with {done.code}: {done.output}")
    return done.seconds


def _without_network(bench: Bench) -> None:
    """A start with data, and the work of a self-check."""
    trace.begin(bench)
    calls = [bench.scratch / "start.trace", bench.scratch / "work.trace"]
    bench.prefix.run(bench.app / "pythonw.exe", "-I", "S:\\inside\\first_window.py", trace=calls[0])
    bench.prefix.run(bench.exe, "self-check", trace=calls[1])
    bench.prefix.stop()
    trace.finish(bench, "starting and working", *calls)
    trace.control(bench)
