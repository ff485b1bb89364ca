"""Run by a test: restores again and again, killed one touch of a file later each time; prints the rest."""

import json
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from povdesk.domain.errors import PovDeskError
from povdesk.storage.backup import copies, places
from povdesk.storage.backup.restoring import restore
from povdesk.storage.backup.verifying import verify

from .samples import NOON

TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect", "shutil.copyfile"}


def main(stick: Path, live: Path, work: Path) -> None:
    restore(stick, _fresh(live, work), clock=_later)
    for number in range(1, 400):
        path = _fresh(live, work)
        child = os.fork()
        if not child:
            _die_at(number, work)
            restore(stick, path, clock=_later)
            os._exit(0)
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        print(json.dumps({**_state(path), "killed": killed}, ensure_ascii=False))
        if not killed:
            return


def _fresh(live: Path, work: Path) -> Path:
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    shutil.copyfile(live, work / live.name)
    return work / live.name


def _die_at(number: int, work: Path) -> None:
    touched = [0]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in TOUCHES and str(work) in str(arguments):
            touched[0] += 1
            if touched[0] == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _state(path: Path) -> dict[str, object]:
    places.tidy(path)
    with closing(sqlite3.connect(path)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        name = connection.execute("SELECT name FROM hamlet ORDER BY id").fetchone()[0]
        last = connection.execute("SELECT action FROM history ORDER BY seq DESC").fetchone()[0]
    safety = False
    for copy in copies.in_folder(places.local_folder(path)):
        try:
            safety = safety or verify(copy.path).opened
        except PovDeskError:
            whole = False
    left = [each.name for each in path.parent.rglob("*") if "part" in each.name or "restoring" in each.name]
    return {
        "hamlet": name,
        "whole": whole,
        "safety": safety,
        "noted": last.startswith("Phục hồi"),
        "left_over": left,
    }


def _later():
    return NOON + timedelta(days=1)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
