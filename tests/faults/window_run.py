"""One full run of the window while it is watched: what sockets it asked for, and what it left lying about."""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.source_tree import ROOT

from .tools import missing, python_path, shim

_INTERNET = re.compile(r"socket\((AF_INET6?|PF_INET6?)\b")


@dataclass(frozen=True)
class WindowRun:
    """places: opened. traced: sockets of any kind. internet: those of the internet.

    named: files outside the data folder's own database and the papers asked for that name somebody.
    left: temporary files that were not taken away.
    """

    places: int
    traced: int
    internet: list[str]
    named: list[str]
    left: list[str]


def run(*, traced: bool) -> WindowRun:
    """traced: by strace, which is slow and sees every system call; else by the C library's own door."""
    tracer = shutil.which("strace")
    if traced and tracer is None:
        missing("strace")
    with tempfile.TemporaryDirectory(prefix="povdesk-window-") as name:
        folder = Path(name)
        passing, home = folder / "tmp", folder / "home"
        passing.mkdir()
        home.mkdir()
        trace = folder / "trace"
        trace.touch()
        words = ("-f", "--seccomp-bpf", "-qq", "-e", "trace=socket", "-o", str(trace))
        watched = {} if traced else {"LD_PRELOAD": str(shim()), "DISK_SHIM_SOCKETS": str(trace)}
        done = subprocess.run(
            [
                *((str(tracer), *words) if traced else ()),
                *(sys.executable, "-m", "tests.faults.worker_window", str(folder)),
            ],
            cwd=ROOT,
            env=os.environ
            | {"PYTHONPATH": python_path(), "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(passing)}
            | {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_RUNTIME_DIR": str(passing)}
            | {"POVDESK_SECRET": "suoi trong nui xanh"}
            | watched,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        if done.returncode:
            if "PTRACE" in done.stderr or "ptrace" in done.stderr:
                missing("The right to trace")
            logs = "".join(path.read_text(errors="replace") for path in (folder / "log").rglob("*.log"))
            raise AssertionError(
                f"{logs[-3000:]}\nthe window ended with {done.returncode}\n{done.stdout[-800:]}\n"
                f"{done.stderr[-3000:]}"
            )
        lines = trace.read_text(errors="replace").splitlines()
        return WindowRun(
            places=int(done.stdout.split()[-1]),
            traced=sum("socket(" in line for line in lines),
            internet=[line for line in lines if _INTERNET.search(line)],
            named=_naming_somebody(folder),
            left=[str(path.relative_to(folder)) for path in _left(folder, passing)],
        )


def _left(folder: Path, passing: Path) -> list[Path]:
    own = [*(folder / "data" / "tmp").rglob("*"), *folder.rglob("*.part")]
    return [path for path in (*passing.rglob("*"), *own) if path.is_file()]


def _naming_somebody(folder: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(folder / "data" / "povdesk.db")) as connection:
        people = connection.execute("SELECT full_name, id_number FROM person").fetchall()
    names = sorted({name.encode() for name, _number in people if " " in name})
    numbers = {number.encode() for _name, number in people if number}
    anybody = re.compile(b"|".join(re.escape(name) for name in names))
    allowed = (folder / "data", folder / "paper.pdf")
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or any(path.is_relative_to(place) for place in allowed):
            continue
        raw = path.read_bytes()
        if anybody.search(raw) or numbers & set(re.findall(rb"\d{12}|\d{9}", raw)):
            found.append(str(path.relative_to(folder)))
    if not (folder / "log").is_dir() or not list((folder / "usb").rglob("*.pvbak")):
        raise AssertionError("the run has written no log or no copy, so nothing was looked at")
    return found
