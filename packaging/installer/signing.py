"""Signs what comes unsigned with the command that the publisher gives."""

import shlex
import subprocess
from collections.abc import Iterable
from pathlib import Path

from installer import closure
from installer.places import BuildRefused


def sign_payload(payload: Path, command: str) -> int:
    """Sign every unsigned PE file of the payload; returns how many. BuildRefused when one stays unsigned."""
    unsigned = [path for path in closure.pe_files(payload) if not closure.is_signed(path)]
    for path in unsigned:
        result = subprocess.run(
            [*shlex.split(command), str(path)], capture_output=True, encoding="utf-8", errors="replace"
        )
        if result.returncode:
            raise BuildRefused(f"{result.stdout}{result.stderr}\nSigning {path.name} failed: {command}")
    check_signed(closure.pe_files(payload))
    return len(unsigned)


def check_signed(files: Iterable[Path]) -> None:
    """BuildRefused when one of the files carries no signature."""
    if still := [path.name for path in files if not closure.is_signed(path)]:
        raise BuildRefused(f"Still unsigned: {', '.join(still)}. Does the command sign the file in place?")
