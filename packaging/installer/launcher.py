"""Compiles PovDesk.exe, the small program that starts the shipped Python with our package."""

import os
import subprocess
import tempfile
from pathlib import Path

from installer.places import EPOCH, LAUNCHER, BuildRefused

NAME = "PovDesk.exe"

_WINDRES = "x86_64-w64-mingw32-windres"
_COMPILER = "x86_64-w64-mingw32-gcc-win32"


def make(target: Path, version: str) -> None:
    """Compile the launcher; `version` goes into its version information."""
    numbers = [*version.split("."), "0", "0", "0"][:3]
    if not all(number.isdecimal() for number in numbers):
        raise BuildRefused(f"{version} is no version: numbers and dots alone, like 1.0.0.")
    text = (LAUNCHER / "launcher.rc.in").read_text(encoding="utf-8")
    for name, value in zip(("V1", "V2", "V3", "VER"), (*numbers, version), strict=True):
        text = text.replace(f"@{name}@", value)
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        (place / "launcher.rc").write_text(text, encoding="utf-8")
        resources = (
            _WINDRES,
            "--codepage=65001",
            "-I",
            str(LAUNCHER),
            "-O",
            "coff",
            "launcher.rc",
            "launcher.res",
        )
        _call(list(resources), place)
        program = [
            *(_COMPILER, "-Os", "-s", "-municode", "-mwindows", "-finput-charset=UTF-8", "-Wall", "-Werror"),
            *('-DPYDLL=L"python311.dll"', "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat"),
            *("-Wl,--high-entropy-va", f"-ffile-prefix-map={LAUNCHER}=launcher"),
            *(str(LAUNCHER / "launcher.c"), "launcher.res", "-o", NAME),
        ]
        _call(program, place)
        target.write_bytes((place / NAME).read_bytes())


def _call(command: list[str], folder: Path) -> None:
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH), "LC_ALL": "C.UTF-8"}
    try:
        result = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, encoding="utf-8")
    except FileNotFoundError as error:
        raise BuildRefused(
            f"{command[0]} is not installed: apt install gcc-mingw-w64-x86-64-win32"
        ) from error
    if result.returncode:
        raise BuildRefused(f"{result.stdout}{result.stderr}\nPovDesk.exe could not be compiled.")
