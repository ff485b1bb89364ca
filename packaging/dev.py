"""The two commands of the README and their smaller sisters, for a machine with nothing but Python.

    python3 packaging/dev.py run          open PovDesk (without a display: write the plan instead)
    python3 packaging/dev.py test [...]   all checks and tests; more words go to pytest
    python3 packaging/dev.py check        the checks alone: lint, format, types
    python3 packaging/dev.py bench [...]  the benchmark
    python3 packaging/dev.py soak [...]   the long run of power cuts, kills, failing disks and pulled sticks
    python3 packaging/dev.py screens DIR  a picture of every screen
    python3 packaging/dev.py installer    the Windows installer, into dist/; --help says what else it can do
    python3 packaging/dev.py installer-test   the installer and the installed program under Wine

Needs the standard library only; makes `.venv` and fills it from the lock by itself.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable

if sys.version_info < (3, 11):  # noqa: UP036 - this file is started by whatever python3 the machine has
    sys.exit("PovDesk needs Python 3.11 or newer; this is " + sys.version.split()[0])

from devtools import environment, system_packages
from devtools.steps import Steps, run, speak_utf8
from wine import verified

ROOT = environment.ROOT

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
INSTALLER = {"PYTHONPATH": str(ROOT / "packaging"), "PYTHONDONTWRITEBYTECODE": "1"}
IF_CHANGED = "--if-changed"


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    speak_utf8()
    command = COMMANDS.get(arguments[0] if arguments else "")
    if command is None:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 1
    try:
        return command(arguments[1:])
    except environment.CannotPrepare as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run_program(arguments: list[str]) -> int:
    """The window, on the demo commune when there is no database; without a display, the plan on paper."""
    if arguments:
        python = environment.ready(window=_has_display())
        return run([python, "-m", "povdesk", *arguments])
    if not _has_display():
        return _write_plan()
    python = environment.ready(window=True)
    officers, sample = environment.ask(
        python, "from povdesk import paths; print(paths.data_folder()); print(paths.sample_folder())"
    ).splitlines()
    if _has_database(officers):
        return run([python, "-m", "povdesk"])
    if not _has_database(sample):
        code = run([python, "-m", "povdesk", "--data", sample, "demo"])
        if code:
            return code
    return run([python, "-m", "povdesk", "--data", sample])


def test(arguments: list[str]) -> int:
    """Every check, then every test; all of them run even when an early one fails."""
    python = environment.ready(office=True, faults=True)
    steps = _checks(python)
    steps.show("pytest", [python, "-m", "pytest", *arguments], OFFSCREEN)
    return steps.summary()


def check(arguments: list[str]) -> int:
    """Lint, format and types."""
    return _checks(environment.ready()).summary()


def bench(arguments: list[str]) -> int:
    """Figures as ratios to a floor measured in the same run."""
    python = environment.ready()
    return run([python, "-m", "tests.bench.run", *arguments], OFFSCREEN)


def soak(arguments: list[str]) -> int:
    """The long proof that nothing is lost, with its figures; before a release."""
    python = environment.ready(faults=True)
    return run([python, "-m", "tests.faults.soak", *arguments], OFFSCREEN)


def screens(arguments: list[str]) -> int:
    """A picture of every screen at the sizes that offices have."""
    python = environment.ready()
    return run([python, "-m", "tests.ui.screens", *arguments], OFFSCREEN)


def installer(arguments: list[str]) -> int:
    """PovDesk-Setup-X.Y.Z.exe from pinned inputs; builds on Linux, the same bytes every time."""
    if not any(word in ("-h", "--help", "--fetch-only") for word in arguments):
        system_packages.install_installer_tools()
    python = environment.ready()
    return run([python, "-m", "installer", *arguments], INSTALLER)


def installer_test(arguments: list[str]) -> int:
    """Install, use, upgrade, break and remove the program in a passing Windows made by Wine.

    --if-changed: only when packaging/ is not what last passed, as packaging/verified.json says.
    """
    if IF_CHANGED in arguments:
        passed = verified.last_passed()
        if passed is not None and verified.is_verified():
            print(
                f"installer-test: left out, packaging/ is what passed {passed.checks} checks on {passed.day}"
            )
            return 0
        arguments = [word for word in arguments if word != IF_CHANGED]
    if not any(word in ("-h", "--help") for word in arguments):
        system_packages.install_wine_tools()
    python = environment.ready()
    # Ctrl+C reaches the run as well, which then ends its Windows; until that is done this waits.
    signal.signal(signal.SIGINT, lambda *_: None)
    return run([python, "-m", "wine", *arguments], INSTALLER)


def _checks(python: str) -> Steps:
    steps = Steps()
    steps.quiet("ruff check", [python, "-m", "ruff", "check", "."])
    steps.quiet("ruff format", [python, "-m", "ruff", "format", "--check", "."])
    steps.quiet("mypy", [python, "-m", "mypy"])
    return steps


def _write_plan() -> int:
    print(
        "Máy này không có màn hình, nên PovDesk làm cùng việc ấy mà không mở cửa sổ: "
        "dựng xã mẫu rồi in kế hoạch năm 2024.\n"
        "There is no display here, so PovDesk does the same job without a window: "
        "it makes the demo commune and writes the plan of 2024.\n"
    )
    python = environment.ready()
    folder = ROOT / "build" / "xa-mau"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pdf, docx = folder / "ke-hoach-2024.pdf", folder / "ke-hoach-2024.docx"
    program = [python, "-m", "povdesk", "--data", str(folder)]
    for words in (["demo"], ["paper", "ke-hoach", "--year", "2024", "--pdf", str(pdf), "--docx", str(docx)]):
        code = run([*program, *words], OFFSCREEN)
        if code:
            return code
    print(f"\nKế hoạch nằm ở đây (the plan is here):\n  {pdf}\n  {docx}")
    return 0


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _has_database(folder: str) -> bool:
    return os.path.exists(os.path.join(folder, "povdesk.db"))


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run_program,
    "test": test,
    "check": check,
    "bench": bench,
    "soak": soak,
    "screens": screens,
    "installer": installer,
    "installer-test": installer_test,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
