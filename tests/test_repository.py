"""What the project's folder must always hold, and what must never get into it."""

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tests.source_tree import ROOT, sources

ENTRIES = {"README.md", "pyproject.toml", "povdesk", "resources", "tests", "packaging"}

BINARY = {".ttf", ".otf", ".png", ".bmp", ".jpg", ".ico", ".db", ".pdf", ".docx", ".xlsx", ".zip", ".pvbak"}

THIS_FILE = Path(__file__).resolve()

# A path of one person's or one build's machine; written so that this file does not hold one itself.
MACHINE_PATHS = re.compile(r"/(?:work|root|home|Users)/[\w.]+|[A-Za-z]:\\Users\\\w+")

UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|coming" + r" soon")

NETWORK = {
    *("socket", "socketserver", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp"),
    *("ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc", "webbrowser"),
    *("PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets"),
}

LOCAL_ONLY = {"QLocalServer", "QLocalSocket"}


def test_the_top_level_holds_only_what_the_map_in_the_readme_shows() -> None:
    """Who opens the folder sees the whole plan of the house."""
    shown = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert shown - _ignored() == ENTRIES


def test_the_readme_gives_the_two_commands() -> None:
    """Start and test: one line each, the same on every machine."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert "python3 packaging/dev.py run" in readme
    assert "python3 packaging/dev.py test" in readme


def test_the_build_machine_runs_the_command_of_the_readme() -> None:
    """What is green there is green for everyone."""
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert "python3 packaging/dev.py test" in lines
    assert "python3 packaging/dev.py installer-test --if-changed || wine=$?" in lines


def test_links_of_the_readme_lead_somewhere() -> None:
    """Pictures and files that the README names exist."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", readme)

    assert targets
    assert not [target for target in targets if "://" not in target and not (ROOT / target).exists()]


def test_the_list_of_changes_is_there_and_knows_this_version() -> None:
    """Officers read in it what is new."""
    from povdesk import __version__

    changes = (ROOT / "resources" / "changelog.md").read_text(encoding="utf-8")

    assert f"## {__version__}" in changes


def test_every_library_is_pinned_with_its_fingerprint() -> None:
    """The same files everywhere, or none: what pip fetches must be what was tested."""
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    entries = [entry for entry in lock.replace("\\\n", " ").splitlines() if entry.strip()]
    pinned = {entry.split()[0].lower() for entry in entries}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]

    assert not [entry for entry in entries if "--hash=sha256:" not in entry or "==" not in entry.split()[0]]
    assert {name.lower() for name in wanted} <= pinned


def test_the_lock_names_no_place_to_fetch_from() -> None:
    """Every office and every build uses the index its own pip is set to."""
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")

    assert "://" not in lock


def test_fonts_and_icons_lie_beside_their_licence() -> None:
    """We may pass on only what we can show the licence of."""
    bare = []
    for kind in ("fonts", "icons"):
        folders = {path.parent for path in (ROOT / "resources" / kind).rglob("*") if path.is_file()}
        bare += [folder for folder in folders if not any(_is_licence(path) for path in folder.iterdir())]

    assert not [folder.relative_to(ROOT).as_posix() for folder in bare]


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    """What works on one machine only does not work."""
    found = []
    for path, text in _texts():
        for number, line in enumerate(text.splitlines(), 1):
            if path != THIS_FILE and MACHINE_PATHS.search(line):
                found.append(f"{_shown(path)}:{number} {line.strip()[:100]}")

    assert not found


def test_all_texts_are_in_composed_unicode() -> None:
    """Letters with loose marks look right on the screen and are found by no search."""
    loose = [_shown(path) for path, text in _texts() if not unicodedata.is_normalized("NFC", text)]

    assert not loose


def test_nothing_is_left_for_later() -> None:
    """What is in the program works; what does not work yet is not in it."""
    found = []
    for path, text in _texts():
        if path.is_relative_to(ROOT / "povdesk") or path.is_relative_to(ROOT / "resources"):
            for number, line in enumerate(text.splitlines(), 1):
                if UNFINISHED.search(line):
                    found.append(f"{_shown(path)}:{number} {line.strip()[:100]}")

    assert not found


def test_the_program_calls_nobody_over_the_network() -> None:
    """The register of poor households never leaves the computer by wire."""
    found = []
    for source in sources().values():
        for each in source.imports:
            if any(each.name == name or each.name.startswith(f"{name}.") for name in NETWORK):
                found.append(f"{source.shown}:{each.line} {each.name}")
            if each.name.startswith("PySide6.QtNetwork"):
                name = each.name.removeprefix("PySide6.QtNetwork").strip(".")
                if name not in LOCAL_ONLY:
                    found.append(f"{source.shown}:{each.line} {each.name}")

    assert not found


def test_every_test_has_a_name_of_its_own() -> None:
    """A second test of the same name in a file would silently replace the first."""
    twice = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        names = [
            node.name
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        ]
        twice += [f"{_shown(path)}: {name}" for name in set(names) if names.count(name) > 1]

    assert not twice


def _texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the project, without what git ignores."""
    ignored = _ignored()
    for entry in sorted(ROOT.iterdir()):
        if entry.name == ".git" or entry.name in ignored:
            continue
        for path in [entry] if entry.is_file() else sorted(entry.rglob("*")):
            if path.is_file() and path.suffix.lower() not in BINARY and not ignored & set(path.parts):
                if path.suffix == ".pyc":
                    continue
                yield path, path.read_text(encoding="utf-8")


def _ignored() -> set[str]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return {line.strip("/") for line in lines if line and not line.startswith("#")}


def _is_licence(path: Path) -> bool:
    return path.stem.upper() in {"LICENSE", "LICENCE", "OFL", "COPYING"}


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
