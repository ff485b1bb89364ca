"""What lies in a folder at a moment, and what changed until another moment."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Files = Mapping[str, str]
"""Path with slashes, relative to the folder → what tells the content: hash, link target, or `folder`."""

FOLDER = "folder"


@dataclass(frozen=True)
class Changes:
    """Names that came, went, or hold something else now."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def __str__(self) -> str:
        words = [
            f"{name} {_some(names)}"
            for name, names in (("new", self.added), ("gone", self.removed), ("changed", self.changed))
            if names
        ]
        return "; ".join(words) or "no change"


def take(folder: Path, *, skip: tuple[str, ...] = ()) -> dict[str, str]:
    """Every file, link and folder below. skip: relative paths of folders that are not entered."""
    found: dict[str, str] = {}
    for parent, folders, files in os.walk(folder):
        base = Path(parent)
        for name in sorted(folders):
            path = base / name
            shown = path.relative_to(folder).as_posix()
            if shown in skip:
                folders.remove(name)
            elif path.is_symlink():
                found[shown] = f"link to {os.readlink(path)}"
            else:
                found[shown] = FOLDER
        for name in files:
            path = base / name
            found[path.relative_to(folder).as_posix()] = _content(path)
    return found


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """What happened between two moments."""
    return Changes(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
        tuple(sorted(name for name in before.keys() & after.keys() if before[name] != after[name])),
    )


def only_files(names: Mapping[str, str]) -> set[str]:
    """The names without those of folders."""
    return {name for name, content in names.items() if content != FOLDER}


def _content(path: Path) -> str:
    if path.is_symlink():
        return f"link to {os.readlink(path)}"
    if not path.is_file():
        return "no ordinary file"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _some(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:6])
    return f"{shown} and {len(names) - 6} more" if len(names) > 6 else shown
