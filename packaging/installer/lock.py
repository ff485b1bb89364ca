"""What the installed program needs: `pyproject.toml`'s dependencies, followed through, for Windows."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from installer.places import LOCK, PROJECT, BuildRefused

WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "implementation_version": "3.11.9",
    "sys_platform": "win32",
    "platform_release": "10",
    "platform_version": "10.0.17763",
}
"""The shipped Python on the officer's computer, as markers see it."""

Requires = Callable[[NormalizedName], Iterable[str]]


@dataclass(frozen=True)
class Pin:
    """One line of the lock: a version and the hashes of all its files."""

    name: NormalizedName
    version: str
    hashes: frozenset[str]
    on_windows: bool


def pins(path: Path = LOCK) -> dict[NormalizedName, Pin]:
    """The lock by name of the project."""
    found: dict[NormalizedName, Pin] = {}
    for line in _whole_lines(path.read_text(encoding="utf-8")):
        words, *hashes = line.split("--hash=")
        requirement = Requirement(words.strip())
        versions = [each.version for each in requirement.specifier if each.operator == "=="]
        if len(versions) != 1 or len(list(requirement.specifier)) != 1:
            raise BuildRefused(f"{path.name}: {words.strip()} does not name one version with ==.")
        sums = frozenset(each.strip() for each in hashes)
        if not sums or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in sums):
            raise BuildRefused(f"{path.name}: {requirement.name} has no SHA-256, or one that is none.")
        name = canonicalize_name(requirement.name)
        on_windows = requirement.marker is None or requirement.marker.evaluate(WINDOWS)
        found[name] = Pin(name, versions[0], frozenset(each[7:] for each in sums), on_windows)
    return found


def direct(path: Path = PROJECT) -> list[str]:
    """What `pyproject.toml` says that the program needs; the developers' extras are left out."""
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["dependencies"])


def runtime(
    wanted: Iterable[str], locked: dict[NormalizedName, Pin], requires: Requires
) -> dict[NormalizedName, Pin]:
    """Everything that the wanted requirements need on Windows, from the lock.

    requires: what a project says that it needs itself. Raises BuildRefused for what the lock lacks.
    """
    found: dict[NormalizedName, Pin] = {}
    waiting = [(Requirement(each), "pyproject.toml") for each in wanted]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement, asker = waiting.pop()
        name = canonicalize_name(requirement.name)
        extras = frozenset(requirement.extras)
        pin = locked.get(name)
        if pin is None or not pin.on_windows:
            raise BuildRefused(
                f"{asker} needs {requirement} on Windows, but packaging/requirements.lock has no such line. "
                "Make the lock anew, for all systems and with hashes."
            )
        if not requirement.specifier.contains(pin.version, prereleases=True):
            raise BuildRefused(f"{asker} needs {requirement}, but the lock has {pin.version}.")
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        found[name] = pin
        for line in requires(name):
            needed = Requirement(line)
            if needed.marker is None or any(
                needed.marker.evaluate(WINDOWS | {"extra": extra}) for extra in extras or {""}
            ):
                waiting.append((needed, name))
    return dict(sorted(found.items()))


def installed_requires(name: NormalizedName) -> list[str]:
    """What the copy in this environment says that it needs; nothing when it is not here."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def _whole_lines(text: str) -> list[str]:
    joined = re.sub(r"\\\r?\n", " ", text)
    lines = (re.sub(r"(^|\s)#.*", "", line).strip() for line in joined.splitlines())
    return [line for line in lines if line]
