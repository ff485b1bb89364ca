"""The project's own Python environment: `.venv`, filled from the lock and nothing else."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from devtools import system_packages
from devtools.steps import ROOT, CannotPrepare, seconds

LOCK = ROOT / "packaging" / "requirements.lock"
FOLDER = ROOT / ".venv"
STAMP = FOLDER / "made-from.txt"


def ready(*, window: bool = False, office: bool = False, faults: bool = False) -> str:
    """Make sure that all the program needs is here; returns the path of the environment's Python.

    window: a real window will be opened, which on Linux takes a few libraries more. office: LibreOffice is
    wanted, for the tests that open our files in it. faults: so are a compiler, a tracer and file systems.
    """
    system_packages.install(window=window)
    if office:
        system_packages.install_office()
    if faults:
        system_packages.install_fault_tools()
    wanted = _wanted()
    if not _python().exists() or _stamp() != wanted:
        _make(wanted)
    return str(_python())


def ask(python: str, code: str) -> str:
    """What a line of Python prints inside the environment."""
    answer = subprocess.run(
        [python, "-X", "utf8", "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return answer.stdout.strip()


def _make(wanted: str) -> None:
    started = time.perf_counter()
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        system_packages.install_venv()
    print("Preparing .venv (a minute or two the first time) ...", flush=True)
    _remove_old()
    _call([sys.executable, "-m", "venv", str(FOLDER)], "The environment .venv could not be made.")
    # Wheels only: nothing is compiled, and no setup.py of somebody else runs.
    _call(
        [
            *(str(_python()), "-m", "pip", "install", "--quiet", "--no-input"),
            *("--disable-pip-version-check", "--no-warn-script-location"),
            *("--only-binary", ":all:", "--require-hashes", "-r", str(LOCK)),
        ],
        "The libraries of packaging/requirements.lock could not be installed. Is PyPI reachable?",
    )
    STAMP.write_text(wanted, encoding="utf-8")
    print(f"Prepared .venv ({seconds(started)})", flush=True)


def _remove_old() -> None:
    if not FOLDER.exists():
        return
    try:
        shutil.rmtree(FOLDER)
    except OSError as error:
        raise CannotPrepare(
            f"The old .venv cannot be removed ({error.strerror}: {error.filename}).\n"
            "Close the programs that use it, then try again."
        ) from error


def _call(command: list[str], failure: str) -> None:
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace")
    if result.returncode:
        raise CannotPrepare(f"{result.stdout}{result.stderr}\n{failure}")


def _wanted() -> str:
    """What the environment must have been made from: this lock, this Python."""
    lock = hashlib.sha256(LOCK.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return f"lock {lock}\npython {sys.version_info.major}.{sys.version_info.minor}\n"


def _stamp() -> str:
    try:
        return STAMP.read_text(encoding="utf-8")
    except OSError:
        return ""


def _python() -> Path:
    return FOLDER / "Scripts" / "python.exe" if os.name == "nt" else FOLDER / "bin" / "python"
