"""Demo communes of the sizes that the figures need; made once and kept in build/ until the schema changes."""

import contextlib
import shutil
import sys
from functools import cache
from pathlib import Path

from tests.bench.timing import ROOT


@cache
def commune(households: int) -> Path:
    """A data folder holding the demo commune with so many households on the roster."""
    from povdesk import cli
    from povdesk.storage.tables import SCHEMA_NUMBER

    folder = ROOT / "build" / "bench" / f"{SCHEMA_NUMBER}-{households}"
    if (folder / "ready").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(f"making a demo commune of {households} households ...", file=sys.stderr, flush=True)
    with contextlib.redirect_stdout(sys.stderr):
        code = cli.main(["--data", str(folder), "demo", "--households", str(households)])
    if code:
        raise RuntimeError(f"demo --households {households} ended with {code}")
    (folder / "ready").touch()
    return folder
