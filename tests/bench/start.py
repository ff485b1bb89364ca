"""From exec to the first painted window, and to a list with all households on the screen."""

from collections.abc import Iterator

from tests.bench import demo
from tests.bench.timing import Figure, process, round_robin, run_process

HEAVY = {
    *("reportlab", "docx", "lxml", "alembic", "xlsxwriter", "python_calamine", "pypdfium2", "cryptography"),
    *("zstandard", "PIL", "numpy", "openpyxl", "matplotlib"),
}


def heavy_modules(folder: str) -> list[str]:
    """Slow libraries that were loaded before the main window was painted."""
    return sorted(HEAVY & set(run_process("first_paint", folder, "modules").split()))


def figures(rounds: int) -> Iterator[Figure]:
    """Start-up as the officer waits for it.

    The promised floor for the list is a bare window with as many mapped classes as the program has tables,
    each with as many columns as its tables have on average. The program maps none of them; what it loads
    itself is the stricter floor, without a promise.
    """
    from povdesk.storage.tables import metadata

    usual = str(demo.commune(5_000))
    large = str(demo.commune(50_000))
    tables = metadata.tables.values()
    columns = round(sum(len(table.columns) for table in tables) / len(tables))
    result = round_robin(
        {
            "bare window": process("bare_window"),
            "bare window + mapper": process("bare_window", str(len(tables)), str(columns)),
            "bare window + tables": process("bare_window", "tables"),
            "window": process("first_paint", usual, "window"),
            "5,000 on screen": process("first_paint", usual, "list", "5000"),
            "50,000 on screen": process("first_paint", large, "list", "50000"),
        },
        rounds,
    )
    yield result.figure("exec to painted window", "window", to="bare window", limit=1.6)
    yield result.figure(
        "exec to 5,000 households on screen", "5,000 on screen", to="bare window + mapper", limit=1.5
    )
    yield result.figure(
        "exec to 5,000 households on screen", "5,000 on screen", to="bare window + tables", limit=None
    )
    yield result.figure(
        "exec to 50,000 households on screen", "50,000 on screen", to="5,000 on screen", limit=None
    )
    loaded = heavy_modules(usual)
    yield Figure("slow libraries loaded by the first paint", len(loaded), 0, unit="", note=" ".join(loaded))
