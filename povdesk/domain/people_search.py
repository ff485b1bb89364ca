"""How a few typed keys mean one person: initials, beginnings of words, birth year and hamlet in any order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from povdesk.domain.vietnamese import query_words

_RUNS = re.compile(r"[^\W\d_]+|\d+")
_PLAIN = re.compile(r"(?:[^\W\d_]+\d{2}|[^\W\d_]+\d{4}|\d{2}|\d{4})[^\W\d_]*")


@dataclass(frozen=True)
class Asked:
    """What was typed, folded. words: of a name or hamlet. numbers: birth year, identity number or code."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.numbers)

    @property
    def looks_like_a_code(self) -> bool:
        """ "t1-017", "017": the household with that code comes before any person."""
        alone = not self.words and all(len(number) != 2 for number in self.numbers)
        return alone or any("-" in word and re.search(r"\d", word) for word in self.words)


@dataclass(frozen=True)
class Fit:
    """How well a person answers: the smaller, the better. from_hamlet: words that only the hamlet has."""

    from_hamlet: int
    not_as_typed: bool
    given_name: int


def asked(typed: str) -> Asked:
    """The words and numbers of a search; "hoa84x" is "hoa 84 x"."""
    words: list[str] = []
    numbers: list[str] = []
    for word in query_words(typed):
        for part in _RUNS.findall(word) if _PLAIN.fullmatch(word) else (word,):
            (numbers if part.isdecimal() else words).append(part)
    return Asked(tuple(words), tuple(numbers))


def fit(words: Sequence[str], name: Sequence[str], hamlet: Sequence[str]) -> Fit | None:
    """How the words answer to a folded name in a hamlet; None when they do not.

    A word is the beginning of a name's word, or beginnings of several that follow one another ("hth",
    "hthoa"); no part of the name answers twice. Other words may belong to the hamlet, not all of them.
    """
    choices = []
    for word, elsewhere in _hardest_first(tuple(words), tuple(hamlet)):
        places = _places(word, name)
        if not places and not elsewhere:
            return None
        choices.append((places, elsewhere))
    found = _best(choices, 0)
    if found is None or (words and found == len(words)):
        return None
    given = name[-1] if name else ""
    rank = 0 if given in words else 1 if any(given.startswith(word) for word in words) else 2
    return Fit(found, not _in_order(words, name), rank)


def spans(word: str, parts: Sequence[str]) -> list[tuple[int, int]]:
    """Where a typed word can stand for the beginnings of parts of a name: (first part, after the last)."""
    found = []
    for start, part in enumerate(parts):
        if part[0] != word[0]:
            continue
        if part.startswith(word):
            found.append((start, start + 1))
        for end in range(start + 2, min(len(parts), start + len(word)) + 1):
            if parts[end - 1][0] not in word:
                break
            if _spelt(word, parts[start:end]):
                found.append((start, end))
    return found


def _places(word: str, name: Sequence[str]) -> list[tuple[int, int]]:
    """As spans; a word that begins no part may stand anywhere inside one."""
    found = spans(word, name)
    if not found and (len(word) > 1 or not word.isalnum()):
        found = [(place, place + 1) for place, part in enumerate(name) if word in part]
    return found


def _in_order(words: Sequence[str], name: Sequence[str]) -> bool:
    """Each word begins a part behind the parts of the word before."""
    place = 0
    for word in words:
        ends = [end for start, end in spans(word, name) if start >= place]
        if not ends:
            return False
        place = min(ends)
    return True


def _spelt(word: str, parts: Sequence[str]) -> bool:
    """The word is made of a beginning of each part, all of it used."""
    first = parts[0]
    if len(parts) == 1:
        return bool(word) and first.startswith(word)
    for length in range(1, min(len(first), len(word) - len(parts) + 1) + 1):
        if first[length - 1] != word[length - 1]:
            return False
        if _spelt(word[length:], parts[1:]):
            return True
    return False


def _best(choices: Sequence[tuple[list[tuple[int, int]], bool]], taken: int) -> int | None:
    """Fewest words that only the hamlet answers; None when a word finds no place.

    choices: for each word its places in the name, and whether the hamlet has it. taken: parts, as bits.
    """
    if not choices:
        return 0
    (places, elsewhere), rest = choices[0], choices[1:]
    least: int | None = None
    for start, end in places:
        parts = (1 << end) - (1 << start)
        if not parts & taken:
            found = _best(rest, taken | parts)
            if found == 0:
                return 0
            least = found if least is None else min(least, found if found is not None else least)
    if elsewhere:
        found = _best(rest, taken)
        if found is not None and (least is None or found + 1 < least):
            least = found + 1
    return least


@lru_cache(maxsize=64)
def _hardest_first(words: tuple[str, ...], hamlet: tuple[str, ...]) -> list[tuple[str, bool]]:
    """The words, and whether the hamlet has them; those first for which fewest names have a place."""
    asked = [(word, bool(spans(word, hamlet))) for word in words]
    return sorted(asked, key=lambda one: (one[1], -len(one[0])))
