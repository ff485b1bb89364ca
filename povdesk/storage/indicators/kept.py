"""Counts kept between two readings: after a save only the households that it may touch are counted again.

Households and people are divided into shares by their key. The history says which rows changed since the
counts were made; the shares of those behind them are counted anew by the same queries, all others stay.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, text

from povdesk.storage.indicators.counting import Counts, Share, Shares, Tallies, counts, summed
from povdesk.storage.indicators.measures import Measure
from povdesk.storage.indicators.moments import Moment, hard_to_reach, parameters
from povdesk.storage.indicators.rules import CountingRules
from povdesk.storage.indicators.touched import Touched, closure, homes, touched

_SHARE_SIZE = 50
"""So many households make a share, four times as many people; in a large commune more."""
_MOST_SHARES = 256
_MOST_MOMENTS = 12

_Key = tuple[Any, ...]


@dataclass
class _Kept:
    """seq, hash: the newest act that the counts know of. counts: by moment, oldest use first."""

    seq: int
    hash: str
    shares: Shares
    counts: "OrderedDict[_Key, Counts]" = field(default_factory=OrderedDict)


_KEPT: "WeakKeyDictionary[Engine, dict[str, _Kept]]" = WeakKeyDictionary()
"""By what the counts are for: those that are read rarely must not push out the others."""
_LOCK = Lock()


def tallies(
    connection: Connection,
    chosen: Sequence[Moment],
    rules: CountingRules,
    wanted: Iterable[Measure],
    purpose: str = "",
) -> Tallies:
    """Every measure at every moment by hamlet, as of this very reading; kept apart for each purpose."""
    measures = list(wanted)
    newest = connection.execute(
        text(
            "SELECT (SELECT max(id) FROM household) AS households, seq, hash"
            " FROM history ORDER BY seq DESC LIMIT 1"
        )
    ).first()
    if newest is None or connection.get_execution_options().get("povdesk_writes", False):
        # Within an act the history does not say yet what has changed.
        return summed(counts(connection, chosen, rules, measures), measures)
    keys = _keys(connection, chosen, rules, measures)
    with _LOCK:
        all_kept = _KEPT.setdefault(connection.engine, {})
        kept = all_kept.get(purpose)
        if kept is None or not _is_past_of(connection, kept, newest.seq):
            size = max(_SHARE_SIZE, (newest.households or 0) // _MOST_SHARES)
            kept = all_kept[purpose] = _Kept(newest.seq, newest.hash, Shares(size, 4 * size))
        if kept.seq < newest.seq:
            _catch_up(connection, kept, chosen, keys, rules, measures)
            kept.seq, kept.hash = newest.seq, newest.hash
        unknown = [moment for moment, key in zip(chosen, keys, strict=True) if key not in kept.counts]
        if unknown:
            fresh = _by_moment(counts(connection, unknown, rules, measures, kept.shares))
            for moment, key in zip(chosen, keys, strict=True):
                if key not in kept.counts:
                    kept.counts[key] = fresh.get(moment.number, {})
        found: Counts = {}
        for moment, key in zip(chosen, keys, strict=True):
            kept.counts.move_to_end(key)
            for (base, _number, hamlet, share), numbers in kept.counts[key].items():
                found[base, moment.number, hamlet, share] = numbers
        while len(kept.counts) > max(_MOST_MOMENTS, len(chosen)):
            kept.counts.popitem(last=False)
    return summed(found, measures)


def forget(engine: Engine) -> None:
    """Count everything anew at the next reading."""
    with _LOCK:
        _KEPT.pop(engine, None)


def _catch_up(
    connection: Connection,
    kept: _Kept,
    chosen: Sequence[Moment],
    keys: Sequence[_Key],
    rules: CountingRules,
    measures: Sequence[Measure],
) -> None:
    """Bring the moments asked for up to date; those that nobody asks for are dropped."""
    asked = {key: moment for moment, key in zip(chosen, keys, strict=True) if key in kept.counts}
    changed = touched(connection, kept.seq)
    if changed is None:
        kept.counts.clear()
        return
    if not (changed.households or changed.people):
        return
    for key in [key for key in kept.counts if key not in asked]:
        del kept.counts[key]
    only = _share(connection, kept.shares, changed)
    if not asked or only is None:
        kept.counts.clear()
        return
    fresh = _by_moment(counts(connection, list(asked.values()), rules, measures, kept.shares, only))
    for key, moment in asked.items():
        stays = {at: line for at, line in kept.counts[key].items() if at[3] not in only.numbers(at[0])}
        kept.counts[key] = {**stays, **fresh.get(moment.number, {})}


def _share(connection: Connection, shares: Shares, changed: Touched) -> Share | None:
    """The shares of those who changed; None when it is as quick to count everybody."""
    of_households = frozenset(key // shares.households for key in changed.households)
    of_people = frozenset(key // shares.people for key in changed.people)
    households = set(_in_shares(connection, "household", shares.households, of_households))
    people = set(_in_shares(connection, "person", shares.people, of_people))
    around, _others = closure(connection, households)
    people |= around
    households |= homes(connection, people)
    most = connection.execute(text("SELECT max(id) FROM household")).scalar() or 0
    if len(households) * 3 > most:
        return None
    return Share(of_households, of_people, frozenset(households), frozenset(people))


def _in_shares(connection: Connection, table: str, size: int, numbers: frozenset[int]) -> list[int]:
    found: list[int] = []
    for number in numbers:
        query = text(f"SELECT id FROM {table} WHERE id BETWEEN :first AND :last")
        first = number * size
        found += connection.execute(query, {"first": first, "last": first + size - 1}).scalars()
    return found


def _keys(
    connection: Connection, chosen: Sequence[Moment], rules: CountingRules, measures: Sequence[Measure]
) -> list[_Key]:
    """All that the counts of a moment depend on besides the records."""
    names = tuple(measure.name for measure in measures)
    keys = []
    for moment, hard in zip(chosen, hard_to_reach(connection, chosen), strict=True):
        _cte, values = parameters([moment], rules, [hard])
        day = tuple(value for name, value in values.items() if name != f"id_{moment.number}")
        keys.append((day, names, repr(rules)))
    return keys


def _by_moment(found: Counts) -> dict[int, Counts]:
    split: dict[int, Counts] = {}
    for at, numbers in found.items():
        split.setdefault(at[1], {})[at] = numbers
    return split


def _is_past_of(connection: Connection, kept: _Kept, newest: int) -> bool:
    """The counts belong to this history: another file may have taken the place of the one that was read."""
    if kept.seq > newest:
        return False
    known = connection.execute(text("SELECT hash FROM history WHERE seq = :seq"), {"seq": kept.seq}).scalar()
    return bool(known == kept.hash)
