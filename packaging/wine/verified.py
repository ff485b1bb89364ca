"""Whether what decides about the installer is still what last passed under Wine. Standard library only."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[1]
RECORD = "verified.json"

DECIDES_NOTHING = frozenset({"__pycache__", "pictures", RECORD})


@dataclass(frozen=True)
class Passed:
    """One run in which every check passed. packaging: the fingerprint of the folder then."""

    packaging: str
    version: str
    day: str
    checks: int


def fingerprint(packaging: Path = PACKAGING) -> str:
    """One hash over names and contents of all files that decide how the installer is made, the lock too."""
    whole = hashlib.sha256()
    for path in sorted(packaging.rglob("*")):
        name = path.relative_to(packaging)
        if path.is_file() and not DECIDES_NOTHING & set(name.parts):
            whole.update(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name.as_posix()}\n".encode())
    return whole.hexdigest()


def last_passed(packaging: Path = PACKAGING) -> Passed | None:
    """What is on record, or None when that cannot be read."""
    try:
        return Passed(**json.loads((packaging / RECORD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_verified(packaging: Path = PACKAGING) -> bool:
    """Whether this very folder has passed."""
    passed = last_passed(packaging)
    return passed is not None and passed.packaging == fingerprint(packaging)


def record(passed: Passed, packaging: Path = PACKAGING) -> bool:
    """Write it down; False when the folder was changed while the checks ran, so that nothing is proven."""
    if fingerprint(packaging) != passed.packaging:
        return False
    text = json.dumps(asdict(passed), ensure_ascii=False, indent=1)
    (packaging / RECORD).write_text(f"{text}\n", encoding="utf-8")
    return True


def today() -> str:
    """The day of a run, as it is written down."""
    return date.today().isoformat()
