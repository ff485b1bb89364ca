"""Sticks that are full, locked, small-minded or pulled out while a copy is written to them."""

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from povdesk.storage.database import Database
from povdesk.storage.tables import setting

from . import worker_sticks
from .jobs import JOBS, LIVE, STICK
from .tools import missing, mounted, run_module

BACKUP = JOBS["backup"]
COMES_BACK_WITHIN = 10.0
KINDS = ("exfat", "ntfs")
LIMITS = (4096, 20_000, 60_000, 400_000)


@dataclass
class Sticks:
    """said: what the officer was told. wrong: false successes, bad files, harmed copies, in words."""

    tries: int = 0
    in_mid_write: int = 0
    said: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    longest: float = 0.0


def full(levels: int = 16) -> Sticks:
    """Save, restore, backup, paper and workbook into folders with less and less room (tmpfs)."""
    return _in_a_process("full", levels)


def locked() -> Sticks:
    """The same on a file system that turned read-only."""
    return _in_a_process("locked", 1)


def size_limit() -> Sticks:
    """The same where no file may be longer than a few kilobytes, as a small FAT32 limit (RLIMIT_FSIZE)."""
    return _in_a_process("limit", len(LIMITS))


def _in_a_process(how: str, levels: int) -> Sticks:
    """A process with nothing else in it, which may divide itself for every try."""
    found = json.loads(run_module("sticks", how, levels)[-1])
    return Sticks(**{**found, "said": Counter(found["said"])})


def _folders(how: str, levels: int) -> Sticks:
    result = Sticks()
    with tempfile.TemporaryDirectory(prefix="povdesk-stick-") as name:
        for job in worker_sticks.PLACES:
            start = Path(name) / "start" / job
            start.mkdir(parents=True)
            JOBS[job].prepare(start)
            for level in range(levels):
                work = Path(name) / "work" / f"{job}-{level}"
                with _trouble(how, start, work, job, level, levels) as limit:
                    said = worker_sticks.told_by_a_child(job, work, limit)
                    wrong = JOBS[job].judge(work, said == "done")
                said = said.replace(str(work), "...")
                _add(result, f"{job}, {how}, level {level}", said, wrong)
    return result


@contextmanager
def _trouble(how: str, start: Path, work: Path, job: str, level: int, levels: int) -> Iterator[int]:
    shutil.copytree(start, work)
    place = work / worker_sticks.PLACES[job]
    if how == "limit":
        yield LIMITS[level]
        return
    kept = work.with_name(work.name + "-kept")
    shutil.copytree(place, kept)
    used = sum(4096 * (-(-each.stat().st_size // 4096) + 1) for each in kept.rglob("*"))
    # From nothing free to a little more than the work needs; the program's own margin must not be the guard.
    size = used + 4096 + worker_sticks.NEEDS[job] * level // max(levels - 2, 1)
    with mounted(place, "-t", "tmpfs", "-o", f"size={size if how == 'full' else 64 << 20}", "povdesk-stick"):
        shutil.copytree(kept, place, dirs_exist_ok=True)
        if how == "locked":
            subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        yield 0


def _add(result: Sticks, title: str, said: str, wrong: list[str]) -> None:
    result.tries += 1
    result.said[said] += 1
    result.wrong += [f"{title}: {words}" for words in wrong]
    if said.startswith("uncaught"):
        result.wrong.append(f"{title}: {said}")


# Pulled out.


def need(kind: str) -> None:
    """The programs that make and mount such a stick."""
    for program in {"exfat": ("mount.exfat-fuse", "mkfs.exfat"), "ntfs": ("ntfs-3g", "mkntfs")}[kind]:
        if shutil.which(program, path=f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin") is None:
            missing(program)


def pulled(kind: str, times: int, seed: int = 1) -> Sticks:
    """A real file system in user space whose driver is killed while a copy is written to it."""
    need(kind)
    result, generator = Sticks(), random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="povdesk-stick-") as name:
        folder = Path(name)
        office, image = folder / "office", folder / "stick.img"
        format_image(kind, image)
        (office / STICK).mkdir(parents=True)
        with stick(kind, image, office / STICK):
            BACKUP.prepare(office)
            _add_ballast(office)
        usual = _time_of_a_copy(kind, image, office)
        for number in range(times):
            _pull(result, f"{kind}, pull {number}", kind, image, office, generator.uniform(0, usual))
    return result


def _pull(result: Sticks, title: str, kind: str, image: Path, office: Path, after: float) -> None:
    with stick(kind, image, office / STICK) as driver:
        writer = worker_sticks.begin(office)
        writer.wait_until_begun()
        time.sleep(after)
        busy = any((office / STICK).glob("~*.part")) if writer.running else False
        os.kill(driver, signal.SIGKILL)
        begun = time.monotonic()
        said = writer.answer(COMES_BACK_WITHIN + 20)
        waited = time.monotonic() - begun
    result.longest = max(result.longest, waited)
    result.in_mid_write += busy
    with stick(kind, image, office / STICK, repair=True):
        wrong = BACKUP.judge(office, False)
        if said == "done" and not writer.made_file_is_there():
            wrong.append("a copy was promised and is not there")
        # What was made by this try is taken away again, so that every try begins alike.
        for path in (office / STICK).glob("*.p*"):
            if path.name not in (office / "sums").read_text(encoding="utf-8"):
                path.unlink()
    if waited > COMES_BACK_WITHIN:
        wrong.append(f"the officer waited {waited:.0f} s")
    _add(result, title, said, wrong)


def _add_ballast(office: Path) -> None:
    """So much in the data that writing a copy takes a while."""
    database = Database(office / LIVE / "povdesk.db")
    with database.writing() as act:
        act.describe("Thêm ảnh")
        for number in range(40):
            name = f"ballast {number}"
            act.connection.execute(
                setting.insert().values(
                    uid=name, key=name, value=random.Random(number).randbytes(100_000).hex()
                )
            )
    database.close()


def _time_of_a_copy(kind: str, image: Path, office: Path) -> float:
    with stick(kind, image, office / STICK):
        writer = worker_sticks.begin(office)
        writer.wait_until_begun()
        begun = time.monotonic()
        said = writer.answer(60)
        if said != "done":
            raise AssertionError(f"no copy can be made on {kind}: {said}")
        return time.monotonic() - begun


def format_image(kind: str, image: Path) -> None:
    """An empty stick of 64 MB in a file."""
    with image.open("wb") as file:
        file.truncate(64 << 20)
    command = ["mkfs.exfat", str(image)] if kind == "exfat" else ["mkntfs", "-F", "-f", "-q", str(image)]
    subprocess.run(command, capture_output=True, check=True, env=_with_sbin())


@contextmanager
def stick(kind: str, image: Path, place: Path, *, repair: bool = False) -> Iterator[int]:
    """The image as a mounted stick; gives the driver's process id."""
    _make_nodes()
    device = _loop(image) if kind == "exfat" else str(image)
    try:
        if repair:
            check = ["fsck.exfat", "-y", device] if kind == "exfat" else ["ntfsfix", device]
            subprocess.run(check, capture_output=True, check=False, env=_with_sbin())
        command = (
            ["mount.exfat-fuse", "-d", device, str(place)]
            if kind == "exfat"
            else ["ntfs-3g", "-o", "no_detach", device, str(place)]
        )
        driver = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_with_sbin()
        )
        _until(lambda: os.path.ismount(place) or driver.poll() is not None)
        if driver.poll() is not None:
            missing(f"The right to mount {kind}")
        try:
            yield driver.pid
        finally:
            subprocess.run(["umount", str(place)], capture_output=True, check=False)
            if os.path.ismount(place):
                subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)
            try:
                driver.wait(10)
            except subprocess.TimeoutExpired:
                driver.kill()
                driver.wait()
    finally:
        if kind == "exfat":
            subprocess.run(["losetup", "-d", device], capture_output=True, check=False, env=_with_sbin())


def _loop(image: Path) -> str:
    command = ["losetup", "-f", "--show", str(image)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_with_sbin())
    if done.returncode:
        # Nothing that can be installed gives a machine loop devices which its kernel withholds.
        pytest.skip(f"This machine has no loop devices: {done.stderr.strip()}")
    return done.stdout.strip()


def _make_nodes() -> None:
    """A bare root folder has no nodes for the kernel's loop devices and FUSE; a root user may make them."""
    nodes = {"loop-control": (stat.S_IFCHR, 10, 237), "fuse": (stat.S_IFCHR, 10, 229)}
    nodes |= {f"loop{number}": (stat.S_IFBLK, 7, number) for number in range(8)}
    with suppress(OSError):
        for name, (kind, major, minor) in nodes.items():
            node = Path("/dev") / name
            if not node.exists():
                os.mknod(node, 0o600 | kind, os.makedev(major, minor))


def _until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)


def _with_sbin() -> dict[str, str]:
    return os.environ | {"PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"}


if __name__ == "__main__":
    print(json.dumps(vars(_folders(sys.argv[1], int(sys.argv[2]))), ensure_ascii=False))
