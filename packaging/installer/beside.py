"""The two small files that go onto the stick with the installer: its hash, and what is new in it."""

import re
from pathlib import Path

from installer.places import RESOURCES, BuildRefused, file_sha256

CHANGES = RESOURCES / "changelog.md"


def write(setup: Path, version: str) -> list[Path]:
    """Write them beside the installer, after it was signed; returns them.

    "Cập nhật từ USB" takes no unsigned installer without its hash file, and shows the news before it starts.
    """
    covered = [setup]
    news = news_of(version)
    if news:
        told = setup.with_suffix(".txt")
        told.write_text(f"{news}\n", encoding="utf-8")
        covered.append(told)
    hashes = setup.with_name(f"{setup.name}.sha256")
    lines = "".join(f"{file_sha256(path)}  {path.name}\n" for path in covered)
    hashes.write_text(lines, encoding="ascii", newline="\n")
    return [hashes, *covered[1:]]


def news_of(version: str, changes: Path = CHANGES) -> str:
    """What the list of changes says of a version, without its heading; empty when it says nothing."""
    parts = re.split(r"^## +", changes.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for part in parts[1:]:
        head, _, text = part.partition("\n")
        if head.split()[:1] == [version]:
            return text.strip()
    return ""


def check_news(version: str) -> None:
    """BuildRefused when the list of changes does not name the version that is built."""
    if not news_of(version):
        raise BuildRefused(f"resources/changelog.md says nothing of {version}; officers read it there.")
