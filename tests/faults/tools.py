"""What the experiments need of the machine: a C shim, mounts. Without, they fail in CI and skip elsewhere."""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.source_tree import ROOT

SOURCE = Path(__file__).with_name("disk_shim.c")
BUILD = ROOT / "build" / "faults"

WRITES, FLUSHES, RENAMES, TRUNCATIONS, OPENINGS, REMOVALS = 1, 2, 4, 8, 16, 32
EVERYTHING = 63
KILL = -1


def missing(what: str) -> None:
    """In CI the lack of a tool is a failure: a proof that was not run is no proof."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is needed here; packaging/dev.py installs it on Debian as root")
    pytest.skip(f"{what} is not here")


def shim() -> Path:
    """The compiled shim; built once for each text of its source."""
    if not sys.platform.startswith("linux"):
        missing("Linux")
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        missing("A C compiler")
    text = SOURCE.read_bytes()
    built = BUILD / f"disk_shim-{hashlib.sha256(text).hexdigest()[:12]}.so"
    if not built.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        passing = built.with_suffix(f".{os.getpid()}")
        subprocess.run(
            [str(compiler), "-shared", "-fPIC", "-O1", "-o", str(passing), str(SOURCE), "-ldl"], check=True
        )
        os.replace(passing, built)
    return built


def python_path() -> str:
    """This project, and what a child inherits anyway."""
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))


def run_module(module: str, *arguments: object, **surroundings: str) -> list[str]:
    """Run a module of this package in a process of its own, to its end; the lines that it prints."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{module}", *(str(argument) for argument in arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": python_path()} | surroundings,
        capture_output=True,
        encoding="utf-8",
        timeout=1800,
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"{module} ended with {done.returncode}\n{done.stderr[-4000:]}")
    return done.stdout.splitlines()


def under_shim(module: str, *arguments: object) -> list[str]:
    """As `run_module`, with the shim loaded."""
    return run_module(module, *arguments, LD_PRELOAD=str(shim()))


class Disk:
    """The shim of this very process, which must have been started by `under_shim`."""

    def __init__(self) -> None:
        self._calls = ctypes.CDLL(None)
        self._calls.shim_matched.restype = ctypes.c_long

    def record(self, folder: Path, log: Path) -> None:
        if self._calls.shim_record(os.fsencode(folder), os.fsencode(log)):
            raise AssertionError("the log of the disk cannot be written")

    def mark(self, words: str) -> None:
        self._calls.shim_mark(words.encode())

    def fail(self, folder: Path, kinds: int, nth: int, *, for_ever: bool, number: int) -> None:
        """The nth matching call under the folder fails with this errno, once or from then on; KILL kills."""
        self._calls.shim_fail(os.fsencode(folder), kinds, ctypes.c_long(nth), int(for_ever), number)

    @property
    def matched(self) -> int:
        """How many calls of the kinds asked for there have been."""
        return int(self._calls.shim_matched())


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory where the system has one: the durability is simulated, the device must not wait."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="povdesk-faults-", dir=memory if memory.is_dir() else None
    ) as name:
        yield Path(name).resolve()


@contextmanager
def mounted(folder: Path, *words: str) -> Iterator[Path]:
    """A file system mounted at the folder until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *words, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        missing(f"The right to mount ({done.stderr.strip()})")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
