"""Write the page "Thành phần và giấy phép" of the installer. povdesk.nsi starts this while it is compiled.

    python3 notices.py VERSION PAYLOAD LOCK OUT

What is shipped is read from the payload's own list of licences and the version of Qt from the lock of all
libraries, so that nothing stands written in two places.
"""

import re
import sys
import tomllib
from pathlib import Path

TEMPLATE = Path(__file__).with_name("notices.txt.in")
FULL_TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt")


def notices(version: str, licences: Path, lock: Path) -> str:
    """The page's text; licences: the folder with parts.toml and the texts."""
    qt = re.search(r"^pyside6-essentials==(\S+)", lock.read_text(encoding="utf-8"), re.M)
    if qt is None:
        raise SystemExit(f"{lock} does not name PySide6-Essentials.")
    parts = tomllib.loads((licences / "parts.toml").read_text(encoding="utf-8"))["part"]
    lines = [f"- {part['name']}: {part['licence']}" for part in parts]
    texts = [(licences / name).read_text(encoding="utf-8").rstrip() for name in FULL_TEXTS]
    filled = TEMPLATE.read_text(encoding="utf-8")
    for word, value in {
        "@VERSION@": version,
        "@QT@": qt[1],
        "@PARTS@": "\n".join(lines),
        "@TEXTS@": "\n\n\n".join(texts),
    }.items():
        filled = filled.replace(word, value)
    return filled


def main(arguments: list[str]) -> None:
    version, payload, lock, out = arguments
    text = notices(version, Path(payload, "resources", "licences"), Path(lock))
    # With the mark by which NSIS knows UTF-8, and the line ends of Windows.
    Path(out).write_text(text, encoding="utf-8-sig", newline="\r\n")


if __name__ == "__main__":
    main(sys.argv[1:])
