"""The list of households: painting, sorting, filtering and scrolling 5,000 and 50,000 rows."""

import json
from collections.abc import Iterator

from tests.bench import demo
from tests.bench.timing import Figure, Rounds, run_process


def figures(rounds: int) -> Iterator[Figure]:
    """Ratios to the same work in plain Python and to Qt's own C++ model in the same view."""
    folders = [str(demo.commune(households)) for households in (5_000, 50_000)]
    result = Rounds(json.loads(run_process("lists", str(rounds), *folders, seconds=300)))
    many = "50,000 rows"
    yield result.figure(f"first paint, {many}", "first paint 50000", to="first paint 5000", limit=1.2)
    yield result.figure(f"sort by given name, {many}", "sort 50000", to="sorted()", limit=1.5)
    yield result.figure(f"filter while typing, {many}", "filter 50000", to="one list, searched", limit=1.5)
    yield result.figure(f"scroll, per frame, {many}", "scroll 50000", to="Qt's own model", limit=1.8)
    yield result.milliseconds(f"sort, {many}", "sort 50000", limit=100)
    yield result.milliseconds(f"work out an order, {many} (while reading)", "first sort 50000", limit=None)
    yield result.milliseconds(f"filter, {many}", "filter 50000", limit=50)
    yield result.milliseconds("filter, 5,000 rows", "filter 5000", limit=20)
    yield result.milliseconds(f"scroll frame, {many}", "scroll 50000", limit=33)
