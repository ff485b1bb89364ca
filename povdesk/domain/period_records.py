"""Frozen values as bytes and back: plain dataclasses written as packed JSON, the same value the same bytes.

What a later version adds to a class takes its default when old bytes are read; what it dropped is left out.
"""

import dataclasses
import enum
import json
import types
import typing
import zlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

_LEVEL = 9


def packed(value: Any) -> bytes:
    """A value of dataclasses, tuples, mappings and plain things as compressed JSON."""
    text = json.dumps(as_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.compress(text.encode(), _LEVEL)


def unpacked(kind: type[T] | Any, data: bytes) -> Any:
    """The value that was packed, as the given type."""
    return from_plain(kind, json.loads(zlib.decompress(data)))


def as_plain(value: Any) -> Any:
    """The value as JSON knows it: dates as ISO texts, dataclasses as objects."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: as_plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_plain(one) for one in value]
    return value


def from_plain(kind: Any, data: Any) -> Any:
    """The value of a type from what `as_plain` gave."""
    if data is None or kind is Any:
        return data
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        wanted = next(one for one in typing.get_args(kind) if one is not types.NoneType)
        return from_plain(wanted, data)
    if origin is tuple:
        inner = typing.get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(from_plain(inner[0], one) for one in data)
        return tuple(from_plain(one_kind, one) for one_kind, one in zip(inner, data, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key_kind, value_kind = typing.get_args(kind)
        return {from_plain(key_kind, key): from_plain(value_kind, one) for key, one in data.items()}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: from_plain(hints[name], one) for name, one in data.items() if name in hints})
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(data)
    if kind is date:
        return date.fromisoformat(data)
    if kind in (int, float) and isinstance(data, str):
        return kind(data)
    return data


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    made = {item.name for item in dataclasses.fields(kind) if item.init}
    return {name: hint for name, hint in typing.get_type_hints(kind).items() if name in made}
