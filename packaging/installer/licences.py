"""The licence texts of everything that is shipped, in one folder; a component without one stops the build."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

from installer import wheels
from installer.places import LICENCES, RESOURCES, BuildRefused

FOLDER = "licenses"

_BEGINNINGS = ("licen", "copying", "notice", "authors")
_OFFER_OF_SALE = "LicenseRef-Qt-Commercial.txt"

BY_HAND = {"pyside6-essentials": "qt", "shiboken6": "qt"}
"""Projects whose wheels bring no licence text -> the folder of packaging/licences that has it."""


def collect(payload: Path, shipped: Iterable[Path], runtime: zipfile.ZipFile) -> None:
    """Write the texts into the payload; BuildRefused when a shipped wheel, font or icon set has none."""
    folder = payload / FOLDER
    _write(folder / "python" / "LICENSE.txt", runtime.read("LICENSE.txt"))
    for wheel in shipped:
        name = wheels.project(wheel)
        texts = in_wheel(wheel) or by_hand(name)
        if not texts:
            raise BuildRefused(
                f"{wheel.name} brings no licence text; put it into packaging/licences/{name}/."
            )
        for file, content in texts.items():
            _write(folder / BY_HAND.get(name, name) / file, content)
    _copy_our_texts(folder)
    for place in own_assets():
        for text in texts_beside(place):
            _write(folder / place.name / text.name, text.read_bytes())


def in_wheel(wheel: Path) -> dict[str, bytes]:
    """The licence texts in a wheel: path below its licenses folder -> content."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            top, _, rest = name.partition("/")
            file = rest.rpartition("/")[2]
            if not top.endswith(".dist-info") or file in ("", _OFFER_OF_SALE):
                continue
            if rest.startswith("licenses/") or file.lower().startswith(_BEGINNINGS):
                found[rest.removeprefix("licenses/")] = archive.read(name)
    return found


def by_hand(project: str) -> dict[str, bytes]:
    """The texts that we keep ourselves for a project whose wheel has none."""
    folder = LICENCES / BY_HAND.get(project, project)
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()}


def own_assets() -> list[Path]:
    """Folders of fonts and icons by others that lie in resources/; BuildRefused when one has no text."""
    folders = [
        *sorted(path for path in (RESOURCES / "fonts").iterdir() if path.is_dir()),
        RESOURCES / "icons",
    ]
    for folder in folders:
        if not texts_beside(folder):
            raise BuildRefused(f"resources/{folder.relative_to(RESOURCES).as_posix()} has no licence text.")
    return folders


def texts_beside(folder: Path) -> list[Path]:
    """The licence files that lie in a folder of resources/."""
    return sorted(
        path for path in folder.glob("*.txt") if path.name.lower().startswith((*_BEGINNINGS, "ofl"))
    )


def _copy_our_texts(folder: Path) -> None:
    for path in sorted(LICENCES.rglob("*")):
        if path.is_file():
            _write(folder / path.relative_to(LICENCES), path.read_bytes())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
