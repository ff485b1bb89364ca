"""The whole build in order, with its limits and its figures."""

import hashlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer import beside, checks, inputs, layout, setup_file, signing
from installer.places import CACHE, PROGRAM, WORK, BuildRefused, file_sha256

RELEASE = "lzma"
"""The compression of what is handed out, and the one that has a size limit; zlib packs faster for tests."""

MOST_INSTALLER = 45_000_000
MOST_INSTALLED = 140_000_000
LONGEST_PATH = 110
"""In the payload: with %LOCALAPPDATA%\\Programs\\PovDesk\\app and a long user name still below 260."""


@dataclass(frozen=True)
class Wanted:
    """What the command was asked for."""

    out: Path
    compressor: str = RELEASE
    offline: Path | None = None
    sign_cmd: str | None = None
    as_version: str | None = None
    keep_payload: Path | None = None


@dataclass(frozen=True)
class Payload:
    """The size of a laid-out payload, and one hash over all of it."""

    files: int
    size: int
    longest: str
    tree: str


def build(wanted: Wanted) -> Path:
    """Make the installer; returns its path. BuildRefused when anything is not as it must be."""
    begun = time.perf_counter()
    version = wanted.as_version or setup_file.program_version(PROGRAM / "__init__.py")
    with _alone():
        return _build(wanted, version, begun)


def _build(wanted: Wanted, version: str, begun: float) -> Path:
    payload = wanted.keep_payload or WORK / "app"
    with _step("checks"):
        checks.run()
    with _step("inputs"):
        folder = wanted.offline or CACHE
        if wanted.offline is None:
            inputs.fetch(folder)
        found = inputs.take(folder)
    with _step("layout"):
        layout.lay_out(payload, found, version)
    if wanted.sign_cmd:
        with _step("signatures"):
            print(f"  {signing.sign_payload(payload, wanted.sign_cmd)} files signed")
            layout.set_dates(payload)
    measured = measure(payload)
    check_payload(measured)
    out = wanted.out / setup_file.name(version)
    with _step(f"pack ({wanted.compressor})"):
        setup_file.make_setup(payload, version, out, wanted.compressor, wanted.sign_cmd)
    if wanted.sign_cmd:
        signing.check_signed([out])
    if wanted.compressor == RELEASE:
        check_installer(out)
    small = beside.write(out, version)
    print(f"\nInstalled: {measured.files} files, {measured.size / 1e6:.1f} MB, tree {measured.tree[:16]}")
    print(f"Longest path inside ({len(measured.longest)}): {measured.longest}")
    print(f"{out}\n  {out.stat().st_size / 1e6:.1f} MB, {time.perf_counter() - begun:.1f} s")
    print(f"  SHA-256 {file_sha256(out)} (compiled with Python {sys.version.split()[0]})")
    print(f"Beside it, for the stick: {', '.join(path.name for path in small)}")
    return out


def measure(payload: Path) -> Payload:
    """Count a payload and hash names and contents of all its files."""
    files = sorted(path for path in payload.rglob("*") if path.is_file())
    names = [path.relative_to(payload).as_posix() for path in files]
    tree = hashlib.sha256()
    for name, path in zip(names, files, strict=True):
        tree.update(f"{file_sha256(path)}  {name}\n".encode())
    size = sum(path.stat().st_size for path in files)
    return Payload(len(files), size, max(names, key=len), tree.hexdigest())


def check_payload(measured: Payload) -> None:
    """BuildRefused when the payload is larger or deeper than promised."""
    if measured.size > MOST_INSTALLED:
        raise BuildRefused(f"Installed {measured.size / 1e6:.1f} MB; at most {MOST_INSTALLED / 1e6:.0f} MB.")
    if len(measured.longest) > LONGEST_PATH:
        raise BuildRefused(f"A path longer than {LONGEST_PATH} characters: {measured.longest}")


def check_installer(out: Path) -> None:
    """BuildRefused when the released installer is larger than promised."""
    if out.stat().st_size > MOST_INSTALLER:
        raise BuildRefused(
            f"{out.name} has {out.stat().st_size / 1e6:.1f} MB; at most {MOST_INSTALLER / 1e6:.0f} MB."
        )


@contextmanager
def _alone() -> Iterator[None]:
    """A second build waits: both would lay out the same folder."""
    import fcntl  # not on Windows, where only the tests look into this file

    WORK.mkdir(parents=True, exist_ok=True)
    with (WORK / "lock").open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build is running; waiting for it ...", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _step(name: str) -> Iterator[None]:
    started = time.perf_counter()
    print(f"{name} ...", flush=True)
    yield
    print(f"{name}: {time.perf_counter() - started:.1f} s", flush=True)
