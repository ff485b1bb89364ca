"""Runs a job with the disk recorded, or again and again with the disk failing a little later each time.

worker_jobs record JOB FOLDER LOG
worker_jobs sweep JOB FOLDER FAULT ...   one line of JSON for each run; FAULT: KINDS,ERRNO,once|ever,STRIDE
"""

import contextlib
import gc
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from povdesk.domain.errors import PovDeskError

from .jobs import JOBS, Job
from .tools import KILL, Disk


def main(what: str, name: str, folder: str, *rest: str) -> None:
    job = JOBS[name]
    if what == "record":
        disk = Disk()
        disk.record(Path(folder), Path(rest[0]))
        job.run(Path(folder))
        disk.mark("done")
    else:
        _sweep(job, Path(folder), [fault.split(",") for fault in rest])


def _sweep(job: Job, folder: Path, faults: list[list[str]]) -> None:
    start, work = folder / "start", folder / "work"
    start.mkdir(parents=True)
    job.prepare(start)
    # Once without a fault in this very process, so that what is loaded at first use is loaded.
    _fresh(start, work)
    job.run(work)
    gc.collect()
    for kinds, number, how, stride in faults:
        nth, untouched = 1, False
        while not untouched:
            _fresh(start, work)
            said, untouched = _run(job, work, int(kinds), nth, how == "ever", int(number))
            wrong = job.judge(work, said == "done")
            line = {"nth": nth, "fault": [kinds, number, how], "said": said, "wrong": wrong}
            print(json.dumps({**line, "untouched": untouched}, ensure_ascii=False), flush=True)
            nth += int(stride)


def _fresh(start: Path, work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(start, work)


def _run(job: Job, work: Path, kinds: int, nth: int, for_ever: bool, number: int) -> tuple[str, bool]:
    """What the officer was told, and whether the fault was never met."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        said = "done"
        disk = Disk()
        disk.fail(work, kinds, nth, for_ever=for_ever, number=number)
        try:
            job.run(work)
        except PovDeskError as error:
            said = f"refused: {error}"
        except BaseException as error:
            said = f"uncaught: {type(error).__name__}: {error}"
        os.write(writer, json.dumps([said, disk.matched < nth]).encode())
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as answer:
        text = answer.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if number == KILL and code == -signal.SIGKILL:
        return "killed", False
    if code or not text:
        return f"uncaught: ended with {code}", False
    said, untouched = json.loads(text)
    return said, untouched


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main(*sys.argv[1:])
