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
from pathlib import Path

from installer.places import BuildRefused

_CHILDREN = 2


def compile_all(files: Iterable[tuple[Path, str]], children: int = _CHILDREN) -> None:
    """Replace every file by its .pyc. files: path and the name that a traceback shows."""
    todo = sorted((str(path), shown) for path, shown in files)
    surroundings = {"PYTHONHASHSEED": "0", "PATH": os.environ.get("PATH", "")}
    started = []
    for share in (todo[first::children] for first in range(children)):
        child = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-S", __file__],
            env=surroundings | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])},
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        started.append((child, share))
    for child, share in started:
        assert child.stdin is not None
        json.dump(share, child.stdin)
        child.stdin.close()
        child.stdin = None
    for child, _ in started:
        _, problems = child.communicate()
        if child.returncode:
            raise BuildRefused(f"{problems}\nThe program could not be compiled.")


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
