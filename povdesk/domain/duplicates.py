"""Which two records may be one person or one household, with the reasons in points; the officer decides."""

import enum
import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from povdesk.domain.household import Sex
from povdesk.domain.identity import masked_number
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.vietnamese import fold

LISTED_FROM, LIKELY_FROM = 60, 85
"""Points from which a pair is shown, and from which it is called likely."""


class Verdict(enum.StrEnum):
    """What the officer decided about a pair; remembered."""

    DISTINCT = "distinct"
    MERGED = "merged"


class Reason(NamedTuple):
    """One thing that speaks for (positive) or against (negative) the two being one."""

    points: int
    words: str


@dataclass(frozen=True)
class Score:
    """The sum of the reasons. same_number: the identity number alone makes the pair worth a look."""

    reasons: tuple[Reason, ...]
    same_number: bool = False

    @property
    def points(self) -> int:
        total = sum(reason.points for reason in self.reasons)
        return max(total, LISTED_FROM) if self.same_number else total

    @property
    def is_listed(self) -> bool:
        return self.points >= LISTED_FROM

    @property
    def is_likely(self) -> bool:
        return self.points >= LIKELY_FROM

    @property
    def label(self) -> str:
        return "Rất có thể trùng" if self.is_likely else "Có thể trùng"

    def in_words(self) -> str:
        """Every reason with its points, the weightiest first."""
        ordered = sorted(self.reasons, key=lambda reason: -abs(reason.points))
        return "; ".join(f"{reason.words} ({reason.points:+d})" for reason in ordered if reason.points)


@dataclass(frozen=True)
class Candidate:
    """A person as far as it matters here. head: name of the head of his or her household."""

    full_name: str
    sex: Sex | None = None
    born: PartialDate | None = None
    id_number: str = ""
    head: str = ""
    hamlet_id: int | None = None


@dataclass(frozen=True)
class Group:
    """A household as far as it matters here: head first."""

    people: tuple[Candidate, ...] = field(default_factory=tuple)
    hamlet_id: int | None = None
    address: str = ""


@functools.lru_cache(maxsize=65536)
def surname_of(full_name: str) -> str:
    """The folded họ."""
    words = fold(full_name).split()
    return words[0] if len(words) > 1 else ""


@functools.lru_cache(maxsize=65536)
def given_name_of(full_name: str) -> str:
    """The folded tên."""
    words = fold(full_name).split()
    return words[-1] if words else ""


def surname_points(share: float) -> int:
    """A surname borne by most of the commune says almost nothing, a rare one much.

    share: of all people, 0 to 1. 60 % → 1 point, 10 % → 5, 1 % and less → 10.
    """
    return 10 if share <= 0 else min(10, round(-1.5 * math.log2(min(share, 1.0))))


def score_people(one: Candidate, other: Candidate, surname_shares: Mapping[str, float]) -> Score:
    """How much speaks for the two being one person. surname_shares: by folded surname."""
    same_number = bool(one.id_number) and one.id_number == other.id_number
    reasons = [
        *_number(one, other, same_number),
        *_name(one.full_name, other.full_name, surname_shares),
        *_birth(one.born, other.born),
        *_sex(one.sex, other.sex),
        *_place(one, other),
    ]
    return Score(tuple(reasons), same_number)


def score_households(one: Group, other: Group, surname_shares: Mapping[str, float]) -> Score:
    """How much speaks for the two being one household entered twice."""
    pairs = matching_people(one, other, surname_shares)
    if not one.people or not other.people or not pairs:
        return Score(())
    reasons = []
    heads = score_people(one.people[0], other.people[0], surname_shares)
    if (0, 0) in pairs:
        reasons.append(Reason(50 if heads.is_likely else 35, "Chủ hộ có thể là một người"))
    others = sum(pair != (0, 0) for pair in pairs)
    if others:
        reasons.append(Reason(min(15 * others, 45), f"{others} người khác có thể là một"))
    if len(pairs) == min(len(one.people), len(other.people)):
        reasons.append(Reason(30, "Mọi người của một hộ đều có ở hộ kia"))
    if one.hamlet_id == other.hamlet_id:
        reasons.append(Reason(10, "Cùng thôn"))
    if one.address and fold(one.address) == fold(other.address):
        reasons.append(Reason(10, "Cùng địa chỉ"))
    numbers = {someone.id_number for someone in one.people if someone.id_number}
    same = any(someone.id_number in numbers for someone in other.people)
    if same:
        reasons.append(Reason(40, "Có người trùng số định danh"))
    return Score(tuple(reasons), same)


def matching_people(
    one: Group, other: Group, surname_shares: Mapping[str, float]
) -> tuple[tuple[int, int], ...]:
    """Places of people who may be one person, each used once, the likeliest pairs first."""
    scored = []
    for place, left in enumerate(one.people):
        for opposite, right in enumerate(other.people):
            if given_name_of(left.full_name) == given_name_of(right.full_name) or (
                left.id_number and left.id_number == right.id_number
            ):
                found = score_people(left, right, surname_shares)
                if found.is_listed:
                    scored.append((-found.points, place, opposite))
    pairs: list[tuple[int, int]] = []
    for _points, place, opposite in sorted(scored):
        if all(place != left and opposite != right for left, right in pairs):
            pairs.append((place, opposite))
    return tuple(pairs)


def _number(one: Candidate, other: Candidate, same: bool) -> list[Reason]:
    if same:
        return [Reason(100, f"Cùng số định danh {masked_number(one.id_number)}")]
    if len(one.id_number) == len(other.id_number) == 12:
        return [Reason(-60, "Hai số định danh khác nhau")]
    return []


def _name(one: str, other: str, shares: Mapping[str, float]) -> list[Reason]:
    left, right = one.casefold().split(), other.casefold().split()
    if not left or not right or given_name_of(one) != given_name_of(other):
        return []
    exact = left[-1] == right[-1]
    reasons = [Reason(20 if exact else 15, "Cùng tên" if exact else "Cùng tên khi bỏ dấu")]
    if [fold(word) for word in left[1:-1]] == [fold(word) for word in right[1:-1]]:
        reasons.append(Reason(10, "Cùng chữ đệm"))
    surname = surname_of(one)
    if surname and surname == surname_of(other):
        share = shares.get(surname, 0.0)
        reasons.append(
            Reason(surname_points(share), f"Cùng họ (họ này chiếm {round(100 * share)}% số người)")
        )
    elif surname and surname_of(other):
        reasons.append(Reason(-25, "Khác họ"))
    return reasons


def _birth(one: PartialDate | None, other: PartialDate | None) -> list[Reason]:
    if one is None or other is None:
        return []
    if one.year == other.year:
        if one.is_whole and one == other:
            return [Reason(30, f"Cùng ngày sinh {one}")]
        if one.is_whole and other.is_whole:
            return [Reason(5, f"Cùng năm sinh {one.year}, khác ngày")]
        return [Reason(20, f"Cùng năm sinh {one.year}")]
    apart = abs(one.year - other.year)
    return [Reason(-5 if apart == 1 else -30, f"Năm sinh lệch {apart} năm")]


def _sex(one: Sex | None, other: Sex | None) -> list[Reason]:
    if one is None or other is None:
        return []
    return [Reason(5, "Cùng giới tính") if one is other else Reason(-40, "Khác giới tính")]


def _place(one: Candidate, other: Candidate) -> list[Reason]:
    reasons = []
    if one.hamlet_id is not None and one.hamlet_id == other.hamlet_id:
        reasons.append(Reason(10, "Cùng thôn"))
    if one.head and fold(one.head) == fold(other.head):
        reasons.append(Reason(15, "Chủ hộ cùng tên"))
    return reasons
