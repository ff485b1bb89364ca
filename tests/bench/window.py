"""How long the window does not answer while an officer works with 5,000 households, step by step."""

import os
from collections.abc import Iterator

from tests.bench import demo
from tests.bench.timing import Figure, process_json

LIMIT = 200
MOST_WALKS = 3
WITHOUT_LIMIT = frozenset({"open plan", "open the list's preview"})
"""Printed, not promised: the plan's many parts are made at once when it is first opened, and a PDF of 5,000
rows beside a window with all its pages is long looked through for waste by Python."""


def figures(rounds: int) -> Iterator[Figure]:
    """The shortest silence of each step in several walks: what is only a busy moment is not in all of them.

    A walk before compiles everything, as the installed program is.
    """
    folder = str(demo.commune(5_000))
    process_json("window_walk", folder, seconds=300)
    walks = [process_json("window_walk", folder, seconds=300) for _ in range(min(rounds, MOST_WALKS))]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    for step in walks[0]:
        silent, own, clock = (min(walk[step][kind] for walk in walks) for kind in range(3))
        limit = None if step in WITHOUT_LIMIT else LIMIT
        note = f"own thread {own:g} ms, by the clock {clock:g} ms{load}"
        yield Figure(f"window silent: {step}", silent, limit, "the program's own work", unit=" ms", note=note)
