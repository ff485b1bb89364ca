"""Whatever is shipped has its licence text in resources/licences: the very text that came with it."""

import re
import tomllib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name

from installer import wheels
from installer.places import RESOURCES, BuildRefused

LIST = RESOURCES / "licences" / "parts.toml"

WITHOUT_TEXT = frozenset({"pyside6-essentials", "shiboken6"})
"""Wheels that bring no licence text but an offer of a commercial one; ours are the LGPL and the GPL."""

_TEXT = re.compile(r"(LICENSES/)?(?!LicenseRef|CC-BY)[^/]*", re.IGNORECASE)
_NAMED = re.compile(r"(licen[cs]es?\b|copying|notice)", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A work of others: what it is called, and where its licence texts lie below resources/."""

    name: str
    distribution: str
    texts: tuple[str, ...]

    def words(self) -> str:
        """Its licence texts as one run of words."""
        return " ".join(_words((RESOURCES / text).read_text(encoding="utf-8")) for text in self.texts)


def parts(path: Path = LIST) -> list[Part]:
    """The list that the program shows; BuildRefused when a part has no text."""
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["part"]
    found = []
    for each in listed:
        part = Part(
            each["name"], canonicalize_name(each.get("distribution", "")), tuple(each.get("texts", ()))
        )
        missing = [text for text in part.texts if not (RESOURCES / text).is_file()]
        if missing or not part.texts:
            raise BuildRefused(f"resources/licences: {part.name} has no text ({', '.join(missing)}).")
        found.append(part)
    return found


def check_named(projects: Iterable[str], listed: Iterable[Part]) -> None:
    """BuildRefused when a shipped project, font or icon set is not in the list."""
    names = {part.distribution for part in listed}
    if missing := sorted(set(projects) - names):
        raise BuildRefused(f"resources/licences/parts.toml does not name: {', '.join(missing)}.")
    texts = {(RESOURCES / text).parent for part in listed for text in part.texts}
    assets = [*(path for path in (RESOURCES / "fonts").iterdir() if path.is_dir()), RESOURCES / "icons"]
    if missing := sorted(path.name for path in assets if path not in texts):
        raise BuildRefused(f"resources/licences/parts.toml names no text of: {', '.join(missing)}.")


def check_texts(shipped: Iterable[Path], runtime: zipfile.ZipFile, listed: Iterable[Part]) -> None:
    """BuildRefused when a text that came with a shipped file does not stand in ours."""
    by_project = {part.distribution: part for part in listed}
    for wheel in shipped:
        name = wheels.project(wheel)
        theirs = in_wheel(wheel)
        if not theirs and name not in WITHOUT_TEXT:
            raise BuildRefused(f"{wheel.name} brings no licence text.")
        ours = by_project[name].words()
        for file, text in theirs.items():
            if _words(text) not in ours:
                raise BuildRefused(
                    f"{file} of {wheel.name} is not what stands in {', '.join(by_project[name].texts)}. "
                    "Bring the text in resources/licences up to date."
                )
    python = next(part for part in listed if part.name == "Python")
    if _words(runtime.read("LICENSE.txt").decode("utf-8")) not in python.words():
        raise BuildRefused("Python's licence in resources/licences is not the shipped runtime's.")


def in_wheel(wheel: Path) -> dict[str, str]:
    """The licence texts of the project itself in its wheel, by their file's name."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            top, _, rest = name.partition("/")
            file = rest.removeprefix("licenses/")
            if top.endswith(".dist-info") and _TEXT.fullmatch(file) and _NAMED.match(file):
                found[file] = archive.read(name).decode("utf-8")
    return found


def _words(text: str) -> str:
    """One run of words: how lines break and whether a link says http or https makes no other licence."""
    return " ".join(text.replace("https://", "http://").split())
