"""Where the builder finds and puts things, and the error it stops with."""

import hashlib
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[1]
ROOT = PACKAGING.parent
PROGRAM = ROOT / "povdesk"
RESOURCES = ROOT / "resources"
LOCK = PACKAGING / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
LAUNCHER = PACKAGING / "launcher"
SCRIPT = PACKAGING / "nsis" / "povdesk.nsi"

WORK = ROOT / "build" / "installer"
CACHE = WORK / "inputs"

EPOCH = 1767225600
"""The one date of every file we make (01/01/2026): the same input gives the same installer, byte for byte."""


class BuildRefused(Exception):
    """The installer is not built; the text says why and what to do."""


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
