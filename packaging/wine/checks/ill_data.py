"""A start with data that are locked, gone or damaged: the officer reads what to do, nothing is lost."""

import shutil
from pathlib import Path

from wine.bench import Bench
from wine.checks.program import WORKING, meet

LOCKED = ("Có chương trình khác đang giữ tệp dữ liệu",)
GONE = ("Không thấy tệp dữ liệu",)
DAMAGED = ("bị hỏng",)


def run(bench: Bench) -> None:
    """With the new version, and with a copy of the data in its usual place."""
    _meet_locked(bench)
    _meet_gone(bench)
    _meet_damaged(bench)
    meet(bench, "a start after all that shows the data again", WORKING)


def _meet_locked(bench: Bench) -> None:
    holder = bench.hold_database()
    try:
        meet(bench, "a start while another program keeps the data locked says so", LOCKED)
        _codes(bench, "locked", check=1, copy=1)
    finally:
        bench.prefix.end(holder)


def _meet_gone(bench: Bench) -> None:
    aside = bench.scratch / "aside"
    _move_all(bench.database, aside)
    try:
        meet(bench, "a start without the database leads to the copies", GONE)
        bench.report.check("and begins no new one in its place", not bench.database.exists())
        _codes(bench, "gone", check=1, copy=0)
    finally:
        _move_all(aside / bench.database.name, bench.data)


def _meet_damaged(bench: Bench) -> None:
    whole = bench.database.read_bytes()
    damaged = b"\0" * 4096 + whole[4096:]
    bench.database.write_bytes(damaged)
    try:
        meet(bench, "a start with a damaged database leads to the copies", DAMAGED)
        bench.report.check("and leaves it as it is", bench.database.read_bytes() == damaged)
        _codes(bench, "damaged", check=2, copy=2)
    finally:
        bench.database.write_bytes(whole)


def _codes(bench: Bench, state: str, *, check: int, copy: int) -> None:
    """How the commands that an installer, or who helps from afar, relies on end with such data."""
    copied = bench.program("upgrade-copy", "--version", bench.setups.version)
    checked = bench.program("check")
    bench.report.equal(
        f"data that are {state}: codes of check and upgrade-copy",
        (checked.code, copied.code),
        (check, copy),
        checked.output,
    )


def _move_all(database: Path, target: Path) -> None:
    """A database with the files that belong to it."""
    target.mkdir(exist_ok=True)
    for path in list(database.parent.glob(f"{database.name}*")):
        shutil.move(path, target / path.name)
