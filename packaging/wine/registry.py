"""Reads the registry as Wine keeps it in user.reg and system.reg, and compares two moments."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

HIVES = {"HKCU": "user.reg", "HKLM": "system.reg", "HKU": "userdef.reg"}

Values = Mapping[str, str]
"""`HKCU\\Software\\Name` for a key, `HKCU\\Software\\Name → value` for a value; what it holds, as written."""

_KEY = re.compile(r"^\[(.*)\](?: \d+)?$")
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{1,4})|(.))")


def read(prefix: Path) -> dict[str, str]:
    """All keys and values of a Wine prefix whose server has stopped."""
    found: dict[str, str] = {}
    for hive, name in HIVES.items():
        path = prefix / name
        if path.exists():
            found |= parse(path.read_text(encoding="utf-8", errors="replace"), hive)
    return found


def parse(text: str, hive: str) -> dict[str, str]:
    """The keys and values of one file."""
    found: dict[str, str] = {}
    key = ""
    for line in _lines(text):
        if match := _KEY.match(line):
            key = f"{hive}\\{plain(match[1])}"
            found[key] = ""
        elif key and line.startswith(('"', "@")):
            name, _, value = _split(line)
            found[f"{key} → {name}"] = value
    return found


def text_value(value: str) -> str:
    """A REG_SZ value as the program that wrote it meant it."""
    return plain(value.removeprefix('"').removesuffix('"'))


def plain(text: str) -> str:
    r"""Text without the file's escapes: two backslashes are one, `\x1ea1` is a letter."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)


def _lines(text: str) -> Iterator[str]:
    """Lines with their continuations put together."""
    held = ""
    for line in text.splitlines():
        if line.endswith("\\") and not line.startswith("["):
            held += line[:-1].strip()
            continue
        yield held + line.strip()
        held = ""


def _split(line: str) -> tuple[str, str, str]:
    if line.startswith("@"):
        return "(default)", "=", line[2:]
    closing = re.match(r'"((?:[^"\\]|\\.)*)"=', line)
    if closing is None:
        return line, "", ""
    return plain(closing[1]), "=", line[closing.end() :]
