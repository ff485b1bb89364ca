"""Demo communes of the sizes that the figures need; kept in build/ until their making changes."""

import contextlib
import hashlib
import shutil
import sys
from functools import cache
from pathlib import Path

from tests.bench.timing import ROOT


@cache
def commune(households: int) -> Path:
    """A data folder holding the demo commune with so many households on the roster."""
    from povdesk import cli

    folder = ROOT / "build" / "bench" / f"{_making()}-{households}"
    if (folder / "ready").exists():
        return folder
    for outdated in folder.parent.glob("*"):
        if outdated == folder or not outdated.name.startswith(_making()):
            shutil.rmtree(outdated)
    folder.mkdir(parents=True)
    print(f"making a demo commune of {households} households ...", file=sys.stderr, flush=True)
    with contextlib.redirect_stdout(sys.stderr):
        code = cli.main(["--data", str(folder), "demo", "--households", str(households)])
    if code:
        raise RuntimeError(f"demo --households {households} ended with {code}")
    (folder / "ready").touch()
    return folder


@cache
def _making() -> str:
    """Changes with everything that a demo commune is made from."""
    made_from = hashlib.sha256()
    for folder, ending in (("povdesk/storage", "*.py"), ("resources", "*.toml")):
        for path in sorted((ROOT / folder).rglob(ending)):
            made_from.update(path.read_bytes())
    return made_from.hexdigest()[:12]
