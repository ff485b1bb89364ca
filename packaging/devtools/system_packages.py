"""Libraries of the operating system that Qt needs and that a bare Linux lacks."""

import ctypes
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from devtools.steps import CannotPrepare, seconds

# Library file -> the Debian package that brings it.
_ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}

_FOR_A_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
}


# LibreOffice's program file -> the Debian package; some tests open our files in it.
_OFFICE = {"libswlo.so": "libreoffice-writer-nogui", "libsclo.so": "libreoffice-calc-nogui"}
_OFFICE_PLACE = Path("/usr/lib/libreoffice/program")


def install(*, window: bool) -> None:
    """Install what is missing (root on Debian or Ubuntu), or say which line does it."""
    if not sys.platform.startswith("linux"):
        return
    wanted = _ALWAYS | (_FOR_A_WINDOW if window else {})
    missing = [package for library, package in wanted.items() if not _loads(library)]
    if missing:
        _apt_install(missing)


def install_office() -> None:
    """Have LibreOffice for the tests where that can be done; without it these tests are left out."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for file, package in _OFFICE.items() if not (_OFFICE_PLACE / file).exists()]
    if not missing:
        return
    try:
        _apt_install(missing)
    except CannotPrepare:
        words = f"apt install {' '.join(missing)}"
        print(f"Tests that open our files in LibreOffice are left out. To have them: {words}", flush=True)


# Program -> the Debian package; the tests of power cuts, failing disks and pulled sticks need them.
_FAULTS = {
    "cc": "gcc",
    "strace": "strace",
    "mount.exfat-fuse": "exfat-fuse",
    "mkfs.exfat": "exfatprogs",
    "ntfs-3g": "ntfs-3g",
}
_FAULTS_FILES = {"/usr/include/stdio.h": "libc6-dev"}


def install_fault_tools() -> None:
    """Have what proves that nothing is lost, where that can be done; in CI its lack fails those tests."""
    if not sys.platform.startswith("linux"):
        return
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
    missing = [package for program, package in _FAULTS.items() if shutil.which(program, path=path) is None]
    missing += [package for file, package in _FAULTS_FILES.items() if not Path(file).exists()]
    if not missing:
        return
    try:
        _apt_install(missing)
    except CannotPrepare:
        words = f"apt install {' '.join(missing)}"
        print(f"Some tests of failing disks are left out. To have them: {words}", flush=True)


# Program -> the Debian package; the installer is packed by NSIS, PovDesk.exe compiled by mingw-w64.
_INSTALLER = {
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc-win32": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-windres": "binutils-mingw-w64-x86-64",
}


def install_installer_tools() -> None:
    """Have what builds the Windows installer; without it there is none, so its lack stops the command."""
    if not sys.platform.startswith("linux"):
        raise CannotPrepare("The installer is built on Linux (Debian 12), with Debian's own tools.")
    missing = [package for program, package in _INSTALLER.items() if shutil.which(program) is None]
    if missing:
        _apt_install(missing)


# File -> the Debian package; the installer and the installed program are tried in a Windows that Wine makes.
_WINE = {
    "/usr/lib/wine/wine64": "wine64",
    "/usr/bin/Xvfb": "xvfb",
    "/usr/bin/strace": "strace",
    "/usr/bin/cc": "gcc",
    "/usr/include/stdio.h": "libc6-dev",
}


def install_wine_tools() -> None:
    """Have what tries the installer under Wine, besides what builds it."""
    install_installer_tools()
    missing = [package for file, package in _WINE.items() if not Path(file).exists()]
    if missing:
        _apt_install(missing)


def install_venv() -> None:
    """Debian's python3 comes without the module that makes environments."""
    if sys.platform.startswith("linux") and Path(sys.executable).is_relative_to("/usr/bin"):
        _apt_install(["python3-venv"])
    else:
        raise CannotPrepare("This Python has no venv and ensurepip modules. Use one that has them.")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt_install(packages: list[str]) -> None:
    by_hand = f"apt install {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise CannotPrepare(
            "This system lacks some packages. On Debian the line would be:\n"
            f"  {by_hand}\nInstall the same with this system's own package manager, then try again."
        )
    if os.geteuid() != 0:
        raise CannotPrepare(
            f"Some packages of the system are missing. Run this line, then try again:\n  sudo {by_hand}"
        )
    started = time.perf_counter()
    print(f"Installing {' '.join(packages)} ...", flush=True)
    command = ["install", "-y", "--no-install-recommends", *packages]
    if not _has_lists() or _apt_get(command).returncode:
        _apt_get(["update"])
        result = _apt_get(command)
        if result.returncode:
            raise CannotPrepare(f"{result.stdout}{result.stderr}\nThis did not work: {by_hand}")
    print(f"Installed ({seconds(started)})", flush=True)


def _has_lists() -> bool:
    """A fresh image has no lists of packages: apt-get finds nothing before the first update."""
    return any(Path("/var/lib/apt/lists").glob("*Packages*"))


def _apt_get(words: list[str]) -> subprocess.CompletedProcess[str]:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(
        ["apt-get", "-q", *words],
        env=quiet,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
