"""The installers of a run: an older one, this one, and broken ones; packed while the first checks run."""

import os
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from installer import inputs, layout, setup_file
from installer.places import CACHE, PROGRAM, RESOURCES

INSIDE = Path(__file__).with_name("inside")

COMPILER = "x86_64-w64-mingw32-gcc-win32"

HANG_LIMIT = 8
"""Seconds after which a test's installer gives up a program that never ends; officers' ones wait longer."""

OLD, NEW = "old", "new"

BROKEN = {
    "ends with an error": "ERROR_AT_ONCE",
    "never ends": "NEVER_ENDS",
    "works only before it is in its place": "NOT_IN_ITS_FINAL_PLACE",
    "lacks a library of Qt": "",
    "has a damaged library": "",
}
"""Kinds of a broken new version; those with a word get a false PovDesk.exe and little besides."""

_DAMAGED = "python311.zip"


class Setups:
    """Installers by name, in a folder that the tested Windows sees as a stick. `close` it in the end."""

    def __init__(self, stick: Path, work: Path, given: Path | None = None) -> None:
        self.version = setup_file.program_version(PROGRAM / "__init__.py")
        self.older = older(self.version)
        self.newer = newer(self.version)
        self._stick = stick
        self._work = work
        self._given = given
        self._pool = ThreadPoolExecutor(2)
        inputs.fetch(CACHE)
        self.inputs = inputs.take(CACHE)
        # Laid out one after the other, as that alone keeps two cores busy; packed while others are laid out.
        self._old_laid = self._pool.submit(self._lay_out, self.older)
        self._waiting: dict[str, Future[Path]] = {OLD: self._pool.submit(self._pack_old)}
        self._new_laid = self._pool.submit(self._lay_out, self.version)
        self._waiting[NEW] = self._pool.submit(self._pack_new)
        for kind in BROKEN:
            self._waiting[kind] = self._pool.submit(self._pack_broken, kind)

    def get(self, name: str) -> str:
        """The Windows path of an installer; waits until it is packed."""
        return f"S:\\{self._waiting[name].result().name}"

    def file(self, name: str) -> Path:
        """The same on this machine."""
        return self._waiting[name].result()

    def payload(self, name: str) -> Path:
        """The folder that OLD or NEW was packed from."""
        return (self._old_laid if name == OLD else self._new_laid).result()

    def put_python(self, folder: Path) -> None:
        """Unpack the official Python, for the checks' own programs, which lie together on the stick."""
        self.inputs.runtime.extractall(folder)
        (folder / "python311._pth").write_text("python311.zip\n.\nS:\\inside\n", encoding="ascii")

    @property
    def may_be_signed(self) -> bool:
        """The programs and libraries of NEW need not be those that are laid out here."""
        return self._given is not None

    def close(self) -> None:
        """Wait for what is being packed, and pack no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _lay_out(self, version: str) -> Path:
        payload = self._work / version
        layout.lay_out(payload, self.inputs, version)
        return payload

    def _pack_old(self) -> Path:
        return self._pack(self._old_laid.result(), self.older, "Cu.exe")

    def _pack_new(self) -> Path:
        if self._given is not None:
            return Path(shutil.copy(self._given, self._stick / self._given.name))
        return self._pack(self._new_laid.result(), self.version, setup_file.name(self.version))

    def _pack_broken(self, kind: str) -> Path:
        payload = self._work / f"broken-{list(BROKEN).index(kind)}"
        if BROKEN[kind]:
            self._lay_out_false(payload, BROKEN[kind])
        else:
            shutil.copytree(self._new_laid.result(), payload, copy_function=os.link)
            _damage(payload, kind)
        return self._pack(payload, self.newer, f"{payload.name}.exe", {"START_LIMIT": f"{HANG_LIMIT}000"})

    def _lay_out_false(self, payload: Path, how: str) -> None:
        payload.mkdir()
        compile_c("false_program.c", payload / "PovDesk.exe", "-municode", "-mwindows", f"-DHOW={how}")
        for name in ("pythonw.exe", "python311.dll"):
            shutil.copy(payload / "PovDesk.exe", payload / name)
        shutil.copytree(RESOURCES / "licences", payload / "resources" / "licences")

    def _pack(self, payload: Path, version: str, name: str, more: dict[str, str] | None = None) -> Path:
        return setup_file.make_setup(payload, version, self._stick / name, "zlib", defines=more)


def compile_c(source: str, target: Path, *words: str, compiler: str = COMPILER) -> None:
    """Compile one of the checks' own small programs."""
    command = [compiler, "-O1", "-s", *words, str(INSIDE / source), "-o", str(target)]
    if "-shared" in words:
        command += ["-ladvapi32"] if compiler == COMPILER else ["-fPIC", "-ldl"]
    subprocess.run(command, check=True, capture_output=True)


def older(version: str) -> str:
    """The version that may have come before: 1.0.0 → 0.9.0."""
    first, second, third = _numbers(version)
    if third:
        return f"{first}.{second}.{third - 1}"
    if second:
        return f"{first}.{second - 1}.9"
    return f"{first - 1}.9.0"


def newer(version: str) -> str:
    """The version that may come after: 1.0.0 → 1.0.1."""
    first, second, third = _numbers(version)
    return f"{first}.{second}.{third + 1}"


def _numbers(version: str) -> tuple[int, int, int]:
    first, second, third = (int(part) for part in [*version.split("."), "0", "0"][:3])
    return first, second, third


def _damage(payload: Path, kind: str) -> None:
    actions: dict[str, Callable[[Path], None]] = {
        "lacks a library of Qt": _without_qt,
        "has a damaged library": _cut_library,
    }
    actions[kind](payload)


def _without_qt(payload: Path) -> None:
    next(payload.rglob("Qt6Core.dll")).unlink()


def _cut_library(payload: Path) -> None:
    """Half of Python's own library, in a file of its own: the others are links."""
    half = (payload / _DAMAGED).read_bytes()[: (payload / _DAMAGED).stat().st_size // 2]
    (payload / _DAMAGED).unlink()
    (payload / _DAMAGED).write_bytes(half)
