"""Collects invented rows with their keys and writes them in bulk, owners before what they own."""

from collections import defaultdict
from collections.abc import Mapping
from random import Random
from typing import Any

from sqlalchemy import Table, func, select

from povdesk.storage.act import Act
from povdesk.storage.tables import metadata

_WRITING_ORDER = {table.name: place for place, table in enumerate(metadata.sorted_tables)}


class Rows:
    """Keys are counted here, so that rows can point at each other before they are written.

    Tables that something else fills in the same act must be filled by it first.
    random: seeded, gives the uids.
    """

    def __init__(self, act: Act, random: Random) -> None:
        self._act = act
        self._random = random
        self._last: dict[str, int] = {}
        self._waiting: dict[tuple[Table, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: Table, values: Mapping[str, Any], key: int | None = None) -> int:
        """Keep a row for writing; returns its key."""
        last = self._last.get(table.name)
        if last is None:
            last = self._act.connection.execute(select(func.max(table.c.id))).scalar() or 0
        key = last + 1 if key is None else key
        self._last[table.name] = max(key, last)
        # Growing uids: an index that only grows at its end is written many times faster.
        row = {"id": key, "uid": f"{key:08x}{self._random.getrandbits(96):024x}", **values}
        self._waiting[table, tuple(row)].append(row)
        return key

    def flush(self) -> None:
        """Write what waits."""
        for table, names in sorted(self._waiting, key=lambda key: (_WRITING_ORDER[key[0].name], key[1])):
            self._act.insert_many(table, self._waiting[table, names])
        self._waiting.clear()
