"""Invented names and numbers of people, put together from parts that belong to nobody."""

import tomllib
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from povdesk.paths import RESOURCES

NO_PROVINCE = "000"
"""Province part of every invented identity number; no province has this code, so none can be real."""


@dataclass(frozen=True)
class Group:
    """One ethnic group's share of the households and its shapes of names."""

    code: str
    weight: int
    surnames: tuple[str, ...]
    male_middle: tuple[str, ...]
    female_middle: tuple[str, ...]


def word_list(name: str) -> dict[str, Any]:
    """One of the invented lists in resources/demo."""
    with (RESOURCES / "demo" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


class Names:
    """Draws names from one generator; the same generator gives the same names."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._groups, self._male, self._female = _parts()

    def group(self) -> str:
        """Ethnic group of a household, by weight."""
        return self._random.choices(list(self._groups), [g.weight for g in self._groups.values()])[0]

    def surname(self, group: str) -> str:
        return self._random.choice(self._groups[group].surnames)

    def full_name(self, group: str, sex: str, surname: str = "") -> str:
        """Surname (the father's, when given), middle name, given name."""
        shapes, choice = self._groups[group], self._random.choice
        middle, given = (
            (shapes.male_middle, self._male) if sex == "male" else (shapes.female_middle, self._female)
        )
        return f"{surname or choice(shapes.surnames)} {choice(middle)} {choice(given)}"


def identity_number(person_id: int, *, sex: str, birth_year: int) -> str:
    """Twelve digits in the shape of a CCCD that cannot be one: province 000 does not exist."""
    century = 2 * (birth_year // 100 - 19) + (sex == "female")
    return f"{NO_PROVINCE}{century}{birth_year % 100:02d}{person_id:06d}"


@cache
def _parts() -> tuple[dict[str, Group], tuple[str, ...], tuple[str, ...]]:
    words = word_list("names")
    groups = {
        str(entry["code"]): Group(
            str(entry["code"]),
            int(entry["weight"]),
            tuple(entry["surnames"]),
            tuple(entry["male_middle"]),
            tuple(entry["female_middle"]),
        )
        for entry in words["groups"]
    }
    return groups, tuple(words["given"]["male"]), tuple(words["given"]["female"])
