"""Finds households and people without looking at diacritics, and people who may be entered twice."""

from typing import Any, NamedTuple

from sqlalchemy import Connection

from povdesk.domain.household import Household
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


class Alike(NamedTuple):
    """Someone who may be the same human being. why: "id_number", "insurance_number" or "name_and_year"."""

    why: str
    person_id: int
    full_name: str
    household_id: int
    code: str
    head_name: str


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


def alike(
    connection: Connection,
    *,
    full_name: str,
    birth_year: int | None,
    hamlet_id: int | None,
    id_number: str = "",
    insurance_number: str = "",
    person_id: int | None = None,
) -> tuple[Alike, ...]:
    """People now in a household who may be this one: same number, or same name and birth year in the hamlet.

    The same name alone is not enough. person_id: the one who is asked about, never an answer.
    """
    given = {
        "name": fold(" ".join(full_name.split())),
        "year": birth_year,
        "hamlet": hamlet_id,
        "number": "".join(id_number.split()),
        "card": "".join(insurance_number.split()).upper(),
        "me": person_id or 0,
    }
    rows = connection.exec_driver_sql(_ALIKE, given).fetchall()
    seen: dict[int, Alike] = {}
    for row in rows:
        seen.setdefault(row[1], Alike(*row))
    return tuple(seen.values())


def possible_duplicates(connection: Connection, household: Household) -> dict[int, tuple[Alike, ...]]:
    """Who in this household may already be in the register: place in the roster → people alike."""
    inside = {member.person.id for member in household.members}
    found = {}
    for place, member in enumerate(household.members):
        someone = member.person
        others = alike(
            connection,
            full_name=someone.full_name,
            birth_year=someone.born.year if someone.born else None,
            hamlet_id=household.hamlet_id,
            id_number=someone.id_number,
            insurance_number=member.facts.insurance_number,
            person_id=someone.id,
        )
        others = tuple(other for other in others if other.person_id not in inside)
        if others:
            found[place] = others
    return found


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


_ALIKE = """
SELECT found.why, p.id, p.full_name, h.id, h.code, h.head_name FROM (
  SELECT 'id_number' AS why, 1 AS rank, id FROM person WHERE :number <> '' AND id_number = :number
  UNION ALL
  SELECT 'insurance_number', 2, person_id FROM review_member
    WHERE :card <> '' AND insurance_number = :card
  UNION ALL
  SELECT 'name_and_year', 3, id FROM person
    WHERE :name <> '' AND search_key = :name AND birth_year = :year
) AS found
JOIN person AS p ON p.id = found.id
JOIN membership AS m ON m.person_id = p.id AND m.valid_to IS NULL
JOIN household AS h ON h.id = m.household_id AND h.deleted_at IS NULL
WHERE p.id <> :me AND p.deleted_at IS NULL AND (found.why <> 'name_and_year' OR h.hamlet_id IS :hamlet)
ORDER BY found.rank, p.id
"""
