"""What was given outside the budget, by fund, and what of it went to households."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from povdesk.domain.programme import Source
from povdesk.domain.vietnamese import fold

FUND = "Quỹ Vì người nghèo"
OTHER = "Không qua quỹ"


@dataclass(frozen=True)
class Donation:
    """One gift. amount: money in đồng; in_kind: what was given in things; fund empty: given directly."""

    received_on: date
    donor: str = ""
    fund: str = ""
    amount: int | None = None
    in_kind: str = ""
    purpose: str = ""
    note: str = ""
    uid: str = ""

    @property
    def given(self) -> str:
        """The fund's name, or that there is none."""
        return self.fund or OTHER


@dataclass(frozen=True)
class GivenOut:
    """Support that names a source. source: code of a Source or the officer's own words."""

    source: str
    amount: int | None
    happened_on: date


@dataclass(frozen=True)
class FundTotal:
    """One fund up to a day. given_out and balance are None where support cannot be tied to it."""

    fund: str
    gifts: int
    received: int
    in_kind: int
    given_out: int | None
    supports: int

    @property
    def balance(self) -> int | None:
        return None if self.given_out is None else self.received - self.given_out

    @property
    def key(self) -> str:
        return self.fund


def fund_totals(
    gifts: Sequence[Donation], supports: Iterable[GivenOut], day: date | None = None
) -> tuple[FundTotal, ...]:
    """Every fund with what came in and went out up to a day, the fund for the poor first.

    Support names the fund for the poor by its source code, another fund by its name. What was given
    directly, without a fund, has no balance.
    """
    until = day or date.max
    known = [gift for gift in gifts if gift.received_on <= until]
    out = [one for one in supports if one.happened_on <= until]
    names = {_key(gift.fund): gift.fund for gift in reversed(known) if gift.fund}
    if any(one.source == Source.FUND for one in out):
        names.setdefault(_key(FUND), FUND)
    funds = sorted(names.values(), key=lambda name: (not _is_for_the_poor(name), fold(name)))
    found = []
    for name in funds:
        inside = [gift for gift in known if _key(gift.fund) == _key(name)]
        spent = [one for one in out if _names(one.source, name)]
        found.append(_total(name, inside, sum(one.amount or 0 for one in spent), len(spent)))
    direct = [gift for gift in known if not gift.fund]
    if direct:
        found.append(_total(OTHER, direct, None, 0))
    return tuple(found)


def _total(name: str, gifts: Sequence[Donation], given_out: int | None, supports: int) -> FundTotal:
    money = sum(gift.amount or 0 for gift in gifts)
    return FundTotal(name, len(gifts), money, sum(bool(gift.in_kind) for gift in gifts), given_out, supports)


def _names(source: str, fund: str) -> bool:
    if source == Source.FUND:
        return _is_for_the_poor(fund)
    return bool(source) and _key(source) == _key(fund)


def _is_for_the_poor(fund: str) -> bool:
    return "vi nguoi ngheo" in _key(fund)


def _key(name: str) -> str:
    return " ".join(fold(name).replace("“", " ").replace("”", " ").replace('"', " ").split())
