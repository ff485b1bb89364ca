"""Cuts a paragraph of targets into the pieces that each say one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from povdesk.domain.plan_text.quantities import TARGET_UNITS, Quantity, quantities

_QUALIFIER = (
    r"(?:(?:phấn đấu|đạt|có|ít nhất|tối thiểu|trên|dưới|hơn|khoảng|giảm|tăng|duy trì|từ|là|ước|hỗ trợ)"
    r"\s+){0,4}"
)
_NEXT_NUMBER = re.compile(
    rf",?\s*(?:\bvà\b\s*|\bcùng\b\s*|,\s+){_QUALIFIER}"
    r"(?=\d[\d.,]*\s*(?:%|hộ\b|HN\b|HCN\b|nhà\b|căn\b|người\b|lao động\b|trẻ\b))",
    re.IGNORECASE,
)
_CUT = re.compile(
    r";|\.\s+(?=[A-ZÀ-ỸĐ\d])|[,;]?\s*trong đó\s*[,:]?|,\s*(?:bảo đảm|đảm bảo)\s+(?=thu nhập)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_JOINT = re.compile(r",?\s*(?:và\s+|cùng\s+)?", re.IGNORECASE)
_DIVIDED = re.compile(r",?\s*(?:bao\s+)?gồm\s*:?\s", re.IGNORECASE)
_RANGE = re.compile(r"\btừ\b[^;()]*?\b(?:xuống|(?<!trở )lên|còn|đến|sang|thành)\b", re.IGNORECASE)
_CLAUSE = re.compile(r",\s+|\s+và\s+", re.IGNORECASE)
_MORE_PEOPLE = re.compile(r"(?:(?:thuộc\s+)?hộ\s+|người\s+)?(?:cận nghèo|mới thoát|HCN)\b", re.IGNORECASE)
"""Goes on with whom a number is for: "hộ nghèo, hộ cận nghèo"."""

STARTS_LOOKING_BACK = re.compile(
    r"(?:(?:tức|trong khi)\s+)?(?:so với|đầu năm|năm trước|hiện (?:nay|có|là)|năm \d{4}|tăng|giảm)\b",
    re.IGNORECASE,
)
"""Words before a number that is where the measure stood, not where it shall go."""

_LEAST_CLAUSE = 3
"""Words between a comma and its number that make a clause of their own ("có bằng cấp, chứng chỉ đạt")."""

_AMOUNT_IS_AIM = re.compile(r"thu nhập|giá trị|dư nợ|doanh số|vay|huy động|vận động", re.IGNORECASE)


@dataclass(frozen=True)
class Segment:
    """One piece: its words, where they begin in the paragraph, its quantities (places in the paragraph).

    in_brackets: it stood between brackets, so it may only say the same in another unit.
    """

    text: str
    start: int
    quantities: tuple[Quantity, ...]
    in_brackets: bool = False

    @property
    def counted(self) -> tuple[Quantity, ...]:
        """The quantities that can be a target's value; money only where money is what is aimed at."""
        aims_at_money = bool(_AMOUNT_IS_AIM.search(self.text))
        return tuple(
            one for one in self.quantities if one.unit in TARGET_UNITS and (one.dong is None or aims_at_money)
        )


def segments(paragraph: str) -> Iterator[Segment]:
    """The pieces of a paragraph in reading order, none empty."""
    found = tuple(_whole_amounts(paragraph))
    depth, start = 0, 0
    borders: list[tuple[int, int, int]] = []
    cuts = [(*cut.span(), cut[0]) for cut in _CUT.finditer(paragraph)]
    cuts += _brackets(paragraph, found)
    for left, right, sign in sorted([*cuts, *_before_numbers(paragraph, found)]):
        if left < start:
            continue
        borders.append((start, left, depth))
        depth += {"(": 1, ")": -1}.get(sign, 0)
        start = right
    borders.append((start, len(paragraph), depth))
    for begin, end, inside in borders:
        words = paragraph[begin:end]
        if not re.search(r"\w", words):
            continue
        lead = len(words) - len(words.lstrip(" ,;:-–"))
        yield Segment(
            words.strip(" ,;:-–"),
            begin + lead,
            tuple(one for one in found if begin <= one.start < end),
            inside > 0,
        )


def _brackets(paragraph: str, found: tuple[Quantity, ...]) -> Iterator[tuple[int, int, str]]:
    """Brackets with a number in them; others belong to the words around them."""
    for pair in _BRACKETS.finditer(paragraph):
        if any(pair.start() < one.start < pair.end() for one in found):
            yield pair.start(), pair.start() + 1, "("
            yield pair.end() - 1, pair.end(), ")"


def _whole_amounts(paragraph: str) -> Iterator[Quantity]:
    """The quantities without those that only divide the one before ("14 hộ, gồm 09 hộ … và 05 hộ …")."""
    divided_to = -1
    for one in quantities(paragraph):
        if one.start < divided_to:
            continue
        yield one
        cut = _DIVIDED.search(paragraph, one.end)
        stop = re.search(r"[;.(](?=\s|$)|\(", paragraph[one.end :])
        end = one.end + stop.start() if stop else len(paragraph)
        if cut is not None and cut.start() < end and one.unit in TARGET_UNITS:
            later = [other for other in quantities(paragraph) if one.end <= other.start < cut.start()]
            if not later:
                divided_to = end


def _before_numbers(paragraph: str, found: tuple[Quantity, ...]) -> Iterator[tuple[int, int, str]]:
    """Where a second number with a unit begins a new piece: "75% hộ …, 36% hộ …", not "từ … xuống …".

    Only the comma or "và" is taken away, so that "ít nhất" stays with its number.
    """
    ranges = [one.span() for one in _RANGE.finditer(paragraph)]
    for cut in _NEXT_NUMBER.finditer(paragraph):
        counted_before = any(one.end <= cut.start() and one.unit in TARGET_UNITS for one in found)
        in_range = any(left < cut.start() < right for left, right in ranges)
        if counted_before and not in_range:
            lead = _JOINT.match(paragraph, cut.start())
            yield cut.start(), lead.end() if lead else cut.start(), ","
    for one, after in pairwise(found):
        if one.unit not in TARGET_UNITS or after.unit not in TARGET_UNITS:
            continue
        if any(left <= one.start and after.start < right + 40 for left, right in ranges):
            continue
        clauses = _CLAUSE.finditer(paragraph, one.end, after.start)
        clause = next((cut for cut in clauses if not _MORE_PEOPLE.match(paragraph, cut.end())), None)
        if clause is None or re.search(r"[;()]", paragraph[one.end : after.start]):
            continue
        between = paragraph[clause.end() : after.start]
        if len(between.split()) >= _LEAST_CLAUSE and not STARTS_LOOKING_BACK.match(between):
            yield clause.start(), clause.end(), ","
