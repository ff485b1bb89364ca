"""Compiles the payload's Python files, in processes of its own so that the bytes depend on nothing else.

What a .pyc holds depends a little on what else lives in the process that makes it (shared strings), so every
child begins fresh, gets the same files in the same order and the same hash seed.
"""

import json
import os
import py_compile
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from installer.places import BuildRefused

_CHILDREN = 2


def compile_all(files: Iterable[tuple[Path, str]], children: int = _CHILDREN) -> None:
    """Replace every file by its .pyc. files: path and the name that a traceback shows."""
    todo = sorted((str(path), shown) for path, shown in files)
    shares = [todo[first::children] for first in range(children)]
    with ThreadPoolExecutor(children) as pool:
        for problems in list(pool.map(_in_a_child, shares)):
            if problems:
                raise BuildRefused(f"{problems}\nThe program could not be compiled.")


def _in_a_child(share: Sequence[tuple[str, str]]) -> str:
    """Compile some of the files; returns what went wrong, or nothing."""
    settings = {"PYTHONHASHSEED": "0", "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    others = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    result = subprocess.run(
        [sys.executable, "-X", "utf8", "-S", __file__],
        env=others | settings,
        input=json.dumps(share),
        capture_output=True,
        encoding="utf-8",
    )
    return result.stderr if result.returncode else ""


def _compile(share: Sequence[tuple[str, str]]) -> None:
    for path, shown in share:
        py_compile.compile(
            path,
            cfile=f"{path}c",
            dfile=shown,
            doraise=True,
            optimize=0,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        Path(path).unlink()


if __name__ == "__main__":
    _compile(json.load(sys.stdin))
