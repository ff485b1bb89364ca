"""The register that a table of support is typed against: a household by code or name, then a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from povdesk.domain.errors import InvalidInput
from povdesk.domain.vietnamese import fold, format_count
from povdesk.storage.support import inside
from povdesk.storage.tables import hamlet, household, membership, person


@dataclass(frozen=True)
class Home:
    """One household. people: key and name of who lives there now."""

    id: int
    code: str
    head: str
    hamlet: str
    people: tuple[tuple[int, str], ...] = ()

    def person(self, typed: str) -> int:
        """Who of the household is meant. InvalidInput: nobody, or more than one."""
        wanted = fold(typed)
        whole = [key for key, name in self.people if fold(name) == wanted]
        some = [key for key, name in self.people if set(wanted.split()) <= set(fold(name).split())]
        for found in (whole, some):
            if len(found) == 1:
                return found[0]
        names = ", ".join(name for _key, name in self.people)
        why = "có nhiều người tên" if whole or some else "không có người tên"
        raise InvalidInput(f"Hộ {self.head} {why} “{typed}”.", f"Người trong hộ: {names}.")


def homes(connection: Connection, keys: Sequence[int] | None = None) -> tuple[Home, ...]:
    """Households in use, by hamlet and head's name; with `keys` only these. With their people."""
    question = (
        select(household.c.id, household.c.code, household.c.head_name, hamlet.c.name)
        .join(hamlet, hamlet.c.id == household.c.hamlet_id)
        .where(household.c.deleted_at.is_(None))
        .order_by(hamlet.c.position, household.c.name_sort_key, household.c.code)
    )
    stays = (
        select(membership.c.household_id, person.c.id, person.c.full_name)
        .join(person, and_(person.c.id == membership.c.person_id, person.c.deleted_at.is_(None)))
        .where(membership.c.valid_to.is_(None))
        .order_by(membership.c.position, membership.c.id)
    )
    if keys is None:
        found: list[Any] = list(connection.execute(question))
        people: list[Any] = list(connection.execute(stays))
    else:
        asked = sorted(set(keys))
        found = [
            row
            for condition in inside(household.c.id, asked)
            for row in connection.execute(question.where(condition))
        ]
        people = [
            row
            for condition in inside(membership.c.household_id, asked)
            for row in connection.execute(stays.where(condition))
        ]
    living: dict[int, list[tuple[int, str]]] = {}
    for home, key, name in people:
        living.setdefault(home, []).append((key, name))
    return tuple(
        Home(row.id, row.code, row.head_name, row.name, tuple(living.get(row.id, ()))) for row in found
    )


class Register:
    """Finds a household from what is typed or pasted into one cell."""

    def __init__(self, found: Iterable[Home]) -> None:
        self._homes = list(found)
        self._by_code = {fold(home.code): home for home in self._homes}
        self._words = [(set(fold(home.head).split()), set(fold(home.hamlet).split())) for home in self._homes]

    def __len__(self) -> int:
        return len(self._homes)

    def find(self, typed: str) -> Home:
        """By the code anywhere in the text, else by all words of a head's name, hamlet words allowed.

        InvalidInput: none, or several, with their codes.
        """
        words = fold(typed).replace(",", " ").replace("(", " ").replace(")", " ").split()
        for word in words:
            if word in self._by_code:
                return self._by_code[word]
        wanted = set(words)
        hits = [
            home
            for home, (name, place) in zip(self._homes, self._words, strict=True)
            if wanted <= name | place and wanted & name
        ]
        whole = [home for home in hits if fold(home.head).split() == words]
        if len(whole) == 1 or len(hits) == 1:
            return (whole if len(whole) == 1 else hits)[0]
        if not hits:
            raise InvalidInput(f"Không có hộ nào là “{typed}”.", "Gõ mã hộ hoặc họ tên chủ hộ.")
        codes = ", ".join(f"{home.code} {home.head}" for home in (whole or hits)[:4])
        raise InvalidInput(f"Có {format_count(len(whole or hits))} hộ khớp “{typed}”: {codes}.", "Gõ mã hộ.")
