"""Pairs of records that may be one person or one household; what was decided about them is remembered."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from povdesk.domain.duplicates import (
    Candidate,
    Group,
    Score,
    Verdict,
    given_name_of,
    matching_people,
    score_households,
    score_people,
    surname_of,
)
from povdesk.domain.household import Person, Sex
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.vietnamese import fold
from povdesk.storage.act import Act
from povdesk.storage.tables import duplicate_decision

_MOST_IN_A_BLOCK = 400
"""A block larger than this says nothing by itself (people without a name or year)."""


class Side(NamedTuple):
    """One of a pair. key: id of the person or household. household_id: the one to open, None = in none."""

    key: int
    uid: str
    name: str
    born: str
    place: str
    household_id: int | None


class Pair(NamedTuple):
    """Two records that may be one. person: False for households."""

    person: bool
    one: Side
    other: Side
    score: Score


class Possible(NamedTuple):
    """Somebody in the register who may be the person being typed."""

    person_id: int
    full_name: str
    household_id: int | None
    place: str
    score: Score


def pairs(connection: Connection) -> tuple[Pair, ...]:
    """Households, then persons, not decided yet; of each the likeliest first.

    People of two households that may be one are not listed by themselves.
    """
    rows = _everyone(connection)
    shares = _shares(rows)
    decided = _decided(connection)
    alike = []
    for left, right in _blocks(rows):
        score = score_people(left.candidate, right.candidate, shares)
        if score.is_listed:
            alike.append((left, right, score))
    homes = [pair for pair in _homes(rows, alike, shares) if _key(pair) not in decided]
    together = {frozenset((pair.one.key, pair.other.key)) for pair in homes}
    people = [
        Pair(True, left.side(), right.side(), score)
        for left, right, score in alike
        if frozenset((left.household_id, right.household_id)) not in together
    ]
    people = [pair for pair in people if _key(pair) not in decided]
    return tuple(pair for group in (homes, people) for pair in sorted(group, key=_likeliest_first))


def _key(pair: "Pair") -> frozenset[str]:
    return frozenset((pair.one.uid, pair.other.uid))


def _likeliest_first(pair: "Pair") -> tuple[int, str, int]:
    return -pair.score.points, pair.one.name, pair.one.key


def _homes(
    rows: list["_Row"], alike: list[tuple["_Row", "_Row", Score]], shares: dict[str, float]
) -> list[Pair]:
    """Households with people alike; both are still in the register."""
    homes: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.household_id is not None and row.present:
            homes[row.household_id].append(row)
    keys = {
        tuple(sorted((left.household_id or 0, right.household_id or 0)))
        for left, right, _score in alike
        if left.present and right.present and left.household_id != right.household_id
    }
    found = []
    for one, other in sorted(keys):
        score = score_households(_group(homes[one]), _group(homes[other]), shares)
        if score.is_listed:
            found.append(Pair(False, homes[one][0].home(), homes[other][0].home(), score))
    return found


def twins(connection: Connection, one_id: int, other_id: int) -> tuple[tuple[int, int], ...]:
    """Ids of those who may be one person in two households: (in the first, in the second)."""
    rows = _everyone(connection)
    here = _heads_first([row for row in rows if row.household_id == one_id and row.present])
    there = _heads_first([row for row in rows if row.household_id == other_id and row.present])
    if not here or not there:
        return ()
    places = matching_people(_group(here), _group(there), _shares(rows))
    return tuple((here[place].key, there[opposite].key) for place, opposite in places)


def possible(connection: Connection, someone: Person, hamlet_id: int | None) -> tuple[Possible, ...]:
    """Who in the register may be the person being typed, the likeliest first; quick enough at every key."""
    given = given_name_of(someone.full_name)
    if not given and not someone.id_number:
        return ()
    asked = {
        "number": someone.id_number,
        "given": f"% {given}",
        "year": someone.born.year if someone.born else None,
        "me": someone.id or 0,
    }
    rows = [_Row.of(row) for row in connection.exec_driver_sql(f"{_EVERYONE} {_ALIKE}", asked).fetchall()]
    shares = {surname_of(someone.full_name): _share_of(connection, surname_of(someone.full_name))}
    typed = Candidate(someone.full_name, someone.sex, someone.born, someone.id_number, hamlet_id=hamlet_id)
    decided = _decided(connection) if someone.uid else set()
    found = []
    for row in rows:
        score = score_people(typed, row.candidate, shares)
        if score.is_listed and frozenset((someone.uid, row.uid)) not in decided:
            found.append(Possible(row.key, row.name, row.household_id, row.place, score))
    return tuple(sorted(found, key=lambda one: -one.score.points))


def keep_apart(act: Act, one_uid: str, other_uid: str, names: str = "") -> None:
    """Không trùng: the pair is not shown again."""
    act.describe(f"Ghi không trùng: {names}" if names else "Ghi không trùng", "duplicate", one_uid)
    decide(act, one_uid, other_uid, Verdict.DISTINCT)


def decide(act: Act, one_uid: str, other_uid: str, verdict: Verdict) -> None:
    """Remember the decision about a pair, in whatever order it is named."""
    first, second = sorted((one_uid, other_uid))
    values = {"verdict": str(verdict), "decided_on": act.today}
    known = act.connection.execute(
        select(duplicate_decision.c.id).where(
            duplicate_decision.c.first_uid == first, duplicate_decision.c.second_uid == second
        )
    ).scalar()
    if known is None:
        act.insert(duplicate_decision, {"first_uid": first, "second_uid": second, **values})
    else:
        act.update(duplicate_decision, known, values)


class _Row(NamedTuple):
    key: int
    uid: str
    name: str
    candidate: Candidate
    household_id: int | None
    household_uid: str
    head: str
    code: str
    hamlet: str
    address: str
    present: bool

    @classmethod
    def of(cls, row: Any) -> "_Row":
        born = PartialDate(row[4], row[5], row[6]) if row[4] else None
        candidate = Candidate(row[2], Sex(row[3]) if row[3] else None, born, row[7], row[10] or "", row[12])
        return cls(
            row[0],
            row[1],
            row[2],
            candidate,
            row[8],
            row[9] or "",
            row[10] or "",
            row[11] or "",
            row[13] or "",
            row[14] or "",
            bool(row[15]),
        )

    @property
    def place(self) -> str:
        if self.household_id is None:
            return "không ở hộ nào"
        was = "" if self.present else "trước ở "
        return f"{was}hộ {self.head} ({self.code}), {self.hamlet}"

    def side(self) -> Side:
        born = str(self.candidate.born) if self.candidate.born else ""
        return Side(self.key, self.uid, self.name, born, self.place, self.household_id)

    def home(self) -> Side:
        return Side(
            self.household_id or 0,
            self.household_uid,
            self.head,
            "",
            f"{self.code}, {self.hamlet}",
            self.household_id,
        )


def _everyone(connection: Connection) -> list[_Row]:
    return [_Row.of(row) for row in connection.exec_driver_sql(_EVERYONE).fetchall()]


def _shares(rows: Iterable[_Row]) -> dict[str, float]:
    counts = Counter(surname_of(row.name) for row in rows)
    total = sum(counts.values()) or 1
    return {surname: count / total for surname, count in counts.items()}


def _share_of(connection: Connection, surname: str) -> float:
    total, same = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(search_key LIKE ?), 0) FROM person WHERE deleted_at IS NULL",
        (f"{surname} %",),
    ).one()
    return same / total if total else 0.0


def _blocks(rows: Iterable[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """Pairs worth a look: same tên and year of birth, or same identity number; each pair once."""
    by_name: dict[tuple[str, int], list[_Row]] = defaultdict(list)
    by_number: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        given, born = given_name_of(row.name), row.candidate.born
        if given and born is not None:
            by_name[given, born.year].append(row)
        if row.candidate.id_number:
            by_number[row.candidate.id_number].append(row)
    seen: set[tuple[int, int]] = set()
    for block in (*by_number.values(), *by_name.values()):
        if not 1 < len(block) <= _MOST_IN_A_BLOCK:
            continue
        for left, right in combinations(sorted(block, key=lambda row: row.key), 2):
            if (left.key, right.key) not in seen:
                seen.add((left.key, right.key))
                if not _is_hopeless(left.candidate, right.candidate):
                    yield left, right


def _is_hopeless(one: Candidate, other: Candidate) -> bool:
    """A man and a woman with no number in common never reach the list; most pairs end here."""
    differ = one.sex is not other.sex and one.sex is not None and other.sex is not None
    return differ and (not one.id_number or one.id_number != other.id_number)


def _heads_first(members: list[_Row]) -> list[_Row]:
    return sorted(members, key=lambda row: fold(row.name) != fold(row.head))


def _group(members: list[_Row]) -> Group:
    first = members[0]
    return Group(
        tuple(row.candidate for row in _heads_first(members)), first.candidate.hamlet_id, first.address
    )


def _decided(connection: Connection) -> set[frozenset[str]]:
    rows = connection.execute(select(duplicate_decision.c.first_uid, duplicate_decision.c.second_uid))
    return {frozenset((row.first_uid, row.second_uid)) for row in rows}


_EVERYONE = """
WITH place AS (
  SELECT m.person_id, max(CASE WHEN m.valid_to IS NULL THEN 1 ELSE 0 END) AS present,
    CAST(substr(max((m.valid_to IS NULL) || coalesce(m.valid_from, '0000-00-00') || m.household_id), 12)
      AS INTEGER) AS household_id
  FROM membership AS m JOIN household AS h ON h.id = m.household_id AND h.deleted_at IS NULL
  GROUP BY m.person_id
)
SELECT p.id, p.uid, p.full_name, p.sex, p.birth_year, p.birth_month, p.birth_day, p.id_number,
  h.id, h.uid, h.head_name, h.code, h.hamlet_id, t.name, h.address, place.present
FROM person AS p
LEFT JOIN place ON place.person_id = p.id
LEFT JOIN household AS h ON h.id = place.household_id
LEFT JOIN hamlet AS t ON t.id = h.hamlet_id
WHERE p.deleted_at IS NULL AND (h.id IS NOT NULL OR NOT EXISTS (
  SELECT 1 FROM membership AS m WHERE m.person_id = p.id))
"""

_ALIKE = """
AND p.id <> :me AND ((:number <> '' AND p.id_number = :number)
  OR (p.birth_year IS :year AND p.search_key LIKE :given))
"""
