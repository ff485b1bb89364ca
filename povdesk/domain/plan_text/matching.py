"""Which known indicator a piece of text speaks of, by the words they share; a rare word says more."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from povdesk.domain.abbreviations import ABBREVIATIONS
from povdesk.domain.indicator import IndicatorDefinition
from povdesk.domain.plan_text.populations import about_subject, classes_of
from povdesk.domain.plan_text.units import is_event
from povdesk.domain.vietnamese import fold

SURE, LIKELY = 0.5, 0.33
"""From the first share of common words a match is taken, from the second it is taken with a mark."""

_OTHER_KIND = 0.55
_RATE_FOR_COUNT = 0.35
_UNKNOWN_SHARE = 0.25
_LEAST_SUBJECT = 0.2
"""Share of an indicator's own subject that a text must name, or it only speaks of the same people."""

_CLOSE = 0.06
"""Two indicators nearer than this to each other's share cannot be told apart by words."""

_EMPTY_TEXT = """phan dau dat ty le ti so nam cuoi den duoc co la va voi cac tren duoi it nhat toi thieu
    khoang xuong con tu ve thuoc dia ban xa cua trong cho theo nhung"""
_EMPTY_WORDS = frozenset(_EMPTY_TEXT.split())
_WORD = re.compile(r"[^\W_]+")

_SHORT_FORMS = {
    **ABBREVIATIONS,
    "HN": "hộ nghèo",
    "HCN": "hộ cận nghèo",
    "HVS": "hợp vệ sinh",
    "XKLĐ": "đi làm việc ở nước ngoài",
    "TB&XH": "Thương binh và Xã hội",
    "TBXH": "Thương binh và Xã hội",
    "VHXH": "Văn hóa - Xã hội",
    "MTTQ": "Mặt trận Tổ quốc",
}
_LONGEST_FIRST = sorted(map(re.escape, _SHORT_FORMS), key=len, reverse=True)
_SHORT_FORM = re.compile(rf"(?<!\w)(?:{'|'.join(_LONGEST_FIRST)})(?!\w)")

_SAME_THING = (
    (re.compile(r"\b(?:nhà (?:tạm|dột nát|tình thương|tình nghĩa|đại đoàn kết)|căn nhà)\b"), "nhà ở"),
    (re.compile(r"\b(?:dạy|học) nghề\b"), "đào tạo nghề"),
    (re.compile(r"\bthẻ bảo hiểm y tế\b"), "tham gia bảo hiểm y tế"),
    (re.compile(r"\b(?:xuất khẩu lao động|xuất cảnh)\b"), "đi làm việc ở nước ngoài"),
    (re.compile(r"\bhố xí\b"), "nhà tiêu"),
    (re.compile(r"\bhộ dân\b"), "hộ gia đình"),
    (re.compile(r"\bhọc viên\b"), "người được đào tạo"),
    (re.compile(r"\bgiới thiệu việc làm\b"), "tư vấn, kết nối việc làm"),
)
"""Other usual words for what the indicators name."""


@dataclass(frozen=True)
class Match:
    """An indicator for a piece of text. share: 0–1; rival: another that fits about as well."""

    code: str
    share: float
    rival: str = ""


def words_of(text: str) -> frozenset[str]:
    """The telling words of a text, without marks; pairs too, since most Vietnamese words are pairs."""
    single = _WORD.findall(fold(_in_full(text)))
    telling = [word for word in single if word not in _EMPTY_WORDS and not word.isdigit()]
    pairs = [f"{one} {two}" for one, two in pairwise(single) if _says(one) or _says(two)]
    return frozenset([*telling, *pairs])


def _in_full(text: str) -> str:
    """The text with the usual short forms written out and one word for one thing."""
    text = _SHORT_FORM.sub(lambda found: _SHORT_FORMS[found[0]], text).casefold()
    for pattern, word in _SAME_THING:
        text = pattern.sub(word, text)
    return text


def _says(word: str) -> bool:
    return word not in _EMPTY_WORDS and not word.isdigit()


class Matcher:
    """Compares pieces of text with the indicators known to the office."""

    def __init__(self, known: Sequence[IndicatorDefinition]) -> None:
        self._known = {one.code: one for one in known}
        self._words = {one.code: (words_of(one.name), words_of(one.short_name or one.name)) for one in known}
        self._names = {one.code: {fold(one.name), fold(one.short_name or one.name)} for one in known}
        self._subjects = {
            code: (
                [about_subject(words, _EMPTY_WORDS) for words in names],
                classes_of(self._known[code].name),
            )
            for code, names in self._words.items()
        }
        counts = Counter(word for names in self._words.values() for word in names[0] | names[1])
        self._weight = {word: math.log(1 + len(known) / count) for word, count in counts.items()}
        # A word that no indicator has says that the text may speak of something else.
        self._unknown = _UNKNOWN_SHARE * math.log(1 + len(known))

    def shares(self, text: str, context: str, unit: str, *, is_level: bool = False) -> dict[str, float]:
        """How well each indicator fits, 0–1. context: words around, which count for less.

        is_level: the text goes from one value to another, so it is no amount of change.
        """
        said, around = words_of(text), words_of(context)
        own = self._sum(said) + self._unknown * len(said - self._weight.keys()) or 1.0
        found = {}
        for code, names in self._words.items():
            share = max(self._share(words, said, around, own) for words in names)
            if fold(text).strip() in self._names[code]:
                share = 1.0
            if is_level and self._known[code].kind.startswith("change"):
                share *= _OTHER_KIND
            share *= self._subject_factor(code, text, said | around)
            found[code] = share * self._unit_factor(code, unit)
        return found

    def _share(
        self, words: frozenset[str], said: frozenset[str], around: frozenset[str], own: float
    ) -> float:
        whole = self._sum(words)
        if not whole:
            return 0.0
        common = self._sum(words & said) + 0.35 * self._sum((words & around) - said)
        return 0.55 * common / whole + 0.45 * self._sum(words & said) / own

    def _subject_factor(self, code: str, text: str, said: frozenset[str]) -> float:
        """Less for a text that shares only the population with the indicator, or names another class."""
        subjects, meant = self._subjects[code]
        if not all(subjects):
            return 1.0 if classes_of(text) == meant else _OTHER_KIND
        shared = max(self._sum(words & said) / (self._sum(words) or 1.0) for words in subjects)
        return 1.0 if shared >= _LEAST_SUBJECT else _OTHER_KIND

    def _unit_factor(self, code: str, unit: str) -> float:
        wanted = self._known[code].unit
        if not unit:
            return 1.0
        is_rate = "%" in wanted
        if unit == "điểm %":
            return 1.0 if wanted == unit else _OTHER_KIND
        if unit == "%":
            return 1.0 if is_rate else _OTHER_KIND
        if is_rate:
            return _RATE_FOR_COUNT
        if is_event(unit):
            return _OTHER_KIND
        return 1.0 if wanted.split("/")[0] in (unit, "") else 0.8

    def _sum(self, words: "frozenset[str] | set[str]") -> float:
        return sum(self._weight.get(word, 0.0) for word in words)


def assigned(shares: Sequence[dict[str, float]]) -> list[Match | None]:
    """One indicator for each piece, each indicator once, the best fit first."""
    order = sorted(
        ((share, place, code) for place, one in enumerate(shares) for code, share in one.items()),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    taken: set[str] = set()
    found: list[Match | None] = [None] * len(shares)
    for share, place, code in order:
        if share < LIKELY or found[place] is not None or code in taken:
            continue
        taken.add(code)
        found[place] = Match(code, share)
    for place, match in enumerate(found):
        if match is None:
            continue
        free = [code for code in shares[place] if code not in taken]
        rival = max(free, key=lambda code: shares[place][code], default="")
        if rival and match.share - shares[place][rival] < _CLOSE:
            found[place] = Match(match.code, match.share, rival)
    return found
