"""Finds households and people without looking at diacritics."""

from typing import Any, NamedTuple

from sqlalchemy import Connection

from povdesk.domain.people_search import Asked, asked
from povdesk.domain.vietnamese import fold, query_words
from povdesk.storage.search_people import pattern, people_by_name, people_by_number

AT_MOST = 50


class Found(NamedTuple):
    """One hit. person_id: None when the household was found by its code or address.

    title: the name. is_head: found as head of the household. place: code, hamlet, and whose household it is.
    birth_year: of the person, None when not known.
    """

    household_id: int
    household_uid: str
    person_id: int | None
    title: str
    is_head: bool
    place: str
    birth_year: int | None = None


def find(connection: Connection, typed: str, at_most: int = AT_MOST) -> tuple[Found, ...]:
    """People who live in a household now, and households by code; all the words, in any order.

    "ho van dao" finds Hồ Văn Đào, and so do "dao ho", "hvd" and "h v d"; two digits are the end of a birth
    year ("dao 84"), four a birth year or part of an identity number; a further word may be the hamlet.
    Best first: whole given name, names as typed, heads before others.
    """
    wanted = asked(typed)
    if not wanted:
        return ()
    people = _people(connection, wanted, at_most)
    if not any(character.isdecimal() for character in typed):
        return tuple(people)
    there = {found.household_id for found in people}
    by_code = _by_code(connection, query_words(typed), at_most)
    by_code = [found for found in by_code if found.household_id not in there]
    both = [*by_code, *people] if wanted.looks_like_a_code else [*people, *by_code]
    return tuple(both[:at_most])


def recent_households(connection: Connection, at_most: int) -> tuple[Found, ...]:
    """The households that were worked on last, the latest first."""
    rows = connection.exec_driver_sql(
        """SELECT h.id, h.uid, h.head_name, h.code, t.name
        FROM (SELECT object_uid, max(seq) AS seq FROM history WHERE object_type = 'household'
              GROUP BY object_uid ORDER BY max(seq) DESC LIMIT :at_most) AS act
        JOIN household AS h ON h.uid = act.object_uid AND h.deleted_at IS NULL
        JOIN hamlet AS t ON t.id = h.hamlet_id
        ORDER BY act.seq DESC""",
        {"at_most": at_most},
    )
    return tuple(Found(row[0], row[1], None, row[2], True, f"{row[3]}, {row[4]}") for row in rows)


def _by_code(connection: Connection, words: tuple[str, ...], at_most: int) -> list[Found]:
    wanted, values = _all_words("h.search_key", words)
    rows = connection.exec_driver_sql(
        f"""SELECT h.id, h.uid, h.head_name, h.code, t.name
        FROM household AS h JOIN hamlet AS t ON t.id = h.hamlet_id
        WHERE h.deleted_at IS NULL AND {wanted}
        ORDER BY h.ended_on IS NOT NULL, h.name_sort_key, h.code LIMIT :at_most""",
        {**values, "at_most": at_most},
    )
    return [Found(row[0], row[1], None, row[2], True, f"{row[3]}, {row[4]}") for row in rows]


def _people(connection: Connection, wanted: Asked, at_most: int) -> list[Found]:
    names = connection.exec_driver_sql("SELECT id, name FROM hamlet").fetchall()
    hamlets = {row[0]: tuple(fold(row[1]).split()) for row in names}
    best = people_by_number if wanted.numbers else people_by_name
    return _shown(connection, best(connection, wanted, hamlets, at_most))


def _shown(connection: Connection, found: list[tuple[int, int]]) -> list[Found]:
    """The hits in their order, in the words of the palette."""
    if not found:
        return []
    pairs = ", ".join(f"({person_id}, {household_id})" for person_id, household_id in found)
    rows = connection.exec_driver_sql(
        f"""SELECT h.id, h.uid, p.id, p.full_name, m.relation = 'head', h.code, t.name, h.head_name,
          p.birth_year
        FROM (VALUES {pairs}) AS hit
        JOIN person AS p ON p.id = hit.column1
        JOIN household AS h ON h.id = hit.column2
        JOIN membership AS m ON m.person_id = p.id AND m.household_id = h.id AND m.valid_to IS NULL
        JOIN hamlet AS t ON t.id = h.hamlet_id"""
    )
    by_pair = {(row[2], row[0]): row for row in rows}
    return [
        Found(
            row[0],
            row[1],
            row[2],
            row[3],
            bool(row[4]),
            f"{row[5]}, {row[6]}" if row[4] else f"{row[5]}, {row[6]}, hộ {row[7]}",
            row[8],
        )
        for row in map(by_pair.__getitem__, found)
    ]


def _all_words(column: str, words: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """A condition that the column holds every word, with its parameters."""
    condition = " AND ".join(f"{column} LIKE :word{place} ESCAPE '!'" for place in range(len(words)))
    return condition, {f"word{place}": pattern(word) for place, word in enumerate(words)}
