"""Trying out supports not done yet: which targets they would meet, their cost, who could leave poverty."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from povdesk.domain.household import Category
from povdesk.domain.indicator import Figure, Status
from povdesk.domain.programme import BudgetLine, Capital, Source
from povdesk.domain.support import Subject


class ProposalState(enum.StrEnum):
    """ACCEPTED: the proposal of the year's plan; only one is at a time."""

    DRAFT = "draft"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        return "Đề xuất của kế hoạch" if self is ProposalState.ACCEPTED else "Bản nháp"


@dataclass(frozen=True)
class Money:
    """Where the money of a line comes from: a project, and its kind of capital and source when chosen."""

    project_id: int | None = None
    capital: Capital | None = None
    source: Source | None = None

    @property
    def is_chosen(self) -> bool:
        return self.project_id is not None


@dataclass(frozen=True)
class ProposalLine:
    """One kind of support for several households or people.

    unit_cost: for each of them. amount: for the whole line; it wins over unit_cost. None: not known.
    day: when it would be done; None: the last day of the trial.
    """

    kind: str
    subject: Subject = Subject.HOUSEHOLD
    subjects: tuple[int, ...] = ()
    money: Money = Money()
    unit_cost: int | None = None
    amount: int | None = None
    day: date | None = None
    note: str = ""
    uid: str = ""

    @property
    def cost(self) -> int | None:
        """What the line needs in đồng; None while no amount is typed."""
        if self.amount is not None:
            return self.amount
        return None if self.unit_cost is None else self.unit_cost * len(self.subjects)


@dataclass(frozen=True)
class Proposal:
    """All lines the officer wants to try together, for one year."""

    year: int
    name: str
    lines: tuple[ProposalLine, ...] = ()
    state: ProposalState = ProposalState.DRAFT
    accepted_on: date | None = None
    note: str = ""
    uid: str = ""

    @property
    def is_accepted(self) -> bool:
        return self.state is ProposalState.ACCEPTED


# --- Money --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CostLine:
    """What a proposal takes from one budget line. planned None: the year has no such line, or no sum in it.

    unpriced: lines of the proposal without an amount, which are not in `needed`.
    """

    money: Money
    planned: int | None = None
    disbursed: int = 0
    needed: int = 0
    lines: int = 0
    unpriced: int = 0

    @property
    def remaining(self) -> int | None:
        """Planned and not paid yet."""
        return None if self.planned is None else self.planned - self.disbursed

    @property
    def short(self) -> int:
        """How much is lacking; all of it where nothing is planned."""
        return max(self.needed - max(self.remaining or 0, 0), 0)


def costs(
    lines: Iterable[ProposalLine], budget: Iterable[BudgetLine], codes: Mapping[int, str]
) -> tuple[CostLine, ...]:
    """One line of money for each that the proposal names, in the budget's order, then those without a plan.

    codes: of projects by key. A proposal that names a project only is set against all of its money.
    """
    asked: dict[Money, list[ProposalLine]] = {}
    for line in lines:
        asked.setdefault(line.money, []).append(line)
    known = list(budget)
    found = []
    for money, of_it in asked.items():
        places = [place for place, one in enumerate(known) if _is_of(one, money, codes)]
        sums = [known[place].planned for place in places]
        priced = [one.cost for one in of_it if one.cost is not None]
        cost = CostLine(
            money,
            sum(one or 0 for one in sums) if any(one is not None for one in sums) else None,
            sum(known[place].disbursed for place in places),
            sum(priced),
            len(of_it),
            len(of_it) - len(priced),
        )
        found.append((min(places, default=len(known)), not money.is_chosen, cost))
    return tuple(cost for *_order, cost in sorted(found, key=lambda one: one[:2]))


def _is_of(line: BudgetLine, money: Money, codes: Mapping[int, str]) -> bool:
    if money.project_id is None or codes.get(money.project_id) != line.project:
        return False
    return money.capital is None or (line.capital is money.capital and line.source is money.source)


# --- Results ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Who:
    """Somebody whose part in a number changes. kind: household, person or cadre."""

    kind: str
    id: int
    name: str
    household_id: int | None = None
    hamlet: str = ""
    group: str = ""
    note: str = ""


@dataclass(frozen=True)
class Effect:
    """One indicator before and after the supports. later: when the forms are also brought up to date."""

    before: Figure
    after: Figure
    later: Figure | None = None

    @property
    def code(self) -> str:
        return self.after.code

    @property
    def is_changed(self) -> bool:
        return _facts(self.before) != _facts(self.after)

    @property
    def is_later(self) -> bool:
        """Changes once more when the forms follow."""
        return self.later is not None and _facts(self.later) != _facts(self.after)

    @property
    def newly_met(self) -> bool:
        return self.before.status is not Status.REACHED and self.after.status is Status.REACHED


def _facts(figure: Figure) -> tuple[object, ...]:
    shown = figure.shown
    readings = tuple(
        (one.value, one.numerator, one.denominator, one.unknown) for one in figure.readings.values()
    )
    return shown.value, shown.numerator, shown.denominator, shown.unknown, shown.waiting, readings


@dataclass(frozen=True)
class Leaver:
    """A household whose class could be another at the next review; nothing here is counted as escaped.

    now: in force. by_form: by the newest form as it is. then: by the form without the lacks that the supports
    would take away (removed, their names). why: when it cannot be said, the reason.
    """

    household_id: int
    name: str
    code: str
    hamlet: str
    now: Category
    by_form: Category
    then: Category
    lacks_before: int
    lacks_after: int
    removed: tuple[str, ...] = ()
    why: str = ""

    @property
    def id(self) -> int:
        return self.household_id

    @property
    def could_leave(self) -> bool:
        """To a better class than now, and not only than its form says already."""
        best = max(_RANK.get(self.now, 9), _RANK.get(self.by_form, 9))
        return not self.why and _RANK.get(self.then, -1) > best

    @property
    def words(self) -> str:
        if self.why:
            return self.why
        if not self.could_leave:
            if _RANK.get(self.by_form, -1) > _RANK.get(self.now, 9):
                return f"Theo phiếu đã là {self.by_form.label.lower()}, không do hỗ trợ này"
            return "Chưa đổi diện"
        if self.now is Category.POOR and self.then is Category.NEAR_POOR:
            return "Có thể thoát nghèo (thành cận nghèo), chờ rà soát"
        if self.now is Category.POOR:
            return "Có thể thoát nghèo, chờ rà soát"
        return "Có thể thoát cận nghèo, chờ rà soát"


_RANK = {Category.POOR: 0, Category.NEAR_POOR: 1, Category.NOT_POOR: 2}


@dataclass(frozen=True)
class Trial:
    """The result of trying a proposal on a copy of the register. day: that the numbers are of.

    refused: lines and subjects that could not be tried, as sentences.
    """

    year: int
    day: date
    effects: tuple[Effect, ...] = ()
    costs: tuple[CostLine, ...] = ()
    leavers: tuple[Leaver, ...] = ()
    refused: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def newly_met(self) -> tuple[Effect, ...]:
        return tuple(one for one in self.effects if one.newly_met)

    @property
    def changed(self) -> tuple[Effect, ...]:
        return tuple(one for one in self.effects if one.is_changed)

    @property
    def needed(self) -> int:
        return sum(one.needed for one in self.costs)

    @property
    def short(self) -> int:
        return sum(one.short for one in self.costs)

    @property
    def could_leave(self) -> tuple[Leaver, ...]:
        return tuple(one for one in self.leavers if one.could_leave)


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be chosen for a line. kind: household or person."""

    kind: str
    id: int
    name: str
    household_id: int | None = None
    code: str = ""
    hamlet: str = ""
    hamlet_position: int = 0
    note: str = ""


def lacks_removed(
    lines: Sequence[ProposalLine],
    removes: Mapping[str, Sequence[str]],
    uninsured: Mapping[int, frozenset[int]],
) -> dict[int, frozenset[str]]:
    """Which lacks the supports would take away, by household.

    removes: kind of support → codes of lacks. A support of people takes a lack away only when everybody of
    the household who causes it is in it; uninsured: household → its people without a card by the form.
    """
    found: dict[int, set[str]] = {}
    carded: dict[str, set[int]] = {}
    for line in lines:
        codes = removes.get(line.kind, ())
        if line.subject is Subject.HOUSEHOLD:
            for household_id in line.subjects:
                found.setdefault(household_id, set()).update(codes)
        elif line.subject is Subject.PERSON:
            for code in codes:
                carded.setdefault(code, set()).update(line.subjects)
    for code, people in carded.items():
        for household_id, needed in uninsured.items():
            if needed and needed <= people:
                found.setdefault(household_id, set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items() if codes}
