"""Packs a payload into the installer with NSIS."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from installer.places import EPOCH, LAUNCHER, LOCK, SCRIPT, BuildRefused

COMPRESSORS = ("lzma", "zlib")


def name(version: str) -> str:
    """The installer's file name."""
    return f"PovDesk-Setup-{version}.exe"


def make_setup(
    payload: Path,
    version: str,
    out: Path,
    compressor: str = "lzma",
    sign_cmd: str | None = None,
    *,
    defines: Mapping[str, str] | None = None,
) -> Path:
    """Make the installer `out` from a payload; returns `out`.

    sign_cmd: called with the uninstaller's and the installer's path while NSIS makes them.
    defines: more names for the script; tests shorten its waits.
    """
    if compressor not in COMPRESSORS:
        raise BuildRefused(f"--compressor is one of {', '.join(COMPRESSORS)}.")
    if not SCRIPT.exists():
        raise BuildRefused(f"There is no {SCRIPT.name} in packaging/nsis.")
    out.parent.mkdir(parents=True, exist_ok=True)
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    try:
        with _dated_script() as script:
            command = [
                *("makensis", "-INPUTCHARSET", "UTF8", "-V2", "-WX", f"-DVERSION={version}"),
                *(f"-DPAYLOAD={payload.resolve()}", f"-DOUT={out.resolve()}", f"-DCOMP={compressor}"),
                *(f"-D{name}={value}" for name, value in (defines or {}).items()),
                *([f"-DSIGN={sign_cmd}"] if sign_cmd else []),
                str(script),
            ]
            result = subprocess.run(
                command,
                cwd=script.parent,
                env=surroundings,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
            )
    except FileNotFoundError as error:
        raise BuildRefused("makensis is not installed: apt install nsis") from error
    if result.returncode:
        out.unlink(missing_ok=True)
        raise BuildRefused(f"{result.stdout}{result.stderr}\nThe installer could not be packed.")
    return out


def program_version(start: Path) -> str:
    """`__version__` of a package's __init__.py, read without importing it."""
    found = re.search(r'^__version__ = "(\d+(?:\.\d+){1,2})"', start.read_text(encoding="utf-8"), re.M)
    if found is None:
        raise BuildRefused(f"{start.name} does not say __version__.")
    return found[1]


@contextmanager
def _dated_script() -> Iterator[Path]:
    """A copy of the script and its pictures with one date, which NSIS notes; checkouts differ in it."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        shutil.copytree(SCRIPT.parent, place / SCRIPT.parent.name)
        shutil.copytree(LAUNCHER, place / LAUNCHER.name)
        shutil.copy(LOCK, place / LOCK.name)
        for path in [place, *place.rglob("*")]:
            os.utime(path, (EPOCH, EPOCH))
        yield place / SCRIPT.parent.name / SCRIPT.name
