"""Wheels: which one fits Windows and the shipped Python, and what it says about itself."""

import zipfile
from email.parser import HeaderParser
from functools import cache
from pathlib import Path

from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from installer.lock import Pin
from installer.places import BuildRefused, file_sha256

_PLATFORMS = ["win_amd64"]


def find(folder: Path, pin: Pin) -> Path | None:
    """The best wheel of this pin in a folder, or None. BuildRefused when its SHA-256 is not in the lock."""
    ranks = _ranks()
    fitting: list[tuple[int, Path]] = []
    for path in sorted(folder.glob("*.whl")):
        try:
            name, version, _, tags = parse_wheel_filename(path.name)
        except InvalidWheelFilename:
            continue
        known = [ranks[tag] for tag in tags if tag in ranks]
        if name == pin.name and str(version) == pin.version and known:
            fitting.append((min(known), path))
    if not fitting:
        return None
    best = min(fitting)[1]
    found = file_sha256(best)
    if found not in pin.hashes:
        raise BuildRefused(
            f"{best.name} is not the file that packaging/requirements.lock names: its SHA-256 is {found}. "
            "Delete it and fetch it again; if it comes back like this, do not use it."
        )
    return best


def requires(wheel: Path) -> list[str]:
    """The wheel's own Requires-Dist lines."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        lines = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    return list(lines.get_all("Requires-Dist") or [])


def project(wheel: Path) -> str:
    """The project's name in one spelling."""
    return canonicalize_name(wheel.name.partition("-")[0])


@cache
def _ranks() -> dict[Tag, int]:
    best_first = [
        *cpython_tags((3, 11), ["cp311"], _PLATFORMS),
        *compatible_tags((3, 11), "cp311", _PLATFORMS),
    ]
    return {tag: rank for rank, tag in reversed(list(enumerate(best_first)))}
