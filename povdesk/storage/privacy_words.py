"""By which texts a person is known, and which acts of the history tell of them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from povdesk.domain.privacy import ERASED_NAME
from povdesk.domain.vietnamese import fold
from povdesk.storage.tables import history, household, person, review_member

_TELLING = ("full_name", "id_number", "insurance_number", "phone")


class Words:
    """The texts that tell who it is: names that the person went by, and numbers."""

    def __init__(self, names: Iterable[str], numbers: Iterable[str]) -> None:
        said = {name for name in names if name}
        # The register keeps names without diacritics too, to search in them.
        self.folded = {fold(name) for name in said}
        shadows = {name for name in self.folded if " " in name}
        self.names = tuple(sorted(said | shadows, key=len, reverse=True))
        self.numbers = tuple(sorted({number for number in numbers if len(number) >= 9}))
        self._names = _pattern(self.names)
        self._numbers = _pattern(self.numbers)

    def named_in(self, text: str) -> bool:
        return bool(self._names and self._names.search(text))

    def numbered_in(self, text: str) -> bool:
        return bool(self._numbers and self._numbers.search(text))

    def without(self, text: str, *, names: bool = True) -> str:
        if self._numbers:
            text = self._numbers.sub("(đã xóa)", text)
        return self._names.sub(ERASED_NAME, text) if names and self._names else text


def of_person(connection: Connection, person_id: int, row: Mapping[str, Any]) -> Words:
    """What the person is and was called, now and in the history."""
    names, numbers = {row["full_name"]}, {row["id_number"], row["phone"]}
    cards = select(review_member.c.insurance_number).where(review_member.c.person_id == person_id)
    numbers.update(connection.execute(cards).scalars())
    forms = set(
        connection.execute(select(review_member.c.id).where(review_member.c.person_id == person_id)).scalars()
    )
    for _seq, change in _all_changes(connection):
        own = (change["table"] == "person" and change["id"] == person_id) or (
            change["table"] == "review_member" and change["id"] in forms
        )
        for values in (change["before"], change["after"]) if own else ():
            for field in _TELLING:
                if values and values.get(field):
                    (names if field == "full_name" else numbers).add(str(values[field]))
    return Words(names - {ERASED_NAME}, numbers)


def _all_changes(connection: Connection) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = connection.execute(
        select(history.c.seq, history.c.payload).where(history.c.payload.is_not(None))
    ).all()
    for seq, payload in rows:
        if '"before":' in payload:
            for change in json.loads(payload):
                if "rows" not in change:
                    yield seq, change


def has_namesakes(connection: Connection, person_id: int, words: Words) -> bool:
    """Somebody else has one of the names, diacritics aside."""
    query = (
        select(person.c.id).where(person.c.search_key.in_(words.folded), person.c.id != person_id).limit(1)
    )
    return connection.execute(query).first() is not None


def acts_about(connection: Connection, person_id: int, uid: str, homes: list[int], words: Words) -> list[int]:
    """History rows that tell who it is: by number, or by name where the name can only be this person's."""
    uids = {uid, *connection.execute(select(household.c.uid).where(household.c.id.in_(homes))).scalars()}
    alone = not has_namesakes(connection, person_id, words)
    found = []
    for row in connection.execute(
        select(
            history.c.seq, history.c.action, history.c.purpose, history.c.payload, history.c.object_uid
        ).where(history.c.payload.is_not(None))
    ):
        text = f"{row.action}\n{row.purpose}\n{row.payload}"
        certain = words.numbered_in(text) or (
            words.named_in(text)
            and (alone or row.object_uid in uids or _about(row.payload, person_id, homes))
        )
        if certain:
            found.append(int(row.seq))
    return found


def _about(payload: str, person_id: int, homes: list[int]) -> bool:
    """An act that changed records of the person or of a household they lived in."""
    for change in json.loads(payload):
        if "rows" in change:
            continue
        values = {**(change["before"] or {}), **(change["after"] or {})}
        if (change["table"], change["id"]) == ("person", person_id) or values.get("person_id") == person_id:
            return True
        if values.get("household_id") in homes or (change["table"] == "household" and change["id"] in homes):
            return True
    return False


def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})(?!\w)")
