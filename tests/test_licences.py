"""Whoever's work is shipped is named in "Giới thiệu", with the full text of its licence."""

import re
import tomllib
from importlib import metadata

import pytest

from tests.source_tree import ROOT

RESOURCES = ROOT / "resources"
FOLDER = RESOURCES / "licences"

# Words that stand in the text itself of each licence, not only in its name.
WORDS = {
    "LGPL-3.0": "GNU LESSER GENERAL PUBLIC LICENSE",
    "GPL-3.0": "TERMS AND CONDITIONS",
    "Apache-2.0": "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
    "MIT": "Permission is hereby granted, free of charge",
    "MIT-0": "Permission is hereby granted, free of charge",
    "MIT-CMU": "Permission to use, copy, modify and distribute",
    "BSD-2-Clause": "Redistributions in binary form must reproduce",
    "BSD-3-Clause": "Redistributions in binary form must reproduce",
    "PSF-2.0": "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
    "OFL-1.1": "SIL OPEN FONT LICENSE",
    "ZPL-2.1": "Redistributions in binary form must reproduce",
    "Zlib": "Altered source versions must be plainly marked",
}


def _told() -> list[dict[str, object]]:
    return tomllib.loads((FOLDER / "parts.toml").read_text(encoding="utf-8"))["part"]  # type: ignore[no-any-return]


def _shipped() -> set[str]:
    """What the program needs to run, with all that those need themselves."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {
        _name(line)
        for line in (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if line[:1].isalnum()
    }
    waiting = [_name(line) for line in project["dependencies"]]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in locked and name not in found:
            found.add(name)
            waiting += [_name(line) for line in metadata.requires(name) or [] if "extra ==" not in line]
    return found


def _name(requirement: str) -> str:
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-")  # type: ignore[index]


def test_every_shipped_library_has_its_licence() -> None:
    named = {_name(str(part["distribution"])) for part in _told() if "distribution" in part}

    assert {"sqlalchemy", "lxml", "pillow", "pyside6-essentials"} <= _shipped()
    assert _shipped() <= named


def test_every_font_and_icon_set_has_its_licence() -> None:
    folders = {
        path.parent.relative_to(RESOURCES).as_posix()
        for kind in ("fonts", "icons")
        for path in (RESOURCES / kind).rglob("*")
        if path.suffix in {".ttf", ".otf", ".svg", ".png"}
    }
    named = {str(text).rpartition("/")[0] for part in _told() for text in part["texts"]}  # type: ignore[attr-defined]

    assert folders >= {"fonts/tinos", "fonts/open-sans", "icons"}
    assert folders <= named


def test_every_text_is_whole_and_none_lies_there_unnamed() -> None:
    named = {str(text) for part in _told() for text in part["texts"]}  # type: ignore[attr-defined]
    lying = {path.relative_to(RESOURCES).as_posix() for path in FOLDER.glob("*.txt")}

    assert lying <= named
    assert all((RESOURCES / text).stat().st_size > 300 for text in named)


@pytest.mark.parametrize("licence", sorted(WORDS))
def test_the_words_of_the_licence_stand_in_its_text(licence: str) -> None:
    parts = [
        part
        for part in _told()
        if licence in {each.strip() for each in str(part["licence"]).split(",")}
        or (licence == "GPL-3.0" and part["licence"] == "LGPL-3.0")
    ]

    assert parts
    for part in parts:
        texts = [(RESOURCES / str(text)).read_text(encoding="utf-8") for text in part["texts"]]  # type: ignore[attr-defined]
        assert WORDS[licence].lower() in " ".join("\n".join(texts).lower().split()), part["name"]


def test_the_lesser_gpl_comes_with_the_gpl_that_it_builds_on() -> None:
    lesser = [part for part in _told() if part["licence"] == "LGPL-3.0"]

    assert len(lesser) == 2
    for part in lesser:
        assert part["texts"] == ["licences/LGPL-3.0.txt", "licences/GPL-3.0.txt"]
        assert "thay được bằng bản khác" in str(part["note"])


@pytest.mark.gui
def test_the_program_reads_the_versions_that_run_here() -> None:
    import platform
    import sqlite3

    from povdesk.ui.help.licences import parts

    versions = {part.name: part.version for part in parts()}

    assert versions["Qt 6, PySide6"] == metadata.version("PySide6-Essentials")
    assert versions["SQLAlchemy"] == metadata.version("sqlalchemy")
    assert versions["Python"] == platform.python_version()
    assert versions["SQLite"] == sqlite3.sqlite_version
    assert versions["Phông Tinos"] == ""
    assert all("https://" in part.full_text() for part in parts())
