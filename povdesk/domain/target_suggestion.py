"""Targets that the register suggests for next year's plan, each with the sentence that says why.

Suggestions of this program after its own editable thresholds; no text of law asks for them.
"""

import enum
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from povdesk.domain.household import Category
from povdesk.domain.indicator import IndicatorDefinition, Target
from povdesk.domain.vietnamese import format_count, format_number, format_percent


class Sign(enum.StrEnum):
    """Why a household can plausibly leave its class."""

    NEAR = "near"
    PLANNED = "planned"
    REGISTERED = "registered"

    @property
    def label(self) -> str:
        return _SIGNS[self]


_SIGNS = {
    Sign.NEAR: "gần ngưỡng",
    Sign.PLANNED: "hỗ trợ dự kiến đủ để đổi diện",
    Sign.REGISTERED: "đăng ký thoát nghèo",
}
_RANK = {Category.POOR: 0, Category.NEAR_POOR: 1, Category.NOT_POOR: 2}


@dataclass(frozen=True)
class Plausible:
    """A household that can plausibly leave its class next year. then: the class it would come to.

    lacks: names, by its newest counted form.
    """

    household_id: int
    name: str
    code: str
    hamlet_id: int
    hamlet: str
    now: Category
    then: Category
    signs: tuple[Sign, ...]
    lacks: tuple[str, ...] = ()

    @property
    def id(self) -> int:
        return self.household_id

    @property
    def is_near_only(self) -> bool:
        """Nothing but the nearness to a limit speaks for it."""
        return self.signs == (Sign.NEAR,)

    @property
    def why(self) -> str:
        words = ", ".join(sign.label for sign in self.signs)
        return f"{words[:1].upper()}{words[1:]}"


@dataclass(frozen=True)
class HamletCut:
    """What a hamlet could lose. kept_poor, kept_near_poor: what next year's plan has given it already."""

    hamlet_id: int
    uid: str
    hamlet: str
    poor: int
    near_poor: int
    reason: str
    kept_poor: int | None = None
    kept_near_poor: int | None = None

    @property
    def key(self) -> str:
        return self.uid


@dataclass(frozen=True)
class Suggestion:
    """One indicator. kept: next year's target as it stands. value None: nothing is suggested, see reason."""

    definition: IndicatorDefinition
    current: float | None
    this_year: Target | None
    kept: Target | None
    value: float | None
    operator: str
    reason: str

    @property
    def key(self) -> str:
        return self.definition.code

    def target(self, year: int, value: float) -> Target:
        """To be saved: what the plan already says of the indicator stays, with the new number."""
        if self.kept is None:
            return Target(year, self.operator, value, self.current)
        baseline = self.kept.baseline if self.kept.baseline is not None else self.current
        return Target(
            year,
            self.kept.operator or self.operator,
            value,
            baseline,
            self.kept.baseline_stated,
            self.kept.wording,
            self.kept.readings,
        )


@dataclass(frozen=True)
class Shares:
    """How many percent of the households count: of those with a firm sign, of those only near a limit."""

    firm: int = 100
    near: int = 25

    def of(self, found: Sequence[Plausible]) -> int:
        """Rounded down."""
        near = sum(one.is_near_only for one in found)
        return (len(found) - near) * self.firm // 100 + near * self.near // 100


@dataclass(frozen=True)
class Cuts:
    """How many of the plausible households are suggested as the cut.

    near_poor: net, households that become near-poor are taken off; may be negative. out: leave both classes.
    """

    poor: int = 0
    near_poor: int = 0
    out: int = 0

    def __add__(self, other: "Cuts") -> "Cuts":
        return Cuts(self.poor + other.poor, self.near_poor + other.near_poor, self.out + other.out)


def best(classes: Iterable[Category]) -> Category:
    """The class furthest from poverty."""
    return max(classes, key=lambda one: _RANK[one])


def is_better(then: Category, now: Category) -> bool:
    """Whether a class is further from poverty; False for one that cannot be said."""
    return then in _RANK and now in _RANK and _RANK[then] > _RANK[now]


def cuts(found: Sequence[Plausible], shares: Shares) -> Cuts:
    """Of one hamlet. Those of the commune are the sum of its hamlets, as its annex adds them."""
    poor = [one for one in found if one.now is Category.POOR]
    near = [one for one in found if one.now is Category.NEAR_POOR]
    to_near = [one for one in poor if one.then is Category.NEAR_POOR]
    out = [one for one in found if one.then is Category.NOT_POOR]
    return Cuts(shares.of(poor), shares.of(near) - shares.of(to_near), shares.of(out))


def cuts_of_all(found: Sequence[Plausible], shares: Shares) -> Cuts:
    """Of the commune."""
    return sum((cuts(own, shares) for own in by_hamlet(found).values()), Cuts())


def signs_text(found: Sequence[Plausible], shares: Shares) -> str:
    """ "9 hộ có thể thoát: 4 gần ngưỡng, 5 đăng ký thoát nghèo (mỗi hộ tính một lần)"."""
    if not found:
        return "Chưa có hộ nào có dấu hiệu thoát"
    parts = []
    for sign in Sign:
        count = sum(sign in one.signs for one in found)
        if count:
            parts.append(f"{format_count(count)} {sign.label}")
    words = f"{format_count(len(found))} hộ có thể thoát: {', '.join(parts)}"
    if sum(len(one.signs) for one in found) > len(found):
        words += " (mỗi hộ tính một lần)"
    near = sum(one.is_near_only for one in found)
    if near and shares.near != 100:
        words += f"; {format_count(near)} hộ chỉ gần ngưỡng, lấy {shares.near}%"
    if near < len(found) and shares.firm != 100:
        words += f"; hộ còn lại lấy {shares.firm}%"
    return words


def lacks_text(found: Iterable[Plausible], most: int = 3) -> str:
    """The lacks that these households have most: "nhà tiêu hợp vệ sinh 12 hộ, …"; empty without any."""
    counts: dict[str, int] = {}
    for one in found:
        for name in one.lacks:
            counts[name] = counts.get(name, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return ", ".join(f"{_lower(name)} {format_count(count)} hộ" for name, count in ranked)


# --- Rates and counts ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Facts:
    """What a suggestion rests on. past: values of the years before, oldest first, as far as comparable.

    left: not reached now. unknown: no answer. small_list: up to so many, all of them.
    """

    current: float
    past: tuple[float, ...] = ()
    left: int = 0
    unknown: int = 0
    this_year: float | None = None
    small_list: int = 5


def rate_of(facts: Facts, unit: str, decimals: int) -> tuple[float, str]:
    """A rate that should rise: full coverage when few are left, else the pace of the last years."""
    now = f"hiện {format_percent(facts.current, decimals=2 if decimals else 1)}"
    still = facts.left + facts.unknown
    if still <= facts.small_list:
        if not still:
            return 100.0, f"Đã đạt hết, giữ 100% ({now})"
        return 100.0, f"Còn {_people(facts, unit)}: gợi ý làm hết ({now})"
    values = (*facts.past, facts.current)
    pace = (values[-1] - values[0]) / (len(values) - 1) if len(values) > 1 else 0.0
    if pace > 0:
        wanted = min(100.0, facts.current + pace)
        years = format_count(len(values) - 1)
        why = f"{years} năm qua tăng bình quân {format_number(pace, at_most=1)} điểm % mỗi năm; {now}"
    else:
        wanted, why = facts.current, f"Những năm qua không tăng, giữ mức đang có ({now})"
    value = _floor(wanted, decimals)
    why = f"{why}, còn {_people(facts, unit)}"
    if facts.this_year is not None and value < facts.this_year:
        return facts.this_year, f"Giữ mục tiêu năm nay; {why[:1].lower()}{why[1:]}"
    return value, why


def count_of(facts: Facts, unit: str) -> tuple[float | None, str]:
    """A number a year: the mean of the last years, or what this year has reached already.

    Years before the first with anything are years in which nothing was noted here.
    """
    first = next((place for place, value in enumerate(facts.past) if value), len(facts.past))
    past = facts.past[first:]
    if not past:
        if facts.this_year is not None:
            return facts.this_year, f"Chưa có số các năm trước, lấy mục tiêu năm nay ({_amount(facts, unit)})"
        return None, "Chưa có số các năm trước"
    mean = sum(past) / len(past)
    listed = ", ".join(format_number(one) for one in past)
    wanted = max(math.floor(mean + 0.5), int(facts.current))
    why = f"{format_count(len(past))} năm trước: {listed}; {_amount(facts, unit)}"
    if facts.this_year is not None and wanted < facts.this_year:
        return facts.this_year, f"Giữ mục tiêu năm nay; {why}"
    return float(wanted), why


def share_of(part: int, whole: float, decimals: int, *, up: bool) -> float:
    """Percent, rounded so that the target is never stricter than what it rests on."""
    exact = Fraction(100 * part) / Fraction(str(whole))
    scaled = exact * 10**decimals
    return float((math.ceil(scaled) if up else math.floor(scaled)) / 10**decimals)


def by_hamlet(found: Iterable[Plausible]) -> Mapping[int, list[Plausible]]:
    """The households of each hamlet."""
    sorted_out: dict[int, list[Plausible]] = {}
    for one in found:
        sorted_out.setdefault(one.hamlet_id, []).append(one)
    return sorted_out


def _people(facts: Facts, unit: str) -> str:
    words = f"{format_number(facts.left)} {unit} chưa đạt"
    return f"{words}, {format_number(facts.unknown)} chưa rõ" if facts.unknown else words


def _amount(facts: Facts, unit: str) -> str:
    return f"năm nay đã có {format_number(facts.current)} {unit}".rstrip()


def _floor(value: float, decimals: int) -> float:
    # A hair above: 63.4 must not become 63.39 by the binary fraction.
    return float(math.floor(value * 10**decimals + 1e-9) / 10**decimals)


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
