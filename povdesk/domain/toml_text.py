"""Plain data as TOML text, so that rule data can leave in the form in which it is read."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeGuard

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_NAMES = frozenset({"effective_from", "effective_to", "valid_from", "valid_to", "made_on"})


def dumped(data: Mapping[str, Any]) -> str:
    """The whole as text; values first, then tables, so that nothing lands in the wrong table."""
    lines: list[str] = []
    _table(data, (), lines)
    return "\n".join(lines).strip("\n") + "\n"


def plain(value: Any) -> Any:
    """The same data as JSON keeps it: dates as text, nothing empty (a key without a value is no key)."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def dated(value: Any, name: str = "") -> Any:
    """The other way: the days that have a name of their own are days again."""
    if isinstance(value, Mapping):
        return {key: dated(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [dated(inner) for inner in value]
    if name in _DAY_NAMES and isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    return value


def _table(data: Mapping[str, Any], path: tuple[str, ...], lines: list[str]) -> None:
    later = {key: value for key, value in data.items() if isinstance(value, Mapping) or _is_tables(value)}
    lines += [f"{_key(key)} = {_value(value)}" for key, value in data.items() if key not in later]
    for key, value in later.items():
        name = ".".join(map(_key, (*path, key)))
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]"]
            _table(value, (*path, key), lines)
        else:
            for row in value:
                lines += ["", f"[[{name}]]"]
                _table(row, (*path, key), lines)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # JSON escapes what TOML does not allow, except DEL; letters stay readable.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items())
        return "{ " + inside + " }"
    raise TypeError(f"no TOML for {type(value).__name__}")


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _is_tables(value: Any) -> TypeGuard[Sequence[Mapping[str, Any]]]:
    return isinstance(value, (list, tuple)) and bool(value) and all(isinstance(v, Mapping) for v in value)
