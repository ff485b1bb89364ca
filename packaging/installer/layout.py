"""Lays out the payload: the folder that becomes `app` on the officer's computer."""

import os
import re
import shutil
import zipfile
from pathlib import Path

from installer import closure, compiling, launcher, licences, modules, qt, wheels
from installer.inputs import Inputs
from installer.places import EPOCH, PROGRAM, RESOURCES, BuildRefused

LIBRARIES = "lib"
PTH = "python311._pth"

NOT_FROM_RUNTIME = frozenset(
    {"python.exe", "python.cat", "_msi.pyd", "winsound.pyd", "LICENSE.txt", "_ssl.pyd", "libssl-3.dll", PTH}
)
"""Console program, catalogue, sound, installer database, TLS: the program uses none of them."""

VC_RUNTIME = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")
"""Kept once, next to the program: the set of the Qt wheels, which is the newest."""


def lay_out(payload: Path, inputs: Inputs, version: str) -> None:
    """Make the payload in an empty folder. version: what the program will say that it is."""
    qt.check_modules()
    listed = licences.parts()
    licences.check_named((wheels.project(wheel) for wheel in inputs.wheels), listed)
    licences.check_texts(inputs.wheels, inputs.runtime, listed)
    shutil.rmtree(payload, ignore_errors=True)
    payload.mkdir(parents=True)
    _put_runtime(payload, inputs.runtime)
    missing: set[str] = set()
    for wheel in inputs.wheels:
        missing |= _put_wheel(payload / LIBRARIES, wheel)
    _put_program(payload, version)
    modules.check_not_missed(_sources(payload), missing)
    launcher.make(payload / launcher.NAME, version)
    _keep_one_vc_runtime(payload)
    _drop_unneeded_libraries(payload)
    compiling.compile_all(_sources(payload))
    (payload / PTH).write_bytes(f"python311.zip\r\n.\r\n{LIBRARIES}\r\n".encode("ascii"))
    _remove_empty_folders(payload)
    set_dates(payload)


def set_dates(payload: Path) -> None:
    """Give every file and folder the one date that all builds share."""
    for path in [payload, *payload.rglob("*")]:
        os.utime(path, (EPOCH, EPOCH))


def _put_runtime(payload: Path, runtime: zipfile.ZipFile) -> None:
    for name in runtime.namelist():
        if name not in NOT_FROM_RUNTIME:
            (payload / name).write_bytes(runtime.read(name))


def _put_wheel(libraries: Path, wheel: Path) -> set[str]:
    """Unpack what is wanted of a wheel; returns the names of the modules that are left out."""
    missing: set[str] = set()
    with zipfile.ZipFile(wheel) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if not _wanted(info.filename):
                if (name := modules.module_name(info.filename)) is not None:
                    missing.add(name)
                continue
            target = libraries / info.filename
            if not target.resolve().is_relative_to(libraries.resolve()):
                raise BuildRefused(f"{wheel.name} holds a path that leads outside: {info.filename}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(info))
    return missing


def _wanted(name: str) -> bool:
    top, _, rest = name.partition("/")
    if top.endswith(".data"):
        return False
    if top.endswith(".dist-info"):
        return rest == "METADATA"  # importlib.metadata answers what version a library is
    if top == "PySide6":
        return qt.wanted_file(rest)
    return not modules.left_out(name)


def _put_program(payload: Path, version: str) -> None:
    unwanted = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(PROGRAM, payload / "povdesk", ignore=unwanted)
    shutil.copytree(RESOURCES, payload / "resources", ignore=unwanted)
    start = payload / "povdesk" / "__init__.py"
    text, changed = re.subn(
        r'^__version__ = "[^"]*"', f'__version__ = "{version}"', start.read_text(encoding="utf-8"), flags=re.M
    )
    if changed != 1:
        raise BuildRefused("povdesk/__init__.py does not say __version__ in one line.")
    start.write_text(text, encoding="utf-8")


def _keep_one_vc_runtime(payload: Path) -> None:
    """Both Qt wheels bring the same DLLs; one set goes next to the program, what nobody needs goes later."""
    qt_folder, shiboken = payload / LIBRARIES / "PySide6", payload / LIBRARIES / "shiboken6"
    for path in sorted(shiboken.glob("*.dll")):
        if (qt_folder / path.name).exists():
            path.unlink()
    for name in VC_RUNTIME:
        (qt_folder / name).replace(payload / name)


def _drop_unneeded_libraries(payload: Path) -> None:
    """Of the Qt wheels' DLLs only those stay that something imports; then nothing may be missing."""
    files = closure.pe_files(payload)
    wants = {path: closure.imports(path) for path in files}
    optional = {
        path.name.lower(): path
        for path in files
        if path.suffix == ".dll" and path.parent.name in ("PySide6", "shiboken6")
    } | {name: payload / name for name in VC_RUNTIME if (payload / name).exists()}
    kept = closure.needed(set(files) - set(optional.values()), optional, wants)
    for path in set(files) - kept:
        path.unlink()
    closure.check_complete({path: wants[path] for path in kept})
    if odd := [path.name for path in sorted(kept) if not closure.is_for_64_bit(path)]:
        raise BuildRefused(f"Not for 64-bit Windows: {', '.join(odd)}")


def _sources(payload: Path) -> list[tuple[Path, str]]:
    """Every Python file with its name below the folder that is searched for modules."""
    libraries = payload / LIBRARIES
    found = []
    for path in sorted(payload.rglob("*.py")):
        root = libraries if path.is_relative_to(libraries) else payload
        found.append((path, path.relative_to(root).as_posix()))
    return found


def _remove_empty_folders(payload: Path) -> None:
    for path in sorted((path for path in payload.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
