"""Short prints of rows written in bulk, kept in the history: damage shows without keeping the content."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Float, Table

_BYTES = 6


def of_rows(
    table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]], last_id: int
) -> dict[str, Any]:
    """What an act keeps of the rows: their columns, keys and prints. last_id: the highest key before them."""
    keys: Any = last_id + 1
    if "id" in names:
        place = list(names).index("id")
        keys = [row[place] for row in rows]
        if keys == list(range(keys[0], keys[0] + len(keys))):
            keys = keys[0]
    floats = _floats(table, names)
    prints = b"".join(_print(row, floats) for row in rows)
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
    row = [_stored(values[name]) for name in names]
    return _print(row, _floats(table, names))


def _floats(table: Table, names: Sequence[str]) -> tuple[int, ...]:
    return tuple(place for place, name in enumerate(names) if isinstance(table.c[name].type, Float))


def _print(row: Sequence[Any], floats: tuple[int, ...]) -> bytes:
    values = [int(value) if isinstance(value, bool) else _plain(value) for value in row]
    for place in floats:
        if values[place] is not None:
            values[place] = float(values[place])
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()


def _plain(value: Any) -> Any:
    # Codes are kept as what they stand for.
    return str(value) if isinstance(value, str) else value


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
