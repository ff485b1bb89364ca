"""Whoever's work is shipped is named in "Giới thiệu", with its licence."""

import re
import tomllib
from importlib import metadata

import pytest

from tests.source_tree import ROOT


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


@pytest.mark.gui
def test_every_shipped_library_is_named_in_the_about_dialog() -> None:
    from povdesk.ui.help.about import licences_text

    named = licences_text().lower()
    shipped = {name.removesuffix("-essentials") for name in _shipped()}

    assert {"sqlalchemy", "lxml", "pillow", "pyside6"} <= shipped
    assert not {name for name in shipped if name not in named}
