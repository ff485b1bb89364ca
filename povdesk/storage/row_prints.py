"""Short prints of rows written in bulk, kept in the history: damage shows without keeping the content."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Float, Table

_BYTES = 6
_EMPTY = hashlib.blake2b(digest_size=_BYTES)
_AS_THEY_ARE = {str, int, float, bytes, type(None)}


def as_stored(table: Table, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """The rows' values in the order of the names, as the file keeps them: days as ISO texts, bare codes."""
    floats = _floats(table, names)
    columns: list[Sequence[Any]] = []
    # Column by column: most hold nothing that is kept otherwise, which is seen by their types at once.
    for place, name in enumerate(names):
        values = list(map(itemgetter(name), rows))
        kinds = set(map(type, values))
        if (place in floats and int in kinds) or not kinds <= _AS_THEY_ARE:
            values = [_stored(value, place in floats) for value in values]
        columns.append(values)
    return list(zip(*columns, strict=True))


def of_rows(names: Sequence[str], rows: Sequence[Sequence[Any]], last_id: int) -> dict[str, Any]:
    """What an act keeps of the rows: their columns, keys and prints. rows: as stored.

    last_id: the highest key before them.
    """
    keys: Any = last_id + 1
    if "id" in names:
        place = list(names).index("id")
        keys = [row[place] for row in rows]
        if keys == list(range(keys[0], keys[0] + len(keys))):
            keys = keys[0]
    prints = b"".join(map(_print, rows))
    return {"columns": list(names), "keys": keys, "prints": base64.b85encode(prints).decode()}


def expected(change: Mapping[str, Any]) -> Iterator[tuple[int, bytes]]:
    """Key and print of each row that an act wrote in bulk; nothing of acts that kept none."""
    if "prints" not in change:
        return
    kept = base64.b85decode(change["prints"])
    for place, key in enumerate(keys_of(change)):
        yield key, kept[place * _BYTES : place * _BYTES + _BYTES]


def keys_of(change: Mapping[str, Any]) -> list[int]:
    """Keys of the rows that an act wrote or took away together."""
    keys = change["keys"]
    return list(range(keys, keys + change["rows"])) if isinstance(keys, int) else [int(key) for key in keys]


def of_row(table: Table, names: Sequence[str], values: Mapping[str, Any]) -> bytes:
    """The print of a row as it is now."""
    floats = _floats(table, names)
    return _print([_stored(values[name], place in floats) for place, name in enumerate(names)])


@cache
def _floats_of(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.c if isinstance(column.type, Float))


def _floats(table: Table, names: Sequence[str]) -> tuple[int, ...]:
    floats = _floats_of(table)
    return tuple(place for place, name in enumerate(names) if name in floats) if floats else ()


def _print(row: Sequence[Any]) -> bytes:
    told = _EMPTY.copy()
    told.update(f"[{', '.join(map(repr, row))}]".encode("utf-8", "surrogatepass"))
    return told.digest()


def _stored(value: Any, is_float: bool) -> Any:
    match value:
        case str():
            # Codes are kept as what they stand for.
            return str(value)
        case date():
            return value.isoformat()
        case bool() | int():
            return float(value) if is_float else int(value)
    return value
