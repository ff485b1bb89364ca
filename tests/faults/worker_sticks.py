"""One job in a process of its own, in a place that has trouble; what the officer is told of it.

worker_sticks pulled FOLDER        write a copy; says "begun" when the writing begins
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from povdesk.domain.errors import PovDeskError
from povdesk.storage.backup import keys
from povdesk.storage.backup.making import make
from povdesk.storage.database import open_database
from tests.source_tree import ROOT

from .jobs import JOBS, LIVE, STICK
from .tools import python_path

PLACES = {"save": LIVE, "restore": LIVE, "backup": STICK, "paper": ".", "workbook": "."}
"""Where in the job's folder the trouble is."""

NEEDS = {"save": 120_000, "restore": 6_000_000, "backup": 160_000, "paper": 110_000, "workbook": 60_000}
"""A little more room than the job takes, in bytes."""

_BEGUN = 35
"""Percent from which a copy is written to the stick."""


def main(_pulled: str, folder: str) -> None:
    print(json.dumps(_told(lambda: _copy(Path(folder))), ensure_ascii=False), flush=True)


def told_by_a_child(job: str, folder: Path, limit: int) -> str:
    """What the officer is told when the job runs here. limit: the longest file in bytes, 0 for none."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        # A stick that lies about its room: the program's own margin is not what is proven here.
        roomy = shutil.disk_usage("/")._replace(free=1 << 40)
        shutil.disk_usage = lambda _path: roomy  # type: ignore[assignment]
        if limit:
            import resource

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        os.write(writer, _told(lambda: JOBS[job].run(folder)).encode())
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as answer:
        said = answer.read().decode()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return said or f"uncaught: ended with {code}"


def _told(work: Any) -> str:
    try:
        made = work()
    except PovDeskError as error:
        return f"refused: {error}"
    except Exception as error:
        return f"uncaught: {type(error).__name__}: {error}"
    return f"done {made}" if made else "done"


def _copy(office: Path) -> str:
    def progress(percent: int, _words: str) -> None:
        if percent >= _BEGUN and not told:
            told.append(True)
            print("begun", flush=True)

    told: list[bool] = []
    database = open_database(office / LIVE / "povdesk.db")
    try:
        with database.reading() as connection:
            key = keys.office_key(connection)
        return make(database, office / STICK, key=key, progress=progress).path.name
    finally:
        database.close()


class begin:
    """A copy that is being written to the office's stick by another process."""

    def __init__(self, office: Path) -> None:
        self._stick = office / STICK
        self._made = ""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.worker_sticks", "pulled", str(office)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": python_path()},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def wait_until_begun(self) -> None:
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def answer(self, seconds: float) -> str:
        """What the officer was told; "uncaught" when nothing came in that time."""
        assert self._process.stdout is not None
        guard = threading.Timer(seconds, self._process.kill)
        guard.start()
        text = self._process.stdout.read().strip()
        guard.cancel()
        code = self._process.wait()
        self._process.stdout.close()
        if not text:
            return f"uncaught: ended with {code}"
        said = str(json.loads(text.splitlines()[-1]))
        self._made = said.partition("done ")[2]
        return "done" if self._made else said

    def made_file_is_there(self) -> bool:
        with contextlib.suppress(OSError):
            return bool(self._made) and (self._stick / self._made).exists()
        return False


if __name__ == "__main__":
    main(*sys.argv[1:])
