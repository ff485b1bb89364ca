"""The whole run in order: tools, Windows, installers, groups of checks, and what is left of it: nothing."""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from installer import setup_file
from installer.places import PROGRAM

from wine import display, verified
from wine.bench import Bench
from wine.checks import GROUPS
from wine.prefix import Prefix
from wine.report import Report
from wine.setups import INSIDE, Setups, compile_c

NATIVE_COMPILER = "cc"


def main(arguments: list[str]) -> int:
    """Run all checks; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="packaging/dev.py installer-test", description="Try the installer and the program under Wine."
    )
    parser.add_argument(
        "--setup", type=Path, metavar="FILE", help="try this installer, as it will be given out"
    )
    words = parser.parse_args(arguments)
    given = None if words.setup is None else words.setup.resolve()
    if given is not None and not given.is_file():
        parser.error(f"there is no file {given}")
    report = Report(sys.stdout)
    before = verified.fingerprint()
    place = Path(tempfile.mkdtemp(prefix="povdesk-wine-"))
    try:
        with display.hidden_screen() as screen:
            _try_all(place, screen, given, report)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    code = report.close()
    if code == 0:
        version = setup_file.program_version(PROGRAM / "__init__.py")
        passed = verified.Passed(before, version, verified.today(), report.passed)
        if not verified.record(passed):
            print("packaging/ was changed meanwhile: not written into packaging/verified.json.")
    return code


def _try_all(place: Path, screen: str, given: Path | None, report: Report) -> None:
    stick, work = place / "stick", place / "work"
    stick.mkdir()
    work.mkdir()
    shutil.copytree(INSIDE, stick / "inside", ignore=shutil.ignore_patterns("*.c", "__pycache__"))
    setups = Setups(stick, work, given)
    prefix = Prefix(place / "windows", display=screen)
    try:
        bench = prepare(prefix, setups, report, stick, work)
        for name, run in GROUPS.items():
            with report.part(name):
                run(bench)
    finally:
        setups.close()
        prefix.remove()


def prepare(prefix: Prefix, setups: Setups, report: Report, stick: Path, work: Path) -> Bench:
    """A Windows 10 with what Wine lacks and with the checks' own Python."""
    begun = time.perf_counter()
    prefix.create(stick)
    system = prefix.drive / "windows" / "system32"
    compile_c("bcryptprimitives.c", system / "bcryptprimitives.dll", "-shared")
    compile_c("small_disk.c", work / "small_disk.so", "-shared", compiler=NATIVE_COMPILER)
    tools = prefix.drive / "tools"
    setups.put_python(tools)
    report.say(f"Windows 10 of {prefix.user}, made by Wine ({time.perf_counter() - begun:.1f} s)")
    return Bench(prefix, report, setups, tools / "python.exe", work)
