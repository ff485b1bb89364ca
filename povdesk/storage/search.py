"""Finds households and people without looking at diacritics, and people who may be entered twice."""

from typing import Any, NamedTuple

from sqlalchemy import Connection

from povdesk.domain.household import Household
from povdesk.domain.vietnamese import fold, query_words

AT_MOST = 50


class Found(NamedTuple):
    """One hit. person_id: None when the household was found by its code or address.

    title: the name. is_head: found as head of the household. place: code, hamlet, and whose household it is.
    """

    household_id: int
    household_uid: str
    person_id: int | None
    title: str
    is_head: bool
    place: str


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

    "ho van dao" finds Hồ Văn Đào, "dinh" finds Đinh; four digits or more also look into identity numbers.
    First those who hold the words as typed, heads before others.
    """
    words = query_words(typed)
    if not words:
        return ()
    people = _by_name(connection, words, at_most)
    if not any(character.isdecimal() for character in typed):
        return tuple(people)
    there = {found.household_id for found in people if found.is_head}
    by_code = [found for found in _by_code(connection, words, at_most) if found.household_id not in there]
    return tuple([*by_code, *people][:at_most])


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


def _by_name(connection: Connection, words: tuple[str, ...], at_most: int) -> list[Found]:
    wanted, values = _all_words("search_key", words)
    values |= {"at_most": at_most, "enough": _ENOUGH, "phrase": _pattern(" ".join(words))}
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) >= 4:
        wanted = f"({wanted} OR id_number LIKE :word0)"
    rows = connection.exec_driver_sql(
        f"""SELECT h.id, h.uid, p.id, p.full_name, m.relation = 'head', h.code, t.name, h.head_name
        FROM (SELECT id, full_name, search_key FROM person
              WHERE deleted_at IS NULL AND {wanted} LIMIT :enough) AS p
        JOIN membership AS m ON m.person_id = p.id AND m.valid_to IS NULL
        JOIN household AS h ON h.id = m.household_id AND h.deleted_at IS NULL
        JOIN hamlet AS t ON t.id = h.hamlet_id
        ORDER BY p.search_key LIKE :phrase ESCAPE '!' DESC, m.relation = 'head' DESC, p.search_key, p.id
        LIMIT :at_most""",
        values,
    )
    return [
        Found(
            row[0],
            row[1],
            row[2],
            row[3],
            bool(row[4]),
            f"{row[5]}, {row[6]}" if row[4] else f"{row[5]}, {row[6]}, hộ {row[7]}",
        )
        for row in rows
    ]


def _all_words(column: str, words: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """A condition that the column holds every word, with its parameters."""
    condition = " AND ".join(f"{column} LIKE :word{place} ESCAPE '!'" for place in range(len(words)))
    return condition, {f"word{place}": _pattern(word) for place, word in enumerate(words)}


def _pattern(word: str) -> str:
    """Anywhere in the text; % and _ mean themselves."""
    escaped = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"


_ENOUGH = 2000
"""So many people are looked at closely; a search that finds more needs another word anyway."""

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
