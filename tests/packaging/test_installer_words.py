"""What the installer says: in Vietnamese, politely, and with the exit codes that README and help promise."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest
from installer.build import MOST_INSTALLED

from povdesk.storage.updates import ROOM_TO_INSTALL

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "packaging" / "nsis").rglob("*.ns[ih]"))
SAID = re.compile(r"\$\{(?:Text|LangFileString)\} \w+ \"(.*)\"$", re.MULTILINE)

# Given by NSIS itself: done, stopped by the officer.
OF_NSIS = {0, 1}


@pytest.fixture(scope="module")
def script() -> str:
    return "\n".join(file.read_text(encoding="utf-8-sig") for file in SCRIPTS)


def _codes_of_table(text: str) -> set[int]:
    """The codes in a Markdown table with one or two pairs of code and meaning in a row."""
    return {
        int(code)
        for row in re.findall(r"^\|.*\|$", text, re.MULTILINE)
        for code in re.findall(r"\| (\d) (?=\|)", row)
    }


@pytest.mark.parametrize(
    "page, heading",
    [("README.md", "## Cài trên máy cơ quan"), ("resources/help/cho-tin-hoc.md", "## Cài im lặng")],
)
def test_every_exit_code_of_the_installer_is_explained(script, page, heading):
    text = (ROOT / page).read_text(encoding="utf-8")
    part = text[text.index(heading) :].split("\n## ")[0]
    given = {int(code) for code in re.findall(r"(?:Refuse|SetErrorLevel) (\d)", script)}

    assert _codes_of_table(part) == given | OF_NSIS


def test_every_text_is_defined_and_every_defined_text_is_used(script):
    defined = set(re.findall(r"\$\{Text\} (T_\w+)", script))
    used = set(re.findall(r"\$\((T_\w+)\)", script))

    assert defined == used


def test_the_installer_speaks_politely(script):
    for words in SAID.findall(script):
        assert "!" not in words
        assert not re.search(r"\bbạn\b", words, re.IGNORECASE), words


def test_the_notices_name_everything_that_is_shipped():
    place = ROOT / "packaging" / "nsis" / "notices.py"
    specification = importlib.util.spec_from_file_location("installer_notices", place)
    assert specification is not None
    assert specification.loader is not None
    made = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(made)
    licences = ROOT / "resources" / "licences"
    text = made.notices("1.2.3", licences, ROOT / "packaging" / "requirements.lock")
    parts = tomllib.loads((licences / "parts.toml").read_text(encoding="utf-8"))["part"]

    assert "PovDesk 1.2.3" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "@" not in text.split("GNU LESSER")[0]
    for part in parts:
        assert f"{part['name']}: {part['licence']}" in text


def test_an_update_from_a_stick_asks_for_as_much_room_as_the_installer_then_does(script):
    """Else PovDesk closes itself for an installer that only says that the disk is full."""
    extra = int(re.search(r"!define EXTRA_ROOM_MB (\d+)", script)[1])

    assert 2 * MOST_INSTALLED + extra * 2**20 <= ROOM_TO_INSTALL
