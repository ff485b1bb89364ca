"""The people that the words of a search mean, best first, without looking at all people.

A commune has far fewer different names than people: `fit` sees each name once, then only the people with
the best names are read until there are enough.
"""

import json
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from povdesk.domain.people_search import Asked, Fit, fit, spans

Hamlets = dict[int, tuple[str, ...]]
"""The folded words of each hamlet's name."""

Hit = tuple[int, int]
"""person_id, household_id"""

_AT_ONCE = 20
"""Names whose people are read together."""

_ENOUGH = 20_000
"""So many people are looked at closely; a search that finds more needs another word anyway."""

_LIVING = """FROM person AS p
CROSS JOIN membership AS m ON m.person_id = p.id AND m.valid_to IS NULL
JOIN household AS h ON h.id = m.household_id AND h.deleted_at IS NULL
WHERE p.deleted_at IS NULL AND"""


def people_by_name(connection: Connection, wanted: Asked, hamlets: Hamlets, at_most: int) -> list[Hit]:
    """For words without numbers: those whose name answers to all of them, then those who need the hamlet."""
    rows = connection.exec_driver_sql("SELECT DISTINCT search_key FROM person").fetchall()
    names = {row[0]: tuple(row[0].split()) for row in rows}
    alone = {key: how for key, name in names.items() if (how := fit(wanted.words, name, ()))}
    found = [hit for _order, hit in islice(_ranked(connection, alone, None), at_most)]
    if len(found) == at_most:
        return found
    others = [(key, name) for key, name in names.items() if key not in alone]
    ranked: list[tuple[Order, Hit]] = []
    for alike in _answering_alike(wanted.words, hamlets):
        fits = {key: how for key, name in others if (how := fit(wanted.words, name, hamlets[alike[0]]))}
        ranked += islice(_ranked(connection, fits, alike), at_most - len(found))
    return found + [hit for _order, hit in nsmallest(at_most - len(found), ranked)]


def people_by_number(connection: Connection, wanted: Asked, hamlets: Hamlets, at_most: int) -> list[Hit]:
    """For birth years and identity numbers, with or without words."""
    conditions, values = _coarse(wanted, hamlets)
    rows = connection.exec_driver_sql(
        f"""SELECT p.search_key, h.hamlet_id, m.relation = 'head', coalesce(p.birth_year, 0), p.id, h.id
        {_LIVING} {" AND ".join(conditions)} LIMIT {_ENOUGH}""",
        values,
    )
    known: dict[tuple[str, int], Fit | None] = {}
    ranked = []
    for key, hamlet_id, is_head, year, person_id, household_id in rows:
        if (key, hamlet_id) not in known:
            known[key, hamlet_id] = fit(wanted.words, key.split(), hamlets.get(hamlet_id, ()))
        how = known[key, hamlet_id]
        if how is not None:
            ranked.append((_order(how, is_head, key, year), (person_id, household_id)))
    return [hit for _order, hit in nsmallest(at_most, ranked)]


def pattern(word: str) -> str:
    """For LIKE with ESCAPE '!': anywhere in the text; % and _ mean themselves."""
    return f"%{_escaped(word)}%"


Order = tuple[int, bool, int, bool, str, int]


def _order(how: Fit, is_head: bool, key: str, year: int) -> Order:
    """Best first: few words from the hamlet, as typed, whole given name, heads, then by name and year."""
    return how.from_hamlet, how.not_as_typed, how.given_name, not is_head, key, year


def _answering_alike(words: tuple[str, ...], hamlets: Hamlets) -> Iterable[list[int]]:
    """Hamlets that answer a word; together where they answer the same ones, for names fit alike in them."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for hamlet_id, hamlet in hamlets.items():
        answered = tuple(word for word in words if spans(word, hamlet))
        if answered:
            alike.setdefault(answered, []).append(hamlet_id)
    return alike.values()


def _ranked(
    connection: Connection, fits: dict[str, Fit], hamlet_ids: list[int] | None
) -> Iterator[tuple[Order, Hit]]:
    """People with these names (in some hamlets, if given), best first; read only as far as they are taken."""
    for alike in _groups(fits):
        others = []
        for start in range(0, len(alike), _AT_ONCE):
            names = alike[start : start + _AT_ONCE]
            for key, is_head, year, *hit in _people_called(connection, names, hamlet_ids):
                one = _order(fits[key], is_head, key, year), (hit[0], hit[1])
                if is_head:
                    yield one
                else:
                    others.append(one)
        yield from others


def _groups(fits: dict[str, Fit]) -> Iterator[list[str]]:
    """The names that fit equally well, in their order; the best ones first."""
    by_fit: dict[Any, list[str]] = {}
    for key, how in fits.items():
        by_fit.setdefault(_order(how, True, "", 0), []).append(key)
    for how in sorted(by_fit):
        yield sorted(by_fit[how])


def _people_called(connection: Connection, names: list[str], hamlet_ids: list[int] | None) -> Iterable[Any]:
    return connection.exec_driver_sql(
        f"""SELECT p.search_key, m.relation = 'head', coalesce(p.birth_year, 0), p.id, h.id
        {_LIVING} p.search_key IN (SELECT value FROM json_each(:names))
          AND (:hamlets = 'null' OR h.hamlet_id IN (SELECT value FROM json_each(:hamlets)))
        ORDER BY p.search_key, coalesce(p.birth_year, 0), p.id, h.id""",
        {"names": json.dumps(names), "hamlets": json.dumps(hamlet_ids)},
    ).fetchall()


def _coarse(wanted: Asked, hamlets: Hamlets) -> tuple[list[str], dict[str, Any]]:
    """Conditions that everybody meant fulfils, and few others; `fit` decides."""
    conditions, values = [], dict[str, Any]()
    for place, word in enumerate((*wanted.words, *wanted.numbers)):
        there = [str(key) for key, parts in hamlets.items() if spans(word, parts)]
        anyone = [f"h.hamlet_id IN ({', '.join(there)})"] if there else []
        if place < len(wanted.words):
            values[f"begins{place}"] = "% " + "%".join(map(_escaped, word)) + "%"
            values[f"word{place}"] = pattern(word)
            anyone += [f"' ' || p.search_key LIKE :begins{place} ESCAPE '!'"]
            anyone += [f"p.search_key LIKE :word{place} ESCAPE '!'"]
        else:
            year = "p.birth_year % 100" if len(word) == 2 else "p.birth_year"
            values[f"year{place}"], values[f"word{place}"] = int(word[:9]), pattern(word)
            anyone += [f"{year} = :year{place}"]
            if len(word) >= 4:
                anyone += [f"p.id_number LIKE :word{place}"]
            else:
                anyone += [f"p.search_key LIKE :word{place}"]
        conditions.append(f"({' OR '.join(anyone)})")
    return conditions, values


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
